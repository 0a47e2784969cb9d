"""What a verb prints: one JSON document or readable lines on stdout, sentences on stderr.

Offers `print_json`, `table`, `complain`, `complain_of` and the options that several verbs share.
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from salesmodel.model import WorkbenchError

ModelFile = Annotated[
    Path, typer.Argument(metavar="MODEL.json", help="The sales model.", show_default=False)
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON document and nothing else on stdout.")
]


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON document; what is not a number is null."""
    typer.echo(json.dumps(_finite(document), indent=2, allow_nan=False))


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns of text: the first to the left, figures to the right."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = (
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in (head, *rows)
    )
    return "\n".join(lines)


def complain(sentence: str) -> None:
    """A sentence on stderr."""
    print(sentence, file=sys.stderr)


def complain_of(error: WorkbenchError) -> None:
    """What is wrong, a line for each finding: where, what, how to mend."""
    findings = getattr(error, "findings", ()) or (error,)
    for finding in findings:
        where = f"{finding.path}: " if finding.path else ""
        complain(f"{where}{finding.sentence} {finding.mend}".strip())


def _finite(value: Any) -> Any:
    match value:
        case float() if not math.isfinite(value):
            return None
        case Mapping():
            return {key: _finite(item) for key, item in value.items()}
        case list() | tuple():
            return [_finite(item) for item in value]
    return value
