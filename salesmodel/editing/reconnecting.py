"""The command that leads a move elsewhere: to another target, from another source, or both."""

from __future__ import annotations

from typing import Literal

from salesmodel.editing.document import found, path_of, replaced
from salesmodel.editing.losses import with_tracks_in_step
from salesmodel.editing.moves import (
    may_lead,
    not_connected_yet,
    place_of,
    unlocked,
    with_one_set,
)
from salesmodel.model import (
    CommandRefused,
    Judged,
    Move,
    Origin,
    Outcome,
    Quantity,
    SalesModel,
    Stage,
)
from salesmodel.model.ids import Id
from salesmodel.model.quantities import Frozen


class Reconnect(Frozen):
    """Lead a move to another `target`, from another `source`, or both; its id and reason stay.

    From the same stage it keeps its probability and its lock. At another stage it comes in with
    the same probability and the moves there give way; where it left, the others take its buyers in
    proportion. What was counted on the old way is not counted on the new one, so `origin` says
    where the probability comes from now (rule 3.9).
    """

    do: Literal["reconnect"] = "reconnect"
    move: Id
    source: Id | None = None
    target: Id | None = None
    origin: Origin = Judged()

    @property
    def focus(self) -> str:
        return path_of("moves", self.move)

    def edited(self, model: SalesModel) -> SalesModel:
        move = found(model, model.moves, self.move, "move")
        source = found(model, model.stages, self.source or move.source, "stage")
        target = place_of(model, self.target or move.target)
        if (source.id, target.id) == (move.source, move.target):
            raise _there_already(move, source, target)
        may_lead(source, target)
        not_connected_yet(model, source, target)
        led = self._led(move, source, target)
        if source.id == move.source:
            after = replaced(model, "moves", {move.id: led})
            return with_tracks_in_step(model, after, self.origin)
        unlocked(model, move)
        emptied = with_one_set(model, model, move, 0.0, self.origin)
        moved = replaced(emptied, "moves", {move.id: led})
        return with_one_set(emptied, moved, led, led.probability.value, self.origin)

    def _led(self, move: Move, source: Stage, target: Stage | Outcome) -> Move:
        old = move.probability
        probability = Quantity(value=old.value, unit=old.unit, origin=self.origin)
        update = {"source": source.id, "target": target.id, "probability": probability}
        return move.model_copy(update=update)


def _there_already(move: Move, source: Stage, target: Stage | Outcome) -> CommandRefused:
    return CommandRefused(
        f"This move leads from {source.name} to {target.name} already.",
        "Choose another place.",
        path=path_of("moves", move.id),
        value=target.id,
    )
