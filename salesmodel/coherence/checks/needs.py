"""What a variant needs to be kept, and whether it is there.

Offers `REQUIREMENTS`: for each key of salesmodel.defaults.variants.NEEDS how it is seen in a
segment, which component has it, and what a mend adds, where; `unmet` and `unmet_by`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from salesmodel.coherence.checks.effort import before_the_win
from salesmodel.coherence.checks.mending import NewTask
from salesmodel.coherence.checks.proposing import (
    KEEP,
    MAKE_THE_CASE,
    PROVE,
    REACH_EXECUTIVES,
    SET_UP,
    first_after_the_win,
    last_after_the_win,
    stage_with,
)
from salesmodel.coherence.lines import DELIVERING
from salesmodel.coherence.sight import Sight
from salesmodel.defaults.variants import library_variant
from salesmodel.model import (
    BuyingJob,
    ComponentKind,
    Purpose,
    Segment,
    Stage,
    Task,
    TaskKind,
    purposes_of,
)

REACHING = {Purpose.REACHES_MANY, Purpose.REACHES_EXECUTIVES}
SELLING = ComponentKind.SELLING_TASKS
DELIVERY = ComponentKind.VALUE_DELIVERY


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a variant needs: the component that has it, whether it is there, what a mend adds."""

    part: ComponentKind
    met: Callable[[Sight, Segment], bool]
    task: NewTask
    where: Callable[[Sight, Segment], Stage | None]


def unmet(sight: Sight, segment: Segment, needs: tuple[str, ...]) -> list[str]:
    """Which of these needs are not there."""
    return [need for need in needs if not REQUIREMENTS[need].met(sight, segment)]


def unmet_by(sight: Sight, segment: Segment, variant: str) -> list[str]:
    """What a variant needs that is not there; nothing is known of one that is the model's own."""
    known = library_variant(variant)
    return unmet(sight, segment, known.needs) if known is not None else []


def _selling(seen: Callable[[Task], bool]) -> Callable[[Sight, Segment], bool]:
    return lambda sight, segment: any(seen(task) for task in before_the_win(sight, segment))


def _delivered(
    kinds: tuple[TaskKind, ...], *, by_stage: bool = False
) -> Callable[[Sight, Segment], bool]:
    def met(sight: Sight, segment: Segment) -> bool:
        tasks = (task for task in sight.tasks_of(segment) if task.kind in kinds)
        if any(sight.part_of(task) == DELIVERY for task in tasks):
            return True
        stages = (stage for stage in sight.stages_of(segment) if stage.after_win)
        return by_stage and any(BuyingJob.ONBOARDING in sight.jobs_of(stage) for stage in stages)

    return met


def _at(*jobs: BuyingJob) -> Callable[[Sight, Segment], Stage | None]:
    return lambda sight, segment: stage_with(sight, segment, *jobs)


REQUIREMENTS = {
    "business_case": Requirement(
        SELLING,
        _selling(lambda task: Purpose.MAKES_THE_CASE in purposes_of(task)),
        MAKE_THE_CASE,
        _at(BuyingJob.CONSENSUS_BUILDING, BuyingJob.VENDOR_EVALUATION),
    ),
    "technical_proof": Requirement(
        SELLING,
        _selling(lambda task: task.kind == TaskKind.TECHNICAL),
        PROVE,
        _at(BuyingJob.VENDOR_EVALUATION, BuyingJob.SOLUTION_EXPLORATION),
    ),
    "executive_access": Requirement(
        SELLING,
        _selling(lambda task: bool(REACHING & set(purposes_of(task)))),
        REACH_EXECUTIVES,
        _at(BuyingJob.CONSENSUS_BUILDING, BuyingJob.VENDOR_EVALUATION),
    ),
    "service_after_win": Requirement(
        DELIVERY,
        _delivered(DELIVERING),
        KEEP,
        last_after_the_win,
    ),
    "quick_onboarding": Requirement(
        DELIVERY,
        _delivered((TaskKind.ONBOARDING,), by_stage=True),
        SET_UP,
        first_after_the_win,
    ),
}
