"""Checks on what was chosen against what is done: selling tasks and value delivery can be read."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.checks.effort import MISSING
from salesmodel.coherence.choices import Choice, choices_of
from salesmodel.coherence.findings import CoherenceFinding, Mend
from salesmodel.coherence.saying import counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.defaults.variants import library_variant
from salesmodel.editing import ClearComponent
from salesmodel.model import ComponentKind, Severity

BY_PARTNERS = {"partner_led", "partner_delivery"}
BY_PRODUCT = {"product_led", "self_serve_help"}


def tasks_not_as_chosen(sight: Sight) -> Iterator[CoherenceFinding]:
    """The selling tasks that were chosen are not those that the model shows."""
    yield from _not_as_chosen(sight, "tasks-not-as-chosen", ComponentKind.SELLING_TASKS)


def delivery_not_as_chosen(sight: Sight) -> Iterator[CoherenceFinding]:
    """The value delivery that was chosen is not the one that the model shows."""
    yield from _not_as_chosen(sight, "delivery-not-as-chosen", ComponentKind.VALUE_DELIVERY)


def _not_as_chosen(sight: Sight, check: str, kind: ComponentKind) -> Iterator[CoherenceFinding]:
    for segment in sight.model.segments:
        choice = choices_of(sight, segment)[kind]
        # What the library does not know cannot be told from what the tasks show.
        chosen, read = library_variant(choice.variant or ""), library_variant(choice.read or "")
        if choice.origin != "chosen" or chosen is None or read is None or chosen == read:
            continue
        yield CoherenceFinding(
            check=check,
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].components",
            sentence=f"“{chosen.name}” is chosen for {segment.name}, but {_shown(choice)}; the "
            f"model shows “{read.name}”.",
            mend="Move the tasks to those who should do them, or take what is done.",
            segment=segment.id,
            component=kind.value,
            variant=choice.variant,
            evidence=choice.evidence,
            offer=(Mend("Take what is done", (ClearComponent(segment=segment.id, kind=kind),)),),
            excess=MISSING,
        )


def _shown(choice: Choice) -> str:
    """The figure that tells the chosen variant from the one that the tasks show (rule 5.2)."""
    figures, both = dict(choice.evidence), {choice.variant, choice.read}
    sells = choice.kind == ComponentKind.SELLING_TASKS
    when = "before the win" if sells else "after the win"
    if both & BY_PARTNERS:
        return f"partners do {percent(figures['partner_share'])} of the hours {when}"
    if both & BY_PRODUCT:
        return f"people do {percent(figures['people_share'])} of the hours {when}"
    if not sells:
        customers = counted(figures["customers_per_person"], "such customer")
        return f"one full-time person has time for {customers}"
    if "people_hours_per_win" in figures:
        return f"people work {counted(figures['people_hours_per_win'], 'hour')} for a won customer"
    hours = counted(figures["hours_before_win"] * figures["people_share"], "hour")
    return f"people work {hours} a year and win nobody"
