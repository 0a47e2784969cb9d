"""How a variant is put into a model: as commands (rule 5.10).

Offers `commands_for_variant`. What is chosen by hand is chosen; what is read from the model is
done: each task of the component goes to the most cost-effective able role (rule 3.7) of the kinds
that carry the variant; where the model does not show the variant so, to all of them in equal parts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from salesmodel.coherence.able import cost_of_fulfilled_hour, with_skill
from salesmodel.coherence.choices import Choice, choices_of, choosing
from salesmodel.coherence.lines import READ
from salesmodel.coherence.sight import Sight
from salesmodel.defaults.variants import library_variant
from salesmodel.editing import ClearComponent, Command, SetShares, do
from salesmodel.editing.document import found
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, Role, RoleKind, SalesModel, Task

Split = Callable[[list[Role]], dict[str, float]]
"""Able roles, the most cost-effective first, to their shares of a task."""


@dataclass(frozen=True, slots=True)
class Realised:
    """The commands that put a variant into a model, and what they could not move.

    `moved`, `stayed`: numbers of tasks; `shows`: whether the model then reads as that variant.
    """

    commands: tuple[Command, ...]
    moved: int = 0
    stayed: int = 0
    shows: bool = True


def commands_for_variant(
    model: SalesModel, segment: str, kind: ComponentKind, variant: str
) -> Realised:
    """How the segment comes to have that variant. The model must be valid."""
    sight = Sight(model, evaluate(model))
    present = _choice(sight, segment, kind)
    choose = choosing(segment, present, variant)
    known = library_variant(variant)
    if kind not in READ or known is None:
        return Realised((choose,))
    if present.read == variant:
        chosen = _is_chosen(model, segment, kind)
        return Realised((ClearComponent(segment=segment, kind=kind),) if chosen else ())
    tasks = [t for t in model.tasks if t.segment == segment and sight.part_of(t) == kind]
    clear: list[Command] = (
        [ClearComponent(segment=segment, kind=kind)] if _is_chosen(model, segment, kind) else []
    )
    ways = [tuple(_moves(sight, tasks, known.carried_by, split)) for split in (_all_to_one, _even)]
    shown = next((w for w in ways if _reads(model, [*w, *clear], segment, kind) == variant), None)
    moves = ways[0] if shown is None else shown
    carried = {move.task for move in moves}
    return Realised(
        commands=(*moves, choose) if shown is None else (*moves, *clear),
        moved=len(moves),
        stayed=sum(
            task.id not in carried and not _carries(model, task, known.carried_by) for task in tasks
        ),
        shows=shown is not None,
    )


def _is_chosen(model: SalesModel, segment: str, kind: ComponentKind) -> bool:
    return any(c.segment == segment and c.kind == kind for c in model.components)


def _moves(
    sight: Sight, tasks: list[Task], kinds: tuple[RoleKind, ...], split: Split
) -> Iterator[SetShares]:
    model = sight.model
    present: dict[str, dict[str, float]] = {task.id: {} for task in tasks}
    for held in model.assignments:
        if held.task in present and held.share.value > 0:
            present[held.task][held.role] = held.share.value
    for task in tasks:
        able = [role for role in with_skill(model.roles, task.skill) if role.kind in kinds]
        if not able or task.id in sight.locked_tasks:
            continue
        able.sort(key=lambda role: (cost_of_fulfilled_hour(role, task.skill), role.id))
        shares = split(able)
        if split is _all_to_one and _carries(model, task, kinds):
            continue
        if shares != present[task.id]:
            yield SetShares(task=task.id, shares=shares)


def _all_to_one(able: list[Role]) -> dict[str, float]:
    """The whole task to the most cost-effective; who carries it already keeps it."""
    return {able[0].id: 1.0}


def _even(able: list[Role]) -> dict[str, float]:
    """The task shared by all who can: where a team is what the variant means."""
    return {role.id: 1.0 / len(able) for role in able}


def _carries(model: SalesModel, task: Task, kinds: tuple[RoleKind, ...]) -> bool:
    """Whether only roles of these kinds do the task."""
    roles = {role.id: role.kind for role in model.roles}
    held = [a for a in model.assignments if a.task == task.id and a.share.value > 0]
    return bool(held) and all(roles[a.role] in kinds for a in held)


def _reads(
    model: SalesModel, commands: list[Command], segment: str, kind: ComponentKind
) -> str | None:
    for command in commands:
        model, _ = do(model, command)
    return _choice(Sight(model, evaluate(model)), segment, kind).read


def _choice(sight: Sight, segment: str, kind: ComponentKind) -> Choice:
    wanted = found(sight.model, sight.model.segments, segment, "segment")
    return choices_of(sight, wanted)[kind]
