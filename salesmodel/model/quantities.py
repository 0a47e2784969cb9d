"""A number that knows its unit, where it comes from and, if known, its range.

Offers `Quantity` and the four origins a number can have (rule 3.9 of docs/method.md):
`Observed`, `Estimated`, `Judged`, `Assumed`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, model_validator


class Frozen(BaseModel):
    """Base of every value in a model: immutable, no unknown fields, no NaN."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Unit(StrEnum):
    """What a quantity is counted in."""

    SHARE = "share"  # 0 to 1
    RATIO = "ratio"  # pure number, 1 = standard
    DAYS = "days"
    MONTHS = "months"
    HOURS = "hours"
    HOURS_PER_YEAR = "hours_per_year"
    MONEY = "money"  # in the model's currency
    MONEY_PER_YEAR = "money_per_year"
    PER_YEAR = "per_year"
    HEADS = "heads"
    PEOPLE = "people"
    LOG_ODDS = "log_odds"


class Observed(Frozen):
    """Counted in a file: how many rows, over which period, in which file."""

    kind: Literal["observed"] = "observed"
    n: Annotated[int, Field(ge=0)]
    period: str = ""
    file: str = ""


class Estimated(Frozen):
    """Worked out from `n` observations; the quantity's range is its 90% interval."""

    kind: Literal["estimated"] = "estimated"
    n: Annotated[int, Field(ge=0)]
    method: str = ""


class Judged(Frozen):
    """Said by somebody, in a workshop or alone."""

    kind: Literal["judged"] = "judged"
    by: str = ""
    workshop: str = ""


class Assumed(Frozen):
    """Taken from a source that is not this company: a row of the default figures, or a guess."""

    kind: Literal["assumed"] = "assumed"
    source: str = "assumed"


Origin = Annotated[Observed | Estimated | Judged | Assumed, Field(discriminator="kind")]


class Quantity(Frozen):
    """One input: `value` in `unit`, its `origin`, and `low`..`high` where a range is known.

    `typed`: the number as a person wrote it ("20-30%", "3 wk"), shown as such; empty otherwise.
    """

    value: FiniteFloat
    unit: Unit
    origin: Origin = Assumed()
    low: FiniteFloat | None = None
    high: FiniteFloat | None = None
    typed: Annotated[str, Field(max_length=40)] = ""

    @model_validator(mode="after")
    def _range_in_order(self) -> Quantity:
        low = self.value if self.low is None else self.low
        high = self.value if self.high is None else self.high
        if low > high:
            raise ValueError(f"the range runs from {low:g} to {high:g}. Put the lower figure first")
        return self

    def with_value(self, value: float, origin: Origin | None = None) -> Quantity:
        """The same quantity at another value; a range that no longer holds it is dropped, and so is
        what was typed."""
        keeps_range = (self.low is None or self.low <= value) and (
            self.high is None or value <= self.high
        )
        return Quantity(
            value=value,
            unit=self.unit,
            origin=self.origin if origin is None else origin,
            low=self.low if keeps_range else None,
            high=self.high if keeps_range else None,
        )


def assumed(
    value: float,
    unit: Unit,
    source: str = "assumed",
    *,
    low: float | None = None,
    high: float | None = None,
) -> Quantity:
    """A quantity taken from `source` (a row id of docs/figures.md, or 'assumed')."""
    return Quantity(value=value, unit=unit, origin=Assumed(source=source), low=low, high=high)
