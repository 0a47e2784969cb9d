"""Checks on roles: whether they have the hours (rule 3.11), and spend them on selling (3.12)."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from salesmodel.coherence.sight import Sight, percent
from salesmodel.evaluation import NON_SELLING_LIMIT, RoleResult, highest_paid_sellers
from salesmodel.model import ComponentKind, Finding, Severity, TaskKind

FULL, NEARLY_FULL = 1.0, 0.85
NON_SELLING_SEVERE = 0.5
SELLING_KINDS = (TaskKind.SELLING.value, TaskKind.TECHNICAL.value)
DELIVERING_KINDS = (TaskKind.ONBOARDING.value, TaskKind.SERVICE.value)


def role_over_capacity(sight: Sight) -> Iterator[Finding]:
    """A role is asked for more hours than it has."""
    for role in sight.evaluation.roles:
        if role.utilisation > FULL:
            asked = (
                f"is asked for {percent(role.utilisation)} of its hours"
                if isfinite(role.utilisation)
                else "has work and no heads"
            )
            sentence = f"{role.short} {asked}; the plan cannot be executed."
            yield _load(role, "role-over-capacity", Severity.SEVERE, sentence)


def role_near_capacity(sight: Sight) -> Iterator[Finding]:
    """A role is busy above 85%, where waiting grows fast."""
    for role in sight.evaluation.roles:
        if NEARLY_FULL < role.utilisation <= FULL:
            sentence = (
                f"{role.short} is busy {percent(role.utilisation)} of its hours; above "
                f"{percent(NEARLY_FULL)} buyers wait."
            )
            yield _load(role, "role-near-capacity", Severity.WATCH, sentence)


def senior_role_not_selling(sight: Sight) -> Iterator[Finding]:
    """One of the highest-paid selling roles spends over 30% of its task time not selling."""
    for role in highest_paid_sellers(sight.evaluation.roles):
        share = role.non_selling_share
        if share is None or share <= NON_SELLING_LIMIT:
            continue
        kind, hours = _largest_other(role)
        yield Finding(
            check="senior-role-not-selling",
            severity=Severity.SEVERE if share > NON_SELLING_SEVERE else Severity.WATCH,
            path=f"roles[{role.id}]",
            sentence=f"{role.short} spends {percent(share)} of its time on non-selling tasks, "
            f"most of it on {kind} ({percent(hours / role.hours)}).",
            mend=f"Move {kind} to a role that costs less.",
            role=role.id,
            component=ComponentKind.SELLING_TASKS.value,
            evidence=(("non_selling_share", share), ("limit", NON_SELLING_LIMIT)),
        )


def _load(role: RoleResult, check: str, severity: Severity, sentence: str) -> Finding:
    delivering = sum(role.hours_by_kind.get(kind, 0.0) for kind in DELIVERING_KINDS)
    mostly_delivers = delivering > role.hours / 2
    part = ComponentKind.VALUE_DELIVERY if mostly_delivers else ComponentKind.SELLING_TASKS
    return Finding(
        check=check,
        severity=severity,
        path=f"roles[{role.id}].headcount",
        sentence=sentence,
        mend=f"Move tasks away from {role.short}, or add to its headcount of {role.headcount:g}.",
        role=role.id,
        component=part.value,
        evidence=(("utilisation", role.utilisation), ("hours", role.hours)),
    )


def _largest_other(role: RoleResult) -> tuple[str, float]:
    other = {k: h for k, h in role.hours_by_kind.items() if k not in SELLING_KINDS}
    kind = max(other, key=lambda name: other[name])
    return kind, other[kind]
