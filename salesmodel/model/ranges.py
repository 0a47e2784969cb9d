"""What each figure of a model is counted in, and how far it may go.

Offers `out_of_range`: figures in the wrong unit, below zero, above 100%, and so on. Rules 2.1, 3.2,
3.3, 3.5 and 3.10 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from salesmodel.model.entities import Entity, Role
from salesmodel.model.findings import Finding
from salesmodel.model.naming import Named, hundredths, number, refused
from salesmodel.model.quantities import Quantity, Unit

LARGEST = 1e15
"""Beyond this a figure is a slip, and its products are no numbers to work with."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a field is called, its unit, and its range; `above` and `below` are open ends."""

    words: str
    unit: Unit
    above: float | None = None
    at_most: float | None = None
    below: float | None = None

    def allows(self, value: float) -> bool:
        return (
            (value > self.above if self.above is not None else value >= 0)
            and value <= LARGEST
            and (self.at_most is None or value <= self.at_most)
            and (self.below is None or value < self.below)
        )


def _part(words: str) -> Expected:
    return Expected(words, Unit.SHARE, at_most=1)


EXPECTED: dict[str, dict[str, Expected]] = {
    "segments": {
        "arrivals": Expected("number of buyers a year", Unit.PER_YEAR),
        "deal_value": Expected("deal value", Unit.MONEY),
        "gross_margin": Expected("gross margin", Unit.SHARE, below=1),
        "retention": Expected("retention", Unit.SHARE, below=1),
        "profile.stakeholders": Expected("number of stakeholders", Unit.PEOPLE),
        "profile.formality": _part("formality"),
        "profile.human_contact": _part("human contact wanted"),
    },
    "stages": {
        "entry": _part("entry share"),
        "dwell": Expected("dwell", Unit.DAYS),
        "dwell_cv": Expected("spread of the dwell", Unit.RATIO),
    },
    "tracks": {
        "dwell": Expected("dwell", Unit.DAYS),
        "dwell_cv": Expected("spread of the dwell", Unit.RATIO),
        "loss": _part("loss"),
    },
    "moves": {"probability": _part("probability")},
    "roles": {
        "annual_cost": Expected("cost a year", Unit.MONEY_PER_YEAR),
        "present_hours": Expected("hours at work", Unit.HOURS_PER_YEAR),
        "productive_hours": Expected("number of productive hours", Unit.HOURS_PER_YEAR, above=0),
        "headcount": Expected("headcount", Unit.HEADS),
        "ramp_months": Expected("ramp of new people", Unit.MONTHS),
        "attrition": _part("attrition"),
    },
    "tasks": {
        "hours": Expected("number of hours", Unit.HOURS),
        "weight": Expected("weight", Unit.LOG_ODDS),
    },
    "assignments": {"share": _part("size")},
    "components": {"promised_days": Expected("number of promised days", Unit.DAYS)},
}
"""Field by field of each list: the one unit it is counted in, and its range."""

SKILL = {
    "quality": _part("quality"),
    "productivity": Expected("productivity", Unit.RATIO, above=0),
}
"""The same for each skill of a role."""


def out_of_range(named: Named) -> Iterator[Finding]:
    """Every figure in the wrong unit or out of its range."""
    for collection, fields in EXPECTED.items():
        for field, expected in fields.items():
            read = attrgetter(field)
            for entity in getattr(named.model, collection):
                path = f"{collection}[{entity.id}].{field}"
                yield from _judged(named, entity, path, expected, read(entity))
    for role in named.model.roles:
        yield from _skills(named, role)
        yield from _hours(named, role)


def _judged(
    named: Named,
    entity: Entity,
    path: str,
    expected: Expected,
    quantity: Quantity | None,
    *,
    of: str = "",
) -> Iterator[Finding]:
    if quantity is None:
        return
    right_unit = quantity.unit == expected.unit
    if right_unit and expected.allows(quantity.value):
        return
    what = f"the {expected.words} of {of or named.entity(entity)}"
    if not right_unit:
        wanted = _unit_words(expected.unit)
        sentence = f"{what} is given in {_unit_words(quantity.unit)}; it is counted in {wanted}."
        mend = f"Give it in {wanted}."
        yield refused("wrong-unit", path, sentence, mend, **named.about(entity))
    else:
        limit, mend = _limit(expected, quantity.value)
        sentence = f"{what} is {_shown(quantity.value, expected)}; {limit}."
        yield refused("out-of-range", path, sentence, mend, **named.about(entity))


def _skills(named: Named, role: Role) -> Iterator[Finding]:
    for skill, proficiency in role.skills.items():
        for field, expected in SKILL.items():
            path = f"roles[{role.id}].skills[{skill}].{field}"
            quantity = getattr(proficiency, field)
            whose = f"{role.name} in {skill}"
            yield from _judged(named, role, path, expected, quantity, of=whose)


def _hours(named: Named, role: Role) -> Iterator[Finding]:
    productive, present = role.productive_hours, role.present_hours
    if productive.unit == present.unit and productive.value > present.value >= 0:
        yield refused(
            "more-productive-than-present",
            f"roles[{role.id}].productive_hours",
            f"{role.name} has {number(productive.value)} productive hours a year, but is at work "
            f"only {number(present.value)}.",
            "Lower the productive hours or raise the hours at work.",
            role=role.id,
        )


def _limit(expected: Expected, value: float) -> tuple[str, str]:
    if expected.below is not None:
        return "it must be 0% or more and less than 100%", "Set it between 0 and 99%."
    if expected.at_most is not None:
        return "it must lie between 0 and 100%", "Set it between 0 and 100%."
    if value > LARGEST:
        return f"{LARGEST:,.0f} is the limit", "Check its zeros."
    if expected.above is not None:
        return "it must be above zero", "Set it above zero."
    return "it cannot be negative", "Set it to zero or more."


def _shown(value: float, expected: Expected) -> str:
    if expected.unit is Unit.SHARE:
        nearest = 1.0 if value > 0.5 else 0.0
        return f"{hundredths(value, but=nearest if value != nearest else None)}%"
    return number(value)


def _unit_words(unit: Unit) -> str:
    words = {
        Unit.SHARE: "shares of one",
        Unit.RATIO: "times the standard",
        Unit.LOG_ODDS: "log-odds",
    }
    return words.get(unit, unit.value.replace("_per_", " a ").replace("per_", "numbers a "))
