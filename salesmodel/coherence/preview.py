"""A change before it is taken: what coherence and cost become, and what should change with it.

Offers `preview`, `Preview`, `Tried`, `Put`, `GivesWay` and `once_reviewed`. Rule 5.10; what follows
the change is the local succession of rule 5.4 with the changed components held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from salesmodel.coherence.assessing import check_coherence
from salesmodel.coherence.choices import buying_of, choices_of
from salesmodel.coherence.cross_impact.matrix import Matrix
from salesmodel.coherence.cross_impact.succession import Switch, succession
from salesmodel.coherence.debt import review_of
from salesmodel.coherence.judging.group import (
    WAY_OF_BUYING,
    GroupJudgements,
    judgements_of,
    matrix_of,
)
from salesmodel.coherence.realising import commands_for_variant
from salesmodel.coherence.result import Coherence
from salesmodel.coherence.sight import Sight
from salesmodel.editing import Command, do
from salesmodel.editing.number_words import signed
from salesmodel.evaluation import Evaluation, evaluate
from salesmodel.model import PAIRS, ComponentKind, SalesModel, Segment

Trial = tuple[ComponentKind, str]
"""A component and the variant that is tried for it."""


@dataclass(frozen=True)
class Tried:
    """The model with the change: the commands that make it, what it gives, what could not move.

    `reviewed`: its coherence once every pair of the segment is looked at as it then is (rule 5.5);
    `moved`, `stayed`: tasks that went to other roles, and tasks that no role of the wanted kinds
    can do; `shows`: whether the model reads as each variant that was put in.
    """

    commands: tuple[Command, ...]
    model: SalesModel
    evaluation: Evaluation
    coherence: Coherence
    reviewed: Coherence
    moved: int
    stayed: int
    shows: bool


@dataclass(frozen=True, slots=True)
class Put:
    """A variant that is put into a segment, by id and name."""

    kind: ComponentKind
    variant: str
    name: str


@dataclass(frozen=True, slots=True)
class GivesWay:
    """A component that gives way: from and to by variant id and name, and why.

    `balance_before`, `balance_after`: of the variant it has and of the one it goes to, where it
    stands when it is its turn.
    """

    kind: ComponentKind
    before: str
    after: str
    before_name: str
    after_name: str
    balance_before: float
    balance_after: float
    sentence: str


@dataclass(frozen=True)
class Preview:
    """What is tried in one segment: one variant, or several at once.

    `reviewed`: the coherence of the model as it stands, once every pair of the segment is looked
    at; `alone`: the model with what is tried; `follows`: what gives way after it, in its order;
    `circles`: whether that never comes to rest; `together`: the model with the change and what
    follows, None where nothing does.
    """

    segment: str
    put: tuple[Put, ...]
    reviewed: Coherence
    alone: Tried
    follows: tuple[GivesWay, ...]
    circles: bool
    together: Tried | None


def preview(model: SalesModel, segment_id: str, tried: Sequence[Trial]) -> Preview:
    """What becomes of the model with these variants, put in one after the other.

    The model must be valid and the variants there. Raises `CommandRefused` where the segment or a
    variant is not there (any more).
    """
    alone = _tried(model, segment_id, tried)
    follows, circles = _follows(model, segment_id, tried)
    names = _names(matrix_of(model))
    return Preview(
        segment=segment_id,
        put=tuple(Put(kind, variant, names[variant]) for kind, variant in tried),
        reviewed=once_reviewed(model, evaluate(model), segment_id),
        alone=alone,
        follows=follows,
        circles=circles,
        together=_together(alone, segment_id, follows) if follows else None,
    )


def once_reviewed(model: SalesModel, evaluation: Evaluation, segment_id: str) -> Coherence:
    """The coherence once somebody has looked at every pair of the segment as it is (rule 5.5).

    `evaluation` must be the model's own.
    """
    now = datetime.now(UTC)
    for pair in PAIRS:
        model, _ = do(model, review_of(model, segment_id, pair, "", now))
    return check_coherence(model, evaluation)


def _tried(model: SalesModel, segment: str, variants: Iterable[Trial]) -> Tried:
    commands: list[Command] = []
    moved, stayed, shows = 0, 0, True
    for kind, variant in variants:
        realised = commands_for_variant(model, segment, kind, variant)
        for command in realised.commands:
            model, _ = do(model, command)
        commands.extend(realised.commands)
        moved, stayed = moved + realised.moved, stayed + realised.stayed
        shows = shows and realised.shows
    evaluation = evaluate(model)
    return Tried(
        commands=tuple(commands),
        model=model,
        evaluation=evaluation,
        coherence=check_coherence(model, evaluation),
        reviewed=once_reviewed(model, evaluation, segment),
        moved=moved,
        stayed=stayed,
        shows=shows,
    )


def _together(alone: Tried, segment: str, follows: tuple[GivesWay, ...]) -> Tried:
    more = _tried(alone.model, segment, [(step.kind, step.after) for step in follows])
    return replace(
        more,
        commands=alone.commands + more.commands,
        moved=alone.moved + more.moved,
        stayed=alone.stayed + more.stayed,
        shows=alone.shows and more.shows,
    )


def _follows(
    model: SalesModel, segment_id: str, tried: Sequence[Trial]
) -> tuple[tuple[GivesWay, ...], bool]:
    """What gives way after the change, each component once, where all four are chosen."""
    segment = next(each for each in model.segments if each.id == segment_id)
    present = choices_of(Sight(model, evaluate(model)), segment)
    chosen = {k: c.variant for k, c in present.items()} | dict(tried)
    if any(each is None for each in chosen.values()):
        return (), False
    matrix = matrix_of(model)
    start = _configuration(matrix, segment, chosen)
    places = {each.id: place for place, each in enumerate(matrix.descriptors)}
    held = (places[WAY_OF_BUYING], *(places[kind.value] for kind, _ in tried))
    path = succession(matrix, start, held=held)
    judgements = judgements_of(model)
    steps = []
    here = start
    for step in path.steps:
        for switch in step.switches:
            steps.append(_gives_way(matrix, judgements, here, switch))
        here = step.configuration
    return _last_of_each(steps), bool(path.cycle)


def _configuration(
    matrix: Matrix, segment: Segment, chosen: Mapping[ComponentKind, str | None]
) -> tuple[int, ...]:
    ids = {WAY_OF_BUYING: buying_of(segment).way.id}
    ids |= {kind.value: variant for kind, variant in chosen.items() if variant is not None}
    return tuple(each.ids.index(ids[each.id]) for each in matrix.descriptors)


def _gives_way(
    matrix: Matrix, judgements: GroupJudgements, here: tuple[int, ...], switch: Switch
) -> GivesWay:
    descriptor = matrix.descriptors[switch.descriptor]
    before, after = descriptor.ids[switch.before], descriptor.ids[switch.after]
    others = [
        each.ids[place]
        for number, (each, place) in enumerate(zip(matrix.descriptors, here, strict=True))
        if number != switch.descriptor
    ]
    balances = switch.balances_before
    return GivesWay(
        kind=ComponentKind(descriptor.id),
        before=before,
        after=after,
        before_name=descriptor.variants[switch.before],
        after_name=descriptor.variants[switch.after],
        balance_before=balances[switch.before],
        balance_after=balances[switch.after],
        sentence=_why(judgements, others, before, after),
    )


def _why(judgements: GroupJudgements, others: list[str], before: str, after: str) -> str:
    """The judgement that speaks loudest: against what is there, or for what comes."""
    against = [(-judgements.value(o, before), (o, before)) for o in others]
    towards = [(judgements.value(o, after), (o, after)) for o in others]
    weight, pair = max([*against, *towards])
    cell = judgements.cells.get(pair)
    return f"{signed(cell.value)}: {cell.why}" if cell is not None and weight > 0 else ""


def _last_of_each(steps: list[GivesWay]) -> tuple[GivesWay, ...]:
    """Each component once: from what it has to where it comes to rest, in the order of its turn."""
    first = {step.kind: step for step in reversed(steps)}
    last = {step.kind: step for step in steps}
    ordered = sorted(first, key=lambda kind: steps.index(first[kind]))
    return tuple(
        last[kind]
        if last[kind] is first[kind]
        else GivesWay(
            kind=kind,
            before=first[kind].before,
            after=last[kind].after,
            before_name=first[kind].before_name,
            after_name=last[kind].after_name,
            balance_before=first[kind].balance_before,
            balance_after=last[kind].balance_after,
            sentence=last[kind].sentence,
        )
        for kind in ordered
        if last[kind].after != first[kind].before
    )


def _names(matrix: Matrix) -> dict[str, str]:
    return {
        variant: name
        for each in matrix.descriptors
        for variant, name in zip(each.ids, each.variants, strict=True)
    }
