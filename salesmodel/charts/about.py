"""What a bar or row of a chart is about, so that it lights up with the same things elsewhere.

Offers `About`, the ids of what is meant, and `work_of`, where each role has hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from salesmodel.evaluation.result import Evaluation, TaskResult


@dataclass(frozen=True)
class About:
    """Ids of the stages, tasks, roles and segments that a mark stands for."""

    stages: tuple[str, ...] = ()
    tasks: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()

    def payload(self) -> dict[str, list[str]]:
        """The ids as the browser reads them."""
        return {
            "stages": list(self.stages),
            "tasks": list(self.tasks),
            "roles": list(self.roles),
            "segments": list(self.segments),
        }


ABOUT_NOTHING = About()


def together(parts: Iterable[About]) -> About:
    """Everything that the parts are about, each id once, in their order."""
    held = tuple(parts)
    return About(
        stages=_once(part.stages for part in held),
        tasks=_once(part.tasks for part in held),
        roles=_once(part.roles for part in held),
        segments=_once(part.segments for part in held),
    )


def work_of(evaluation: Evaluation) -> dict[str, About]:
    """Role id to the role with the stages and tasks in which it has hours."""
    done: dict[str, list[TaskResult]] = {role.id: [] for role in evaluation.roles}
    for task in evaluation.tasks:
        for share in task.shares:
            if share.hours > 0:
                done.setdefault(share.role, []).append(task)
    return {
        role: About(
            stages=_once((task.stage,) for task in tasks if task.stage is not None),
            tasks=tuple(task.id for task in tasks),
            roles=(role,),
        )
        for role, tasks in done.items()
    }


def _once(ids: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(ids)))
