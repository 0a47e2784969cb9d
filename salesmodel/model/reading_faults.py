"""What is wrong with a file's fields, said plainly instead of in pydantic's words.

Offers `findings_of`: every fault of a JSON document that is no model, each as a finding.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from salesmodel.model.entities import COLLECTIONS
from salesmodel.model.findings import Finding, Severity

KINDS = {name: name.removesuffix("s") for name in COLLECTIONS}
ORIGINS = ("observed", "estimated", "judged", "assumed")
BY_KEY = ("skills", "baseline_shares", "rests_on", "seen")
"""Fields that hold entries under a key of their own."""


def findings_of(error: ValidationError, data: dict[str, Any]) -> tuple[Finding, ...]:
    """Each fault as a finding: path, a sentence with the thing's name, a mend."""
    return tuple(_finding(detail, data) for detail in error.errors(include_url=False))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a fault is: its path, the thing's name, the fields below it, and its ids."""

    path: str
    thing: str
    fields: tuple[str, ...]
    ids: dict[str, Any]

    @property
    def what(self) -> str:
        """the dwell of stage Evaluation"""
        fields = tuple(f for f in self.fields if f not in ("value", "origin")) or self.fields
        words = " ".join(fields).replace("_", " ")
        return f"the {words} of {self.thing}" if words else self.thing

    @property
    def owner(self) -> str:
        """What the last field belongs to."""
        return _Place(self.path, self.thing, self.fields[:-1], self.ids).what

    @property
    def field(self) -> str:
        return self.fields[-1] if self.fields else self.path


def _finding(detail: ErrorDetails, data: dict[str, Any]) -> Finding:
    place = _place(detail["loc"], data)
    say = _SENTENCES.get(detail["type"], _wrong_kind)
    sentence, mend = say(place, detail)
    opened = sentence[:1].upper() + sentence[1:]
    return Finding("unreadable", Severity.REFUSED, place.path, opened, mend, **place.ids)


def _place(loc: Sequence[int | str], data: dict[str, Any]) -> _Place:
    path, rest, thing, ids = "", tuple(loc), "the model", {}
    if len(rest) >= 2 and rest[0] in KINDS and isinstance(rest[1], int):
        collection, index = str(rest[0]), rest[1]
        entity = data[collection][index]
        key = entity.get("id") if isinstance(entity, dict) else None
        name = entity.get("name") if isinstance(entity, dict) else None
        usable = key if isinstance(key, str) and key else str(index)
        path, rest = f"{collection}[{usable}]", rest[2:]
        thing = f"{KINDS[collection]} {_short(name) if isinstance(name, str) and name else usable}"
        ids = _ids(collection, entity)
    fields: list[str] = []
    for before, part in zip(("", *rest), rest, strict=False):
        if part == "[key]" or (before == "origin" and part in ORIGINS):
            continue
        fields.append(str(part))
        path += f"[{part}]" if before in BY_KEY else f".{part}" if path else str(part)
    return _Place(path, thing, tuple(fields), ids)


def _ids(collection: str, entity: object) -> dict[str, Any]:
    about = {"segments": "segment", "stages": "stage", "tasks": "task", "roles": "role"}
    if not isinstance(entity, dict) or collection not in about:
        return {}
    found = {about[collection]: entity.get("id"), "segment": entity.get("segment")}
    if collection == "segments":
        found["segment"] = entity.get("id")
    return {key: value for key, value in found.items() if isinstance(value, str)}


Said = tuple[str, str]


def _missing(place: _Place, detail: ErrorDetails) -> Said:
    return f"{place.owner} has no {place.field}.", f"Add the field {place.field}."


def _unknown(place: _Place, detail: ErrorDetails) -> Said:
    return (
        f"{place.owner} has a field {_short(place.field)}, which a sales model does not know.",
        "Remove it, or update the workbench.",
    )


def _too_many(place: _Place, detail: ErrorDetails) -> Said:
    limit, count = detail["ctx"]["max_length"], len(detail["input"])
    return (
        f"{place.thing} has {count:,} {place.field}; {limit:,} is the limit.",
        f"Take out {count - limit:,}, or split the model in two.",
    )


def _too_long(place: _Place, detail: ErrorDetails) -> Said:
    limit, length = detail["ctx"]["max_length"], len(detail["input"])
    return f"{place.what} has {length:,} characters; {limit:,} is the limit.", "Shorten it."


def _empty(place: _Place, detail: ErrorDetails) -> Said:
    return f"{place.what} is empty.", "Fill it in."


def _pattern(place: _Place, detail: ErrorDetails) -> Said:
    found = f"{place.what} is {_shown(detail['input'])}"
    if ":" in detail["ctx"]["pattern"]:
        return (
            f"{found}; it is made of ids joined by colons.",
            "Write it like enterprise:selling_tasks:value_delivery.",
        )
    if place.field == "currency":
        return f"{found}; a currency is three capital letters.", "Write it like USD."
    return (
        f"{found}; an id is made of letters, digits, dots, dashes and underscores.",
        "Give it such an id, of 64 characters at most and starting with a letter or a digit.",
    )


def _not_listed(place: _Place, detail: ErrorDetails) -> Said:
    known = detail["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
    return (
        f"{place.what} is {_shown(detail['input'])}, which is not known.",
        f"Write one of: {known}.",
    )


def _no_origin(place: _Place, detail: ErrorDetails) -> Said:
    return (
        f"{place.what} does not say where its figure comes from in a way that is known.",
        f"Give its origin a kind, one of: {', '.join(ORIGINS)}.",
    )


def _range(place: _Place, detail: ErrorDetails) -> Said:
    sentence, _, mend = str(detail["ctx"]["error"]).partition(". ")
    return f"in {place.what}, {sentence}.", f"{mend}."


def _too_low(place: _Place, detail: ErrorDetails) -> Said:
    least = detail["ctx"]["ge"]
    return f"{place.what} is {_shown(detail['input'])}; {least} is the least.", "Raise it."


def _too_high(place: _Place, detail: ErrorDetails) -> Said:
    most = detail["ctx"]["le"]
    return f"{place.what} is {_shown(detail['input'])}; {most} is the most.", "Lower it."


def _not_finite(place: _Place, detail: ErrorDetails) -> Said:
    return (
        f"{place.what} is {_shown(detail['input'])}, which is not a number to work with.",
        "Write a plain number.",
    )


def _wrong_kind(place: _Place, detail: ErrorDetails) -> Said:
    wanted = _WANTED.get(detail["type"], "what belongs there")
    return f"{place.what} is {_shown(detail['input'])}, which is not {wanted}.", f"Write {wanted}."


_SENTENCES: dict[str, Callable[[_Place, ErrorDetails], Said]] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "too_long": _too_many,
    "string_too_long": _too_long,
    "string_too_short": _empty,
    "string_pattern_mismatch": _pattern,
    "enum": _not_listed,
    "literal_error": _not_listed,
    "union_tag_invalid": _no_origin,
    "union_tag_not_found": _no_origin,
    "value_error": _range,
    "greater_than_equal": _too_low,
    "less_than_equal": _too_high,
    "finite_number": _not_finite,
}
_WANTED = {
    "float_type": "a number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "datetime_type": "a day and a time like 2026-03-01T09:30:00Z",
    "datetime_parsing": "a day and a time like 2026-03-01T09:30:00Z",
    "datetime_from_date_parsing": "a day and a time like 2026-03-01T09:30:00Z",
    "string_type": "text",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "an object",
    "model_type": "an object",
    "model_attributes_type": "an object",
}


def _shown(value: object) -> str:
    match value:
        case None:
            return "empty"
        case dict():
            return "an object"
        case list():
            return "a list"
        case int() if not isinstance(value, bool) and abs(value) > 10**20:
            return f"a whole number of {len(str(abs(value)))} digits"
    return _short(json.dumps(value, ensure_ascii=False))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
