"""What the optimiser answers: the best assignment, and why.

Offers `Optimum` and `Position`. One frozen result for page, report and command line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from salesmodel.assignment.able import AbleShares
from salesmodel.assignment.least_cost.conflict import Conflict
from salesmodel.assignment.least_cost.near_optimal import ShareRange
from salesmodel.assignment.least_cost.shadow_prices import ShadowPrice
from salesmodel.assignment.moves import TaskMove
from salesmodel.assignment.noting import Note
from salesmodel.assignment.question import Question
from salesmodel.journey.linear import Array

Answer = Literal["optimal", "best_found", "infeasible", "stopped"]


@dataclass(frozen=True)
class Position:
    """Where an assignment stands, a year.

    `cost`: as the question counts it: hours as they are paid, or the pay of the heads needed, for
    the buyers of today where the least cost is sought; `answered_cost`, `contribution`,
    `win_rate`, `wins`: once conversion has answered, from the kernel; `heads` needed and `hours`
    asked for by role (ids), for the same buyers as `cost`; `handovers`: their part of the cost.
    """

    cost: float
    answered_cost: float
    contribution: float
    win_rate: float
    wins: float
    heads: Mapping[str, float]
    hours: Mapping[str, float]
    handovers: float


@dataclass(frozen=True)
class Optimum:
    """The answer to a question.

    `status`: "optimal" is proven (to `gap`); "best_found" is not. `moves`: from the present to the
    best, each priced after those before it; the first `enough` of them are within 1% of the best,
    so that those after them are worth nothing that could be told.
    `breaches`: limits that the present assignment does not keep, in words. `shares` (pairs,): the
    best assignment, empty when there is none. `notes`: what a reader should know.
    """

    question: Question
    status: Answer
    able: AbleShares
    present: Position
    best: Position | None
    gap: float | None
    shares: Array
    moves: tuple[TaskMove, ...]
    enough: int
    shadow_prices: tuple[ShadowPrice, ...]
    ranges: tuple[ShareRange, ...]
    conflict: tuple[Conflict, ...]
    breaches: tuple[str, ...]
    notes: tuple[Note, ...]
    seconds: float
