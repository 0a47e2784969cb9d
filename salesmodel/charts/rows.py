"""Charts of rows: a label left, a bar or a dot with its baseline tick, the value right.

Offers `Row`, `bars`, `dots` and the axis they share. All live charts are of this kind: baseline
a grey tick, now the bar or dot, the line between them the change.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

MAX_LABEL = 20
_PLOT_HEIGHT = 96  # of a card at 1280 x 720; only sizes hang on it
_VALUE_WIDTH = 46


@dataclass(frozen=True)
class Part:
    """A piece of a stacked bar."""

    value: float
    colour: str
    hover: str


@dataclass(frozen=True)
class Row:
    """One line of a chart; `now` and `base` on its axis, `base` None when there is no baseline."""

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


@dataclass(frozen=True)
class Threshold:
    """A dashed line that a value should not pass, with its words."""

    at: float
    text: str


def bars(
    rows: Sequence[Row], *, key: str, top: float | None = None, line: Threshold | None = None
) -> dict[str, Any]:
    """Bars from zero, in parts where a row has parts, with baseline ticks."""
    stacked = max((len(row.parts) for row in rows), default=0)
    data = [_bar_layer(rows, layer) for layer in range(stacked)] or [_bar_trace(rows)]
    thresholds = (line,) if line else ()
    layout = _layout(rows, key, top or axis_end(rows), thresholds, rail=False)
    tick = _bar_width(rows) * _PLOT_HEIGHT / len(rows) + 5 if rows else 0
    return {"data": [*data, _baseline(rows, tick)], "layout": layout}


def dots(
    rows: Sequence[Row], *, key: str, top: float | None = None, lines: Sequence[Threshold] = ()
) -> dict[str, Any]:
    """Dots on a rail, each joined to its baseline tick."""
    layout = _layout(rows, key, top or axis_end(rows), lines, rail=True)
    layout["shapes"] += [
        _line(row.base, row.now, index, row.colour, 3)
        for index, row in enumerate(rows)
        if row.base is not None
    ]
    now = _marks([row.now for row in rows], rows, {
        "symbol": [row.mark for row in rows],
        "color": [row.colour for row in rows],
        "size": 9,
        "line": {"width": 2, "color": [row.colour for row in rows]},
    })  # fmt: skip
    return {"data": [_baseline(rows, 12), now], "layout": layout}


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


def _bar_width(rows: Sequence[Row]) -> float:
    """The part of a row that its bar fills: 14 px where there is room."""
    return round(min(0.58, 14 * len(rows) / _PLOT_HEIGHT), 3)


def _bar_trace(rows: Sequence[Row]) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [row.now for row in rows],
        "y": list(range(len(rows))),
        "width": _bar_width(rows),
        "marker": {"color": [row.colour for row in rows], "cornerradius": 2},
        "hovertext": [escape(row.hover) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _bar_layer(rows: Sequence[Row], layer: int) -> dict[str, Any]:
    """The n-th part of every row; rows with fewer parts have none here."""
    held = [(index, row.parts[layer]) for index, row in enumerate(rows) if layer < len(row.parts)]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [part.value for _, part in held],
        "y": [index for index, _ in held],
        "width": _bar_width(rows),
        "marker": {
            "color": [part.colour for _, part in held],
            "line": {"width": 1, "color": "@surface"},
        },
        "hovertext": [escape(part.hover) for _, part in held],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _baseline(rows: Sequence[Row], height: float) -> dict[str, Any]:
    # Plotly's line marker is 1.4 times as high as its size says.
    tick = {
        "symbol": "line-ns",
        "size": round(height / 1.4, 1),
        "line": {"width": 2, "color": "@base"},
    }
    return _marks([row.base for row in rows], rows, tick)


def _marks(
    values: Sequence[float | None], rows: Sequence[Row], marker: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(values),
        "y": list(range(len(rows))),
        "marker": marker,
        "cliponaxis": False,
        "hovertext": [escape(row.hover) for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _layout(
    rows: Sequence[Row], key: str, top: float, lines: Sequence[Threshold], *, rail: bool
) -> dict[str, Any]:
    widest = max((len(short(row.label)) for row in rows), default=0)
    left = 10 + round(6.2 * widest)
    return {
        "uirevision": key,
        "margin": {"l": left, "r": _VALUE_WIDTH, "t": 0, "b": 14 if lines else 2},
        "xaxis": {"range": [0, top]},
        "yaxis": {"range": [len(rows) - 0.5, -0.5], "showticklabels": False},
        "shapes": [
            *([_line(0, top, index, "@line", 1) for index in range(len(rows))] if rail else []),
            *map(_threshold, lines),
        ],
        "annotations": [
            *(_words(row, index, short(row.label), left=left) for index, row in enumerate(rows)),
            *(_words(row, index, row.text) for index, row in enumerate(rows)),
            *(_threshold_words(line, index - (len(lines) - 1) / 2)
              for index, line in enumerate(lines)),
        ],
    }  # fmt: skip


def _words(row: Row, index: int, text: str, left: int | None = None) -> dict[str, Any]:
    """A row's label at the left edge, or its value at the right one."""
    side = (
        {"x": 1, "xanchor": "right", "xshift": _VALUE_WIDTH, "font": {"color": row.text_colour}}
        if left is None
        else {"x": 0, "xanchor": "left", "xshift": -left}
    )
    return {
        "xref": "paper", "y": index, "yanchor": "middle", "showarrow": False, "borderpad": 0,
        "text": f"<b>{escape(text)}</b>" if row.strong else escape(text), **side,
    }  # fmt: skip


def _line(x0: float, x1: float, y: float, colour: str, width: float) -> dict[str, Any]:
    return {
        "type": "line", "x0": x0, "x1": x1, "y0": y, "y1": y, "layer": "below",
        "line": {"color": colour, "width": width},
    }  # fmt: skip


def _threshold(line: Threshold) -> dict[str, Any]:
    return {
        "type": "line", "x0": line.at, "x1": line.at, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": "@watch", "width": 1.5, "dash": "3px,3px"},
    }  # fmt: skip


def _threshold_words(line: Threshold, aside: float) -> dict[str, Any]:
    """Under its line; two lines' words move apart."""
    return {
        "x": line.at, "xanchor": "center", "yref": "paper", "y": 0, "yanchor": "top",
        "showarrow": False, "text": f"<b>{escape(line.text)}</b>", "font": {"color": "@watch"},
        "borderpad": 0, "yshift": 3, "xshift": 16 * aside,
    }  # fmt: skip
