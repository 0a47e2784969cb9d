"""What is copied out of a model, to be pasted there or into another one (editing.pasting).

Offers `Fragment`, `copied_stages` and `copied_segment`, which make one, `only_stages` of one, and
`check_shares`. A fragment is complete in itself: it carries the roles that hold its shares, and the
outcomes that its moves lead to.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated

from pydantic import Field, StringConstraints

from salesmodel.editing.document import found
from salesmodel.editing.rows import points
from salesmodel.model import (
    Assignment,
    CommandRefused,
    Component,
    Entity,
    Move,
    Outcome,
    Role,
    SalesModel,
    Segment,
    Stage,
    Task,
    Track,
    Variant,
)
from salesmodel.model.entities import MAX_ROLES, MAX_SEGMENTS, MAX_STAGES, MAX_TASKS
from salesmodel.model.quantities import Frozen


class Fragment(Frozen):
    """Stages with all that hangs on them, or a whole segment; its money is in `currency`.

    Moves to stages that were not copied are left out. `outcomes`: those that the moves lead to;
    of a segment, all it has. `variants`: those of the group's own that its components are.
    """

    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    segment: Segment | None = None
    stages: tuple[Stage, ...] = Field(default=(), max_length=MAX_STAGES)
    tracks: tuple[Track, ...] = Field(default=(), max_length=MAX_STAGES)
    outcomes: tuple[Outcome, ...] = Field(default=(), max_length=MAX_SEGMENTS * 5)
    moves: tuple[Move, ...] = Field(default=(), max_length=MAX_STAGES * 20)
    roles: tuple[Role, ...] = Field(default=(), max_length=MAX_ROLES)
    tasks: tuple[Task, ...] = Field(default=(), max_length=MAX_TASKS)
    assignments: tuple[Assignment, ...] = Field(default=(), max_length=MAX_TASKS * 20)
    components: tuple[Component, ...] = Field(default=(), max_length=4)
    variants: tuple[Variant, ...] = Field(default=(), max_length=4)


def copied_stages(model: SalesModel, stages: Collection[str]) -> Fragment:
    """These stages with tracks, tasks and shares, and their moves to each other and to outcomes."""
    if not stages:
        raise CommandRefused(
            "No stage is chosen, so there is nothing to copy.", "Choose a stage first."
        )
    for stage in stages:
        found(model, model.stages, stage, "stage")
    return _cut(_whole(model), set(stages))


def copied_segment(model: SalesModel, segment: str) -> Fragment:
    """The segment with its journey, tasks, shares and components.

    Who looked at them, judged them or accepted what follows did so of the original alone.
    """
    original = found(model, model.segments, segment, "segment")
    whole = _whole(model)
    stages = {stage.id for stage in model.stages if stage.segment == segment}
    cut = _cut(whole, stages)
    tasks = [task for task in model.tasks if task.segment == segment]
    components = tuple(c for c in model.components if c.segment == segment)
    chosen = {component.variant for component in components}
    return cut.model_copy(
        update={
            "segment": original,
            "outcomes": tuple(o for o in model.outcomes if o.segment == segment),
            "components": components,
            "variants": tuple(v for v in model.variants if v.id in chosen),
            **_work(whole, tasks),
        }
    )


def only_stages(fragment: Fragment) -> Fragment:
    """The fragment as if only its stages had been copied."""
    return _cut(fragment, {stage.id for stage in fragment.stages})


def check_shares(fragment: Fragment) -> None:
    """Refuses a fragment, which may come from anywhere, with a share that no share can be."""
    for share in (
        *(stage.entry.value for stage in fragment.stages),
        *(track.loss.value for track in fragment.tracks),
        *(move.probability.value for move in fragment.moves),
    ):
        if not 0 <= share <= 1:
            raise CommandRefused(
                f"What was copied holds a share of {points(share)}%.",
                "Set it between 0% and 100% where it was copied, and copy again.",
                path="fragment",
                value=share,
            )


def _whole(model: SalesModel) -> Fragment:
    """All of the model; not checked, as a model has wider limits than what is cut out of it."""
    names = ("currency", "stages", "tracks", "outcomes", "moves", "roles", "tasks", "assignments")
    return Fragment.model_construct(**{name: getattr(model, name) for name in names})


def _cut(whole: Fragment, stages: set[str]) -> Fragment:
    outcomes = {outcome.id for outcome in whole.outcomes}
    moves = tuple(
        move
        for move in whole.moves
        if move.source in stages and (move.target in stages or move.target in outcomes)
    )
    reached = {move.target for move in moves}
    return Fragment(
        currency=whole.currency,
        stages=tuple(stage for stage in whole.stages if stage.id in stages),
        tracks=tuple(track for track in whole.tracks if track.stage in stages),
        outcomes=tuple(outcome for outcome in whole.outcomes if outcome.id in reached),
        moves=moves,
    ).model_copy(update=_work(whole, [task for task in whole.tasks if task.stage in stages]))


def _work(whole: Fragment, tasks: list[Task]) -> dict[str, tuple[Entity, ...]]:
    """These tasks, who does them, and the roles that do or did at the baseline."""
    chosen = {task.id for task in tasks}
    held = tuple(share for share in whole.assignments if share.task in chosen)
    at_work = {share.role for share in held}.union(*(task.baseline_shares for task in tasks))
    roles = tuple(role for role in whole.roles if role.id in at_work)
    return {"tasks": tuple(tasks), "assignments": held, "roles": roles}
