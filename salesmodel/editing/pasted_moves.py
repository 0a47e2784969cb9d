"""The moves out of pasted stages: kept where they lead somewhere, and each row made whole.

Offers `whole_rows`. What went to places that were not pasted is spread over the other moves of the
stage in proportion, locked ones stay (rule 2.1). A stage that would lead nowhere, alone or in
a circle, sends it to the usual end of the journey instead.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from salesmodel.editing.figures import judged_to
from salesmodel.editing.moves import ROW_TOLERANCE
from salesmodel.editing.rows import TOLERANCE, settled, spread
from salesmodel.model import Move, Origin

Row = list[Move]


def whole_rows(
    stages: Iterable[str], moves: Iterable[Move], end: Callable[[str], Move], origin: Origin
) -> dict[str, Row]:
    """Stage to the moves out of it, which sum to one; `end` makes a stage's move to its end."""
    rows: dict[str, Row] = {stage: [] for stage in stages}
    for move in moves:
        rows[move.source] = _joined(rows[move.source], move)
    for stage, row in rows.items():
        if not any(move.probability.value > 0 for move in row):
            rows[stage] = _ended(row, end(stage), 1.0, origin)
    for stage in _in_circles(rows):
        missing = 1 - _sum(rows[stage])
        if missing > ROW_TOLERANCE:
            rows[stage] = _ended(rows[stage], end(stage), missing, origin)
    return {stage: _filled(row, origin) for stage, row in rows.items()}


def _joined(row: Row, move: Move) -> Row:
    """The row with one more move; two to the same place become one."""
    for index, other in enumerate(row):
        if other.target == move.target:
            total = min(other.probability.value + move.probability.value, 1.0)
            update = {
                "probability": judged_to(other.probability, total, other.probability.origin),
                "reason": other.reason or move.reason,
                "locked": other.locked and move.locked,
            }
            return [*row[:index], other.model_copy(update=update), *row[index + 1 :]]
    return [*row, move]


def _ended(row: Row, end: Move, more: float, origin: Origin) -> Row:
    present = next((move for move in row if move.target == end.target), end)
    value = present.probability.value + more
    probability = judged_to(present.probability, value, origin)
    led = present.model_copy(update={"probability": probability, "locked": False})
    return [*(move for move in row if move.target != end.target), led]


def _in_circles(rows: Mapping[str, Row]) -> list[str]:
    """The stages from which no place outside of `rows` is reached."""
    leading = {
        stage: {move.target for move in row if move.probability.value > ROW_TOLERANCE}
        for stage, row in rows.items()
    }
    circling = set(rows)
    while out := {stage for stage in circling if leading[stage] - circling}:
        circling -= out
    return [stage for stage in rows if stage in circling]


def _filled(row: Row, origin: Origin) -> Row:
    if abs(_sum(row) - 1) <= TOLERANCE:
        return row
    free = [move for move in row if not move.locked]
    heir = next((move.id for move in free if move.target != move.source), None)
    kept = _sum(move for move in row if move.locked)
    values = spread({move.id: move.probability.value for move in free}, 1 - kept, heir)
    if not values:  # only locked moves are left; what they were locked at cannot be kept
        row = [move.model_copy(update={"locked": False}) for move in row]
        values = spread({move.id: move.probability.value for move in row}, 1.0) or {}
    whole = settled({move.id: move.probability.value for move in row} | values, list(values))
    return [
        move.model_copy(update={"probability": judged_to(move.probability, whole[move.id], origin)})
        for move in row
    ]


def _sum(row: Iterable[Move]) -> float:
    return math.fsum(move.probability.value for move in row)
