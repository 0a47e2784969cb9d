"""Every task to the most cost-effective role that can do it."""

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.least_cost.conflict import Conflict
from salesmodel.assignment.least_cost.mending import Mend
from salesmodel.assignment.least_cost.near_optimal import ShareRange, equals
from salesmodel.assignment.least_cost.programme import Limit
from salesmodel.assignment.least_cost.shadow_prices import ShadowPrice
from salesmodel.assignment.least_cost.solving import Watch
from salesmodel.assignment.moves import TaskMove, priced_in_order, priced_moves
from salesmodel.assignment.non_selling.verdict import (
    RestructureVerdict,
    RoleVerdict,
    restructure_verdict,
)
from salesmodel.assignment.non_selling.week import Cause, Diagnostic, SellerWeek, WeekPart, diagnose
from salesmodel.assignment.noting import Note
from salesmodel.assignment.optimising import best_model, optimise, shares_that_matter
from salesmodel.assignment.optimum import Optimum, Position
from salesmodel.assignment.question import (
    Floor,
    Forbid,
    Goal,
    Handover,
    Heads,
    Pin,
    Question,
    Staffing,
)
from salesmodel.assignment.taking import commands_for, with_assignment

__all__ = [
    "AbleShares",
    "Cause",
    "Conflict",
    "Diagnostic",
    "Floor",
    "Forbid",
    "Goal",
    "Handover",
    "Heads",
    "Limit",
    "Mend",
    "Note",
    "Optimum",
    "Pin",
    "Position",
    "Question",
    "RestructureVerdict",
    "RoleVerdict",
    "SellerWeek",
    "ShadowPrice",
    "ShareRange",
    "Staffing",
    "TaskMove",
    "Watch",
    "WeekPart",
    "able_shares",
    "best_model",
    "commands_for",
    "diagnose",
    "equals",
    "optimise",
    "priced_in_order",
    "priced_moves",
    "restructure_verdict",
    "shares_that_matter",
    "with_assignment",
]
