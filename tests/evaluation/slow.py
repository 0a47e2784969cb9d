"""A sales model worked out a second time: slowly, with plain loops and `np.linalg`.

Written from docs/method.md; nothing of the kernel is used. A stage with two tracks is integrated on
a fine grid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import exp, lgamma, log, prod

import numpy as np

from salesmodel.model import SalesModel, Segment, Stage, Task, Track

GRID = 40_000


@dataclass
class Slow:
    """Figures by id; visits and ever visited per buyer entering the segment."""

    visits: dict[str, float] = field(default_factory=dict)
    ever: dict[str, float] = field(default_factory=dict)
    win_rate: dict[str, float] = field(default_factory=dict)
    outcomes: dict[str, dict[str, float]] = field(default_factory=dict)
    days: dict[str, list[tuple[float, float]]] = field(default_factory=dict)
    stage_cost: dict[str | None, float] = field(default_factory=lambda: defaultdict(float))
    role_hours: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    segment_cost: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    serve_cost: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @property
    def cost(self) -> float:
        return sum(self.segment_cost.values())


def slowly(model: SalesModel) -> Slow:
    """Work a valid model out."""
    found = Slow()
    for segment in model.segments:
        _journey(model, segment, found)
        for task in model.tasks:
            if task.segment == segment.id:
                _work(model, segment, task, found)
    return found


def _journey(model: SalesModel, segment: Segment, found: Slow) -> None:
    own = [stage for stage in model.stages if stage.segment == segment.id]
    ends = {end.id: end for end in model.outcomes if end.segment == segment.id}
    won = {end.id for end in ends.values() if end.kind.value == "won"}
    buying = [stage for stage in own if not stage.after_win]
    visits, chances, days = _chain(model, buying, won)
    found.win_rate[segment.id] = sum(chances[end] for end in won)
    found.outcomes[segment.id] = defaultdict(float)
    for end, chance in chances.items():
        found.outcomes[segment.id][ends[end].kind.value] += chance
    found.days[segment.id] = days
    after = [stage for stage in own if stage.after_win]
    stayed = {end.id for end in ends.values() if end.kind.value == "stayed"}
    later, _, _ = _chain(model, after, stayed)
    win_rate = found.win_rate[segment.id]
    scaled = {stage: (v * win_rate, f * win_rate) for stage, (v, f) in later.items()}
    for stage, (times, ever) in (visits | scaled).items():
        found.visits[stage], found.ever[stage] = times, ever


def _chain(
    model: SalesModel, stages: list[Stage], good: set[str]
) -> tuple[dict[str, tuple[float, float]], dict[str, float], list[tuple[float, float]]]:
    """Visits and ever visited, chance of each outcome, mean and variance of the days."""
    if not stages:
        return {}, {}, []
    place = {stage.id: i for i, stage in enumerate(stages)}
    n = len(stages)
    moves = np.zeros((n, n))
    exits: dict[str, list[float]] = defaultdict(lambda: [0.0] * n)
    for stage in stages:
        for target, probability in moves_now(model, stage).items():
            if target in place:
                moves[place[stage.id], place[target]] += probability
            else:
                exits[target][place[stage.id]] += probability
    fundamental = np.linalg.inv(np.eye(n) - moves)
    entry = np.array([stage.entry.value for stage in stages])
    visits = entry @ fundamental
    chances = {end: float(visits @ np.array(row)) for end, row in exits.items()}
    straight = sum((np.array(exits[end]) for end in good if end in exits), np.zeros(n))
    reach = fundamental @ straight
    dwell = np.array([stay(model, stage) for stage in stages])
    days = [_days(moves, entry, dwell, chance) for chance in (np.ones(n), reach, 1 - reach)]
    seen = {
        stage.id: (float(visits[i]), float(visits[i] / fundamental[i, i]))
        for i, stage in enumerate(stages)
    }
    return seen, chances, days


def _days(
    moves: np.ndarray, entry: np.ndarray, dwell: np.ndarray, reach: np.ndarray
) -> tuple[float, float]:
    """Doob's chain, solved on its own; stages from which there is no such end are left out."""
    can = np.flatnonzero(reach > 1e-9)
    reach, dwell = reach[can], dwell[can]
    conditional = moves[np.ix_(can, can)] * reach[None, :] / reach[:, None]
    start = entry[can] * reach / (entry[can] @ reach)
    fundamental = np.linalg.inv(np.eye(len(can)) - conditional)
    first = fundamental @ dwell[:, 0]
    squares = dwell[:, 1] + dwell[:, 0] ** 2 + 2 * dwell[:, 0] * (conditional @ first)
    mean = float(start @ first)
    return mean, float(start @ (fundamental @ squares)) - mean**2


def moves_now(model: SalesModel, stage: Stage) -> dict[str, float]:
    """The stage's moves at the present fulfilment."""
    losses = {end.id for end in model.outcomes if end.kind.is_loss}
    out = [move for move in model.moves if move.source == stage.id]
    lost0 = sum(move.probability.value for move in out if move.target in losses)
    lost = 1 - prod(1 - loss for loss in losses_now(model, stage, lost0))
    now: dict[str, float] = defaultdict(float)
    for move in out:
        own, all_before, all_now = (
            (move.probability.value, lost0, lost)
            if move.target in losses
            else (move.probability.value, 1 - lost0, 1 - lost)
        )
        now[move.target] += own * all_now / all_before if all_before > 0 else 0.0
    return now


def losses_now(model: SalesModel, stage: Stage, lost0: float) -> list[float]:
    """Loss of each track, or of the stage."""
    tracks = tracks_of(model, stage)
    if not tracks:
        return [_shifted(model, lost0, [task for task in model.tasks if task.stage == stage.id])]
    return [
        _shifted(model, track.loss.value, [task for task in model.tasks if task.track == track.id])
        for track in tracks
    ]


def tracks_of(model: SalesModel, stage: Stage) -> list[Track]:
    return [track for track in model.tracks if track.stage == stage.id]


def _shifted(model: SalesModel, loss: float, tasks: list[Task]) -> float:
    if loss <= 0 or loss >= 1:
        return loss
    odds = log(loss / (1 - loss))
    for task in tasks:
        now = {a.role: a.share.value for a in model.assignments if a.task == task.id}
        gain = _fulfilment(model, task, now) - _fulfilment(model, task, task.baseline_shares or now)
        odds -= task.weight.value * gain
    return 1 / (1 + exp(-odds))


def _fulfilment(model: SalesModel, task: Task, shares: dict[str, float]) -> float:
    total = 0.0
    for role in model.roles:
        if shares.get(role.id, 0.0) > 0:
            total += shares[role.id] * role.skills[task.skill].quality.value
    return total


def stay(model: SalesModel, stage: Stage) -> tuple[float, float]:
    """Mean and variance of a visit."""
    tracks: Sequence[Track | Stage] = tracks_of(model, stage) or [stage]
    if len(tracks) == 1:
        mean, cv = tracks[0].dwell.value, tracks[0].dwell_cv.value
        return mean, (mean * cv) ** 2
    end = max(track.dwell.value * (1 + 16 * track.dwell_cv.value) for track in tracks)
    days = end * np.linspace(0, 1, GRID + 1) ** 4  # fine at 0, where a density may be infinite
    middle, steps = (days[1:] + days[:-1]) / 2, np.diff(days)
    done = np.ones(GRID + 1)
    for track in tracks:
        shape = 1 / track.dwell_cv.value**2
        scale = track.dwell.value / shape
        density = np.exp((shape - 1) * np.log(middle / scale) - middle / scale - lgamma(shape))
        done *= np.r_[0.0, np.cumsum(density / scale * steps)]
    late = 1 - (done[1:] + done[:-1]) / 2
    mean = float(late @ steps)
    return mean, float(2 * middle * late @ steps) - mean**2


def _work(model: SalesModel, segment: Segment, task: Task, found: Slow) -> None:
    times = 1.0
    if task.stage is not None:
        times = (found.ever if task.per == "deal" else found.visits)[task.stage]
    after = {stage.id for stage in model.stages if stage.after_win}
    for item in model.assignments:
        if item.task != task.id or item.share.value == 0:
            continue
        role = next(role for role in model.roles if role.id == item.role)
        pace = role.skills[task.skill].productivity.value
        hours = segment.arrivals.value * times * task.hours.value * item.share.value / pace
        money = hours * role.annual_cost.value / role.productive_hours.value
        found.role_hours[role.id] += hours
        found.stage_cost[task.stage] += money
        found.segment_cost[segment.id] += money
        found.serve_cost[segment.id] += money if task.stage in after else 0.0
