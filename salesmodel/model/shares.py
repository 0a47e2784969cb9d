"""Whether the shares of each task hold: they sum to one, and nobody lacks the skill.

Offers `broken_shares`, for the present shares and those of the baseline. Rules 3.2 and 3.6 of
docs/method.md. A task that nobody holds is no fault of the model but a gap in coverage.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from salesmodel.model.entities import Assignment, Task
from salesmodel.model.findings import Finding
from salesmodel.model.naming import TOLERANCE, Named, hundredths, points, refused


def broken_shares(named: Named) -> Iterator[Finding]:
    """Every task whose shares do not hold."""
    held: dict[str, list[Assignment]] = defaultdict(list)
    for assignment in named.model.assignments:
        held[assignment.task].append(assignment)
    for task in named.model.tasks:
        if task.id in held:
            total = sum(assignment.share.value for assignment in held[task.id])
            yield from _sum(named, task, total, "assignments", "The shares")
            for assignment in held[task.id]:
                yield from _skill(named, task, assignment)
        if task.baseline_shares:
            total = sum(task.baseline_shares.values())
            yield from _sum(named, task, total, "baseline_shares", "The baseline shares")
            yield from _baseline(named, task)


def _sum(named: Named, task: Task, total: float, field: str, what: str) -> Iterator[Finding]:
    if abs(total - 1) <= TOLERANCE:
        return
    over = total > 1
    yield refused(
        f"{'baseline-' if field == 'baseline_shares' else ''}share-sum",
        f"tasks[{task.id}].{field}",
        f"{what} of {named.task(task.id)} add up to {hundredths(total, but=1)}%.",
        f"{'Take' if over else 'Give'} {points(total - 1)} {'from' if over else 'more to'} one of "
        "its roles.",
        **named.about(task),
    )


def _skill(named: Named, task: Task, held: Assignment) -> Iterator[Finding]:
    role = named.roles.get(held.role)
    if role is None or held.share.value <= 0 or task.skill in role.skills:
        return
    yield refused(
        "no-skill",
        f"assignments[{held.id}].share",
        f"{role.name} does {hundredths(held.share.value)}% of {named.task(task.id)} without the "
        f"skill {task.skill}.",
        f"Give this share to a role with the skill, or add the skill to {role.name}.",
        **named.about(task) | {"role": role.id},
    )


def _baseline(named: Named, task: Task) -> Iterator[Finding]:
    for role_id, share in task.baseline_shares.items():
        path = f"tasks[{task.id}].baseline_shares[{role_id}]"
        who = f"The baseline share of {named.role(role_id)} in {named.task(task.id)}"
        if role_id not in named.roles:
            yield refused(
                "not-there",
                path,
                f"The baseline of {named.task(task.id)} names the role {role_id}, which is not in "
                "the model.",
                "Choose a role that is there, or empty the baseline.",
                **named.about(task),
            )
        if not 0 <= share <= 1:
            yield refused(
                "out-of-range",
                path,
                f"{who} is {hundredths(share)}%; it must lie between 0 and 100%.",
                "Set it between 0 and 100%.",
                **named.about(task),
            )
