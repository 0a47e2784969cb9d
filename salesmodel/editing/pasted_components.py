"""What a pasted segment has chosen in its four components, with the variants that it brings.

Offers `with_components_of`. A variant of the group's own is known again by its id and component;
one that is not there is added, under another id where something else has its own.
"""

from __future__ import annotations

from salesmodel.defaults.variants import library_variant, way_of_buying
from salesmodel.editing.document import extended, fresh_id, lookup
from salesmodel.editing.fragments import Fragment
from salesmodel.editing.pasted_parts import new_ids
from salesmodel.model import SalesModel, Variant


def with_components_of(
    model: SalesModel, fragment: Fragment, segment: str, taken: set[str]
) -> SalesModel:
    """The model with the fragment's components in the segment; their ids become `taken`."""
    same: dict[str, str] = {}
    added: list[Variant] = []
    for variant in fragment.variants:
        if _is_there(model, variant):
            continue
        shipped = library_variant(variant.id) or way_of_buying(variant.id)
        same[variant.id] = fresh_id(variant.id, taken | {shipped.id} if shipped else taken)
        taken.add(same[variant.id])
        added.append(variant.model_copy(update={"id": same[variant.id]}))
    ids = new_ids(fragment.components, segment, taken)
    chosen = [
        component.model_copy(
            update={
                "id": ids[component.id],
                "segment": segment,
                "variant": same.get(component.variant, component.variant),
            }
        )
        for component in fragment.components
    ]
    return extended(extended(model, "variants", added), "components", chosen)


def _is_there(model: SalesModel, variant: Variant) -> bool:
    known = lookup(model.variants, variant.id) or library_variant(variant.id)
    return known is not None and known.kind == variant.kind
