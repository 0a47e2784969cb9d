"""The optimiser's answer in words: what the best is worth, what clashes, what a head is worth.

Offers `headline`, `proof`, `conflict_sentence`, `price_sentences`, `no_price_sentence`,
`equal_sentences` and `task_names`.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.assignment import Goal, Optimum, Staffing, equals
from salesmodel.charts import formats
from salesmodel.charts.finding import lowered
from salesmodel.model import SalesModel

_LEAST = 0.5
"""Money a year below which nothing is saved."""


def headline(optimum: Optimum) -> str:
    """What the best is worth against the present, in one sentence."""
    best, currency = optimum.best, optimum.able.model.currency
    if best is None:
        stopped = optimum.status == "stopped"
        return "Stopped before anything was found." if stopped else "These limits cannot all hold."
    count = optimum.enough
    if optimum.moves and count == 0:
        return "Nothing left that matters: today's assignment is within 1% of the best."
    moves = "One move" if count == 1 else f"{count} moves"
    if optimum.question.goal is Goal.CONTRIBUTION:
        gained = sum(move.contribution_change for move in optimum.moves[:count])
        if abs(gained) < _LEAST:
            return "Nothing to move: no assignment was found that contributes more."
        verb = "adds" if count == 1 else "add"
        return f"{moves} {verb} {formats.money(gained, currency)} of contribution a year."
    saved = sum(move.saving for move in optimum.moves[:count])
    if abs(saved) < _LEAST:
        return "Nothing to move: every task is with its most cost-effective roles."
    if saved < 0:
        return (
            f"A plan within the limits costs {formats.money(-saved, currency)} a year more than "
            "today's, which does not keep them."
        )
    money = f"{formats.money(saved, currency)} a year for the same buyers"
    if optimum.question.staffing is Staffing.AS_IS:  # nobody leaves: what is saved is time
        return f"{moves} {'frees' if count == 1 else 'free'} hours worth {money}."
    return f"{moves} {'saves' if count == 1 else 'save'} {money}."


def proof(optimum: Optimum) -> str:
    """How sure the answer is, and what it is counted for."""
    counted = (
        "with buyers reacting to who does the tasks, which hangs on assumed task weights"
        if optimum.question.goal is Goal.CONTRIBUTION
        else "for the same buyers; win rate and contribution with buyers reacting to who does what"
    )
    match optimum.status:
        case "optimal" if not optimum.gap or optimum.gap < 5e-5:
            sure = "Proven: nothing better is possible within the limits"
        case "optimal":
            sure = f"Proven to {optimum.gap:.2%} of the best possible"
        case "stopped":
            sure = "Stopped: the best found so far"
        case _:
            sure = "The best found from several starts, not proven"
    if optimum.question.staffing is Staffing.WHOLE:
        counted += "; cost counts whole people, contribution the hours"
    if optimum.best is not None and optimum.best.handovers + optimum.present.handovers > 0:
        counted += "; contribution is before handovers"
    return f"{sure}. Counted {counted}. {optimum.seconds:.1f} s."


def conflict_sentence(optimum: Optimum) -> str:
    """What clashes, as an opening for the list of it."""
    count = len(optimum.conflict)
    if count == 0:
        return "No assignment keeps the limits once buyers have reacted to it. Allow more hours."
    if count == 1:
        return "One thing makes it impossible:"
    return f"These {count} cannot hold together; give up any one of them and the others can:"


def price_sentences(optimum: Optimum) -> Iterator[str]:
    """What one more head is worth, the dearest first."""
    roles = {role.id: role for role in optimum.able.model.roles}
    currency = optimum.able.model.currency
    for price in sorted(optimum.shadow_prices, key=lambda each: -each.per_head):
        if price.per_head >= 1:
            name = lowered(roles[price.role].name)
            yield (
                f"One more {name} is worth {formats.money(price.per_head, currency)} a year "
                f"beyond the pay ({formats.money(price.per_hour, currency)} for the first hour)."
            )


def no_price_sentence(optimum: Optimum) -> str:
    """Why no head has a worth beyond the pay."""
    if optimum.question.goal is Goal.CONTRIBUTION:
        return "Not worked out for the most contribution. Ask for the least cost to see it."
    if optimum.question.staffing is Staffing.AS_IS:
        return "One more head of any one role would save nothing."
    return "Heads follow the hours here, so one more is worth no more than its pay."


def equal_sentences(optimum: Optimum, most: int = 4) -> Iterator[str]:
    """Tasks whose shares may be chosen freely, all within 1% of the best."""
    tasks = task_names(optimum.able.model)
    roles = {role.id: role.short for role in optimum.able.model.roles}
    by_task: dict[str, list[str]] = {}
    for each in equals(optimum.ranges):
        span = f"{formats.share(each.low)} to {formats.share(each.high)}"
        by_task.setdefault(each.task, []).append(f"{roles[each.role]} {span}")
    for task, spans in list(by_task.items())[:most]:
        yield f"{tasks[task]}: {', '.join(spans)}"
    if len(by_task) > most:
        yield f"And {len(by_task) - most} more tasks; the map shows every range."


def task_names(model: SalesModel) -> dict[str, str]:
    """Task id to its name, with its segment's where there are several."""
    segments = {each.id: each.name for each in model.segments}
    several = len(segments) > 1
    return {
        task.id: f"{task.name} ({segments[task.segment]})" if several else task.name
        for task in model.tasks
    }
