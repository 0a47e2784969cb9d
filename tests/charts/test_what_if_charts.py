"""Tornado and what-if table as charts: findings that follow the data, values that are readable."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesmodel.charts import ChartPanel
from salesmodel.charts.panel import MAX_TITLE
from salesmodel.charts.tornado import SHOWN, left_out, nice_ticks, tornado_chart, why_no_bars
from salesmodel.charts.what_if import what_if_chart
from salesmodel.model import SalesModel, Unit, assumed
from salesmodel.uncertainty import WhatIfTable, answers, tornado, what_if
from salesmodel.uncertainty.naming import Name, names
from tests.builders import a_model, changed, with_a_second_segment
from tests.uncertainty.ranged import ranged

PAIR = ("segments[ent].gross_margin", "segments[ent].arrivals")


def _segments(model: SalesModel) -> dict[str, str]:
    return {segment.id: segment.name for segment in model.segments}


def _tornado(model: SalesModel, result: str = "contribution") -> ChartPanel:
    return tornado_chart(tornado(model, result), names(model), _segments(model))


def _chart(table: WhatIfTable, model: SalesModel) -> ChartPanel:
    return what_if_chart(table, names(model), _segments(model))


def test_the_tornado_names_what_moves_the_result_most() -> None:
    model = changed(
        a_model(), "segments", "ent", deal_value=assumed(50_000, Unit.MONEY, low=1e4, high=1e6)
    )
    panel = _tornado(model)
    bar = tornado(model, "contribution").bars[0]
    assert panel.title.startswith("Enterprise: deal value moves contribution most: $")
    low, high = panel.spec["data"][:2]
    assert low["base"][0] + low["x"][0] == pytest.approx(bar.at_low)
    assert high["base"][0] + high["x"][0] == pytest.approx(bar.at_high)
    ends = next(trace["text"] for trace in panel.spec["data"] if trace["type"] == "scatter")
    assert [text.strip() for text in ends[:2]] == ["$10.0k", "$1.00M"]


def test_the_dozen_widest_bars_are_drawn_and_the_rest_is_counted() -> None:
    model = ranged(a_model())
    found = tornado(model, "contribution")
    panel = tornado_chart(found, names(model), _segments(model))
    assert len(panel.spec["data"][0]["x"]) == SHOWN < len(panel.table.rows) == len(found.bars)
    assert f"{len(found.bars) - SHOWN} more move it less" in left_out(found)
    assert f"{found.unmoved} change nothing" in left_out(found)


def test_assumed_inputs_carry_a_hollow_mark() -> None:
    labels = _tornado(ranged(a_model())).spec["layout"]["yaxis"]["ticktext"]
    assert all(label.startswith("○ ") for label in labels)


def test_a_label_that_is_too_long_keeps_its_field() -> None:
    model = a_model()
    found = tornado(ranged(model), "cost")
    bar = next(bar for bar in found.bars if bar.input.field == "hours")
    called = {bar.input.path: Name("Tasks", "GTX", "First contact and follow-up by mail", "hours")}
    label = tornado_chart(replace(found, bars=(bar,)), called, {}).spec["layout"]["yaxis"]
    assert label["ticktext"][0].startswith("○ GTX, First con")
    assert label["ticktext"][0].endswith("…: hours")


def test_a_tornado_without_bars_says_why_and_what_can_be_done() -> None:
    model = a_model()
    found = tornado(model, "win_rate")
    bare = replace(found, bars=(), likely=("moves[explore.evaluate].probability",))
    title = "No input that moves the win rate states a range"
    assert tornado_chart(bare, names(model), {}).title == title
    why, mend = why_no_bars(bare)
    assert why == f"{title}."
    assert "type ranges on the Design page" in mend
    nothing = replace(bare, likely=())
    assert why_no_bars(nothing) == ("No input moves the win rate.", "Choose another result.")


def test_a_title_names_the_task_even_where_the_swing_has_no_room_beside_it() -> None:
    model = ranged(a_model())
    found = tornado(model, "cost")
    bar = next(bar for bar in found.bars if bar.input.field == "hours")
    called = {**names(model), bar.input.path: Name("Tasks", "Middle market", "T" * 60, "hours")}
    key = f"utilisation:{model.roles[0].id}"
    answer = next(each for each in answers(model) if each.key == key)
    title = tornado_chart(replace(found, bars=(bar,), answer=answer), called, {}).title
    assert title.startswith("TTTTTTTT")
    assert title.endswith(f"…: hours move utilisation of {model.roles[0].short} most")


def test_an_end_that_is_not_known_has_no_bar() -> None:
    model = ranged(a_model())
    found = tornado(model, "contribution")
    broken = replace(found, bars=(replace(found.bars[0], at_low=None), *found.bars[1:]))
    panel = tornado_chart(broken, names(model), _segments(model))
    assert panel.spec["data"][0]["x"][0] == 0
    assert panel.table.rows[0][4] == "not known yet"


def test_the_table_counts_where_contribution_is_above_zero() -> None:
    model = a_model()
    table = what_if(model, *PAIR, "contribution", steps=3)
    mixed = replace(table, cells=((-5e5, 1e6, None), (2e6, -1.0, 3.0), (None, None, None)))
    assert _chart(mixed, model).title == "Contribution is above zero in 3 of 5 combinations"
    all_lost = replace(table, cells=((-5e5, -2e6, -6e5), (-6e5, -7e5, -8e5), (None, None, None)))
    assert "below zero throughout: −$2.00M to −$500k" in _chart(all_lost, model).title


def test_an_input_that_does_not_move_the_result_is_named_in_the_title() -> None:
    model = a_model()
    table = what_if(model, "segments[ent].deal_value", "segments[ent].arrivals", "cost")
    assert _chart(table, model).title == "Enterprise: deal value does not move cost"


def test_a_role_that_is_full_everywhere_is_said_and_no_cell_stands_out() -> None:
    model = a_model()
    key = f"utilisation:{model.roles[0].id}"
    table = what_if(model, *PAIR[1:], f"roles[{model.roles[0].id}].headcount", key, steps=3)
    full = replace(table, cells=((1.1, 1.2, 1.3), (1.2, 1.3, 1.4), (1.3, 1.4, 1.65)))
    panel = _chart(full, model)
    assert panel.title.endswith("stays above 100% throughout: 110.0% to 165.0%")
    assert "<b>" not in str(panel.spec["data"][0]["text"])


def test_cells_show_their_values_and_the_present_one_is_outlined() -> None:
    model = a_model()
    table = what_if(model, *PAIR, "win_rate")
    heat, outline = _chart(table, model).spec["data"]
    assert heat["text"][table.y.present][table.x.present].endswith("%")
    assert outline["line"]["color"] == "@accent"
    assert sum(outline["x"][:4]) / 4 == pytest.approx(table.x.present)
    assert sum(outline["y"][:4]) / 4 == pytest.approx(table.y.present)


def test_cells_too_many_to_write_in_keep_their_words_under_the_hand() -> None:
    model = a_model()
    heat = _chart(what_if(model, *PAIR, "cost", steps=15), model).spec["data"][0]
    assert "texttemplate" not in heat
    assert len(heat["hovertext"]) == 15


def test_what_cannot_be_made_is_blank_and_said() -> None:
    model = a_model()
    pair = ("moves[explore.evaluate].probability", "moves[explore.nodec].probability")
    panel = _chart(what_if(model, *pair, "wins"), model)
    assert "Blank: not known, or no such model." in panel.subtitle
    assert "" in panel.spec["data"][0]["text"][0]
    assert "not known yet" in panel.table.rows[0]


@pytest.mark.parametrize("name", ["<b>Big</b> & co", "N" * 200])
def test_long_names_and_names_with_markup_stay_words(name: str) -> None:
    model = ranged(with_a_second_segment(changed(a_model(), "segments", "ent", name=name)))
    for answer in answers(model):
        shown = _tornado(model, answer.key)
        table = _chart(what_if(model, *PAIR, answer.key), model)
        for panel in (shown, table):
            assert len(panel.title) <= MAX_TITLE
            drawn = str(panel.spec)
            assert "<b>Big" not in drawn
            assert panel.figure is not None


@pytest.mark.parametrize(("low", "high"), [(-3.2, 0.4), (0, 1), (1e6, 9e6), (0.001, 0.0013)])
def test_an_axis_has_a_few_round_ticks_inside_its_range(low: float, high: float) -> None:
    ticks = nice_ticks(low, high)
    assert 2 <= len(ticks) <= 6
    assert all(low - 1e-12 <= tick <= high + 1e-12 for tick in ticks)
