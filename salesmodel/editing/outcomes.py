"""Commands on the ends of a journey: add one, remove one."""

from __future__ import annotations

from typing import Literal

from pydantic import FiniteFloat

from salesmodel.editing.document import extended, found, path_of, without
from salesmodel.editing.handing_on import with_row_handed_on
from salesmodel.editing.losses import with_tracks_in_step
from salesmodel.editing.moves import unlocked
from salesmodel.model import (
    CommandRefused,
    Judged,
    Outcome,
    OutcomeKind,
    SalesModel,
)
from salesmodel.model.ids import Id, Name
from salesmodel.model.quantities import Frozen


class AddOutcome(Frozen):
    """Let a journey end in one more way; each kind of end stands in it once.

    Ends after the win may come before any stage after the win does: such a stage must lead to one.
    """

    do: Literal["add_outcome"] = "add_outcome"
    segment: Id
    id: Id
    kind: OutcomeKind
    name: Name
    x: FiniteFloat = 0.0
    y: FiniteFloat = 0.0

    def edited(self, model: SalesModel) -> SalesModel:
        segment = found(model, model.segments, self.segment, "segment")
        for present in model.outcomes:
            if (present.segment, present.kind) == (self.segment, self.kind):
                raise CommandRefused(
                    f"The journey of {segment.name} already ends in {present.name}.",
                    f"Connect stages to {present.name}, or give it another name.",
                    path=path_of("outcomes", present.id),
                    value=self.kind.value,
                )
        outcome = Outcome(
            id=self.id,
            segment=self.segment,
            name=self.name,
            kind=self.kind,
            x=self.x,
            y=self.y,
        )
        return extended(model, "outcomes", [outcome])


class RemoveOutcome(Frozen):
    """Remove an end of a journey; what was sent to it goes to the other moves in proportion."""

    do: Literal["remove_outcome"] = "remove_outcome"
    outcome: Id

    def edited(self, model: SalesModel) -> SalesModel:
        outcome = found(model, model.outcomes, self.outcome, "outcome")
        _not_the_win(model, outcome)
        leading = [move for move in model.moves if move.target == outcome.id]
        after = model
        for move in leading:
            unlocked(model, move)
            after = with_row_handed_on(after, outcome, move)
        after = without(after, "moves", {move.id for move in leading})
        after = without(after, "outcomes", {outcome.id})
        return with_tracks_in_step(model, after, Judged())


def _not_the_win(model: SalesModel, outcome: Outcome) -> None:
    wins = [
        other
        for other in model.outcomes
        if (other.segment, other.kind) == (outcome.segment, OutcomeKind.WON)
    ]
    if wins == [outcome]:
        segment = found(model, model.segments, outcome.segment, "segment")
        raise CommandRefused(
            f"{outcome.name} is the win of {segment.name}; a journey must be able to end in one.",
            "Keep it; give it another name where another suits better.",
            path=path_of("outcomes", outcome.id),
        )
