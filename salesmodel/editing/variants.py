"""The variants that a model can choose from: those of the library, and the group's own.

Offers `check_variant`, `check_free` and `check_influence`, which refuse what does not fit, and
`newly_loose`: what a merge would leave without its variant.
"""

from __future__ import annotations

from collections.abc import Iterator

from salesmodel.defaults.variants import LibraryVariant, library_variant, way_of_buying
from salesmodel.editing.document import lookup, path_of
from salesmodel.model import CommandRefused, ComponentKind, SalesModel, Variant


def check_variant(model: SalesModel, variant: str, kind: ComponentKind) -> None:
    """Refuses what is no variant of the component."""
    known = _known(model, variant, "variant")
    if known.kind != kind:
        raise CommandRefused(
            f"{known.name} is a variant of {known.kind.words}, not of {kind.words}.",
            f"Choose a variant of {kind.words}.",
            path="variant",
            value=variant,
        )


def check_free(variant: Variant) -> None:
    """Refuses a new variant under an id of the library."""
    known = library_variant(variant.id) or way_of_buying(variant.id)
    if known is not None:
        raise CommandRefused(
            f"The library has {known.name} under the id {variant.id} already.",
            "Give the new variant another id.",
            path=path_of("variants", variant.id),
            value=variant.id,
        )


def check_influence(model: SalesModel, source: str, target: str) -> None:
    """Refuses a judgement that nobody can make: one on what is not there, or cannot be beside it.

    A way of buying may influence a variant; nothing that is chosen changes how buyers buy.
    """
    way = way_of_buying(target)
    if way is not None:
        raise CommandRefused(
            f"{way.name} is how buyers buy, and no variant changes that.",
            "Judge how the way of buying supports a variant, not the other way round.",
            path="target",
            value=target,
        )
    other = _known(model, target, "target")
    if way_of_buying(source) is not None:
        return
    one = _known(model, source, "source")
    if one.kind == other.kind:
        raise CommandRefused(
            f"{one.name} and {other.name} are both variants of {one.kind.words}; only one of "
            "them can be chosen.",
            "Judge variants of two different components.",
            path="target",
            value=target,
        )


def newly_loose(before: SalesModel, after: SalesModel) -> str:
    """A sentence on what would lose its variant between the two models; empty if nothing does."""
    same = ("variants", "components", "judgements")
    if all(getattr(before, each) is getattr(after, each) for each in same):
        return ""
    was_loose = {path for path, _ in _loose(before)}
    return next((said for path, said in _loose(after) if path not in was_loose), "")


def _loose(model: SalesModel) -> Iterator[tuple[str, str]]:
    own = {variant.id for variant in model.variants}
    names = {segment.id: segment.name for segment in model.segments}

    def gone(variant: str) -> bool:
        return not (variant in own or library_variant(variant) or way_of_buying(variant))

    for component in model.components:
        if gone(component.variant):
            segment = names.get(component.segment, component.segment)
            what = f"The {component.kind.words} of {segment}"
            yield path_of("components", component.id), f"{what} would have no variant any more."
    for judgement in model.judgements:
        if gone(judgement.source) or gone(judgement.target):
            said = f"{judgement.by}'s judgement would be on a variant that is not there."
            yield path_of("judgements", judgement.id), said


def _known(model: SalesModel, variant: str, path: str) -> Variant | LibraryVariant:
    known = lookup(model.variants, variant) or library_variant(variant)
    if known is None:
        raise CommandRefused(
            f"There is no variant {variant} in the library or in {model.name}.",
            "Choose one that is there, or add it first.",
            path=path,
            value=variant,
        )
    return known
