"""Checks on the choices themselves: every segment needs a variant of all four components."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.sight import Sight
from salesmodel.model import ComponentKind, Finding, Severity


def component_not_chosen(sight: Sight) -> Iterator[Finding]:
    """A segment has no variant of one of the four components."""
    for segment in sight.model.segments:
        chosen = {c.kind for c in sight.model.components if c.segment == segment.id}
        for kind in ComponentKind:
            if kind in chosen:
                continue
            name = kind.value.replace("_", " ")
            yield Finding(
                check="component-not-chosen",
                severity=Severity.NOTE,
                path=f"segments[{segment.id}].components",
                sentence=f"{segment.name} has {len(chosen)} of 4 components chosen; {name} is "
                "open.",
                mend=f"Choose how {name} is done for {segment.name}.",
                segment=segment.id,
                component=kind.value,
                evidence=(("chosen", len(chosen)),),
            )


def no_segment(sight: Sight) -> Iterator[Finding]:
    """The model has no segment, so there is nothing to judge."""
    if sight.model.segments:
        return
    yield Finding(
        check="no-segment",
        severity=Severity.SEVERE,
        path="segments",
        sentence="The model has 0 segments; there is nothing to hold together yet.",
        mend="Add the first segment.",
        component=ComponentKind.CUSTOMER_SELECTION.value,
        evidence=(("segments", 0),),
    )
