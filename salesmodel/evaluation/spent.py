"""What won and lost deals have consumed: the cost of a win, stage by stage, and of a lost deal.

Offers `spent` and what it gives: `SegmentSpent`, `StageSpent`. Rules 3.14 and 3.15 of
docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.evaluation.compiled import CompiledModel
from salesmodel.evaluation.kernel import Raw, run
from salesmodel.journey.linear import Array, factorise, solve_transposed

BEFORE = "Before the journey"
_NOBODY = 1e-12
"""A part of the buyers below which rounding is all that is left."""


@dataclass(frozen=True)
class StageSpent:
    """A stage, or what is done before the journey (`id` empty).

    `won`, `lost`: money a year that deals which end as won, or lost, consume here. `lost_deals`: a
    year, that are lost out of this stage; `sunk`: what one of them has cost from its beginning,
    None where nobody is lost.
    """

    id: str
    name: str
    after_win: bool
    won: float
    lost: float
    lost_deals: float
    sunk: float | None

    @property
    def cost(self) -> float:
        """Money a year."""
        return self.won + self.lost


@dataclass(frozen=True)
class SegmentSpent:
    """A segment: `wins` and `losses` in deals a year; `stages` in the model's order, behind what is
    done before the journey. `lost_deal_cost`: the mean cost of a lost deal, None without one."""

    id: str
    name: str
    wins: float
    losses: float
    lost_deal_cost: float | None
    stages: tuple[StageSpent, ...]

    @property
    def cost(self) -> float:
        """Money a year."""
        return sum(stage.cost for stage in self.stages)

    @property
    def cost_per_win(self) -> float | None:
        """Of all stages and tasks; None where nobody is won."""
        return self.cost / self.wins if self.wins > 0 else None

    @property
    def lost_share(self) -> float:
        """The part of the cost that lost deals consume, 0 to 1."""
        cost = self.cost
        return sum(stage.lost for stage in self.stages) / cost if cost > 0 else 0.0


def spent(compiled: CompiledModel, raw: Raw | None = None) -> tuple[SegmentSpent, ...]:
    """What the deals of each segment consume. `raw`: what the kernel made of `compiled` with its
    own numbers, where it is at hand."""
    found = raw if raw is not None else run(compiled, compiled.base)
    stages = _stages(compiled, found)
    return tuple(_segment(compiled, found, s, own) for s, own in enumerate(stages))


def _segment(compiled: CompiledModel, raw: Raw, s: int, stages: list[StageSpent]) -> SegmentSpent:
    segment = compiled.model.segments[s]
    losses = segment.arrivals.value * (1.0 - float(raw.win_rate[s, 0]))
    lost = sum(stage.lost for stage in stages)
    return SegmentSpent(
        id=segment.id,
        name=segment.name,
        wins=float(raw.wins[s, 0]),
        losses=losses,
        lost_deal_cost=lost / losses if losses > _NOBODY * segment.arrivals.value else None,
        stages=tuple(stages),
    )


def _stages(compiled: CompiledModel, raw: Raw) -> list[list[StageSpent]]:
    """The parts of each segment."""
    cost = raw.task_cost[:, 0]
    won = cost * _won_part(compiled, raw)
    first = _before(compiled, cost, won)
    by_stage = compiled.by_stage_tasks.sum(np.stack([won, cost - won], axis=1))
    deals = _lost_deals(compiled, raw)
    sunk = _cost_so_far(compiled, raw)
    found = [[part] if part is not None else [] for part in first]
    for place, stage in enumerate(compiled.model.stages):
        of_won, of_lost = by_stage[place].tolist()
        lost_deals = float(deals[place])
        found[compiled.stage_segment[place]].append(
            StageSpent(
                stage.id, stage.name, stage.after_win, of_won, of_lost, lost_deals,
                float(sunk[place]) if lost_deals > 0 else None,
            )
        )  # fmt: skip
    return found


def _won_part(compiled: CompiledModel, raw: Raw) -> Array:
    """The part of each task's cost that deals consume which are won, (tasks,). Of the visits of a
    stage, `v h` are theirs (rule 2.5), and so are `f h` of those who are ever there."""
    success = raw.absorption.success[compiled.stage_place, compiled.stage_block, 0]
    by_stage = np.where(compiled.stage_after == 1, 1.0, success)
    before = raw.win_rate[compiled.task_segment, 0]
    part: Array = np.where(
        compiled.task_stage < 0, before, np.append(by_stage, 0.0)[compiled.task_stage]
    )
    return part


def _before(compiled: CompiledModel, cost: Array, won: Array) -> list[StageSpent | None]:
    """What each segment spends before the journey; None where it spends nothing there."""
    early = (compiled.task_stage < 0)[:, None]
    columns = np.stack([won, cost - won], axis=1) * early
    return [
        StageSpent("", BEFORE, False, of_won, of_lost, 0.0, None) if of_won + of_lost > 0 else None
        for of_won, of_lost in compiled.by_segment_tasks.sum(columns).tolist()
    ]


def _lost_deals(compiled: CompiledModel, raw: Raw) -> Array:
    """Deals a year that are lost out of each stage, (stages,); customers that leave are none."""
    chance = compiled.by_stage_losses.sum(raw.move) * raw.visits
    chance[chance < _NOBODY] = 0.0
    a_year = chance[:, 0] * compiled.base.arrivals[compiled.stage_segment, 0]
    deals: Array = np.where(compiled.stage_after == 1, 0.0, a_year)
    return deals


def _cost_so_far(compiled: CompiledModel, raw: Raw) -> Array:
    """What a deal has cost when it leaves each stage, (stages,): `((v c) N)_i / v_i` and what was
    done before the journey (rule 3.15)."""
    stages, _, blocks = compiled.shape
    left = np.zeros((stages, stages, blocks, 1))
    moves, places = compiled.onward
    left[places] = -raw.move[moves]
    left[np.arange(stages), np.arange(stages)] += 1.0
    own = (compiled.stage_place, compiled.stage_block)
    here = np.zeros((stages, blocks, 1))
    here[own] = compiled.by_stage_tasks.sum(raw.task_cost)
    before = compiled.by_segment_tasks.sum(raw.task_cost * (compiled.task_stage < 0)[:, None])
    buyers = compiled.base.arrivals[compiled.stage_segment]
    passing = buyers * raw.visits
    with np.errstate(divide="ignore", invalid="ignore"):
        so_far = solve_transposed(factorise(left), here)[own] / passing
        total: Array = (so_far + before[compiled.stage_segment] / buyers)[:, 0]
    return total
