"""Where the hours of a segment go: what several checks look up.

Offers `MISSING`, `buying_stages`, `hours_before_the_win`, `before_the_win`, `with_people`,
`none_of`.
"""

from __future__ import annotations

from math import fsum

from salesmodel.coherence.lines import WITHOUT_PEOPLE
from salesmodel.coherence.sight import Sight
from salesmodel.evaluation import SegmentResult, StageResult
from salesmodel.model import ComponentKind, Segment, Task

MISSING = 1.0
"""The excess of what is not there at all: 0 of at least 1."""


def buying_stages(sight: Sight, segment: Segment) -> list[StageResult]:
    """The stages before the win, evaluated, in their order."""
    stages = sight.evaluation.segment(segment.id).stages
    return [stage for stage in stages if not stage.after_win]


def hours_before_the_win(sight: Sight, segment: Segment) -> float:
    """Hours a year that everybody spends on a segment up to the win."""
    return fsum(sight.hours_by_role(segment, buying_only=True).values())


def before_the_win(sight: Sight, segment: Segment | SegmentResult) -> list[Task]:
    """The tasks done for a segment up to the win."""
    delivery = ComponentKind.VALUE_DELIVERY
    return [task for task in sight.tasks_of(segment) if sight.part_of(task) != delivery]


def with_people(sight: Sight, role: str) -> bool:
    """Whether who does the role's tasks is a person whom buyers meet."""
    return sight.roles[role].kind not in WITHOUT_PEOPLE


def none_of(tasks: int) -> str:
    """none of its 5 tasks is; its 1 task is not"""
    return "its 1 task is not" if tasks == 1 else f"none of its {tasks} tasks is"
