"""Changes in the words of the trade: "AE share of Demo 70% to 55%".

Offers `describe` (a change in one phrase), `about` (what a field is called, for a sentence), and
`figure`, `money` and `money_in_full` (numbers as the screens write them).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pydantic import JsonValue

from salesmodel.editing.change import MODEL, Change, FromTo, Placed
from salesmodel.editing.choice_words import (
    judgements_at_once,
    placed_choice,
    updated_choice,
    without_dates,
)
from salesmodel.editing.document import SINGULAR, path_of
from salesmodel.editing.entity_names import Names, capital
from salesmodel.editing.number_words import figure, money, money_in_full
from salesmodel.model import (
    COLLECTIONS,
    Acceptance,
    Assignment,
    Component,
    Move,
    Review,
    SalesModel,
    Segment,
    Stage,
    Track,
)

__all__ = ["about", "describe", "figure", "money", "money_in_full"]

FIELD_WORDS = {
    "arrivals": "buyers a year",
    "profile.stakeholders": "number of stakeholders",
    "profile.formality": "formality",
    "profile.human_contact": "human contact wanted",
    "entry": "entry",
    "dwell": "days in",
    "dwell_cv": "spread of days in",
    "loss": "loss in",
    "job": "buying job",
    "source": "start",
    "target": "end",
    "track": "parallel job",
    "present_hours": "hours at work",
    "annual_cost": "annual cost",
    "ramp_months": "ramp",
    "baseline_shares": "baseline",
    "note": "note on",
    "promised_days": "days promised in",
    "why": "reason",
    "on": "date",
    "by": "author",
    "seen": "content",
    "rests_on": "basis",
    "changed_by": "last author",
    "changed_on": "last day",
}


NAMELESS = (Component, Review, Acceptance)
"""What is called by what it is about, and so starts small in the middle of a sentence."""


def describe(change: Change, model: SalesModel) -> str:
    """The change in one phrase, without a full stop."""
    if not change:
        return "no change"
    change = without_dates(change) or change
    return judgements_at_once(change) or _described(Names(model, change), change)


def _described(names: Names, change: Change) -> str:
    if change.focus in change.updated:
        return _updates(names, change.focus, change.updated[change.focus])
    placed_there = {**change.removed, **change.added}.get(change.focus)
    if placed_there is not None:
        return _placed(names, placed_there, came=change.focus in change.added)
    for placed, came in ((change.added, True), (change.removed, False)):
        leading = _leading(placed.values())
        if leading is not None and leading.collection not in ("assignments", "moves"):
            at_once = _stages_at_once(names, placed.values(), came=came)
            return at_once or _placed(names, leading, came=came)
    if len(change.updated) > 1 or (change.updated and (change.added or change.removed)):
        several = _several(names, change)
        if several:
            return several
    for placed, came in ((change.added, True), (change.removed, False)):
        leading = _leading(placed.values())
        if leading is not None:
            return _placed(names, leading, came=came)
    path, fields = next(iter(change.updated.items()))
    return _updates(names, path, fields)


def about(model: SalesModel, change: Change, path: str, field: str) -> str:
    """What a field is called at the start of a sentence: "The AE share of Demo"."""
    names = Names(model, change)
    if not field:
        entity = names.by_path.get(path)
        return capital(names.of(path)) if isinstance(entity, NAMELESS) else names.of(path)
    if field == "name":
        return f"The name of {names.of(path)}"
    return f"The {_field(names, path, field)}"


def _leading(placed: Iterable[Placed]) -> Placed | None:
    rank = {name: index for index, name in enumerate(COLLECTIONS)}
    return min(placed, key=lambda p: rank[p.collection], default=None)


def _placed(names: Names, placed: Placed, *, came: bool) -> str:
    entity = placed.entity
    path = path_of(placed.collection, entity.id)
    if isinstance(entity, Assignment):
        share = figure(entity.share.model_dump(mode="json"))
        return f"{names.of(path)} {f'0% to {share}' if came else f'{share} to 0%'}"
    choice = placed_choice(names, path, entity, came=came)
    if choice:
        return choice
    act = "added" if came else "removed"
    if isinstance(entity, Track):
        stage = names.of(path_of("stages", entity.stage))
        return f"{stage}: parallel job {entity.name} {act}"
    return f"{SINGULAR[placed.collection].capitalize()} {names.of(path)} {act}"


def _stages_at_once(names: Names, placed: Collection[Placed], *, came: bool) -> str:
    """Several stages that come or go without their segment, as when they are pasted."""
    if any(isinstance(each.entity, Segment) for each in placed):
        return ""
    stages = [each.entity for each in placed if isinstance(each.entity, Stage)]
    segments = {path_of("segments", stage.segment) for stage in stages}
    if len(stages) < 2 or len(segments) > 1:
        return ""
    act = "added to" if came else "removed from"
    return f"{len(stages)} stages {act} {names.of(segments.pop())}"


def _several(names: Names, change: Change) -> str:
    paths = [*change.updated, *change.added, *change.removed]
    touched = [names.by_path.get(path) for path in paths]
    if all(isinstance(entity, Assignment) for entity in touched):
        tasks = {entity.task for entity in touched if isinstance(entity, Assignment)}
        if len(tasks) == 1:
            return f"Shares of {names.of(path_of('tasks', tasks.pop()))} changed"
    baselines = [field for fields in change.updated.values() for field in fields]
    if baselines and all(field.startswith("baseline_shares") for field in baselines):
        count = len(change.updated)
        return f"Baseline set to the present shares of {count} task{'s' if count > 1 else ''}"
    structural = [*change.added.values(), *change.removed.values()]
    sources = {entity.source for entity in touched if isinstance(entity, Move)}
    if not structural and len(sources) == 1:
        return f"Moves out of {names.of(path_of('stages', sources.pop()))} changed"
    return ""


def _updates(names: Names, path: str, fields: dict[str, FromTo]) -> str:
    field = next(iter(fields))
    return (
        updated_choice(names, path, fields)
        or _led_elsewhere(names, path, fields)
        or _plain(names, path, field, fields[field])
        or _figures(names, path, field, fields[field])
    )


def _plain(names: Names, path: str, field: str, pair: FromTo) -> str:
    """A field that is no figure; empty for one that is."""
    old, new = pair
    match field:
        case "buyer":
            return f"{names.of(path)}: {f'buyer {_spaced(new)}' if new else 'no buyer named'}"
        case "job":
            return f"{names.of(path)}: buying job {_spaced(new)}"
        case "name":
            return f"{old} renamed to {new}"
        case "locked":
            return f"{names.of(path)} {'locked' if new else 'unlocked'}"
        case "x" | "y":
            return f"{names.of(path)} moved on the canvas"
        case "purposes":
            said = ", ".join(map(_spaced, new)) if isinstance(new, list | tuple) else ""
            return f"{names.of(path)} {said or 'has no purpose beyond its kind'}"
    if field.startswith("baseline_shares"):
        return f"Baseline of {names.of(path)} set to its present shares"
    return ""


def _figures(names: Names, path: str, field: str, pair: FromTo) -> str:
    before, after = (figure(value, names.model.currency) for value in pair)
    what = capital(_field(names, path, field))
    if before != after:
        return f"{what} {before} to {after}"
    if _value(pair[0]) == _value(pair[1]):
        return f"{what} stays {after}, its source changed"
    return f"{what} hardly changed, still {after}"


def _led_elsewhere(names: Names, path: str, fields: dict[str, FromTo]) -> str:
    """A move with another start or end; empty for anything else."""
    if not ("source" in fields or "target" in fields):
        return ""
    move = names.by_path.get(path)
    if not isinstance(move, Move):
        return f"{names.of(path)} leads elsewhere"
    old_source, source = fields.get("source", (move.source, move.source))
    old_target, target = fields.get("target", (move.target, move.target))
    start, end = names.place(str(source)), names.place(str(target))
    if source == old_source:
        return f"{start} leads to {end} instead of {names.place(str(old_target))}"
    if target == old_target:
        return f"{start} leads to {end} in place of {names.place(str(old_source))}"
    was = f"{names.place(str(old_source))} to {names.place(str(old_target))}"
    return f"{was} became {start} to {end}"


def _spaced(value: JsonValue) -> str:
    return str(value).replace("_", " ")


def _value(field: JsonValue) -> JsonValue:
    return field.get("value") if isinstance(field, dict) else field


def _field(names: Names, path: str, field: str) -> str:
    name = names.of(path)
    if field in ("share", "probability"):
        return name
    outer, _, key = field.partition(".")
    if outer == "skills":
        return f"skill {key} of {name}"
    words = FIELD_WORDS.get(field) or FIELD_WORDS.get(outer) or outer.replace("_", " ")
    link = "" if words.endswith((" in", " on")) else " of"
    return words if path == MODEL else f"{words}{link} {name}"
