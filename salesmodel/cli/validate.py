"""The verb `validate`: everything that keeps a model from being evaluated."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import typer

from salesmodel.cli.files import model_from
from salesmodel.cli.output import AsJson, ModelFile, print_json
from salesmodel.model import Finding, UnreadableModel
from salesmodel.model import validate as problems_of

HAS_PROBLEMS = 3


def validate(model: ModelFile, as_json: AsJson = False) -> None:
    """Tell all problems of a model at once; exit code 3 if there are any."""
    problems = _problems(model)
    if as_json:
        print_json({"problems": [asdict(problem) for problem in problems]})
    else:
        typer.echo(_told(problems))
    if problems:
        raise typer.Exit(HAS_PROBLEMS)


def _problems(path: Path) -> Sequence[Finding]:
    """Problems of fields count as the model's; a file that holds no model at all is no input."""
    try:
        return problems_of(model_from(path))
    except UnreadableModel as error:
        if not error.findings:
            raise
        return error.findings


def _told(problems: Sequence[Finding]) -> str:
    if not problems:
        return "No problems."
    count = "1 problem" if len(problems) == 1 else f"{len(problems):,} problems"
    lines = (f"{problem.path}: {problem.sentence} {problem.mend}" for problem in problems)
    return "\n".join((f"{count}:", *lines))
