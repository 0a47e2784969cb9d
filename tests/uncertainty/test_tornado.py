"""The tornado (rule 4.15): each input alone at the ends of its stated range."""

from __future__ import annotations

import sys
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.crm import bundled_example, import_files
from salesmodel.model import SalesModel, Unit, assumed
from salesmodel.model.inputs import inputs
from salesmodel.uncertainty import answers, tornado, what_if
from salesmodel.uncertainty.spans import is_stated, span_of
from tests.builders import a_model, changed
from tests.evaluation.random_models import models
from tests.uncertainty.edited import figure
from tests.uncertainty.ranged import ranged

HOURS = Unit.HOURS


@settings(max_examples=12, deadline=None, derandomize=True)
@given(models(), st.data())
def test_every_bar_is_what_two_edited_models_give(model: SalesModel, data: st.DataObject) -> None:
    model = ranged(model, every=3)
    answer = data.draw(st.sampled_from(answers(model)))
    found = tornado(model, answer.key)
    bars = {bar.input.path: bar for bar in found.bars}
    now = figure(model, {}, answer.key)
    assert found.now == (None if now is None else pytest.approx(now, rel=1e-9, abs=1e-4))
    for item in inputs(model):
        if not is_stated(item.quantity):
            assert item.path not in bars
            continue
        span = span_of(item)
        ends = [figure(model, {item.path: value}, answer.key) for value in (span.low, span.high)]
        bar = bars.get(item.path)
        if bar is not None:
            wanted = [
                None if end is None else pytest.approx(end, rel=1e-7, abs=1e-4) for end in ends
            ]
            assert [bar.at_low, bar.at_high] == wanted, item.path
        else:
            scale = max((abs(end) for end in ends if end is not None), default=0)
            allowed = 1e-9 * scale + 1e-4
            assert all(end is None or now is None or abs(end - now) <= allowed for end in ends), (
                item.path
            )


@settings(max_examples=20, deadline=None)
@given(models())
def test_every_input_is_drawn_or_counted(model: SalesModel) -> None:
    found = tornado(ranged(model, every=2), "contribution")
    counted = found.without_range + found.unmoved + found.not_possible
    assert len(found.bars) + counted == found.inputs == len(inputs(model))
    swings = [bar.swing for bar in found.bars]
    assert all(first >= second * (1 - 1e-8) for first, second in pairwise(swings))


def _with_hours(model: SalesModel, **ends: float | None) -> SalesModel:
    return changed(model, "tasks", model.tasks[0].id, hours=assumed(4, HOURS, **ends))


def _no_ranges(model: SalesModel) -> SalesModel:
    """Acme states nothing but the usual weights; take them away too."""
    for task in model.tasks:
        bare = assumed(task.weight.value, Unit.LOG_ODDS)
        model = changed(model, "tasks", task.id, weight=bare)
    return model


def test_an_input_whose_range_lies_to_one_side_has_one_end_at_the_present() -> None:
    model = _with_hours(_no_ranges(a_model()), high=8)
    bar = next(bar for bar in tornado(model, "cost").bars if bar.input.field == "hours")
    assert bar.at_low == pytest.approx(tornado(model, "cost").now)
    assert bar.at_high is not None
    assert bar.swing == pytest.approx(bar.at_high - bar.at_low)


def test_equal_swings_stand_in_the_order_of_the_model() -> None:
    model = _no_ranges(a_model())
    value = assumed(0.5, Unit.SHARE, low=0.25, high=0.75)
    money = assumed(100, Unit.MONEY, low=50, high=150)
    model = changed(model, "segments", "ent", gross_margin=value, deal_value=money)
    bars = tornado(model, "contribution").bars
    assert [bar.input.field for bar in bars[:2]] == ["deal value", "gross margin"]
    assert bars[0].swing == pytest.approx(bars[1].swing)


def test_the_two_that_move_most_are_the_first_question_of_a_table() -> None:
    found = tornado(import_files(bundled_example()).model, "contribution")
    assert found.two_way == (found.bars[0].input.path, found.bars[1].input.path)


def test_without_any_range_there_are_no_bars_but_two_inputs_that_move_the_result() -> None:
    model = SalesModel.model_validate(_stripped(a_model()))
    for answer in answers(model):
        found = tornado(model, answer.key)
        assert (found.bars, found.without_range) == ((), found.inputs)
        if found.two_way is not None:
            assert _swing(model, found.two_way[0], answer.key) > 0, answer.key


def test_inputs_without_a_range_stand_in_the_order_of_what_they_move() -> None:
    """Each against the edited model: the first moves the win rate most."""
    model = SalesModel.model_validate(_stripped(a_model()))
    likely = tornado(model, "win_rate").likely
    swings = [_swing(model, path, "win_rate") for path in likely]
    assert swings[0] == max(swings)
    assert min(swings) > 0


def test_the_two_first_inputs_do_not_give_way_to_each_other() -> None:
    """Two moves out of one stage would leave half of the table blank."""
    model = SalesModel.model_validate(_stripped(a_model()))
    found = tornado(model, "win_rate")
    assert found.two_way is not None
    sources = {f"moves[{move.id}].probability": move.source for move in model.moves}
    one, other = (sources.get(path, path) for path in found.two_way)
    assert one != other
    cells = what_if(model, *found.two_way, "win_rate", steps=3).cells
    assert len({value for row in cells for value in row}) > 3


def _swing(model: SalesModel, path: str, key: str) -> float:
    """The most less the least of the result, by editing the model itself."""
    item = next(each for each in inputs(model) if each.path == path)
    span = span_of(item)
    ends = [figure(model, {path: value}, key) for value in (span.low, span.high)]
    known = [end for end in (*ends, figure(model, {}, key)) if end is not None]
    return max(known) - min(known) if known else 0.0


def _stripped(model: SalesModel) -> object:
    def walk(part: object) -> object:
        if isinstance(part, dict):
            ends = {"low": None, "high": None} if "origin" in part else {}
            return {name: walk(value) for name, value in part.items()} | ends
        return [walk(each) for each in part] if isinstance(part, (list, tuple)) else part

    return walk(model.model_dump(mode="json"))


def test_an_empty_model_has_an_empty_tornado() -> None:
    found = tornado(SalesModel(id="none", name="None"), "contribution")
    assert (found.bars, found.inputs, found.two_way) == ((), 0, None)


def test_all_inputs_of_the_bundled_company_are_one_glance() -> None:
    model = import_files(bundled_example()).model
    started = time.perf_counter()
    tornado(model, "contribution")
    assert time.perf_counter() - started < 0.3


def test_a_large_model_is_worked_out_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    model = import_files(bundled_example()).model
    whole = tornado(model, "cost_per_win")
    monkeypatch.setattr(sys.modules[tornado.__module__], "MOST_NUMBERS", 5_000)
    parts = tornado(model, "cost_per_win")
    assert [bar.input for bar in parts.bars] == [bar.input for bar in whole.bars]
    assert [bar.swing for bar in parts.bars] == pytest.approx([bar.swing for bar in whole.bars])
