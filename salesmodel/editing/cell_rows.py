"""The moves of stages set in tables: as they are given, so that each row still sums to one.

Offers `with_rows`. Moves that are given are set as given, locked ones stay, and the others take the
rest in proportion (rule 2.1). Per cents are typed rounded: where nothing else can take the rest and
the row is within half a point of one (33.3, 33.3, 33.3), the moves given are scaled to fill it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from salesmodel.editing.document import found, path_of, replaced
from salesmodel.editing.figures import judged_to
from salesmodel.editing.moves import does_not_sum, move_name
from salesmodel.editing.rows import TOLERANCE, points, settled, spread
from salesmodel.model import CommandRefused, Entity, Judged, Move, Quantity, SalesModel

ROUNDING = 0.005
"""What a row may miss one by: half a point in all."""
LAST_DIGIT = 0.0005
"""A locked move may be given as it is shown, to a tenth of a point."""


def with_rows(model: SalesModel, given: Mapping[str, Quantity]) -> SalesModel:
    """The model with these moves at these probabilities, and the moves beside them in step."""
    if not given:
        return model
    rows: dict[str, list[Move]] = {}
    for move in model.moves:
        rows.setdefault(move.source, []).append(move)
    changed: dict[str, Entity] = {}
    for source in dict.fromkeys(move.source for move in model.moves if move.id in given):
        row = {move.id: move for move in rows[source]}
        values = _values(model, source, row, given)
        for move_id, move in row.items():
            probability = _quantity(move, values[move_id], given.get(move_id))
            if probability != move.probability:
                changed[move_id] = move.model_copy(update={"probability": probability})
    return replaced(model, "moves", changed)


def _values(
    model: SalesModel, source: str, row: Mapping[str, Move], given: Mapping[str, Quantity]
) -> dict[str, float]:
    held, wanted, free = {}, {}, {}
    for move_id, move in row.items():
        if move.locked:
            _stays(model, move, given.get(move_id))
            held[move_id] = move.probability.value
        elif move_id in given:
            wanted[move_id] = given[move_id].value
        else:
            free[move_id] = move.probability.value
    kept = math.fsum(held.values())
    rest = 1 - kept - math.fsum(wanted.values())
    settles = not any(free.values()) or rest < 0
    if abs(rest) <= ROUNDING + TOLERANCE and settles:
        wanted = spread(wanted, 1 - kept, next(iter(wanted), None)) or wanted
        rest = 0.0
    taken = spread(free, rest, next(iter(free), None))
    if taken is None:
        raise does_not_sum(found(model, model.stages, source, "stage"), 1 - rest)
    row_now = {**held, **wanted, **taken}
    takers = taken if any(taken.values()) else wanted or taken
    return settled(row_now, list(takers)) if takers else row_now


def _quantity(move: Move, value: float, given: Quantity | None) -> Quantity:
    present = move.probability if given is None or move.locked else given
    if move.locked or abs(present.value - value) <= TOLERANCE:
        return present
    if given is None:
        return judged_to(present, value, Judged())
    scaled = given.with_value(value, Judged())
    return scaled.model_copy(update={"typed": given.typed})


def _stays(model: SalesModel, move: Move, given: Quantity | None) -> None:
    present = move.probability.value
    if given is not None and abs(given.value - present) > LAST_DIGIT + TOLERANCE:
        raise CommandRefused(
            f"{move_name(model, move)} is locked at {points(present)}%.",
            "Unlock it first.",
            path=path_of("moves", move.id),
            value=given.value,
        )
