"""Alignment debt: pairs of components of which one changed and that nobody looked at since.

Offers `contents_of` (what the components are made of), `Unreviewed` and `unreviewed_of`,
`with_reviews`, `review_of` and `dates_of`, the commands that keep the reviews. Rule 5.5. What is
compared is the model's content, never its edits: who drags a share back owes nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from salesmodel.editing import DateChange, ReviewPair
from salesmodel.editing.document import extended, free_long_id, ids_of
from salesmodel.model import PAIRS, ComponentKind, Review, SalesModel, review_id

CHANGED = 0.05
"""The share of a component's hours that has to change for the component to have changed: less is a
hand trying a slider. A convention of this tool."""

HOURS = "hours "
Content = dict[str, float]
_Pair = tuple[str, frozenset[ComponentKind]]


@dataclass(frozen=True, slots=True)
class Unreviewed:
    """A pair that nobody looked at since the components in `changed` did."""

    review: Review
    changed: tuple[ComponentKind, ...]


def contents_of(model: SalesModel) -> dict[tuple[str, ComponentKind], Content]:
    """What each component of each segment is made of, by segment and component.

    Of what is chosen: the variant, its note and its promise. Of selling tasks and value delivery:
    the hours of each role at each stage, a deal or a visit.
    """
    contents: dict[tuple[str, ComponentKind], Content] = {
        (segment.id, kind): {} for segment in model.segments for kind in ComponentKind
    }
    for component in model.components:
        chosen = contents[component.segment, component.kind]
        chosen[f"variant {component.variant}"] = 1.0
        if component.note.strip():
            chosen[f"note {zlib.crc32(component.note.strip().encode()):x}"] = 1.0
        if component.promised_days is not None:
            chosen["promised days"] = component.promised_days.value
    after_win = {stage.id for stage in model.stages if stage.after_win}
    tasks = {task.id: task for task in model.tasks}
    for held in model.assignments:
        task = tasks[held.task]
        hours = task.hours.value * held.share.value
        if hours <= 0:
            continue
        delivers = task.stage in after_win
        kind = ComponentKind.VALUE_DELIVERY if delivers else ComponentKind.SELLING_TASKS
        key = f"{HOURS}{task.stage or '-'} {held.role}"
        content = contents[task.segment, kind]
        content[key] = content.get(key, 0.0) + hours
    return contents


def unreviewed_of(model: SalesModel) -> tuple[Unreviewed, ...]:
    """Every pair that is unreviewed, by segment, in the order of `PAIRS`."""
    if not model.reviews:
        return ()
    contents = contents_of(model)
    reviews = _by_pair(model)
    found = []
    for segment in model.segments:
        for one, other in PAIRS:
            review = reviews.get(_pair(segment.id, one, other))
            if review is None:
                continue
            changed = tuple(
                kind
                for kind in (one, other)
                if _changed(_part(review.seen, kind), contents[segment.id, kind])
            )
            if changed:
                found.append(Unreviewed(review, changed))
    return tuple(found)


def with_reviews(model: SalesModel, segments: Collection[str] | None = None) -> SalesModel:
    """The model with every pair that was never reviewed taken as aligned as it stands.

    What is opened is the state from which changes count. `segments`: only these, by id.
    """
    contents = contents_of(model)
    known = _by_pair(model)
    taken = ids_of(model)
    missing = [
        Review(
            id=free_long_id(review_id(segment.id, one, other), taken),
            segment=segment.id,
            one=one,
            other=other,
            seen=_seen(contents, segment.id, one, other),
        )
        for segment in model.segments
        if segments is None or segment.id in segments
        for one, other in PAIRS
        if _pair(segment.id, one, other) not in known
    ]
    return extended(model, "reviews", missing)


def review_of(
    model: SalesModel,
    segment: str,
    pair: tuple[ComponentKind, ComponentKind],
    by: str,
    on: datetime,
) -> ReviewPair:
    """The command that says that the pair was looked at as it is now."""
    one, other = pair
    seen = _seen(contents_of(model), segment, one, other)
    return ReviewPair(segment=segment, one=one, other=other, seen=seen, by=by, on=on)


def dates_of(model: SalesModel, by: str, on: datetime) -> tuple[DateChange, ...]:
    """The commands that note who has just made a pair unreviewed, and take back what is settled."""
    owed = {each.review.id for each in unreviewed_of(model)}
    return tuple(_dates(model.reviews, owed, by, on))


def _by_pair(model: SalesModel) -> dict[_Pair, Review]:
    """The reviews by what they are about: a file may give them any id."""
    return {_pair(each.segment, each.one, each.other): each for each in model.reviews}


def _pair(segment: str, one: ComponentKind, other: ComponentKind) -> _Pair:
    return segment, frozenset((one, other))


def _dates(
    reviews: tuple[Review, ...], owed: set[str], by: str, on: datetime
) -> Iterator[DateChange]:
    for review in reviews:
        dated = review.changed_on is not None
        if review.id in owed and not dated:
            yield DateChange(review=review.id, by=by, on=on)
        elif review.id not in owed and dated:
            yield DateChange(review=review.id)


def _seen(
    contents: Mapping[tuple[str, ComponentKind], Content],
    segment: str,
    one: ComponentKind,
    other: ComponentKind,
) -> Content:
    return {
        f"{kind.value} {key}": value
        for kind in (one, other)
        for key, value in contents[segment, kind].items()
    }


def _part(seen: Mapping[str, float], kind: ComponentKind) -> Content:
    start = f"{kind.value} "
    return {key[len(start) :]: value for key, value in seen.items() if key.startswith(start)}


def _changed(before: Content, now: Content) -> bool:
    """Whether something chosen is another, or enough of the hours went elsewhere."""
    chosen = {key for key in before.keys() | now.keys() if not key.startswith(HOURS)}
    if any(before.get(key) != now.get(key) for key in chosen):
        return True
    keys = sorted((before.keys() | now.keys()) - chosen)
    gaps = [now.get(key, 0.0) - before.get(key, 0.0) for key in keys]
    moved = max(sum(g for g in gaps if g > 0), -sum(g for g in gaps if g < 0))
    whole = max(sum(each.get(key, 0.0) for key in keys) for each in (before, now))
    return whole > 0 and moved / whole >= CHANGED - 1e-9
