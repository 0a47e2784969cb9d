"""Changes in the words of the trade: "AE share of Demo 70% to 55%".

Offers `describe` (a change in one phrase), `about` (what a field is called, for a sentence) and
`figure` (a number as the screens write it).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pydantic import JsonValue

from salesmodel.editing.change import MODEL, Change, FromTo, Placed
from salesmodel.editing.document import SINGULAR, entities, path_of
from salesmodel.model import (
    COLLECTIONS,
    Assignment,
    Component,
    Entity,
    Move,
    Role,
    SalesModel,
    Segment,
    Stage,
    Track,
    Unit,
)

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
}
UNIT_WORDS = {
    Unit.DAYS: " days",
    Unit.MONTHS: " months",
    Unit.HOURS: " hours",
    Unit.HOURS_PER_YEAR: " hours",
}
SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£"}
MINUS = "−"


def describe(change: Change, model: SalesModel) -> str:
    """The change in one phrase, without a full stop."""
    if not change:
        return "no change"
    names = _Names(model, change)
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
    names = _Names(model, change)
    if not field or field == "name":
        return names.of(path) if not field else f"The name of {names.of(path)}"
    return f"The {_field(names, path, field)}"


def figure(value: JsonValue, currency: str = "USD") -> str:
    """A field's value as the screens write it: 70%, $48.6k, 1,400 hours, none."""
    if not isinstance(value, dict):
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, float | int):
            return f"{_number(value)}"
        return "none" if value in (None, "") else str(value)
    if "quality" in value:
        return f"{figure(value['quality'])} quality"
    typed = value.get("typed")
    if isinstance(typed, str) and typed:
        return typed
    number, unit = value.get("value"), Unit(str(value.get("unit")))
    if not isinstance(number, float | int):
        return "none"
    if unit == Unit.SHARE:
        return f"{_number(round(number * 100, 1))}%"
    if unit in (Unit.MONEY, Unit.MONEY_PER_YEAR):
        return money(number, currency)
    return f"{_number(number)}{UNIT_WORDS.get(unit, '')}"


def money_in_full(amount: float, currency: str) -> str:
    """Money to the unit: $6,000,000, CHF 6,000,000."""
    return f"{SYMBOLS.get(currency, f'{currency} ')}{amount:,.0f}"


def money(amount: float, currency: str) -> str:
    """Money with three significant figures: $6.65M, $48.6k, $148."""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    size, suffix = abs(amount), ""
    for step, letter in ((1e6, "M"), (1e3, "k")):
        if size >= step * 0.9995:
            size, suffix = size / step, letter
            break
    sign = MINUS if amount < 0 else ""
    if size >= 999.5:
        return f"{sign}{symbol}{size:,.0f}{suffix}"
    return f"{sign}{symbol}{size:.3g}{suffix}"


class _Names:
    """The name of everything, in the model or on its way in or out of it."""

    def __init__(self, model: SalesModel, change: Change) -> None:
        self.model = model
        self.by_path: dict[str, Entity] = {
            path: placed.entity for path, placed in {**change.removed, **change.added}.items()
        }
        for collection in COLLECTIONS:
            for item in entities(model, collection):
                self.by_path[path_of(collection, item.id)] = item

    def of(self, path: str) -> str:
        """The name of what stands at the path."""
        entity = self.by_path.get(path)
        if path == MODEL:
            return self.model.name
        if entity is None:
            return path.partition("[")[2].rstrip("]")
        if isinstance(entity, Role):
            return entity.short
        if isinstance(entity, Assignment):
            return f"{self._at('roles', entity.role)} share of {self._at('tasks', entity.task)}"
        if isinstance(entity, Move):
            return f"{self.place(entity.source)} to {self.place(entity.target)}"
        if isinstance(entity, Component):
            kind = entity.kind.value.replace("_", " ")
            return f"{kind} of {self._at('segments', entity.segment)}"
        return entity.name

    def _at(self, collection: str, entity_id: str) -> str:
        return self.of(path_of(collection, entity_id))

    def place(self, place: str) -> str:
        """The name of a stage or an outcome."""
        path = path_of("outcomes", place)
        return self.of(path if path in self.by_path else path_of("stages", place))


def _leading(placed: Iterable[Placed]) -> Placed | None:
    rank = {name: index for index, name in enumerate(COLLECTIONS)}
    return min(placed, key=lambda p: rank[p.collection], default=None)


def _placed(names: _Names, placed: Placed, *, came: bool) -> str:
    entity = placed.entity
    path = path_of(placed.collection, entity.id)
    if isinstance(entity, Assignment):
        share = figure(entity.share.model_dump(mode="json"))
        return f"{names.of(path)} {f'0% to {share}' if came else f'{share} to 0%'}"
    act = "added" if came else "removed"
    if isinstance(entity, Component):
        return f"{_capital(names.of(path))} {'set to ' + entity.variant if came else act}"
    if isinstance(entity, Track):
        stage = names.of(path_of("stages", entity.stage))
        return f"{stage}: parallel job {entity.name} {act}"
    return f"{SINGULAR[placed.collection].capitalize()} {names.of(path)} {act}"


def _stages_at_once(names: _Names, placed: Collection[Placed], *, came: bool) -> str:
    """Several stages that come or go without their segment, as when they are pasted."""
    if any(isinstance(each.entity, Segment) for each in placed):
        return ""
    stages = [each.entity for each in placed if isinstance(each.entity, Stage)]
    segments = {path_of("segments", stage.segment) for stage in stages}
    if len(stages) < 2 or len(segments) > 1:
        return ""
    act = "added to" if came else "removed from"
    return f"{len(stages)} stages {act} {names.of(segments.pop())}"


def _several(names: _Names, change: Change) -> str:
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


def _updates(names: _Names, path: str, fields: dict[str, FromTo]) -> str:
    if "source" in fields or "target" in fields:
        return _led_elsewhere(names, path, fields)
    field = next(iter(fields))
    old, new = fields[field]
    if field == "buyer":
        return f"{names.of(path)}: {f'buyer {_spaced(new)}' if new else 'no buyer named'}"
    if field == "job":
        return f"{names.of(path)}: buying job {_spaced(new)}"
    if field == "name":
        return f"{old} renamed to {new}"
    if field == "locked":
        return f"{names.of(path)} {'locked' if new else 'unlocked'}"
    if field in ("x", "y"):
        return f"{names.of(path)} moved on the canvas"
    if field.startswith("baseline_shares"):
        return f"Baseline of {names.of(path)} set to its present shares"
    before, after = (figure(value, names.model.currency) for value in (old, new))
    what = _capital(_field(names, path, field))
    if before == after:
        same = _value(old) == _value(new)
        return (
            f"{what} stays {after}, its source changed"
            if same
            else f"{what} hardly changed, still {after}"
        )
    return f"{what} {before} to {after}"


def _led_elsewhere(names: _Names, path: str, fields: dict[str, FromTo]) -> str:
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


def _field(names: _Names, path: str, field: str) -> str:
    name = names.of(path)
    if field in ("share", "probability"):
        return name
    outer, _, key = field.partition(".")
    if outer == "skills":
        return f"skill {key} of {name}"
    words = FIELD_WORDS.get(field) or FIELD_WORDS.get(outer) or outer.replace("_", " ")
    link = "" if words.endswith((" in", " on")) else " of"
    return words if path == MODEL else f"{words}{link} {name}"


def _number(value: float) -> str:
    size = abs(value)
    # Two decimals are more than anybody acts on; what is smaller than one keeps its first digits.
    text = f"{round(size, 2):,.10g}" if size >= 1 else f"{size:.4g}" if size >= 1e-9 else "0"
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
