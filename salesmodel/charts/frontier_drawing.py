"""Contribution and win rate against cost, as the browser draws them and moves along them.

Offers `frontier_drawing`, the payload of frontend/src/frontier, with what it takes beside the
frontier: `Beside`, `Surroundings` and `Pick`. Every point is worked out by
`salesmodel.assignment.contribution.frontier` (rule 4.13 of docs/method.md); its words come along,
so that the hand is answered without a trip to the server.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from salesmodel.assignment.contribution.frontier import Frontier, FrontierPoint
from salesmodel.charts import formats
from salesmodel.charts.frontier_words import Measure, basis, title
from salesmodel.model import SalesModel

CURVES: tuple[Measure, ...] = get_args(Measure)
"""What the models of each line have most of, at each cost."""
NAMES: dict[Measure, str] = {"contribution": "Most contribution", "win_rate": "Most win rate"}
MEASURES = ("cost", "contribution", "win_rate")
_TICKS = 4
_STEPS = ((1.0, 0), (2.0, 0), (2.5, 1), (5.0, 0))
"""Parts of a power of ten between ticks, and the decimals that each adds."""
_FAR = 1.5
"""A scenario that lies farther from all else than this many times its spread is not drawn."""
_STOPPED = "Stopped before its end: the lines are drawn in part."
_NOT_DRAWN = "in the numbers only, too far away to draw"

Payload = dict[str, Any]
Span = tuple[float, float]


@dataclass(frozen=True)
class Pick:
    """A point of a line; `count` numbers what the browser picked, 0 for what it was given."""

    curve: Measure
    index: int
    count: int = 0


@dataclass(frozen=True)
class Beside:
    """Another model beside the frontier: its name and where it stands."""

    name: str
    point: FrontierPoint


@dataclass(frozen=True)
class Surroundings:
    """What is drawn beside the lines.

    `reference`: what the present is compared with; `scenarios`: saved ones, the newest first;
    `notes`: sentences on those that are not shown; `path`: the models from before the first
    accepted move to now, each named after the move that led to it.
    """

    reference: Beside
    scenarios: tuple[Beside, ...] = ()
    notes: tuple[str, ...] = ()
    path: tuple[Beside, ...] = ()


def first_pick(frontier: Frontier) -> Pick | None:
    """Where the handle stands first: the most contribution that today's cost can buy."""
    for curve in CURVES:
        points: tuple[FrontierPoint, ...] = getattr(frontier, curve)
        if points:
            within = [p for p in points if p.cost <= frontier.present.cost * (1 + 1e-9)]
            return Pick(curve, max(0, len(within) - 1))
    return None


def frontier_drawing(
    model: SalesModel, frontier: Frontier, around: Surroundings, picked: Pick | None
) -> Payload:
    """The payload; `picked` None where there is nothing to pick."""
    currency, now = model.currency, frontier.present
    lines = {curve: getattr(frontier, curve) for curve in CURVES}
    near = [*lines["contribution"], *lines["win_rate"], now, around.reference.point]
    near += [each.point for each in around.path]
    seen, far = _parted(around.scenarios, near)
    axes = _axes([*near, *(each.point for each in seen)], currency)
    return {
        "panels": [_panel(frontier, measure, axes, model) for measure in CURVES],
        "cost": axes["cost"],
        "lines": [
            {"key": each, "name": NAMES[each], "points": [_point(p, now, currency) for p in points]}
            for each, points in lines.items()
            if points
        ],
        "present": {"name": "Now", **_point(now, now, currency)},
        "reference": _reference(around.reference, now, currency),
        "scenarios": [_beside(each, now, currency) for each in seen],
        "path": [_beside(each, now, currency) for each in around.path],
        "notes": _notes(frontier, around, far),
        "picked": None if picked is None else vars(picked),
        "table": _table(lines, around, now, currency),
    }


def _notes(frontier: Frontier, around: Surroundings, far: Iterable[Beside]) -> list[str]:
    stopped = [] if frontier.is_whole else [_STOPPED]
    return [*stopped, *around.notes, *(f"{each.name}: {_NOT_DRAWN}." for each in far)]


def _panel(
    frontier: Frontier, measure: Measure, axes: dict[str, Payload], model: SalesModel
) -> Payload:
    words = title(frontier, measure, model.currency)
    cost, own = axes["cost"], axes[measure]
    what = "Contribution" if measure == "contribution" else "Win rate by cohort"
    what += f", {own['unit']}, against cost, {cost['unit']}, a year; axes from {own['from']} and"
    return {
        "measure": measure,
        "title": words,
        "subtitle": f"{what} {cost['from']}. {basis(model)}",
        "axis": own,
        "alt": f"Two lines of points: the most contribution and the most win rate at each cost. "
        f"{words}.",
    }


def _parted(
    scenarios: Sequence[Beside], near: Sequence[FrontierPoint]
) -> tuple[list[Beside], list[Beside]]:
    """Those that can be drawn with the lines, and those that would press them flat."""
    seen: list[Beside] = []
    far: list[Beside] = []
    for each in scenarios:
        is_far = False
        for measure in MEASURES:
            low, high = _span(near, measure)
            room = _FAR * max(high - low, 0.2 * max(abs(low), abs(high)))
            is_far |= not low - room <= getattr(each.point, measure) <= high + room
        (far if is_far else seen).append(each)
    return seen, far


def _axes(points: Sequence[FrontierPoint], currency: str) -> dict[str, Payload]:
    low, high = _padded(_span(points, "win_rate"), 1e-4)
    return {
        "cost": _money_axis(_span(points, "cost"), currency),
        "contribution": _money_axis(_span(points, "contribution"), currency),
        "win_rate": _axis((low, high), 0.01, "%", formats.rate(low)),
    }


def _money_axis(span: Span, currency: str) -> Payload:
    low, high = _padded(span, 1.0)
    size, letter = next(
        (each for each in ((1e6, "M"), (1e3, "k")) if max(abs(low), abs(high)) >= each[0]), (1, "")
    )
    unit = f"{formats.symbol(currency)}{letter}".strip()
    return _axis((low, high), size, unit, formats.money(low, currency))


def _axis(span: Span, size: float, unit: str, start: str) -> Payload:
    """Where an axis begins and ends, in words too, and its ticks in `unit`, each `size` large."""
    low, high = (end / size for end in span)
    step, decimals = _step(low, high)
    ticks = [
        {"at": count * step * size, "text": _number(count * step, decimals)}
        for count in range(math.ceil(low / step), math.floor(high / step) + 1)
    ]
    return {"low": span[0], "high": span[1], "ticks": ticks, "unit": unit, "from": start}


def _number(value: float, decimals: int) -> str:
    text = f"{abs(value):,.{decimals}f}"
    return (formats.MINUS if value < 0 and float(text.replace(",", "")) else "") + text


def _step(low: float, high: float) -> tuple[float, int]:
    """The least of 1, 2, 2.5 and 5 times a power of ten that leaves at most four ticks, and its
    decimals."""
    power = math.floor(math.log10((high - low) / _TICKS)) - 1
    steps = ((part, power + n, more) for n in range(4) for part, more in _STEPS)
    for part, ten, more in steps:
        step = part * 10.0**ten
        if math.floor(high / step) - math.ceil(low / step) < _TICKS:
            return step, max(0, more - ten)
    return high - low, 0


def _span(points: Iterable[FrontierPoint], measure: str) -> Span:
    values = [getattr(point, measure) for point in points]
    return min(values), max(values)


def _padded(span: Span, least: float) -> Span:
    """With air on both sides; never below zero where all is above."""
    low, high = span
    air = max(0.06 * (high - low), 0.01 * max(abs(low), abs(high)), least)
    return (max(0.0, low - air) if low >= 0 else low - air), high + air


def _is_same(one: FrontierPoint, other: FrontierPoint) -> bool:
    return all(
        math.isclose(getattr(one, each), getattr(other, each), rel_tol=1e-9, abs_tol=1e-9)
        for each in MEASURES
    )


def _reference(reference: Beside, now: FrontierPoint, currency: str) -> Payload | None:
    """None where it stands where the present does."""
    return None if _is_same(reference.point, now) else _beside(reference, now, currency)


def _beside(each: Beside, now: FrontierPoint, currency: str) -> Payload:
    return {"name": each.name, **_point(each.point, now, currency)}


def _point(point: FrontierPoint, now: FrontierPoint, currency: str) -> Payload:
    words = _words(point, currency)
    changes = {
        "cost": formats.money_change(point.cost, now.cost, currency),
        "contribution": formats.money_change(point.contribution, now.contribution, currency),
        "win_rate": formats.rate_change(point.win_rate, now.win_rate),
    }
    return {
        "cost": point.cost,
        "contribution": point.contribution,
        "win_rate": point.win_rate,
        "words": words,
        "change": {key: {"text": text, "tone": _tone(text, key)} for key, text in changes.items()},
        "text": f"cost {words['cost']}, contribution {words['contribution']}, "
        f"win rate {words['win_rate']}",
    }


def _tone(change: str, measure: str) -> str:
    """Whether a change is for the better: less cost is."""
    if change == formats.NO_CHANGE:
        return "same"
    return "better" if change.startswith("+") is (measure != "cost") else "worse"


def _words(point: FrontierPoint, currency: str) -> dict[str, str]:
    return {
        "cost": formats.money(point.cost, currency),
        "contribution": formats.money(point.contribution, currency),
        "win_rate": formats.rate(point.win_rate),
    }


def _table(
    lines: dict[Measure, tuple[FrontierPoint, ...]],
    around: Surroundings,
    now: FrontierPoint,
    currency: str,
) -> Payload:
    named = [("Now", now), (around.reference.name, around.reference.point)]
    named += [(each.name, each.point) for each in (*around.scenarios, *around.path)]
    for curve, points in lines.items():
        many = len(points)
        named += [(f"{NAMES[curve]}, {n} of {many}", each) for n, each in enumerate(points, 1)]
    return {
        "columns": ["Model", "Cost a year", "Contribution a year", "Win rate"],
        "rows": [[name, *_words(point, currency).values()] for name, point in named],
    }
