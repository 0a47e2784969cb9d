"""One person's undo and redo, as stacks of changes.

Offers `History` and `Step`. Undo applies the inverse change to the model as it is now, never an
older model, so that it takes back nobody else's edits. Entries under the same mark (one drag) are
one step. What somebody else changed since stays, and the step says so in its conflicts.
"""

from __future__ import annotations

from salesmodel.editing.change import Change, between, followed_by, inverse
from salesmodel.editing.merge import ChangeConflict, merged
from salesmodel.editing.words import describe
from salesmodel.model import CommandRefused, SalesModel
from salesmodel.model.quantities import Frozen

MAX_STEPS = 500


class Step(Frozen):
    """What one undo takes back: changes in the order in which they were made.

    `conflicts`: after an undo or redo, what stayed because somebody else had changed it.
    """

    changes: tuple[Change, ...]
    mark: str | None = None
    conflicts: tuple[ChangeConflict, ...] = ()

    def label(self, model: SalesModel) -> str:
        """The step in words: "AE share of Demo 70% to 55%"."""
        return describe(self.changes[0], model) if self.changes else "no change"


class History(Frozen):
    """What can be undone (`past`, newest last) and done again (`future`, newest last)."""

    past: tuple[Step, ...] = ()
    future: tuple[Step, ...] = ()

    @property
    def can_undo(self) -> bool:
        return bool(self.past)

    @property
    def can_redo(self) -> bool:
        return bool(self.future)

    def undo_label(self, model: SalesModel) -> str:
        """What undo would take back, in words; empty when there is nothing."""
        return self.past[-1].label(model) if self.past else ""

    def redo_label(self, model: SalesModel) -> str:
        """What redo would do again, in words; empty when there is nothing."""
        return self.future[-1].label(model) if self.future else ""

    def record(self, change: Change, mark: str | None = None) -> History:
        """The history with the change as its newest entry; what was undone is forgotten."""
        if not change:
            return self
        last = self.past[-1] if self.past else None
        if last is None or mark is None or last.mark != mark:
            step = Step(changes=(change,), mark=mark)
            return History(past=(*self.past, step)[-MAX_STEPS:])
        changes = _joined(last.changes, change)
        kept = (Step(changes=changes, mark=mark),) if changes else ()
        return History(past=self.past[:-1] + kept)

    def undo(self, model: SalesModel) -> tuple[SalesModel, History, Step]:
        """The model without the newest step, the history after that, and the step."""
        if not self.past:
            raise CommandRefused("There is nothing to undo.", "Edit something first.")
        step = self.past[-1]
        backwards = tuple(inverse(change) for change in reversed(step.changes))
        after, taken_back, conflicts = _put_in(model, backwards)
        future = (*self.future, Step(changes=_forwards(taken_back), mark=step.mark))
        history = History(past=self.past[:-1], future=future if taken_back else self.future)
        return after, history, step.model_copy(update={"conflicts": conflicts})

    def redo(self, model: SalesModel) -> tuple[SalesModel, History, Step]:
        """The model with the step undone last in it again, the history, and the step."""
        if not self.future:
            raise CommandRefused("There is nothing to do again.", "Undo something first.")
        step = self.future[-1]
        after, done, conflicts = _put_in(model, step.changes)
        past = (*self.past, Step(changes=done)) if done else self.past
        history = History(past=past, future=self.future[:-1])
        return after, history, step.model_copy(update={"conflicts": conflicts})


def _joined(changes: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    joined = followed_by(changes[-1], change)
    if joined is None:
        return (*changes, change)
    return (*changes[:-1], joined) if joined else changes[:-1]


def _put_in(
    model: SalesModel, changes: tuple[Change, ...]
) -> tuple[SalesModel, tuple[Change, ...], tuple[ChangeConflict, ...]]:
    """Puts the changes in one by one; gives what really changed, and what did not fit."""
    done: list[Change] = []
    conflicts: dict[str, ChangeConflict] = {}
    for change in changes:
        after, found = merged(model, change)
        conflicts |= {conflict.sentence: conflict for conflict in found}
        real = between(model, after, change.focus)
        if real:
            done.append(real)
        model = after
    return model, tuple(done), tuple(conflicts.values())


def _forwards(taken_back: tuple[Change, ...]) -> tuple[Change, ...]:
    return tuple(inverse(change) for change in reversed(taken_back))
