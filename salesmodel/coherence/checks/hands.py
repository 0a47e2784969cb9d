"""Checks on hands: who meets the buyer, and whether that is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import fsum, inf

from salesmodel.coherence.checks.effort import before_the_win, with_people
from salesmodel.coherence.checks.handing import handed_over, handover
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.proving import proven
from salesmodel.coherence.checks.sharing import (
    ROOM,
    Sharing,
    hours_by_role,
    to_roles_without_people,
)
from salesmodel.coherence.choices import buying_of
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import (
    LITTLE_CONTACT,
    MUST_AGREE,
    QUICK,
    at_least,
    below,
    beyond,
    within,
)
from salesmodel.coherence.sight import Sight, percent
from salesmodel.evaluation import RoleResult, highest_paid_sellers
from salesmodel.model import (
    ComponentKind,
    Role,
    Segment,
    Severity,
    Task,
    TaskKind,
)

SELECTION = ComponentKind.CUSTOMER_SELECTION.value
SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value

MANY_HANDS = 4
"""Roles that a quick buyer meets. With more there are as many handovers as calls: a convention."""
IN_PASSING = 0.02
"""Of the hours before the win: a role that does less is not met by most buyers. A convention."""
NEARLY_ALONE, MANY_STAGES = 0.85, 4
"""Of the hours before the win, over so many stages. A group of 5 to 16 people from up to four
functions (G2) asks for more than one person knows. A convention of this tool."""
SELLS = TaskKind.SELLING.value
MUCH_CONTACT = 0.7
"""Human contact wanted: as much as `LITTLE_CONTACT` leaves to the buyers' own. A convention."""
SENIOR = 0.3
"""Of the hours before the win. Where buyers want little contact, who costs most should hardly be
met; the self-serve template has 6%. A convention of this tool."""
HARDLY_MET = 0.3
"""Of the hours before the win, by people. A convention of this tool."""


def too_many_hands(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers who decide quickly meet five roles or more before the win."""
    for segment in sight.model.segments:
        hours = _hours(sight, segment)
        least = IN_PASSING * fsum(hours.values())
        people = [role for role in hours if with_people(sight, role)]
        met = [role for role in people if beyond(hours[role], least)]
        if buying_of(segment).way.id not in QUICK or len(met) <= MANY_HANDS:
            continue
        met.sort(key=lambda role: (-hours[role], role))
        names = ", ".join(sight.roles[role].short for role in met)
        yield CoherenceFinding(
            check="too-many-hands",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].profile",
            sentence=f"{segment.name} buyers decide quickly and meet {len(met)} roles before the "
            f"win: {names}.",
            mend=f"Leave the deal to {MANY_HANDS} roles at most.",
            segment=segment.id,
            component=SELLING,
            other=SELECTION,
            evidence=(("roles_met", len(met)), ("limit", MANY_HANDS)),
            offer=Offer(_fewer_hands, sight, segment, met),
            excess=past(len(met), MANY_HANDS),
        )


def one_role_does_everything(sight: Sight) -> Iterator[CoherenceFinding]:
    """A group must agree, and one role does over 85% of the hours before the win."""
    for segment in sight.model.segments:
        hours = _hours(sight, segment)
        total = fsum(hours.values())
        if buying_of(segment).way.id not in MUST_AGREE or total <= 0:
            continue
        role = max(hours, key=lambda each: hours[each])
        stages = {t.stage for t in before_the_win(sight, segment) if _does(sight, t.id, role)}
        share = hours[role] / total
        if within(share, NEARLY_ALONE) or len(stages - {None}) < MANY_STAGES:
            continue
        short, people = sight.roles[role].short, segment.profile.stakeholders.value
        yield CoherenceFinding(
            check="one-role-does-everything",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"{short} does {percent(share)} of the hours before the win of {segment.name},"
            f" at {len(stages - {None})} stages; {people:.3g} people decide there.",
            mend=f"Give technical and executive work to those who do it better than {short}.",
            segment=segment.id,
            role=role,
            component=SELLING,
            other=SELECTION,
            evidence=(("of_hours_before_win", share), ("stages", len(stages - {None}))),
            offer=Offer(_shared_out, sight, segment, role),
            excess=past(share, NEARLY_ALONE),
        )


def senior_sellers_for_self_serving_buyers(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers want little human contact, and the highest-paid sellers do much of the hours."""
    for segment in sight.model.segments:
        wanted, hours = segment.profile.human_contact.value, _hours(sight, segment)
        senior = [role for role in _senior(sight) if hours.get(role.id, 0.0) > 0]
        spent, total = fsum(hours[role.id] for role in senior), fsum(hours.values())
        if beyond(wanted, LITTLE_CONTACT) or within(spent, SENIOR * total):
            continue
        names = " and ".join(role.short for role in senior)
        carry = "carries" if len(senior) == 1 else "carry"
        yield CoherenceFinding(
            check="senior-sellers-for-self-serving-buyers",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}].profile.human_contact",
            sentence=f"{segment.name} buyers want human contact in {percent(wanted)} of what they "
            f"do; {names}, paid most, {carry} {percent(spent / total)} of the hours before the "
            "win.",
            mend="Move these tasks to the product, to marketing or to roles that cost less.",
            segment=segment.id,
            component=SELLING,
            other=SELECTION,
            evidence=(("human_contact_wanted", wanted), ("senior_hours_share", spent / total)),
            offer=Offer(_without_seniors, sight, segment, {role.id for role in senior}),
            excess=past(spent / total, SENIOR),
        )


def buyers_want_people_and_meet_none(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers want much human contact, and people do under 30% of the hours before the win."""
    for segment in sight.model.segments:
        wanted, hours = segment.profile.human_contact.value, _hours(sight, segment)
        total = fsum(hours.values())
        met = fsum(spent for role, spent in hours.items() if with_people(sight, role))
        wants_none = below(wanted, MUCH_CONTACT)
        if wants_none or total <= 0 or at_least(met, HARDLY_MET * total):
            continue
        yield CoherenceFinding(
            check="buyers-want-people-and-meet-none",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].profile.human_contact",
            sentence=f"{segment.name} buyers want human contact in {percent(wanted)} of what they "
            f"do; people carry {percent(met / total)} of the hours before the win.",
            mend="Give the stages where buyers ask for somebody to people.",
            segment=segment.id,
            component=SELLING,
            other=SELECTION,
            evidence=(("human_contact_wanted", wanted), ("human_hours_share", met / total)),
            offer=Offer(_given_to_people, sight, segment),
            excess=past(met / total, HARDLY_MET),
        )


def _hours(sight: Sight, segment: Segment) -> Mapping[str, float]:
    return sight.hours_by_role(segment, buying_only=True)


def _does(sight: Sight, task: str, role: str) -> bool:
    return any(s.role == role and s.share > 0 for s in sight.evaluation.task(task).shares)


def _senior(sight: Sight, sharing: Sharing | None = None) -> list[RoleResult]:
    """The highest-paid sellers (rule 3.12) among people, once tasks are shared out so."""
    people = [role for role in sight.evaluation.roles if with_people(sight, role.id)]
    if sharing:
        selling = [task for task in sight.model.tasks if task.kind == TaskKind.SELLING]
        hours = hours_by_role(sight, selling, sharing)
        people = [replace(r, hours_by_kind={SELLS: hours.get(r.id, 0.0)}) for r in people]
    return list(highest_paid_sellers(people))


def _fewer_hands(sight: Sight, segment: Segment, met: list[str]) -> tuple[Mend, ...]:
    """Those who do least hand over to those who do most."""
    tasks, stay, leave = before_the_win(sight, segment), met[:MANY_HANDS], met[MANY_HANDS:]

    def few(hours: Mapping[str, float]) -> bool:
        least = IN_PASSING * fsum(hours.values())
        return all(within(hours.get(role, 0.0), least) for role in leave)

    sharing = handed_over(sight, tasks, leave, lambda role, task: role.id in stay)
    return handover(sight, tasks, sharing, "Leave it to fewer", few)


def _shared_out(sight: Sight, segment: Segment, role: str) -> tuple[Mend, ...]:
    """What others do better goes to them."""
    tasks, me = before_the_win(sight, segment), sight.roles[role]

    def better(other: Role, task: Task) -> bool:
        mine, theirs = me.skills.get(task.skill), other.skills.get(task.skill)
        if theirs is None or not with_people(sight, other.id):
            return False
        return mine is None or theirs.quality.value > mine.quality.value

    def shared(hours: Mapping[str, float]) -> bool:
        return within(hours.get(role, 0.0), NEARLY_ALONE * fsum(hours.values()))

    sharing = handed_over(sight, tasks, {role}, better)
    return handover(sight, tasks, sharing, f"Share out {me.short}", shared)


def _without_seniors(sight: Sight, segment: Segment, senior: set[str]) -> tuple[Mend, ...]:
    """What they do goes to the product and to marketing, else to roles that cost less."""
    tasks = before_the_win(sight, segment)

    def are_met_still(after: Sight) -> bool:
        findings = senior_sellers_for_self_serving_buyers(after)
        return any(finding.segment == segment.id for finding in findings)

    for label, sharing in (
        ("Leave it to the product", to_roles_without_people(sight, tasks, SENIOR)),
        ("Give it to cheaper roles", _to_cheaper(sight, tasks, senior)),
    ):
        if sharing and _met_rarely(sight, tasks, sharing):
            mends = handover(sight, tasks, sharing, label, lambda hours: True)
            return proven(sight, mends, are_met_still)
    return ()


def _to_cheaper(sight: Sight, tasks: list[Task], leaving: set[str]) -> Sharing:
    """What these do goes to others. Who is paid most of the sellers once they are gone does not
    take over, and hands over as well."""
    while True:
        sharing = handed_over(sight, tasks, leaving, lambda role, task: True)
        paid_most = {role.id for role in _senior(sight, sharing)}
        if paid_most <= leaving or _met_rarely(sight, tasks, sharing):
            return sharing
        leaving = leaving | paid_most


def _met_rarely(sight: Sight, tasks: list[Task], sharing: Sharing) -> bool:
    """Whether who is paid most then does few of the hours of these tasks."""
    hours = hours_by_role(sight, tasks, sharing)
    met = fsum(hours.get(role.id, 0.0) for role in _senior(sight, sharing))
    return within(met, ROOM * SENIOR * fsum(hours.values()))


def _given_to_people(sight: Sight, segment: Segment) -> tuple[Mend, ...]:
    tasks = before_the_win(sight, segment)
    nobody = {role.id for role in sight.model.roles if not with_people(sight, role.id)}

    def met(hours: Mapping[str, float]) -> bool:
        people = fsum(spent for role, spent in hours.items() if role not in nobody)
        return at_least(people, HARDLY_MET * fsum(hours.values()))

    # Where few people are planned, more are needed first; `role-over-capacity` says how many.
    sharing = handed_over(
        sight, tasks, nobody, lambda role, task: with_people(sight, role.id), fullest=inf
    )
    return handover(sight, tasks, sharing, "Give it to people", met)
