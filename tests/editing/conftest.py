"""A small company to edit, and `edit`, which makes every test of a command a test of undo."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salesmodel.editing import (
    Change,
    applied,
    apply,
    command_from_json,
    command_to_json,
    do,
    inverse,
)
from salesmodel.model import (
    Assignment,
    BuyingJob,
    BuyingProfile,
    Component,
    ComponentKind,
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
    Track,
    Unit,
    assignment_id,
    assumed,
)

Edit = Callable[..., SalesModel]


def share(value):
    return assumed(value, Unit.SHARE)


def a_segment(segment_id="ent", name="Enterprise"):
    return Segment(
        id=segment_id,
        name=name,
        arrivals=assumed(100, Unit.PER_YEAR),
        deal_value=assumed(50_000, Unit.MONEY),
        gross_margin=share(0.8),
        retention=share(0.9),
        profile=BuyingProfile(stakeholders=assumed(9, Unit.PEOPLE)),
    )


def a_stage(stage_id, name, segment="ent", **more):
    return Stage(id=stage_id, segment=segment, name=name, dwell=assumed(20, Unit.DAYS), **more)


def a_move(source, target, probability, **more):
    return Move(
        id=f"{source}.{target}",
        source=source,
        target=target,
        probability=share(probability),
        **more,
    )


def a_role(role_id, short, cost, skills, kind=RoleKind.AE):
    return Role(
        id=role_id,
        name=short,
        short=short,
        kind=kind,
        annual_cost=assumed(cost, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(1_200, Unit.HOURS_PER_YEAR),
        headcount=assumed(2, Unit.HEADS),
        skills={skill: Proficiency(quality=share(0.8)) for skill in skills},
    )


def a_task(task_id, name, stage, skill, *, segment="ent", kind=TaskKind.SELLING, **more):
    return Task(
        id=task_id,
        segment=segment,
        stage=stage,
        name=name,
        kind=kind,
        skill=skill,
        hours=assumed(4, Unit.HOURS),
        **more,
    )


def held(task, role, value, **more):
    return Assignment(
        id=assignment_id(task, role), task=task, role=role, share=share(value), **more
    )


@pytest.fixture(scope="session")
def company() -> SalesModel:
    """Enterprise buyers: explore, evaluate (security beside fit), consensus; then onboarding."""
    return SalesModel(
        id="acme",
        name="Acme",
        segments=(a_segment(),),
        **the_journey(),
        **the_work(),
        components=(
            Component(
                id="ent.value",
                segment="ent",
                kind=ComponentKind.VALUE_PROPOSITION,
                variant="performance",
            ),
        ),
    )


def the_journey():
    """Where buyers go: stages, tracks, outcomes, moves."""
    return dict(
        stages=(
            a_stage("explore", "Solution exploration", entry=share(0.75)),
            a_stage("evaluate", "Evaluation", entry=share(0.25)),
            a_stage("consensus", "Consensus building", job=BuyingJob.CONSENSUS_BUILDING),
            a_stage("onboard", "Onboarding", entry=share(1), after_win=True),
        ),
        tracks=(
            Track(
                id="fit",
                stage="evaluate",
                name="Fit",
                dwell=assumed(15, Unit.DAYS),
                loss=share(0.2),
            ),
            Track(
                id="security",
                stage="evaluate",
                name="Security review",
                dwell=assumed(20, Unit.DAYS),
                loss=share(0.25),
            ),
        ),
        outcomes=(
            Outcome(id="won", segment="ent", name="Won", kind=OutcomeKind.WON),
            Outcome(id="rival", segment="ent", name="Rival", kind=OutcomeKind.LOST_TO_RIVAL),
            Outcome(id="nodec", segment="ent", name="No decision", kind=OutcomeKind.NO_DECISION),
            Outcome(id="stayed", segment="ent", name="Stayed", kind=OutcomeKind.STAYED),
            Outcome(id="churned", segment="ent", name="Churned", kind=OutcomeKind.CHURNED),
        ),
        moves=(
            a_move("explore", "evaluate", 0.6),
            a_move("explore", "nodec", 0.4),
            a_move("evaluate", "consensus", 0.4),
            a_move("evaluate", "explore", 0.2, reason="wrong fit"),
            a_move("evaluate", "rival", 0.3),
            a_move("evaluate", "nodec", 0.1),
            a_move("consensus", "won", 0.5),
            a_move("consensus", "nodec", 0.5),
            a_move("onboard", "stayed", 0.9),
            a_move("onboard", "churned", 0.1),
        ),
    )


def the_work():
    """Who does what: roles, tasks, shares."""
    return dict(
        roles=(
            a_role("sdr", "SDR", 70_000, ["Prospecting"], RoleKind.SDR),
            a_role("ae", "AE", 180_000, ["Prospecting", "Demo", "Closing"]),
            a_role("se", "SE", 150_000, ["Demo"], RoleKind.SE),
            a_role("csm", "CSM", 110_000, ["Demo", "Training"], RoleKind.CSM),
        ),
        tasks=(
            a_task(
                "prospect",
                "Prospecting",
                None,
                "Prospecting",
                kind=TaskKind.PROSPECTING,
                baseline_shares={"sdr": 0.5, "ae": 0.5},
            ),
            a_task("demo", "Demo", "evaluate", "Demo", track="fit"),
            a_task("proposal", "Proposal", "consensus", "Closing"),
            a_task("training", "Training", "onboard", "Training", kind=TaskKind.ONBOARDING),
        ),
        assignments=(
            held("prospect", "sdr", 0.5),
            held("prospect", "ae", 0.5),
            held("demo", "ae", 0.7),
            held("demo", "se", 0.2),
            held("demo", "csm", 0.1),
            held("proposal", "ae", 1),
            held("training", "csm", 1),
        ),
    )


@pytest.fixture
def edit() -> Edit:
    """Applies a command and checks that it can be taken back, sent as JSON, and made again."""

    def undone(model: SalesModel, command) -> SalesModel:
        untouched = model.model_dump_json()
        after, change = do(model, command)
        assert model.model_dump_json() == untouched
        assert apply(model, command) == change
        assert applied(model, change) == after
        assert applied(after, inverse(change)) == model
        assert inverse(inverse(change)) == change
        assert Change.model_validate_json(change.model_dump_json()) == change
        assert command_from_json(command_to_json(command)) == command
        assert SalesModel.model_validate_json(after.model_dump_json()) == after
        return after

    return undone


@pytest.fixture
def shares() -> Callable[[SalesModel, str], dict[str, float]]:
    """Who does a task: role id to share."""

    def of(model: SalesModel, task: str) -> dict[str, float]:
        return {a.role: a.share.value for a in model.assignments if a.task == task}

    return of


@pytest.fixture
def row() -> Callable[[SalesModel, str], dict[str, float]]:
    """Where a stage sends its buyers: target to probability."""

    def of(model: SalesModel, stage: str) -> dict[str, float]:
        return {m.target: m.probability.value for m in model.moves if m.source == stage}

    return of
