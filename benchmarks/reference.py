"""The model that speed is measured on: 4 segments of 8 stages, 40 tasks, 10 roles.

Offers `reference_model`. One stage of each journey has two parallel tracks; every journey loops
back, skips and loses to both outcomes. The numbers are drawn once, from a fixed seed.
"""

from __future__ import annotations

import numpy as np

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
    Track,
    Unit,
    assignment_id,
    assumed,
)

SEGMENTS = 4
STAGES = 8
TASKS = 40
ROLES = 10
SKILLS = ("prospecting", "demo", "proposal", "negotiation", "service")
TRACKED = 3
"""The stage, counted from 0, whose buyers evaluate and seek consensus in parallel."""


def reference_model() -> SalesModel:
    """The same model at every call."""
    rng = np.random.default_rng(20_261_125)
    segments = [f"segment{s}" for s in range(SEGMENTS)]
    tasks = [_task(k, rng) for k in range(TASKS)]
    return SalesModel(
        id="reference",
        name="Reference model",
        segments=tuple(_segment(segment, rng) for segment in segments),
        stages=tuple(_stage(segment, i, rng) for segment in segments for i in range(STAGES)),
        tracks=tuple(_track(segment, t, rng) for segment in segments for t in range(2)),
        outcomes=tuple(
            Outcome(id=f"{segment}.{kind}", segment=segment, name=kind.capitalize(), kind=kind)
            for segment in segments
            for kind in (OutcomeKind.WON, OutcomeKind.LOST_TO_RIVAL, OutcomeKind.NO_DECISION)
        ),
        moves=tuple(move for segment in segments for move in _moves(segment)),
        roles=tuple(_role(r, rng) for r in range(ROLES)),
        tasks=tuple(tasks),
        assignments=tuple(item for k, task in enumerate(tasks) for item in _shares(k, task)),
    )


def _around(rng: np.random.Generator, value: float, unit: Unit, most: float = np.inf) -> Quantity:
    """A quantity near `value`, with a range of 20% to both sides but never above `most`."""
    drawn = min(value * rng.uniform(0.8, 1.2), most)
    return assumed(drawn, unit, low=0.8 * drawn, high=min(1.2 * drawn, most))


def _segment(segment: str, rng: np.random.Generator) -> Segment:
    return Segment(
        id=segment,
        name=segment.capitalize(),
        arrivals=_around(rng, 500, Unit.PER_YEAR),
        deal_value=_around(rng, 60_000, Unit.MONEY),
        gross_margin=_around(rng, 0.7, Unit.SHARE, 0.95),
        retention=_around(rng, 0.8, Unit.SHARE, 0.95),
    )


def _stage(segment: str, i: int, rng: np.random.Generator) -> Stage:
    return Stage(
        id=f"{segment}.{i}",
        segment=segment,
        name=f"Stage {i + 1}",
        entry=assumed((0.7, 0.3)[i] if i < 2 else 0.0, Unit.SHARE),
        dwell=_around(rng, 14, Unit.DAYS),
        dwell_cv=_around(rng, 0.8, Unit.RATIO),
    )


def _track(segment: str, t: int, rng: np.random.Generator) -> Track:
    return Track(
        id=f"{segment}.track{t}",
        stage=f"{segment}.{TRACKED}",
        name=("Fit", "Consensus")[t],
        dwell=_around(rng, 20, Unit.DAYS),
        dwell_cv=_around(rng, 0.7, Unit.RATIO),
        loss=assumed((0.1, 0.05)[t], Unit.SHARE),
    )


def _moves(segment: str) -> list[Move]:
    """Forward, a skip, a step back and two losses; the last stage goes to Won instead."""
    moves = []
    for i in range(STAGES):
        lost = 1 - 0.9 * 0.95 if i == TRACKED else 0.12
        row = {"lost_to_rival": lost / 3, "no_decision": lost * 2 / 3}
        if i > 0:
            row[str(i - 1)] = 0.08
        if i + 2 < STAGES:
            row[str(i + 2)] = 0.05
        row[str(i + 1) if i + 1 < STAGES else "won"] = 1 - sum(row.values())
        moves += [_move(f"{segment}.{i}", f"{segment}.{to}", p) for to, p in row.items()]
    return moves


def _move(source: str, target: str, probability: float) -> Move:
    return Move(
        id=f"{source}-{target}",
        source=source,
        target=target,
        probability=assumed(probability, Unit.SHARE),
    )


def _role(r: int, rng: np.random.Generator) -> Role:
    """Every role has three of the five skills."""
    return Role(
        id=f"role{r}",
        name=f"Role {r + 1}",
        short=f"R{r + 1}",
        kind=tuple(RoleKind)[r % len(RoleKind)],
        annual_cost=_around(rng, 70_000 + 12_000 * r, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=_around(rng, 1_200, Unit.HOURS_PER_YEAR),
        headcount=assumed(6, Unit.HEADS),
        skills={
            SKILLS[(r + j) % len(SKILLS)]: Proficiency(
                quality=_around(rng, 0.75, Unit.SHARE, 1.0),
                productivity=_around(rng, 1.0, Unit.RATIO),
            )
            for j in range(3)
        },
    )


def _task(k: int, rng: np.random.Generator) -> Task:
    """Ten tasks a segment: one before the journey, one on a track, one on each further stage."""
    segment, place = f"segment{k // (TASKS // SEGMENTS)}", k % (TASKS // SEGMENTS)
    stage = None if place == STAGES else place % STAGES
    return Task(
        id=f"task{k}",
        segment=segment,
        stage=None if stage is None else f"{segment}.{stage}",
        track=f"{segment}.track0" if stage == TRACKED else None,
        name=f"Task {k + 1}",
        kind=tuple(TaskKind)[k % len(TaskKind)],
        skill=SKILLS[k % len(SKILLS)],
        hours=_around(rng, 4, Unit.HOURS),
        per="deal" if place % 3 == 2 else "visit",
        weight=assumed(0.2, Unit.LOG_ODDS, low=0.0, high=0.5),
    )


def _shares(k: int, task: Task) -> list[Assignment]:
    """The task's first two skilled roles, 60 to 40."""
    skilled = [r for r in range(ROLES) if (k - r) % len(SKILLS) < 3][:2]
    return [
        Assignment(
            id=assignment_id(task.id, f"role{r}"),
            task=task.id,
            role=f"role{r}",
            share=assumed(share, Unit.SHARE),
        )
        for r, share in zip(skilled, (0.6, 0.4), strict=True)
    ]
