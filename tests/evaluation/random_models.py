"""Small valid models at random, for properties that hold for every model."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from salesmodel.model import (
    Assignment,
    Move,
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
    Track,
    Unit,
    assumed,
)
from tests.builders import a_move, an_outcome, days, holds, share

SKILLS = ("Demo", "Deal")
ENDS = (OutcomeKind.WON, OutcomeKind.LOST_TO_RIVAL, OutcomeKind.NO_DECISION)
LOSSES = (0.1, 0.2)
"""What the two parallel tracks of a first stage lose."""
Rng = np.random.Generator


def models(*, tracks: bool | None = None) -> st.SearchStrategy[SalesModel]:
    """Models of one or two segments, one to four stages each, with or without parallel tracks."""
    return st.builds(
        random_model,
        seed=st.integers(0, 2**32 - 1),
        segments=st.integers(1, 2),
        stages=st.integers(1, 4),
        tracks=st.booleans() if tracks is None else st.just(tracks),
    )


def random_model(seed: int, segments: int, stages: int, *, tracks: bool) -> SalesModel:
    """Valid by construction; seldom with a role or a task that has nothing to do."""
    rng = np.random.default_rng(seed)
    ids = [f"s{s}" for s in range(segments)]
    buying = {s: [f"{s}.{i}" for i in range(stages)] for s in ids}
    roles = tuple(_role(r, rng) for r in range(3))
    tasks = tuple(
        _task(s, stage, n, tracks and stage == f"{s}.0", rng)
        for s in ids
        for n, stage in enumerate([None, *buying[s], f"{s}.after"])
    )
    return SalesModel(
        id="random",
        name="Random",
        segments=tuple(_segment(s, rng) for s in ids),
        stages=tuple(stage for s in ids for stage in _stages(s, buying[s], rng)),
        tracks=tuple(track for s in ids for track in _tracks(s, rng)) if tracks else (),
        outcomes=tuple(
            an_outcome(f"{s}.{kind}", kind.value, kind, s) for s in ids for kind in OutcomeKind
        ),
        moves=tuple(m for s in ids for m in _moves(s, buying[s], tracks, rng)),
        roles=roles,
        tasks=tasks,
        assignments=tuple(item for task in tasks for item in _shares(task, roles, rng)),
    )


def _segment(segment: str, rng: Rng) -> Segment:
    return Segment(
        id=segment,
        name=segment,
        arrivals=assumed(rng.uniform(10, 1_000), Unit.PER_YEAR),
        deal_value=assumed(rng.uniform(1_000, 90_000), Unit.MONEY),
        gross_margin=share(rng.uniform(0.2, 0.9)),
        retention=share(rng.uniform(0, 0.95)),
    )


def _stages(segment: str, buying: list[str], rng: Rng) -> list[Stage]:
    entry = rng.dirichlet(np.ones(len(buying)))
    return [
        *(
            Stage(id=stage, segment=segment, name=stage, entry=share(x), dwell=_dwell(rng))
            for stage, x in zip(buying, entry.tolist(), strict=True)
        ),
        Stage(
            id=f"{segment}.after", segment=segment, name="After", entry=share(1), after_win=True,
            dwell=_dwell(rng),
        ),
    ]  # fmt: skip


def _dwell(rng: Rng) -> Quantity:
    return days(rng.uniform(1, 60))


def _tracks(segment: str, rng: Rng) -> list[Track]:
    return [
        Track(
            id=f"{segment}.track{t}", stage=f"{segment}.0", name=f"Track {t}", dwell=_dwell(rng),
            dwell_cv=assumed(rng.uniform(0.2, 1.5), Unit.RATIO), loss=share(loss),
        )
        for t, loss in enumerate(LOSSES)
    ]  # fmt: skip


def _moves(segment: str, buying: list[str], tracks: bool, rng: Rng) -> list[Move]:
    moves = []
    for stage in buying:
        onward = 0.9 * rng.dirichlet(np.full(len(buying) + 1, 0.7))
        onward[-1] += 0.1
        lose = rng.dirichlet(np.ones(2))
        both = LOSSES[0] + LOSSES[1] - LOSSES[0] * LOSSES[1]
        lost = both if tracks and stage == buying[0] else rng.uniform(0.02, 0.7)
        targets = [*buying, *(f"{segment}.{kind}" for kind in ENDS)]
        chances = [*(onward * (1 - lost)), *(lose * lost)]
        moves += [a_move(stage, to, float(p)) for to, p in zip(targets, chances, strict=True)]
    after, stay = f"{segment}.after", rng.uniform(0.5, 0.95)
    return [
        *moves,
        a_move(after, f"{segment}.stayed", stay),
        a_move(after, f"{segment}.churned", 1 - stay),
    ]


def _role(number: int, rng: Rng) -> Role:
    return Role(
        id=f"r{number}",
        name=f"Role {number}",
        short=f"R{number}",
        kind=RoleKind.AE,
        annual_cost=assumed(rng.uniform(40_000, 200_000), Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(rng.uniform(600, 1_500), Unit.HOURS_PER_YEAR),
        headcount=assumed(int(rng.integers(1, 9)), Unit.HEADS),
        skills={
            skill: Proficiency(
                quality=share(rng.uniform(0.3, 1)),
                productivity=assumed(rng.uniform(0.5, 1.5), Unit.RATIO),
            )
            for skill in SKILLS
        },
    )


def _task(segment: str, stage: str | None, number: int, tracked: bool, rng: Rng) -> Task:
    return Task(
        id=f"{segment}.task{number}",
        segment=segment,
        stage=stage,
        track=f"{segment}.track{rng.integers(2)}" if tracked else None,
        name=f"Task {number}",
        kind=list(TaskKind)[rng.integers(len(TaskKind))],
        skill=SKILLS[rng.integers(2)],
        hours=assumed(rng.uniform(0.1, 20), Unit.HOURS),
        per="deal" if rng.random() < 0.3 else "visit",
        weight=assumed(rng.uniform(0, 2), Unit.LOG_ODDS),
    )


def _shares(task: Task, roles: tuple[Role, ...], rng: Rng) -> list[Assignment]:
    shares = rng.dirichlet(np.ones(len(roles))).tolist()
    return [holds(task.id, role.id, x) for role, x in zip(roles, shares, strict=True)]
