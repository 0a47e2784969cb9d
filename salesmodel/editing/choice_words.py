"""What was chosen, judged, looked at together and accepted, in the words of a change.

Offers `placed_choice`, `updated_choice`, `judgements_at_once`, and `without_dates`, a change less
the notes on reviews of who changed something since: they follow from an edit, and nobody makes
them by hand.
"""

from __future__ import annotations

from typing import Final

from salesmodel.editing.change import Change, FromTo
from salesmodel.editing.entity_names import Names, capital
from salesmodel.editing.number_words import signed
from salesmodel.model import Acceptance, Component, Entity, Judgement, Review, Variant

DATES: Final = ("changed_by", "changed_on")
"""The fields of a review that follow from edits (`DateChange`)."""


def is_date(path: str, field: str) -> bool:
    """Whether the field says who changed a reviewed pair, or when."""
    return field in DATES and path.startswith("reviews[")


def without_dates(change: Change) -> Change:
    """What was done by hand in the change; it is empty when it only dates reviews."""
    if not any(path.startswith("reviews[") for path in change.updated):
        return change
    kept = {
        path: {field: pair for field, pair in fields.items() if not is_date(path, field)}
        for path, fields in change.updated.items()
    }
    return change.model_copy(update={"updated": {path: f for path, f in kept.items() if f}})


def judgements_at_once(change: Change) -> str:
    """A table of judgements that was brought in, in words; empty for anything else."""
    paths = [*change.added, *change.removed, *change.updated]
    if len(paths) < 2 or not all(path.startswith("judgements[") for path in paths):
        return ""
    acts = (("added", change.added), ("removed", change.removed), ("changed", change.updated))
    counts = [(len(those), act) for act, those in acts if those]
    return ", ".join(f"{n:,} judgement{'s' * (n > 1)} {act}" for n, act in counts)


def placed_choice(names: Names, path: str, entity: Entity, *, came: bool) -> str:
    """What came or went of the four components, in words; empty for anything else."""
    what = names.of(path)
    match entity:
        case Component():
            variant = names.variant(entity.variant)
            return f"{capital(what)}{f' set to {variant}' if came else f': {variant} taken back'}"
        case Judgement():
            return f"{what}: {signed(entity.value)}" if came else f"{what} taken back"
        case Review():
            pair = capital(names.pair(entity))
            return f"{pair} looked at together" if came else f"{pair}: review taken back"
        case Acceptance():
            return f"{'Accepted' if came else 'Opened again'}: {entity.check}"
        case _:
            return ""


def updated_choice(names: Names, path: str, fields: dict[str, FromTo]) -> str:
    """What changed in a component, judgement, review or acceptance; empty for anything else."""
    match names.by_path.get(path):
        case Component():
            return _component(names, path, fields)
        case Variant() if "description" in fields and "name" not in fields:
            return f"{names.of(path)} described anew"
        case Judgement() as judgement:
            return _judgement(names, path, judgement, fields)
        case Review() as review:
            pair = capital(names.pair(review))
            by_hand = any(field not in DATES for field in fields)
            return f"{pair} looked at together" if by_hand else f"{pair}: change noted"
        case Acceptance() as acceptance:
            return f"Accepted: {acceptance.check}, with another reason"
        case _:
            return ""


def _component(names: Names, path: str, fields: dict[str, FromTo]) -> str:
    what = capital(names.of(path))
    if "variant" in fields:
        old, new = (names.variant(str(value)) for value in fields["variant"])
        return f"{what}: {old} to {new}"
    return f"{what}: note changed" if next(iter(fields)) == "note" else ""


def _judgement(names: Names, path: str, judgement: Judgement, fields: dict[str, FromTo]) -> str:
    what = names.of(path)
    if "value" in fields:
        old, new = (signed(int(str(value))) for value in fields["value"])
        return f"{what}: {old} to {new}"
    reason = ", with another reason" if "why" in fields else ""
    return f"{what} stays {signed(judgement.value)}{reason}"
