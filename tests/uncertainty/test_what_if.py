"""What-if tables (rule 4.15): every cell is what evaluating the edited model gives."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.crm import bundled_example, import_files
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, UnusableQuestion
from salesmodel.model.inputs import inputs
from salesmodel.uncertainty import WhatIfTable, answers, what_if
from tests.builders import a_model, changed, share
from tests.evaluation.random_models import models, random_model
from tests.uncertainty.edited import figure, of
from tests.uncertainty.ranged import ranged

CLOSE = {"rel": 1e-7, "abs": 1e-4}


def _agrees(model: SalesModel, table: WhatIfTable) -> None:
    """Corners and middle of the table against models edited by commands."""
    last = len(table.x.values) - 1
    for row, column in {(0, 0), (0, last), (last, 0), (last, last), (table.y.present, 1)}:
        values = {
            table.x.input.path: table.x.values[column],
            table.y.input.path: table.y.values[row],
        }
        wanted = figure(model, values, table.answer.key, table.segment)
        found = table.cells[row][column]
        assert (found is None) == (wanted is None), (values, found, wanted)
        if wanted is not None:
            assert found == pytest.approx(wanted, **CLOSE), values


def _same_entry_row(model: SalesModel, paths: list[str]) -> bool:
    """One command after the other would move the first entry again."""
    return all(path.endswith(".entry") for path in paths)


def _clash(paths: list[str]) -> bool:
    return any(p.endswith(".loss") for p in paths) and any(p.startswith("moves") for p in paths)


@settings(max_examples=60, deadline=None)
@given(models(), st.data())
def test_any_two_inputs_against_any_result_agree_with_the_edited_model(
    model: SalesModel, data: st.DataObject
) -> None:
    """Rules 2.1, 2.8, 3.2, 3.6."""
    model = ranged(model, every=2)
    paths = [item.path for item in inputs(model)]
    pair = data.draw(st.lists(st.sampled_from(paths), min_size=2, max_size=2, unique=True))
    if _same_entry_row(model, pair) or _clash(pair):
        return
    answer = data.draw(st.sampled_from(answers(model)))
    segment = data.draw(st.sampled_from([None, *(s.id for s in model.segments)]))
    _agrees(model, what_if(model, *pair, answer.key, segment, steps=3))


def test_the_cell_of_the_present_values_is_the_model_as_it_stands() -> None:
    model = random_model(7, 2, 3, tracks=True)
    found = evaluate(model)
    for answer in answers(model):
        for segment in (None, "s1") if answer.by_segment else (None,):
            table = what_if(
                model, "tasks[s1.task1].hours", "segments[s1].arrivals", answer.key, segment
            )
            now = table.cells[table.y.present][table.x.present]
            assert now == pytest.approx(of(found, answer.key, segment), rel=1e-9)
            assert table.now == now


def test_two_entries_of_a_segment_are_both_where_they_are_set() -> None:
    model = random_model(3, 1, 3, tracks=False)
    table = what_if(model, "stages[s0.0].entry", "stages[s0.1].entry", "wins", steps=3)
    first, second = table.x.values[0], table.y.values[0]
    by_hand = model
    for name, value in (("s0.0", first), ("s0.1", second), ("s0.2", 1 - first - second)):
        by_hand = changed(by_hand, "stages", name, entry=share(value))
    assert table.cells[0][0] == pytest.approx(evaluate(by_hand).totals.wins)


def test_a_row_that_cannot_be_made_is_not_known_and_never_zero() -> None:
    """The only two moves out of a stage, at more or less than all buyers together (rule 2.1)."""
    pair = ("moves[explore.evaluate].probability", "moves[explore.nodec].probability")
    table = what_if(a_model(), *pair, "wins", steps=9)
    for r, y in enumerate(table.y.values):
        for c, x in enumerate(table.x.values):
            assert (table.cells[r][c] is None) == (abs(x + y - 1) > 1e-9)


def test_locked_moves_stay_and_locked_inputs_are_refused() -> None:
    model = a_model()
    row = [move for move in model.moves if move.source == "explore"]
    locked = changed(model, "moves", row[1].id, locked=True)
    pair = (f"moves[{row[0].id}].probability", f"tasks[{model.tasks[0].id}].hours")
    _agrees(locked, what_if(locked, *pair, "contribution", steps=5))
    with pytest.raises(UnusableQuestion, match="is locked"):
        what_if(locked, f"moves[{row[1].id}].probability", pair[1], "contribution")


def test_the_first_able_role_takes_what_a_sole_owner_gives_up() -> None:
    """Rule 3.2: somebody does every task; the heir had no share of it before."""
    model = a_model()
    owner = next(
        held for held in model.assignments
        if held.share.value == 1
        and [other.task for other in model.assignments].count(held.task) == 1
    )  # fmt: skip
    task = next(task for task in model.tasks if task.id == owner.task)
    able = [role.id for role in model.roles if task.skill in role.skills]
    pair = (f"assignments[{owner.id}].share", f"tasks[{task.id}].hours")
    table = what_if(model, *pair, "cost", steps=5)
    assert (table.cells[0][0] is None) == (len(able) == 1)
    _agrees(model, table)


def test_what_gives_way_is_said() -> None:
    table = what_if(
        a_model(), "moves[explore.evaluate].probability", "segments[ent].arrivals", "cost"
    )
    assert table.gave_way == (
        "The other moves out of Solution exploration give way in proportion.",
    )


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("segments[ent].arrivals", "segments[ent].arrivals", "cost"), "same input"),
        (("segments[gone].arrivals", "segments[ent].arrivals", "cost"), "no input"),
        (("segments[ent].arrivals", "segments[ent].deal_value", "joy"), "joy is not"),
        (("segments[ent].arrivals", "segments[ent].deal_value", "cost", "smb"), "no segment smb"),
        (("moves[evaluate.rival].probability", "tracks[fit].loss", "cost"), "follows from"),
    ],
)
def test_a_question_that_cannot_be_meant_is_refused_in_a_sentence(
    asked: tuple[str, ...], words: str
) -> None:
    with pytest.raises(UnusableQuestion, match=words):
        what_if(a_model(), *asked)
    with pytest.raises(UnusableQuestion, match="2 steps"):
        what_if(a_model(), "segments[ent].arrivals", "tracks[fit].loss", "cost", steps=2)


def test_a_job_beside_a_stage_s_moves_can_lose_more_while_another_stage_s_moves_change() -> None:
    """Rule 2.8."""
    model = a_model()
    _agrees(
        model, what_if(model, "moves[explore.evaluate].probability", "tracks[fit].loss", "wins")
    )


def test_without_arrivals_money_is_zero_and_days_are_not_known() -> None:
    model = a_model()
    none = model.segments[0].arrivals.with_value(0)
    empty = changed(model, "segments", "ent", arrivals=none)
    pair = ("segments[ent].deal_value", f"tasks[{model.tasks[0].id}].hours")
    assert np.array(what_if(empty, *pair, "cost").cells, dtype=float).max() == 0
    assert what_if(empty, *pair, "cost_per_win").now is None


def test_fifteen_by_fifteen_of_the_bundled_company_take_no_time_to_see() -> None:
    model = import_files(bundled_example()).model
    pair = ("segments[gtx].gross_margin", "moves[gtx.buy-won].probability")
    started = time.perf_counter()
    table = what_if(model, *pair, "contribution", steps=15)
    assert time.perf_counter() - started < 0.3
    _agrees(model, table)


def test_work_for_a_role_that_nobody_fills_is_not_a_number() -> None:
    model = a_model()
    role = model.roles[0]
    empty = changed(model, "roles", role.id, headcount=role.headcount.with_value(0))
    pair = ("segments[ent].arrivals", f"roles[{role.id}].productive_hours")
    table = what_if(empty, *pair, f"utilisation:{role.id}", steps=3)
    assert table.now is None
    assert what_if(empty, *pair, "cost", steps=3).now == pytest.approx(evaluate(model).totals.cost)
