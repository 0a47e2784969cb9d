"""A small company that holds together, and ways to break it: for tests of every room.

`a_model()` is Acme: Enterprise buyers explore, evaluate (fit beside security), agree; customers are
onboarded. `with_all_said` has what a group chose, judged, reviewed and accepted beside that.
`changed`, `without` and `also` give it back with one thing different.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from salesmodel.model import (
    Acceptance,
    Assignment,
    BuyingJob,
    Component,
    ComponentKind,
    Entity,
    Judgement,
    Move,
    Outcome,
    OutcomeKind,
    Proficiency,
    Quantity,
    Review,
    Role,
    RoleKind,
    SalesModel,
    Segment,
    Severity,
    Stage,
    Task,
    TaskKind,
    Track,
    Unit,
    Variant,
    assignment_id,
    assumed,
    judgement_id,
    review_id,
)

A_DAY = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_model() -> SalesModel:
    """Acme: 100 buyers a year, a win rate worked out by hand in the tests that need it."""
    return SalesModel(
        id="acme",
        name="Acme",
        segments=(a_segment("ent", "Enterprise"),),
        stages=(
            a_stage("explore", "Solution exploration", entry=share(0.75)),
            a_stage("evaluate", "Vendor evaluation", entry=share(0.25)),
            a_stage("consensus", "Consensus building", job=BuyingJob.CONSENSUS_BUILDING),
            a_stage("onboard", "Onboarding", entry=share(1), after_win=True),
        ),
        tracks=(
            a_track("fit", "evaluate", "Fit", 0.2),
            a_track("security", "evaluate", "Security review", 0.25),
        ),
        outcomes=(
            an_outcome("won", "Won", OutcomeKind.WON),
            an_outcome("rival", "Lost to a rival", OutcomeKind.LOST_TO_RIVAL),
            an_outcome("nodec", "No decision", OutcomeKind.NO_DECISION),
            an_outcome("stayed", "Stayed", OutcomeKind.STAYED),
            an_outcome("churned", "Churned", OutcomeKind.CHURNED),
        ),
        moves=(
            a_move("explore", "evaluate", 0.6),
            a_move("explore", "nodec", 0.4),
            a_move("evaluate", "consensus", 0.5),
            a_move("evaluate", "explore", 0.1),
            a_move("evaluate", "rival", 0.3),
            a_move("evaluate", "nodec", 0.1),
            a_move("consensus", "won", 0.5),
            a_move("consensus", "nodec", 0.5),
            a_move("onboard", "stayed", 0.9),
            a_move("onboard", "churned", 0.1),
        ),
        roles=(
            a_role("sdr", "SDR", RoleKind.SDR, 75_000, "Prospecting"),
            a_role("ae", "Account executive", RoleKind.AE, 180_000, "Prospecting", "Demo", "Deal"),
            a_role("se", "Sales engineer", RoleKind.SE, 150_000, "Demo"),
        ),
        tasks=(
            a_task("prospect", "Prospecting", None, "Prospecting", kind=TaskKind.PROSPECTING),
            a_task("demo", "Demo", "evaluate", "Demo", track="fit", kind=TaskKind.TECHNICAL),
            a_task("proposal", "Proposal", "consensus", "Deal"),
        ),
        assignments=(
            holds("prospect", "sdr", 0.5),
            holds("prospect", "ae", 0.5),
            holds("demo", "ae", 0.4),
            holds("demo", "se", 0.6),
            holds("proposal", "ae", 1),
        ),
        components=(
            Component(
                id="ent.value",
                segment="ent",
                kind=ComponentKind.VALUE_PROPOSITION,
                variant="performance",
            ),
        ),
    )


def with_a_second_segment(model: SalesModel) -> SalesModel:
    """Acme with SMB beside Enterprise: one stage, half of whose buyers are won."""
    model = also(model, "segments", a_segment("smb", "SMB"))
    model = also(model, "stages", a_stage("try", "Trial", segment="smb", entry=share(1)))
    model = also(model, "outcomes", an_outcome("smb.won", "Won", OutcomeKind.WON, "smb"))
    model = also(model, "outcomes", an_outcome("smb.no", "Gone", OutcomeKind.NO_DECISION, "smb"))
    model = also(model, "moves", a_move("try", "smb.won", 0.5))
    return also(model, "moves", a_move("try", "smb.no", 0.5))


def with_all_said(model: SalesModel) -> SalesModel:
    """The model of a group that added a variant, promises 30 days, judges, reviews and accepts."""
    desk = a_variant("desk", "Reseller desk", ComponentKind.SELLING_TASKS)
    model = also(model, "variants", desk)
    model = changed(model, "components", "ent.value", promised_days=days(30))
    chosen = Component(
        id="ent.tasks", segment="ent", kind=ComponentKind.SELLING_TASKS, variant="desk"
    )
    model = also(model, "components", chosen)
    model = also(model, "judgements", a_judgement("named_accounts", "desk", -2, "Maya"))
    model = also(model, "judgements", a_judgement("buys_alone", "desk", 1, "Tom"))
    kinds = ComponentKind.VALUE_PROPOSITION, ComponentKind.SELLING_TASKS
    model = also(model, "reviews", a_review("ent", *kinds))
    return also(model, "acceptances", an_acceptance("promise-without-tasks:ent:-:-:-:-:-"))


def a_variant(variant_id: str, name: str, kind: ComponentKind) -> Variant:
    return Variant(id=variant_id, kind=kind, name=name, description=f"{name}, as we do it.")


def a_judgement(source: str, target: str, value: int, by: str) -> Judgement:
    return Judgement(
        id=judgement_id(source, target, by),
        source=source,
        target=target,
        value=value,
        by=by,
        why="We tried it",
        on=A_DAY,
        rests_on={"segments[ent].profile.human_contact": 0.5},
        wording="a1b2",
    )


def a_review(segment: str, one: ComponentKind, other: ComponentKind) -> Review:
    return Review(
        id=review_id(segment, one, other),
        segment=segment,
        one=one,
        other=other,
        seen={"tasks[demo].hours": 4.0, "components[ent.value].promised_days": 30.0},
        by="Maya",
        on=A_DAY,
        changed_by="Tom",
        changed_on=A_DAY,
    )


def an_acceptance(about: str, by: str = "Maya", acceptance_id: str = "accepted") -> Acceptance:
    return Acceptance(
        id=acceptance_id,
        about=about,
        severity=Severity.WATCH,
        why="It is only for this year.",
        by=by,
        on=A_DAY,
    )


def changed(model: SalesModel, collection: str, entity_id: str, **fields: Any) -> SalesModel:
    """The model with these fields of one entity exchanged."""
    entities = getattr(model, collection)
    assert any(entity.id == entity_id for entity in entities), f"no {entity_id} in {collection}"
    return _with(
        model,
        collection,
        tuple(
            entity.model_copy(update=fields) if entity.id == entity_id else entity
            for entity in entities
        ),
    )


def without(model: SalesModel, collection: str, *ids: str) -> SalesModel:
    """The model less these entities; what points to them is left dangling."""
    entities = getattr(model, collection)
    assert set(ids) <= {entity.id for entity in entities}, f"not all of {ids} in {collection}"
    return _with(model, collection, tuple(e for e in entities if e.id not in ids))


def also(model: SalesModel, collection: str, entity: Entity) -> SalesModel:
    """The model with one more entity."""
    return _with(model, collection, (*getattr(model, collection), entity))


def a_segment(segment_id: str, name: str) -> Segment:
    return Segment(
        id=segment_id,
        name=name,
        arrivals=assumed(100, Unit.PER_YEAR),
        deal_value=assumed(50_000, Unit.MONEY),
        gross_margin=share(0.8),
        retention=share(0.9),
    )


def a_stage(stage_id: str, name: str, *, segment: str = "ent", **more: Any) -> Stage:
    return Stage(id=stage_id, segment=segment, name=name, dwell=days(20), **more)


def a_track(track_id: str, stage: str, name: str, loss: float) -> Track:
    return Track(id=track_id, stage=stage, name=name, dwell=days(15), loss=share(loss))


def an_outcome(outcome_id: str, name: str, kind: OutcomeKind, segment: str = "ent") -> Outcome:
    return Outcome(id=outcome_id, segment=segment, name=name, kind=kind)


def a_move(source: str, target: str, probability: float) -> Move:
    return Move(
        id=f"{source}.{target}", source=source, target=target, probability=share(probability)
    )


def a_role(role_id: str, name: str, kind: RoleKind, cost: float, *skills: str) -> Role:
    """A role of two people, 1,800 hours at work a year, 1,200 of them productive."""
    return Role(
        id=role_id,
        name=name,
        short=role_id.upper(),
        kind=kind,
        annual_cost=assumed(cost, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(1_200, Unit.HOURS_PER_YEAR),
        headcount=assumed(2, Unit.HEADS),
        skills={skill: Proficiency(quality=share(0.8)) for skill in skills},
    )


def a_task(
    task_id: str,
    name: str,
    stage: str | None,
    skill: str,
    *,
    kind: TaskKind = TaskKind.SELLING,
    segment: str = "ent",
    **more: Any,
) -> Task:
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


def holds(task: str, role: str, value: float) -> Assignment:
    return Assignment(id=assignment_id(task, role), task=task, role=role, share=share(value))


def share(value: float) -> Quantity:
    return assumed(value, Unit.SHARE)


def heads(value: float) -> Quantity:
    return assumed(value, Unit.HEADS)


def days(value: float) -> Quantity:
    return assumed(value, Unit.DAYS)


def _with(model: SalesModel, collection: str, entities: tuple[Any, ...]) -> SalesModel:
    return model.model_copy(update={collection: entities})
