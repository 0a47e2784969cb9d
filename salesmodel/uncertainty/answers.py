"""The results that a what-if can ask for, read from the kernel's arrays.

Offers `Answer`, `answers` (all that a model has), `answer_of` and `read`: one figure for each
column of a batch, NaN where it is not known. Rules 2.6, 3.8, 3.10 and 3.11 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from salesmodel.evaluation import CompiledModel, Parameters, Raw
from salesmodel.evaluation.premium import cheapest_mix
from salesmodel.journey.linear import Array
from salesmodel.model import SalesModel, UnusableQuestion
from salesmodel.uncertainty.rows import Mask

Kind = Literal["money", "rate", "days", "count"]
_ROUNDING = 1e-10
MOST_MIXES = 3e8
"""Pairs of roles by task that the misalignment premium may look at in one question."""


@dataclass(frozen=True)
class Answer:
    """One result: `key`, `words`, what it is counted in, and whether more of it is better.

    `by_segment`: whether it is known for one segment alone. `role`: of the utilisation, its role.
    """

    key: str
    words: str
    kind: Kind
    more_is_better: bool
    by_segment: bool = True
    role: str = ""


_COMMON = (
    Answer("contribution", "Contribution a year", "money", True),
    Answer("cost_per_win", "Cost per win", "money", False),
    Answer("win_rate", "Win rate", "rate", True),
    Answer("won_cycle_days", "Days to a win", "days", False),
    Answer("cost", "Cost a year", "money", False),
    Answer("wins", "Wins a year", "count", True),
    Answer("misalignment_premium", "Misalignment premium a year", "money", False),
)


def answers(model: SalesModel) -> tuple[Answer, ...]:
    """Every result that can be asked for: the common ones, and each role's utilisation."""
    roles = (
        Answer(
            f"utilisation:{role.id}", f"Utilisation of {role.short}", "rate", False, False, role.id
        )
        for role in model.roles
    )
    return (*_COMMON, *roles)


def answer_of(model: SalesModel, key: str) -> Answer:
    """The result of that key. Raises UnusableQuestion."""
    found = next((answer for answer in answers(model) if answer.key == key), None)
    if found is None:
        raise UnusableQuestion(
            f"{key[:80]} is not a result that can be asked for.",
            "Choose contribution, cost per win, win rate, or another result of the list.",
            path="result",
            value=key,
        )
    return found


def segment_place(model: SalesModel, segment: str | None) -> int | None:
    """The place of the segment in the model's list; None for the whole model."""
    if segment is None:
        return None
    for place, item in enumerate(model.segments):
        if item.id == segment:
            return place
    raise UnusableQuestion(
        f"There is no segment {segment[:80]} in this model.",
        "Choose one of its segments, or all of them.",
        path="segment",
        value=segment,
    )


@dataclass(frozen=True)
class Worked:
    """A batch that was worked out: structure, numbers `(entities, columns)` and the arrays.

    `covered`: tasks that somebody holds, (tasks,) bool.
    """

    compiled: CompiledModel
    values: Parameters
    raw: Raw
    columns: int
    covered: Mask


def read(worked: Worked, answer: Answer, segment: int | None) -> Array:
    """The figure of each column, (columns,)."""
    if answer.role:
        figure = _utilisation(worked, answer.role)
    else:
        figure = _READERS[answer.key](worked, segment)
    known: Array = np.broadcast_to(figure, (worked.columns,)).astype(float)
    return np.where(np.isfinite(known) | bool(answer.role), known, np.nan)


def _all_or(rows: Array, segment: int | None) -> Array:
    one: Array = rows.sum(axis=0) if segment is None else rows[segment]
    return one


def _each(total: Array, number: Array) -> Array:
    ratio: Array = total / np.where(number > 0, number, np.nan)
    return ratio


def _contribution(worked: Worked, segment: int | None) -> Array:
    return _all_or(worked.raw.contribution, segment)


def _cost(worked: Worked, segment: int | None) -> Array:
    return _all_or(worked.raw.segment_cost, segment)


def _wins(worked: Worked, segment: int | None) -> Array:
    return _all_or(worked.raw.wins, segment)


def _cost_per_win(worked: Worked, segment: int | None) -> Array:
    return _each(_cost(worked, segment), _wins(worked, segment))


def _win_rate(worked: Worked, segment: int | None) -> Array:
    if segment is not None:
        return _all_or(worked.raw.win_rate, segment)
    return np.nan_to_num(_each(_wins(worked, None), worked.values.arrivals.sum(axis=0)))


def _days(worked: Worked, segment: int | None) -> Array:
    days = worked.raw.absorption.mean[1, : len(worked.compiled.model.segments)]
    if segment is not None:
        return _all_or(days, segment)
    wins = worked.raw.wins
    known = np.where(np.isfinite(days), days, 0.0)
    return _each((known * wins).sum(axis=0), wins.sum(axis=0))


def _premium(worked: Worked, segment: int | None) -> Array:
    """The premium of the tasks that somebody holds; the cheapest mix is found column by column."""
    compiled = worked.compiled
    tasks, roles = compiled.task_skilled.shape
    if worked.columns * tasks * roles**2 > MOST_MIXES:
        raise UnusableQuestion(
            "The misalignment premium of so many tasks and roles takes too long to vary.",
            "Ask for cost or contribution, which move with it.",
            path="result",
            value="misalignment_premium",
        )
    own = worked.covered
    if segment is not None:
        own = own & (compiled.task_segment == segment)
    return np.array(
        [float(_premiums(worked, column)[own].sum()) for column in range(worked.columns)]
    )


def _premiums(worked: Worked, column: int) -> Array:
    compiled, raw = worked.compiled, worked.raw
    quality, productivity = compiled.task_quality.copy(), compiled.task_productivity.copy()
    held = (compiled.share_task, compiled.share_role)
    quality[held] = _column(worked.values.quality, column)
    productivity[held] = _column(worked.values.productivity, column)
    now = replace(compiled, task_quality=quality, task_productivity=productivity)
    rate = cheapest_mix(now, _column(raw.hourly_cost, column), _column(raw.fulfilment, column)).rate
    able = np.isfinite(rate)
    least = _column(raw.standard, column) * np.where(able, rate, 0.0)
    cost = _column(raw.task_cost, column)
    # Less than this of a cost is the rounding of two sums that are equal.
    return np.where(able & (cost - least > _ROUNDING * cost), cost - least, 0.0)


def _column(rows: Array, column: int) -> Array:
    one: Array = rows[:, column if rows.shape[1] > 1 else 0]
    return one


def _utilisation(worked: Worked, role: str) -> Array:
    place = next(r for r, item in enumerate(worked.compiled.model.roles) if item.id == role)
    values = worked.values
    there = (values.headcount * values.productive_hours)[place]
    hours = worked.raw.role_hours[place]
    filled = hours / np.where(there > 0, there, 1.0)
    return np.where(there > 0, filled, np.where(hours > 0, np.inf, 0.0))


_READERS: dict[str, Callable[[Worked, int | None], Array]] = {
    "contribution": _contribution,
    "cost_per_win": _cost_per_win,
    "win_rate": _win_rate,
    "won_cycle_days": _days,
    "cost": _cost,
    "wins": _wins,
    "misalignment_premium": _premium,
}
