"""The first model: what the deals say, set into what a template assumes.

Offers `draft`, its result `Draft` and the `Evidence` it takes. Read off the deals: arrivals, deal
value, win rate, mean days to win and to loss of every group, and the number of people who sell.
Taken from the template whose deal value is nearest: stages and tasks, roles, cost, hours, skills,
what happens after the win, and the four components. Rule 3.9 of docs/method.md: every quantity says
which of these it is. No person's name gets into the model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from salesmodel.crm.group import Evidence, Group, overall
from salesmodel.crm.result import SegmentFigures
from salesmodel.crm.starting_point import StartingPoint, starting_point
from salesmodel.model import Assumed, Observed, Role, RoleKind, SalesModel


@dataclass(frozen=True)
class Draft:
    """The first model, and what had to be assumed for it, in sentences."""

    model: SalesModel
    notes: tuple[str, ...]


def draft(name: str, currency: str, figures: Sequence[SegmentFigures], evidence: Evidence) -> Draft:
    """A model with a segment for each of the `figures`."""
    whole = overall(figures)
    start = starting_point(whole.mean_won_amount)
    groups = [
        Group(segment_id, own, whole, start, evidence)
        for segment_id, own in zip(_ids(figures), figures, strict=True)
    ]
    model = SalesModel(
        id=_slug(name, 60) or "crm",
        name=name,
        currency=currency,
        segments=tuple(group.segment() for group in groups),
        stages=tuple(stage for group in groups for stage in group.stages()),
        outcomes=tuple(outcome for group in groups for outcome in group.outcomes()),
        moves=tuple(move for group in groups for move in group.moves()),
        roles=tuple(_role(role, start, evidence) for role in start.model.roles),
        tasks=tuple(task for group in groups for task in group.tasks()),
        assignments=tuple(share for group in groups for share in group.assignments()),
        components=tuple(component for group in groups for component in group.components()),
    )
    return Draft(model, tuple(_notes(currency, start, evidence, groups)))


def _ids(figures: Sequence[SegmentFigures]) -> Iterator[str]:
    """A short id for each group, no two alike."""
    taken: set[str] = set()
    for place, group in enumerate(figures, 1):
        stem = _slug(group.name, 20) or f"group-{place}"
        segment_id = stem if stem not in taken else f"{stem}-{place}"
        taken.add(segment_id)
        yield segment_id


def _slug(name: str, longest: int) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:longest].strip("-")


def _role(role: Role, start: StartingPoint, evidence: Evidence) -> Role:
    """The template's role with heads for this company: the account executives are the owners of
    deals, the others keep their ratio to them."""
    if not evidence.owners:
        return role
    heads = role.headcount.value * evidence.owners / start.account_executives
    if role.kind is RoleKind.AE:
        origin = Observed(n=evidence.owners, period=evidence.entry_period, file=evidence.file)
        headcount = role.headcount.with_value(heads, origin)
    else:
        headcount = role.headcount.with_value(round(heads, 1), Assumed())
    return role.model_copy(update={"headcount": headcount})


def _notes(
    currency: str, start: StartingPoint, evidence: Evidence, groups: Sequence[Group]
) -> Iterator[str]:
    yield (
        f"Stages, tasks, roles, hours, cost and skills are those of the template "
        f"{start.model.name}, whose deal value is nearest."
    )
    if currency != start.model.currency:
        yield (
            f"The template's costs are in {start.model.currency} and stand here as {currency}, "
            "not converted."
        )
    if evidence.owners:
        yield (
            f"{evidence.owners:,} people own deals and are taken to be account executives; the "
            "heads of the other roles keep the template's ratio to them."
        )
    else:
        yield "No column names the owners of deals: the number of people is the template's."
    for group in groups:
        yield from group.notes()
