"""One person's undo and redo, as stacks of changes, and the list of steps to go back to.

Offers `History` and `Step`. Undo applies the inverse change to the model as it is now, never an
older model, so that it takes back nobody else's edits. Entries under the same mark (one drag) are
one step, until something is undone. What somebody else changed since stays, and the step says so in
its conflicts. A step told in the words of its day (`said`) keeps them when things are renamed.
"""

from __future__ import annotations

from salesmodel.editing.change import Change, between, followed_by, inverse
from salesmodel.editing.choice_words import without_dates
from salesmodel.editing.merge import ChangeConflict, merged
from salesmodel.editing.step_words import told, with_names_of
from salesmodel.model import CommandRefused, SalesModel
from salesmodel.model.quantities import Frozen

MAX_STEPS = 500


class Step(Frozen):
    """What one undo takes back: changes in the order in which they were made.

    `conflicts`: after an undo or redo, what stayed because somebody else had changed it. `said`:
    the step in words, from when it was made; empty where nobody asked for them then.
    """

    changes: tuple[Change, ...]
    mark: str | None = None
    conflicts: tuple[ChangeConflict, ...] = ()
    said: str = ""

    def label(self, model: SalesModel) -> str:
        """The step in words: "AE share of Demo 70% to 55%", "Stage Pilot added and 2 more"."""
        return self.said or told(self.changes, model)


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

    def steps(self, model: SalesModel) -> tuple[str, ...]:
        """Every step in words, oldest first: first the past, then what can be done again."""
        every = (*self.past, *reversed(self.future))
        if all(step.said for step in every):
            return tuple(step.said for step in every)
        known = with_names_of(model, [change for step in every for change in step.changes])
        return tuple(step.label(known) for step in every)

    def record(
        self,
        change: Change,
        mark: str | None = None,
        model: SalesModel | None = None,
        says: str = "",
    ) -> History:
        """The history with the change as its newest entry; what was undone is forgotten.

        `model`: the model after the change; its names stay in the words of the step. `says`: the
        words of the whole step, where they say more than what changed.
        """
        if not change:
            return self
        last = self.past[-1] if self.past else None
        if last is None or mark is None or last.mark != mark:
            step = _step((change,), mark, model, says)
            return History(past=(*self.past, step)[-MAX_STEPS:])
        changes = _joined(last.changes, change)
        kept = (_step(changes, mark, model, says),) if changes else ()
        return History(past=self.past[:-1] + kept)

    def to(self, model: SalesModel, past: int) -> tuple[SalesModel, History, tuple[Step, ...]]:
        """Undo or redo until `past` steps are in the past; gives the steps it went over."""
        most = len(self.past) + len(self.future)
        if not 0 <= past <= most:
            has = "1 step" if most == 1 else f"{most} steps"
            raise CommandRefused(
                f"The history has {has}; there is no step {past}.",
                "Choose a step of the list.",
                value=past,
            )
        history, over = self, []
        while len(history.past) > past:
            model, history, step = history.undo(model)
            over.append(step)
        ahead = past - len(history.past)
        for _ in range(ahead):  # a step that cannot be done again is passed over, not tried twice
            model, history, step = history.redo(model)
            over.append(step)
        return model, history, tuple(over)

    def undo(self, model: SalesModel) -> tuple[SalesModel, History, Step]:
        """The model without the newest step, the history after that, and the step."""
        if not self.past:
            raise CommandRefused("There is nothing to undo.", "Edit something first.")
        step = self.past[-1]
        backwards = tuple(inverse(change) for change in reversed(step.changes))
        after, taken_back, conflicts = _put_in(model, backwards)
        future = (*self.future, Step(changes=_forwards(taken_back), said=step.said))
        history = History(past=_ended(self.past[:-1]), future=future if taken_back else self.future)
        return after, history, step.model_copy(update={"conflicts": conflicts})

    def redo(self, model: SalesModel) -> tuple[SalesModel, History, Step]:
        """The model with the step undone last in it again, the history, and the step."""
        if not self.future:
            raise CommandRefused("There is nothing to do again.", "Undo something first.")
        step = self.future[-1]
        after, done, conflicts = _put_in(model, step.changes)
        past = (*self.past, Step(changes=done, said=step.said)) if done else self.past
        history = History(past=past, future=self.future[:-1])
        return after, history, step.model_copy(update={"conflicts": conflicts})


def _step(
    changes: tuple[Change, ...], mark: str | None, model: SalesModel | None, says: str
) -> Step:
    said = says or (told(changes, model) if model else "")
    return Step(changes=changes, mark=mark, said=said)


def _ended(past: tuple[Step, ...]) -> tuple[Step, ...]:
    """The past whose newest step takes nothing more in: after an undo its gesture is over."""
    return (*past[:-1], past[-1].model_copy(update={"mark": None})) if past else past


def _joined(changes: tuple[Change, ...], change: Change) -> tuple[Change, ...]:
    joined = followed_by(changes[-1], change)
    if joined is None:
        return (*changes, change)
    if not joined:
        return changes[:-1]
    # A step is told by what was done first in it, so that its words stay while it grows.
    focus = changes[-1].focus if without_dates(changes[-1]) else joined.focus
    return (*changes[:-1], joined.model_copy(update={"focus": focus}))


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
