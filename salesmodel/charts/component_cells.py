"""The heat map of the four components: how far each supports the others, and how buyers answer.

Offers `heat_map`. A row influences, a column is influenced; the first row is how the segment buys,
the diagonal is how far a component's impact balance is below its best alternative (rule 5.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.component_hints import judged, most_lines
from salesmodel.charts.component_parts import choice_of, in_one_line, key_of, mean_of_known
from salesmodel.charts.finding import sentence
from salesmodel.charts.palette import COMPONENT_MARKS
from salesmodel.coherence.result import ComponentCoherence, PairCoherence, SegmentCoherence
from salesmodel.model import ComponentKind

HOW_THEY_BUY = "How they buy"
_NOTHING = 0.05

Payload = dict[str, Any]


def heat_map(shown: Sequence[SegmentCoherence]) -> Payload:
    """Rows of cells with their words, numbers and steps of colour; no rows without a segment."""
    kinds = tuple(ComponentKind) if shown else ()
    whole = len(shown) > 1
    mean = f" Mean of {len(shown)} segments." if whole else ""
    rows = [_head(kind, shown) | {"cells": _row(kind, shown)} for kind in kinds]
    return {
        "title": _title(shown),
        "subtitle": f"How far the choice in each row supports that in each column, "
        f"{formats.MINUS}3 to +3.{mean}",
        "columns": [_head(kind, shown) for kind in kinds],
        "rows": [_buying(shown), *rows] if shown else [],
    }


def _title(shown: Sequence[SegmentCoherence]) -> str:
    """The judgement that speaks most against a choice, else whether the others support each."""
    if not shown:
        return "No segment yet, so no choice to set against another"
    values = {(s, t): value for s, t, value in _judgements(shown) if value is not None}
    if not values:
        return "No judgement is known yet: too few choices are made"
    (source, target), least = min(values.items(), key=lambda each: each[1])
    if least <= -_NOTHING:
        who = HOW_THEY_BUY if source is None else sentence(source.words)
        verb = "hinder" if source is not None and source.value.endswith("s") else "hinders"
        return f"{who} {verb} {target.words}: {judged(least, whole=len(shown) > 1)}"
    supported = {t for (s, t), value in values.items() if s is not None and value >= _NOTHING}
    if len(supported) == len(ComponentKind):
        return "Every choice is supported by the others"
    return "No choice hinders another"


def _judgements(
    shown: Sequence[SegmentCoherence],
) -> Iterator[tuple[ComponentKind | None, ComponentKind, float | None]]:
    """Who judges (None: the way of buying), whom, and the mean over the segments."""
    for target in ComponentKind:
        for source in ComponentKind:
            if source != target:
                pairs = (segment.pair(source, target) for segment in shown)
                yield source, target, mean_of_known(_toward(target, pair) for pair in pairs)
        yield None, target, mean_of_known(s.component(target).buying_judged for s in shown)


def _head(kind: ComponentKind, shown: Sequence[SegmentCoherence]) -> Payload:
    names = [choice_of(segment.component(kind)) for segment in shown]
    return {
        "key": kind.value,
        "mark": COMPONENT_MARKS[kind.value],
        "name": sentence(kind.words),
        "text": in_one_line(names),
    }


def _row(source: ComponentKind, shown: Sequence[SegmentCoherence]) -> list[Payload]:
    return [
        _own(source, shown) if source == target else _judgement(source, target, shown)
        for target in ComponentKind
    ]


def _judgement(
    source: ComponentKind, target: ComponentKind, shown: Sequence[SegmentCoherence]
) -> Payload:
    pairs = [segment.pair(source, target) for segment in shown]
    value = mean_of_known(_toward(target, pair) for pair in pairs)
    name = f"{sentence(source.words)} on {target.words}"
    facts = [
        [sentence(kind.words), in_one_line([choice_of(s.component(kind)) for s in shown])]
        for kind in (source, target)
    ]
    values = [(s.name, _toward(target, pair)) for s, pair in zip(shown, pairs, strict=True)]
    notes = pairs[0].sentences if len(pairs) == 1 else ()
    cell = _cell(name, value, facts, values, notes)
    return cell | {"about": key_of(source, target), "debt": any(pair.unreviewed for pair in pairs)}


def _buying(shown: Sequence[SegmentCoherence]) -> Payload:
    way = in_one_line([segment.buying.way.name for segment in shown])
    cells = []
    for kind in ComponentKind:
        parts = [segment.component(kind) for segment in shown]
        values = [(s.name, part.buying_judged) for s, part in zip(shown, parts, strict=True)]
        facts = [
            [HOW_THEY_BUY, way],
            [sentence(kind.words), in_one_line([choice_of(part) for part in parts])],
        ]
        notes = [shown[0].buying.sentence] if len(shown) == 1 else ()
        name = f"{HOW_THEY_BUY} on {kind.words}"
        cell = _cell(name, mean_of_known(value for _, value in values), facts, values, notes)
        cells.append(cell | {"about": kind.value, "debt": False})
    return {"key": "buying", "mark": "", "name": HOW_THEY_BUY, "text": way, "cells": cells}


def _cell(
    name: str,
    value: float | None,
    facts: list[list[str]],
    values: Sequence[tuple[str, float | None]],
    notes: Sequence[str],
) -> Payload:
    whole = len(values) > 1
    text = formats.NOT_KNOWN if value is None else judged(value, whole=whole)
    words = "" if value is None else _words(value)
    listed = [f"{segment}: {judged(each)}" for segment, each in values if each is not None]
    return {
        "text": text,
        "words": words,
        "step": _step(value),
        "own": False,
        "name": f"{name}: {text}{', ' if words else ''}{words}",
        "hint": {
            "head": f"{name}: {text}",
            "facts": facts,
            "notes": most_lines(listed if whole else list(notes)),
        },
    }


def _own(kind: ComponentKind, shown: Sequence[SegmentCoherence]) -> Payload:
    """A component against itself: how far another variant would be supported better."""
    parts = [segment.component(kind) for segment in shown]
    gaps = [(s.name, _gap(part)) for s, part in zip(shown, parts, strict=True)]
    gap = mean_of_known(each for _, each in gaps)
    name, whole = sentence(kind.words), len(shown) > 1
    if gap is None:
        text = formats.NOT_KNOWN
    else:
        text = "consistent" if gap < _NOTHING else judged(-gap, whole=whole)
    words = "" if gap is None or gap < _NOTHING else "below its best"
    facts = []
    if not whole and parts[0].balance is not None and parts[0].best is not None:
        facts = [
            ["Support it gets", judged(parts[0].balance)],
            ["Most that any choice gets", judged(parts[0].best[1])],
        ]
    listed = [f"{s}: {_gap_words(each)}" for s, each in gaps if each is not None]
    return {
        "text": text,
        "words": words,
        "step": _gap_step(gap),
        "own": True,
        "about": kind.value,
        "debt": False,
        "name": f"{name} in itself: {text}{' ' if words else ''}{words}",
        "hint": {
            "head": f"{name} in itself: {text}{' ' if words else ''}{words}",
            "facts": facts,
            "notes": most_lines(listed if whole else list(parts[0].sentences)),
        },
    }


def _gap(part: ComponentCoherence) -> float | None:
    """How far the balance is below the best, 0 where none is better; None while it is open."""
    if part.balance is None or part.best is None:
        return None
    return max(0.0, part.best[1] - part.balance)


def _gap_words(gap: float) -> str:
    return "consistent" if gap < _NOTHING else f"{judged(-gap)} below its best"


def _toward(target: ComponentKind, pair: PairCoherence) -> float | None:
    """The judgement of the pair in the direction of `target`."""
    if pair.judged is None:
        return None
    return pair.judged[0] if pair.other == target else pair.judged[1]


def _words(value: float) -> str:
    if abs(value) < _NOTHING:
        return "neither"
    return "supports" if value > 0 else "hinders"


def _step(value: float | None) -> int:
    """The step of the ramp, 1 to 4, with the sign of the judgement; 0 for none."""
    if value is None or abs(value) < _NOTHING:
        return 0
    step = min(4, 1 + int(abs(value) + 1e-9))
    return step if value > 0 else -step


def _gap_step(gap: float | None) -> int:
    """A gap of 6 is two clear judgements of 3, and severe."""
    if gap is None or gap < _NOTHING:
        return 0
    return -2 if gap < 3 else -3 if gap < 6 else -4
