"""What an assignment is worth when its limits may be missed at a price.

Offers `Prices`, `merit`, `scale_of` and `missing_hours`. Rule 4.10 of docs/method.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from salesmodel.assignment.contribution.judging import Judge, Judged
from salesmodel.assignment.question import Staffing
from salesmodel.journey.linear import Array

PENALTY = 10.0
"""What missing all of a limit costs at most, in parts of all margin and cost."""
_DEARER, _LEAST = 2.0, 1e-3
"""How much dearer than its price the miss of a limit is, and the least it costs in such parts."""


@dataclass(frozen=True)
class Prices:
    """What an hour more of each role is worth at the margin (money), (roles,), and a unit more of
    budget."""

    hour: Array
    budget: float = 0.0


def merit(judge: Judge, scale: float, judged: Judged, prices: Prices) -> float:
    """The value less what is missed, at prices well above those at which more room would pay: so
    that the best of the merit keeps the limits, and a step may still cut a corner."""
    most, least = PENALTY * scale, _LEAST * scale
    dear = np.minimum(_DEARER * prices.hour * missing_hours(judge) + least, most)
    over, short = judged.over[:, 0], float(judged.over_budget[0])
    budget = max(judge.question.budget or 0.0, 1.0)
    fine = float(over @ dear) + short * min(_DEARER * prices.budget * budget + least, most)
    rest = float(judged.missed[0]) - float(over.sum()) - short
    return float(judged.value[0]) - fine - most * rest


def scale_of(judge: Judge) -> float:
    """All margin and cost there could be (money), or all buyers where wins are the aim."""
    base = judge.able.compiled.base
    if judge.aim == "wins":
        return max(float(base.arrivals.sum()), 1.0)
    margin = float((base.arrivals * base.deal_value * base.gross_margin).sum())
    return max(margin, float(judge.able.now.segment_cost.sum()), 1.0)


def missing_hours(judge: Judge) -> Array:
    """Hours that one part of what is missing stands for, (roles,); zero where heads are free."""
    if judge.heads is not None:
        hours = np.maximum(judge.heads * judge.room, 1.0)
        return np.where(np.isnan(hours), 0.0, hours)
    if judge.question.staffing is Staffing.AS_IS:
        return np.maximum(judge.room, 1.0)
    return np.zeros(len(judge.room))
