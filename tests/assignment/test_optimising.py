"""The whole answer at its edges: little or nothing to assign, bad input, somebody who stops it."""

from __future__ import annotations

from threading import Thread
from time import monotonic, sleep

import numpy as np
import pytest

from salesmodel.assignment import (
    Goal,
    Handover,
    Heads,
    Optimum,
    Pin,
    Question,
    Staffing,
    Watch,
    best_model,
    optimise,
)  # fmt: skip
from salesmodel.evaluation import evaluate
from salesmodel.model import InvalidModel, SalesModel, Unit, assumed
from tests.assignment.instances import asked, small, wide
from tests.builders import a_model, changed, heads

FREE_OF_CHARGE = assumed(0, Unit.MONEY_PER_YEAR)
QUESTIONS = [
    Question(staffing=staffing, goal=goal, handover=handover)
    for staffing in Staffing
    for goal in Goal
    for handover in (None, Handover(hours=1.0, drop_off=0.1))
]


def figures(optimum: Optimum) -> list[float]:
    """All that is shown of it."""
    positions = [each for each in (optimum.present, optimum.best) if each is not None]
    found = [
        *(getattr(each, name) for each in positions
          for name in ("cost", "answered_cost", "contribution", "win_rate", "wins", "handovers")),
        *(number for each in positions for number in (*each.heads.values(), *each.hours.values())),
        *(number for move in optimum.moves
          for number in (move.share, move.saving, move.win_rate_change, move.contribution_change)),
        *(number for each in optimum.shadow_prices for number in (each.per_hour, each.per_head)),
        *(number for each in optimum.ranges for number in (each.low, each.high, each.best)),
    ]  # fmt: skip
    return [*found, *optimum.shares.tolist(), *([] if optimum.gap is None else [optimum.gap])]


def without_all(model: SalesModel, *collections: str) -> SalesModel:
    return model.model_copy(update={name: () for name in (*collections, "assignments")})


def with_all_roles(**fields) -> SalesModel:
    roles = tuple(role.model_copy(update=fields) for role in a_model().roles)
    return a_model().model_copy(update={"roles": roles})


LITTLE = {
    "no tasks": without_all(a_model(), "tasks"),
    "no tasks and no roles": without_all(a_model(), "tasks", "roles"),
    "nobody enters": changed(a_model(), "segments", "ent", arrivals=assumed(0, Unit.PER_YEAR)),
    "a role that costs nothing": changed(a_model(), "roles", "sdr", annual_cost=FREE_OF_CHARGE),
    "nobody costs anything": with_all_roles(annual_cost=FREE_OF_CHARGE),
    "a role without heads": changed(a_model(), "roles", "se", headcount=heads(0)),
    "a task that takes no time": changed(a_model(), "tasks", "demo", hours=assumed(0, Unit.HOURS)),
}


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
@pytest.mark.parametrize("model", LITTLE.values(), ids=LITTLE)
def test_little_or_nothing_has_an_answer_in_figures(model: SalesModel, question: Question):
    optimum = optimise(model, question)
    assert optimum.status in ("optimal", "best_found"), [c.sentence for c in optimum.conflict]
    assert np.isfinite(figures(optimum)).all()
    assert optimum.best is not None


@pytest.mark.parametrize("staffing", Staffing)
def test_nothing_to_assign_costs_nothing(staffing: Staffing):
    optimum = optimise(LITTLE["no tasks"], Question(staffing=staffing))
    assert optimum.best is not None
    assert (optimum.best.cost, optimum.moves, optimum.ranges) == (0.0, (), ())
    assert optimum.conflict == optimum.breaches == ()


def test_without_roles_every_task_is_named():
    optimum = optimise(without_all(a_model(), "roles"))
    assert optimum.status == "infeasible"
    assert [each.sentence for each in optimum.conflict] == [
        "No role has the skill Prospecting, which Prospecting needs.",
        "No role has the skill Demo, which Demo needs.",
        "No role has the skill Deal, which Proposal needs.",
    ]


def test_a_single_role_that_can_do_everything_keeps_everything():
    items = tuple(
        item.model_copy(update={"share": assumed(1, Unit.SHARE)})
        for item in a_model().assignments
        if item.role == "ae"
    )  # fmt: skip
    alone = tuple(role for role in a_model().roles if role.id == "ae")
    model = a_model().model_copy(update={"roles": alone, "assignments": items})
    optimum = optimise(model)
    assert (optimum.status, optimum.moves) == ("optimal", ())
    assert {(each.low, each.high) for each in optimum.ranges} == {(1.0, 1.0)}


def test_a_role_that_costs_nothing_and_one_without_heads_are_pointed_out():
    model = changed(a_model(), "roles", "sdr", annual_cost=FREE_OF_CHARGE, headcount=heads(0))
    notes = " ".join(note.sentence for note in optimise(model).notes)
    assert "SDR costs nothing" in notes
    assert "SDR: today's work takes 0.2 heads and there are 0." in notes


def test_a_task_that_nobody_does_is_given_to_somebody_and_said():
    items = tuple(item for item in a_model().assignments if item.task != "prospect")
    optimum = optimise(a_model().model_copy(update={"assignments": items}))
    assert optimum.status == "optimal"
    assert optimum.breaches == ("Nobody does all of Prospecting.",)
    assert any(note.sentence.startswith("Nobody does Prospecting today.") for note in optimum.notes)
    gaps = evaluate(best_model(optimum)).gaps
    assert all(gap.kind != "uncovered_task" for gap in gaps)


def test_bounds_of_heads_that_do_not_count_are_said():
    optimum = optimise(a_model(), Question(heads=(Heads("ae", 0, 1),)))
    assert any(note.sentence.startswith("Bounds of heads") for note in optimum.notes)


def test_a_locked_share_stays():
    items = tuple(
        item.model_copy(update={"locked": item.task == "demo"}) for item in a_model().assignments
    )
    optimum = optimise(a_model().model_copy(update={"assignments": items}))
    assert {move.task for move in optimum.moves} == {"prospect"}
    assert evaluate(best_model(optimum)).totals.cost == pytest.approx(
        optimum.present.cost - 200 * (150 - 62.5)
    )


def test_a_role_without_hours_is_refused_in_a_sentence():
    model = changed(a_model(), "roles", "ae", productive_hours=assumed(0, Unit.HOURS_PER_YEAR))
    with pytest.raises(InvalidModel, match="Account executive"):
        optimise(model)


def test_names_may_hold_anything():
    name = "<b>" + "ä" * 190 + "{0}</b>"
    model = changed(a_model(), "roles", "ae", name=name)
    optimum = optimise(model, Question(pins=(Pin("demo", "ae", 0.7), Pin("demo", "se", 0.7))))
    assert any(name in each.sentence for each in optimum.conflict)


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]):
    """HiGHS greets and tells of its progress, which would stand in the output of the CLI."""
    for seed in range(9):
        optimise(small(seed), asked(small(seed), seed), watch=Watch())
    optimise(a_model(), Question(budget=1))
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("after", [0.0, 0.3])
def test_a_large_search_ends_soon_after_it_is_stopped(after: float):
    """Best of three, since the machine may have other things to do."""
    model, took = wide(1, 4, 6, 30), []
    for _ in range(3):
        watch, found = Watch(), []
        search = Thread(
            target=lambda watch=watch, found=found: found.append(
                optimise(model, Question(max_owners=2), watch=watch)
            )
        )
        search.start()
        sleep(after)
        watch.stop.set()
        stopped = monotonic()
        search.join(20)
        took.append(monotonic() - stopped)
        assert found[0].status == "stopped"
        assert np.isfinite(figures(found[0])).all()
        if took[-1] < 0.5:
            break
    assert min(took) < 0.5


class StopsAtEquals(Watch):
    """Somebody who stops the search when the ranges are looked for."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, value)
        if value == "Looking for equals":
            self.stop.set()


@pytest.mark.parametrize("question", [Question(), Question(staffing=Staffing.WHOLE)], ids=str)
def test_a_search_that_is_stopped_among_the_reasons_has_its_optimum(question: Question):
    """The best is known by then; what was not worked out is left out."""
    whole, stopped = (
        optimise(small(4), question, watch=watch) for watch in (None, StopsAtEquals())
    )
    assert stopped.status == "optimal"
    assert (stopped.best, stopped.moves, stopped.enough) == (whole.best, whole.moves, whole.enough)
    assert stopped.ranges == stopped.shadow_prices == ()
