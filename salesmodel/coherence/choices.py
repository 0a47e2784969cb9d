"""What a segment does in each of the four components: chosen by the group, or read from the model.

Offers `Choice`, `choices_of`, `choosing` and `Buying`, `buying_of`. What buyers meet in selling
tasks and value delivery is read from the tasks and who does them, and not asked again (rule 5.2);
how it is read stands in salesmodel.coherence.reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from salesmodel.coherence.lines import (
    A_FEW,
    ALONE,
    FORMAL,
    LITTLE_CONTACT,
    READ,
    at_least,
    below,
    beyond,
    within,
)
from salesmodel.coherence.reading import (
    Reading,
    Work,
    delivery_shown,
    selling_shown,
    work_of,
)
from salesmodel.coherence.saying import counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.defaults.variants import (
    LibraryVariant,
    WayOfBuying,
    library_variant,
    ways_of_buying,
)
from salesmodel.editing import SetComponent
from salesmodel.model import Component, ComponentKind, Segment, Variant

OPEN = "open"


@dataclass(frozen=True, slots=True)
class Choice:
    """The variant of one component of a segment.

    `variant`: its id, None while it is open; `name`: its name, or "open"; `origin`: chosen by the
    group, read from the model, or open; `sentence`: the group's note, or what it was read from;
    `read`: the id of the variant that the model shows, also where the group chose otherwise (None
    where nothing can be read); `evidence`: the figures it was read from; `promised_days`: the days
    in which a value proposition is promised to work, where the group said so.
    """

    kind: ComponentKind
    variant: str | None
    name: str
    origin: Literal["chosen", "read", "open"]
    sentence: str
    read: str | None = None
    evidence: tuple[tuple[str, float], ...] = ()
    promised_days: float | None = None


@dataclass(frozen=True, slots=True)
class Buying:
    """How a segment buys, as its profile says, and the sentence on what it was read from."""

    way: WayOfBuying
    sentence: str


def choices_of(sight: Sight, segment: Segment) -> dict[ComponentKind, Choice]:
    """The choice of each of the four components, in their order.

    A variant that neither the library nor the model knows counts as not chosen.
    """
    if segment.id not in sight.chosen:
        _read_all(sight)
    return sight.chosen[segment.id]


def choosing(segment: str, present: Choice, variant: str) -> SetComponent:
    """The command that chooses this variant in the place of the present one.

    The days that were promised stay promised; the note was about the other variant, and goes.
    """
    return SetComponent(
        segment=segment, kind=present.kind, variant=variant, promised_days=present.promised_days
    )


def buying_of(segment: Segment) -> Buying:
    """The way of buying that the segment's profile shows.

    Formal from 70% formality; a group from more than three people; alone where one person (less
    than 1.5 on average) wants human contact in 30% at most; quick otherwise.
    """
    profile = segment.profile
    people, formality = profile.stakeholders.value, profile.formality.value
    contact = profile.human_contact.value
    alone, quickly, in_a_group, formally = ways_of_buying()
    decide = counted(people, "person decides", "people decide")
    if at_least(formality, FORMAL):
        return Buying(formally, f"{decide}, and they buy {percent(formality)} formally.")
    if beyond(people, A_FEW):
        return Buying(in_a_group, f"{decide}, {percent(formality)} formally.")
    wanted = f"human contact is wanted in {percent(contact)} of what buyers do"
    if below(people, ALONE) and within(contact, LITTLE_CONTACT):
        return Buying(alone, f"{decide}; {wanted}.")
    return Buying(quickly, f"{decide}, {percent(formality)} formally; {wanted}.")


def _read_all(sight: Sight) -> None:
    """Every segment at once: the tasks are gone through one time."""
    works = work_of(sight)
    own = {variant.id: variant for variant in sight.model.variants}
    chosen = {(c.segment, c.kind): c for c in sight.model.components}
    for segment in sight.model.segments:
        choices = sight.chosen[segment.id] = {}
        for kind in ComponentKind:
            key = (segment.id, kind)
            component = chosen.get(key)
            shown = _shown(sight, segment, kind, works.get(key)) if kind in READ else None
            choices[kind] = _choice(segment, kind, component, _known(component, own), shown)


def _choice(
    segment: Segment,
    kind: ComponentKind,
    component: Component | None,
    known: LibraryVariant | Variant | None,
    shown: Reading | None,
) -> Choice:
    read, evidence = (shown.variant, shown.evidence) if shown is not None else (None, ())
    promised = _promised_days(component)
    if component is not None and known is not None:
        said = component.note or known.description
        return Choice(kind, known.id, known.name, "chosen", said, read, evidence, promised)
    if shown is not None:
        name = _name(shown.variant)
        return Choice(kind, shown.variant, name, "read", shown.sentence, read, evidence, promised)
    return Choice(kind, None, OPEN, "open", _why_open(segment, kind), promised_days=promised)


def _promised_days(component: Component | None) -> float | None:
    """Only a value proposition promises days."""
    if component is None or component.kind != ComponentKind.VALUE_PROPOSITION:
        return None
    return None if component.promised_days is None else component.promised_days.value


def _shown(
    sight: Sight, segment: Segment, kind: ComponentKind, work: Work | None
) -> Reading | None:
    """What the tasks show; None where there are no hours to read."""
    wins = sight.evaluation.segment(segment.id).wins
    if work is None:
        return None
    if kind == ComponentKind.SELLING_TASKS:
        return selling_shown(sight, work, wins)
    return delivery_shown(sight, work, wins) if wins > 0 else None


def _known(
    component: Component | None, own: Mapping[str, Variant]
) -> LibraryVariant | Variant | None:
    if component is None:
        return None
    known = own.get(component.variant) or library_variant(component.variant)
    return known if known is not None and known.kind == component.kind else None


def _name(variant: str) -> str:
    known = library_variant(variant)
    return known.name if known is not None else variant


def _why_open(segment: Segment, kind: ComponentKind) -> str:
    if kind not in READ:
        return f"Nothing is chosen for the {kind.words} of {segment.name}."
    when = "before" if kind == ComponentKind.SELLING_TASKS else "after"
    return f"No task of {segment.name} takes hours {when} the win; there is nothing to read."
