"""Names beside the marks of a scatter, where they cover neither each other nor another mark.

Offers `labels_beside`. A chart is laid out before a browser sees it, so it is done for the smallest
drawing that a page gives (`WIDE` x `HIGH` px); in a larger one there is only more room.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from salesmodel.charts.text_fit import width_of

SIZE = 11
WIDE, HIGH = 490, 270
_MARK, _QUIET = 11, 5  # px around a mark that no other's name enters
_LINE = 15  # px
_SIDES = ("middle right", "middle left", "top center", "bottom center")

Point = tuple[float, float]
Span = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in px."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name, the mark it stands at, and on which side of it, in Plotly's words."""

    text: str
    x: float
    y: float
    side: str


def labels_beside(
    points: Sequence[Point], words: Sequence[str], quiet: Sequence[Point], span: Span
) -> list[Label]:
    """A label for each point in turn, on the first side with room; none where there is no room.

    `quiet`: marks without a name, which are not covered either; `span`: of both axes.
    """
    at = [_pixels(point, span) for point in points]
    marks = [_around(point, _MARK) for point in at]
    taken = [_around(_pixels(point, span), _QUIET) for point in quiet]
    labels: list[Label] = []
    for place, text in enumerate(words):
        others = [mark for other, mark in enumerate(marks) if other != place]
        for side, box in _boxes(at[place], width_of(text, SIZE)):
            if _is_inside(box) and not any(_meet(box, each) for each in (*taken, *others)):
                taken.append(box)
                labels.append(Label(text, *points[place], side))
                break
    return labels


def _pixels(point: Point, span: Span) -> Point:
    low, high = span
    return (point[0] - low) / (high - low) * WIDE, (high - point[1]) / (high - low) * HIGH


def _around(point: Point, far: float) -> Box:
    x, y = point
    return x - far, y - far, x + far, y + far


def _boxes(mark: Point, wide: float) -> Iterator[tuple[str, Box]]:
    """Where a name of that width stands on each side of its mark."""
    x, y = mark
    half = _LINE / 2
    lefts = (x + _MARK, x - _MARK - wide, x - wide / 2, x - wide / 2)
    tops = (y - half, y - half, y - _MARK - _LINE, y + _MARK)
    for side, left, top in zip(_SIDES, lefts, tops, strict=True):
        yield side, (left, top, left + wide, top + _LINE)


def _is_inside(box: Box) -> bool:
    return box[0] >= 0 and box[1] >= 0 and box[2] <= WIDE and box[3] <= HIGH


def _meet(one: Box, other: Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
