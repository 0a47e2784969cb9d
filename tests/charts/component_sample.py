"""Results of coherence made by hand, for the tests of the component map and its page."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from math import fsum
from typing import Literal

from salesmodel.coherence.choices import Buying, Choice
from salesmodel.coherence.findings import CoherenceFinding, Layer
from salesmodel.coherence.result import (
    Coherence,
    ComponentCoherence,
    PairCoherence,
    SegmentCoherence,
)
from salesmodel.defaults.variants import WayOfBuying
from salesmodel.model import PAIRS, ComponentKind, Severity

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
NOW = datetime(2026, 11, 25, 12, 0)
NAMES = {
    SELECTION: "250+ staff, formal buying",
    PROPOSITION: "Live in 30 days, audit-ready",
    TASKS: "SDRs prospect, pods close",
    DELIVERY: "Guided onboarding in 45 days",
}
Judged = tuple[float, float] | None


def a_choice(
    kind: ComponentKind,
    name: str | None = "",
    origin: Literal["chosen", "read", "open"] = "chosen",
) -> Choice:
    """A choice of that name; None leaves it open."""
    if name is None:
        return Choice(kind, None, "open", "open", "")
    return Choice(kind, f"variant-{kind.value}", name or NAMES[kind], origin, "As the group says.")


def a_part(
    kind: ComponentKind,
    score: float = 80.0,
    *,
    choice: Choice | None = None,
    balance: float | None = 4.0,
    best: float = 4.0,
    buying: float | None = 1.0,
    sentences: tuple[str, ...] = ("The group chose it.",),
) -> ComponentCoherence:
    """A component whose loss is all structural."""
    choice = choice or a_choice(kind)
    is_open = choice.variant is None
    lost = {Layer.STRUCTURE: 100.0 - score, Layer.CROSS_IMPACT: 0.0, Layer.DEBT: 0.0}
    return ComponentCoherence(
        kind=kind,
        choice=choice,
        score=score,
        lost=lost,
        balance=None if is_open else balance,
        best=None if is_open or balance is None else ("another", best),
        buying_judged=None if is_open else buying,
        sentences=sentences,
    )


def a_pair(
    one: ComponentKind,
    other: ComponentKind,
    support: float | None = 80.0,
    judged: Judged = (2.0, 1.0),
    *,
    debt: datetime | Literal["no"] | None = "no",
    by: str = "",
) -> PairCoherence:
    """A pair; `debt`: since when it is unreviewed, None where that is not known."""
    return PairCoherence(
        one=one,
        other=other,
        support=support,
        judged=None if support is None else judged,
        unreviewed=debt != "no",
        changed_by=by,
        changed_on=None if debt == "no" else debt,
        sentences=(f"+2: {one.words} goes with {other.words}.",),
    )


def a_segment(
    name: str = "Enterprise consensus",
    *,
    parts: tuple[ComponentCoherence, ...] = (),
    pairs: tuple[PairCoherence, ...] = (),
) -> SegmentCoherence:
    """A segment; what is not given is healthy."""
    given = {part.kind: part for part in parts}
    told = {(pair.one, pair.other): pair for pair in pairs}
    components = tuple(given.get(kind) or a_part(kind) for kind in ComponentKind)
    layers = {layer: fsum(each.lost[layer] for each in components) / 4 for layer in Layer}
    return SegmentCoherence(
        id=name.lower().replace(" ", "-"),
        name=name,
        buying=Buying(WayOfBuying("committee", "A committee by consensus", ""), "Nine take part."),
        score=fsum(each.score for each in components) / 4,
        lost=layers,
        points={},
        components=components,
        pairs=tuple(told.get(pair) or a_pair(*pair) for pair in PAIRS),
    )


def a_coherence(
    *segments: SegmentCoherence, findings: tuple[CoherenceFinding, ...] = ()
) -> Coherence:
    """The whole of these segments."""
    many = max(1, len(segments))
    return Coherence(
        score=fsum(each.score for each in segments) / many,
        lost={},
        points={},
        components={
            kind.value: fsum(each.component(kind).score for each in segments) / many
            for kind in ComponentKind
        },
        segments=segments,
        findings=findings,
        accepted=(),
        idle=(),
    )


def a_debt(segment: SegmentCoherence, kind: ComponentKind, pairs: int = 2) -> CoherenceFinding:
    """The finding that a component changed and that nobody looked since."""
    return CoherenceFinding(
        check="unreviewed-since-a-change",
        severity=Severity.NOTE,
        path="",
        sentence=f"{kind.words.capitalize()} changed.",
        mend="Look at it.",
        segment=segment.id,
        component=kind.value,
        layer=Layer.DEBT,
        excess=pairs / 3,
    )


def the_picture() -> tuple[Coherence, Coherence]:
    """The map of the design picture, and its baseline."""
    on, by = datetime(2026, 11, 13, 9, 0), "Maya Rao"
    parts = {SELECTION: 82.0, PROPOSITION: 74.0, TASKS: 76.0, DELIVERY: 52.0}
    before = {SELECTION: 80.0, PROPOSITION: 74.0, TASKS: 55.0, DELIVERY: 55.0}
    read = {TASKS: a_choice(TASKS, origin="read"), DELIVERY: a_choice(DELIVERY, origin="read")}
    sentences = (
        "“Live in 30 days” is promised; onboarding takes 45.",
        "Impact balance −2; Dedicated team has +2.",
    )
    segment = a_segment(
        parts=tuple(
            a_part(
                kind,
                score,
                choice=read.get(kind),
                balance=-2.0 if kind == DELIVERY else 4.0,
                best=2.0 if kind == DELIVERY else 4.0,
                buying={SELECTION: 3.0, PROPOSITION: 1.0, TASKS: 2.0, DELIVERY: -2.0}[kind],
                sentences=sentences,
            )
            for kind, score in parts.items()
        ),
        pairs=(
            a_pair(SELECTION, PROPOSITION, 88, (3, 1)),
            a_pair(SELECTION, TASKS, 81, (2, 1)),
            a_pair(SELECTION, DELIVERY, 62, (0, 0)),
            a_pair(PROPOSITION, TASKS, 79, (1, 1), debt=on, by=by),
            a_pair(PROPOSITION, DELIVERY, 55, (-1, 0)),
            a_pair(TASKS, DELIVERY, 41, (-1, -2), debt=on, by=by),
        ),
    )
    was = replace(segment, components=tuple(a_part(kind, score) for kind, score in before.items()))
    return a_coherence(segment, findings=(a_debt(segment, TASKS),)), a_coherence(was)
