"""Where things stand in the drawing of a journey: stages on one axis, lanes below, wins right.

Offers `plan_journey`. All lengths are pixels of a drawing that is 715 x 300 unless the journey
needs more room; line widths are linear in buyers per 100 entering (0.2 px each, at least 1.5).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesmodel.charts.journey_arcs import Arc, Laid, Span, lay_arcs
from salesmodel.charts.text_fit import width_of
from salesmodel.model import Move, Outcome, OutcomeKind, SalesModel, Stage, Track

WIDTH, HEIGHT = 715.0, 300.0
PAD, RIGHT, GROUP_PAD, GROUP_HEAD = 14.0, 112.0, 16.0, 16.0
CARD_W, CARD_MIN_W, CARD_H, GAP_MIN = 104.0, 64.0, 64.0, 32.0
WON_H, AFTER_H, AFTER_MIN_H = 54.0, 52.0, 40.0
LANE_H, LANE_STEP = 22.0, 27.0
ARC_TOP, ARC_STEP, ARC_LABEL, SELF_ROOM = 13.0, 15.0, 64.0, 44.0
LANES = (OutcomeKind.NO_DECISION, OutcomeKind.LOST_TO_RIVAL)


@dataclass(frozen=True, slots=True)
class Area:
    """The room that the page has; the drawing grows beyond it when the journey needs more."""

    width: float = WIDTH
    height: float = HEIGHT

    @property
    def low(self) -> bool:
        """Whether parallel jobs and falls must make do with less height."""
        return self.height < 290

    @property
    def axis(self) -> float:
        return 0.4 * self.height

    @property
    def track(self) -> float:
        return 58.0 if self.low else CARD_H

    @property
    def fall(self) -> float:
        """What a drop needs at least to be seen, with its label."""
        return 26.0 if self.low else 40.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> float:
        return self.y + self.h / 2


@dataclass(frozen=True)
class Journey:
    """One segment's part of a model: its stages in order, tracks by stage, moves by source."""

    stages: tuple[Stage, ...]
    after: tuple[Stage, ...]
    tracks: Mapping[str, tuple[Track, ...]]
    moves: Mapping[str, tuple[Move, ...]]
    outcomes: Mapping[str, Outcome]

    def is_win(self, move: Move) -> bool:
        """Whether the move ends in a win."""
        return move.target in self.outcomes and (self.outcomes[move.target].kind is OutcomeKind.WON)

    def lanes(self) -> tuple[OutcomeKind, ...]:
        """The kinds of loss that this journey knows, in the order of their lanes."""
        kinds = {outcome.kind for outcome in self.outcomes.values()}
        return tuple(kind for kind in LANES if kind in kinds)


@dataclass(frozen=True)
class Plan:
    """The place of every stage, track, arc and lane; `won` None where nobody can be won."""

    width: float
    height: float
    axis: float
    boxes: Mapping[str, Box]
    tracks: Mapping[str, tuple[Box, ...]]
    after: Mapping[str, Box]
    won: Box | None
    lanes: Mapping[OutcomeKind, Box]
    arcs: Mapping[str, Laid]

    def arc_y(self, level: int) -> float:
        """The height at which arcs of `level` run."""
        highest = max((laid.level for laid in self.arcs.values()), default=0)
        return ARC_TOP + ARC_STEP * (highest - level)


def journey_of(model: SalesModel, segment: str) -> Journey:
    """The segment's journey; stages stand in the order of their place on the canvas."""
    stages = [stage for stage in model.stages if stage.segment == segment]
    stages.sort(key=lambda stage: (stage.x, stage.y))
    ids = {stage.id for stage in stages}
    return Journey(
        stages=tuple(stage for stage in stages if not stage.after_win),
        after=tuple(stage for stage in stages if stage.after_win),
        tracks={name: tuple(t for t in model.tracks if t.stage == name) for name in ids},
        moves={name: tuple(m for m in model.moves if m.source == name) for name in ids},
        outcomes={o.id: o for o in model.outcomes if o.segment == segment},
    )


def arcs_of(journey: Journey) -> tuple[Move, ...]:
    """The moves that run over the top: back, to a later stage than the next, early wins."""
    place = {stage.id: i for i, stage in enumerate(journey.stages)}
    last = len(journey.stages) - 1
    return tuple(
        move
        for stage in journey.stages
        for move in journey.moves[stage.id]
        if (journey.is_win(move) and place[stage.id] != last)
        or (move.target in place and _is_arc(journey, place, move))
    )


def loops_on(journey: Journey, stage: Stage) -> Move | None:
    """The move from a stage to itself, unless it has tracks and the loop runs over the top."""
    if journey.tracks[stage.id]:
        return None
    return next((m for m in journey.moves[stage.id] if m.target == stage.id), None)


def plan_journey(journey: Journey, labels: Mapping[str, str], area: Area) -> Plan:
    """Place everything; `labels` are the texts on the arcs, by move id."""
    columns, width = _columns(journey, area)
    won_x = width - PAD - RIGHT
    arcs = _arcs(journey, columns, Span(won_x, RIGHT), labels)
    levels = max((laid.level for laid in arcs.values()), default=-1) + 1
    ceiling = ARC_TOP + ARC_STEP * (levels - 1) + 18 if levels else 10.0
    axis = max(
        area.axis, ceiling + max((_above(journey, s, area) for s in journey.stages), default=0)
    )
    boxes = {s.id: _box(journey, s, columns[s.id], axis, area) for s in journey.stages}
    early = any(journey.is_win(move) for move in arcs_of(journey))
    won = Box(won_x, max(20.0, ceiling - (0 if early else 11)), RIGHT, WON_H)
    below = max((box.bottom for box in boxes.values()), default=0)
    height = _height(journey, below, won.bottom, area)
    left = min((box.x for box in boxes.values()), default=PAD)
    right = max((box.right for box in boxes.values()), default=won_x)
    return Plan(
        width, height, axis, boxes,
        {s.id: _track_boxes(journey, boxes[s.id], s, area) for s in journey.stages},
        _after_boxes(journey, won, height), won if _can_win(journey) else None,
        _lane_boxes(journey.lanes(), Box(left, 0, right - left, LANE_H), height), arcs,
    )  # fmt: skip


def line_width(buyers: float) -> float:
    """The width of a line that `buyers` of 100 entering pass."""
    return max(1.5, 0.2 * buyers)


def _is_arc(journey: Journey, place: Mapping[str, int], move: Move) -> bool:
    step = place[move.target] - place[move.source]
    return step != 1 and (step != 0 or bool(journey.tracks[move.source]))


def _can_win(journey: Journey) -> bool:
    return any(outcome.kind is OutcomeKind.WON for outcome in journey.outcomes.values())


def _columns(journey: Journey, area: Area) -> tuple[dict[str, Span], float]:
    """Where each column stands, and how wide the drawing becomes."""
    count = max(1, len(journey.stages))
    extra = 2 * GROUP_PAD * sum(bool(journey.tracks[s.id]) for s in journey.stages)
    room = area.width - 2 * PAD - RIGHT - extra
    card = min(CARD_W, max(CARD_MIN_W, room / count - GAP_MIN))
    gap = max(GAP_MIN, room / count - card)
    columns: dict[str, Span] = {}
    x = PAD
    for stage in journey.stages:
        width = card + (2 * GROUP_PAD if journey.tracks[stage.id] else 0)
        columns[stage.id] = Span(x, width)
        x += width + gap
    return columns, max(area.width, x + RIGHT + PAD)


def _arcs(
    journey: Journey, columns: Mapping[str, Span], won: Span, labels: Mapping[str, str]
) -> dict[str, Laid]:
    moves = arcs_of(journey)
    arcs = [Arc(m.id, m.source, "won" if journey.is_win(m) else m.target) for m in moves]
    taken = frozenset(s.id for s in journey.stages if loops_on(journey, s) is not None)
    widths = {m.id: min(ARC_LABEL, width_of(labels.get(m.id, ""), 11)) + 24 for m in moves}
    return lay_arcs(arcs, {**columns, "won": won}, widths, taken)


def _track_height(count: int, area: Area) -> float:
    return area.track if count <= 2 else 46.0 if count == 3 else 36.0


def _cards_height(count: int, area: Area) -> float:
    return count * _track_height(count, area) + (count - 1) * 10


def _above(journey: Journey, stage: Stage, area: Area) -> float:
    """How far the stage, with what stands on it, reaches above the axis."""
    if journey.tracks[stage.id]:
        return GROUP_HEAD + _cards_height(len(journey.tracks[stage.id]), area) / 2
    return CARD_H / 2 + (SELF_ROOM if loops_on(journey, stage) else 0)


def _box(journey: Journey, stage: Stage, span: Span, axis: float, area: Area) -> Box:
    count = len(journey.tracks[stage.id])
    if not count:
        return Box(span.x, axis - CARD_H / 2, span.width, CARD_H)
    cards = _cards_height(count, area)
    return Box(span.x, axis - cards / 2 - GROUP_HEAD, span.width, GROUP_HEAD + cards + 10)


def _track_boxes(journey: Journey, group: Box, stage: Stage, area: Area) -> tuple[Box, ...]:
    count = len(journey.tracks[stage.id])
    h = _track_height(count, area)
    return tuple(
        Box(group.x + GROUP_PAD, group.y + GROUP_HEAD + i * (h + 10), group.w - 2 * GROUP_PAD, h)
        for i in range(count)
    )


def _after_gap(count: int) -> float:
    return 30.0 if count <= 2 else 20.0


def _height(journey: Journey, below: float, won_bottom: float, area: Area) -> float:
    lanes, after = len(journey.lanes()), len(journey.after)
    right = won_bottom + 26 + after * AFTER_MIN_H + max(0, after - 1) * _after_gap(after) + 8
    return max(area.height, below + area.fall + lanes * LANE_STEP + 3, right if after else 0)


def _after_boxes(journey: Journey, won: Box, height: float) -> dict[str, Box]:
    count = len(journey.after)
    if not count:
        return {}
    top, gap = won.bottom + 26, _after_gap(count)
    h = min(AFTER_H, (height - 8 - top - (count - 1) * gap) / count)
    return {s.id: Box(won.x, top + i * (h + gap), RIGHT, h) for i, s in enumerate(journey.after)}


def _lane_boxes(kinds: Sequence[OutcomeKind], lane: Box, height: float) -> dict[OutcomeKind, Box]:
    first = height - 8 - LANE_H - LANE_STEP * (len(kinds) - 1)
    return {
        kind: Box(lane.x, first + i * LANE_STEP, lane.w, LANE_H) for i, kind in enumerate(kinds)
    }
