"""Models for tests of the evaluation."""

from __future__ import annotations

import numpy as np

from salesmodel.model import (
    Assignment,
    Move,
    Outcome,
    OutcomeKind,
    Proficiency,
    Role,
    RoleKind,
    SalesModel,
    Segment,
    Stage,
    Task,
    TaskKind,
    Unit,
    assignment_id,
    assumed,
)
from tests.builders import a_move, an_outcome, days, holds, share


def reassigned(model: SalesModel, seed: int) -> SalesModel:
    """Today's shares as the baseline, and every task spread over all who can do it, at random."""
    rng = np.random.default_rng(seed)
    held: dict[str, dict[str, float]] = {task.id: {} for task in model.tasks}
    for item in model.assignments:
        held[item.task][item.role] = item.share.value
    new: list[Assignment] = []
    for task in model.tasks:
        roles = [role.id for role in model.roles if task.skill in role.skills]
        shares = rng.dirichlet(np.ones(len(roles)))
        new += [
            Assignment(
                id=assignment_id(task.id, role), task=task.id, role=role, share=share(float(x))
            )
            for role, x in zip(roles, shares, strict=True)
        ]
    return model.model_copy(
        update={
            "tasks": tuple(
                task.model_copy(update={"baseline_shares": held[task.id]}) for task in model.tasks
            ),
            "assignments": tuple(new),
        }
    )


def two_stages() -> SalesModel:
    """Worked out by hand in the tests: 100 buyers, `meet` (half go on, a tenth meets again, the
    rest are lost), then `agree` (four of five are won); 10 days and 20 days of an exponential."""
    segment = Segment(
        id="s",
        name="Mid-market",
        arrivals=assumed(100, Unit.PER_YEAR),
        deal_value=assumed(30_000, Unit.MONEY),
        gross_margin=share(0.5),
        retention=share(0.8),
    )
    return SalesModel(
        id="hand",
        name="Worked out by hand",
        segments=(segment,),
        stages=(
            Stage(id="meet", segment="s", name="Meet", entry=share(1), dwell=days(9)),
            Stage(id="agree", segment="s", name="Agree", dwell=days(20)),
            Stage(
                id="serve", segment="s", name="Serve", entry=share(1), after_win=True,
                dwell=days(300),
            ),
        ),
        outcomes=(
            an_outcome("won", "Won", OutcomeKind.WON, "s"),
            an_outcome("nodec", "No decision", OutcomeKind.NO_DECISION, "s"),
            an_outcome("stayed", "Stayed", OutcomeKind.STAYED, "s"),
            Outcome(id="gone", segment="s", name="Churned", kind=OutcomeKind.CHURNED),
        ),
        moves=(
            a_move("meet", "meet", 0.1),
            a_move("meet", "agree", 0.45),
            a_move("meet", "nodec", 0.45),
            a_move("agree", "won", 0.8),
            a_move("agree", "nodec", 0.2),
            a_move("serve", "serve", 0.5),
            a_move("serve", "stayed", 0.4),
            Move(id="m", source="serve", target="gone", probability=share(0.1)),
        ),
        roles=(
            _role("ae", "Account executive", RoleKind.AE, cost=120_000, hours=1_000, quality=0.9,
                  pace=1),
            _role("sdr", "SDR", RoleKind.SDR, cost=60_000, hours=1_200, quality=0.6, pace=0.8),
        ),
        tasks=(
            _task("list", "Build the list", None, TaskKind.PROSPECTING, 1),
            _task("demo", "Demo", "meet", TaskKind.SELLING, 3),
            _task("offer", "Offer", "agree", TaskKind.SELLING, 5),
            _task("notes", "Keep notes", "meet", TaskKind.ADMINISTRATION, 2, per="deal"),
            _task("help", "Help", "serve", TaskKind.SERVICE, 4),
        ),
        assignments=(
            holds("list", "sdr", 1),
            holds("demo", "ae", 0.5),
            holds("demo", "sdr", 0.5),
            holds("offer", "ae", 1),
            holds("notes", "ae", 1),
            holds("help", "sdr", 1),
        ),
    )  # fmt: skip


def _role(
    role_id: str,
    name: str,
    kind: RoleKind,
    *,
    cost: float,
    hours: float,
    quality: float,
    pace: float,
) -> Role:
    return Role(
        id=role_id,
        name=name,
        short=role_id.upper(),
        kind=kind,
        annual_cost=assumed(cost, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(hours, Unit.HOURS_PER_YEAR),
        headcount=assumed(1, Unit.HEADS),
        skills={
            "Selling": Proficiency(quality=share(quality), productivity=assumed(pace, Unit.RATIO))
        },
    )


def _task(
    task_id: str, name: str, stage: str | None, kind: TaskKind, hours: float, *, per: str = "visit"
) -> Task:
    return Task.model_validate(
        {
            "id": task_id, "segment": "s", "stage": stage, "name": name, "kind": kind,
            "skill": "Selling", "hours": assumed(hours, Unit.HOURS), "per": per,
            "weight": assumed(0.5, Unit.LOG_ODDS),
        }
    )  # fmt: skip
