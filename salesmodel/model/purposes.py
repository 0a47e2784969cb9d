"""What a selling task does beyond its kind: whom it reaches, what it proves.

Offers `Purpose`, `purposes_in` (read from words, once, when a task comes into a model) and
`purposes_of`. A purpose is kept with the task, so a rename never changes what the task does.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Protocol


class Purpose(StrEnum):
    """`REACHES_MANY`: several people of the buying group, not one contact; `REACHES_EXECUTIVES`:
    who decides on the money; `MAKES_THE_CASE`: works out the value in the buyer's own numbers."""

    REACHES_MANY = "reaches_many"
    REACHES_EXECUTIVES = "reaches_executives"
    MAKES_THE_CASE = "makes_the_case"

    @property
    def words(self) -> str:
        """reaches executives"""
        return self.value.replace("_", " ")


class Described(Protocol):
    """Something with a name, a skill, and purposes or None where nobody said."""

    @property
    def name(self) -> str: ...
    @property
    def skill(self) -> str: ...
    @property
    def purposes(self) -> tuple[Purpose, ...] | None: ...


def _at_word_start(*wanted: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, wanted)) + ")", re.IGNORECASE)


WORDS = {
    Purpose.REACHES_MANY: _at_word_start(
        "multi-thread", "multithread", "executive", "align", "champion", "stakeholder"
    ),
    Purpose.REACHES_EXECUTIVES: _at_word_start(
        "executive", "cfo", "ceo", "finance", "board", "economic buyer"
    ),
    Purpose.MAKES_THE_CASE: _at_word_start(
        "business case", "value case", "return on", "roi", "total cost"
    ),
}
"""Words in the name or skill of a task that tell its purpose."""


def purposes_in(name: str, skill: str) -> tuple[Purpose, ...]:
    """The purposes that the words of a task tell."""
    return tuple(
        purpose
        for purpose, pattern in WORDS.items()
        if pattern.search(name) or pattern.search(skill)
    )


def purposes_of(task: Described) -> tuple[Purpose, ...]:
    """The purposes of a task: those it was given, or what its words tell where nobody said."""
    return purposes_in(task.name, task.skill) if task.purposes is None else task.purposes
