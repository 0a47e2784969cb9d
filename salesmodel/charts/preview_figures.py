"""A change before it is taken, in figures: what they are now and with it, and whether that is good.

Offers `figures`, the rows of `FigureRow` and `Figure` that are set against each other (rule 5.10).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from salesmodel.charts import formats
from salesmodel.coherence import Coherence
from salesmodel.coherence.preview import Preview, Tried
from salesmodel.evaluation import Evaluation

Tone = Literal["better", "worse", ""]
LOOKED_AT = "…once looked at"
"""Under a coherence: what it is once every pair of the segment is looked at together."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure after a change: as it is written, how far from now, and whether that is good."""

    value: str
    change: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure now, and after each state that is tried: the change alone, then what follows."""

    label: str
    now: str
    after: tuple[Figure, ...]


def figures(
    tried: Preview, evaluation: Evaluation, coherence: Coherence, currency: str
) -> tuple[FigureRow, ...]:
    """The segment's figures of a year, then the coherence of all segments where there are several.

    Coherence stands twice where it is not the same: as it is, and once every pair of the segment is
    looked at, which is set against today's once looked at. `evaluation` and `coherence`: of the
    model as it stands.
    """
    states = [tried.alone, *([tried.together] if tried.together is not None else [])]
    segment = tried.segment
    rows = [
        *_coherence("Coherence", tried, states, coherence, lambda of: of.segment(segment).score),
        *_economics(segment, evaluation, states, currency),
    ]  # fmt: skip
    if len(coherence.segments) > 1:
        label = f"Coherence, all {len(coherence.segments)}"
        rows.extend(_coherence(label, tried, states, coherence, lambda of: of.score))
    return tuple(rows)


def _coherence(
    label: str,
    tried: Preview,
    states: Sequence[Tried],
    coherence: Coherence,
    score: Callable[[Coherence], float],
) -> Iterator[FigureRow]:
    now = _points(label, score(coherence), [score(state.coherence) for state in states])
    later = _points(LOOKED_AT, score(tried.reviewed), [score(state.reviewed) for state in states])
    yield now
    if replace(later, label=label) != now:
        yield later


def _economics(
    segment: str, evaluation: Evaluation, states: list[Tried], currency: str
) -> Iterator[FigureRow]:
    now = evaluation.segment(segment)
    later = [state.evaluation.segment(segment) for state in states]

    def money(label: str, before: float | None, after: list[float | None], good: int) -> FigureRow:
        each = (
            Figure(
                formats.money(value, currency),
                change := formats.money_change(value, before, currency),
                _tone(change, value, before, good),
            )
            for value in after
        )
        return FigureRow(label, formats.money(before, currency), tuple(each))

    yield money("Cost per win", now.cost_per_win, [each.cost_per_win for each in later], -1)
    yield _rates("Win rate", now.win_rate, [each.win_rate for each in later])
    yield money("Contribution", now.contribution, [each.contribution for each in later], 1)
    yield money("Cost a year", now.cost, [each.cost for each in later], -1)


def _points(label: str, before: float, after: list[float]) -> FigureRow:
    each = (
        Figure(
            formats.score(value),
            change := formats.score_change(value, before),
            _tone(change, value, before, 1),
        )
        for value in after
    )
    return FigureRow(label, formats.score(before), tuple(each))


def _rates(label: str, before: float, after: list[float]) -> FigureRow:
    each = (
        Figure(
            formats.rate(value),
            change := formats.rate_change(value, before),
            _tone(change, value, before, 1),
        )
        for value in after
    )
    return FigureRow(label, formats.rate(before), tuple(each))


def _tone(change: str, value: float | None, before: float | None, good: int) -> Tone:
    if value is None or before is None or change in (formats.NO_CHANGE, formats.NOT_KNOWN):
        return ""
    return "better" if (value - before) * good > 0 else "worse"
