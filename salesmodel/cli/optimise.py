"""The verb `optimise`: the best assignment of a model, and why.

Offers `optimise`, and `as_document`, the JSON it prints. Exit 3 when nothing is feasible.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesmodel.cli.files import model_from, write_file
from salesmodel.cli.output import AsJson, ModelFile, print_json, table
from salesmodel.model import write_model

if TYPE_CHECKING:
    from salesmodel.assignment import Optimum, Position
    from salesmodel.model import SalesModel

INFEASIBLE = 3


class GoalName(StrEnum):
    """What is sought."""

    COST = "cost"
    CONTRIBUTION = "contribution"


def optimise(  # noqa: PLR0917 # an option each
    model: ModelFile,
    goal: Annotated[
        GoalName,
        typer.Option(
            "--goal",
            help="The least cost for the same buyers, or the most contribution with conversion "
            "that answers to who does the tasks.",
        ),
    ] = GoalName.COST,
    whole_people: Annotated[
        bool,
        typer.Option(
            "--whole-people", help="Heads follow the hours, in whole people, paid by the year."
        ),
    ] = False,
    max_utilisation: Annotated[
        float | None,
        typer.Option(
            "--max-utilisation",
            metavar="U",
            help="Most of its hours that a role may be asked for, like 0.85. Without it: all of "
            "them, or as many as today where that is more.",
            show_default=False,
        ),
    ] = None,
    max_owners: Annotated[
        int | None,
        typer.Option("--max-owners", help="Roles that share one task, at most.", metavar="N",
                     show_default=False),
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option("--budget", help="Money a year, at most.", metavar="B", show_default=False),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="MODEL.json", help="Write the model with the best "
                     "assignment there.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> int:  # fmt: skip
    """Find the assignment of least cost, or of most contribution, and say move by move why."""
    from salesmodel.assignment import Goal, Question, Staffing, best_model
    from salesmodel.assignment import optimise as answer_to

    sales_model = model_from(model)
    question = Question(
        goal=Goal(goal.value),
        staffing=Staffing.WHOLE if whole_people else Staffing.AS_IS,
        max_utilisation=max_utilisation,
        max_owners=max_owners,
        budget=budget,
    )
    optimum = answer_to(sales_model, question)
    if out is not None and optimum.best is not None:
        write_file(out, write_model(best_model(optimum), indent=2) + "\n")
    if as_json:
        print_json(as_document(optimum))
    else:
        typer.echo("\n".join(_lines(sales_model, optimum)))
    return INFEASIBLE if optimum.status == "infeasible" else 0


def as_document(optimum: Optimum) -> dict[str, Any]:
    """The answer as plain values: `present` and `optimum` are what the goal counts (money a year),
    `positions` all that is known of both."""
    figure = optimum.question.goal.value
    return {
        "status": optimum.status,
        "present": getattr(optimum.present, figure),
        "optimum": None if optimum.best is None else getattr(optimum.best, figure),
        "positions": {
            "present": asdict(optimum.present),
            "optimum": None if optimum.best is None else asdict(optimum.best),
        },
        "gap": optimum.gap,
        "moves": [
            {
                "task": move.task,
                "from": move.from_role,
                "to": move.to_role,
                "share": move.share,
                "saving": move.saving,
                "win_rate_change": move.win_rate_change,
                "contribution_change": move.contribution_change,
                "matters": place < optimum.enough,
            }
            for place, move in enumerate(optimum.moves)
        ],
        "shadow_prices": {price.role: price.per_hour for price in optimum.shadow_prices},
        "one_more_head": {price.role: price.per_head for price in optimum.shadow_prices},
        "ranges": [asdict(each) for each in optimum.ranges],
        "conflict": [
            {
                "sentence": part.sentence,
                "mend": None if part.mend is None else part.mend.sentence,
                **asdict(part.limit),
            }
            for part in optimum.conflict
        ],
        "breaches": list(optimum.breaches),
        "notes": [note.sentence for note in optimum.notes],
        "seconds": optimum.seconds,
    }


def _lines(model: SalesModel, optimum: Optimum) -> Iterator[str]:
    from salesmodel.charts.optimum_words import conflict_sentence, headline, price_sentences

    yield headline(optimum)
    if optimum.best is None:
        yield conflict_sentence(optimum)
        for part in optimum.conflict:
            mend = "" if part.mend is None else f" Mend: {part.mend.sentence}."
            detail = f" {part.mend.detail}" if part.mend is not None and part.mend.detail else ""
            yield f"- {part.sentence}{detail}{mend}"
    else:
        yield _positions(model, optimum.present, optimum.best)
        yield _moves(model, optimum)
        others = len(optimum.moves) - optimum.enough
        if others:
            yield (
                f"Without the other {others} moves the result stays within 1% of the best; --json "
                "has them all."
            )
        yield from price_sentences(optimum)
    yield from (note.sentence for note in optimum.notes)


def _positions(model: SalesModel, present: Position, best: Position) -> str:
    from salesmodel.charts.formats import money, rate

    head = ("", "cost a year", "contribution a year", "win rate")
    return table(
        head,
        [
            (
                name,
                money(position.cost, model.currency),
                money(position.contribution, model.currency),
                rate(position.win_rate),
            )
            for name, position in (("Present", present), ("Best", best))
        ],
    )


def _moves(model: SalesModel, optimum: Optimum) -> str:
    from salesmodel.charts.formats import money_change, rate_change, share
    from salesmodel.charts.optimum_words import task_names

    tasks = task_names(model)
    roles = {role.id: role.short for role in model.roles}
    head = ("Move", "share", "saves a year", "win rate", "contribution")
    return table(
        head,
        [
            (
                f"{tasks[move.task]}, {roles[move.from_role]} to {roles[move.to_role]}",
                share(move.share),
                money_change(move.saving, 0.0, model.currency),
                rate_change(move.win_rate_change, 0.0),
                money_change(move.contribution_change, 0.0, model.currency),
            )
            for move in optimum.moves[: optimum.enough]
        ],
    )
