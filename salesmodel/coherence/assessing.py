"""Puts the three layers together: findings, scores, pairs (rules 5.1 to 5.7).

Offers `check_coherence`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from salesmodel.coherence.accepting import sorted_out
from salesmodel.coherence.checks.checking import structural_findings
from salesmodel.coherence.choices import buying_of, choices_of
from salesmodel.coherence.debt import Unreviewed, unreviewed_of
from salesmodel.coherence.findings import DEDUCTIONS, SEVERITY_RANK, CoherenceFinding, Layer
from salesmodel.coherence.fitting import CHECK as MISFIT
from salesmodel.coherence.fitting import Fit, fit_of, misfits
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.owing import debt_findings, finding_of_pair
from salesmodel.coherence.result import (
    Coherence,
    ComponentCoherence,
    PairCoherence,
    SegmentCoherence,
)
from salesmodel.coherence.score import Cell, cell_of, mean, mean_by_key
from salesmodel.coherence.sight import Sight
from salesmodel.editing.number_words import signed
from salesmodel.evaluation.result import Evaluation
from salesmodel.model import PAIRS, ComponentKind, SalesModel, Segment

NEUTRAL_SUPPORT = 65.0
_LAYERS = {layer: index for index, layer in enumerate(Layer)}


@dataclass(frozen=True)
class _Layers:
    """What the layers say about one segment: open findings, its fit, its unreviewed pairs."""

    segment: Segment
    fit: Fit
    findings: tuple[CoherenceFinding, ...]
    unreviewed: tuple[Unreviewed, ...]
    debts: tuple[CoherenceFinding, ...]

    def structural(self, *kinds: ComponentKind) -> tuple[CoherenceFinding, ...]:
        """The open structural findings about the component, or about both of the pair."""
        return tuple(
            f
            for f in self.findings
            if f.layer == Layer.STRUCTURE
            and (f.component == kinds[0] if len(kinds) == 1 else set(kinds) <= set(f.components))
        )


def check_coherence(model: SalesModel, evaluation: Evaluation) -> Coherence:
    """Every finding of the three layers, and the scores that follow from them.

    The model must be valid and `evaluation` its own.
    """
    sight = Sight(model, evaluation)
    judgements, available = judgements_of(model), options(model)
    fits = {
        segment.id: fit_of(choices_of(sight, segment), buying_of(segment), available, judgements)
        for segment in model.segments
    }
    owed = unreviewed_of(model)
    debts = tuple(debt_findings(model, owed))
    found = (
        *structural_findings(sight),
        *(f for segment in model.segments for f in misfits(sight, segment, fits[segment.id])),
        *debts,
    )
    sorted_ = sorted_out(model, found)
    segments = tuple(
        _segment(_layers_of(segment, fits[segment.id], sorted_.open, owed))
        for segment in model.segments
    )
    points = mean_by_key(segment.points for segment in segments)
    return Coherence(
        score=mean(segment.score for segment in segments),
        lost=mean_by_key(segment.lost for segment in segments),
        points=points,
        components={
            kind.value: mean(segment.component(kind).score for segment in segments)
            for kind in ComponentKind
        },
        segments=segments,
        findings=_ranked(sorted_.open, points),
        accepted=sorted_.accepted,
        idle=sorted_.idle,
    )


def _ranked(
    findings: Iterable[CoherenceFinding], points: dict[str, float]
) -> tuple[CoherenceFinding, ...]:
    """The most severe first, of these what costs most, then what is furthest past its limit."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                SEVERITY_RANK[f.severity],
                _LAYERS[f.layer],
                -round(points.get(f.about, 0.0), 9),
                -f.excess,
                f.about,
            ),
        )
    )


def _layers_of(
    segment: Segment,
    fit: Fit,
    findings: Sequence[CoherenceFinding],
    owed: Sequence[Unreviewed],
) -> _Layers:
    mine = tuple(f for f in findings if f.segment in (segment.id, None))
    unreviewed = tuple(each for each in owed if each.review.segment == segment.id)
    debts = tuple(f for f in mine if f.layer == Layer.DEBT)
    return _Layers(segment, fit, mine, unreviewed, debts)


def _segment(layers: _Layers) -> SegmentCoherence:
    cells = {kind: _cell(layers, kind) for kind in ComponentKind}
    return SegmentCoherence(
        id=layers.segment.id,
        name=layers.segment.name,
        buying=layers.fit.buying,
        score=mean(cell.score for cell in cells.values()),
        lost=mean_by_key(cell.lost for cell in cells.values()),
        points=mean_by_key(cell.points for cell in cells.values()),
        components=tuple(_component(layers, kind, cell) for kind, cell in cells.items()),
        pairs=tuple(_pair(layers, one, other) for one, other in PAIRS),
    )


def _cell(layers: _Layers, kind: ComponentKind) -> Cell:
    misfit = next(
        (f for f in layers.findings if f.check == MISFIT and f.component == kind.value), None
    )
    gap = float(layers.fit.gap(kind)) if misfit is not None else 0.0
    pairs = [each for each in layers.unreviewed if kind in (each.review.one, each.review.other)]
    owing = [finding_of_pair(layers.debts, each, layers.unreviewed).about for each in pairs]
    return cell_of(layers.structural(kind), (gap, misfit.about if misfit else ""), owing)


def _component(layers: _Layers, kind: ComponentKind, cell: Cell) -> ComponentCoherence:
    fit, choice = layers.fit, layers.fit.choices[kind]
    best = fit.best[kind]
    variant = choice.variant
    buying = fit.judgements.value(fit.buying.way.id, variant) if variant is not None else None
    return ComponentCoherence(
        kind=kind,
        choice=choice,
        score=cell.score,
        lost=cell.lost,
        balance=fit.balance(kind),
        best=None if best is None or variant is None else (best, fit.balances[kind][best]),
        buying_judged=buying,
        sentences=tuple(_component_sentences(layers, kind)),
    )


def _component_sentences(layers: _Layers, kind: ComponentKind) -> Iterable[str]:
    fit, choice = layers.fit, layers.fit.choices[kind]
    if choice.sentence:
        yield choice.sentence
    balance, best = fit.balance(kind), fit.best[kind]
    if fit.not_judged(kind):
        yield "Nobody has judged it yet; its fit is not known."
    elif balance is not None and best is not None:
        top = fit.balances[kind][best]
        yield (
            f"Impact balance {signed(balance)}: no variant has more."
            if top == balance
            else f"Impact balance {signed(balance)}; {fit.name(kind, best)} has {signed(top)}."
        )
    yield from (f.sentence for f in layers.structural(kind))


def _pair(layers: _Layers, one: ComponentKind, other: ComponentKind) -> PairCoherence:
    fit = layers.fit
    a, b = fit.choices[one].variant, fit.choices[other].variant
    clashes = layers.structural(one, other)
    owed = _owed(layers, one, other)
    judged = None if a is None or b is None else (
        float(fit.judgements.value(a, b)), float(fit.judgements.value(b, a))
    )  # fmt: skip
    return PairCoherence(
        one=one,
        other=other,
        support=None if judged is None else _support(sum(judged), clashes),
        judged=judged,
        unreviewed=owed is not None,
        changed_by=owed.review.changed_by if owed else "",
        changed_on=owed.review.changed_on if owed else None,
        sentences=tuple(_pair_sentences(fit, one, other, clashes)),
    )


def _owed(layers: _Layers, one: ComponentKind, other: ComponentKind) -> Unreviewed | None:
    pair = {one, other}
    return next((u for u in layers.unreviewed if {u.review.one, u.review.other} == pair), None)


def _support(judged: float, clashes: Sequence[CoherenceFinding]) -> float:
    room = 100.0 - NEUTRAL_SUPPORT if judged > 0 else NEUTRAL_SUPPORT
    lost = sum(DEDUCTIONS[f.severity] for f in clashes)
    return max(0.0, NEUTRAL_SUPPORT + room * judged / 6 - lost)


def _pair_sentences(
    fit: Fit, one: ComponentKind, other: ComponentKind, clashes: Sequence[CoherenceFinding]
) -> Iterable[str]:
    a, b = fit.choices[one].variant, fit.choices[other].variant
    if a is None or b is None:
        yield "One of the two is not chosen yet."
        return
    ways = ((one, other, (a, b)), (other, one, (b, a)))
    said = [
        (s, t, fit.judgements.cells[pair]) for s, t, pair in ways if pair in fit.judgements.cells
    ]
    for source, target, cell in said:
        yield f"{source.words.capitalize()} on {target.words}, {signed(cell.value)}: {cell.why}"
    if not said:
        yield "Nobody judged that one supports or hinders the other."
    yield from (f.sentence for f in clashes)
