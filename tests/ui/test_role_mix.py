"""The role-mix bars: what they are told, and that what is done to them reaches the model once."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from salesmodel.charts.mix_rows import mix_rows
from salesmodel.defaults import template
from salesmodel.ui import acts, handling
from salesmodel.ui.components import mix
from salesmodel.ui.session import WorkbenchSession

TASK = "ent.demo"


class Browser:
    """Stands for the component: keeps what it was told and sends what is done."""

    def __init__(self, session: WorkbenchSession, monkeypatch: pytest.MonkeyPatch) -> None:
        self.session, self.seq = session, 0
        self.state: Any = SimpleNamespace(entries=None)
        monkeypatch.setattr(mix, "_mix", self._mounted)
        monkeypatch.setattr(handling, "widget", lambda key: self.state)
        monkeypatch.setattr(acts, "keep_if_edited", lambda session: None)
        self.draw()

    def _mounted(self, *, key: str, data: dict[str, Any], on_entries_change: Any) -> None:
        self.key, self.data, self.changed = key, data, on_entries_change

    def draw(self) -> None:
        now = self.session.now.evaluation
        mix.role_mix(self.session, mix_rows(self.session.model, now, now, self.session.stage))

    def send(self, *told: dict[str, Any]) -> None:
        entries = []
        for act in told:
            self.seq += 1
            entry = {"client": "tab", "draft": "", "seq": self.seq, "at": 0, "act": act}
            entries.append(entry)
        self.state.entries = {"entries": entries, "time": 0}
        self.changed()
        self.draw()

    def shares(self) -> dict[str, float]:
        row = next(row for row in self.data["rows"] if row["task"] == TASK)
        return {share["role"]: share["share"] for share in row["shares"]}


def edit(mark: str, done: bool = True, **command: Any) -> dict[str, Any]:
    return {"kind": "edit", "commands": [command], "mark": mark, "done": done}


def shares(mark: str, done: bool = True, **parts: float) -> dict[str, Any]:
    return edit(mark, done, do="set_shares", task=TASK, shares=parts)


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    session = acts.start_from(template("enterprise"))
    session.stage = next(task.stage for task in session.model.tasks if task.id == TASK) or ""
    return Browser(session, monkeypatch)


def test_a_row_names_its_stage_and_the_browser_is_told_what_is_chosen(browser: Browser) -> None:
    assert {row["stage"] for row in browser.data["rows"]} == {browser.session.stage}
    browser.send({"kind": "choose", "task": TASK})
    assert browser.data["chosen"] == TASK


def test_the_steps_of_one_drag_are_one_undo_and_each_is_acknowledged(browser: Browser) -> None:
    before = browser.shares()
    assert browser.data["channel"]["handled"] == {}
    able = [r.id for r in browser.session.model.roles if _skill(browser) in r.skills]
    one, other = able[:2]
    browser.send(shares("drag", False, **{one: 0.6, other: 0.4}))
    browser.send(shares("drag", True, **{one: 0.55, other: 0.45}))
    assert browser.shares() == {one: 0.55, other: 0.45}
    assert browser.data["channel"]["handled"] == {"tab": 2}
    acts.undo(browser.session)
    browser.draw()
    assert browser.shares() == before


def _skill(browser: Browser) -> str:
    return next(task.skill for task in browser.session.model.tasks if task.id == TASK)


def test_what_is_sent_again_is_done_once(browser: Browser) -> None:
    role = next(iter(browser.shares()))
    lock = edit("lock", do="lock_share", task=TASK, role=role, locked=True)
    browser.send(lock)
    edits = browser.session.edits
    browser.changed()
    assert browser.session.edits == edits
    row = next(row for row in browser.data["rows"] if row["task"] == TASK)
    assert [share["locked"] for share in row["shares"] if share["role"] == role] == [True]


def test_a_share_for_a_role_without_the_skill_is_refused_and_the_rows_stay(
    browser: Browser,
) -> None:
    before = browser.shares()
    unable = [r.id for r in browser.session.model.roles if _skill(browser) not in r.skills]
    browser.send(shares("m", **{unable[0]: 1.0}))
    assert browser.shares() == before
    assert browser.session.notices[-1].kind == "refused"
    assert browser.data["channel"]["handled"] == {"tab": 1}
