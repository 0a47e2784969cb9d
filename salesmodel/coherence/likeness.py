"""Whether two segments buy alike or differently, and how differently they are sold to.

A segment is a way of buying: who is involved, how formal, how much human contact is wanted. Two
differ when one of these is far apart; they are alike when all are close and the deals are of a
size. In between, nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping

from salesmodel.model import Segment

FAR_SHARE, FAR_RATIO = 0.4, 3.0
NEAR_SHARE, NEAR_RATIO, NEAR_DEAL_RATIO = 0.15, 1.3, 1.5


def buy_differently(one: Segment, other: Segment) -> bool:
    """Formality or human contact 40 points apart, or three times the stakeholders."""
    formality, contact, stakeholders = _distances(one, other)
    return max(formality, contact) >= FAR_SHARE or stakeholders >= FAR_RATIO


def buy_alike(one: Segment, other: Segment) -> bool:
    """Formality and human contact within 15 points; stakeholders and deal value of a size."""
    formality, contact, stakeholders = _distances(one, other)
    deals = _ratio(one.deal_value.value, other.deal_value.value)
    near = max(formality, contact) <= NEAR_SHARE
    return near and stakeholders <= NEAR_RATIO and deals <= NEAR_DEAL_RATIO


def mix_distance(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """The share of hours that would have to change roles to make two mixes equal.

    Half the sum of absolute differences of the roles' shares; None where one has no hours.
    """
    total, other_total = sum(one.values()), sum(other.values())
    if total <= 0 or other_total <= 0:
        return None
    roles = one.keys() | other.keys()
    gaps = (abs(one.get(r, 0) / total - other.get(r, 0) / other_total) for r in sorted(roles))
    return sum(gaps) / 2


def _distances(one: Segment, other: Segment) -> tuple[float, float, float]:
    a, b = one.profile, other.profile
    return (
        abs(a.formality.value - b.formality.value),
        abs(a.human_contact.value - b.human_contact.value),
        _ratio(a.stakeholders.value, b.stakeholders.value),
    )


def _ratio(one: float, other: float) -> float:
    low, high = sorted((one, other))
    if high <= 0:
        return 1.0
    return float("inf") if low <= 0 else high / low
