"""The frontier view: what is picked, used or saved, and what stands beside the lines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.assignment import Forbid, Pin, able_shares, priced_moves
from salesmodel.assignment.contribution.frontier import Frontier, FrontierPoint, place_on_frontier
from salesmodel.charts.frontier_drawing import Pick
from salesmodel.charts.move_rows import Taken
from salesmodel.editing import SetCells, SetShares
from salesmodel.ui import acts
from salesmodel.ui.components.frontier import read_pick
from salesmodel.ui.frontier_beside import MOST, forget_scenarios, surroundings
from salesmodel.ui.session import WorkbenchSession, assess
from tests.builders import a_model

POINT = FrontierPoint(1.0, 1.0, 0.1)
FRONTIER = Frontier((POINT, POINT), (POINT,), POINT)


@pytest.fixture
def view(app: AppTest) -> AppTest:
    app.switch_page("screens/design/roles.py").run()
    app.segmented_control(key="roles_view").set_value("Frontier").run()
    return finished(app)


def finished(app: AppTest) -> AppTest:
    """Run again until the search has ended."""
    session = session_of(app)
    for _ in range(2):
        session.searches["frontier"].is_done(20)
        app.run()
        assert not app.exception
    return app


def session_of(app: AppTest) -> WorkbenchSession:
    session = app.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def texts(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption, *app.warning))


def test_the_picked_model_is_used_in_one_step(view: AppTest) -> None:
    session = session_of(view)
    contribution = session.now.evaluation.totals.contribution
    view.button(key="frontier_use").click().run()
    assert len(session.history.steps(session.model)) == 1
    assert session.now.evaluation.totals.contribution > contribution + 1e6
    finished(view)
    assert "nothing moves" in texts(view)


def test_the_picked_model_is_saved_beside_the_open_one(view: AppTest) -> None:
    session = session_of(view)
    model = session.model
    view.button(key="frontier_save").click().run()
    assert session.model is model
    (card,) = acts.workspace().list()
    assert card.name.startswith(f"{model.name}, cost $")
    scenario = acts.workspace().open(card.id)
    assert scenario.number == 2  # the first is the baseline that it is compared with
    assert scenario.baseline != scenario.head
    (mark,) = surroundings(session).scenarios
    assert mark.point.contribution > session.now.evaluation.totals.contribution + 1e6


def test_what_cannot_hold_together_is_said_as_the_optimiser_says_it(view: AppTest) -> None:
    session = session_of(view)
    task, role = session.model.assignments[0].task, session.model.assignments[0].role
    session.question = replace(
        session.question, pins=(Pin(task, role, 1.0),), forbidden=(Forbid(role, task),)
    )
    finished(view.run())
    assert "These limits cannot all hold." in texts(view)
    assert "cannot hold together" in texts(view)
    assert not [each for each in view.button if each.key == "frontier_use"]


def test_a_question_about_a_role_that_is_gone_gets_a_sentence(view: AppTest) -> None:
    session = session_of(view)
    session.question = replace(session.question, forbidden=(Forbid("nobody"),))
    finished(view.run())
    assert "There is no role nobody." in texts(view)


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "x",
        {"of": "other", "curve": "contribution", "index": 1, "count": 1},
        {"of": "one", "curve": "cost", "index": 0, "count": 1},
        {"of": "one", "curve": "contribution", "index": 2, "count": 1},
        {"of": "one", "curve": "win_rate", "index": -1, "count": 1},
        {"of": "one", "curve": "win_rate", "index": "0", "count": 1},
        {"of": "one", "curve": "win_rate", "index": float("nan"), "count": 1},
        {"of": "one", "curve": "win_rate", "index": 0, "count": float("inf")},
        {"of": "one", "curve": ["win_rate"], "index": 0, "count": 1},
    ],
)
def test_what_is_no_pick_of_this_frontier_is_ignored(sent: Any) -> None:
    assert read_pick(sent, FRONTIER, "one") is None


def test_a_pick_is_read() -> None:
    sent = {"of": "one", "curve": "contribution", "index": 1.0, "count": 3}
    assert read_pick(sent, FRONTIER, "one") == Pick("contribution", 1, 3)


@pytest.fixture
def acme(app: AppTest) -> WorkbenchSession:
    """A session on Acme, in the workspace of `app`."""
    forget_scenarios()
    return acts.start_from(a_model())


def saved(name: str, **fields: Any) -> None:
    model = a_model().model_copy(update={"name": name, **fields})
    assessment = assess(model)
    acts.workspace().save_new(
        name, assessment.text, author="You", summary=acts.summary_of(assessment)
    )
    forget_scenarios()


def test_scenarios_in_another_currency_and_older_ones_are_counted(acme: WorkbenchSession) -> None:
    for number in range(MOST + 2):
        saved(f"Plan {number}")
    saved("Euro plan", currency="EUR")
    found = surroundings(acme)
    assert [each.name for each in found.scenarios][:2] == ["Plan 13", "Plan 12"]
    assert len(found.scenarios) == MOST
    assert found.notes == (
        "2 older scenarios are not shown.",
        "1 scenario is in another currency.",
    )
    assert found.scenarios[0].point.cost == acme.now.evaluation.totals.cost


def test_the_open_scenario_is_a_mark_of_its_own_once_it_was_edited(acme: WorkbenchSession) -> None:
    acts.save_as(acme, "Acme")
    forget_scenarios()
    assert surroundings(acme).scenarios == ()
    acts.edit(acme, SetCells(cells={"segments[ent].arrivals": "200"}))
    assert [each.name for each in surroundings(acme).scenarios] == ["Acme, as saved"]


def test_the_path_takes_the_accepted_moves_back_one_by_one(acme: WorkbenchSession) -> None:
    standing = [place_on_frontier(acme.now.evaluation)]
    for task, giver, taker, part in (("prospect", "ae", "sdr", 0.5), ("demo", "ae", "se", 0.1)):
        able = able_shares(acme.model)
        place = [task_.id for task_ in acme.model.tasks].index(task)
        before = able.shares_of(able.present, place)
        after = dict(before)
        after[giver] = before[giver] - part
        after[taker] = before.get(taker, 0.0) + part
        (move,) = priced_moves(able, [(task, giver, taker, part)])
        assert acts.edit(acme, SetShares(task=task, shares={r: s for r, s in after.items() if s}))
        acme.taken = (*acme.taken, Taken(move, before))
        standing.append(place_on_frontier(acme.now.evaluation))
    path = surroundings(acme).path
    assert [each.point.cost for each in path] == pytest.approx([each.cost for each in standing])
    assert [each.point.win_rate for each in path] == pytest.approx([p.win_rate for p in standing])
    assert path[0].name == "Before Prospecting went from AE to SDR"
    assert path[-1].name == "Now"


def test_without_accepted_moves_there_is_no_path(acme: WorkbenchSession) -> None:
    assert surroundings(acme).path == ()
