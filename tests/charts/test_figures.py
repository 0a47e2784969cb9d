"""The charts: what they say, and that they say it no longer when it is no longer so."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from salesmodel.charts import (
    ChartPanel,
    coherence_components,
    cost_by_stage,
    cost_per_win_by_segment,
    non_selling_time,
    to_payload,
    utilisation,
    win_and_cycle,
)
from tests.charts.sample import coherence, evaluation, role, segment, stage

STAGES = (
    stage("rec", "Problem recognition", sdr=600_000),
    stage("exp", "Solution exploration", ae=900_000),
    stage("eva", "Vendor evaluation", ae=900_000, se=600_000),
    stage("con", "Consensus building", ae=1_200_000),
    stage("pro", "Procurement", ae=300_000),
)
ROLES = (role("ae", 0.82, 0.34), role("se", 0.91, 0.18), role("sdr", 0.78))
NOW = evaluation((segment(stages=STAGES), segment("smb", "Small firms", cost_per_win=5_400)), ROLES)
SCORES = coherence()


def panels() -> tuple[ChartPanel, ...]:
    return (
        cost_by_stage(NOW, NOW, "ent"),
        cost_per_win_by_segment(NOW, NOW),
        utilisation(NOW, NOW),
        non_selling_time(NOW, NOW),
        coherence_components(SCORES, SCORES),
        win_and_cycle(NOW, NOW),
    )


@pytest.mark.parametrize("panel", panels(), ids=lambda panel: panel.key)
def test_a_panel_is_a_valid_figure_in_both_themes_with_words_and_numbers(
    panel: ChartPanel,
) -> None:
    for dark in (False, True):
        assert '"@' not in panel.figure_in(dark=dark).to_json()
    assert 0 < len(panel.title) <= 72
    assert panel.title in panel.alt
    assert panel.table.rows
    assert all(len(row) == len(panel.table.columns) for row in panel.table.rows)
    json.dumps(to_payload(panel), allow_nan=False)


def bar_lengths(panel: ChartPanel) -> list[float]:
    """The length of each row's bar, its parts added."""
    lengths: dict[float, float] = {}
    for trace in panel.spec["data"]:
        if trace["type"] == "bar":
            for x, y in zip(trace["x"], trace["y"], strict=True):
                lengths[y] = lengths.get(y, 0) + x
    return [lengths.get(index, 0) for index in range(max(lengths) + 1)]


def ticks(panel: ChartPanel) -> list[float | None]:
    (trace,) = [t for t in panel.spec["data"] if t.get("marker", {}).get("symbol") == "line-ns"]
    return list(trace["x"])


def test_cost_by_stage_divides_each_stage_by_the_wins() -> None:
    panel = cost_by_stage(NOW, NOW, "ent")
    assert bar_lengths(panel) == pytest.approx([6_000, 9_000, 15_000, 12_000, 3_000])
    assert panel.subtitle == "$k per win"
    assert panel.table.rows[2] == ("Vendor evaluation", "$15.0k", "$15.0k", "no change")


def test_the_pieces_of_a_bar_stand_end_to_end_in_one_trace() -> None:
    (bar,) = (t for t in cost_by_stage(NOW, NOW, "ent").spec["data"] if t["type"] == "bar")
    assert bar["y"] == [0, 1, 2, 2, 3, 4]
    assert bar["x"] == pytest.approx([6_000, 9_000, 9_000, 6_000, 12_000, 3_000])
    assert bar["base"] == pytest.approx([0, 0, 0, 9_000, 0, 0])


def test_a_change_is_drawn_only_where_something_moved() -> None:
    before = evaluation((), (role("ae", 0.70), role("se", 0.91)))
    changes, ticks, dots = utilisation(NOW, before).spec["data"]
    assert dots["x"] == [0.91, 0.82, 0.78]  # se, ae, sdr
    assert ticks["x"] == [0.91, 0.70, None]
    assert (changes["y"], changes["base"]) == ([1], [0.70])
    assert changes["x"] == pytest.approx([0.12])


def test_a_figure_by_itself_holds_its_labels_values_limits_and_rails() -> None:
    panel = utilisation(NOW, NOW)
    texts = {note.text for note in panel.figure.layout.annotations}
    assert texts == {
        "<b>SE</b>", "AE", "SDR", "<b>91%</b>", "82%", "78%", "<b>85%</b>", "<b>100%</b>",
    }  # fmt: skip
    assert len(panel.figure.layout.shapes) == 3 + 2


def test_the_two_heaviest_stages_are_named_with_their_share() -> None:
    # (15 + 12) of 45 thousand a win.
    assert cost_by_stage(NOW, NOW, "ent").title == (
        "Vendor evaluation and consensus building carry 60% of the cost per win"
    )


def test_stages_that_cost_the_same_are_not_singled_out() -> None:
    even = tuple(stage(name, name.title(), ae=100_000) for name in ("one", "two", "three", "four"))
    panel = cost_by_stage(e := evaluation((segment(stages=even),), ROLES), e, "ent")
    assert panel.title == "Cost per win is spread evenly: no stage is over 25%"


def test_more_stages_than_fit_are_shown_as_the_dearest_and_the_others() -> None:
    many = tuple(stage(f"s{n}", f"Stage {n}", ae=100_000 * n) for n in range(1, 10))
    panel = cost_by_stage(e := evaluation((segment(stages=many),), ROLES), e, "ent")
    assert bar_lengths(panel) == pytest.approx([5_000, 6_000, 7_000, 8_000, 9_000, 10_000])
    assert ticks(panel) == pytest.approx([5_000, 6_000, 7_000, 8_000, 9_000, 10_000])
    assert len(panel.table.rows) == 9


def test_a_segment_that_wins_nobody_claims_no_cost_per_win() -> None:
    lost = evaluation((segment(stages=STAGES, wins=0, cost_per_win=None),), ROLES)
    assert "no cost per win yet" in cost_by_stage(lost, NOW, "ent").title
    assert "no cost per win yet" in cost_per_win_by_segment(lost, NOW).title


def test_two_stages_of_one_name_keep_their_own_baselines() -> None:
    before = (stage("a", "Review", ae=100_000), stage("b", "Review", ae=300_000))
    now = (stage("a", "Review", ae=200_000), stage("b", "Review", ae=300_000))
    panel = cost_by_stage(
        evaluation((segment(stages=now),), ROLES),
        evaluation((segment(stages=before),), ROLES),
        "ent",
    )
    assert ticks(panel) == pytest.approx([1_000, 3_000])


def test_segments_are_compared_and_a_new_one_has_no_baseline_tick() -> None:
    before = evaluation((segment(cost_per_win=50_000),), ROLES)
    panel = cost_per_win_by_segment(NOW, before)
    assert panel.title == "A win in Enterprise costs 9 times one in Small firms"
    assert ticks(panel) == [50_000, None]
    assert panel.table.rows[1] == ("Small firms", "$5.40k", "not known yet", "not known yet")


@pytest.mark.parametrize(
    ("loads", "title"),
    [
        ((0.82, 0.91), "Sales engineers are past 85%: waiting will grow"),
        ((1.2, 0.91), "Account executives are past 100%: the plan cannot be executed"),
        ((0.82, 0.70), "No role is past 85%; the busiest, Account executive, is at 82%"),
        ((0.85, 0.70), "No role is past 85%; the busiest, Account executive, is at 85%"),
        ((0.9, 0.91), "Sales engineers and account executives are past 85%: waiting will grow"),
    ],
)
def test_utilisation_says_who_is_past_the_line(loads: tuple[float, float], title: str) -> None:
    now = evaluation((), (role("ae", loads[0]), role("se", loads[1])))
    if len(title) > 72:
        title = "SE and AE are past 85%: waiting will grow"
    assert utilisation(now, now).title == title


def test_non_selling_time_names_the_role_over_the_line_and_falls_silent_when_none_is() -> None:
    def saying(now: float, before: float) -> str:
        return non_selling_time(
            evaluation((), (role("ae", 0.8, now),)), evaluation((), (role("ae", 0.8, before),))
        ).title

    claim = "spend 34% of their time on non-selling tasks"
    assert saying(0.34, 0.47) == f"Account executives still {claim}"
    assert saying(0.34, 0.25) == f"Account executives {claim}"
    assert saying(0.30, 0.47) == "Every senior role is under the 30% line; the most is 30%"


def test_the_30_percent_rule_looks_at_the_highest_paid_sellers_only() -> None:
    # 90,000 and 160,000 a head: only the second is within 80% of the dearest, 200,000.
    junior = replace(role("sdr", 0.8, 0.94), annual_cost=90_000)
    senior = replace(role("se", 0.8, 0.18), annual_cost=160_000)
    dearest = replace(role("ae", 0.8, 0.25), annual_cost=200_000)
    model = evaluation((), (junior, senior, dearest))
    panel = non_selling_time(model, model)
    assert [row[0] for row in panel.table.rows] == ["Account executive", "Sales engineer"]
    assert panel.title == "Every senior role is under the 30% line; the most is 25%"


@pytest.mark.parametrize(
    ("before", "title"),
    [
        (56_900, "A win in Enterprise costs $48.6k, −$8.30k on the baseline"),
        (48_600, "A win in Enterprise costs $48.6k, as at the baseline"),
        (None, "A win in Enterprise costs $48.6k"),
    ],
)
def test_a_single_segment_is_compared_with_its_baseline(before: float | None, title: str) -> None:
    baseline = evaluation((segment(cost_per_win=before),))
    assert cost_per_win_by_segment(evaluation((segment(),)), baseline).title == title


def test_a_component_lags_only_when_it_is_well_below_the_others() -> None:
    def saying(**scores: float) -> str:
        return coherence_components(coherence(**scores), coherence()).title

    assert saying(delivery=52) == "Value delivery lags: 52 of 100, as at the baseline"
    assert saying(delivery=49) == "Value delivery lags: 49 of 100, −3 points on the baseline"
    assert (
        saying(tasks=40, delivery=60) == "Selling tasks lag: 40 of 100, −36 points on the baseline"
    )
    assert saying(delivery=70) == "No component lags behind: all are at 70 to 82"
    assert saying(proposition=80, tasks=79, delivery=78) == (
        "The four components support each other: all at 78 or more"
    )


@pytest.mark.parametrize("chart", [utilisation, non_selling_time, cost_per_win_by_segment])
def test_an_empty_model_is_drawn_as_empty(
    chart: Callable[..., ChartPanel],
) -> None:
    empty = evaluation()
    panel = chart(empty, empty)
    panel.figure_in(dark=False)
    assert panel.table.rows == ()


def test_names_from_the_user_are_text_and_never_markup() -> None:
    stages = (stage("x", "<a href='http://x'>Free</a>", ae=100_000),)
    panel = cost_by_stage(e := evaluation((segment(stages=stages),), ROLES), e, "ent")
    assert "<a href" not in json.dumps(panel.spec)
