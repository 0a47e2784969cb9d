"""The roles of a template: cost, hours, heads, and proficiency by skill.

Offers `default_roles`. Hours follow figure H7 unless the file gives its own, ramp and attrition
what is usual for the kind of role (salesmodel.model.joining); every quality is a guess with the
spread below. Rules 3.3 to 3.5 and 4.16 of docs/method.md.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from salesmodel.defaults.figures import figure, quantity_from
from salesmodel.defaults.template_files import as_quantity, read_file
from salesmodel.model import Proficiency, Quantity, Role, Unit

HOURS_ON_TASKS = (0.70, 0.55, 0.80)
"""The part of the hours present that is left for tasks: figure H7, value, low, high."""

QUALITY_SPREAD = 0.1
"""A guessed quality may lie this far to either side, within 0 and 1."""


_OWN: Final = {"ramp_months": Unit.MONTHS, "attrition": Unit.SHARE}
"""What a file may give for one of its roles."""


@cache
def default_roles(key: str) -> tuple[Role, ...]:
    """The roles of that template. Raises WorkbenchError when there is no such template."""
    return tuple(_role(row) for row in read_file(key)["roles"])


def _role(row: dict[str, Any]) -> Role:
    present, productive = _hours(row)
    return Role(
        id=row["id"],
        name=row["name"],
        short=row["short"],
        kind=row.get("kind", row["id"]),
        annual_cost=as_quantity(row["cost"], Unit.MONEY_PER_YEAR),
        present_hours=present,
        productive_hours=productive,
        headcount=as_quantity(row["heads"], Unit.HEADS),
        **{field: as_quantity(row[field], unit) for field, unit in _OWN.items() if field in row},
        skills={skill: _proficiency(*pair) for skill, pair in row["skills"].items()},
    )


def _hours(row: dict[str, Any]) -> tuple[Quantity, Quantity]:
    if "hours" in row:
        own = as_quantity(row["hours"], Unit.HOURS_PER_YEAR)
        return own, own
    present = figure("H7").quantity(Unit.HOURS_PER_YEAR)
    value, low, high = (round(present.value * part, 1) for part in HOURS_ON_TASKS)
    return present, quantity_from(["H7"], value, Unit.HOURS_PER_YEAR, low, high)


def _proficiency(quality: float, productivity: float) -> Proficiency:
    return Proficiency(
        quality=quantity_from(
            (),
            quality,
            Unit.SHARE,
            max(0.0, round(quality - QUALITY_SPREAD, 6)),
            min(1.0, round(quality + QUALITY_SPREAD, 6)),
        ),
        productivity=as_quantity(productivity, Unit.RATIO),
    )
