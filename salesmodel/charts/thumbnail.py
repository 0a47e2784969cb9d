"""A journey in miniature, for a template's card or a scenario's row.

Offers `journey_thumbnail`: inline SVG, stages alike, lines as wide as the buyers that pass them
(rule 2.3 of docs/method.md, solved by `evaluate`), losses dropping, loops dashed. It follows the
light or dark theme of the page by itself, as an image too (`st.image`; `st.html` drops SVG).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from salesmodel.charts.journey_parts import Journey, arcs_of, journey_of, loops_on
from salesmodel.charts.palette import TOKENS
from salesmodel.evaluation import evaluate
from salesmodel.model import Move, SalesModel, Stage


def journey_thumbnail(model: SalesModel, segment_id: str, width: int, height: int) -> str:
    """The journey of `segment_id` as an SVG of `width` x `height`. Raises InvalidModel."""
    flows = evaluate(model).segment(segment_id).flows
    small = _Miniature(journey_of(model, segment_id), flows, width, height)
    parts = [*_losses(small), *_flows(small), *_loops(small), _floor(small), *_cards(small)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" aria-hidden="true" '
        f'style="color-scheme:light dark">{"".join(parts)}</svg>'
    )


@dataclass(frozen=True)
class _Miniature:
    journey: Journey
    flows: Mapping[str, float]
    width: float
    height: float

    @property
    def columns(self) -> int:
        """The stages, and the win at the end."""
        return len(self.journey.stages) + 1

    @property
    def card(self) -> float:
        return min(0.13 * self.width, 0.6 * self.width / self.columns)

    @property
    def card_height(self) -> float:
        return min(28.0, 0.36 * self.height)

    @property
    def axis(self) -> float:
        return 0.46 * self.height

    @property
    def gap(self) -> float:
        return (self.width - 2 - self.columns * self.card) / max(1, self.columns - 1)

    def x(self, column: int) -> float:
        return 1 + column * (self.card + self.gap)  # half of a border stands outside its card

    def middle(self, column: int) -> float:
        return self.x(column) + self.card / 2

    def line(self, moves: list[Move]) -> float:
        """How wide the line of these moves is."""
        return 0.0031 * self.height * 100 * sum(self.flows.get(move.id, 0.0) for move in moves)


def _losses(small: _Miniature) -> Iterator[str]:
    for column, stage in enumerate(small.journey.stages):
        lost = [
            move
            for move in small.journey.moves[stage.id]
            if move.target in small.journey.outcomes and not small.journey.is_win(move)
        ]
        if lost:
            w = max(1.0, small.line(lost))
            x, h = small.middle(column) - w / 2, small.height - small.axis - 2
            yield _rect(x, small.axis, w, h, "flow-no-decision")


def _flows(small: _Miniature) -> Iterator[str]:
    for column, stage in enumerate(small.journey.stages):
        onward = [move for move in small.journey.moves[stage.id] if _goes_on(small, column, move)]
        if onward:
            w = max(1.0, small.line(onward))
            x = small.x(column) + small.card
            yield _rect(x, small.axis - w / 2, small.gap, w, "flow")


def _goes_on(small: _Miniature, column: int, move: Move) -> bool:
    if column + 1 == len(small.journey.stages):
        return small.journey.is_win(move)
    return move.target == small.journey.stages[column + 1].id


def _loops(small: _Miniature) -> Iterator[str]:
    place = {stage.id: i for i, stage in enumerate(small.journey.stages)}
    top = small.axis - small.card_height / 2
    for stage in small.journey.stages:
        if loops_on(small.journey, stage) is not None:
            yield _self_loop(small.middle(place[stage.id]), top, min(8.0, small.card / 3))
    for move in arcs_of(small.journey):
        if move.target in place and place[move.target] < place[move.source]:
            start = small.middle(place[move.source]) - small.card / 8
            yield _loop(start, small.middle(place[move.target]) + small.card / 8, top)


def _loop(start: float, end: float, top: float) -> str:
    return _dashed(
        f"M{start:.1f} {top:.1f}V6Q{start:.1f} 2 {start - 4:.1f} 2H{end + 4:.1f}"
        f"Q{end:.1f} 2 {end:.1f} 6V{top:.1f}"
    )


def _self_loop(x: float, top: float, r: float) -> str:
    peak = top - 2.6 * r
    return _dashed(
        f"M{x + r:.1f} {top:.1f}C{x + 2.2 * r:.1f} {peak:.1f} {x - 2.2 * r:.1f} {peak:.1f} "
        f"{x - r:.1f} {top:.1f}"
    )


def _floor(small: _Miniature) -> str:
    end = small.x(small.columns - 1) - small.gap / 2
    return _rect(0, small.height - 2, max(0.0, end), 2, "line2")


def _cards(small: _Miniature) -> Iterator[str]:
    h = small.card_height
    top = small.axis - h / 2
    for column, stage in enumerate(small.journey.stages):
        for y, part in _parts(small, stage, top):
            yield _card((small.x(column), y), small.card, part, "surface", "ink3")
    yield _card((small.x(small.columns - 1), top), small.card, h, "good-soft", "good")


def _parts(small: _Miniature, stage: Stage, top: float) -> list[tuple[float, float]]:
    """Top and height of a stage's card, or of two cards when it has parallel tracks."""
    h = small.card_height
    if len(small.journey.tracks[stage.id]) < 2:
        return [(top, h)]
    return [(top - 0.16 * h, 0.56 * h), (top + 0.62 * h, 0.56 * h)]


def _rect(x: float, y: float, w: float, h: float, token: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}"'
    return f"<rect {place} {_painted('fill', token)}/>"


def _card(corner: tuple[float, float], w: float, h: float, fill: str, border: str) -> str:
    style = f"fill:{_both(fill)};stroke:{_both(border)}"
    x, y = corner
    place = f'x="{x:.1f}" y="{y:.1f}" width="{w:.1f}" height="{h:.1f}" rx="3"'
    light = TOKENS["light"]
    return f'<rect {place} fill="{light[fill]}" stroke="{light[border]}" style="{style}"/>'


def _dashed(path: str) -> str:
    line = f'fill="none" stroke-width="1.2" stroke-dasharray="3 2" {_painted("stroke", "ink3")}'
    return f'<path d="{path}" {line}/>'


def _painted(what: str, token: str) -> str:
    """The colour for a browser that follows the theme, and the light one for any other."""
    return f'{what}="{TOKENS["light"][token]}" style="{what}:{_both(token)}"'


def _both(token: str) -> str:
    return f"light-dark({TOKENS['light'][token]},{TOKENS['dark'][token]})"
