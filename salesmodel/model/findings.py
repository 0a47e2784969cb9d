"""What is wrong or worth a look, as one type: validation, coherence and later reports speak it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """`REFUSED`: the model cannot be evaluated; `SEVERE`, `WATCH`, `NOTE`: it can."""

    REFUSED = "refused"
    SEVERE = "severe"
    WATCH = "watch"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding: which check, how severe, at which field, in a sentence, with its mend.

    `path` names the field (`stages[consensus].dwell`); the ids after it say what it is about;
    `evidence` holds the numbers that the sentence rests on.
    """

    check: str
    severity: Severity
    path: str
    sentence: str
    mend: str
    segment: str | None = None
    stage: str | None = None
    task: str | None = None
    role: str | None = None
    component: str | None = None
    evidence: tuple[tuple[str, float], ...] = ()
