"""The numbers of docs/roles.md, worked out from the bundled example and written as the app does.

Offers `figures`, by the names that the guide's table gives them, and `rows`, that table.
tests/test_guide.py holds the guide to them; docs/roles_case.py holds the app to them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from salesmodel.assignment import Goal, Optimum, Question, Staffing, TaskMove, able_shares, optimise
from salesmodel.assignment.contribution.frontier import FrontierPoint, frontier
from salesmodel.assignment.non_selling.week import diagnose
from salesmodel.assignment.staffing.breaking import breaking_points
from salesmodel.assignment.staffing.sizing import SizingChoice, plan_by_month
from salesmodel.charts import formats
from salesmodel.charts.breaking import breaking_finding
from salesmodel.charts.cost_per_win import line_in_words
from salesmodel.charts.move_rows import move_rows
from salesmodel.charts.optimum_words import headline, price_sentences
from salesmodel.charts.role_task_map import role_task_map
from salesmodel.charts.sizing import staffing
from salesmodel.crm import bundled_example, import_files
from salesmodel.editing import SetShares, SetTaskValue, do
from salesmodel.evaluation import TOP_PAY, Evaluation, compile_model, evaluate, trace
from salesmodel.evaluation.cost_lines import CostLine, cost_lines
from salesmodel.evaluation.spent import spent
from salesmodel.model import Quantity, SalesModel
from salesmodel.model.inputs import source_in_words
from salesmodel.uncertainty import tornado

SEGMENT, STAGE, TASK = "gtx", "gtx.onboard", "gtx.onboarding"
FIRST = Question(goal=Goal.COST, staffing=Staffing.FREE, from_baseline=True)
"""What the page asks first."""
BUDGET = 6_000_000

Figures = dict[str, str]


def bundled() -> SalesModel:
    """The model that the app opens."""
    return import_files(bundled_example()).model


def figures() -> Figures:
    """Every number that the guide states, by its name there, as the app writes it."""
    model = bundled()
    evaluation, able = evaluate(model), able_shares(model)
    best = optimise(model, FIRST)
    move = best.moves[0]
    return {
        **_of_map(model, evaluation),
        **_of_move(model, best),
        **_of_lines(model, evaluation, move),
        **_of_inputs(model, evaluation, move),
        **_of_hours(model),
        **_of_taking(model, evaluation, move),
        **_of_optimum(model, best),
        **_of_limits(model),
        **_of_week(model, evaluation),
        **_of_frontier(model, frontier(able, FIRST).contribution[-1]),
        **_of_sizing(model, evaluation),
    }


def _of_map(model: SalesModel, evaluation: Evaluation) -> Figures:
    drawn = role_task_map(model, evaluation, None, segment=SEGMENT)
    task = next(each for each in drawn["tasks"] if each["id"] == TASK)
    crafts = drawn["skills"][task["skill"]]
    cell = task["cells"]["ae"]
    return {
        "The map's title, GTX": drawn["title"],
        "Onboarding: premium": task["premium_text"],
        "AE: share": formats.share(cell["share"]),
        "AE: hours a year": cell["hours"],
        **{
            f"{role['short']}: a fulfilled hour": crafts[role["id"]]["cost"]
            for role in drawn["roles"]
            if crafts[role["id"]]["able"]
        },
    }


def _moves(model: SalesModel, best: Optimum) -> dict[str, Any]:
    """The list of the page for the segment."""
    mine = {task.id for task in model.tasks if task.segment == SEGMENT}
    moves = [move for move in best.moves[: best.enough] if move.task in mine]
    return move_rows(model, evaluate(model), moves)


def _of_move(model: SalesModel, best: Optimum) -> Figures:
    shown = _moves(model, best)
    row = shown["rows"][0]
    second = next(each for each in shown["rows"][1:] if each["task"] == TASK)
    total = next(each for each in spent(compile_model(model)) if each.id == SEGMENT)
    return {
        "The list's title": shown["title"],
        "The move": row["name"],
        "The move: how": row["change"],
        "The move: saves a year": row["worth"]["text"],
        "The move: win rate": row["win"]["text"],
        "The other move of onboarding": second["name"],
        "The other move: rank": str(second["rank"]),
        "The other move: saves a year": second["worth"]["text"],
        "GTX: a win costs": f"${total.cost_per_win:,.0f}",
        "GTX: wins a year": formats.amount(total.wins),
    }


def _of_lines(model: SalesModel, evaluation: Evaluation, move: TaskMove) -> Figures:
    lines = {line.role: line for line in cost_lines(model, evaluation, SEGMENT, STAGE)}
    giver, taker = lines[move.from_role], lines[move.to_role]
    freed, added = (_part(line, move.share) for line in (giver, taker))
    hours = freed / giver.hourly_cost
    a_head = next(role for role in model.roles if role.id == giver.role).productive_hours.value
    return {
        "AE: the line": line_in_words(giver, model.currency),
        "Product: the line": line_in_words(taker, model.currency),
        "Onboarding a win": formats.money(
            sum(line.cost for line in lines.values()) / (giver.buyers * giver.times), model.currency
        ),
        "Freed at AE": formats.money(freed, model.currency),
        "Added at Product": formats.money(added, model.currency),
        "Freed at AE: hours": formats.hours(hours),
        "Freed at AE: heads": f"{hours / a_head:.1f}",
    }


def _of_inputs(model: SalesModel, evaluation: Evaluation, move: TaskMove) -> Figures:
    """What stands in the giver's line, and the taker's pay: value, range, and how it is known."""
    lines = {line.role: line for line in cost_lines(model, evaluation, SEGMENT, STAGE)}
    known = list(lines[move.from_role].inputs) + list(lines[move.to_role].inputs[-2:])
    giver = next(role for role in model.roles if role.id == move.from_role)
    quality = giver.skills["onboarding"].quality
    wins = next(
        each
        for each in trace(model, evaluation, "win_rate", SEGMENT).inputs
        if each.quantity.origin.kind == "estimated"
    )
    return {
        **{item.label: _in_words(item.quantity) for item in known},
        "Account executive: quality at onboarding": _in_words(quality),
        wins.label: source_in_words(wins.quantity),
    }


def _in_words(quantity: Quantity) -> str:
    low, high = quantity.low, quantity.high
    span = "" if low is None or high is None else f" ({low:,g} to {high:,g})"
    return f"{formats.amount(quantity.value)}{span}; {source_in_words(quantity)}"


def _part(line: CostLine, share: float) -> float:
    """Money a year of a part of the task."""
    return line.cost / line.share * share


def _of_hours(model: SalesModel) -> Figures:
    """The one figure without a source that all hangs on."""
    bars = tornado(model, "misalignment_premium", SEGMENT).bars
    place, bar = next(
        (place, bar)
        for place, bar in enumerate(bars, start=1)
        if bar.input.path == f"tasks[{TASK}].hours"
    )
    known: Figures = {"Onboarding, hours: place in the tornado": str(place)}
    for hours, premium in ((bar.span.low, bar.at_low), (bar.span.high, bar.at_high)):
        changed = do(model, SetTaskValue(task=TASK, field="hours", value=hours))[0]
        rows = _moves(changed, optimise(changed, FIRST))["rows"]
        row = next(row for row in rows if row["task"] == TASK)
        known |= {
            f"Premium of GTX at {hours:g} hours": formats.money(premium, model.currency),
            f"The move at {hours:g} hours: saves a year": row["worth"]["text"],
            f"The move at {hours:g} hours: rank": str(row["rank"]),
        }
    return known


def _of_taking(model: SalesModel, evaluation: Evaluation, move: TaskMove) -> Figures:
    now = {share.role: share.share for share in evaluation.task(TASK).shares}
    now[move.from_role] -= move.share
    now[move.to_role] += move.share
    after = do(model, SetShares(task=TASK, shares=now))[0]
    later = evaluate(after)
    shown = _moves(after, optimise(after, FIRST))
    return {
        "AE: utilisation": formats.share(evaluation.role("ae").utilisation),
        "AE: utilisation after the move": formats.share(later.role("ae").utilisation),
        "Onboarding: fulfilment": formats.share(evaluation.task(TASK).fulfilment),
        "Onboarding: fulfilment after the move": formats.share(later.task(TASK).fulfilment),
        "The list's title after the move": shown["title"],
        "First of the list after the move": shown["rows"][0]["name"],
        "First of the list after the move: saves a year": shown["rows"][0]["worth"]["text"],
    }


def _of_optimum(model: SalesModel, best: Optimum) -> Figures:
    assert best.best is not None
    return {
        "Least cost": headline(best),
        "Cost a year": formats.money(best.present.cost, model.currency),
        "Cost a year, least": formats.money(best.best.cost, model.currency),
        "Contribution a year": formats.money(best.present.contribution, model.currency),
        "Contribution a year at least cost": formats.money(best.best.contribution, model.currency),
    }


def _of_limits(model: SalesModel) -> Figures:
    held = optimise(model, replace(FIRST, staffing=Staffing.AS_IS))
    clash = optimise(model, replace(FIRST, budget=BUDGET))
    return {
        "Least cost, heads as they are": headline(held),
        "One more head": next(price_sentences(held)),
        **{
            f"Budget of $6M, mend {number}": part.mend.sentence
            for number, part in enumerate(clash.conflict, start=1)
            if part.mend is not None
        },
    }


def _of_week(model: SalesModel, evaluation: Evaluation) -> Figures:
    seller = diagnose(able_shares(model), evaluation, top_pay=TOP_PAY).sellers[0]
    return {
        "AE: not selling, as stated": formats.share(seller.stated_share),
        "AE: not selling, can be acted on": formats.share(seller.actionable_share),
    }


def _of_frontier(model: SalesModel, most: FrontierPoint) -> Figures:
    return {
        "Most contribution a year": formats.money(most.contribution, model.currency),
        "Most contribution: cost a year": formats.money(most.cost, model.currency),
        "Most contribution: win rate": formats.rate(most.win_rate),
    }


def _of_sizing(model: SalesModel, evaluation: Evaluation) -> Figures:
    asked = SizingChoice()
    plan = plan_by_month(
        model, evaluation, months=asked.months, growth_a_year=asked.growth,
        max_utilisation=asked.max_utilisation, whole_people=asked.whole_people,
    )  # fmt: skip
    return {
        "The plan by month": staffing(plan).title,
        "What breaks first": breaking_finding(breaking_points(evaluation)),
    }


def rows(said: Figures) -> Iterator[str]:
    """The numbers as the guide's table writes them."""
    return (f"| {name} | {value} |" for name, value in said.items())
