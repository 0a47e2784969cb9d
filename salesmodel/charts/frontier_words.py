"""What the frontier says: what today's cost could buy, and what the lines rest on.

Offers `title` and `basis`. Rule 4.13 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from salesmodel.assignment.contribution.frontier import Frontier, FrontierPoint
from salesmodel.charts import formats
from salesmodel.charts.finding import sentence
from salesmodel.charts.panel import first_that_fits
from salesmodel.model import Assumed, SalesModel

Measure = Literal["contribution", "win_rate"]
_WORDS = {"contribution": "contribution", "win_rate": "win rate"}
_GAIN = 1e-3
"""A gain, as a part of what there is, that is worth a word."""
_SAVED = 0.01
_POINTS = 5e-4  # of the win rate: what is written as 0.1 pts


def title(frontier: Frontier, measure: Measure, currency: str) -> str:
    """What more is possible at today's cost, or that there is nothing more; 72 characters."""
    points: tuple[FrontierPoint, ...] = getattr(frontier, measure)
    now, what = frontier.present, _WORDS[measure]
    if not points:
        return f"No line for {what}: no assignment was found within the limits"
    room = _room(points, now, measure)
    within = [point for point in points if point.cost <= now.cost * (1 + 1e-6)]
    beyond = [point for point in points if point.cost > now.cost * (1 + 1e-6)]
    if not within:
        return "Today's cost is below anything that the limits allow"
    best = within[-1]
    gain = _of(best, measure) - _of(now, measure)
    if gain > room:
        return _more(best, now, measure, currency)
    next_up = beyond[0] if beyond else best
    if _of(now, measure) > _of(next_up, measure) + room:
        return f"The present model has more {what} than the limits allow"
    if len(points) == 1:
        return "Nothing to trade off: one assignment is best at every cost"
    return _on_it(points, now, measure, currency)


def _room(points: Sequence[FrontierPoint], now: FrontierPoint, measure: Measure) -> float:
    if measure == "win_rate":
        return _POINTS
    return _GAIN * max(abs(now.contribution), *(abs(point.contribution) for point in points), 1.0)


def _more(best: FrontierPoint, now: FrontierPoint, measure: Measure, currency: str) -> str:
    if measure == "win_rate":
        much = formats.rate_change(best.win_rate, now.win_rate).lstrip("+")
        possible = f"win rate could be {much} higher"
    else:
        much = formats.money_change(best.contribution, now.contribution, currency).lstrip("+")
        possible = f"{much} more contribution is possible"
    saved = now.cost - best.cost
    if saved > _SAVED * now.cost:
        less = formats.money(saved, currency)
        return first_that_fits(
            sentence(f"{possible}, at {less} less cost"), sentence(f"{possible}, at less cost")
        )
    today = possible if measure == "contribution" else f"the {possible}"
    return first_that_fits(f"At today's cost, {today}", sentence(possible))


def _on_it(
    points: Sequence[FrontierPoint], now: FrontierPoint, measure: Measure, currency: str
) -> str:
    """The present is as good as any at its cost: is it dearer than it need be?"""
    what, room = _WORDS[measure], _room(points, now, measure)
    cheapest = next((p for p in points if _of(p, measure) >= _of(now, measure) - room), now)
    saved = now.cost - cheapest.cost
    if saved > _SAVED * now.cost:
        less = formats.money(saved, currency)
        return first_that_fits(
            f"The same {what} is possible for {less} less a year",
            f"The same {what} is possible for less",
        )
    more = "more contribution costs" if measure == "contribution" else "more wins cost"
    if _of(points[-1], measure) > _of(now, measure) + room:
        return f"The present model is on the frontier: {more} more money"
    return f"The present model is on the frontier: no money buys more {what}"


def _of(point: FrontierPoint, measure: Measure) -> float:
    value: float = getattr(point, measure)
    return value


def basis(model: SalesModel) -> str:
    """What conversion does in these figures, and on what that hangs."""
    weights = [task.weight for task in model.tasks]
    if not any(weight.value for weight in weights):
        return "No task has a weight: conversion does not answer to who does the tasks."
    kind = "assumed task" if any(isinstance(w.origin, Assumed) for w in weights) else "task"
    return f"Conversion answers to who does the tasks, which hangs on {kind} weights."
