"""The files in templates/: how to read them.

Offers `KEYS`, `read_file` and `as_quantity`. In these files

- a quantity is a bare number (a guess, said as 'assumed', with the spread of a guess below) or
  `[value, "rows of docs/figures.md, or assumed", low, high]`;
- `weight` names a family of figure W9, `skills` gives `[quality, productivity]`;
- ids are short and get the segment's prefix; positions follow from the order of the stages;
- shares are today's and the baseline's;
- `moves` holds `[from, to, probability, reason]`. They were calibrated to the figures that
  `calibrated` names (win rate, no decision as a share of the losses, days to win): a common step
  in log-odds on the losses of all stages without tracks gave the win rate, a common step on
  their split gave the no decisions, a common factor on the guessed dwell times gave the days.
  The result stands in the file, rounded; a test evaluates it.

Rule 3.9 of docs/method.md.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from salesmodel.defaults.figures import quantity_from
from salesmodel.model import Quantity, Unit, WorkbenchError

KEYS = ("enterprise", "mid_market", "smb", "self_serve")
"""The templates, in the order in which they are offered."""

GUESS_SPREAD = {Unit.DAYS: (0.5, 2.0), Unit.HOURS: (0.5, 1.5), Unit.RATIO: (0.8, 1.25)}
"""How wide a bare guess is taken to be, as factors of its value; other units get no range."""


@cache
def read_file(key: str) -> dict[str, Any]:
    """The template file of that key. Raises WorkbenchError when there is none."""
    if key not in KEYS:
        raise WorkbenchError(
            f"There is no template {key!r}.", f"Choose one of {', '.join(KEYS)}.", value=key
        )
    folder = files("salesmodel.defaults").joinpath("templates")
    return tomllib.loads(folder.joinpath(f"{key}.toml").read_text("utf-8"))


def as_quantity(spec: Any, unit: Unit) -> Quantity:
    """The quantity that a bare number or `[value, source, low, high]` stands for."""
    if isinstance(spec, list):
        value, source, *span = spec
        rows = () if source == "assumed" else tuple(source.split(", "))
        low, high = span or (None, None)
        return quantity_from(rows, value, unit, low, high)
    factors = GUESS_SPREAD.get(unit)
    low, high = (spec * factors[0], spec * factors[1]) if factors else (None, None)
    return quantity_from((), spec, unit, low, high)
