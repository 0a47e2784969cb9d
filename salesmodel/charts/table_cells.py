"""The figures of a journey as cells of a table: moves, days and hours of a segment.

Offers `TableCell`, `move_cells`, `day_cells` and `hour_cells`. A cell shows what was typed, or the
figure with enough decimals not to lie; its path is the one that the command `SetCells` takes.
"""

from __future__ import annotations

from dataclasses import dataclass

from salesmodel.charts import formats
from salesmodel.model import Quantity, SalesModel


@dataclass(frozen=True, slots=True)
class TableCell:
    """One figure: its path in the model, the names beside it by column, and its text."""

    path: str
    names: dict[str, str]
    text: str


def move_cells(model: SalesModel, segment: str) -> tuple[TableCell, ...]:
    """The probabilities of a segment's moves, as shares of the visits to their stage."""
    stages = {stage.id: stage.name for stage in model.stages if stage.segment == segment}
    names = stages | {outcome.id: outcome.name for outcome in model.outcomes}
    return tuple(
        TableCell(
            f"moves[{move.id}].probability",
            {"From": names[move.source], "To": names[move.target]},
            move.probability.typed or formats.fine_share(move.probability.value),
        )
        for move in model.moves
        if move.source in stages
    )


def day_cells(model: SalesModel, segment: str) -> tuple[TableCell, ...]:
    """The mean days of a visit of each stage, or of its parallel tracks where it has any."""
    stages = [stage for stage in model.stages if stage.segment == segment]
    ids, tracked = {stage.id for stage in stages}, {track.stage for track in model.tracks}
    alone = [
        TableCell(f"stages[{s.id}].dwell", {"Stage": s.name}, _text(s.dwell, "d"))
        for s in stages
        if s.id not in tracked
    ]
    jobs = [
        TableCell(f"tracks[{track.id}].dwell", {"Stage": track.name}, _text(track.dwell, "d"))
        for track in model.tracks
        if track.stage in ids
    ]
    return (*alone, *jobs)


def hour_cells(model: SalesModel, segment: str) -> tuple[TableCell, ...]:
    """The standard hours of a segment's tasks."""
    return tuple(
        TableCell(f"tasks[{task.id}].hours", {"Task": task.name}, _text(task.hours, "h"))
        for task in model.tasks
        if task.segment == segment
    )


def _text(figure: Quantity, unit: str) -> str:
    return figure.typed or f"{formats.amount(figure.value)} {unit}"
