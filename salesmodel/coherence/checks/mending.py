"""What a one-click mend adds: a task with somebody who does it well, heads, a stage.

Offers `NewTask`, `usual_task`, `task_to_add`, `best_role` and `heads_to_add`. A new task goes to
the most cost-effective role (rule 3.7) that does it well and has the hours. Its hours are assumed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from salesmodel.coherence.able import cost_of_fulfilled_hour, hours_of, with_skill
from salesmodel.coherence.checks.limits import FULL, NEARLY_FULL, WEAK_FULFILMENT
from salesmodel.coherence.findings import Mend
from salesmodel.coherence.lines import below, within
from salesmodel.coherence.sight import Sight
from salesmodel.defaults.figures import quantity_from
from salesmodel.editing import AddTask, SetRoleValue, fresh_id
from salesmodel.editing.document import ids_of
from salesmodel.model import (
    Assumed,
    BuyingJob,
    Role,
    Stage,
    Task,
    TaskKind,
    Unit,
    assumed,
)


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task that a mend can add: `hours` a visit; `skills`: words that its skill may hold, the
    best first; `weight`: value, low, high of figure W9, in log-odds."""

    name: str
    kind: TaskKind
    hours: float
    skills: tuple[str, ...]
    weight: tuple[float, float, float] = (0.2, 0.0, 0.5)


MULTI_THREADING = NewTask(
    "Multi-threading: reach every stakeholder",
    TaskKind.SELLING,
    5,
    ("multi-thread", "stakeholder", "consensus", "executive", "champion", "align"),
    (0.4, 0.0, 0.9),
)
_USUAL = {
    BuyingJob.PROBLEM_RECOGNITION: NewTask(
        "First contact and follow-up", TaskKind.PROSPECTING, 2, ("prospect",), (0.3, 0.0, 0.6)
    ),
    BuyingJob.SOLUTION_EXPLORATION: NewTask(
        "Discovery call", TaskKind.SELLING, 2, ("discover", "qualif")
    ),
    BuyingJob.VENDOR_EVALUATION: NewTask(
        "Demonstration", TaskKind.TECHNICAL, 2, ("demo", "technical"), (0.5, 0.0, 1.1)
    ),
    BuyingJob.CONSENSUS_BUILDING: MULTI_THREADING,
    BuyingJob.PROCUREMENT: NewTask(
        "Negotiate terms", TaskKind.SELLING, 5, ("negotiat", "procure", "commercial", "deal")
    ),
    BuyingJob.ONBOARDING: NewTask(
        "Onboarding", TaskKind.ONBOARDING, 8, ("onboard", "implement", "train", "deliver")
    ),
    BuyingJob.ADOPTION: NewTask(
        "Check-ins and adoption", TaskKind.SERVICE, 4, ("adopt", "service", "success")
    ),
    BuyingJob.RENEWAL: NewTask("Renewal", TaskKind.SERVICE, 2, ("renew", "service", "success")),
    BuyingJob.EXPANSION: NewTask(
        "Find what more would help", TaskKind.SELLING, 2, ("expan", "commercial", "service")
    ),
}
"""The task that usually serves each buying job, after the templates."""


def usual_task(stage: Stage) -> NewTask:
    """The task that usually serves the buying job of a stage."""
    kind = TaskKind.SERVICE if stage.after_win else TaskKind.SELLING
    return _USUAL.get(stage.job) or NewTask(f"Help buyers through {stage.name}"[:200], kind, 2, ())


def task_to_add(
    sight: Sight, stage: Stage, new: NewTask, visits: float, track: str | None = None
) -> AddTask | None:
    """The command that adds a task to a stage; None when no role has a skill for it.

    `visits`: of the stage a year, for the hours that its owner must have.
    """
    skill = _skill_for(sight, stage, new)
    owner = None if skill is None else best_role(sight, skill, new.hours * visits)
    if skill is None or owner is None:
        return None
    weight, low, high = new.weight
    task = Task(
        id=fresh_id(f"{stage.id}.task", ids_of(sight.model)),
        segment=stage.segment,
        stage=stage.id,
        track=track,
        name=new.name,
        kind=new.kind,
        skill=skill,
        hours=assumed(new.hours, Unit.HOURS),
        weight=quantity_from(["W9"], weight, Unit.LOG_ODDS, low, high),
        baseline_shares={owner.id: 1.0},
    )
    return AddTask(task=task, owner=owner.id, origin=Assumed())


def visits_a_year(sight: Sight, stage: Stage) -> float:
    """How often buyers visit a stage in a year."""
    segment = sight.evaluation.segment(stage.segment)
    return segment.arrivals * next(s.visits for s in segment.stages if s.id == stage.id)


def best_role(
    sight: Sight,
    skill: str,
    hours: float,
    able: Callable[[Role], bool] = lambda role: True,
    extra: Mapping[str, float] | None = None,
) -> Role | None:
    """Who should take these standard hours a year: does it well, has the hours, costs least.

    In this order, so that a mend makes no new finding where it can; cost is money per hour of
    fulfilled work (rule 3.7). `extra`: hours a year that roles are to take on besides.
    """
    taken = extra or {}

    def rank(role: Role) -> tuple[bool, int, float, str]:
        return (
            below(role.skills[skill].quality.value, WEAK_FULFILMENT),
            _fullness(load(sight, role, taken.get(role.id, 0.0) + hours_of(role, skill, hours))),
            cost_of_fulfilled_hour(role, skill),
            role.id,
        )

    candidates = (role for role in with_skill(sight.model.roles, skill) if able(role))
    return min(candidates, key=rank, default=None)


def load(sight: Sight, role: Role, more: float) -> float:
    """The utilisation of a role with these hours a year more than today."""
    has = role.headcount.value * role.productive_hours.value
    return (sight.evaluation.role(role.id).hours + more) / has if has > 0 else float("inf")


def heads_to_add(role: Role, hours: float) -> Mend:
    """Whole heads that bring a role with these hours a year to 85% at most."""
    lacking = hours / (NEARLY_FULL * role.productive_hours.value) - role.headcount.value
    heads = max(1, ceil(lacking - 1e-9))
    command = SetRoleValue(
        role=role.id, field="headcount", value=role.headcount.value + heads, origin=Assumed()
    )
    return Mend(f"Add {heads:,} {'head' if heads == 1 else 'heads'} of {role.short}", (command,))


def _fullness(utilisation: float) -> int:
    return 0 if within(utilisation, NEARLY_FULL) else 1 if within(utilisation, FULL) else 2


def _skill_for(sight: Sight, stage: Stage, new: NewTask) -> str | None:
    """A skill that some role has: by its name, else what serves this buying job elsewhere in the
    model, else what tasks of this kind ask for."""
    known = sorted({skill for role in sight.model.roles for skill in role.skills})
    held = {skill for skill in known if with_skill(sight.model.roles, skill)}
    for word in new.skills:
        named = next((s for s in known if s in held and word in s.casefold()), None)
        if named is not None:
            return named
    same_job = {s.id for s in sight.model.stages if s.job == stage.job}
    return _most_used(sight, (t for t in sight.model.tasks if t.stage in same_job), held) or (
        _most_used(sight, (t for t in sight.model.tasks if t.kind == new.kind), held)
    )


def _most_used(sight: Sight, tasks: Iterable[Task], held: Collection[str]) -> str | None:
    hours: dict[str, float] = {}
    for task in tasks:
        if task.skill in held:
            hours[task.skill] = hours.get(task.skill, 0.0) + sight.result(task).standard_hours
    return min(hours, key=lambda skill: (-hours[skill], skill), default=None)
