"""A journey small enough to solve by hand, and its evaluation written down by hand.

Ask: of 100 visits 10 wait (a loop), 60 go on to Offer, 30 end in no decision. Offer: 20 go back
to Ask, 50 are won, 30 are lost to a rival. So visits to Ask are v = 1 + 0.1 v + 0.2 (0.6 v), that
is 1 / 0.78, and to Offer 0.6 / 0.78. All who are won enter Onboarding; a tenth of them churn.
"""

from __future__ import annotations

from dataclasses import replace

from salesmodel.evaluation.result import (
    CycleDays,
    Evaluation,
    RoleResult,
    SegmentResult,
    StageResult,
    TaskResult,
    TaskShare,
    Totals,
)
from salesmodel.model import (
    Assignment,
    Move,
    Outcome,
    OutcomeKind,
    Proficiency,
    Quantity,
    Role,
    RoleKind,
    SalesModel,
    Segment,
    Stage,
    Task,
    TaskKind,
    Unit,
)
from salesmodel.model.quantities import assumed

ASK = 1 / 0.78
OFFER = 0.6 / 0.78


def share(value: float) -> Quantity:
    """A share."""
    return assumed(value, Unit.SHARE)


def stage(name: str, x: float, *, after_win: bool = False, days: float = 10) -> Stage:
    """A stage of the segment; its id is its name in small letters."""
    dwell = assumed(days, Unit.DAYS)
    key = name.lower().replace(" ", "-")
    return Stage(id=key, segment="seg", name=name, after_win=after_win, dwell=dwell, x=x)


def move(source: str, target: str, probability: float, reason: str = "") -> Move:
    """A move; its id is "source>target" with a full stop."""
    return Move(
        id=f"{source}.{target}",
        source=source,
        target=target,
        probability=share(probability),
        reason=reason,
    )


def outcome(kind: OutcomeKind) -> Outcome:
    """An outcome; its id is its kind."""
    return Outcome(id=kind.value, segment="seg", name=kind.value, kind=kind)


def role(key: str, skills: tuple[str, ...] = ("selling",), kind: RoleKind = RoleKind.AE) -> Role:
    """A role of these skills."""
    return Role(
        id=key,
        name=f"Role {key}",
        short=key.upper(),
        kind=kind,
        annual_cost=assumed(150_000, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(1_500, Unit.HOURS_PER_YEAR),
        headcount=assumed(2, Unit.HEADS),
        skills={
            skill: Proficiency(quality=assumed(1, Unit.SHARE), productivity=assumed(1, Unit.RATIO))
            for skill in skills
        },
    )


def segment() -> Segment:
    """The segment."""
    return Segment(
        id="seg",
        name="Mid-market",
        arrivals=assumed(100, Unit.PER_YEAR),
        deal_value=assumed(10_000, Unit.MONEY),
        gross_margin=share(0.7),
        retention=share(0.9),
    )


def two_stages() -> SalesModel:
    """Ask, Offer, Onboarding."""
    return SalesModel(
        id="m",
        name="Two stages",
        segments=(segment(),),
        stages=(
            stage("Onboarding", 9, after_win=True, days=45),
            stage("Offer", 2),
            stage("Ask", 1, days=34),
        ),
        outcomes=tuple(outcome(kind) for kind in OutcomeKind),
        moves=(
            move("ask", "ask", 0.1, "wait a quarter"),
            move("ask", "offer", 0.6),
            move("ask", "no_decision", 0.3),
            move("offer", "ask", 0.2, "look again"),
            move("offer", "won", 0.5),
            move("offer", "lost_to_rival", 0.3),
            move("onboarding", "churned", 0.1),
            move("onboarding", "stayed", 0.9),
        ),
        roles=(role("sdr", kind=RoleKind.SDR), role("ae"), role("csm", skills=("service",))),
        tasks=(
            Task(
                id="demo", segment="seg", stage="ask", name="Demo", kind=TaskKind.SELLING,
                skill="selling", hours=assumed(2, Unit.HOURS),
            ),
        ),
        assignments=(
            Assignment(id="demo:ae", task="demo", role="ae", share=share(0.7), locked=True),
            Assignment(id="demo:sdr", task="demo", role="sdr", share=share(0.3)),
        ),
    )  # fmt: skip


def stage_result(key: str, visits: float, loss: float, **changes: object) -> StageResult:
    """A stage's figures."""
    plain = StageResult(
        id=key, name=key.capitalize(), after_win=False, visits=visits, ever_visited=visits,
        loss=loss, win_from_here=0.5, dwell_days=10, dwell_sd=5, hours=100, cost=1_000,
        cost_by_role={},
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type] # tests name fields of the result


def segment_result(
    stages: tuple[StageResult, ...], flows: dict[str, float], outcomes: dict[str, float]
) -> SegmentResult:
    """A segment's figures; those that no drawing reads are zero."""
    nothing = CycleDays(0, 0, None, None, None, None)
    return SegmentResult(
        "seg", "Mid-market", 100, 0, outcomes.get("won", 0.0), outcomes, nothing, 0, 0, None,
        None, None, None, 0, 0, stages, flows,
    )  # fmt: skip


def evaluation(*segments: SegmentResult, tasks: tuple[TaskResult, ...] = ()) -> Evaluation:
    """An evaluation of these segments and tasks."""
    roles = tuple(
        RoleResult(
            key, f"Role {key}", key.upper(), "ae", 2, 150_000, hourly, 0, 0, 0, None, {}, 300_000
        )
        for key, hourly in (("sdr", 62.0), ("ae", 148.0), ("csm", 80.0))
    )
    return Evaluation("USD", segments, tasks, roles, Totals(100, 0, 0, 0, 0, None, None, 0, 0), ())


def demo(shares: dict[str, float], premium: float, cost: float = 4_000) -> TaskResult:
    """The demo's figures: 200 hours a year, split by `shares`."""
    parts = tuple(
        TaskShare(key, part, 200 * part, cost * part, 75.0) for key, part in shares.items()
    )
    return TaskResult("demo", "Demo", "seg", "ask", 200, 200, cost, 0.9, premium, ("sdr",), parts)


def by_hand(won: float = 0.5 * OFFER) -> Evaluation:
    """The two stages' figures, worked out by hand."""
    stages = (
        stage_result("ask", ASK, 0.3, dwell_days=34, cost=4_000),
        stage_result("offer", OFFER, 0.3),
        stage_result("onboarding", 0.5 * OFFER, 0.1, after_win=True, dwell_days=45),
    )
    flows = {
        "ask.ask": 0.1 * ASK,
        "ask.offer": 0.6 * ASK,
        "ask.no_decision": 0.3 * ASK,
        "offer.ask": 0.2 * OFFER,
        "offer.won": 0.5 * OFFER,
        "offer.lost_to_rival": 0.3 * OFFER,
    }
    outcomes = {"won": won, "lost_to_rival": 0.3 * OFFER, "no_decision": 0.3 * ASK}
    tasks = (demo({"ae": 0.7, "sdr": 0.3}, 2_000),)
    return evaluation(segment_result(stages, flows, outcomes), tasks=tasks)
