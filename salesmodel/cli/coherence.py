"""The verb `coherence`: the three layers of a model and the score.

Offers `coherence`, and `as_document`, the JSON it prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import typer

from salesmodel.cli.files import model_from
from salesmodel.cli.output import AsJson, ModelFile, print_json, table

if TYPE_CHECKING:
    from salesmodel.coherence import (
        Accepted,
        Coherence,
        CoherenceFinding,
        ComponentCoherence,
        PairCoherence,
        SegmentCoherence,
    )


def coherence(model: ModelFile, as_json: AsJson = False) -> int:
    """Say how well the four components support each other, and what speaks against it."""
    from salesmodel.coherence import check_coherence
    from salesmodel.evaluation import evaluate

    sales_model = model_from(model)
    result = check_coherence(sales_model, evaluate(sales_model))
    if as_json:
        print_json(as_document(result))
    else:
        typer.echo("\n".join(_lines(result)))
    return 0


def as_document(result: Coherence) -> dict[str, Any]:
    """The result as plain values: scores 0 to 100, `layers` the points that each layer takes.

    A model without segments has no score: `score` is 0 and `layers` and `segments` are empty.
    """
    return {
        "score": result.score,
        "layers": {layer.value: points for layer, points in result.lost.items()},
        "components": result.components,
        "segments": [_segment(each) for each in result.segments],
        "findings": [
            _finding(each) | {"points": result.points.get(each.about, 0.0)}
            for each in result.findings
        ],
        "accepted": [_accepted(each) for each in result.accepted],
        "idle": [each.about for each in result.idle],
    }


def _segment(segment: SegmentCoherence) -> dict[str, Any]:
    return {
        "id": segment.id,
        "name": segment.name,
        "score": segment.score,
        "layers": {layer.value: points for layer, points in segment.lost.items()},
        "way_of_buying": segment.buying.way.id,
        "components": [_component(each) for each in segment.components],
        "pairs": [_pair(each) for each in segment.pairs],
    }


def _component(component: ComponentCoherence) -> dict[str, Any]:
    best, top = component.best or (None, None)
    return {
        "component": component.kind.value,
        "variant": component.choice.variant,
        "origin": component.choice.origin,
        "score": component.score,
        "balance": component.balance,
        "best": best,
        "best_balance": top,
    }


def _pair(pair: PairCoherence) -> dict[str, Any]:
    since = pair.changed_on
    return {
        "components": [pair.one.value, pair.other.value],
        "support": pair.support,
        "unreviewed": pair.unreviewed,
        "changed_by": pair.changed_by or None,
        "changed_on": since.isoformat() if since is not None else None,
    }


def _finding(finding: CoherenceFinding) -> dict[str, Any]:
    return {
        "check": finding.check,
        "severity": finding.severity.value,
        "layer": finding.layer.value,
        "sentence": finding.sentence,
        "segment": finding.segment,
        "other_segment": finding.other_segment,
        "stage": finding.stage,
        "task": finding.task,
        "role": finding.role,
        "component": finding.component,
        "other_component": finding.other,
        "mend": finding.mend,
        "evidence": dict(finding.evidence),
    }


def _accepted(accepted: Accepted) -> dict[str, Any]:
    acceptance = accepted.acceptance
    return _finding(accepted.finding) | {
        "why": acceptance.why,
        "by": acceptance.by,
        "on": acceptance.on.isoformat() if acceptance.on is not None else None,
    }


def _lines(result: Coherence) -> Iterator[str]:
    yield from _score(result) if result.segments else ("No score: the model has no segments.",)
    yield ""
    yield from _findings(result)
    if result.accepted:
        yield ""
        yield f"Accepted, {len(result.accepted)}:"
    for accepted in result.accepted:
        yield f"{accepted.finding.sentence} Because: {accepted.acceptance.why}"


def _score(result: Coherence) -> Iterator[str]:
    taken = ", ".join(f"{layer.words} {points:.1f}" for layer, points in result.lost.items())
    yield f"Coherence {result.score:.1f} of 100. Points lost: {taken}."
    yield ""
    yield table(
        ("Segment", "Score", *(layer.words for layer in result.lost)),
        [
            (s.name, f"{s.score:.1f}", *(f"{s.lost[layer]:.1f}" for layer in result.lost))
            for s in result.segments
        ],
    )


def _findings(result: Coherence) -> Iterator[str]:
    """What is open; without segments nothing can cost points."""
    if not result.findings:
        fit = " The four components support each other." if result.segments else ""
        yield f"No findings.{fit}"
    for finding in result.findings:
        points = f" ({result.points.get(finding.about, 0.0):.1f} points)" if result.segments else ""
        yield f"{finding.severity.value}: {finding.sentence}{points}"
        yield f"    {finding.mend}"
