"""A company whose components support each other: no check fires on it until a test breaks it.

A test breaks the model, and has it evaluated, or sets what the evaluation says, so that each check
is tested alone. `Company.mended` makes a mend as the page does.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from salesmodel.coherence.checks.checking import CHECKS, structural_findings
from salesmodel.coherence.sight import Sight
from salesmodel.editing import do
from salesmodel.evaluation import Evaluation, evaluate
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
    Unit,
    assumed,
    validate,
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

    @property
    def sight(self):
        return Sight(self.model, self.evaluation)

    @property
    def findings(self):
        """What all checks find."""
        return structural_findings(self.sight)

    def found(self, check):
        """What one check finds."""
        run = next(each.run for each in CHECKS if each.id == check)
        return tuple(run(self.sight))

    def only(self, check):
        """The single finding of this check."""
        (finding,) = self.found(check)
        assert finding.check == check
        return finding

    def doers(self, task):
        """Who does a task, with shares and hours."""
        return self.evaluation.task(task).shares

    def evaluated(self):
        """The company as the kernel evaluates it now."""
        assert validate(self.model) == ()
        return replace(self, evaluation=evaluate(self.model))

    def doing(self, *commands):
        """The company after these commands, evaluated."""
        model = self.model
        for command in commands:
            model, _ = do(model, command)
        return replace(self, model=model).evaluated()

    def mended(self, finding, label):
        """The company after one click on the finding's first mend, which says this."""
        assert finding.mends[0].label == label
        return self.doing(*finding.mends[0].commands)

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
            entry=share(0 if job == BuyingJob.PROCUREMENT else 1),
            dwell=assumed(10, Unit.DAYS),
        )
        for job in jobs
    ]


def moves_of(segment):
    """Half of the buyers go on at each stage, so a quarter is won; one customer in ten leaves."""
    ways = (
        ("consensus_building", "procurement", 0.5),
        ("consensus_building", "no_decision", 0.5),
        ("procurement", "won", 0.5),
        ("procurement", "lost_to_rival", 0.5),
        ("onboarding", "stayed", 0.9),
        ("onboarding", "churned", 0.1),
    )
    return [
        Move(
            id=f"{segment}.{source}-{target}",
            source=f"{segment}.{source}",
            target=f"{segment}.{target}",
            probability=share(probability),
        )
        for source, target, probability in ways
    ]


def outcomes_of(segment):
    return [
        Outcome(
            id=f"{segment}.{kind.value}",
            segment=segment,
            name=kind.value.replace("_", " ").capitalize(),
            kind=kind,
        )
        for kind in OutcomeKind
    ]


def a_task(segment, name, stage, kind, hours=4):
    return Task(
        id=f"{segment}.{name.replace(' ', '-')}",
        segment=segment,
        stage=None if stage is None else f"{segment}.{stage}",
        name=name.capitalize(),
        kind=kind,
        skill=name.capitalize(),
        hours=assumed(hours, Unit.HOURS),
    )


def tasks_of(segment):
    return [
        a_task(segment, "prospecting", None, TaskKind.PROSPECTING),
        a_task(segment, "qualification", None, TaskKind.QUALIFICATION, hours=0),
        a_task(segment, "executive alignment", "consensus_building", TaskKind.SELLING),
        a_task(segment, "negotiation", "procurement", TaskKind.SELLING),
        a_task(segment, "training", "onboarding", TaskKind.ONBOARDING),
    ]


def a_role(role_id, cost, kind, heads=2, quality=0.8):
    skills = ("Prospecting", "Qualification", "Executive alignment", "Negotiation", "Training")
    return Role(
        id=role_id,
        name=role_id.upper(),
        short=role_id.upper(),
        kind=kind,
        annual_cost=assumed(cost, Unit.MONEY_PER_YEAR),
        present_hours=assumed(1_800, Unit.HOURS_PER_YEAR),
        productive_hours=assumed(1_200, Unit.HOURS_PER_YEAR),
        headcount=assumed(heads, Unit.HEADS),
        skills={skill: Proficiency(quality=share(quality)) for skill in skills},
    )


DOES = {
    "prospecting": "sdr",
    "qualification": "sdr",
    "executive-alignment": "ae",
    "negotiation": "ae",
    "training": "csm",
}
CHOSEN = {
    ComponentKind.CUSTOMER_SELECTION: "named_accounts",
    ComponentKind.VALUE_PROPOSITION: "lowest_price",
    ComponentKind.SELLING_TASKS: "high_velocity",
    ComponentKind.VALUE_DELIVERY: "pooled_success",
}


def a_company(segments) -> Company:
    """Segments that are all sold to in the same way: 100 buyers a year each, 25 of them won.

    A year of a segment takes 400 hours of prospecting, 400 of alignment, 200 of negotiation and
    100 of training, at 4 hours a visit; buyers are qualified along the way, in no hours of its own.
    """
    names = [segment.id for segment in segments]
    tasks = tuple(t for name in names for t in tasks_of(name))
    does = {task.id: DOES[task.id.partition(".")[2]] for task in tasks}
    model = SalesModel(
        id="acme",
        name="Acme",
        segments=tuple(segments),
        stages=tuple(s for name in names for s in stages_of(name)),
        outcomes=tuple(o for name in names for o in outcomes_of(name)),
        moves=tuple(m for name in names for m in moves_of(name)),
        roles=(
            a_role("sdr", 70_000, RoleKind.SDR, heads=1.6),
            a_role("ae", 180_000, RoleKind.AE),
            a_role("csm", 110_000, RoleKind.CSM, heads=0.4),
        ),
        tasks=tasks,
        assignments=tuple(
            Assignment(id=f"{t.id}:{does[t.id]}", task=t.id, role=does[t.id], share=share(1))
            for t in tasks
        ),
        components=tuple(
            Component(id=f"{name}.{kind.value}", segment=name, kind=kind, variant=variant)
            for name in names
            for kind, variant in CHOSEN.items()
        ),
    )
    return Company(model, evaluate(model))


@pytest.fixture
def company() -> Company:
    """Two segments far enough apart to be two, near enough to be sold to by the same roles."""
    return a_company(
        [a_segment("ent", "Enterprise", 9, 0.8, 0.8), a_segment("mid", "Mid", 5, 0.6, 0.6)]
    )
