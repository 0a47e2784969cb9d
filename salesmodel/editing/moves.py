"""Commands on the moves of a journey: connect, disconnect, set a probability or a whole row.

The moves out of a stage always sum to one (rule 2.1): when one is set the others give way in
proportion, locked ones stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, FiniteFloat, StringConstraints

from salesmodel.editing.document import (
    extended,
    found,
    fresh_id,
    ids_of,
    path_of,
    replaced,
    without,
)
from salesmodel.editing.figures import judged_to
from salesmodel.editing.losses import with_tracks_in_step
from salesmodel.editing.rows import give_way, points, settled
from salesmodel.model import (
    CommandRefused,
    Entity,
    Judged,
    Move,
    Origin,
    Outcome,
    OutcomeKind,
    Quantity,
    SalesModel,
    Stage,
    Unit,
)
from salesmodel.model.ids import MAX_NAME, Id
from salesmodel.model.quantities import Frozen

Probability = Annotated[FiniteFloat, Field(ge=0, le=1)]
Reason = Annotated[str, StringConstraints(max_length=MAX_NAME)]
ROW_TOLERANCE = 1e-6
AFTER_WIN_ENDS = (OutcomeKind.STAYED, OutcomeKind.CHURNED)


class Connect(Frozen):
    """Let buyers move from a stage to another stage or an outcome; its other moves give way."""

    do: Literal["connect"] = "connect"
    source: Id
    target: Id
    probability: Probability
    reason: Reason = ""
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        source = found(model, model.stages, self.source, "stage")
        target = place_of(model, self.target)
        may_lead(source, target)
        not_connected_yet(model, source, target)
        move = new_move(model, self.source, self.target, self.probability, self.origin)
        grown = extended(model, "moves", [move.model_copy(update={"reason": self.reason})])
        return with_one_set(model, grown, move, self.probability, self.origin)


class Disconnect(Frozen):
    """Take a move away; the other moves out of its stage take its buyers in proportion."""

    do: Literal["disconnect"] = "disconnect"
    move: Id

    def edited(self, model: SalesModel) -> SalesModel:
        move = found(model, model.moves, self.move, "move")
        unlocked(model, move)
        emptied = with_one_set(model, model, move, 0.0, Judged())
        after = without(emptied, "moves", {self.move})
        if not row_of(after, move.source):
            raise _leads_nowhere_else(model, move)
        return with_tracks_in_step(model, after, Judged())


class SetProbability(Frozen):
    """Set how many of a stage's buyers make this move; its other moves give way."""

    do: Literal["set_probability"] = "set_probability"
    move: Id
    probability: Probability
    origin: Origin = Judged()

    @property
    def focus(self) -> str:
        return path_of("moves", self.move)

    def edited(self, model: SalesModel) -> SalesModel:
        move = found(model, model.moves, self.move, "move")
        unlocked(model, move)
        return with_one_set(model, model, move, self.probability, self.origin)


class LockMove(Frozen):
    """Keep a move where it is while others are set, or let it go again."""

    do: Literal["lock_move"] = "lock_move"
    move: Id
    locked: bool = True

    def edited(self, model: SalesModel) -> SalesModel:
        move = found(model, model.moves, self.move, "move")
        changed = move.model_copy(update={"locked": self.locked})
        return replaced(model, "moves", {self.move: changed})


class SetReason(Frozen):
    """Say why buyers make this move."""

    do: Literal["set_reason"] = "set_reason"
    move: Id
    reason: Reason

    def edited(self, model: SalesModel) -> SalesModel:
        move = found(model, model.moves, self.move, "move")
        changed = move.model_copy(update={"reason": self.reason})
        return replaced(model, "moves", {self.move: changed})


class SetMoves(Frozen):
    """Set all moves out of a stage at once; a target that is not named is no longer reached."""

    do: Literal["set_moves"] = "set_moves"
    stage: Id
    moves: dict[Id, Probability]
    origin: Origin = Judged()

    def edited(self, model: SalesModel) -> SalesModel:
        stage = found(model, model.stages, self.stage, "stage")
        row = {move.target: move for move in row_of(model, self.stage)}
        self._sums_to_one(stage)
        for target in self.moves.keys() - row.keys():
            may_lead(stage, place_of(model, target))
        wanted = settled(self.moves, list(self.moves))
        for target, move in row.items():
            if abs(wanted.get(target, 0.0) - move.probability.value) > ROW_TOLERANCE:
                unlocked(model, move)
        changed: dict[str, Entity] = {}
        for target, move in row.items():
            if target in wanted:
                changed[move.id] = _at(move, wanted[target], self.origin)
        after = replaced(model, "moves", changed)
        after = without(after, "moves", {m.id for t, m in row.items() if t not in wanted})
        for target, probability in wanted.items():
            if target not in row:
                move = new_move(after, self.stage, target, probability, self.origin)
                after = extended(after, "moves", [move])
        return with_tracks_in_step(model, after, self.origin)

    def _sums_to_one(self, stage: Stage) -> None:
        total = sum(self.moves.values())
        if abs(total - 1) > ROW_TOLERANCE:
            raise does_not_sum(stage, total)


def does_not_sum(stage: Stage, total: float) -> CommandRefused:
    """What is said of moves out of a stage that would not sum to one (rule 2.1)."""
    act = "Lower" if total > 1 else "Raise"
    return CommandRefused(
        f"{stage.name} sends out {points(total)} of 100 buyers.",
        f"{act} one of its moves by {points(abs(total - 1))} points.",
        path=f"stages[{stage.id}].moves",
        value=total,
    )


def row_of(model: SalesModel, stage: str) -> list[Move]:
    """The moves out of a stage."""
    return [move for move in model.moves if move.source == stage]


def with_row(
    model: SalesModel, row: Mapping[str, Move], values: Mapping[str, float], origin: Origin
) -> SalesModel:
    """The model with these moves at these probabilities."""
    changed: dict[str, Entity] = {}
    for move_id, value in values.items():
        if row[move_id].probability.value != value:
            changed[move_id] = _at(row[move_id], value, origin)
    return replaced(model, "moves", changed)


def new_move(
    model: SalesModel, source: str, target: str, probability: float, origin: Origin
) -> Move:
    """A move between two places, under a free id made of theirs."""
    quantity = Quantity(value=probability, unit=Unit.SHARE, origin=origin)
    move_id = fresh_id(f"{source}.{target}", ids_of(model))
    return Move(id=move_id, source=source, target=target, probability=quantity)


def move_name(model: SalesModel, move: Move) -> str:
    """A move in words: "Evaluation to Proposal"."""
    places: list[Stage | Outcome] = [*model.outcomes, *model.stages]
    names = {place.id: place.name for place in places}
    return f"{names.get(move.source, move.source)} to {names.get(move.target, move.target)}"


def with_one_set(
    before: SalesModel, model: SalesModel, move: Move, value: float, origin: Origin
) -> SalesModel:
    """`model` with the move at `value`, its row giving way, tracks in step since `before`."""
    row = {other.id: other for other in row_of(model, move.source)}
    free = [other.id for other in row.values() if not other.locked and other.id != move.id]
    values = give_way(
        {name: other.probability.value for name, other in row.items()},
        move.id,
        value,
        {other.id for other in row.values() if other.locked},
        free[0] if free else None,
    )
    if values is None:
        if len(row) == 1:
            raise _leads_nowhere_else(model, move)
        locked = sum(m.probability.value for m in row.values() if m.locked and m.id != move.id)
        raise CommandRefused(
            f"{move_name(model, move)} cannot be {points(value)}%: locked moves out of the same "
            f"stage hold {points(locked)}%.",
            "Unlock one of them first.",
            path=path_of("moves", move.id),
            value=value,
        )
    return with_tracks_in_step(before, with_row(model, row, values, origin), origin)


def _at(move: Move, value: float, origin: Origin) -> Move:
    return move.model_copy(update={"probability": judged_to(move.probability, value, origin)})


def place_of(model: SalesModel, target: str) -> Stage | Outcome:
    """The outcome or the stage of that id."""
    outcome = next((o for o in model.outcomes if o.id == target), None)
    return outcome or found(model, model.stages, target, "stage")


def may_lead(source: Stage, target: Stage | Outcome) -> None:
    """Refuses a move into another segment or across the win (rule 2.10)."""
    path = f"stages[{source.id}]"
    if source.segment != target.segment:
        raise CommandRefused(
            f"{source.name} and {target.name} belong to different segments.",
            "Connect places of one segment's journey.",
            path=path,
            value=target.id,
        )
    after_win = target.after_win if isinstance(target, Stage) else (target.kind in AFTER_WIN_ENDS)
    if source.after_win != after_win:
        raise CommandRefused(
            f"{source.name} and {target.name} lie on different sides of the win.",
            "Buyers who are won enter the stages after the win by themselves; "
            "connect places on the same side.",
            path=path,
            value=target.id,
        )


def not_connected_yet(model: SalesModel, source: Stage, target: Stage | Outcome) -> None:
    """Refuses a second move between the same two places."""
    if any(move.target == target.id for move in row_of(model, source.id)):
        raise CommandRefused(
            f"{source.name} already leads to {target.name}.",
            "Change the probability of that move instead.",
            path=path_of("stages", source.id),
            value=target.id,
        )


def unlocked(model: SalesModel, move: Move) -> None:
    """Refuses to touch a move that is locked."""
    if move.locked:
        raise CommandRefused(
            f"{move_name(model, move)} is locked at {points(move.probability.value)}%.",
            "Unlock it first.",
            path=path_of("moves", move.id),
        )


def _leads_nowhere_else(model: SalesModel, move: Move) -> CommandRefused:
    name = move_name(model, move)
    return CommandRefused(
        f"{name} is the only move out of its stage, so all its buyers make it.",
        "Connect the stage to another place first.",
        path=path_of("moves", move.id),
    )
