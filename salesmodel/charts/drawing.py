"""A drawn chart: Plotly's part of it, and the words, limits and rails that stand around it.

Offers `Drawing`, `Words`, `Rail`, `Limit` and `standalone`, one whole Plotly figure of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from salesmodel.charts.about import About


@dataclass(frozen=True)
class Words:
    """A text beside the plot.

    `row`: the chart's row it belongs to, -1 for a head; `y`: part of the plot's height from the
    top, None above the plot; `x`: None for a label at the card's left edge, else the part of the
    plot's width at which the text ends, `shift` pixels further right (a head begins there).
    """

    text: str
    row: int
    y: float | None
    x: float | None = None
    shift: int = 0
    strong: bool = False
    colour: str = "@ink2"
    full: str = ""


@dataclass(frozen=True)
class Rail:
    """A hairline under a row's dots, from one part of the plot's width to another."""

    row: int
    start: float
    end: float


@dataclass(frozen=True)
class Limit:
    """A dashed line at a value that should not be passed, with its words under it."""

    at: float
    text: str


@dataclass(frozen=True)
class Drawing:
    """`spec`: Plotly's data and layout with token colours. `about`: what each mark is about, by
    the number in the marks' `customdata`; in the order of the points of the bars or dots."""

    spec: dict[str, Any]
    words: tuple[Words, ...] = ()
    rails: tuple[Rail, ...] = ()
    limits: tuple[Limit, ...] = ()
    about: tuple[About, ...] = ()


def standalone(drawing: Drawing) -> dict[str, Any]:
    """Data and layout of a figure that holds its words, rails and limits itself."""
    layout = drawing.spec["layout"]
    left = layout["margin"]["l"]
    return {
        "data": drawing.spec["data"],
        "layout": {
            **layout,
            "shapes": [*map(_rail, drawing.rails), *map(_limit, drawing.limits)],
            "annotations": [
                *(_annotation(words, left) for words in drawing.words),
                *map(_limit_words, drawing.limits),
            ],
        },
    }


def _rail(rail: Rail) -> dict[str, Any]:
    return {
        "type": "line", "xref": "paper", "x0": rail.start, "x1": rail.end, "y0": rail.row,
        "y1": rail.row, "layer": "below", "line": {"color": "@line", "width": 1},
    }  # fmt: skip


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "type": "line", "x0": limit.at, "x1": limit.at, "yref": "paper", "y0": 0, "y1": 1,
        "line": {"color": "@watch", "width": 1.5, "dash": "3px,3px"},
    }  # fmt: skip


def _limit_words(limit: Limit) -> dict[str, Any]:
    return {
        "x": limit.at, "xanchor": "center", "yref": "paper", "y": 0, "yanchor": "top",
        "showarrow": False, "text": f"<b>{escape(limit.text)}</b>", "font": {"color": "@watch"},
        "borderpad": 0, "yshift": 3,
    }  # fmt: skip


def _annotation(words: Words, left: int) -> dict[str, Any]:
    text = escape(words.text)
    across = (
        {"x": 0, "xanchor": "left", "xshift": -left}
        if words.x is None
        else {
            "x": words.x, "xanchor": "left" if words.y is None else "right",
            "xshift": words.shift,
        }
    )  # fmt: skip
    down = (
        {"yref": "paper", "y": 1, "yanchor": "bottom"}
        if words.y is None
        else {"y": words.row, "yanchor": "middle"}
    )
    return {
        "xref": "paper", "showarrow": False, "borderpad": 0, "font": {"color": words.colour},
        "text": f"<b>{text}</b>" if words.strong else text, **across, **down,
    }  # fmt: skip
