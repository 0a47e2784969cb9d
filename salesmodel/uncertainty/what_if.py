"""Any two inputs against any result: a table in which every other input stays as it is.

Offers `what_if` and what it gives, `WhatIfTable`. Each cell is what evaluating the edited model
would give, all cells in one run of the kernel. Rule 4.15 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite

import numpy as np

from salesmodel.model import SalesModel, UnusableQuestion, refuse_if_invalid
from salesmodel.model.inputs import Input, inputs
from salesmodel.uncertainty.answers import Answer, answer_of, read, segment_place
from salesmodel.uncertainty.batch import Batch
from salesmodel.uncertainty.giving_way import locked_words, what_gives_way
from salesmodel.uncertainty.spans import Span, span_of, steps_of

STEPS = 9
FEWEST_STEPS, MOST_STEPS = 3, 41


@dataclass(frozen=True)
class Axis:
    """An input, the values at which it is tried, in its unit, and the place of the present one."""

    input: Input
    span: Span
    values: tuple[float, ...]
    present: int


@dataclass(frozen=True)
class WhatIfTable:
    """`cells[row][column]`: the result at `y.values[row]` and `x.values[column]`.

    None: a model that cannot be made, or a result that is not known there (nobody won, or work for
    a role that nobody fills). `now`: the result of the
    model as it stands. `gave_way`: in sentences, what moves along with the two inputs. `segment`:
    id, None for the whole model.
    """

    answer: Answer
    segment: str | None
    currency: str
    x: Axis
    y: Axis
    cells: tuple[tuple[float | None, ...], ...]
    now: float | None
    gave_way: tuple[str, ...]


def what_if(
    model: SalesModel,
    x: str,
    y: str,
    result: str,
    segment: str | None = None,
    *,
    steps: int = STEPS,
) -> WhatIfTable:
    """Vary the inputs at the paths `x` and `y` over their ranges, `steps` values each.

    `result`: a key of `answers(model)`. Raises UnusableQuestion, InvalidModel.
    """
    refuse_if_invalid(model)
    answer = answer_of(model, result)
    place = segment_place(model, segment) if answer.by_segment else None
    across, down = _axes(model, x, y, steps)
    batch = Batch(model, (across.input, down.input), steps * steps + 1)
    columns = slice(0, steps * steps)
    batch.set(
        [
            (across.input, np.tile(across.values, steps)),
            (down.input, np.repeat(down.values, steps)),
        ],
        columns,
    )
    worked = batch.work_out()
    figures = np.where(batch.possible, read(worked, answer, place), np.nan)
    found = [value if isfinite(value) else None for value in figures.tolist()]
    return WhatIfTable(
        answer=answer,
        segment=None if place is None else segment,
        currency=model.currency,
        x=across,
        y=down,
        cells=tuple(tuple(found[row * steps : (row + 1) * steps]) for row in range(steps)),
        now=found[-1],
        gave_way=what_gives_way(model, (across.input, down.input)),
    )


def _axes(model: SalesModel, x: str, y: str, steps: int) -> tuple[Axis, Axis]:
    if x == y:
        raise UnusableQuestion(
            "Both sides of the table vary the same input.",
            "Choose another input for one of them.",
            path=y,
        )
    if not FEWEST_STEPS <= steps <= MOST_STEPS:
        raise UnusableQuestion(
            f"A table of {steps} steps a side cannot be drawn.",
            f"Choose {FEWEST_STEPS} to {MOST_STEPS} steps.",
            path="steps",
            value=steps,
        )
    known = {item.path: item for item in inputs(model)}
    return _axis(model, known, x, steps), _axis(model, known, y, steps)


def _axis(model: SalesModel, known: dict[str, Input], path: str, steps: int) -> Axis:
    item = known.get(path)
    if item is None:
        raise UnusableQuestion(
            f"The model has no input {path[:120]} any more.",
            "Choose another input.",
            path=path,
        )
    if sentence := locked_words(model, item):
        raise UnusableQuestion(sentence, "Unlock it first, or choose another input.", path=path)
    span, value = span_of(item), item.quantity.value
    values = steps_of(span, value, steps)
    return Axis(item, span, values, values.index(value))
