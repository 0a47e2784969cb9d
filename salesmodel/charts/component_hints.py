"""What stands behind a component, a pair and the score of the component map: words for a bubble.

Offers `component_hint`, `pair_hint` and `score_hint`: a head, facts (a name and a number each) and
sentences; and the formats of points and judgements that the map shares.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.adding_up import SHOWN, as_shown
from salesmodel.charts.component_words import by_whom
from salesmodel.charts.finding import named, sentence
from salesmodel.coherence.assessing import NEUTRAL_SUPPORT
from salesmodel.coherence.findings import DEDUCTIONS, CoherenceFinding, Layer
from salesmodel.coherence.result import PairCoherence, SegmentCoherence
from salesmodel.model import ComponentKind

MOST_LINES = 6
"""So many segments or sentences are named; the others are counted."""
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")

Payload = dict[str, Any]


def component_hint(
    kind: ComponentKind, score: str, shown: Sequence[SegmentCoherence], full: str
) -> Payload:
    """A component: what it starts with and loses, its choice, and why."""
    cells = [segment.component(kind) for segment in shown]
    head = f"{sentence(kind.words)}: {score} of 100"
    facts = _lost([cell.lost for cell in cells])
    if len(shown) == 1:
        (cell,) = cells
        read = " (read from the model)" if cell.choice.origin == "read" else ""
        return _hint(head, [*facts, ["Choice", f"{full}{read}"]], cell.sentences)
    each = sorted(((cell.score, s.name) for s, cell in zip(shown, cells, strict=True)))
    worst = min(zip(shown, cells, strict=True), key=lambda pair: pair[1].score)
    notes = [f"Lowest in {worst[0].name}:", *worst[1].sentences] if _is_lower(each) else []
    rows = _counted([[name, formats.score(value)] for value, name in each])
    return _hint(f"{head}, mean of {len(shown)} segments", [*facts, *rows], notes)


def pair_hint(
    names: str,
    score: str,
    parts: Sequence[tuple[str, PairCoherence]],
    debt: str,
    findings: Sequence[CoherenceFinding] = (),
) -> Payload:
    """A pair: how each judges the other, what speaks against it, and whether it is owed a look;
    `findings`: what is open where it is shown."""
    head = f"{names}: {score} of 100" if score else f"{names}: {formats.NOT_KNOWN}"
    if len(parts) == 1:
        ((_, pair),) = parts
        notes = [*pair.sentences, *_owed(pair, debt)]
        made_up = [*_made_up(pair, findings)]
        room = MOST_LINES - len(made_up)
        return _hint(head, _directions(pair), [*most_lines(notes, room), *made_up])
    known = sorted(((p.support, name) for name, p in parts if p.support is not None))
    rows = _counted([[name, formats.score(value)] for value, name in known])
    notes = []
    if _is_lower(known):
        pair = next(p for name, p in parts if (p.support, name) == known[0])
        notes = [f"Weakest in {known[0][1]}: {formats.score(known[0][0])} of 100.", *pair.sentences]
    unreviewed = sum(pair.unreviewed for _, pair in parts)
    if unreviewed:
        notes.append(f"Unreviewed since a change in {unreviewed} of {len(parts)} segments.")
    mean = f", mean of {len(known)} segments" if known else ""
    return _hint(f"{head}{mean}", rows, notes)


def score_hint(score: str, shown: Sequence[SegmentCoherence]) -> Payload:
    """The score in the middle: what each layer takes from 100."""
    facts = _lost([segment.lost for segment in shown])
    if len(shown) > 1:
        by_score = sorted((segment.score, segment.name) for segment in shown)
        facts += _counted([[name, formats.score(value)] for value, name in by_score])
    of = f"mean of {len(shown)} segments" if len(shown) > 1 else "mean of the four components"
    return _hint(f"Coherence {score} of 100, {of}", facts, ())


def judged(value: float, *, whole: bool = False) -> str:
    """A judgement or a balance with its sign: +2, −1, 0; a mean over segments to one decimal."""
    places = 1 if whole or value != round(value) else 0
    text = f"{abs(value):.{places}f}"
    if float(text) == 0:
        return "0"
    return f"{'+' if value > 0 else formats.MINUS}{text}"


def most_lines(lines: Sequence[str], most: int = MOST_LINES) -> list[str]:
    """The first few; the others are counted."""
    more = len(lines) - most
    return [*lines] if more <= 0 else [*lines[:most], f"and {more} more"]


def _directions(pair: PairCoherence) -> list[list[str]]:
    if pair.judged is None:
        return []
    one, other = sentence(pair.one.words), sentence(pair.other.words)
    forth, back = pair.judged
    return [
        [f"{one} on {pair.other.words}", judged(forth)],
        [f"{other} on {pair.one.words}", judged(back)],
    ]


def _is_lower(values: Sequence[tuple[float, str]]) -> bool:
    """Whether the first, the lowest of the sorted values, is written as less than the next."""
    return len(values) > 1 and formats.half_up(values[0][0]) < formats.half_up(values[1][0])


def _made_up(pair: PairCoherence, findings: Sequence[CoherenceFinding]) -> Iterable[str]:
    """The sum that the number is (rule 5.6): 65 to begin with, +18 by judgements, −8 by a finding.

    Judgements take what the start and the findings leave over, so that it also holds as written.
    """
    if pair.support is None or pair.judged is None:
        return
    both = {pair.one.value, pair.other.value}
    weights = [
        DEDUCTIONS[f.severity]
        for f in findings
        if f.layer == Layer.STRUCTURE and set(f.components) == both
    ]
    at_0 = pair.support <= 0
    start, total = NEUTRAL_SUPPORT, formats.half_up(pair.support)
    sum_ = fsum(pair.judged)
    room = 100 - start if sum_ > 0 else start
    by = formats.half_up(room * sum_ / 6) if at_0 else total - start + fsum(weights)
    parts = [f"{start:.0f} to begin with"]
    parts += [f"{judged(by)} by judgements"] if by else []
    if weights:
        of = "a finding" if len(weights) == 1 else f"{_COUNTS[len(weights)]} findings"
        parts.append(f"{named([judged(-each) for each in weights])} by {of}")
    left = ", which leaves 0" if at_0 else f" = {total:.0f}"
    yield f"How it adds up: {', '.join(parts)}{left}."


def _owed(pair: PairCoherence, debt: str) -> Iterable[str]:
    if not pair.unreviewed:
        return
    since = {"today": " today", "unreviewed": ""}.get(debt, f" {debt} ago")
    who = f", {by_whom(pair.changed_by)}" if pair.changed_by else ""
    yield f"One of the two changed{since}{who}; nobody looked at them together since."


def _lost(parts: Sequence[dict[Layer, float]]) -> list[list[str]]:
    """From 100 down: the mean points that each layer takes, and with decimals what they leave."""
    many = max(1, len(parts))
    lost = {layer: fsum(each.get(layer, 0.0) for each in parts) / many for layer in Layer}
    shown = as_shown(100.0 - fsum(lost.values()), lost)
    rows = [
        [sentence(layer.words), f"{formats.MINUS}{shown.lost[layer]:.{shown.places}f}"]
        for layer, points in lost.items()
        if points >= SHOWN
    ]
    leaves = [["Leaves", f"{shown.score:.{shown.places}f}"]] if shown.places else []
    return [["Starts at", "100"], *rows, *leaves]


def _counted(rows: Sequence[list[str]]) -> list[list[str]]:
    more = len(rows) - MOST_LINES
    return [*rows] if more <= 0 else [*rows[:MOST_LINES], [f"and {more} more", ""]]


def _hint(head: str, facts: Sequence[list[str]], notes: Iterable[str]) -> Payload:
    return {"head": head, "facts": list(facts), "notes": most_lines(list(notes))}
