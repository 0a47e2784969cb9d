"""Results made by hand, with round figures, for the tests of the charts and of their component."""

from __future__ import annotations

from salesmodel.coherence import Coherence
from salesmodel.evaluation.result import (
    CycleDays,
    Evaluation,
    RoleResult,
    SegmentResult,
    StageResult,
    TaskResult,
    Totals,
)

ROLES = {
    "ae": ("Account executive", "AE", "ae"),
    "se": ("Sales engineer", "SE", "se"),
    "sdr": ("Sales development rep", "SDR", "sdr"),
}


def stage(stage_id: str, name: str, **cost_by_role: float) -> StageResult:
    """A stage of which only the costs matter."""
    return StageResult(
        id=stage_id, name=name, after_win=False, visits=1, ever_visited=1, loss=0.1,
        win_from_here=0.3, dwell_days=30, dwell_sd=30, hours=100,
        cost=sum(cost_by_role.values()), cost_by_role=cost_by_role,
    )  # fmt: skip


def role(role_id: str, utilisation: float, non_selling: float | None = 0.2) -> RoleResult:
    """A role as busy as said, with selling hours."""
    name, short, kind = ROLES[role_id]
    return RoleResult(
        id=role_id, name=name, short=short, kind=kind, headcount=2, annual_cost=100_000,
        hourly_cost=100, hours=1000,
        cost=100_000, utilisation=utilisation, non_selling_share=non_selling,
        hours_by_kind={"selling": 800, "administration": 200}, payroll=200_000,
    )  # fmt: skip


def segment(
    segment_id: str = "ent",
    name: str = "Enterprise",
    stages: tuple[StageResult, ...] = (),
    *,
    wins: float = 100,
    cost_per_win: float | None = 48_600,
) -> SegmentResult:
    """A segment with the stages given."""
    return SegmentResult(
        id=segment_id, name=name, arrivals=400, wins=wins, win_rate=wins / 400,
        outcomes={"won": wins / 400, "no_decision": 1 - wins / 400},
        cycle_days=CycleDays(140, 60, 152, 50, 120, 60), cost=4_860_000, cost_per_deal=12_150,
        cost_per_win=cost_per_win, acquisition_cost_per_win=cost_per_win,
        cost_to_serve_per_win=0, payback_months=6, lifetime_value=500_000,
        contribution=6_650_000, stages=stages, flows={},
    )  # fmt: skip


def evaluation(
    segments: tuple[SegmentResult, ...] = (),
    roles: tuple[RoleResult, ...] = (),
    tasks: tuple[TaskResult, ...] = (),
    *,
    contribution: float = 6_650_000,
    cost_per_win: float | None = 48_600,
    win_rate: float = 0.239,
    won_days: float | None = 152,
) -> Evaluation:
    """A whole model with the totals given."""
    totals = Totals(
        arrivals=400, wins=100, win_rate=win_rate, cost=4_860_000, contribution=contribution,
        cost_per_win=cost_per_win, won_cycle_days=won_days, misalignment_premium=0, payroll=1,
    )  # fmt: skip
    return Evaluation("USD", segments, tasks, roles, totals, ())


def coherence(
    selection: float = 82, proposition: float = 74, tasks: float = 76, delivery: float = 52
) -> Coherence:
    """Scores of the four components; the whole is their mean."""
    components = {
        "customer_selection": selection,
        "value_proposition": proposition,
        "selling_tasks": tasks,
        "value_delivery": delivery,
    }
    return Coherence(
        score=sum(components.values()) / 4,
        lost={},
        points={},
        components=components,
        segments=(),
        findings=(),
        accepted=(),
        idle=(),
    )
