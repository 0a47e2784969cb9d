"""Impact balances of a segment's present choices (rule 5.3).

Offers `balances_of`: for each component, what each variant that could stand there would have for
and against it, given the way of buying and the other three components.
"""

from __future__ import annotations

from collections.abc import Mapping

from salesmodel.coherence.judging.group import GroupJudgements, Option
from salesmodel.model import ComponentKind


def balances_of(
    judgements: GroupJudgements,
    available: Mapping[ComponentKind, tuple[Option, ...]],
    way: str,
    present: Mapping[ComponentKind, str | None],
) -> dict[ComponentKind, dict[str, int]]:
    """Component to variant id to impact balance. A component that is open supports nothing."""
    return {
        kind: {
            option.id: judgements.value(way, option.id)
            + sum(
                judgements.value(variant, option.id)
                for other, variant in present.items()
                if other != kind and variant is not None
            )
            for option in each
        }
        for kind, each in available.items()
    }


def best_of(balances: Mapping[str, int], present: str | None) -> str | None:
    """The variant with the highest balance; the present one where it is among the highest."""
    if not balances:
        return None
    top = max(balances.values())
    if present is not None and balances.get(present) == top:
        return present
    return next(variant for variant, balance in balances.items() if balance == top)
