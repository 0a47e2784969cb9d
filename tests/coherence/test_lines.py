"""How a computed figure is compared with a line: rounding decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, nextafter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.coherence.lines import at_least, below, beyond, largest, within

lines = st.floats(-1e9, 1e9)
past_zero = st.floats(1e-6, 1e9) | st.floats(-1e9, -1e-6)
lengths = st.floats(0.001, 1_000)


@dataclass(frozen=True)
class Stage:
    id: str
    days: float


@given(past_zero)
def test_the_last_digit_of_a_sum_passes_no_line(line):
    for figure in (line, nextafter(line, inf), nextafter(line, -inf)):
        assert within(figure, line)
        assert at_least(figure, line)


@given(lengths, st.floats(1e-8, 10))
def test_what_is_past_a_line_by_more_than_rounding_is_past_it(line, part):
    assert beyond(line * (1 + part), line)
    assert below(line * (1 - part), line)


@given(lines, lines)
def test_a_figure_is_past_a_line_or_within_it_and_past_one_side_only(figure, line):
    assert beyond(figure, line) != within(figure, line)
    assert below(figure, line) != at_least(figure, line)
    assert not (beyond(figure, line) and below(figure, line))


def test_endless_is_beyond_every_line_and_zero_is_a_line_too():
    assert beyond(inf, 1)
    assert within(1, inf)
    assert beyond(1e-12, 0)
    assert within(0, 0)


@given(st.lists(st.floats(0, 1_000), min_size=1, max_size=6), st.randoms())
def test_the_largest_is_the_same_in_every_order(days, random):
    stages = [Stage(f"stage{number}", each) for number, each in enumerate(days)]
    shuffled = random.sample(stages, len(stages))
    stage = largest(stages, lambda s: s.days)
    assert stage == largest(shuffled, lambda s: s.days)
    assert stage.days == pytest.approx(max(days))


def test_of_two_that_rounding_parts_the_first_by_id_is_the_largest():
    one, other = Stage("a", 0.3), Stage("b", 0.1 + 0.2)
    assert one.days < other.days
    assert largest([other, one], lambda s: s.days) is one
    assert largest([], lambda s: s.days) is None
