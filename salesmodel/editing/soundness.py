"""Whether an edit would leave the model broken that was whole before.

Offers `check_sound`: it refuses an edit that brings a new finding which forbids evaluation, or
after which nobody of a segment could be won any more (rule 2.11). What was wrong before may stay
wrong, so that a broken model can be mended step by step.
"""

from __future__ import annotations

from salesmodel.model import CommandRefused, Finding, OutcomeKind, SalesModel, Severity
from salesmodel.model.validation import validate


def check_sound(before: SalesModel, after: SalesModel) -> None:
    """Raises `CommandRefused` with the first finding that the edit brought."""
    broken = newly_broken(before, after)
    if broken:
        first = broken[0]
        raise CommandRefused(first.sentence, first.mend, path=first.path)
    if before.moves is not after.moves or before.stages is not after.stages:
        _check_that_wins_remain(before, after)


def _check_that_wins_remain(before: SalesModel, after: SalesModel) -> None:
    lost = _winnable(before) - _winnable(after)
    for segment in after.segments:
        if segment.id in lost:
            raise CommandRefused(
                f"Nobody of {segment.name} could be won any more: this is the last way to a win.",
                "Connect another stage to the win first.",
                path=f"segments[{segment.id}]",
            )


def _winnable(model: SalesModel) -> set[str]:
    """The segments in which moves lead from where buyers enter to a win, whatever their share."""
    won = {outcome.id for outcome in model.outcomes if outcome.kind is OutcomeKind.WON}
    onward: dict[str, list[str]] = {}
    for move in model.moves:
        onward.setdefault(move.source, []).append(move.target)
    found = set()
    for stage in model.stages:
        enters = stage.entry.value > 0 and not stage.after_win
        if enters and stage.segment not in found and _reaches(stage.id, won, onward):
            found.add(stage.segment)
    return found


def _reaches(start: str, ends: set[str], onward: dict[str, list[str]]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            if target in ends:
                return True
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return False


def newly_broken(before: SalesModel, after: SalesModel) -> list[Finding]:
    """The findings that forbid evaluation and that the model did not have before."""
    refused = [f for f in validate(after) if f.severity == Severity.REFUSED]
    if not refused:
        return []
    known = {(f.check, f.path) for f in validate(before)}
    return [f for f in refused if (f.check, f.path) not in known]
