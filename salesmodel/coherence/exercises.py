"""Twelve sales models with one break each, for a group to find: exercises in coherence.

Offers `exercises`, `broken` and `mended`. Each stands in one file in salesmodel/defaults/exercises:
a template, the commands that break it, what is read aloud, and what the group should find.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from salesmodel.coherence.assessing import check_coherence
from salesmodel.defaults import template
from salesmodel.editing import Command, RenameModel, command_from_json, do
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel


@dataclass(frozen=True, slots=True)
class Exercise:
    """A company that changed one thing, and what a group should find.

    `template`: key of the template that is broken; `story`: three sentences to read aloud;
    `check`: the check whose finding comes first; `look_for`: where it shows; `mend`: the mend in
    words; `breaks`: the commands that break the template; `mends`: the commands that mend it, empty
    where the finding's first one-click mend does.
    """

    id: str
    name: str
    template: str
    story: tuple[str, ...]
    question: str
    check: str
    look_for: str
    mend: str
    breaks: tuple[Command, ...]
    mends: tuple[Command, ...]


@cache
def exercises() -> tuple[Exercise, ...]:
    """The twelve, in the order in which a facilitator would take them."""
    folder = files("salesmodel.defaults").joinpath("exercises")
    found = (each for each in folder.iterdir() if each.name.endswith(".toml"))
    return tuple(
        _exercise(each.name.removesuffix(".toml"), tomllib.loads(each.read_text("utf-8")))
        for each in sorted(found, key=lambda each: each.name)
    )


def broken(exercise: Exercise) -> SalesModel:
    """The template with the break in it, under the exercise's name."""
    return _after(template(exercise.template), (RenameModel(name=exercise.name), *exercise.breaks))


def mended(exercise: Exercise) -> SalesModel:
    """The broken model after the mend that the exercise asks for."""
    model = broken(exercise)
    return _after(model, exercise.mends or _one_click(model, exercise.check))


def _one_click(model: SalesModel, check: str) -> tuple[Command, ...]:
    findings = check_coherence(model, evaluate(model)).findings
    return next(f for f in findings if f.check == check).mends[0].commands


def _exercise(file_name: str, row: dict[str, Any]) -> Exercise:
    return Exercise(
        id=file_name.partition("_")[2],
        name=row["name"],
        template=row["template"],
        story=tuple(row["story"]),
        question=row["question"],
        check=row["check"],
        look_for=row["look_for"],
        mend=row["mend"],
        breaks=_commands(row["breaks"]),
        mends=_commands(row.get("mends", ())),
    )


def _commands(rows: Iterable[dict[str, Any]]) -> tuple[Command, ...]:
    return tuple(command_from_json(json.dumps(row)) for row in rows)


def _after(model: SalesModel, commands: Iterable[Command]) -> SalesModel:
    for command in commands:
        model, _ = do(model, command)
    return model
