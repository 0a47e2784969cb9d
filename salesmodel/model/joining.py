"""How long new people take to be of full use, and how many leave: what is usual by kind of role.

Offers `USUAL` and `with_usual`, which fills both into a role that does not say (rules 3.9 and 4.16
of docs/method.md). Rows R7 and R9 of docs/figures.md give them for SDRs and account executives; no
source with a named method was found for the others, so they say 'assumed'.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from salesmodel.model.quantities import Quantity, Unit, assumed

Usual = Mapping[str, Quantity]


def _usual(ramp: Quantity, attrition: Quantity) -> Usual:
    return {"ramp_months": ramp, "attrition": attrition}


def _months(value: float, low: float, high: float, source: str = "assumed") -> Quantity:
    return assumed(value, Unit.MONTHS, source, low=low, high=high)


LEAVE_A_YEAR: Final = assumed(0.20, Unit.SHARE, low=0.10, high=0.30)

USUAL: Final[Mapping[str, Usual]] = {
    "sdr": _usual(_months(3, 3, 4, "R7, R8"), assumed(0.32, Unit.SHARE, "R9", low=0.30, high=0.34)),
    "ae": _usual(_months(5, 3, 6, "R7"), LEAVE_A_YEAR),
    "se": _usual(_months(6, 3, 9), LEAVE_A_YEAR),
    "csm": _usual(_months(4, 2, 6), LEAVE_A_YEAR),
    "am": _usual(_months(5, 3, 6), LEAVE_A_YEAR),
    "partner": _usual(_months(6, 3, 9), LEAVE_A_YEAR),
    "marketing": _usual(_months(3, 1, 6), LEAVE_A_YEAR),
    "product": _usual(assumed(0, Unit.MONTHS), assumed(0, Unit.SHARE)),
}
"""Kind of role to months of ramp, and share of the people that leave in a year."""


def with_usual(data: Any) -> Any:
    """The fields of a role, with what is usual for its kind where it does not say."""
    if not isinstance(data, Mapping):
        return data
    kind = data.get("kind")
    return {**USUAL.get(kind, {}), **data} if isinstance(kind, str) else data
