"""Checks on whether what is offered and done fits how the segment buys."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from salesmodel.coherence.checks.effort import before_the_win, hours_before_the_win, with_people
from salesmodel.coherence.checks.likeness import buy_differently, mix_distance, mixes
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.mending import task_to_add, usual_task
from salesmodel.coherence.checks.sharing import (
    Sharing,
    hours_by_role,
    mend_of,
    to_roles_without_people,
)
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import FORMAL, LITTLE_CONTACT, at_least, below, beyond, within
from salesmodel.coherence.saying import counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing import AddStage, Command, Reconnect, fresh_id
from salesmodel.editing.document import ids_of
from salesmodel.model import (
    Assumed,
    BuyingJob,
    BuyingRole,
    ComponentKind,
    Move,
    OutcomeKind,
    Segment,
    Severity,
    Stage,
    Unit,
    assumed,
)

SELECTION = ComponentKind.CUSTOMER_SELECTION.value
SELLING = ComponentKind.SELLING_TASKS.value
SOLD_ALIKE, SOLD_THE_SAME = 0.1, 0.05  # of the hours would have to change roles
HUMAN_HEAVY, HUMAN_SEVERE = 0.5, 0.75  # of the hours before the win
FORMAL_SEVERE = 0.85
PROCUREMENT_DAYS = 30


def different_buyers_sold_alike(sight: Sight) -> Iterator[CoherenceFinding]:
    """Two segments that buy differently get the same mix of roles."""
    for one, other, distance in mixes(sight):
        if beyond(distance, SOLD_ALIKE) or not buy_differently(one, other):
            continue
        yield CoherenceFinding(
            check="different-buyers-sold-alike",
            severity=Severity.SEVERE if within(distance, SOLD_THE_SAME) else Severity.WATCH,
            path=f"segments[{one.id}].profile",
            sentence=f"{one.name} and {other.name} buy differently, but the same roles do "
            f"{percent(1 - distance)} of the hours.",
            mend="Give each segment the tasks and roles that its way of buying asks for.",
            segment=one.id,
            other_segment=other.id,
            component=SELLING,
            other=SELECTION,
            evidence=(
                *_profile_evidence(one, other),
                ("hours_by_different_roles", distance),
                ("limit", SOLD_ALIKE),
            ),
            excess=past(distance, SOLD_ALIKE),
            offer=Offer(_sold_apart, sight, one, other),
        )


def human_path_for_self_serving_buyers(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers want little human contact, and people do most of what is done before the win."""
    for segment in sight.model.segments:
        wanted = segment.profile.human_contact.value
        hours = sight.hours_by_role(segment, buying_only=True)
        total = hours_before_the_win(sight, segment)
        if beyond(wanted, LITTLE_CONTACT) or total <= 0:
            continue
        share = fsum(h for role, h in hours.items() if with_people(sight, role)) / total
        if within(share, HUMAN_HEAVY):
            continue
        yield CoherenceFinding(
            check="human-path-for-self-serving-buyers",
            severity=Severity.SEVERE if beyond(share, HUMAN_SEVERE) else Severity.WATCH,
            path=f"segments[{segment.id}].profile.human_contact",
            sentence=f"{segment.name} buyers want human contact in {percent(wanted)} of what they "
            f"do; people carry {percent(share)} of the hours before the win.",
            mend="Move tasks to the product or to marketing, or ask these buyers again.",
            segment=segment.id,
            component=SELLING,
            other=SELECTION,
            evidence=(
                ("human_contact_wanted", wanted),
                ("human_hours_share", share),
                ("limit", HUMAN_HEAVY),
            ),
            excess=past(share, HUMAN_HEAVY),
            offer=Offer(_without_people, sight, segment),
        )


def formal_buyers_without_procurement(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers buy formally, and no stage of their journey is procurement."""
    for segment in sight.model.segments:
        formality = segment.profile.formality.value
        stages = sight.stages_of(segment)
        if below(formality, FORMAL) or not stages:
            continue
        if any(BuyingJob.PROCUREMENT in sight.jobs_of(stage) for stage in stages):
            continue
        yield CoherenceFinding(
            check="formal-buyers-without-procurement",
            severity=Severity.SEVERE if at_least(formality, FORMAL_SEVERE) else Severity.WATCH,
            path=f"segments[{segment.id}].profile.formality",
            sentence=f"{segment.name} buyers buy {percent(formality)} formally; none of their "
            f"{counted(len(stages), 'stage')} is procurement.",
            mend="Add a procurement stage with the task that helps buyers through it.",
            segment=segment.id,
            component=SELLING,
            other=SELECTION,
            evidence=(("formality", formality), ("limit", FORMAL), ("stages", len(stages))),
            excess=past(formality, FORMAL),
            offer=Offer(_with_procurement, sight, segment),
        )


def _sold_apart(sight: Sight, one: Segment, other: Segment) -> tuple[Mend, ...]:
    """Fewer people for the segment that wants less human contact, where that parts the two."""
    less, more = sorted((one, other), key=lambda s: (s.profile.human_contact.value, s.id))
    sharing = _automated(sight, less)
    if less.profile.human_contact.value == more.profile.human_contact.value or not sharing:
        return ()
    after = hours_by_role(sight, sight.tasks_of(less), sharing)
    distance = mix_distance(after, sight.hours_by_role(more))
    apart = distance is not None and beyond(distance, SOLD_ALIKE)
    return (mend_of(sight, sharing, f"For {less.name}, give"),) if apart else ()


def _without_people(sight: Sight, segment: Segment) -> tuple[Mend, ...]:
    sharing = _automated(sight, segment)
    return (mend_of(sight, sharing),) if sharing else ()


def _automated(sight: Sight, segment: Segment) -> Sharing | None:
    """Tasks before the win for product and marketing, until people carry half of the hours."""
    return to_roles_without_people(sight, before_the_win(sight, segment), HUMAN_HEAVY)


def _with_procurement(sight: Sight, segment: Segment) -> tuple[Mend, ...]:
    """A stage between those that lead to the win and the win, with its task. It loses nobody."""
    leading = _moves_to_the_win(sight, segment)
    stage = Stage(
        id=fresh_id(f"{segment.id}.procurement", ids_of(sight.model)),
        segment=segment.id,
        name="Procurement",
        job=BuyingJob.PROCUREMENT,
        buyer=BuyingRole.PROCUREMENT,
        dwell=assumed(PROCUREMENT_DAYS, Unit.DAYS),
    )
    wins = sight.evaluation.segment(segment.id).wins
    task = task_to_add(sight, stage, usual_task(stage), wins)
    if not leading or task is None:
        return ()
    commands: tuple[Command, ...] = (
        AddStage(stage=stage, target=leading[0].target, origin=Assumed()),
        *(
            Reconnect(move=move.id, target=stage.id, origin=move.probability.origin)
            for move in leading
        ),
        task,
    )
    return (Mend("Add a procurement stage", commands),)


def _moves_to_the_win(sight: Sight, segment: Segment) -> list[Move]:
    won = [
        outcome.id
        for outcome in sight.model.outcomes
        if outcome.segment == segment.id and outcome.kind == OutcomeKind.WON
    ]
    return [move for move in sight.model.moves if move.target in won[:1]]


def _profile_evidence(one: Segment, other: Segment) -> tuple[tuple[str, float], ...]:
    a, b = one.profile, other.profile
    return (
        ("stakeholders", a.stakeholders.value),
        ("other_stakeholders", b.stakeholders.value),
        ("formality", a.formality.value),
        ("other_formality", b.formality.value),
        ("human_contact", a.human_contact.value),
        ("other_human_contact", b.human_contact.value),
    )
