"""Default figures: each a published number (or a stated judgement) under a row id.

Offers `Figure`, `figure(row_id)`, `figures()` and `quantity_from`, which makes a model input of
them. The rows stand in figures.json beside this file; `figures_page` writes docs/figures.md from
it. Rule 3.9 of docs/method.md.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from salesmodel.model import Assumed, Quantity, Unit, WorkbenchError


@dataclass(frozen=True, slots=True)
class Figure:
    """One row: `says` is the source's own set of numbers, `value` (in `unit`, `low` to `high`)
    the one that we lead with, None where the row gives no single number; `tag` says how far it
    was verified (`figures_page.TAGS`)."""

    id: str
    section: str
    says: str
    value: float | None
    low: float | None
    high: float | None
    unit: str
    measures: str
    source: str
    year: int | None
    tag: str

    def quantity(self, unit: Unit) -> Quantity:
        """The leading number as a model input. Raises WorkbenchError when there is none."""
        if self.value is None:
            raise WorkbenchError(
                f"Figure {self.id} gives no single number: {self.says}.",
                "Choose one within it and name the row as its source.",
                path=self.id,
            )
        return Quantity(
            value=self.value,
            unit=unit,
            origin=Assumed(source=self.id),
            low=self.low,
            high=self.high,
        )


@cache
def figures() -> tuple[Figure, ...]:
    """Every default figure, in the order of the document."""
    text = files("salesmodel.defaults").joinpath("figures.json").read_text("utf-8")
    return tuple(Figure(**row) for row in json.loads(text))


def figure(row_id: str) -> Figure:
    """The figure under `row_id`. Raises WorkbenchError when there is none."""
    for row in figures():
        if row.id == row_id:
            return row
    raise WorkbenchError(
        f"There is no default figure {row_id!r}.",
        "Name a row of docs/figures.md, or say 'assumed'.",
        path="source",
        value=row_id,
    )


def quantity_from(
    row_ids: Sequence[str],
    value: float,
    unit: Unit,
    low: float | None = None,
    high: float | None = None,
) -> Quantity:
    """A quantity that names the figures it was taken from; without any, it says 'assumed'."""
    source = ", ".join(figure(row_id).id for row_id in row_ids) or "assumed"
    return Quantity(value=value, unit=unit, origin=Assumed(source=source), low=low, high=high)
