"""A company whose components support each other: no check fires on it until a test breaks it.

Model and evaluation are written by hand, side by side, so that each check is tested alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

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
    BuyingJob,
    BuyingProfile,
    Component,
    ComponentKind,
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
    assumed,
)


def share(value):
    return assumed(value, Unit.SHARE)


def changed(items, wanted, **values):
    """The items with these fields of one of them set."""

    def one(item):
        if item.id != wanted:
            return item
        if hasattr(item, "model_copy"):
            return item.model_copy(update=values)
        return replace(item, **values)

    return tuple(one(item) for item in items)


@dataclass(frozen=True)
class Company:
    """A model beside its evaluation."""

    model: SalesModel
    evaluation: Evaluation

    def with_model(self, **lists):
        return replace(self, model=self.model.model_copy(update=lists))

    def with_evaluation(self, **lists):
        return replace(self, evaluation=replace(self.evaluation, **lists))

    def editing(self, collection, wanted, **values):
        """One entity of the model changed."""
        items = changed(getattr(self.model, collection), wanted, **values)
        return self.with_model(**{collection: items})

    def resulting(self, collection, wanted, **values):
        """One part of the evaluation changed."""
        items = changed(getattr(self.evaluation, collection), wanted, **values)
        return self.with_evaluation(**{collection: items})

    def buying(self, segment, **profile):
        """A segment that buys in this way: stakeholders, formality, human contact."""
        units = {"stakeholders": Unit.PEOPLE}
        present = next(s for s in self.model.segments if s.id == segment).profile
        values = {k: assumed(v, units.get(k, Unit.SHARE)) for k, v in profile.items()}
        return self.editing("segments", segment, profile=present.model_copy(update=values))

    def reached(self, segment, stage, ever):
        """The stage visited by this share of buyers."""
        result = self.evaluation.segment(segment)
        return self.resulting(
            "segments", segment, stages=changed(result.stages, stage, ever_visited=ever)
        )


def a_segment(segment_id, name, stakeholders, formality, contact):
    return Segment(
        id=segment_id,
        name=name,
        arrivals=assumed(100, Unit.PER_YEAR),
        deal_value=assumed(50_000, Unit.MONEY),
        gross_margin=share(0.8),
        retention=share(0.9),
        profile=BuyingProfile(
            stakeholders=assumed(stakeholders, Unit.PEOPLE),
            formality=share(formality),
            human_contact=share(contact),
        ),
    )


def stages_of(segment):
    jobs = (BuyingJob.CONSENSUS_BUILDING, BuyingJob.PROCUREMENT, BuyingJob.ONBOARDING)
    return [
        Stage(
            id=f"{segment}.{job.value}",
            segment=segment,
            name=job.value.replace("_", " ").capitalize(),
            job=job,
            after_win=job == BuyingJob.ONBOARDING,
            dwell=assumed(10, Unit.DAYS),
        )
        for job in jobs
    ]


def a_task(segment, name, stage, kind):
    return Task(
        id=f"{segment}.{name.replace(' ', '-')}",
        segment=segment,
        stage=None if stage is None else f"{segment}.{stage}",
        name=name.capitalize(),
        kind=kind,
        skill=name.capitalize(),
        hours=assumed(4, Unit.HOURS),
    )


def tasks_of(segment):
    return [
        a_task(segment, "prospecting", None, TaskKind.PROSPECTING),
        a_task(segment, "executive alignment", "consensus_building", TaskKind.SELLING),
        a_task(segment, "negotiation", "procurement", TaskKind.SELLING),
        a_task(segment, "training", "onboarding", TaskKind.ONBOARDING),
    ]


def a_role(role_id, cost, kind):
    skills = ("Prospecting", "Executive alignment", "Negotiation", "Training")
    return Role(
        id=role_id,
        name=role_id.upper(),
        short=role_id.upper(),
        kind=kind,
        annual_cost=assumed(cost, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(1_200, Unit.HOURS_PER_YEAR),
        headcount=assumed(2, Unit.HEADS),
        skills={skill: Proficiency(quality=share(0.8)) for skill in skills},
    )


def a_stage_result(stage, ever=0.5):
    return StageResult(
        stage.id, stage.name, stage.after_win, 0.6, ever, 0.2, 0.4, 10, 10, 100, 9_000, {}
    )


def a_segment_result(segment, stages):
    return SegmentResult(
        id=segment.id,
        name=segment.name,
        arrivals=100,
        wins=25,
        win_rate=0.25,
        outcomes={"won": 0.25, "no_decision": 0.75},
        cycle_days=CycleDays(90, 30, 100, 20, 80, 20),
        cost=300_000,
        cost_per_deal=3_000,
        cost_per_win=12_000,
        acquisition_cost_per_win=10_000,
        cost_to_serve_per_win=2_000,
        payback_months=3,
        lifetime_value=400_000,
        contribution=700_000,
        stages=tuple(a_stage_result(s) for s in stages if s.segment == segment.id),
        flows={},
    )


def a_task_result(task, role):
    done = TaskShare(role, 1, 100, 9_000, 112)
    return TaskResult(
        task.id,
        task.name,
        task.segment,
        task.stage,
        100,
        100,
        9_000,
        0.8,
        0,
        (role,),
        (done,),
    )


def a_role_result(role, kind):
    return RoleResult(
        id=role.id,
        name=role.name,
        short=role.short,
        kind=role.kind.value,
        headcount=2,
        annual_cost=role.annual_cost.value,
        hourly_cost=role.annual_cost.value / 1_200,
        hours=200,
        cost=20_000,
        utilisation=0.7,
        non_selling_share=0.0 if kind == "selling" else 1.0,
        hours_by_kind={kind: 200.0},
        payroll=role.annual_cost.value * 2,
    )


DOES = {
    "prospecting": "sdr",
    "executive-alignment": "ae",
    "negotiation": "ae",
    "training": "csm",
}


@pytest.fixture
def company() -> Company:
    """Two segments far enough apart to be two, near enough to be sold to by the same roles."""
    segments = (a_segment("ent", "Enterprise", 9, 0.8, 0.8), a_segment("mid", "Mid", 5, 0.6, 0.6))
    stages = tuple(s for segment in ("ent", "mid") for s in stages_of(segment))
    tasks = tuple(t for segment in ("ent", "mid") for t in tasks_of(segment))
    roles = (
        a_role("sdr", 70_000, RoleKind.SDR),
        a_role("ae", 180_000, RoleKind.AE),
        a_role("csm", 110_000, RoleKind.CSM),
    )
    does = {task.id: DOES[task.id.partition(".")[2]] for task in tasks}
    model = SalesModel(
        id="acme",
        name="Acme",
        segments=segments,
        stages=stages,
        outcomes=tuple(
            Outcome(id=f"{s.id}.won", segment=s.id, name="Won", kind=OutcomeKind.WON)
            for s in segments
        ),
        roles=roles,
        tasks=tasks,
        assignments=tuple(
            Assignment(
                id=f"{t.id}:{does[t.id]}",
                task=t.id,
                role=does[t.id],
                share=share(1),
            )
            for t in tasks
        ),
        components=tuple(
            Component(id=f"{s.id}.{kind.value}", segment=s.id, kind=kind, variant="Chosen")
            for s in segments
            for kind in ComponentKind
        ),
    )
    evaluation = Evaluation(
        currency="USD",
        segments=tuple(a_segment_result(s, stages) for s in segments),
        tasks=tuple(a_task_result(t, does[t.id]) for t in tasks),
        roles=(
            a_role_result(roles[0], "prospecting"),
            a_role_result(roles[1], "selling"),
            a_role_result(roles[2], "onboarding"),
        ),
        totals=Totals(200, 50, 0.25, 600_000, 1_400_000, 12_000, 100, 0, 720_000),
        gaps=(),
    )
    return Company(model, evaluation)
