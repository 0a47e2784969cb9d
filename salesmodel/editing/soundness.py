"""Whether an edit would leave the model broken that was whole before.

Offers `check_sound`: it refuses an edit that brings a new finding which forbids evaluation. What
was wrong before may stay wrong, so that a broken model can be mended step by step.
"""

from __future__ import annotations

from salesmodel.model import CommandRefused, Finding, SalesModel, Severity
from salesmodel.model.validation import validate


def check_sound(before: SalesModel, after: SalesModel) -> None:
    """Raises `CommandRefused` with the first finding that the edit brought."""
    broken = newly_broken(before, after)
    if broken:
        first = broken[0]
        raise CommandRefused(first.sentence, first.mend, path=first.path)


def newly_broken(before: SalesModel, after: SalesModel) -> list[Finding]:
    """The findings that forbid evaluation and that the model did not have before."""
    refused = [f for f in validate(after) if f.severity == Severity.REFUSED]
    if not refused:
        return []
    known = {(f.check, f.path) for f in validate(before)}
    return [f for f in refused if (f.check, f.path) not in known]
