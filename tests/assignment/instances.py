"""Models and questions at random for tests of the least cost.

Offers `small`, `wide` (as many tasks and roles as wanted, skills by chance), `asked` (all that a
leader may ask for, by chance), `split` and `single`.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from salesmodel.assignment import Floor, Forbid, Handover, Heads, Pin, Question, Staffing
from salesmodel.model import Proficiency, Role, SalesModel, Unit, assumed
from tests.builders import holds, share
from tests.evaluation.random_models import random_model

STAFFINGS = tuple(Staffing)
Rng = np.random.Generator


def small(seed: int) -> SalesModel:
    """Three to twelve tasks, three roles; some lack a skill, have more or fewer heads."""
    rng = np.random.default_rng(seed)
    model = random_model(seed, 1 + seed % 2, 1 + seed % 3, tracks=seed % 5 == 0)
    return with_other_skills(with_other_heads(model, rng), rng)


def tiny(seed: int) -> SalesModel:
    """Three to five tasks of one segment: few enough to try every combination."""
    rng = np.random.default_rng(seed)
    model = random_model(seed, 1, 1 + seed % 3, tracks=seed % 5 == 0)
    return with_other_skills(with_other_heads(model, rng), rng)


def with_other_heads(model: SalesModel, rng: Rng) -> SalesModel:
    """Heads from a part of what today's work asks for to plenty."""
    factor = rng.choice([0.3, 1.0, 3.0, 10.0])
    roles = tuple(
        role.model_copy(
            update={"headcount": assumed(round(role.headcount.value * factor, 1), Unit.HEADS)}
        )
        for role in model.roles
    )
    return model.model_copy(update={"roles": roles})


def with_other_skills(model: SalesModel, rng: Rng) -> SalesModel:
    """One role may lose a skill, with the shares that rest on it going to the others."""
    if rng.random() < 0.5:
        return model
    number = int(rng.integers(len(model.roles)))
    loser, skill = model.roles[number], str(rng.choice(list(model.roles[number].skills)))
    kept = {name: each for name, each in loser.skills.items() if name != skill}
    roles = tuple(
        role.model_copy(update={"skills": kept}) if role.id == loser.id else role
        for role in model.roles
    )
    lost = {task.id for task in model.tasks if task.skill == skill}
    items = []
    for item in model.assignments:
        gone = next(
            (a.share.value for a in model.assignments if (a.task, a.role) == (item.task, loser.id)),
            0.0,
        )
        if item.task not in lost:
            items.append(item)
        elif item.role != loser.id:
            items.append(holds(item.task, item.role, item.share.value / (1 - gone)))
    return model.model_copy(update={"roles": roles, "assignments": tuple(items)})


def wide(seed: int, segments: int, stages: int, roles: int) -> SalesModel:
    """More roles, each with one or both skills; the two roles of the random model keep the work."""
    rng = np.random.default_rng(seed)
    model = random_model(seed, segments, stages, tracks=False)
    more = tuple(_another(model.roles[n % 3], n, rng) for n in range(3, roles))
    return model.model_copy(update={"roles": (*model.roles, *more)})


def _another(role: Role, number: int, rng: Rng) -> Role:
    skills = {
        name: Proficiency(
            quality=share(rng.uniform(0.3, 1)),
            productivity=assumed(rng.uniform(0.5, 1.5), Unit.RATIO),
        )
        for name in role.skills
        if rng.random() < 0.6
    }
    return role.model_copy(
        update={
            "id": f"r{number}",
            "name": f"Role {number}",
            "short": f"R{number}",
            "skills": skills,
            "annual_cost": assumed(rng.uniform(40_000, 200_000), Unit.MONEY_PER_YEAR),
            "headcount": assumed(int(rng.integers(1, 9)), Unit.HEADS),
        }
    )


def asked(model: SalesModel, seed: int, *, single: bool = False) -> Question:
    """All that may be asked of the least cost, each by chance; staffings in turn."""
    rng = np.random.default_rng(1_000 + seed)
    able = [
        (task.id, role.id)
        for task in model.tasks
        for role in model.roles
        if task.skill in role.skills
    ]
    question = Question(
        staffing=STAFFINGS[seed % 3],
        max_utilisation=(None, None, 0.85, 1.3)[rng.integers(4)],
        max_owners=1 if single else (None, None, 2)[rng.integers(3)],
        floor=(None, 0.9, 0.5, 0.0)[rng.integers(4)],
    )
    if rng.random() < 0.3:
        task = model.tasks[rng.integers(len(model.tasks))].id
        question = replace(question, floors=(Floor(task, round(float(rng.uniform(0.2, 0.9)), 3)),))
    if rng.random() < 0.3:
        task, role = able[rng.integers(len(able))]
        part = 1.0 if single else float(rng.choice([0.0, 0.25, 1.0]))
        question = replace(question, pins=(Pin(task, role, part),))
    if rng.random() < 0.3:
        task, role = able[rng.integers(len(able))]
        question = replace(question, forbidden=(Forbid(role, task),))
    if rng.random() < 0.4 and question.staffing is not Staffing.AS_IS:
        role = model.roles[rng.integers(3)].id
        question = replace(question, heads=(Heads(role, 1.0, float(rng.integers(2, 30))),))
    if rng.random() < 0.3:
        money = sum(
            role.annual_cost.value * role.headcount.value * rng.uniform(0.2, 2)
            for role in model.roles
        )
        question = replace(question, budget=round(money))
    if rng.random() < 0.35:
        handover = Handover(hours=float(rng.uniform(0, 4)), drop_off=float(rng.uniform(0, 0.05)))
        one = rng.random() < 0.2
        question = replace(question, handover=replace(handover, one_owner=bool(one)))
    return question
