"""Where a headline figure comes from: its formula in words, and every input with its tag.

Offers `trace`, `Trace` and the `FIGURES` that can be traced. Rule 3.9 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from salesmodel.evaluation.result import Evaluation, SegmentResult
from salesmodel.model import Quantity, SalesModel, Segment


@dataclass(frozen=True)
class TraceInput:
    """One input: what it is, its quantity (value, unit, origin, range) and its path."""

    label: str
    quantity: Quantity
    path: str


@dataclass(frozen=True)
class Trace:
    """A figure: its title, formula in words, the rule's number, its value now, and its inputs."""

    figure: str
    title: str
    formula: str
    rule: str
    value: float | None
    inputs: tuple[TraceInput, ...]

    @property
    def assumed_share(self) -> float:
        """The share of the inputs that are assumed, by count; 0 when there are none."""
        assumed = sum(item.quantity.origin.kind == "assumed" for item in self.inputs)
        return assumed / len(self.inputs) if self.inputs else 0.0


def trace(
    model: SalesModel, evaluation: Evaluation, figure: str, segment: str | None = None
) -> Trace:
    """Trace one of `FIGURES`, of the whole model or of one segment. The busiest role works for all
    segments, so its utilisation is always that of the whole. Raises KeyError for what is not there.
    """
    recipe = FIGURES[figure]
    if segment is None or recipe.of_segment is None:
        value = recipe.value(evaluation)
    else:
        value = recipe.of_segment(evaluation.segment(segment))
        model = _only(model, segment)
    inputs = tuple(recipe.inputs(model, evaluation))
    return Trace(figure, recipe.title, recipe.formula, recipe.rule, value, inputs)


@dataclass(frozen=True)
class Recipe:
    """How a figure is traced; `of_segment` is None where it is not a segment's."""

    title: str
    formula: str
    rule: str
    value: Callable[[Evaluation], float | None]
    inputs: Callable[[SalesModel, Evaluation], Iterable[TraceInput]]
    of_segment: Callable[[SegmentResult], float | None] | None = None


def _only(model: SalesModel, segment: str) -> SalesModel:
    """What one segment's figures rest on; the roles are those that do its tasks."""
    stages = tuple(stage for stage in model.stages if stage.segment == segment)
    tasks = tuple(task for task in model.tasks if task.segment == segment)
    inside, done = {stage.id for stage in stages}, {task.id for task in tasks}
    assignments = tuple(item for item in model.assignments if item.task in done)
    working = {item.role for item in assignments}
    return model.model_copy(
        update={
            "segments": tuple(item for item in model.segments if item.id == segment),
            "stages": stages,
            "tracks": tuple(track for track in model.tracks if track.stage in inside),
            "moves": tuple(move for move in model.moves if move.source in inside),
            "tasks": tasks,
            "assignments": assignments,
            "roles": tuple(role for role in model.roles if role.id in working),
        }
    )


def _journey(model: SalesModel, _: Evaluation) -> Iterable[TraceInput]:
    names = _names(model)
    for stage in model.stages:
        if stage.entry.value > 0:
            path = f"stages[{stage.id}].entry"
            yield TraceInput(f"{stage.name}: share entering here", stage.entry, path)
    for move in model.moves:
        label = f"{names[move.source]} to {names[move.target]}"
        yield TraceInput(label, move.probability, f"moves[{move.id}].probability")
    for track in model.tracks:
        yield TraceInput(f"{track.name}: loss", track.loss, f"tracks[{track.id}].loss")
    for task in model.tasks:
        yield TraceInput(f"{task.name}: weight", task.weight, f"tasks[{task.id}].weight")
    # Quality moves the losses of tasks whose shares have left the baseline, and no others (3.6).
    moved = (task.id for task in model.tasks if task.baseline_shares)
    yield from _proficiencies(model, "quality", moved)
    yield from _arrivals(model)


def _proficiencies(
    model: SalesModel, field: Literal["quality", "productivity"], tasks: Iterable[str]
) -> Iterable[TraceInput]:
    """How well, or how fast, the roles that hold shares of these tasks do them."""
    chosen = set(tasks)
    skills = {task.id: task.skill for task in model.tasks if task.id in chosen}
    roles = {role.id: role for role in model.roles}
    pairs = {(item.role, skills[item.task]) for item in model.assignments if item.task in skills}
    for role_id, skill in sorted(pairs):
        role = roles[role_id]
        quantity: Quantity = getattr(role.skills[skill], field)
        path = f"roles[{role_id}].skills[{skill}].{field}"
        yield TraceInput(f"{role.name}: {field} at {skill}", quantity, path)


def _days(model: SalesModel, evaluation: Evaluation) -> Iterable[TraceInput]:
    tracked = {track.stage for track in model.tracks}
    for stage in model.stages:
        if stage.id not in tracked and not stage.after_win:
            yield TraceInput(f"{stage.name}: days", stage.dwell, f"stages[{stage.id}].dwell")
    for track in model.tracks:
        yield TraceInput(f"{track.name}: days", track.dwell, f"tracks[{track.id}].dwell")
        path = f"tracks[{track.id}].dwell_cv"
        yield TraceInput(f"{track.name}: spread of the days", track.dwell_cv, path)
    yield from _journey(model, evaluation)


def _cost(model: SalesModel, evaluation: Evaluation) -> Iterable[TraceInput]:
    names = _names(model)
    for role in model.roles:
        path = f"roles[{role.id}]"
        yield TraceInput(f"{role.name}: cost a year", role.annual_cost, f"{path}.annual_cost")
        yield TraceInput(
            f"{role.name}: hours for tasks", role.productive_hours, f"{path}.productive_hours"
        )
    for task in model.tasks:
        yield TraceInput(f"{task.name}: hours", task.hours, f"tasks[{task.id}].hours")
    for item in model.assignments:
        label = f"{names[item.task]}: share of {names[item.role]}"
        yield TraceInput(label, item.share, f"assignments[{item.id}].share")
    yield from _proficiencies(model, "productivity", (task.id for task in model.tasks))
    yield from _journey(model, evaluation)


def _contribution(model: SalesModel, evaluation: Evaluation) -> Iterable[TraceInput]:
    for segment in model.segments:
        path = f"segments[{segment.id}]"
        yield TraceInput(f"{segment.name}: deal value", segment.deal_value, f"{path}.deal_value")
        yield TraceInput(
            f"{segment.name}: gross margin", segment.gross_margin, f"{path}.gross_margin"
        )
    yield from _cost(model, evaluation)


def _busiest(model: SalesModel, evaluation: Evaluation) -> Iterable[TraceInput]:
    busiest = max(evaluation.roles, key=lambda role: role.utilisation, default=None)
    tasks = {task.id: task for task in model.tasks}
    for role in model.roles:
        if busiest is None or role.id != busiest.id:
            continue
        path = f"roles[{role.id}]"
        yield TraceInput(f"{role.name}: heads", role.headcount, f"{path}.headcount")
        hours = role.productive_hours
        yield TraceInput(f"{role.name}: hours for tasks", hours, f"{path}.productive_hours")
        own = [item for item in model.assignments if item.role == role.id and item.share.value > 0]
        for item in own:
            task = tasks[item.task]
            yield TraceInput(f"{task.name}: share", item.share, f"assignments[{item.id}].share")
            yield TraceInput(f"{task.name}: hours", task.hours, f"tasks[{task.id}].hours")
        alone = model.model_copy(update={"assignments": tuple(own)})
        yield from _proficiencies(alone, "productivity", (item.task for item in own))
    yield from _journey(model, evaluation)


def _arrivals(model: SalesModel) -> Iterable[TraceInput]:
    def one(segment: Segment) -> TraceInput:
        label = f"{segment.name}: buyers a year"
        return TraceInput(label, segment.arrivals, f"segments[{segment.id}].arrivals")

    return map(one, model.segments)


def _names(model: SalesModel) -> dict[str, str]:
    named = (model.stages, model.outcomes, model.tasks, model.roles)
    return {entity.id: entity.name for entities in named for entity in entities}


FIGURES = {
    "contribution": Recipe(
        "Contribution, a year",
        "Buyers entering a year × win rate × deal value × gross margin, less the cost of all "
        "tasks, added over the segments.",
        "3.10",
        lambda evaluation: evaluation.totals.contribution,
        _contribution,
        lambda segment: segment.contribution,
    ),
    "cost_per_win": Recipe(
        "Cost per win",
        "The cost of all tasks a year ÷ deals won a year. A task costs buyers × visits of its "
        "stage × hours × share ÷ productivity × the role's hourly cost. Lost deals are paid by "
        "the won ones.",
        "3.10",
        lambda evaluation: evaluation.totals.cost_per_win,
        _cost,
        lambda segment: segment.cost_per_win,
    ),
    "win_rate": Recipe(
        "Win rate, by cohort",
        "The share of the buyers entering that end as won, however often they loop: visits of each "
        "stage × its moves to won. Fulfilment of the tasks changes the losses.",
        "2.3",
        lambda evaluation: evaluation.totals.win_rate,
        _journey,
        lambda segment: segment.win_rate,
    ),
    "won_cycle_days": Recipe(
        "Cycle time, won deals",
        "Days from entry to won: visits of each stage by the deals that are won × mean days of a "
        "visit, averaged over the deals won.",
        "2.6",
        lambda evaluation: evaluation.totals.won_cycle_days,
        _days,
        lambda segment: segment.cycle_days.won_mean,
    ),
    "utilisation": Recipe(
        "Utilisation of the busiest role",
        "Hours asked of the role a year ÷ (heads × hours a head has for tasks).",
        "3.11",
        lambda evaluation: max((role.utilisation for role in evaluation.roles), default=None),
        _busiest,
    ),
}
