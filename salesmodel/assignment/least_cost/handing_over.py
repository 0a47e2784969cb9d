"""Where buyers are handed over: the role that leads one stage does not lead the next.

Offers `Neighbours` and `neighbours`. The lead of a stage is whoever does its lead task: of its
selling tasks the one with the most hours, or of all its tasks where none sells. Rule 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array
from salesmodel.model import TaskKind


@dataclass(frozen=True)
class Neighbours:
    """Moves between two stages that have lead tasks: `before` and `after` are those tasks (places),
    `flow` buyers a year, `worth` what is lost with one buyer who leaves there (money)."""

    before: Index
    after: Index
    flow: Array
    worth: Array

    def __len__(self) -> int:
        return len(self.flow)


def neighbours(able: AbleShares) -> Neighbours:
    """All moves of buyers between two different stages before the win, as they flow today."""
    compiled, raw = able.compiled, able.now
    leads = _lead_tasks(able)
    found: list[tuple[int, int, float, float]] = []
    margin = (compiled.base.deal_value * compiled.base.gross_margin)[:, 0]
    success = raw.absorption.success[compiled.stage_place, compiled.stage_block, 0]
    for move, (source, target) in enumerate(
        zip(compiled.move_source.tolist(), compiled.move_stage_target.tolist(), strict=True)
    ):
        if target < 0 or source == target or compiled.stage_after[source]:
            continue
        if source in leads and target in leads and leads[source] != leads[target]:
            segment = compiled.stage_segment[source]
            flow = raw.visits[source, 0] * raw.move[move, 0] * compiled.base.arrivals[segment, 0]
            worth = float(success[target] * margin[segment])
            found.append((leads[source], leads[target], float(flow), worth))
    before, after, flow_, worth_ = zip(*found, strict=True) if found else ((), (), (), ())
    return Neighbours(
        np.array(before, np.intp), np.array(after, np.intp), np.array(flow_), np.array(worth_)
    )


def _lead_tasks(able: AbleShares) -> dict[int, int]:
    """The lead task of each stage that has tasks (places)."""
    tasks, standard = able.model.tasks, able.now.standard[:, 0]
    leads: dict[int, int] = {}
    for place, stage in enumerate(able.compiled.task_stage.tolist()):
        if stage < 0:
            continue
        present = leads.get(stage)
        rank = (tasks[place].kind is TaskKind.SELLING, standard[place])
        if present is None or rank > (
            tasks[present].kind is TaskKind.SELLING, standard[present],
        ):  # fmt: skip
            leads[stage] = place
    return leads
