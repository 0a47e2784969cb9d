"""How long the optimiser takes: split shares, whole people and owners, ranges, the whole answer.

Run with `python -m benchmarks.bench_assignment`. Large instances have the journeys of the reference
model and as many of its tasks and roles as asked for, 60% of the pairs able, with today's heads as
the capacity. Times are from the model to the solution: pairs, programme, HiGHS on one thread;
median of three runs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from statistics import median
from time import perf_counter

import numpy as np

from benchmarks.reference import SKILLS, reference_model
from salesmodel.assignment import Question, Staffing, able_shares, optimise
from salesmodel.assignment.least_cost.formulating import Formulation, least_cost
from salesmodel.assignment.least_cost.near_optimal import near_optimal
from salesmodel.assignment.least_cost.solving import PROVEN, Solution, solve
from salesmodel.crm import bundled_example, import_files
from salesmodel.model import Assignment, Role, SalesModel, Task, Unit, assignment_id, assumed

RUNS = 3
SINGLE = Question(max_owners=1)
PEOPLE = Question(staffing=Staffing.WHOLE, max_owners=1)
WHOLE = Question(staffing=Staffing.WHOLE, max_owners=2)


@dataclass(frozen=True)
class Measured:
    """Seconds of a run, by part, and what is to be said of it."""

    formulating: float
    solving: float
    said: str

    @property
    def whole(self) -> float:
        return self.formulating + self.solving


def main() -> None:
    """Measure and print."""
    reference, bundled = reference_model(), import_files(bundled_example()).model
    print(f"{'':52}{'formulate':>11}{'solve':>9}{'together':>10}")
    _print("500 tasks x 30 roles, split shares", partial(_solved, large(500, 30)))
    _print("5,000 tasks x 100 roles, split shares", partial(_solved, large(5_000, 100)))
    _print("reference model, one owner a task", partial(_solved, reference, SINGLE))
    for name, model in (("reference", reference), ("bundled", bundled)):
        _print(f"{name} model, whole people, one owner a task", partial(_solved, model, PEOPLE))
        _print(f"{name} model, whole people, two owners", partial(_solved, model, WHOLE))
        _print(f"{name} model, all ranges within 1%", partial(_ranged, model))
        _print(f"{name} model, optimise with all reasons", partial(_answered, model))
        _print(f"{name} model, likewise, whole, two owners", partial(_answered, model, WHOLE))


def large(tasks: int, roles: int) -> SalesModel:
    """The reference model with this many tasks and roles. Larger than a document may be, so made
    without validation."""
    rng = np.random.default_rng(20_261_126)
    model = reference_model()
    new_roles = tuple(_role(model.roles[n % len(model.roles)], n, rng) for n in range(roles))
    new_tasks = tuple(_task(model.tasks[n % len(model.tasks)], n, rng) for n in range(tasks))
    items = tuple(item for task in new_tasks for item in _shares(task, new_roles, rng))
    return model.model_copy(update={"roles": new_roles, "tasks": new_tasks, "assignments": items})


def _role(role: Role, number: int, rng: np.random.Generator) -> Role:
    cost = assumed(rng.uniform(60_000, 180_000), Unit.MONEY_PER_YEAR)
    return role.model_copy(
        update={"id": f"role{number}", "name": f"Role {number + 1}", "annual_cost": cost}
    )


def _task(task: Task, number: int, rng: np.random.Generator) -> Task:
    return task.model_copy(
        update={
            "id": f"task{number}",
            "name": f"Task {number + 1}",
            "skill": SKILLS[number % len(SKILLS)],
            "hours": assumed(rng.uniform(1, 8), Unit.HOURS),
        }
    )


def _shares(task: Task, roles: tuple[Role, ...], rng: np.random.Generator) -> list[Assignment]:
    """Two skilled roles by chance, 60 to 40."""
    skilled = [role.id for role in roles if task.skill in role.skills]
    chosen = rng.choice(len(skilled), 2, replace=False).tolist()
    return [
        Assignment(
            id=assignment_id(task.id, skilled[place]),
            task=task.id,
            role=skilled[place],
            share=assumed(share, Unit.SHARE),
        )
        for place, share in zip(chosen, (0.6, 0.4), strict=True)
    ]


def _print(what: str, run: Callable[[], Measured]) -> None:
    runs = sorted((run() for _ in range(RUNS)), key=lambda each: each.whole)
    middle = runs[RUNS // 2]
    print(
        f"{what:52}{middle.formulating:9.3f} s{middle.solving:7.3f} s"
        f"{median(each.whole for each in runs):8.3f} s  {middle.said}",
        flush=True,
    )


def _solved(model: SalesModel, question: Question | None = None) -> Measured:
    started = perf_counter()
    able = able_shares(model)
    formulation = least_cost(able, question or Question())
    formulated = perf_counter()
    solution = solve(formulation.programme)
    ended = perf_counter()
    said = f"{len(able):,} pairs; {_proof(formulation, solution)}"
    return Measured(formulated - started, ended - formulated, said)


def _proof(formulation: Formulation, solution: Solution) -> str:
    if solution.status != "optimal":
        raise ArithmeticError(f"The optimum was not found: {solution.status}.")
    if not formulation.programme.has_whole:
        return "optimal"
    if solution.gap > PROVEN:
        raise ArithmeticError(f"Proven only to a gap of {solution.gap:.2%}.")
    return f"proven to {solution.gap:.2%}"


def _ranged(model: SalesModel) -> Measured:
    started = perf_counter()
    able = able_shares(model)
    formulation = least_cost(able, Question())
    formulated = perf_counter()
    ranges = near_optimal(able, formulation, solve(formulation.programme))
    wide = sum(each.high - each.low >= 0.05 for each in ranges)
    said = f"{len(ranges):,} ranges, {wide} wider than 5 points"
    return Measured(formulated - started, perf_counter() - formulated, said)


def _answered(model: SalesModel, question: Question | None = None) -> Measured:
    started = perf_counter()
    optimum = optimise(model, question)
    if optimum.status != "optimal":
        raise ArithmeticError(f"The optimum was not proven: {optimum.status}.")
    said = f"{len(optimum.moves)} moves, the first {optimum.enough} within 1%"
    return Measured(0.0, perf_counter() - started, said)


if __name__ == "__main__":
    main()
