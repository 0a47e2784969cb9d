"""The score (rule 5.6): against its closed form, and that every point belongs to a finding."""

from __future__ import annotations

from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.coherence.findings import CoherenceFinding, Layer
from salesmodel.coherence.score import cell_of, mean, mean_by_key
from salesmodel.model import Severity

WEIGHTS = {Severity.SEVERE: 20, Severity.WATCH: 8, Severity.NOTE: 2}


def a_finding(number: int, severity: Severity) -> CoherenceFinding:
    return CoherenceFinding(
        check=f"check-{number}", severity=severity, path="segments[ent]", sentence="", mend=""
    )


def test_a_component_against_which_nothing_speaks_has_100() -> None:
    cell = cell_of((), (0, ""), ())
    assert cell.score == 100
    assert cell.points == {}


@pytest.mark.parametrize(
    ("severities", "lost"),
    [
        ([Severity.SEVERE], 60 * (1 - exp(-20 / 30))),
        ([Severity.SEVERE, Severity.WATCH], 60 * (1 - exp(-28 / 30))),
        ([Severity.WATCH, Severity.NOTE, Severity.NOTE], 60 * (1 - exp(-12 / 30))),
    ],
)
def test_structure_takes_less_the_more_is_lost_already(severities, lost) -> None:
    cell = cell_of([a_finding(n, s) for n, s in enumerate(severities)], (0, ""), ())
    assert cell.lost[Layer.STRUCTURE] == pytest.approx(lost, abs=1e-12)


def test_findings_share_the_loss_by_their_weights() -> None:
    cell = cell_of([a_finding(0, Severity.SEVERE), a_finding(1, Severity.WATCH)], (0, ""), ())
    severe, watch = cell.points.values()
    assert severe / watch == pytest.approx(20 / 8)


def test_an_inconsistency_of_six_costs_nearly_sixteen_points() -> None:
    cell = cell_of((), (6, "misfit"), ())
    assert cell.points == {"misfit": pytest.approx(25 * (1 - exp(-1)))}


def test_each_unreviewed_pair_costs_four_points() -> None:
    cell = cell_of((), (0, ""), ("tasks changed", "tasks changed", "delivery changed"))
    assert cell.points == {"tasks changed": 8, "delivery changed": 4}
    assert cell.score == 88


@given(
    st.lists(st.sampled_from(list(WEIGHTS)), max_size=40),
    st.integers(0, 24),
    st.integers(0, 3),
)
def test_a_component_never_goes_below_zero_and_every_point_has_a_finding(
    severities, gap, pairs
) -> None:
    findings = [a_finding(n, s) for n, s in enumerate(severities)]
    cell = cell_of(findings, (gap, "misfit"), ["debt"] * pairs)
    assert 0 < cell.score <= 100
    assert sum(cell.points.values()) == pytest.approx(100 - cell.score, abs=1e-9)


@given(st.lists(st.sampled_from(list(WEIGHTS)), min_size=1, max_size=20), st.randoms())
def test_the_order_of_findings_moves_nothing(severities, random) -> None:
    findings = [a_finding(n, s) for n, s in enumerate(severities)]
    shuffled = random.sample(findings, len(findings))
    assert cell_of(findings, (0, ""), ()) == cell_of(shuffled, (0, ""), ())


@given(st.lists(st.sampled_from(list(WEIGHTS)), max_size=20), st.sampled_from(list(WEIGHTS)))
def test_one_finding_more_always_costs_something(severities, more) -> None:
    findings = [a_finding(n, s) for n, s in enumerate([*severities, more])]
    assert cell_of(findings, (0, ""), ()).score < cell_of(findings[:-1], (0, ""), ()).score


def test_the_mean_of_points_counts_a_segment_without_the_finding_as_zero() -> None:
    assert mean_by_key([{"a": 4.0}, {"a": 2.0, "b": 1.0}]) == {"a": 3.0, "b": 0.5}
    assert mean([]) == 0
