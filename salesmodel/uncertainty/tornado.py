"""Every input at the ends of its stated range, one at a time: what moves a result most.

Offers `tornado` and what it gives, `Tornado`, with a `Bar` for each input that moves it. Inputs
without a range are counted, not guessed. Rules 3.9 and 4.15 of docs/method.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.model import SalesModel, refuse_if_invalid
from salesmodel.model.inputs import Input, inputs
from salesmodel.uncertainty.answers import Answer, answer_of, read, segment_place
from salesmodel.uncertainty.batch import Batch
from salesmodel.uncertainty.giving_way import locked_words
from salesmodel.uncertainty.places import parts_of
from salesmodel.uncertainty.spans import Span, is_stated, span_of

NOTHING = 1e-10
"""A swing, against the result itself, that is rounding and no movement."""
MOST_NUMBERS = 4_000_000
"""Numbers of the model by columns that one run of the kernel takes; larger models need several."""


@dataclass(frozen=True)
class Bar:
    """The result with one input at `span.low` and at `span.high`; None where it is not known.

    `swing`: from the least to the most of the two and the result as it stands.
    """

    input: Input
    span: Span
    at_low: float | None
    at_high: float | None
    swing: float


@dataclass(frozen=True)
class Tornado:
    """`bars`: the inputs that move the result, largest swing first; `now`: the result as it stands.

    Of all `inputs`: `without_range` state none, `unmoved` change nothing, `not_possible` are locked
    or give no model, or no known result, at either end. `segment`: id, None for the whole model.
    `likely`: where fewer than two have bars, paths of inputs without a range that move the result
    when varied over half to one and a half times their value, most first.
    """

    answer: Answer
    segment: str | None
    currency: str
    now: float | None
    bars: tuple[Bar, ...]
    inputs: int
    without_range: int
    unmoved: int
    not_possible: int
    likely: tuple[str, ...] = ()

    @cached_property
    def two_way(self) -> tuple[str, str] | None:
        """The paths of the two inputs that move the result most; None where nothing moves it."""
        paths = [bar.input.path for bar in self.bars] + list(self.likely)
        return (paths[0], paths[1]) if len(paths) > 1 else None


def tornado(model: SalesModel, result: str, segment: str | None = None) -> Tornado:
    """Vary each input that states a range, alone. `result`: a key of `answers(model)`.

    Raises UnusableQuestion, InvalidModel.
    """
    refuse_if_invalid(model)
    answer = answer_of(model, result)
    place = segment_place(model, segment) if answer.by_segment else None
    known = inputs(model)
    stated = [item for item in known if is_stated(item.quantity)]
    varied = [item for item in stated if not locked_words(model, item)]
    now, ends = _at_both_ends(model, varied, answer, place)
    bars = [_bar(item, now, *end) for item, end in zip(varied, ends, strict=True)]
    moving = _ranked(bars)
    return Tornado(
        answer=answer,
        segment=None if place is None else segment,
        currency=model.currency,
        now=_figure(now),
        bars=moving,
        inputs=len(known),
        without_range=len(known) - len(stated),
        unmoved=sum(bar is not None and bar.swing == 0 for bar in bars),
        not_possible=sum(bar is None for bar in bars) + len(stated) - len(varied),
        likely=() if len(moving) > 1 else _likely(model, moving, answer, place),
    )


def _at_both_ends(
    model: SalesModel, varied: Sequence[Input], answer: Answer, place: int | None
) -> tuple[float, list[tuple[float, float]]]:
    """The result as it stands, and that at the low and at the high end of each input."""
    now, ends = math.nan, []
    size = max(1, MOST_NUMBERS // (2 * _numbers(model)))
    for start in range(0, max(1, len(varied)), size):
        part = varied[start : start + size]
        batch = Batch(model, part, 2 * len(part) + 1)
        for at, item in enumerate(part):
            span = span_of(item)
            batch.set([(item, np.array([span.low, span.high]))], slice(2 * at, 2 * at + 2))
        worked = batch.work_out()
        figures = np.where(batch.possible, read(worked, answer, place), np.nan).tolist()
        now = figures.pop()
        ends += list(zip(figures[::2], figures[1::2], strict=True))
    return now, ends


def _numbers(model: SalesModel) -> int:
    return 10 + len(model.moves) + 2 * len(model.assignments) + 4 * len(model.tasks)


def _bar(item: Input, now: float, low: float, high: float) -> Bar | None:
    """None when neither end is known. An endless end (nobody fills the role) is not drawn."""
    known = [value for value in (low, high) if math.isfinite(value)]
    if not known:
        return None
    every = [*known, now] if math.isfinite(now) else known
    swing = max(every) - min(every)
    if swing <= NOTHING * max(abs(value) for value in every):
        swing = 0.0
    return Bar(item, span_of(item), _figure(low), _figure(high), swing)


def _figure(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _ranked(bars: Sequence[Bar | None]) -> tuple[Bar, ...]:
    """Those that move the result, largest swing first; equal ones in the model's order."""
    moving = [bar for bar in bars if bar is not None and bar.swing > 0]
    return tuple(sorted(moving, key=lambda bar: -float(f"{bar.swing:.9e}")))


def _likely(
    model: SalesModel, bars: Sequence[Bar], answer: Answer, place: int | None
) -> tuple[str, ...]:
    """What to vary where no two stated ranges move the result. Of a row that sums to one its widest
    part comes before any second part: two of one row leave half of a table blank."""
    drawn = [bar.input.path for bar in bars]
    free = [item for item in inputs(model) if not locked_words(model, item)]
    varied = [item for item in free if item.path not in drawn and not is_stated(item.quantity)]
    now, ends = _at_both_ends(model, varied, answer, place)
    found = _ranked([_bar(item, now, *end) for item, end in zip(varied, ends, strict=True)])
    widest: dict[str, str] = {}
    for bar in found:
        widest.setdefault(_row_of(model, bar.input), bar.input.path)
    paths = [*widest.values(), *(bar.input.path for bar in found)]
    if len({*drawn, *paths}) == 1:  # the only one that moves it: beside any that does not
        paths += [item.path for item in free if item.path not in (*drawn, *paths)][:1]
    return tuple(dict.fromkeys(paths))


def _row_of(model: SalesModel, item: Input) -> str:
    """What an input shares with those that give way to it: its stage or task, else itself."""
    collection, entity, _ = parts_of(item.path)
    if collection == "moves":
        return next(move.source for move in model.moves if move.id == entity)
    if collection == "assignments":
        return next(held.task for held in model.assignments if held.id == entity)
    return item.path
