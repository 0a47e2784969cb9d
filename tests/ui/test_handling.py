"""What the browser sends is done once and in order, and kept before it is acknowledged."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from salesmodel.defaults import template
from salesmodel.ui import acts, handling
from salesmodel.ui.components.historybar import SHOWN_STEPS, steps_payload
from salesmodel.ui.handling import channel, hand_out
from salesmodel.ui.scenario_bar import saved_state
from salesmodel.ui.session import WorkbenchSession

TASK = "ent.demo"


class Tab:
    """Stands for the browser: numbers its acts, and sends again what is not acknowledged."""

    def __init__(self, session: WorkbenchSession, state: SimpleNamespace) -> None:
        self.session, self.state, self.seq = session, state, 0

    def entry(self, act: dict[str, Any], draft: str = "") -> dict[str, Any]:
        self.seq += 1
        return {"client": "tab", "draft": draft, "seq": self.seq, "at": 0, "act": act}

    def sends(self, *entries: dict[str, Any]) -> None:
        self.state.entries = {"entries": list(entries), "time": 0}
        hand_out(self.session, "any")

    def does(self, *told: dict[str, Any]) -> None:
        self.sends(*(self.entry(act) for act in told))

    @property
    def name(self) -> str:
        return self.session.model.name


def rename(name: str, mark: str = "", done: bool = True) -> dict[str, Any]:
    command = {"do": "rename_model", "name": name}
    return {"kind": "edit", "commands": [command], "mark": mark or name, "done": done}


@pytest.fixture
def tab(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Tab:
    monkeypatch.setenv("SALESMODEL_STORE", str(tmp_path / "scenarios.duckdb"))
    acts.workspace.clear()
    state = SimpleNamespace(entries=None)
    monkeypatch.setattr(handling, "widget", lambda key: state)
    return Tab(acts.start_from(template("enterprise")), state)


def test_entries_are_done_once_and_in_order(tab: Tab) -> None:
    first, second = tab.entry(rename("One")), tab.entry(rename("Two"))
    tab.sends(second, first)
    assert tab.name == "Two"
    tab.sends(first, second, tab.entry({"kind": "undo"}))
    assert tab.name == "One"
    assert channel(tab.session)["handled"] == {"tab": 3}


def test_two_runs_at_the_same_time_do_an_entry_once(
    tab: Tab, monkeypatch: pytest.MonkeyPatch
) -> None:
    # regression: Streamlit starts a run while the callback of the last one is still under way
    edit, both = acts.edit, threading.Barrier(2)
    tab.state.entries = {"entries": [tab.entry(rename("One"))], "time": 0}

    def slow(*args: Any, **more: Any) -> bool:
        threading.Event().wait(0.1)
        return edit(*args, **more)

    def run() -> None:
        both.wait()
        hand_out(tab.session, "any")

    monkeypatch.setattr(acts, "edit", slow)
    runs = [threading.Thread(target=run) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    assert tab.session.edits == 1


def test_what_was_meant_for_another_draft_is_acknowledged_not_done_and_told(tab: Tab) -> None:
    before = tab.name
    tab.sends(tab.entry(rename("Theirs"), draft="another"))
    assert tab.name == before
    assert channel(tab.session)["handled"] == {"tab": 1}
    (notice,) = tab.session.notices
    assert notice.kind == "refused"
    assert "came too late" in notice.sentence


def test_what_is_refused_becomes_a_notice_and_the_rest_is_done(tab: Tab) -> None:
    bad = {"kind": "edit", "commands": [{"do": "remove_stage", "stage": "none"}], "mark": "m"}
    tab.does({**bad, "done": True}, rename("After"))
    assert [notice.kind for notice in tab.session.notices] == ["refused"]
    assert tab.name == "After"


@pytest.mark.parametrize(
    "act",
    [
        {"kind": "dance"},
        {},
        {"kind": "steps", "past": "all"},
        {"kind": "edit", "commands": [{"do": "dance"}], "mark": "m", "done": True},
    ],
)
def test_an_act_that_nobody_knows_becomes_a_notice(tab: Tab, act: dict[str, Any]) -> None:
    tab.does(act)
    assert [notice.kind for notice in tab.session.notices] == ["refused"]
    assert channel(tab.session)["handled"] == {"tab": 1}


def test_an_edit_of_several_commands_is_one_undo_and_all_or_none(tab: Tab) -> None:
    before = tab.session.model
    lock = {"do": "lock_share", "task": TASK, "role": _role(tab), "locked": True}
    both = [{"do": "rename_model", "name": "Both"}, lock]
    tab.does({"kind": "edit", "commands": both, "mark": "m", "done": True})
    assert tab.name == "Both"
    tab.does({"kind": "undo"})
    assert tab.session.model == before
    half = [{"do": "rename_model", "name": "Half"}, {"do": "remove_stage", "stage": "none"}]
    tab.does({"kind": "edit", "commands": half, "mark": "n", "done": True})
    assert tab.session.model == before


def _role(tab: Tab) -> str:
    return next(a.role for a in tab.session.model.assignments if a.task == TASK)


def test_the_draft_is_kept_when_a_gesture_ends_and_not_before(tab: Tab) -> None:
    tab.does(rename("On the way", mark="drag", done=False))
    assert not tab.session.kept
    assert saved_state(tab.session) == ("Saving", "quiet")
    tab.does(rename("There", mark="drag"))
    assert tab.session.kept
    assert len(tab.session.history.past) == 1
    assert saved_state(tab.session)[0].startswith("Kept ")


def test_what_was_acknowledged_is_still_so_after_the_draft_is_opened_again(tab: Tab) -> None:
    sent = tab.entry(rename("Kept"))
    tab.sends(sent)
    reopened = acts.reopen_draft(tab.session.draft)
    assert reopened is not None
    assert reopened.model.name == "Kept"
    assert channel(reopened)["handled"] == {"tab": 1}
    tab.session = reopened
    tab.sends(sent)
    assert reopened.edits == 0


def test_the_list_of_steps_leads_back_to_any_of_them_and_forward_again(tab: Tab) -> None:
    names = [tab.name, "One", "Two", "Three"]
    tab.does(*map(rename, names[1:]))
    for past in (1, 3, 0, 2):
        tab.does({"kind": "steps", "past": past})
        assert tab.name == names[past]
    tab.does({"kind": "redo"})
    assert tab.name == "Three"
    tab.does({"kind": "steps", "past": 9})
    assert [notice.kind for notice in tab.session.notices] == ["refused"]


def test_the_list_of_steps_shows_the_newest_and_always_the_present_one(tab: Tab) -> None:
    tab.does(*(rename(f"Plan {i}") for i in range(1, 131)))
    steps = steps_payload(tab.session.history, tab.session.model)
    assert (steps["now"], steps["total"], len(steps["labels"])) == (130, 130, SHOWN_STEPS)
    assert steps["first"] + len(steps["labels"]) - 1 == 130
    assert "Plan 130" in steps["labels"][-1]
    for past in (0, 5, 29, 31, 120):
        tab.does({"kind": "steps", "past": past})
        steps = steps_payload(tab.session.history, tab.session.model)
        assert steps["first"] <= past < steps["first"] + len(steps["labels"])
        words = steps["labels"][past - steps["first"]]
        assert (f"to Plan {past}" if past else "The start") in words


def test_against_what_is_chosen_and_says_what_ticks_are_shown_against(tab: Tab) -> None:
    tab.does(rename("Saved"))
    assert acts.save(tab.session)
    tab.does({"kind": "against", "reference": "Last save"})
    assert tab.session.saved is not None
    assert tab.session.reference is tab.session.saved.assessment
    assert saved_state(tab.session)[1] == "good"
    tab.does({"kind": "against", "reference": "Baseline"})
    assert tab.session.reference is tab.session.baseline
