"""Rows that sum to one: when one part is set, the others give way (rules 2.1 and 3.2).

Offers `give_way`, for the moves out of a stage and the roles of a task alike, and `spread`, which
hands what a removed part held to those that stay.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

TOLERANCE = 1e-9
DIGITS = 12


def give_way(
    row: Mapping[str, float],
    key: str,
    value: float,
    locked: Collection[str],
    heir: str | None = None,
) -> dict[str, float] | None:
    """The row with `key` at `value`; unlocked others keep their proportions, locked ones stay.

    When all unlocked others are at zero, `heir` takes what is left. None: the locks forbid it.
    """
    held = {name: share for name, share in row.items() if name != key and name in locked}
    free = {name: share for name, share in row.items() if name != key and name not in locked}
    rest = 1 - value - math.fsum(held.values())
    filled = spread(free, rest, heir)
    if filled is None:
        return None
    return settled({**row, key: value, **held, **filled}, list(filled) or [key])


def spread(
    free: Mapping[str, float], rest: float, heir: str | None = None
) -> dict[str, float] | None:
    """`free` scaled to sum to `rest`; all to `heir` when every one is zero. None: impossible."""
    if rest < -TOLERANCE:
        return None
    rest = max(rest, 0.0)
    total = math.fsum(free.values())
    if total > 0:
        return {name: share * rest / total for name, share in free.items()}
    if rest <= TOLERANCE:
        return dict.fromkeys(free, 0.0)
    return None if heir is None else {**free, heir: rest}


def settled(row: Mapping[str, float], free: Collection[str]) -> dict[str, float]:
    """The row rounded to twelve digits, the rest of the rounding in the largest free part."""
    rounded = {name: round(share, DIGITS) for name, share in row.items()}
    largest = max(free, key=lambda name: rounded[name])
    others = math.fsum(share for name, share in rounded.items() if name != largest)
    return {**rounded, largest: round(max(1 - others, 0.0), DIGITS)}


def points(share: float) -> str:
    """A share in per cent without needless decimals: 104, 33.3."""
    return f"{round(share * 100, 1):,.10g}"
