"""Whole models with one thing broken, for the checks that need a real evaluation.

A `Case` is a break, what its check then says, a near model on which it says nothing, and, where no
one-click mend is offered, what the mend's sentence asks for, done by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, reduce

from salesmodel.coherence.checks.checking import CHECKS
from salesmodel.coherence.findings import CoherenceFinding
from salesmodel.coherence.sight import Sight
from salesmodel.defaults import template
from salesmodel.editing import Command, SetComponent, do
from salesmodel.evaluation import evaluate
from salesmodel.model import (
    BuyingProfile,
    ComponentKind,
    Quantity,
    SalesModel,
    Severity,
    Unit,
    assumed,
)
from tests.builders import changed

SELECTION = ComponentKind.CUSTOMER_SELECTION
PROPOSITION = ComponentKind.VALUE_PROPOSITION
TASKS = ComponentKind.SELLING_TASKS
DELIVERY = ComponentKind.VALUE_DELIVERY

Model = Callable[[], SalesModel]


@dataclass(frozen=True)
class Case:
    """A break and what must come of it."""

    check: str
    severity: Severity
    says: str
    broken: Model
    near: Model
    by_hand: Callable[[SalesModel], SalesModel] | None = None

    def __str__(self) -> str:
        return self.check


ENTERPRISE, MID_MARKET, SMB, SELF_SERVE = (
    cache(lambda key=key: template(key))
    for key in ("enterprise", "mid_market", "smb", "self_serve")
)


def found(model: SalesModel, check: str) -> list[CoherenceFinding]:
    """What one check says about a model."""
    run = next(each.run for each in CHECKS if each.id == check)
    return list(run(Sight(model, evaluate(model))))


def after(model: SalesModel, *commands: Command) -> SalesModel:
    """The model after these commands."""
    return reduce(lambda before, command: do(before, command)[0], commands, model)


def choosing(
    model: SalesModel, segment: str, kind: ComponentKind, variant: str, days: float | None = None
) -> SalesModel:
    """The model with a variant chosen for a segment."""
    return after(
        model, SetComponent(segment=segment, kind=kind, variant=variant, promised_days=days)
    )


def buying(model: SalesModel, segment: str, **profile: float) -> SalesModel:
    """The model with a segment that buys in this way."""
    units = {"stakeholders": Unit.PEOPLE}
    present: BuyingProfile = next(s for s in model.segments if s.id == segment).profile
    values: dict[str, Quantity] = {
        field: assumed(value, units.get(field, Unit.SHARE)) for field, value in profile.items()
    }
    return changed(model, "segments", segment, profile=present.model_copy(update=values))


def worth(model: SalesModel, segment: str, deal_value: float) -> SalesModel:
    """The model in which a customer of the segment pays this much."""
    return changed(model, "segments", segment, deal_value=assumed(deal_value, Unit.MONEY))


def keeping(model: SalesModel, segment: str, retention: float) -> SalesModel:
    """The model in which this share of the segment's customers stays for another year."""
    return changed(model, "segments", segment, retention=assumed(retention, Unit.SHARE))
