"""The one kernel: sections 2 and 3 of docs/method.md for one model or a batch of draws.

Offers `run` and what it gives, `Raw`: arrays with the batch on the last axis.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.evaluation.compiled import CompiledModel, Parameters
from salesmodel.journey import Absorption, Chain, absorb, slowest_of
from salesmodel.journey.linear import Array

_FARTHEST = 500.0
"""Log-odds beyond which a loss is 0 or 1 to the last digit; keeps the exponential finite."""


@dataclass(frozen=True)
class Raw:
    """Every figure as an array, entities first, batch last.

    `move`: probabilities at the present fulfilment; `visits`, `ever`: per buyer entering the
    segment; `absorption`: by block; hours and money a year; `standard`: hours demanded by task.
    """

    absorption: Absorption
    move: Array
    stage_loss: Array
    dwell: Array
    dwell_variance: Array
    visits: Array
    ever: Array
    win_rate: Array
    wins: Array
    fulfilment: Array
    standard: Array
    hourly_cost: Array
    share_hours: Array
    share_cost: Array
    task_cost: Array
    role_hours: Array
    segment_cost: Array
    serve_cost: Array
    contribution: Array


def run(compiled: CompiledModel, values: Parameters) -> Raw:
    """Evaluate. All arrays of `values` have one column, or as many as the batch."""
    fulfilment = compiled.by_task.sum(values.share * values.quality)
    stage_loss, move = _conversion(compiled, values, fulfilment)
    dwell, dwell_variance = _dwell(compiled, values)
    absorption = absorb(_chain(compiled, values.entry, move, dwell, dwell_variance))
    segments = len(compiled.model.segments)
    win_rate = np.clip((absorption.outcomes * compiled.good).sum(axis=0), 0.0, 1.0)[:segments]
    visits, ever = _stages(compiled, absorption, win_rate)
    standard = _demand(compiled, values, visits, ever)
    hourly_cost = values.annual_cost / values.productive_hours
    share_hours = standard[compiled.share_task] * values.share / values.productivity
    share_cost = share_hours * hourly_cost[compiled.share_role]
    task_cost = compiled.by_task.sum(share_cost)
    segment_cost = compiled.by_segment_tasks.sum(task_cost)
    margin = values.deal_value * values.gross_margin
    return Raw(
        absorption=absorption,
        move=move,
        stage_loss=stage_loss,
        dwell=dwell,
        dwell_variance=dwell_variance,
        visits=visits,
        ever=ever,
        win_rate=win_rate,
        wins=values.arrivals * win_rate,
        fulfilment=fulfilment,
        standard=standard,
        hourly_cost=hourly_cost,
        share_hours=share_hours,
        share_cost=share_cost,
        task_cost=task_cost,
        role_hours=compiled.by_role.sum(share_hours),
        segment_cost=segment_cost,
        serve_cost=compiled.by_segment_tasks.sum(task_cost * compiled.task_after[:, None]),
        contribution=values.arrivals * win_rate * margin - segment_cost,
    )


def _conversion(
    compiled: CompiledModel, values: Parameters, fulfilment: Array
) -> tuple[Array, Array]:
    """Loss of each stage and probability of each move at the present fulfilment (rule 3.6)."""
    baseline = compiled.baseline_elsewhere + compiled.by_task.sum(
        values.baseline_share * values.quality
    )
    gain = compiled.by_unit_tasks.sum(values.weight * (fulfilment - baseline))
    push = np.exp(np.minimum(np.maximum(-gain, -_FARTHEST), _FARTHEST))
    lost0 = np.minimum(compiled.by_stage_losses.sum(values.move), 1.0)
    loss0 = _unit_losses(compiled, values.track_loss, lost0)
    loss = np.where(push == 1.0, loss0, loss0 * push / (1.0 - loss0 + loss0 * push))
    kept0, kept = 1.0 - lost0, compiled.by_stage_units.product(1.0 - loss)
    # Observed rows are scaled, not rebuilt, so that the baseline gives them back to the last digit.
    with np.errstate(divide="ignore", invalid="ignore"):
        lost_factor = np.where(kept0 < 1.0, (1.0 - kept) / (1.0 - kept0), 1.0)
        kept_factor = np.where(kept0 > 0.0, kept / kept0, 1.0)
    source = compiled.move_source
    factor = np.where(compiled.move_is_loss > 0, lost_factor[source], kept_factor[source])
    return 1.0 - kept, values.move * factor


def _unit_losses(compiled: CompiledModel, track_loss: Array, lost: Array) -> Array:
    """Loss of each unit: tracks have their own, a stage without tracks that of its moves."""
    alone = lost[compiled.unit_stage[len(track_loss) :]]
    if not len(track_loss):
        return alone
    batch = max(track_loss.shape[1], lost.shape[1])
    return np.concatenate(
        [np.broadcast_to(part, (len(part), batch)) for part in (track_loss, alone)]
    )


def _dwell(compiled: CompiledModel, values: Parameters) -> tuple[Array, Array]:
    """Mean and variance of a visit to each stage (rules 2.8, 2.9)."""
    batch = max(values.unit_dwell.shape[1], values.unit_cv.shape[1])
    mean = np.zeros((len(compiled.stage_block), batch))
    variance = np.zeros_like(mean)
    mean[compiled.unit_stage] = values.unit_dwell
    variance[compiled.unit_stage] = (values.unit_dwell * values.unit_cv) ** 2
    for stages, units in compiled.parallel:
        mean[stages], variance[stages] = slowest_of(values.unit_dwell[units], values.unit_cv[units])
    return mean, variance


def _chain(
    compiled: CompiledModel, entry: Array, move: Array, dwell: Array, variance: Array
) -> Chain:
    """All segments and what comes after their wins, as one padded batch of chains."""
    stages, outcomes, blocks = compiled.shape
    moves = np.zeros((stages, stages, blocks, move.shape[1]))
    exits = np.zeros((stages, outcomes, blocks, move.shape[1]))
    chosen, places = compiled.onward
    moves[places] = move[chosen]
    chosen, places = compiled.ending
    exits[places] = move[chosen]
    return Chain(
        moves=moves,
        exits=exits,
        entry=_padded(compiled, entry),
        dwell=_padded(compiled, dwell),
        dwell_variance=_padded(compiled, variance),
        good=compiled.good,
    )


def _padded(compiled: CompiledModel, rows: Array) -> Array:
    stages, _, blocks = compiled.shape
    out = np.zeros((stages, blocks, rows.shape[1]))
    out[compiled.stage_place, compiled.stage_block] = rows
    return out


def _stages(
    compiled: CompiledModel, absorption: Absorption, win_rate: Array
) -> tuple[Array, Array]:
    """Visits, and probability of ever visiting, per buyer entering the segment (rule 2.10)."""
    place, block = compiled.stage_place, compiled.stage_block
    entering = np.where(compiled.stage_after[:, None] == 1, win_rate[compiled.stage_segment], 1.0)
    return absorption.visits[place, block] * entering, absorption.ever_visited[
        place, block
    ] * entering


def _demand(compiled: CompiledModel, values: Parameters, visits: Array, ever: Array) -> Array:
    """Standard hours a year of each task (rule 3.1)."""
    stage = compiled.task_stage
    if len(visits):
        times = np.where(compiled.task_per_deal > 0, ever[stage], visits[stage])
    else:
        times = np.ones((len(stage), 1))
    times = np.where(stage[:, None] < 0, 1.0, times)
    return values.arrivals[compiled.task_segment] * times * values.hours
