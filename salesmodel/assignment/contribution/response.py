"""How contribution, wins, cost and each role's hours answer to the shares, with exact slopes.

Offers `respond` and `Response`. The figures are the kernel's own; the slopes come by the adjoint
method: one solve with `I - Q` for the money won, the wins and the hours of each role together.
Rule 4.9 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from salesmodel.assignment.able import AbleShares
from salesmodel.evaluation import CompiledModel, Raw, run
from salesmodel.evaluation.grouping import Index
from salesmodel.journey.linear import Array


@dataclass(frozen=True)
class Response:
    """The kernel's figures at some shares, and how they answer.

    A unit is a track, or a stage without tracks; its gain is `sum of weight x (fulfilment -
    baseline)` over its tasks, in log-odds. `hours` (pairs,): hours a year of the role for a whole
    task at this flow of buyers. By one unit of gain: `margin_by_gain` money a year won,
    `wins_by_gain` wins a year, (units,), `hours_by_gain` hours a year, (units, roles).
    `unit_loss` (units,): what a visit loses in it.
    """

    able: AbleShares
    raw: Raw
    shares: Array
    hours: Array
    unit_loss: Array
    margin_by_gain: Array
    wins_by_gain: Array
    hours_by_gain: Array

    @property
    def contribution(self) -> float:
        """Money a year."""
        return float(self.raw.contribution.sum())

    @property
    def cost(self) -> float:
        """Money a year, of the hours."""
        return float(self.raw.segment_cost.sum())

    @property
    def wins(self) -> float:
        """Wins a year."""
        return float(self.raw.wins.sum())

    @property
    def win_rate(self) -> float:
        """Wins of all the buyers that enter; 0 where nobody enters."""
        arrivals = float(self.able.compiled.base.arrivals.sum())
        return self.wins / arrivals if arrivals > 0 else 0.0

    @property
    def role_hours(self) -> Array:
        """Hours a year of each role, (roles,)."""
        return self.raw.role_hours[:, 0]

    @property
    def cost_by_gain(self) -> Array:
        """Money a year of hours by one unit of gain, (units,)."""
        slope: Array = self.hours_by_gain @ self.able.hourly_cost
        return slope

    @cached_property
    def wins_slope(self) -> Array:
        """Wins a year by a whole task more of each share, (pairs,)."""
        return self.by_share(self.wins_by_gain)

    @cached_property
    def cost_slope(self) -> Array:
        """Money a year by a whole task more of each share, (pairs,)."""
        own: Array = self.hours * self.able.hourly_cost[self.able.role]
        return own + self.by_share(self.cost_by_gain)

    @cached_property
    def contribution_slope(self) -> Array:
        """Money a year by a whole task more of each share, (pairs,)."""
        return self.by_share(self.margin_by_gain) - self.cost_slope

    @cached_property
    def hours_slope(self) -> Array:
        """Hours a year of each role by a whole task more of each share, (pairs, roles)."""
        slope = self.by_share(self.hours_by_gain)
        slope[np.arange(len(self.able)), self.able.role] += self.hours
        return slope

    def by_share(self, by_gain: Array) -> Array:
        """From a slope by gain, (units, ...), to the slope by share, (pairs, ...)."""
        gain, unit = gain_of_share(self.able)
        slope: Array = (
            (by_gain[unit].T * gain).T
            if len(by_gain)
            else np.zeros((len(unit), *by_gain.shape[1:]))
        )
        return slope


def gain_of_share(able: AbleShares) -> tuple[Array, Index]:
    """The gain that a whole task brings its unit, (pairs,), zero where it weighs on none; and that
    unit."""
    unit = able.compiled.task_unit[able.task]
    gain = able.compiled.base.weight[able.task, 0] * able.quality
    return np.where(unit >= 0, gain, 0.0), unit


def respond(able: AbleShares, shares: Array) -> Response:
    """Evaluate shares (pairs,) with the kernel, and differentiate there."""
    compiled = able.compiled
    raw = run(compiled, able.values(shares))
    loss = _unit_losses(compiled, raw)
    kept = (1.0 - raw.stage_loss[:, 0])[compiled.unit_stage]
    by_kept = _by_kept(able, shares, raw)[compiled.unit_stage]
    by_gain = by_kept * (kept * loss)[:, None]
    return Response(
        able=able,
        raw=raw,
        shares=shares,
        hours=raw.standard[able.task, 0] / able.productivity,
        unit_loss=loss,
        margin_by_gain=by_gain[:, 0],
        wins_by_gain=by_gain[:, 1],
        hours_by_gain=by_gain[:, 2:],
    )


def _unit_losses(compiled: CompiledModel, raw: Raw) -> Array:
    """What a visit loses in each unit (rule 3.6). A unit that is alone loses what its stage loses;
    only those of parallel tracks have to be told apart."""
    loss: Array = raw.stage_loss[compiled.unit_stage, 0].copy()
    base, tracks = compiled.base, len(compiled.base.track_loss)
    if not tracks:
        return loss
    baseline = compiled.baseline_elsewhere + compiled.by_task.sum(
        base.baseline_share * base.quality
    )
    gain = compiled.by_unit_tasks.sum(base.weight * (raw.fulfilment - baseline))[:tracks, 0]
    push = np.exp(np.clip(-gain, -500.0, 500.0))
    loss0 = base.track_loss[:, 0]
    loss[:tracks] = loss0 * push / (1.0 - loss0 + loss0 * push)
    return loss


def _by_kept(able: AbleShares, shares: Array, raw: Raw) -> Array:
    """Slopes of money won, wins and each role's hours by the part of a visit that is kept, for
    each stage, (stages, 2 + roles).

    With `N = (I - Q)^-1`, what a visit is worth from each stage is `y = N (a + e / diag N)`, where
    `a` weighs visits and `e` the probability of ever visiting; then `dF/dQ_jk = v_j y_k - sum_i
    (e_i f_i / N_ii) N_ij N_ki`, the second part because a stage visited again counts once a deal.
    """
    compiled = able.compiled
    place, block = compiled.stage_place, compiled.stage_block
    moves, reward, turn, turn_reward = matrices(compiled, raw)
    n = moves.shape[1]
    fundamental = np.linalg.inv(np.eye(n) - moves)
    own = np.einsum("bii->bi", fundamental)[..., None]
    visits = raw.absorption.visits[:, :, 0].T[..., None]
    ever = raw.absorption.ever_visited[:, :, 0].T[..., None]
    per_visit, per_deal = _weights(able, shares, raw)
    good = _worth_of_good(able, per_visit, per_deal, visits, ever)
    scaled = np.where(compiled.stage_after == 1, raw.win_rate[compiled.stage_segment, 0], 1.0)
    for weights in (per_visit, per_deal):
        weights[block, place] *= scaled[:, None]
    worth = fundamental @ (per_visit + reward[..., None] * good[:, None] + per_deal / own)
    slope = visits * (turn @ worth + turn_reward[..., None] * good[:, None])
    again = np.swapaxes(fundamental, 1, 2) * (turn @ fundamental)
    slope -= again @ (per_deal * ever / own)
    result: Array = slope[block, place]
    return result


def matrices(compiled: CompiledModel, raw: Raw) -> tuple[Array, Array, Array, Array]:
    """By block: moves among stages, moves to good outcomes, and how both turn with what a visit
    keeps; moves that are not losses keep their proportions."""
    stages, _, blocks = compiled.shape
    lost0 = np.minimum(compiled.by_stage_losses.sum(compiled.base.move), 1.0)[:, 0]
    kept0 = np.where(lost0 < 1.0, 1.0 - lost0, np.inf)[compiled.move_source]
    turned = np.where(compiled.move_is_loss[:, 0] > 0, 0.0, compiled.base.move[:, 0] / kept0)
    square, line = np.zeros((2, blocks, stages, stages)), np.zeros((2, blocks, stages))
    onward, (source, target, block) = compiled.onward
    ending, (leaves, outcome, of) = compiled.ending
    is_good = compiled.good[outcome, of, 0]
    for layer, move in enumerate((raw.move[:, 0], turned)):
        np.add.at(square[layer], (block, source, target), move[onward])
        np.add.at(line[layer], (of, leaves), move[ending] * is_good)
    return square[0], line[0], square[1], line[1]


def _weights(able: AbleShares, shares: Array, raw: Raw) -> tuple[Array, Array]:
    """Hours a year of each role for one visit to each stage by every buyer, and for ever being
    there, both (blocks, places, 2 + roles); the first two layers, money and wins, take none."""
    compiled, base = able.compiled, able.compiled.base
    work = np.zeros((len(able.model.tasks), 2 + len(able.model.roles)))
    work[able.task, 2 + able.role] = shares / able.productivity
    work *= base.arrivals[compiled.task_segment] * base.hours
    deal = compiled.task_per_deal.reshape(-1, 1) > 0
    stages, _, blocks = compiled.shape
    found = np.zeros((2, blocks, stages, work.shape[1]))
    for layer, part in enumerate((np.where(deal, 0.0, work), np.where(deal, work, 0.0))):
        found[layer][compiled.stage_block, compiled.stage_place] = compiled.by_stage_tasks.sum(part)
    return found[0], found[1]


def _worth_of_good(
    able: AbleShares, per_visit: Array, per_deal: Array, visits: Array, ever: Array
) -> Array:
    """What a good end is worth, (blocks, 2 + roles): a win brings money, counts as one, and asks
    for the hours of the stages after it; nothing is counted for an end after the win."""
    compiled, base = able.compiled, able.compiled.base
    good = np.zeros((compiled.shape[2], per_visit.shape[2]))
    segments = len(able.model.segments)
    good[:segments, 0] = (base.arrivals * base.deal_value * base.gross_margin)[:, 0]
    good[:segments, 1] = base.arrivals[:, 0]
    later = np.flatnonzero(compiled.stage_after == 1)
    block, place = compiled.stage_block[later], compiled.stage_place[later]
    asked = (per_visit * visits + per_deal * ever)[block, place]
    np.add.at(good, compiled.stage_segment[later], asked)
    return good
