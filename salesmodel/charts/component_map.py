"""The component map: the four components and how far each pair supports the other.

Offers `component_map`, the payload that frontend/src/coherence draws as a ring and as a heat map.
Scores, supports and judgements are read from `salesmodel.coherence` (rules 5.3, 5.5 and 5.6 of
docs/method.md). It is about one segment or about the whole, where every number is the mean over the
segments; a pair of the whole names the segment in which it is weakest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.component_cells import heat_map
from salesmodel.charts.component_hints import component_hint, most_lines, pair_hint, score_hint
from salesmodel.charts.component_parts import (
    FRAYED,
    NOT_CHOSEN,
    STRONG,
    Pair,
    choice_of,
    in_one_line,
    is_open,
    key_of,
    mean_of_known,
    pair_of,
)
from salesmodel.charts.component_words import (
    UNREVIEWED,
    age_of,
    mover_of,
    subtitle_of,
    title_of,
)
from salesmodel.charts.finding import sentence
from salesmodel.charts.palette import COMPONENT_MARKS
from salesmodel.coherence.findings import CoherenceFinding
from salesmodel.coherence.result import Coherence, ComponentCoherence, SegmentCoherence
from salesmodel.model import PAIRS, ComponentKind

NO_SEGMENT = "No segment yet. Start from a template or a CRM export: its components stand here."

Payload = dict[str, Any]


def component_map(
    coherence: Coherence,
    baseline: Coherence | None,
    now: datetime,
    segment: str | None = None,
) -> Payload:
    """The map of a segment, or of the whole where `segment` is None.

    `now`: the moment against which the age of what is unreviewed is told; a moment without a zone
    is UTC. Raises `StopIteration` for a segment that is not in `coherence`.
    """
    shown = coherence.segments if segment is None else (coherence.segment(segment),)
    pairs = [pair_of(shown, one, other) for one, other in PAIRS] if shown else []
    findings = tuple(f for f in coherence.findings if _is_in(f, shown))
    before, mover = _same(shown, baseline), mover_of(coherence, shown)
    cards = [_card(kind, shown, before) for kind in ComponentKind] if shown else []
    ribbons = [_ribbon(pair, now, findings) for pair in pairs]
    return {
        "of": segment or "",
        "title": title_of(shown, pairs, mover, findings),
        "subtitle": subtitle_of(shown, pairs, mover, now),
        "score": _score(coherence, shown),
        "components": cards,
        "pairs": ribbons,
        "legend": _legend(pairs),
        "heat": heat_map(shown),
        "table": _table(cards, ribbons),
        "empty": "" if shown else NO_SEGMENT,
    }


def _is_in(finding: CoherenceFinding, shown: Sequence[SegmentCoherence]) -> bool:
    """Whether it is open in one of the segments; one without a segment is open in all."""
    return finding.segment is None or finding.segment in {segment.id for segment in shown}


def _same(
    shown: Sequence[SegmentCoherence], baseline: Coherence | None
) -> tuple[SegmentCoherence, ...]:
    """What is shown as it was at the baseline; of the whole, all segments that it had."""
    if baseline is None:
        return ()
    if len(shown) > 1:
        return baseline.segments
    return tuple(each for each in baseline.segments if each.id in {now.id for now in shown})


def _score(coherence: Coherence, shown: Sequence[SegmentCoherence]) -> Payload:
    score = shown[0].score if len(shown) == 1 else coherence.score
    return {
        "part": min(1.0, max(0.0, score / 100)),
        "text": formats.score(score) if shown else "",
        "hint": score_hint(formats.score(score), shown),
    }


def _card(
    kind: ComponentKind, shown: Sequence[SegmentCoherence], before: Sequence[SegmentCoherence]
) -> Payload:
    cells = [segment.component(kind) for segment in shown]
    score = formats.score(mean_of_known(cell.score for cell in cells))
    unchosen = all(is_open(cell) for cell in cells)
    text, full = _choice(cells, shown)
    return {
        "key": kind.value,
        "mark": COMPONENT_MARKS[kind.value],
        "name": sentence(kind.words),
        "open": unchosen,
        "score": NOT_CHOSEN if unchosen else score,
        "change": None if unchosen else _change(kind, shown, before),
        "text": f"Counts as {score} of 100 until it is" if unchosen else text,
        "full": full,
        "read": not unchosen and all(c.choice.origin == "read" for c in cells if not is_open(c)),
        "hint": component_hint(kind, score, shown, full),
    }


def _choice(
    cells: Sequence[ComponentCoherence], shown: Sequence[SegmentCoherence]
) -> tuple[str, str]:
    """The choice in one line, and in full; segments that differ are counted and listed."""
    names = [choice_of(cell) for cell in cells]
    if len(set(names)) == 1:
        return names[0], names[0]
    listed = most_lines([f"{s.name}: {name}" for s, name in zip(shown, names, strict=True)])
    missing = sum(is_open(cell) for cell in cells)
    open_in = f"Not chosen yet in {missing} of {len(cells)} segments"
    return open_in if missing else in_one_line(names), "\n".join(listed)


def _change(
    kind: ComponentKind, shown: Sequence[SegmentCoherence], before: Sequence[SegmentCoherence]
) -> Payload | None:
    """The change against the baseline, None where there is none to set it against."""
    if not before:
        return None
    text = formats.score_change(
        mean_of_known(segment.component(kind).score for segment in shown),
        mean_of_known(segment.component(kind).score for segment in before),
    )
    return {"text": text, "tone": _tone(text)}


def _ribbon(pair: Pair, now: datetime, findings: Sequence[CoherenceFinding]) -> Payload:
    known = pair.support is not None
    debt = age_of(pair, now)
    score = f"{pair.rounded:.0f}" if known else formats.NOT_KNOWN
    return {
        "key": key_of(pair.one, pair.other),
        "one": pair.one.value,
        "other": pair.other.value,
        "name": pair.names,
        "support": pair.rounded if known else None,
        "text": score,
        "strength": _strength(pair),
        "debt": debt,
        "hint": pair_hint(pair.names, score if known else "", pair.parts, debt, findings),
    }


def _strength(pair: Pair) -> str:
    if pair.support is None:
        return "open"
    if pair.is_frayed:
        return "frayed"
    return "strong" if pair.rounded >= STRONG else "plain"


def _legend(pairs: Sequence[Pair]) -> list[Payload]:
    """What a strong, a plain and a frayed ribbon mean, always; the rest where it is drawn."""
    drawn = {_strength(pair) for pair in pairs}
    rows = [
        ("strong", f"Strong, {STRONG:.0f} and above"),
        ("plain", f"Plain, {FRAYED:.0f} to {STRONG - 1:.0f}"),
        ("frayed", f"Frayed, below {FRAYED:.0f}"),
    ]
    if "open" in drawn:
        rows.append(("open", sentence(formats.NOT_KNOWN)))
    if any(pair.debt for pair in pairs):
        rows.append(("debt", "Alignment debt: unreviewed since a change"))
    return [{"kind": kind, "label": label} for kind, label in rows]


def _table(cards: Sequence[Payload], ribbons: Sequence[Payload]) -> Payload:
    """Every number of the ring in rows: the components, then the pairs."""
    rows = []
    for card in cards:
        change = card["change"]["text"] if card["change"] else ""
        rows.append([card["name"], card["score"], change, card["full"].replace("\n", "; ")])
    for ribbon in ribbons:
        owed = ribbon["debt"]
        note = f"unreviewed: {owed}" if owed not in ("", UNREVIEWED) else owed
        rows.append([ribbon["name"], ribbon["text"], "", note])
    columns = ["Component or pair", "Of 100", "Against the baseline", "Choice, or what is owed"]
    return {"columns": columns, "rows": rows}


def _tone(change: str) -> str:
    return {"+": "better", formats.MINUS: "worse"}.get(change[:1], "none")
