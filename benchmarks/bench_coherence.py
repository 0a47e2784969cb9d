"""How long coherence takes: all checks and the score, a preview, segments against each other.

Run with `python -m benchmarks.bench_coherence`; to reach: checks and score of the reference model
under 10 ms, and under 150 ms of a model as large as may be, as every edit asks for them. Mends are
worked out when they are looked at, and measured by themselves. The model is evaluated beforehand;
medians of 50 runs (of 10 for a preview and for the large model).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle, islice
from statistics import median
from time import perf_counter

from benchmarks.reference import reference_model
from salesmodel.coherence import Coherence, check_coherence, with_reviews
from salesmodel.coherence.apart import segments_apart
from salesmodel.coherence.preview import preview
from salesmodel.crm import bundled_example, import_files
from salesmodel.defaults import template
from salesmodel.editing import AddSegment, AddTask, RemoveStage, do
from salesmodel.evaluation import Evaluation, evaluate
from salesmodel.model import Assignment, ComponentKind, Role, SalesModel, Segment, assignment_id

SEGMENTS, TASKS_OF_EACH, ROLES = 50, 40, 100
"""The large model; with 4 stages a segment it has as many as a model can hold."""


def main() -> None:
    """Measure and print."""
    for name, model in (
        ("reference", with_reviews(reference_model())),
        ("bundled", with_reviews(import_files(bundled_example()).model)),
        ("large", with_reviews(large_model())),
    ):
        size = f"{len(model.segments)} segments, {len(model.tasks)} tasks"
        print(f"{name} model: {size}, {len(model.roles)} roles")
        evaluation = evaluate(model)
        runs = 10 if name == "large" else 50
        _print("all checks and the score", lambda m=model, e=evaluation: _fresh(m, e), runs)
        _print("the same, with every mend", lambda m=model, e=evaluation: _mends(m, e), 5)
        _print(
            "segments against each other", lambda m=model, e=evaluation: segments_apart(m, e), runs
        )
        _print("a change tried, with what follows", lambda m=model: _tried(m), runs // 5)


def large_model() -> SalesModel:
    """50 segments with the work of an enterprise, by 14 teams that have more of it than hours, each
    for another way of buying."""
    model = _one_segment()
    first, teams = model.segments[0], ROLES // len(model.roles)
    for number in range(1, SEGMENTS):
        copy = _buying(first, number % teams).model_copy(
            update={"id": f"s{number}", "name": f"Segment {number}"}
        )
        model = do(model, AddSegment(segment=copy, like=first.id))[0]
    team = {s.id: number % teams for number, s in enumerate(model.segments)}
    of_segment = {task.id: task.segment for task in model.tasks}
    return model.model_copy(
        update={
            "roles": tuple(islice(_roles(model.roles), ROLES)),
            "assignments": tuple(_of_team(a, team[of_segment[a.task]]) for a in model.assignments),
        }
    )


def _buying(segment: Segment, team: int) -> Segment:
    """Five degrees of formality, and three of human contact wanted."""
    profile = segment.profile
    formality = profile.formality.with_value(0.1 + 0.2 * (team % 5))
    contact = profile.human_contact.with_value(0.9 - 0.4 * (team // 5))
    other = profile.model_copy(update={"formality": formality, "human_contact": contact})
    return segment.model_copy(update={"profile": other})


def _one_segment() -> SalesModel:
    """The template of an enterprise on four stages, with 40 tasks."""
    model = template("enterprise")
    for stage in ("ent.explore", "ent.renew"):
        model = do(model, RemoveStage(stage=stage))[0]
    owners = {a.task: a.role for a in model.assignments}
    copies = islice(cycle(model.tasks), TASKS_OF_EACH - len(model.tasks))
    for number, task in enumerate(copies):
        copy = task.model_copy(update={"id": f"{task.id}-{number}"})
        model = do(model, AddTask(task=copy, owner=owners[task.id]))[0]
    return model


def _roles(roles: tuple[Role, ...]) -> Iterator[Role]:
    """Every role of every team."""
    for team in range(ROLES):
        for role in roles:
            yield role.model_copy(update={"id": _in_team(role.id, team)})


def _in_team(role: str, team: int) -> str:
    """The first team's roles are the template's, as baselines name them."""
    return role if team == 0 else f"{role}{team}"


def _of_team(held: Assignment, team: int) -> Assignment:
    role = _in_team(held.role, team)
    return held.model_copy(update={"id": assignment_id(held.task, role), "role": role})


def _fresh(model: SalesModel, evaluation: Evaluation) -> Coherence:
    """As after an edit: nothing that hangs on the model's identity is known yet."""
    return check_coherence(model.model_copy(), replace(evaluation))


def _mends(model: SalesModel, evaluation: Evaluation) -> None:
    for finding in _fresh(model, evaluation).findings:
        assert isinstance(finding.mends, tuple)


def _tried(model: SalesModel) -> None:
    preview(model, model.segments[0].id, [(ComponentKind.VALUE_DELIVERY, "dedicated_team")])


def _print(what: str, run: Callable[[], object], runs: int) -> None:
    taken = []
    for _ in range(runs):
        start = perf_counter()
        run()
        taken.append(perf_counter() - start)
    print(f"  {what:40}{median(taken) * 1000:9.2f} ms{max(taken) * 1000:9.2f} at most")


if __name__ == "__main__":
    main()
