"""The coherence score, traceable to its findings.

A segment's component starts at 100 and loses, for each finding about it, 40 (forbids evaluation),
20 (severe), 8 (watch) or 2 (note), down to 0 at least. A finding that names no segment (a role
over its hours) counts in every segment; one about two segments counts in the first named. A
segment's score is the mean of its four components; a component's score is the mean over the
segments; the score of the whole is the mean of the four components. Without segments all are 0.
"""

from __future__ import annotations

from collections.abc import Iterable

from salesmodel.model import ComponentKind, Finding, SalesModel, Severity

DEDUCTIONS = {
    Severity.REFUSED: 40.0,
    Severity.SEVERE: 20.0,
    Severity.WATCH: 8.0,
    Severity.NOTE: 2.0,
}
KINDS = tuple(kind.value for kind in ComponentKind)


def deduction(finding: Finding) -> float:
    """The points that a finding takes from its component."""
    return DEDUCTIONS[finding.severity]


def scores(
    model: SalesModel, findings: Iterable[Finding]
) -> tuple[float, dict[str, float], dict[str, float]]:
    """Score of the whole, of each component, of each segment."""
    found = tuple(findings)
    table = {
        segment.id: {kind: _cell(found, segment.id, kind) for kind in KINDS}
        for segment in model.segments
    }
    by_component = {kind: _mean(row[kind] for row in table.values()) for kind in KINDS}
    by_segment = {segment: _mean(row.values()) for segment, row in table.items()}
    return _mean(by_component.values()), by_component, by_segment


def _cell(findings: tuple[Finding, ...], segment: str, kind: str) -> float:
    lost = sum(
        deduction(f) for f in findings if f.component == kind and f.segment in (segment, None)
    )
    return max(0.0, 100.0 - lost)


def _mean(values: Iterable[float]) -> float:
    numbers = list(values)
    return sum(numbers) / len(numbers) if numbers else 0.0
