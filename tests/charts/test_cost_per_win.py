"""The waterfall from arrivals to win, the lost deals, and the products behind a bar in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from salesmodel.charts import ChartPanel, to_payload
from salesmodel.charts.cost_per_win import (
    cost_waterfall,
    line_in_words,
    lost_deals,
    sum_in_words,
)
from salesmodel.defaults import template
from salesmodel.evaluation import compile_model, evaluate
from salesmodel.evaluation.cost_lines import CostLine, cost_lines
from salesmodel.evaluation.spent import SegmentSpent, StageSpent, spent
from tests.evaluation.models import two_stages

STAGES = (
    StageSpent("", "Before the journey", False, 100_000, 300_000, 0, None),
    StageSpent("eva", "Evaluation", False, 360_000, 940_000, 60, 9_000),
    StageSpent("pro", "Procurement", False, 90_000, 10_000, 38, 4_100),
    StageSpent("onb", "Onboarding", True, 200_000, 0, 0, None),
)
SEGMENT = SegmentSpent("ent", "Enterprise", 100, 98, 12_755, STAGES)


def bars_of(panel: ChartPanel) -> list[tuple[int, float, float, str, str]]:
    """Row, start, length, colour and hatching of each piece."""
    bar: dict[str, Any] = panel.spec["data"][0]
    marker = bar["marker"]
    return list(
        zip(bar["y"], bar["base"], bar["x"], marker["color"], marker["pattern"]["shape"],
            strict=True)
    )  # fmt: skip


def many(count: int) -> SegmentSpent:
    """A journey of so many stages, the later the dearer."""
    stages = tuple(
        StageSpent(f"s{at}", f"Stage {at}", False, 10.0 * at, 20.0 * at, 5, 100.0 * at)
        for at in range(1, count + 1)
    )
    return SegmentSpent("ent", "Enterprise", 10, 5 * count, 50, stages)


@pytest.mark.parametrize("panel", [cost_waterfall(SEGMENT, "USD"), lost_deals(SEGMENT, "USD")])
def test_a_panel_is_a_valid_figure_in_both_themes_with_words_and_numbers(
    panel: ChartPanel,
) -> None:
    for dark in (False, True):
        assert '"@' not in panel.figure_in(dark=dark).to_json()
    assert panel.title in panel.alt
    assert all(len(row) == len(panel.table.columns) for row in panel.table.rows)
    json.dumps(to_payload(panel), allow_nan=False)


def test_each_stage_begins_where_the_one_before_ends_and_a_win_holds_all() -> None:
    """Per win of 100: 1,000 + 3,000, then 3,600 + 9,400, 900 + 100, 2,000; together 20,000."""
    dark, light = ("@ink2", ""), ("@line2", "/")
    assert bars_of(cost_waterfall(SEGMENT, "USD")) == [
        (0, 0, 1_000, *dark), (0, 1_000, 3_000, *light),
        (1, 4_000, 3_600, *dark), (1, 7_600, 9_400, *light),
        (2, 17_000, 900, *dark), (2, 17_900, 100, *light),
        (3, 18_000, 2_000, *dark), (3, 20_000, 0, *light),
        (4, 0, 7_500, *dark), (4, 7_500, 12_500, *light),
    ]  # fmt: skip


def test_the_title_says_what_lost_deals_make_and_where_most() -> None:
    panel = cost_waterfall(SEGMENT, "USD")
    assert panel.title == ("Lost deals make 62% of the cost of a win; evaluation alone adds $9.40k")
    assert panel.subtitle == "Cost per win, $k, stage after stage; 100 deals won a year"
    assert panel.table.rows[-1] == ("A win", "$7.50k", "$12.5k", "$20.0k")


def test_a_long_name_gives_way_in_the_title() -> None:
    stage = StageSpent("x", "X" * 200, False, 1, 99, 5, 20)
    segment = SegmentSpent("s", "S", 1, 5, 20, (stage,))
    assert cost_waterfall(segment, "USD").title == "Lost deals make 99% of the cost of a win"
    assert (
        lost_deals(segment, "USD").title
        == "The dearest losses: a deal has cost $20.0; 5 a year go there"
    )


def test_a_lost_deal_names_the_stage_where_most_money_is_lost() -> None:
    panel = lost_deals(SEGMENT, "USD")
    assert panel.title == "A deal lost in evaluation has cost $9.00k; 60 a year go there"
    assert panel.table.rows == (
        ("Evaluation", "$9.00k", "60", "$540k"),
        ("Procurement", "$4.10k", "38", "$156k"),
    )
    assert panel.subtitle.endswith("on average $12.8k")


def test_a_click_on_a_bar_names_its_stage() -> None:
    panel = cost_waterfall(SEGMENT, "USD")
    assert panel.about[2].stages == panel.about[3].stages == ("eva",)
    assert panel.about[0].stages == panel.about[-1].stages == ()


def test_beyond_what_a_card_holds_the_cheap_stages_are_one() -> None:
    panel = cost_waterfall(many(30), "USD")
    rows = bars_of(panel)
    assert rows[-1][0] == 8  # nine rows, a win the last
    assert "23 others" in [words.text for words in panel.drawing.words]
    assert rows[-2][2] + rows[-1][2] == pytest.approx(30 * sum(range(31)) / 10)
    assert rows[-4][1] + rows[-4][2] + rows[-3][2] == pytest.approx(30 * sum(range(31)) / 10)
    assert len(panel.table.rows) == 31
    assert len({point for point in lost_deals(many(30), "USD").spec["data"][2]["y"]}) == 9


def test_where_nobody_is_won_or_lost_or_anything_costs_the_title_says_so() -> None:
    nobody = SegmentSpent("ent", "Enterprise", 0, 98, 100, STAGES)
    assert cost_waterfall(nobody, "USD").title == "Nobody is won in Enterprise: no cost per win yet"
    for_nothing = SegmentSpent("ent", "Enterprise", 5, 0, None, (STAGES[3],))
    assert cost_waterfall(for_nothing, "USD").title == "Won deals carry the whole cost of a win"
    assert lost_deals(for_nothing, "USD").title == "No deal is lost in Enterprise"
    free = SegmentSpent("e", "E", 5, 0, None, (StageSpent("a", "A", False, 0, 0, 0, None),))
    assert cost_waterfall(free, "USD").title == "No task costs anything yet"
    empty = SegmentSpent("e", "<b>E</b>", 5, 0, None, ())
    for segment in (nobody, for_nothing, free, empty):
        for make in (cost_waterfall, lost_deals):
            json.dumps(to_payload(make(segment, "USD")), allow_nan=False)
            assert "<b>E" not in make(segment, "USD").figure.to_json()


def test_the_real_journeys_end_at_their_cost_per_win() -> None:
    model = template("self_serve")
    result = evaluate(model)
    for found in spent(compile_model(model)):
        rows = bars_of(cost_waterfall(found, model.currency))
        cost_per_win = result.segment(found.id).cost_per_win
        assert sum(row[2] for row in rows[-2:]) == pytest.approx(cost_per_win)


def a_line(**fields: Any) -> CostLine:
    return CostLine(
        **{
            "task": "t", "task_name": "Demo", "role": "ae", "role_name": "Account executive",
            "role_short": "AE", "buyers": 640, "times": 0.82, "counted": "visits", "hours": 1.5,
            "share": 0.6, "productivity": 1.0, "hourly_cost": 148, "inputs": (),
        } | fields
    )  # fmt: skip


def test_a_product_is_written_out() -> None:
    assert line_in_words(a_line(), "USD") == (
        "640 buyers × 0.82 visits × 1.5 h × AE 60% ÷ productivity 1 × $148 an hour = $69.9k"
    )
    assert "640 buyers × 0.82 ever there × 1.5 h" in line_in_words(a_line(counted="ever"), "USD")
    once = a_line(counted="once", times=1.0)
    assert line_in_words(once, "USD").startswith("640 buyers × 1.5 h × AE 60%")


def test_the_sum_leads_from_the_lines_to_the_bar() -> None:
    assert sum_in_words(STAGES[1], SEGMENT, "USD") == (
        "Together $1.30M a year ÷ 100 wins = $13.0k a win: $3.60k by won deals, $9.40k by lost "
        "ones."
    )
    nobody = SegmentSpent("ent", "Enterprise", 0, 98, 100, STAGES)
    assert "no cost per win yet" in sum_in_words(STAGES[1], nobody, "USD")


def test_the_lines_add_up_to_the_bar_that_is_drawn() -> None:
    model = two_stages()
    (found,) = spent(compile_model(model))
    rows = bars_of(cost_waterfall(found, "USD"))
    for place, part in enumerate(found.stages):
        drawn = sum(length for row, _, length, *_ in rows if row == place)
        lines = cost_lines(model, evaluate(model), "s", part.id)
        assert sum(line.cost for line in lines) / found.wins == pytest.approx(drawn)
