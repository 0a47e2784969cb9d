"""Charts of rows: a label left, a bar or a dot with its baseline tick, the value right.

Offers `Row`, `bars`, `dots`, `side_by_side` and the axis they share. All live charts are of this
kind: baseline a grey tick, now the bar or dot, the line between them the change. Labels, values,
limits and rails are given apart from the figure (`Drawing`): the browser sets them as elements of
the page, since half of a repaint was Plotly's for them, and `standalone` puts them into a figure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate
from textwrap import wrap
from typing import Any

from salesmodel.charts.about import ABOUT_NOTHING, About, together
from salesmodel.charts.drawing import Drawing, Limit, Rail, Words
from salesmodel.charts.text_fit import width_of

MAX_LABEL = 20
SIZE = 11  # px, of labels and values at 1280 x 720; the browser scales margins with it
_PLOT_HEIGHT = 96  # of a card at 1280 x 720; only sizes hang on it
_VALUE_WIDTH = 46
_CHANGE = 3  # px, the thickness of the line from baseline to now
_TICK = 15  # px, the height of a baseline tick over dots
_LINE = 40  # letters of a line of what is said of a mark under the hand
_SAME = 1e-9  # of the axis: less is no change to draw


@dataclass(frozen=True)
class Part:
    """A piece of a stacked bar."""

    value: float
    colour: str
    hover: str
    about: About = ABOUT_NOTHING


@dataclass(frozen=True)
class Row:
    """One line of a chart; `now` and `base` on its axis, `base` None when there is no baseline.

    A row with parts is about what its parts are about.
    """

    label: str
    now: float
    base: float | None
    text: str
    colour: str
    hover: str = ""
    strong: bool = False
    text_colour: str = "@ink"
    mark: str = "circle"
    parts: tuple[Part, ...] = ()
    about: About = ABOUT_NOTHING


@dataclass(frozen=True)
class Panel:
    """One of two panels side by side: its rows, their unit and the end of the axis."""

    head: str
    rows: Sequence[Row]
    top: float


def bars(
    rows: Sequence[Row], *, key: str, top: float | None = None, line: Limit | None = None
) -> Drawing:
    """Bars from zero, in parts where a row has parts, with baseline ticks."""
    pieces = [(index, start, part) for index, row in enumerate(rows) for start, part in _cut(row)]
    stacked = any(row.parts for row in rows)
    marker = {"line": {"width": 1, "color": "@surface"}} if stacked else {"cornerradius": 2}
    bar = {
        "type": "bar",
        "orientation": "h",
        "x": [part.value for _, _, part in pieces],
        "base": [start for _, start, _ in pieces],
        "y": [index for index, _, _ in pieces],
        "width": _bar_width(rows),
        "marker": {"color": [part.colour for _, _, part in pieces], **marker},
        "customdata": list(range(len(pieces))),
        **_hover([part.hover for _, _, part in pieces]),
    }
    ticks = _baseline(rows, _bar_width(rows) + 5 * len(rows) / _PLOT_HEIGHT)
    return Drawing(
        spec={"data": [bar, ticks], "layout": _layout(rows, key, top, limited=line is not None)},
        words=_words(rows),
        limits=(line,) if line else (),
        about=tuple(part.about for _, _, part in pieces),
    )


def dots(
    rows: Sequence[Row], *, key: str, top: float | None = None, lines: Sequence[Limit] = ()
) -> Drawing:
    """Dots on a rail, each joined to its baseline tick where it moved from it."""
    layout = _layout(rows, key, top, limited=bool(lines))
    return Drawing(
        spec={"data": _dot_traces(rows, layout["xaxis"]["range"][1]), "layout": layout},
        words=_words(rows),
        rails=tuple(Rail(index, 0, 1) for index in range(len(rows))),
        limits=tuple(lines),
        about=tuple(_about(row) for row in rows),
    )


def side_by_side(left: Panel, right: Panel, *, key: str) -> Drawing:
    """Two panels of dots over the same rows, each with a head and an axis of its own."""
    split, start = 0.36, 0.64  # paper; the values of the left panel stand between
    layout = _layout(left.rows, key, left.top, limited=False)
    layout["margin"].update({"t": 16, "r": 34})
    layout["xaxis"]["domain"] = [0, split]
    layout["xaxis2"] = {"range": [0, right.top], "domain": [start, 1], "anchor": "y"}
    beside = [{**trace, "xaxis": "x2"} for trace in _dot_traces(right.rows, right.top)]
    count = len(left.rows)
    labels = [words for words in _words(left.rows) if words.x is None]
    return Drawing(
        spec={"data": [*_dot_traces(left.rows, left.top), *beside], "layout": layout},
        words=(
            *labels,
            *(_value(row, index, count, split, 34) for index, row in enumerate(left.rows)),
            *(_value(row, index, count, 1, 34) for index, row in enumerate(right.rows)),
            Words(left.head, row=-1, y=None, x=0),
            Words(right.head, row=-1, y=None, x=start),
        ),
        rails=tuple(
            Rail(index, *ends) for index in range(count) for ends in ((0, split), (start, 1))
        ),
        about=tuple(_about(row) for row in left.rows),
    )


def axis_end(rows: Sequence[Row]) -> float:
    """A round end of the axis: it seldom moves, so that it holds still while a hand drags."""
    largest = max((max(row.now, row.base or 0) for row in rows), default=0)
    if largest <= 0:
        return 1
    size = 10 ** math.floor(math.log10(largest))
    steps = (1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10, 12)
    return float(next(step * size for step in steps if step * size >= largest * 1.02))


def short(label: str, limit: int = MAX_LABEL) -> str:
    """A label on one line, with an ellipsis where it is too long."""
    return label if len(label) <= limit else label[: limit - 1].rstrip() + "…"


def _about(row: Row) -> About:
    return together(part.about for part in row.parts) if row.parts else row.about


def _cut(row: Row) -> list[tuple[float, Part]]:
    """The pieces of a row's bar, each with where it starts."""
    parts = row.parts or (Part(row.now, row.colour, row.hover, row.about),)
    ends = accumulate((part.value for part in parts), initial=0.0)
    return list(zip(ends, parts, strict=False))


def _bar_width(rows: Sequence[Row]) -> float:
    """The part of a row that its bar fills: 14 px where there is room."""
    return round(min(0.58, 14 * len(rows) / _PLOT_HEIGHT), 3)


def _dot_traces(rows: Sequence[Row], top: float) -> list[dict[str, Any]]:
    """The changes, the baseline ticks and the dots."""
    traces = [_changes(rows, top), _baseline(rows, min(0.92, _TICK * len(rows) / _PLOT_HEIGHT))]
    dot = {
        "symbol": [row.mark for row in rows],
        "color": [row.colour for row in rows],
        "size": 8,
        "line": {"width": 1.5, "color": [row.colour for row in rows]},
    }
    about = {"customdata": list(range(len(rows)))}
    now = {**_marks([row.now for row in rows], dot), **about, **_hover([row.hover for row in rows])}
    return [*traces, now]


def _changes(rows: Sequence[Row], top: float) -> dict[str, Any]:
    """The lines from baseline to now, as thin bars of one trace, only where something moved.

    The browser sets their thickness to so many pixels (`meta.line`).
    """
    moved = [
        (index, row, row.base)
        for index, row in enumerate(rows)
        if row.base is not None and abs(row.now - row.base) > _SAME * top
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.now - base for _, row, base in moved],
        "base": [base for _, _, base in moved],
        "y": [index for index, _, _ in moved],
        "width": round(_CHANGE * len(rows) / _PLOT_HEIGHT, 3),
        "meta": {"line": _CHANGE},
        "marker": {"color": [row.colour for _, row, _ in moved]},
        "customdata": [index for index, _, _ in moved],
        "hoverinfo": "skip",
    }


def _baseline(rows: Sequence[Row], height: float) -> dict[str, Any]:
    """Grey ticks, `height` of a row high: the browser turns that into pixels (`meta.tick`)."""
    tick = {
        "symbol": "line-ns",
        # Plotly's line marker is 1.4 times as high as its size says.
        "size": round(height * _PLOT_HEIGHT / max(1, len(rows)) / 1.4, 1),
        "line": {"width": 2, "color": "@base"},
    }
    marks = _marks([row.base for row in rows], tick)
    return {**marks, "meta": {"tick": round(height, 3)}, "hoverinfo": "skip"}


def _marks(values: Sequence[float | None], marker: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": list(range(len(values))),
        "marker": marker,
        "cliponaxis": False,
    }


def _hover(texts: Sequence[str]) -> dict[str, Any]:
    return {
        "hovertext": [_in_lines(text) for text in texts],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _in_lines(text: str) -> str:
    """As markup, in lines that a card has room for: Plotly breaks none."""
    if len(text) <= _LINE:
        return escape(text)
    return "<br>".join(escape(line) for line in wrap(text, _LINE))


def _layout(rows: Sequence[Row], key: str, top: float | None, *, limited: bool) -> dict[str, Any]:
    widest = max((width_of(short(row.label), SIZE) for row in rows), default=0)
    return {
        "uirevision": key,
        "margin": {
            "l": 10 + round(widest), "r": _VALUE_WIDTH, "t": 0, "b": 14 if limited else 2,
        },
        "xaxis": {"range": [0, top or axis_end(rows)]},
        "yaxis": {"range": [len(rows) - 0.5, -0.5], "showticklabels": False},
    }  # fmt: skip


def _words(rows: Sequence[Row]) -> tuple[Words, ...]:
    """Each row's label at the left edge and its value at the right one."""
    count = len(rows)
    labels = (
        Words(
            short(row.label), row=index, y=(index + 0.5) / count, strong=row.strong, full=row.label
        )
        for index, row in enumerate(rows)
    )
    values = (_value(row, index, count, 1, _VALUE_WIDTH) for index, row in enumerate(rows))
    return (*labels, *values)


def _value(row: Row, index: int, count: int, x: float, room: int) -> Words:
    return Words(
        row.text, row=index, y=(index + 0.5) / count, x=x, shift=room, strong=row.strong,
        colour=row.text_colour,
    )  # fmt: skip
