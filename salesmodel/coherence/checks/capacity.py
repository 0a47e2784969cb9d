"""Checks on roles: whether they have the hours and work for them (rule 3.11), and sell (3.12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, fsum, isfinite

from salesmodel.coherence.checks.limits import FULL, NEARLY_FULL, past
from salesmodel.coherence.checks.mending import heads_to_add
from salesmodel.coherence.checks.proving import made, proven
from salesmodel.coherence.checks.sharing import ROOM, mend_of, taken_from
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import DELIVERING, at_least, below, beyond, within
from salesmodel.coherence.saying import counted, percent_beside
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing import SetRoleValue
from salesmodel.editing.words import money
from salesmodel.evaluation import NON_SELLING_LIMIT, RoleResult, highest_paid_sellers
from salesmodel.model import Assumed, ComponentKind, Role, RoleKind, Severity, TaskKind

NON_SELLING_SEVERE = 2 * NON_SELLING_LIMIT
IDLE = 0.4
"""Utilisation: half of what a role can be used before buyers wait (85%). A convention."""
MANY_TASKS = 200
"""Above it a mend is not made beforehand where it can be done without."""
COMPETES = 0.25  # of a role's hours from which the other component competes for them
SELLING_KINDS = (TaskKind.SELLING.value, TaskKind.TECHNICAL.value)
SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value


def role_over_capacity(sight: Sight) -> Iterator[CoherenceFinding]:
    """A role is asked for more hours than it has."""
    for role in sight.evaluation.roles:
        if beyond(role.utilisation, FULL):
            asked = (
                f"is asked for {percent_beside(role.utilisation, FULL)} of its hours"
                if isfinite(role.utilisation)
                else f"is asked for {counted(role.hours, 'hour')} a year and has no heads"
            )
            yield replace(
                _load(sight, role, FULL),
                check="role-over-capacity",
                severity=Severity.SEVERE,
                sentence=f"{role.short} {asked}; the plan cannot be executed.",
            )


def role_near_capacity(sight: Sight) -> Iterator[CoherenceFinding]:
    """A role is busy above 85%, where waiting grows fast."""
    for role in sight.evaluation.roles:
        if beyond(role.utilisation, NEARLY_FULL) and within(role.utilisation, FULL):
            yield _load(sight, role, NEARLY_FULL)


def senior_role_not_selling(sight: Sight) -> Iterator[CoherenceFinding]:
    """One of the highest-paid selling roles spends over 30% of its task time not selling."""
    for role in highest_paid_sellers(sight.evaluation.roles):
        share = role.non_selling_share
        if share is None or within(share, NON_SELLING_LIMIT):
            continue
        kind, hours = _largest_other(role)
        yield CoherenceFinding(
            check="senior-role-not-selling",
            severity=Severity.SEVERE if beyond(share, NON_SELLING_SEVERE) else Severity.WATCH,
            path=f"roles[{role.id}]",
            sentence=f"{role.short} spends {percent_beside(share, NON_SELLING_LIMIT)} of its time "
            "on non-selling tasks, "
            f"most of it on {kind} ({percent(hours / role.hours)}).",
            mend=f"Move {kind} to a role that costs less.",
            role=role.id,
            component=SELLING,
            other=DELIVERY if kind in DELIVERING else None,
            evidence=(("non_selling_share", share), ("limit", NON_SELLING_LIMIT)),
            excess=past(share, NON_SELLING_LIMIT),
            offer=Offer(_selling_again, sight, role),
        )


def idle_role(sight: Sight) -> Iterator[CoherenceFinding]:
    """People are paid for, and busy less than 40% of their hours."""
    for role in sight.evaluation.roles:
        is_there = role.headcount > 0 and role.kind != RoleKind.PRODUCT.value
        if not is_there or at_least(role.utilisation, IDLE):
            continue
        idle = money((1 - role.utilisation) * role.payroll, sight.evaluation.currency)
        delivering = fsum(role.hours_by_kind.get(kind, 0.0) for kind in DELIVERING)
        delivers = beyond(delivering, role.hours / 2)
        yield CoherenceFinding(
            check="idle-role",
            severity=Severity.NOTE,
            path=f"roles[{role.id}].headcount",
            sentence=f"{role.short} is busy {percent(role.utilisation)} of its hours; {idle} a "
            "year pays for hours without a task.",
            mend="Give it tasks that others are too busy or too dear for, or plan fewer heads.",
            role=role.id,
            component=DELIVERY if delivers else SELLING,
            evidence=(("utilisation", role.utilisation), ("limit", IDLE)),
            offer=Offer(_fewer_heads, sight.roles[role.id], role),
            excess=past(role.utilisation, IDLE),
        )


def _load(sight: Sight, role: RoleResult, limit: float) -> CoherenceFinding:
    component, other = _components(role)
    return CoherenceFinding(
        check="role-near-capacity",
        severity=Severity.WATCH,
        path=f"roles[{role.id}].headcount",
        sentence=f"{role.short} is busy {percent_beside(role.utilisation, NEARLY_FULL)} of its "
        "hours; above "
        f"{percent(NEARLY_FULL)} buyers wait.",
        mend=f"Move tasks away from {role.short}, or add to its headcount of {role.headcount:g}.",
        role=role.id,
        component=component,
        other=other,
        evidence=(*_utilisation(role), ("hours", role.hours), ("limit", limit)),
        excess=past(role.utilisation, limit),
        offer=Offer(_relieved, sight, role, limit),
    )


def _utilisation(role: RoleResult) -> tuple[tuple[str, float], ...]:
    """Endless where there are no heads, which is no number to show."""
    return (("utilisation", role.utilisation),) if isfinite(role.utilisation) else ()


def _components(role: RoleResult) -> tuple[str, str | None]:
    """What most of the role's hours are for, and the other where it competes for them."""
    delivering = fsum(role.hours_by_kind.get(kind, 0.0) for kind in DELIVERING)
    delivers = delivering / role.hours if role.hours > 0 else 0.0
    one, other = (DELIVERY, SELLING) if beyond(delivers, 0.5) else (SELLING, DELIVERY)
    return one, other if at_least(min(delivers, 1 - delivers), COMPETES) else None


def _relieved(sight: Sight, role: RoleResult, limit: float) -> tuple[Mend, ...]:
    """Tasks of a full role for others that have the hours, until it is busy 85%; or more heads."""
    giver = sight.roles[role.id]
    has = giver.headcount.value * giver.productive_hours.value
    sharing = taken_from(
        sight, giver, sight.model.tasks, lambda gone: _fits(role.hours - gone, has)
    )

    def is_no_help(after: Sight) -> bool:
        busy = beyond(after.evaluation.role(role.id).utilisation, NEARLY_FULL)
        return busy or bool(_new_load(sight, after))

    given: tuple[Mend, ...] = () if sharing is None else (mend_of(sight, sharing),)
    # From above 100% to 85% there is room enough to do without; a large model has many such roles.
    if limit < FULL or len(sight.model.tasks) <= MANY_TASKS:
        given = proven(sight, given, is_no_help)
    return (*given, heads_to_add(giver, role.hours))


def _new_load(sight: Sight, after: Sight) -> list[CoherenceFinding]:
    """What speaks against a role only after a mend: else mends would go in circles."""
    before = {finding.about for finding in _of_roles(sight)}
    return [finding for finding in _of_roles(after) if finding.about not in before]


def _of_roles(sight: Sight) -> Iterator[CoherenceFinding]:
    for check in (role_over_capacity, role_near_capacity, senior_role_not_selling):
        yield from check(sight)


def _fits(hours: float, has: float) -> bool:
    """Whether so many hours leave buyers nothing to wait for, with room for more buyers."""
    return within(hours, ROOM * NEARLY_FULL * has)


def _selling_again(sight: Sight, role: RoleResult) -> tuple[Mend, ...]:
    """Tasks that are not selling for roles that cost less, until 30% are left."""
    tasks = [task for task in sight.model.tasks if task.kind.value not in SELLING_KINDS]
    other = (role.non_selling_share or 0.0) * role.hours
    sharing = taken_from(
        sight,
        sight.roles[role.id],
        tasks,
        lambda gone: within(other - gone, ROOM * NON_SELLING_LIMIT * (role.hours - gone)),
        role.annual_cost,
    )

    def is_no_help(after: Sight) -> bool:
        still = any(finding.role == role.id for finding in senior_role_not_selling(after))
        return still or bool(_new_load(sight, after))

    if sharing is None:
        return ()
    moved = mend_of(sight, sharing, "Move")
    return proven(sight, (moved,), is_no_help) or proven(
        sight, (_with_heads(sight, moved, len(sharing)),), is_no_help
    )


def _with_heads(sight: Sight, moved: Mend, tasks: int) -> Mend:
    """The tasks moved, and the heads that those who take them then need to be busy 85%."""
    after = made(sight, moved)
    busy = {finding.role for finding in _new_load(sight, after)}
    hires = [
        command
        for role in after.evaluation.roles
        if role.id in busy and beyond(role.utilisation, NEARLY_FULL)
        for command in heads_to_add(after.roles[role.id], role.hours).commands
    ]
    label = f"Move {tasks} {'task' if tasks == 1 else 'tasks'}, add heads"
    return Mend(label, (*moved.commands, *hires))


def _largest_other(role: RoleResult) -> tuple[str, float]:
    other = {k: h for k, h in role.hours_by_kind.items() if k not in SELLING_KINDS}
    kind = min(name for name in other if at_least(other[name], max(other.values())))
    return kind, other[kind]


def _fewer_heads(role: Role, result: RoleResult) -> tuple[Mend, ...]:
    """Heads, to a tenth, at which the role is busy 85% at most."""
    heads = ceil(10 * result.hours / (NEARLY_FULL * role.productive_hours.value) - 1e-9) / 10
    if heads <= 0 or below(result.hours, IDLE * heads * role.productive_hours.value):
        return ()
    command = SetRoleValue(role=role.id, field="headcount", value=heads, origin=Assumed())
    return (Mend(f"Plan {heads:g} {'head' if heads == 1 else 'heads'}", (command,)),)
