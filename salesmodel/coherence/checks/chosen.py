"""Checks on the choices themselves: all four components are settled, by variants that are there."""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.coherence.checks.needs import unmet_by
from salesmodel.coherence.choices import buying_of, choices_of, choosing
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.judging.balance import balances_of, best_of
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.lines import READ
from salesmodel.coherence.sight import Sight
from salesmodel.defaults.variants import library_variant
from salesmodel.editing import ClearComponent
from salesmodel.model import Component, ComponentKind, SalesModel, Segment, Severity


def component_not_chosen(sight: Sight) -> Iterator[CoherenceFinding]:
    """One of a segment's four components is neither chosen nor to be read from the model."""
    for segment in sight.model.segments:
        choices = choices_of(sight, segment)
        there = sum(choice.origin != "open" for choice in choices.values())
        for kind, choice in choices.items():
            if choice.origin != "open":
                continue
            yield CoherenceFinding(
                check="component-not-chosen",
                severity=Severity.WATCH,
                path=f"segments[{segment.id}].components",
                sentence=f"{segment.name} has {there} of {len(choices)} components; {kind.words} "
                "is open.",
                mend=f"Choose how {kind.words} is done for {segment.name}.",
                segment=segment.id,
                component=kind.value,
                evidence=(("components", there), ("limit", len(choices))),
                excess=1 - there / len(choices),
                offer=Offer(_best_choice, sight, segment, kind),
            )


def unknown_variant(sight: Sight) -> Iterator[CoherenceFinding]:
    """A component names a variant that neither the library nor the model has."""
    segments = {segment.id: segment for segment in sight.model.segments}
    for component in sight.model.components:
        if _is_known(sight.model, component):
            continue
        segment, kind = segments[component.segment], component.kind
        count = len(options(sight.model)[kind])
        yield CoherenceFinding(
            check="unknown-variant",
            severity=Severity.WATCH,
            path=f"components[{component.id}].variant",
            sentence=f"{segment.name} names {component.variant} as its {kind.words}, which is none "
            f"of the {count} variants of it.",
            mend=f"Choose a variant that is there, or add {component.variant} to them.",
            segment=segment.id,
            component=kind.value,
            variant=component.variant,
            evidence=(("found", 0), ("limit", 1), ("variants", count)),
            excess=1,
            offer=Offer(_replaced, sight, segment, component),
        )


def no_segment(sight: Sight) -> Iterator[CoherenceFinding]:
    """The model has no segment, so there is nothing to judge."""
    if sight.model.segments:
        return
    yield CoherenceFinding(
        check="no-segment",
        severity=Severity.SEVERE,
        path="segments",
        sentence="The model has 0 segments; there is nothing to hold together yet.",
        mend="Add the first segment.",
        component=ComponentKind.CUSTOMER_SELECTION.value,
        evidence=(("segments", 0), ("limit", 1)),
        excess=1,
    )


def _is_known(model: SalesModel, component: Component) -> bool:
    own = (variant for variant in model.variants if variant.id == component.variant)
    known = next(own, None) or library_variant(component.variant)
    return known is not None and known.kind == component.kind


def _best_choice(sight: Sight, segment: Segment, kind: ComponentKind) -> tuple[Mend, ...]:
    """The variant that the others support most (rule 5.3), where they support any, and what it
    needs is there: a promise that no task keeps would be worse than none."""
    available = options(sight.model)
    choices = choices_of(sight, segment)
    present = {each: choice.variant for each, choice in choices.items()}
    way = buying_of(segment).way.id
    balances = balances_of(judgements_of(sight.model), available, way, present)[kind]
    best = best_of(balances, None)
    if best is None or balances[best] <= 0 or unmet_by(sight, segment, best):
        return ()
    name = next(option.name for option in available[kind] if option.id == best)
    choose = choosing(segment.id, choices[kind], best)
    return (Mend(f"Choose {name}", (choose,)),)


def _replaced(sight: Sight, segment: Segment, component: Component) -> tuple[Mend, ...]:
    """Another variant, or none where the tasks can be read."""
    choices = _best_choice(sight, segment, component.kind)
    if component.kind not in READ:
        return choices
    clear = ClearComponent(segment=component.segment, kind=component.kind)
    return (*choices, Mend("Read it from the tasks", (clear,)))
