"""Every task to the most cost-effective role that can do it."""

from salesmodel.assignment.able import AbleShares, able_shares
from salesmodel.assignment.moves import TaskMove, priced_in_order, priced_moves
from salesmodel.assignment.verdict import RestructureVerdict, RoleVerdict, restructure_verdict

__all__ = [
    "AbleShares",
    "RestructureVerdict",
    "RoleVerdict",
    "TaskMove",
    "able_shares",
    "priced_in_order",
    "priced_moves",
    "restructure_verdict",
]
