"""Judgements that come in as a file: what the file is, what it says, and what taking it changes.

Offers `read_judgements` and `Brought`. There are four kinds: a table of judgements, and a matrix as
a table, as JSON or as a ScenarioWizard project (rule 5.3 of docs/method.md).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from salesmodel.coherence.cross_impact import (
    Matrix,
    matrix_from_csv,
    matrix_from_json,
    matrix_from_scw,
)
from salesmodel.coherence.cross_impact.text_form import decoded
from salesmodel.coherence.judging.group import judgements_of
from salesmodel.coherence.judging.imported import judgements_from_matrix
from salesmodel.coherence.judging.known import UnusableJudgements
from salesmodel.coherence.judging.table import judgements_from_csv
from salesmodel.editing import SetJudgement
from salesmodel.model import Judgement, SalesModel, judgement_id
from salesmodel.model.choices import slug

MAX_MEGABYTES = 1
FileKind = Literal["judgements", "table", "json", "scw"]
KINDS: dict[FileKind, str] = {
    "judgements": "A table of judgements",
    "table": "A matrix as a table",
    "json": "A matrix as JSON",
    "scw": "A ScenarioWizard project",
}
_Key = tuple[str, str, str]
_News = dict[_Key, SetJudgement]
"""Source, target and who, in the form in which one name is one person."""
_SHOWN = 60  # letters of a first row that is told
_FORMS: dict[FileKind, Callable[[bytes], Matrix]] = {
    "table": matrix_from_csv,
    "json": matrix_from_json,
    "scw": matrix_from_scw,
}
_OTHERS = (
    (b"PK\x03\x04", "a workbook or another packed file", "Save the sheet as CSV and choose that."),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "Save the sheet as CSV and choose that."),
    (b"%PDF", "a PDF", "Choose the table or the project that it was printed from."),
    (b"\x89PNG", "a picture", "Choose a table, a JSON matrix or a ScenarioWizard project."),
    (b"\xff\xd8\xff", "a picture", "Choose a table, a JSON matrix or a ScenarioWizard project."),
)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file would do: the commands that change something, and how much of that is new.

    `found`: judgements in the file; `people`: whose they are; `replacing`: commands in the place of
    an earlier judgement of the same person; `counting`: pairs whose figure that counts changes.
    """

    kind: FileKind
    found: int
    people: tuple[str, ...]
    commands: tuple[SetJudgement, ...]
    replacing: int
    counting: int


def kind_of(content: bytes) -> FileKind:
    """What the file is. Raises `UnusableJudgements` for what is none of the four."""
    _check_text(content)
    text = decoded(content).removeprefix("\ufeff")
    if text.startswith("$"):
        return "scw"
    if text.lstrip()[:1] in ("{", "["):
        _check_no_model(text)
        return "json"
    return _kind_of_table(text)


def read_judgements(model: SalesModel, content: bytes, by: str, on: datetime) -> Brought:
    """What the file says; `by`, `on`: whose judgements a matrix is, and since when.

    Raises `UnusableJudgements` or `UnusableMatrix`: what is wrong, where, how to mend it.
    """
    kind = kind_of(content)
    if kind == "judgements":
        said = judgements_from_csv(model, decoded(content))
    else:
        said = judgements_from_matrix(model, _FORMS[kind](content), by, on)
    return _brought(model, kind, said, by_matrix=kind != "judgements")


def _brought(
    model: SalesModel, kind: FileKind, said: tuple[SetJudgement, ...], *, by_matrix: bool
) -> Brought:
    known = {(j.source, j.target, slug(j.by)): j for j in model.judgements}
    made = {(each.source, each.target, slug(each.by)): each for each in said}
    news = {
        key: command
        for key, command in made.items()
        if key not in known or not _is_said(known[key], command, value_only=by_matrix)
    }
    return Brought(
        kind=kind,
        found=len(said),
        people=tuple(dict.fromkeys(command.by for command in said)),
        commands=tuple(news.values()),
        replacing=len(known.keys() & news.keys()),
        counting=_counting(model, known, news),
    )


def _is_said(present: Judgement, command: SetJudgement, *, value_only: bool) -> bool:
    """Whether it is judged like this already; a matrix knows neither why nor when."""
    if present.value != command.value:
        return False
    return value_only or (present.why, present.on) == (command.why, command.on)


def _counting(model: SalesModel, known: Mapping[_Key, Judgement], news: _News) -> int:
    """How many pairs would count differently; the commands themselves are not done for it."""
    made = {
        key: Judgement(id=judgement_id(*key), **command.model_dump(exclude={"do"}))
        for key, command in news.items()
    }
    after = model.model_copy(update={"judgements": tuple({**known, **made}.values())})
    before, then = judgements_of(model), judgements_of(after)
    pairs = {key[:2] for key in news}
    return sum(1 for pair in pairs if before.value(*pair) != then.value(*pair))


def _check_text(content: bytes) -> None:
    if not content.strip():
        raise UnusableJudgements(["The file is empty."], "Choose one that holds judgements.")
    if len(content) > MAX_MEGABYTES * 1_000_000:
        raise UnusableJudgements(
            [f"The file has {len(content) / 1e6:.1f} MB, more than {MAX_MEGABYTES} MB."],
            "No matrix here is as large: choose the file with the judgements only.",
        )
    for mark, what, mend in _OTHERS:
        if content.startswith(mark):
            raise UnusableJudgements([f"This is {what}, not judgements."], mend)
    if b"\0" in content and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnusableJudgements(
            ["This is not a text."], "Choose a table, a JSON matrix or a ScenarioWizard project."
        )


def _check_no_model(text: str) -> None:
    try:
        document: Any = json.loads(text)
    except (ValueError, RecursionError):
        return  # the reader of matrices says where it breaks off
    if isinstance(document, dict) and {"segments", "stages"} <= document.keys():
        raise UnusableJudgements(
            ["This is a whole sales model, not judgements."], "Open it on Start."
        )


def _kind_of_table(text: str) -> FileKind:
    line = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=line.count)
    first = next(csv.reader(io.StringIO(line), delimiter=delimiter), [])
    fields = [field.strip().casefold() for field in first]
    if {"source", "target"} & set(fields):
        return "judgements"
    if fields[:2] == ["", ""] and len(fields) > 2:
        return "table"
    told = line.strip()[:_SHOWN]
    raise UnusableJudgements(
        [f"This is neither judgements nor a matrix: its first row is “{told}”."],
        "Judgements have the columns source, target, value and by; a matrix has its names in the "
        "first two rows, from the third column on.",
    )
