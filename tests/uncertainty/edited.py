"""A model with inputs at other values, by the commands of an editor: the independent way round.

Offers `edited` and `figure`. Where no command sets the field (spread of the dwell, losses of
parallel jobs), the document itself is changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from salesmodel.editing import Command, do
from salesmodel.editing.moves import LockMove, SetProbability
from salesmodel.editing.roles import SetRoleValue, SetSkill
from salesmodel.editing.segments import SetSegmentValue
from salesmodel.editing.shares import LockShare, SetShare
from salesmodel.editing.stages import SetDwell, SetEntry
from salesmodel.editing.tasks import SetTaskValue
from salesmodel.evaluation import Evaluation, evaluate
from salesmodel.model import SalesModel, WorkbenchError
from tests.builders import changed


def edited(model: SalesModel, values: Mapping[str, float]) -> SalesModel:
    """The model with the inputs at these paths at these values, the later beside the earlier."""
    for path, value in values.items():
        for command in _commands(model, path, value):
            model = do(model, command)[0] if not isinstance(command, tuple) else _by_hand(
                model, *command
            )  # fmt: skip
    return model


def figure(
    model: SalesModel, values: Mapping[str, float], result: str, segment: str | None = None
) -> float | None:
    """The result of the edited model; None when it cannot be made or is not known."""
    for order in (values, dict(reversed(values.items()))):
        try:
            value = of(evaluate(edited(model, order)), result, segment)
        except WorkbenchError:
            continue
        return None if value is None or not math.isfinite(value) else value
    return None


def of(found: Evaluation, result: str, segment: str | None = None) -> float | None:
    """One result of an evaluation, read as a page reads it."""
    if result.startswith("utilisation:"):
        return found.role(result.partition(":")[2]).utilisation
    if segment is None:
        return float(value) if (value := getattr(found.totals, result)) is not None else None
    if result == "won_cycle_days":
        return found.segment(segment).cycle_days.won_mean
    if result == "misalignment_premium":
        return sum(task.premium for task in found.tasks if task.segment == segment)
    value = getattr(found.segment(segment), result)
    return None if value is None else float(value)


def _commands(
    model: SalesModel, path: str, value: float
) -> list[Command | tuple[str, str, str, float]]:
    collection, _, rest = path.partition("[")
    entity, _, field = rest.partition("].")
    if collection == "segments":
        return [SetSegmentValue(segment=entity, field=field, value=value)]
    if collection == "moves":
        return [SetProbability(move=entity, probability=value), LockMove(move=entity)]
    if collection == "assignments":
        task, _, role = entity.rpartition(":")
        return [SetShare(task=task, role=role, share=value), LockShare(task=task, role=role)]
    if collection == "tasks":
        return [SetTaskValue(task=entity, field=field, value=value)]
    if collection in ("stages", "tracks") and field == "dwell":
        return [SetDwell(place=entity, of=collection, value=value)]
    if field == "entry":
        return [SetEntry(stage=entity, share=value)]
    if field.startswith("skills["):
        return [_skill(model, entity, field, value)]
    if collection == "roles" and field not in ("ramp_months", "attrition"):
        return [SetRoleValue(role=entity, field=field, value=value)]
    return [(collection, entity, field, value)]


def _skill(model: SalesModel, role: str, field: str, value: float) -> SetSkill:
    skill, _, name = field.removeprefix("skills[").rpartition("].")
    held = next(each for each in model.roles if each.id == role).skills[skill]
    now = held.model_copy(update={name: getattr(held, name).with_value(value)})
    return SetSkill(role=role, skill=skill, proficiency=now)


def _by_hand(
    model: SalesModel, collection: str, entity: str, field: str, value: float
) -> SalesModel:
    held = next(each for each in getattr(model, collection) if each.id == entity)
    model = changed(model, collection, entity, **{field: getattr(held, field).with_value(value)})
    return _losses_follow(model, held.stage) if field == "loss" else model


def _losses_follow(model: SalesModel, stage: str) -> SalesModel:
    """The moves of the stage, scaled by hand to what its parallel jobs lose together."""
    kept = math.prod(1 - track.loss.value for track in model.tracks if track.stage == stage)
    ends = {outcome.id for outcome in model.outcomes if outcome.kind.is_loss}
    row = [move for move in model.moves if move.source == stage]
    for lost, total in ((True, 1 - kept), (False, kept)):
        side = [move for move in row if (move.target in ends) == lost]
        now = sum(move.probability.value for move in side)
        for move in side:
            to = move.probability.with_value(move.probability.value * total / now)
            model = changed(model, "moves", move.id, probability=to)
    return model
