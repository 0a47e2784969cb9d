"""One sales model, evaluated: from the kernel's arrays to the result that every reader shares.

Offers `evaluate` (a model) and `evaluate_compiled` (a compiled one). Rules 3.7 to 3.11.
"""

from __future__ import annotations

import math

import numpy as np

from salesmodel.evaluation.compiled import SELLING_KINDS, CompiledModel
from salesmodel.evaluation.compiling import compile_model
from salesmodel.evaluation.kernel import Raw, run
from salesmodel.evaluation.premium import cheapest_mix
from salesmodel.evaluation.result import (
    CycleDays,
    Evaluation,
    Gap,
    RoleResult,
    SegmentResult,
    StageResult,
    TaskResult,
    TaskShare,
    Totals,
)
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel, refuse_if_invalid

SHARES_ADD_UP = 1e-6


def evaluate(model: SalesModel) -> Evaluation:
    """Evaluate a model. Raises InvalidModel with every reason why it cannot be."""
    refuse_if_invalid(model)
    return evaluate_compiled(compile_model(model))


def evaluate_compiled(compiled: CompiledModel) -> Evaluation:
    """Evaluate a compiled model with its own numbers."""
    raw = run(compiled, compiled.base)
    tasks = _tasks(compiled, raw)
    roles = _roles(compiled, raw)
    segments = _segments(compiled, raw, tasks)
    return Evaluation(
        currency=compiled.model.currency,
        segments=segments,
        tasks=tasks,
        roles=roles,
        totals=_totals(segments, tasks, roles),
        gaps=_gaps(compiled, segments, roles),
    )


def _tasks(compiled: CompiledModel, raw: Raw) -> tuple[TaskResult, ...]:
    cheapest = cheapest_mix(compiled, raw.hourly_cost[:, 0], raw.fulfilment[:, 0])
    columns = _lists(
        raw.standard,
        compiled.by_task.sum(raw.share_hours),
        raw.task_cost,
        raw.fulfilment,
        raw.standard * cheapest.rate[:, None],
    )
    roles = [role.id for role in compiled.model.roles]
    best_roles = [tuple(roles[r] for r in best if r >= 0) for best in cheapest.roles.tolist()]
    return tuple(
        TaskResult(
            id=task.id,
            name=task.name,
            segment=task.segment,
            stage=task.stage,
            standard_hours=standard,
            hours=hours,
            cost=cost,
            fulfilment=fulfilment,
            premium=max(0.0, cost - least) if shares and least < math.inf else 0.0,
            best_roles=best if shares else (),
            shares=tuple(shares),
        )
        for task, shares, best, standard, hours, cost, fulfilment, least in zip(
            compiled.model.tasks, _shares(compiled, raw), best_roles, *columns, strict=True
        )
    )


def _lists(*columns: Array) -> tuple[list[float], ...]:
    """The one batch of each array, as plain floats."""
    return tuple(column[:, 0].tolist() for column in columns)


def _shares(compiled: CompiledModel, raw: Raw) -> list[list[TaskShare]]:
    base = compiled.base
    with np.errstate(divide="ignore", invalid="ignore"):
        effective = raw.hourly_cost[compiled.share_role] / (base.productivity * base.quality)
    columns = _lists(base.share, raw.share_hours, raw.share_cost, effective)
    shares: list[list[TaskShare]] = [[] for _ in compiled.model.tasks]
    for item, task, share, hours, cost, rate in zip(
        compiled.model.assignments, compiled.share_task.tolist(), *columns, strict=True
    ):
        per_hour = rate if math.isfinite(rate) else None
        shares[task].append(TaskShare(item.role, share, hours, cost, per_hour))
    return shares


def _roles(compiled: CompiledModel, raw: Raw) -> tuple[RoleResult, ...]:
    tasks = compiled.model.tasks
    by_kind: list[dict[str, float]] = [{} for _ in compiled.model.roles]
    for task, role, hours in zip(
        compiled.share_task.tolist(), compiled.share_role.tolist(), raw.share_hours[:, 0].tolist(),
        strict=True,
    ):  # fmt: skip
        kind = tasks[task].kind.value
        by_kind[role][kind] = by_kind[role].get(kind, 0.0) + hours
    cost = compiled.by_role.sum(raw.share_cost)[:, 0].tolist()
    hours_of = raw.role_hours[:, 0].tolist()
    return tuple(
        RoleResult(
            id=role.id,
            name=role.name,
            short=role.short,
            kind=role.kind.value,
            headcount=role.headcount.value,
            annual_cost=role.annual_cost.value,
            hourly_cost=float(raw.hourly_cost[r, 0]),
            hours=hours_of[r],
            cost=cost[r],
            utilisation=_utilisation(
                hours_of[r], role.headcount.value * role.productive_hours.value
            ),
            non_selling_share=_non_selling(by_kind[r]),
            hours_by_kind=by_kind[r],
            payroll=role.headcount.value * role.annual_cost.value,
        )
        for r, role in enumerate(compiled.model.roles)
    )


def _utilisation(hours: float, available: float) -> float:
    """Rule 3.11; infinite when work falls on a role that nobody fills."""
    if available > 0:
        return hours / available
    return math.inf if hours > 0 else 0.0


def _non_selling(hours_by_kind: dict[str, float]) -> float | None:
    total = sum(hours_by_kind.values())
    if total <= 0:
        return None
    selling = sum(hours_by_kind.get(kind.value, 0.0) for kind in SELLING_KINDS)
    return 1.0 - selling / total


def _segments(
    compiled: CompiledModel, raw: Raw, tasks: tuple[TaskResult, ...]
) -> tuple[SegmentResult, ...]:
    stages, flows = _stages(compiled, raw, tasks), _flows(compiled, raw)
    return tuple(
        _segment(compiled, raw, s, stages[segment.id], flows[s])
        for s, segment in enumerate(compiled.model.segments)
    )


def _segment(
    compiled: CompiledModel, raw: Raw, s: int, stages: list[StageResult], flows: dict[str, float]
) -> SegmentResult:
    segment = compiled.model.segments[s]
    arrivals, wins = segment.arrivals.value, float(raw.wins[s, 0])
    cost, serve = float(raw.segment_cost[s, 0]), float(raw.serve_cost[s, 0])
    margin = segment.deal_value.value * segment.gross_margin.value
    acquisition = (cost - serve) / wins if wins > 0 else None
    return SegmentResult(
        id=segment.id,
        name=segment.name,
        arrivals=arrivals,
        wins=wins,
        win_rate=float(raw.win_rate[s, 0]),
        outcomes=_outcomes(compiled, raw, s),
        cycle_days=_cycle_days(raw, s),
        cost=cost,
        cost_per_deal=cost / arrivals if arrivals > 0 else 0.0,
        cost_per_win=cost / wins if wins > 0 else None,
        acquisition_cost_per_win=acquisition,
        cost_to_serve_per_win=serve / wins if wins > 0 else None,
        payback_months=12 * acquisition / margin
        if acquisition is not None and margin > 0
        else None,
        lifetime_value=margin / (1.0 - segment.retention.value),
        contribution=float(raw.contribution[s, 0]),
        stages=tuple(stages),
        flows=flows,
    )


def _outcomes(compiled: CompiledModel, raw: Raw, s: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for o, outcome in enumerate(compiled.model.outcomes):
        if compiled.outcome_block[o] == s:
            share = float(raw.absorption.outcomes[compiled.outcome_place[o], s, 0])
            found[outcome.kind.value] = found.get(outcome.kind.value, 0.0) + share
    return found


def _cycle_days(raw: Raw, s: int) -> CycleDays:
    mean = raw.absorption.mean[:, s, 0].tolist()
    sd = np.sqrt(raw.absorption.variance[:, s, 0]).tolist()
    known = [(m, d) if math.isfinite(m) else (None, None) for m, d in zip(mean, sd, strict=True)]
    (won_mean, won_sd), (lost_mean, lost_sd) = known[1], known[2]
    return CycleDays(mean[0], sd[0], won_mean, won_sd, lost_mean, lost_sd)


def _flows(compiled: CompiledModel, raw: Raw) -> list[dict[str, float]]:
    """Buyers passing each move, by segment."""
    (passing,) = _lists(raw.visits[compiled.move_source] * raw.move)
    return [{name: passing[place] for name, place in own} for own in compiled.segment_moves]


def _stages(
    compiled: CompiledModel, raw: Raw, tasks: tuple[TaskResult, ...]
) -> dict[str, list[StageResult]]:
    hours: dict[str | None, float] = {}
    costs: dict[str | None, dict[str, float]] = {}
    for task in tasks:
        hours[task.stage] = hours.get(task.stage, 0.0) + task.hours
        by_role = costs.setdefault(task.stage, {})
        for share in task.shares:
            by_role[share.role] = by_role.get(share.role, 0.0) + share.cost
    found: dict[str, list[StageResult]] = {segment.id: [] for segment in compiled.model.segments}
    success = raw.absorption.success[compiled.stage_place, compiled.stage_block, 0].tolist()
    columns = _lists(raw.visits, raw.ever, raw.stage_loss, raw.dwell, np.sqrt(raw.dwell_variance))
    for stage, win, visits, ever, loss, dwell, sd in zip(
        compiled.model.stages, success, *columns, strict=True
    ):
        by_role = costs.get(stage.id, {})
        found[stage.segment].append(
            StageResult(
                stage.id, stage.name, stage.after_win, visits, ever, loss, win, dwell, sd,
                hours.get(stage.id, 0.0), sum(by_role.values()), by_role,
            )
        )  # fmt: skip
    return found


def _totals(
    segments: tuple[SegmentResult, ...], tasks: tuple[TaskResult, ...],
    roles: tuple[RoleResult, ...],
) -> Totals:  # fmt: skip
    arrivals = sum(segment.arrivals for segment in segments)
    wins = sum(segment.wins for segment in segments)
    cost = sum(segment.cost for segment in segments)
    days = sum(
        segment.wins * segment.cycle_days.won_mean
        for segment in segments
        if segment.cycle_days.won_mean is not None
    )
    return Totals(
        arrivals=arrivals,
        wins=wins,
        win_rate=wins / arrivals if arrivals > 0 else 0.0,
        cost=cost,
        contribution=sum(segment.contribution for segment in segments),
        cost_per_win=cost / wins if wins > 0 else None,
        won_cycle_days=days / wins if wins > 0 else None,
        misalignment_premium=sum(task.premium for task in tasks),
        payroll=sum(role.payroll for role in roles),
    )


def _gaps(
    compiled: CompiledModel, segments: tuple[SegmentResult, ...], roles: tuple[RoleResult, ...]
) -> tuple[Gap, ...]:
    covered = compiled.by_task.sum(compiled.base.share)[:, 0].tolist()
    gaps = [
        Gap("uncovered_task", task.id, f"{task.name} is {share:.0%} covered.", 1.0 - share)
        for task, share in zip(compiled.model.tasks, covered, strict=True)
        if abs(share - 1.0) > SHARES_ADD_UP
    ]
    served = {task.stage for task in compiled.model.tasks}
    gaps += [
        Gap("unserved_stage", stage.id, f"No task serves {stage.name} ({segment.name}).", 1.0)
        for segment in segments
        for stage in segment.stages
        if stage.id not in served
    ]
    gaps += [
        Gap("over_capacity", role.id, f"{role.name}: more hours are asked for than there are.",
            role.utilisation - 1.0)
        for role in roles
        if role.utilisation > 1.0
    ]  # fmt: skip
    return tuple(gaps)
