"""Every task to the most cost-effective role that can do it."""

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.conflict import Conflict
from salesmodel.assignment.mending import Mend
from salesmodel.assignment.moves import TaskMove, priced_in_order, priced_moves
from salesmodel.assignment.near_optimal import ShareRange, equals
from salesmodel.assignment.noting import Note
from salesmodel.assignment.optimising import best_model, optimise, shares_that_matter
from salesmodel.assignment.optimum import Optimum, Position
from salesmodel.assignment.programme import Limit
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
from salesmodel.assignment.shadow_prices import ShadowPrice
from salesmodel.assignment.solving import Watch
from salesmodel.assignment.taking import commands_for, with_assignment
from salesmodel.assignment.verdict import RestructureVerdict, RoleVerdict, restructure_verdict
from salesmodel.assignment.week import Cause, Diagnostic, SellerWeek, WeekPart, diagnose

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
