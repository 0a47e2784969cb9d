"""What the grid of judgements and the box of choices send is read once, and nothing is trusted."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from salesmodel.defaults import template
from salesmodel.editing import SetJudgement
from salesmodel.model import ComponentKind
from salesmodel.ui import acts
from salesmodel.ui.components import judgement_grid as component
from salesmodel.ui.components.choice_box import read_adding, read_trial
from salesmodel.ui.components.judgement_grid import Judged, Pair, read_judged, read_pair
from salesmodel.ui.session import WorkbenchSession, assess

GRID: dict[str, Any] = {
    "rows": [
        {"kind": "way_of_buying", "variants": [{"id": "buys_alone"}]},
        {"kind": "customer_selection", "variants": [{"id": "named_accounts"}]},
        {"kind": "selling_tasks", "variants": [{"id": "team_selling"}]},
    ],
    "columns": [
        {"kind": "customer_selection", "variants": [{"id": "named_accounts"}]},
        {"kind": "selling_tasks", "variants": [{"id": "team_selling"}]},
    ],
}
BOX = {"rows": [{"kind": "selling_tasks", "variants": [{"id": "team_selling"}]}]}
PAIR = {"source": "named_accounts", "target": "team_selling"}


def test_a_pair_of_the_grid_is_read() -> None:
    assert read_pair(PAIR, GRID) == Pair("named_accounts", "team_selling")
    assert read_pair({**PAIR, "source": "buys_alone"}, GRID) == Pair("buys_alone", "team_selling")


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "named_accounts team_selling",
        {},
        {**PAIR, "source": "nobody"},
        {**PAIR, "target": "buys_alone"},
        {**PAIR, "target": "named_accounts"},
        {**PAIR, "target": ["team_selling"]},
    ],
)
def test_what_is_no_pair_of_the_grid_is_none(sent: Any) -> None:
    assert read_pair(sent, GRID) is None


@pytest.mark.parametrize("value", [-4, 4, 1.0, "2", True, None, float("nan")])
def test_a_judgement_is_a_whole_number_from_minus_3_to_3(value: Any) -> None:
    assert read_judged({**PAIR, "value": -3}, GRID) == Judged("named_accounts", "team_selling", -3)
    assert read_judged({**PAIR, "value": value}, GRID) is None


def test_a_trial_is_of_a_variant_in_the_box() -> None:
    sent = {"kind": "selling_tasks", "variant": "team_selling"}
    assert read_trial(sent, BOX) == (ComponentKind.SELLING_TASKS, "team_selling")
    for wrong in (None, [], {**sent, "variant": "other"}, {**sent, "kind": "value_delivery"}):
        assert read_trial(wrong, BOX) is None


def test_only_a_component_can_be_added_to() -> None:
    assert read_adding({"kind": "value_delivery"}) == ComponentKind.VALUE_DELIVERY
    assert read_adding({"kind": "people"}) is None
    assert read_adding(None) is None


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> WorkbenchSession:
    monkeypatch.setattr(acts, "keep_if_edited", lambda session: None)
    now = assess(template("enterprise"))
    return WorkbenchSession(draft="one", now=now, baseline=now)


def sends(
    monkeypatch: pytest.MonkeyPatch, session: WorkbenchSession, *entries: dict[str, Any]
) -> None:
    state = SimpleNamespace(entries={"entries": list(entries), "time": 0})
    monkeypatch.setattr(component, "widget", lambda key: state)

    def judge(judged: Judged) -> None:
        acts.edit(session, SetJudgement(**judged._asdict(), by="Maya Rao"))

    component._judge(session, GRID, judge)


def entry(seq: int, value: int, draft: str = "") -> dict[str, Any]:
    act = {**PAIR, "value": value}
    return {"client": "tab", "draft": draft, "seq": seq, "at": 0, "act": act}


def test_what_was_typed_is_done_once_and_in_order(
    monkeypatch: pytest.MonkeyPatch, session: WorkbenchSession
) -> None:
    sends(monkeypatch, session, entry(2, -1), entry(1, 3))
    assert [judgement.value for judgement in session.model.judgements] == [-1]
    assert len(session.history.past) == 2
    sends(monkeypatch, session, entry(1, 3), entry(2, -1), entry(3, 2))
    assert [judgement.value for judgement in session.model.judgements] == [2]
    assert len(session.history.past) == 3
    assert session.handled == {"tab": 3}


def test_what_was_typed_for_another_scenario_changes_nothing_here(
    monkeypatch: pytest.MonkeyPatch, session: WorkbenchSession
) -> None:
    sends(monkeypatch, session, entry(1, 3, draft="another"))
    assert session.model.judgements == ()
    assert session.handled == {"tab": 1}
