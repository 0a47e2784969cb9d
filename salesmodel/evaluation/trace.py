"""Where a headline figure comes from: its formula in words, and every input with its tag.

Offers `trace`, `Trace` and the `FIGURES` that can be traced. Rule 3.9 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from salesmodel.evaluation.result import Evaluation
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


def trace(model: SalesModel, evaluation: Evaluation, figure: str) -> Trace:
    """Trace one of `FIGURES` of the whole model. Raises KeyError for any other figure."""
    recipe = FIGURES[figure]
    return Trace(
        figure, recipe.title, recipe.formula, recipe.rule, recipe.value(evaluation),
        tuple(recipe.inputs(model, evaluation)),
    )  # fmt: skip


@dataclass(frozen=True)
class Recipe:
    """How a figure is traced."""

    title: str
    formula: str
    rule: str
    value: Callable[[Evaluation], float | None]
    inputs: Callable[[SalesModel, Evaluation], Iterable[TraceInput]]


def _journey(model: SalesModel, _: Evaluation) -> Iterable[TraceInput]:
    names = _names(model)
    for move in model.moves:
        label = f"{names[move.source]} to {names[move.target]}"
        yield TraceInput(label, move.probability, f"moves[{move.id}].probability")
    for task in model.tasks:
        yield TraceInput(f"{task.name}: weight", task.weight, f"tasks[{task.id}].weight")
    yield from _arrivals(model)


def _days(model: SalesModel, evaluation: Evaluation) -> Iterable[TraceInput]:
    for collection in ("stages", "tracks"):
        for item in getattr(model, collection):
            yield TraceInput(f"{item.name}: days", item.dwell, f"{collection}[{item.id}].dwell")
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
        yield TraceInput(f"{role.name}: heads", role.headcount, f"roles[{role.id}].headcount")
        yield TraceInput(
            f"{role.name}: hours for tasks", role.productive_hours,
            f"roles[{role.id}].productive_hours",
        )  # fmt: skip
        for item in model.assignments:
            if item.role == role.id and item.share.value > 0:
                task = tasks[item.task]
                yield TraceInput(f"{task.name}: share", item.share, f"assignments[{item.id}].share")
                yield TraceInput(f"{task.name}: hours", task.hours, f"tasks[{task.id}].hours")
    yield from _arrivals(model)


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
        "Buyers entering a year × win rate × deal value × gross margin, less the cost of all tasks, "
        "added over the segments.",
        "3.10",
        lambda evaluation: evaluation.totals.contribution,
        _contribution,
    ),
    "cost_per_win": Recipe(
        "Cost per win",
        "The cost of all tasks a year ÷ deals won a year. A task costs buyers × visits of its stage "
        "× hours × share ÷ productivity × the role's hourly cost. Lost deals are paid by the won ones.",
        "3.10",
        lambda evaluation: evaluation.totals.cost_per_win,
        _cost,
    ),
    "win_rate": Recipe(
        "Win rate, by cohort",
        "The share of the buyers entering that end as won, however often they loop: visits of each "
        "stage × its moves to won. Fulfilment of the tasks changes the losses.",
        "2.3",
        lambda evaluation: evaluation.totals.win_rate,
        _journey,
    ),
    "won_cycle_days": Recipe(
        "Cycle time, won deals",
        "Days from entry to won: visits of each stage by the deals that are won × mean days of a "
        "visit, averaged over the deals won.",
        "2.6",
        lambda evaluation: evaluation.totals.won_cycle_days,
        _days,
    ),
    "utilisation": Recipe(
        "Utilisation of the busiest role",
        "Hours asked of the role a year ÷ (heads × hours a head has for tasks).",
        "3.11",
        lambda evaluation: max((role.utilisation for role in evaluation.roles), default=None),
        _busiest,
    ),
}
