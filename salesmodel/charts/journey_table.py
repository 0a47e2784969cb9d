"""A segment's journey as three tables that are typed into: moves, days and hours.

Offers `journey_table`, the payload of the browser's table (types in
frontend/src/table/tabledata.ts). Rows come in groups: the moves out of a stage, the places before
and after the win, the tasks of a stage. A group of several figures may have totals; a total names
the command that sets it, whose `total` is the text that was typed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.table_cells import TableCell, day_cells, hour_cells, move_cells
from salesmodel.evaluation.result import Evaluation
from salesmodel.model import Move, SalesModel, Stage, Task

NO_STAGE = "Before the journey"
BEFORE_WIN, AFTER_WIN = "Until the win", "After the win"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: its name beside that of its group, and its text as typed; `label` is its name in
    full; `more` a figure that is worked out; `move` the move that a lock would keep."""

    path: str
    name: str
    label: str
    text: str
    more: str = ""
    move: str = ""
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Total:
    """What several figures are together, and the command that sets it."""

    key: str
    name: str
    label: str
    text: str
    more: str
    command: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together, under one name ("" where none is shown)."""

    key: str
    name: str
    rows: tuple[Row, ...]
    totals: tuple[Total, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table. `columns`: the heads of names, of figures and of what is worked out; `empty` is
    said when there is no row."""

    id: str
    caption: str
    columns: tuple[str, ...]
    empty: str
    groups: tuple[Group, ...]
    totals: tuple[Total, ...] = field(default=())


def journey_table(model: SalesModel, evaluation: Evaluation, segment_id: str) -> dict[str, Any]:
    """The tables of one segment; buyers per 100 entering are the evaluation's."""
    tables = _Tables(model, evaluation, segment_id)
    return {
        "segment": segment_id,
        "tables": [asdict(table) for table in (tables.moves(), tables.days(), tables.hours())],
    }


class _Tables:
    def __init__(self, model: SalesModel, evaluation: Evaluation, segment: str) -> None:
        self.model, self.segment = model, segment
        own = [stage for stage in model.stages if stage.segment == segment]
        self.stages = {s.id: s for s in sorted(own, key=lambda s: (s.after_win, s.x))}
        self.place = {stage: at for at, stage in enumerate(self.stages)}
        self.lost = {outcome.id for outcome in model.outcomes if outcome.kind.is_loss}
        self.flows = next((s.flows for s in evaluation.segments if s.id == segment), {})

    def moves(self) -> Table:
        cells = move_cells(self.model, self.segment)
        moves = [move for move in self.model.moves if move.source in self.stages]
        pairs = list(zip(moves, cells, strict=True))
        groups = []
        for stage in self.stages.values():
            mine = [(move, cell) for move, cell in pairs if move.source == stage.id]
            rows = tuple(self._move(move, cell) for move, cell in sorted(mine, key=self._rank))
            if rows:
                groups.append(Group(stage.id, stage.name, rows, self._move_totals(stage, mine)))
        empty = "No moves here yet. Connect two stages in the drawing."
        return Table(
            "moves", "Moves", ("From, to", "%", "Of 100"), empty, tuple(groups)
        )  # fmt: skip

    def days(self) -> Table:
        stage_of = {track.id: track.stage for track in self.model.tracks}
        groups: list[Group] = []
        for key, name, after in (("before", BEFORE_WIN, False), ("after", AFTER_WIN, True)):
            cells = []
            for cell in day_cells(self.model, self.segment):
                of, place = _ids(cell)
                stage = stage_of[place] if of == "tracks" else place
                if self.stages[stage].after_win == after:
                    cells.append((self.place[stage], cell))
            cells.sort(key=lambda pair: pair[0])
            rows = tuple(_row(cell, f"Days in {cell.names['Stage']}") for _, cell in cells)
            if rows:
                groups.append(Group(key, "", rows, self._day_total(name, rows)))
        empty = "No stages here yet. Add one in the drawing."
        return Table("days", "Days of a visit", ("Stage", "Days"), empty, tuple(groups))

    def hours(self) -> Table:
        cells = {_ids(cell)[1]: cell for cell in hour_cells(self.model, self.segment)}
        tasks = [task for task in self.model.tasks if task.id in cells]
        groups = []
        for stage in (None, *self.stages):
            name = NO_STAGE if stage is None else self.stages[stage].name
            mine = [task for task in tasks if task.stage == stage]
            rows = tuple(_row(cells[t.id], f"Hours of {t.name}, {name}") for t in mine)
            if rows:
                totals = _hour_total(f"hours.{stage or ''}", "In all", f"Hours in {name}", mine)
                groups.append(Group(stage or "", name, rows, totals))
        whole = _hour_total("hours", "All stages", "Hours in all stages", tasks)
        empty = "No tasks here yet. Add one to a stage."
        totals = whole if len(groups) > 1 else ()
        return Table(
            "hours", "Standard hours", ("Stage, task", "Hours"), empty, tuple(groups), totals
        )

    def _rank(self, pair: tuple[Move, TableCell]) -> tuple[int, int]:
        """Onward first, then back and loops, then the losses."""
        move = pair[0]
        kind = 2 if move.target in self.lost else 0 if self._is_onward(move) else 1
        return kind, self.place.get(move.target, 0)

    def _is_onward(self, move: Move) -> bool:
        if move.target in self.place:
            return self.place[move.target] > self.place[move.source]
        return move.target not in self.lost

    def _move(self, move: Move, cell: TableCell) -> Row:
        return Row(
            cell.path,
            cell.names["To"],
            f"{cell.names['From']} to {cell.names['To']}, per cent",
            cell.text,
            _buyers(self.flows.get(move.id, 0.0)),
            move.id,
            move.locked,
        )

    def _move_totals(
        self, stage: Stage, pairs: Sequence[tuple[Move, TableCell]]
    ) -> tuple[Total, ...]:
        every = [move for move, _ in pairs]
        kinds: tuple[tuple[str, str, Callable[[Move], bool]], ...] = (
            ("on", "Moves on", self._is_onward),
            ("lost", "Lost in all", lambda move: move.target in self.lost),
        )
        totals = []
        for key, name, belongs in kinds:
            chosen = [move for move in every if belongs(move)]
            if 1 < len(chosen) < len(every):
                share = math.fsum(move.probability.value for move in chosen)
                flow = math.fsum(self.flows.get(move.id, 0.0) for move in chosen)
                command = {"do": "set_total", "moves": [move.id for move in chosen]}
                label = f"{name} of {stage.name}, per cent"
                text = formats.fine_share(_clean(share))
                totals.append(Total(f"{key}.{stage.id}", name, label, text, _buyers(flow), command))
        return tuple(totals)

    def _day_total(self, name: str, rows: Sequence[Row]) -> tuple[Total, ...]:
        if len(rows) < 2:
            return ()
        dwell = {f"stages[{stage.id}].dwell": stage.dwell for stage in self.model.stages}
        dwell |= {f"tracks[{track.id}].dwell": track.dwell for track in self.model.tracks}
        places = [dict(zip(("of", "id"), _ids(row), strict=True)) for row in rows]
        days = _amount((dwell[row.path].value for row in rows), "d")
        command = {"do": "set_total_days", "places": places}
        return (Total(f"days.{name}", name, f"Days {name.lower()}", days, "", command),)


def _hour_total(key: str, name: str, label: str, tasks: Sequence[Task]) -> tuple[Total, ...]:
    if len(tasks) < 2:
        return ()
    command = {"do": "set_total_hours", "tasks": [task.id for task in tasks]}
    hours = _amount((task.hours.value for task in tasks), "h")
    return (Total(key, name, label, hours, "", command),)


def _row(cell: TableCell, label: str) -> Row:
    return Row(cell.path, list(cell.names.values())[-1], label, cell.text)


def _ids(cell: TableCell | Row) -> tuple[str, str]:
    """Collection and id of what a cell belongs to."""
    of, _, rest = cell.path.partition("[")
    return of, rest.partition("]")[0]


def _amount(parts: Iterable[float], unit: str) -> str:
    return f"{formats.amount(_clean(math.fsum(parts)))} {unit}"


def _buyers(flow: float) -> str:
    """Buyers of 100 entering: whole from ten on, "<0.1" where there are some."""
    of_100 = 100 * flow
    if 0 < of_100 < 0.05:
        return "<0.1"
    return f"{of_100:.0f}" if of_100 >= 9.95 or of_100 == 0 else f"{of_100:.1f}"


def _clean(value: float) -> float:
    return round(value, 12)
