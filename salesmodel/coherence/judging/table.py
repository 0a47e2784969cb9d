"""A group's judgements as a table, for a spreadsheet and back (rule 5.8).

Offers `judgements_to_csv` and `judgements_from_csv`. What comes in becomes commands: nothing
changes until they are done.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import datetime
from math import isfinite

from salesmodel.coherence.cross_impact.matrix import listed
from salesmodel.coherence.judging.asking import Basis
from salesmodel.coherence.judging.group import WAY_OF_BUYING
from salesmodel.coherence.judging.known import Known, Place, UnusableJudgements
from salesmodel.editing import SetJudgement
from salesmodel.model import MAX_NAME, SalesModel
from salesmodel.model.choices import STRONGEST, slug
from salesmodel.model.ids import MAX_TEXT
from salesmodel.model.texts import on_one_line

COLUMNS = ("source", "target", "value", "by", "why", "on", "rests_on", "wording")
NEEDED = COLUMNS[:4]
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


class _Wrong(Exception):
    """What is wrong with a row, as the rest of a sentence."""


def judgements_to_csv(model: SalesModel) -> str:
    """Everybody's judgements, a row each, with the columns `COLUMNS`; variants by their ids."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in model.judgements:
        on = each.on.isoformat() if each.on is not None else ""
        rests_on = json.dumps(each.rests_on, ensure_ascii=False) if each.rests_on else ""
        said = (_shown(each.by), _shown(each.why), on, rests_on, each.wording)
        writer.writerow([each.source, each.target, each.value, *said])
    return out.getvalue()


def judgements_from_csv(model: SalesModel, text: str) -> tuple[SetJudgement, ...]:
    """The judgements of a table with commas, semicolons or tabs, as commands.

    Variants stand there by id or by name. Raises `UnusableJudgements`.
    """
    columns, rows = _table(text)
    known, basis = Known.of(model), Basis(model)
    made: dict[tuple[str, str, str], tuple[int, SetJudgement]] = {}
    faults: list[str] = []
    for line, fields in rows:
        row = {c: fields[n] if n < len(fields) else "" for c, n in columns.items()}
        row = {c: field if c == "why" else field.strip() for c, field in row.items()}
        try:
            found = _judgement(known, basis, row)
        except _Wrong as wrong:
            faults.append(f"Row {line}: {wrong}")
            continue
        first, _ = made.setdefault((found.source, found.target, slug(found.by)), (line, found))
        if first != line:
            faults.append(f"Row {line}: {found.by} judged this pair in row {first} already.")
    if faults:
        raise UnusableJudgements(faults, "Correct these rows and bring the file in again.")
    return tuple(judgement for _, judgement in made.values())


def _table(text: str) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """The columns by name, and the rows that are not empty, each with its number."""
    text = text.removeprefix("\ufeff")
    delimiter = max(",;\t", key=text.split("\n", 1)[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnusableJudgements(
            [f"The text is not a table ({error})."], "Save it as CSV from a spreadsheet."
        ) from None
    head = [field.strip().casefold() for field in lines[0]] if lines else []
    columns = {name: head.index(name) for name in COLUMNS if name in head}
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        raise UnusableJudgements(
            [f"The first row names no column {listed(missing)}."],
            f"Name the columns {', '.join(COLUMNS)}.",
        )
    rows = [(n, row) for n, row in enumerate(lines[1:], start=2) if any(f.strip() for f in row)]
    return columns, rows


def _judgement(known: Known, basis: Basis, row: Mapping[str, str]) -> SetJudgement:
    source, target = _pair(known, row["source"], row["target"])
    return SetJudgement(
        source=source,
        target=target,
        value=_value(row["value"]),
        by=_by(row["by"]),
        why=_why(row.get("why", "")),
        on=_date(row.get("on", "")),
        rests_on=_figures(row.get("rests_on", "")),
        wording=row.get("wording") or basis.wording(source, target),
    )


def _pair(known: Known, one: str, other: str) -> tuple[str, str]:
    source, target = _place(known, one), _place(known, other)
    if target[0] == WAY_OF_BUYING:
        raise _Wrong("how a segment buys is not influenced by what is done for it.")
    if source[0] == target[0]:
        kind = source[0].replace("_", " ")
        raise _Wrong(f"“{one}” and “{other}” are both variants of {kind}.")
    return source[1], target[1]


def _place(known: Known, label: str) -> Place:
    found = known.place(label)
    if found is None:
        raise _Wrong(f"there is no variant “{label}” here.")
    return found


def _value(text: str) -> int:
    try:
        value = float(_unquoted(text).replace("−", "-"))
    except ValueError:
        value = float("nan")
    if not (abs(value) <= STRONGEST and value == int(value)):
        raise _Wrong(f"the value “{text}” is not a whole figure from −3 to 3.")
    return int(value)


def _by(text: str) -> str:
    name = str(on_one_line(_unquoted(text))).strip()
    if not name:
        raise _Wrong("nobody is named in “by”.")
    if len(name) > MAX_NAME:
        raise _Wrong(f"the name in “by” is longer than {MAX_NAME} characters.")
    return name


def _why(text: str) -> str:
    why = _unquoted(text)
    if len(why) > MAX_TEXT:
        raise _Wrong(f"the reason is longer than {MAX_TEXT:,} characters.")
    return why


def _date(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise _Wrong(f"“{text}” is not a date like 2026-11-25.") from None


def _figures(text: str) -> dict[str, float]:
    """What a judgement rests on: paths of inputs to their values then, as JSON."""
    try:
        found = json.loads(text) if text else {}
        figures = {str(path): float(value) for path, value in found.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        figures = {"": float("nan")}
    if not all(map(isfinite, figures.values())):
        raise _Wrong("“rests_on” is not figures by path; leave the field empty.")
    return figures


def _shown(text: str) -> str:
    """A text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text


def _unquoted(text: str) -> str:
    """The text as it was before `_shown`."""
    quoted = text.startswith("'") and text[1:].lstrip().startswith(_FORMULA)
    return text[1:] if quoted else text
