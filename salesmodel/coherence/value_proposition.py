"""Checks on the value proposition: whether what is offered fits how the segment buys."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.likeness import buy_differently, mix_distance
from salesmodel.coherence.sight import Sight, percent
from salesmodel.model import BuyingJob, ComponentKind, Finding, RoleKind, Segment, Severity

PART = ComponentKind.VALUE_PROPOSITION.value
SOLD_ALIKE = 0.1  # of the hours would have to change roles
LITTLE_CONTACT, HUMAN_HEAVY = 0.3, 0.5
FORMAL = 0.7
WITHOUT_PEOPLE = (RoleKind.PRODUCT, RoleKind.MARKETING)


def different_buyers_sold_alike(sight: Sight) -> Iterator[Finding]:
    """Two segments that buy differently get the same mix of roles."""
    segments = sight.model.segments
    for index, one in enumerate(segments):
        for other in segments[index + 1 :]:
            distance = mix_distance(sight.hours_by_role(one), sight.hours_by_role(other))
            if distance is None or distance > SOLD_ALIKE or not buy_differently(one, other):
                continue
            yield Finding(
                check="different-buyers-sold-alike",
                severity=Severity.WATCH,
                path=f"segments[{one.id}].profile",
                sentence=f"{one.name} and {other.name} buy differently, but the same roles do "
                f"{percent(1 - distance)} of the hours.",
                mend="Give each segment the tasks and roles that its way of buying asks for.",
                segment=one.id,
                component=PART,
                evidence=(*_profile_evidence(one, other), ("same_hours", 1 - distance)),
            )


def human_path_for_self_serving_buyers(sight: Sight) -> Iterator[Finding]:
    """Buyers want little human contact, and people do most of what is done before the win."""
    for segment in sight.model.segments:
        wanted = segment.profile.human_contact.value
        hours = sight.hours_by_role(segment, buying_only=True)
        total = sum(hours.values())
        if wanted > LITTLE_CONTACT or total <= 0:
            continue
        human = sum(h for r, h in hours.items() if sight.roles[r].kind not in WITHOUT_PEOPLE)
        if human / total <= HUMAN_HEAVY:
            continue
        yield Finding(
            check="human-path-for-self-serving-buyers",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].profile.human_contact",
            sentence=f"{segment.name} buyers want human contact in {percent(wanted)} of what they "
            f"do; people carry {percent(human / total)} of the hours before the win.",
            mend="Move tasks to the product or to marketing, or ask these buyers again.",
            segment=segment.id,
            component=PART,
            evidence=(("human_contact_wanted", wanted), ("human_hours_share", human / total)),
        )


def formal_buyers_without_procurement(sight: Sight) -> Iterator[Finding]:
    """Buyers buy formally, and no stage of their journey is procurement."""
    for segment in sight.model.segments:
        formality = segment.profile.formality.value
        stages = sight.stages_of(segment)
        if formality < FORMAL or not stages:
            continue
        if any(BuyingJob.PROCUREMENT in sight.jobs_of(stage) for stage in stages):
            continue
        yield Finding(
            check="formal-buyers-without-procurement",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].profile.formality",
            sentence=f"{segment.name} buyers buy {percent(formality)} formally; none of their "
            f"{len(stages)} stages is procurement.",
            mend="Add a procurement stage with the task that helps buyers through it.",
            segment=segment.id,
            component=PART,
            evidence=(("formality", formality), ("stages", len(stages))),
        )


def _profile_evidence(one: Segment, other: Segment) -> tuple[tuple[str, float], ...]:
    a, b = one.profile, other.profile
    return (
        (f"stakeholders {one.name}", a.stakeholders.value),
        (f"stakeholders {other.name}", b.stakeholders.value),
        (f"formality {one.name}", a.formality.value),
        (f"formality {other.name}", b.formality.value),
        (f"human contact {one.name}", a.human_contact.value),
        (f"human contact {other.name}", b.human_contact.value),
    )
