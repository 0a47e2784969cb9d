"""Points that stand together add up as they are written, whatever the numbers behind them are."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.adding_up import as_shown, shared_out
from salesmodel.coherence import Layer

POINTS = st.lists(st.floats(0, 8, allow_nan=False), max_size=5)


def lost_to(*structure: float) -> tuple[float, dict[Layer, float], dict[str, float]]:
    """A score with what it lost, all of it to structural findings."""
    lost = {Layer.STRUCTURE: fsum(structure)}
    return 100 - fsum(structure), lost, {f"f{i}": part for i, part in enumerate(structure)}


def test_three_rows_of_seven_seven_and_three_add_to_sixteen() -> None:
    # regression: −7, −7 and −3 stood under −16
    score, lost, points = lost_to(6.6, 6.6, 2.8)
    shown = as_shown(score, lost, points, dict.fromkeys(points, Layer.STRUCTURE))
    assert shown.places == 1
    assert (shown.score, shown.total) == (84.0, 16.0)
    assert list(shown.points.values()) == [6.6, 6.6, 2.8]


def test_whole_numbers_stay_whole_where_they_add_up_and_none_reads_zero() -> None:
    score, lost, points = lost_to(14.2, 5.0)
    layers = dict.fromkeys(points, Layer.STRUCTURE)
    assert as_shown(score, lost, points, layers).places == 0
    score, lost, points = lost_to(14.2, 0.4)
    assert as_shown(score, lost, points, layers).places == 1


def test_the_largest_remainders_take_what_rounding_leaves_over() -> None:
    assert shared_out({"a": 3.33, "b": 3.34, "c": 3.33}, 10.0, 0) == {"a": 3, "b": 4, "c": 3}
    assert shared_out({"a": 0.16, "b": 0.16, "c": 0.0}, 0.3, 1) == {"a": 0.2, "b": 0.1, "c": 0.0}


@given(POINTS, POINTS, POINTS)
def test_findings_add_to_their_layer_and_layers_to_what_the_score_lacks(
    structure: list[float], cross: list[float], debt: list[float]
) -> None:
    parts = dict(zip(Layer, (structure, cross, debt), strict=True))
    lost = {layer: fsum(each) for layer, each in parts.items()}
    points = {f"{layer}{i}": p for layer, each in parts.items() for i, p in enumerate(each)}
    layers = {f"{layer}{i}": layer for layer, each in parts.items() for i in range(len(each))}
    score = 100 - fsum(lost.values())
    shown = as_shown(score, lost, points, layers)
    assert fsum(shown.lost.values()) == pytest.approx(100 - shown.score)
    for layer in parts:
        of = fsum(part for about, part in shown.points.items() if layers[about] == layer)
        assert of == pytest.approx(shown.lost[layer])
    unit = 10.0**-shown.places
    assert all(abs(shown.points[about] - part) < 2 * unit for about, part in points.items())
