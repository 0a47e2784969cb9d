"""Whether two segments buy alike or differently, and how differently they are sold to.

A segment is a way of buying: who is involved, how formal, how much human contact is wanted. Two
differ when one of these is far apart; they are alike when all are close and the deals are of a
size. In between, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import fsum

from salesmodel.coherence.lines import at_least, within
from salesmodel.coherence.sight import Sight
from salesmodel.model import Segment

FAR_SHARE, FAR_RATIO = 0.4, 3.0
NEAR_SHARE, NEAR_RATIO, NEAR_DEAL_RATIO = 0.15, 1.3, 1.5


def buy_differently(one: Segment, other: Segment) -> bool:
    """Formality or human contact 40 points apart, or three times the stakeholders."""
    formality, contact, stakeholders = _distances(one, other)
    return at_least(max(formality, contact), FAR_SHARE) or at_least(stakeholders, FAR_RATIO)


def buy_alike(one: Segment, other: Segment) -> bool:
    """Formality and human contact within 15 points; stakeholders and deal value of a size."""
    formality, contact, stakeholders = _distances(one, other)
    deals = _ratio(one.deal_value.value, other.deal_value.value)
    near = within(max(formality, contact), NEAR_SHARE)
    return near and within(stakeholders, NEAR_RATIO) and within(deals, NEAR_DEAL_RATIO)


def mixes(sight: Sight) -> Iterator[tuple[Segment, Segment, float]]:
    """Every pair of segments with the distance of their mixes of roles, where both have hours.

    The first is the one whose id comes first, so that the order of the segments changes nothing.
    """
    segments = sorted(sight.model.segments, key=lambda segment: segment.id)
    hours = {segment.id: sight.hours_by_role(segment) for segment in segments}
    for one, other in combinations(segments, 2):
        distance = mix_distance(hours[one.id], hours[other.id])
        if distance is not None:
            yield one, other, distance


def mix_distance(one: Mapping[str, float], other: Mapping[str, float]) -> float | None:
    """The share of hours that would have to change roles to make two mixes equal.

    Half the sum of absolute differences of the roles' shares; None where one has no hours.
    """
    total, other_total = fsum(one.values()), fsum(other.values())
    if total <= 0 or other_total <= 0:
        return None
    roles = one.keys() | other.keys()
    gaps = (abs(one.get(role, 0) / total - other.get(role, 0) / other_total) for role in roles)
    return fsum(gaps) / 2


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
