"""The what-if table: a result over the ranges of two inputs, as a heat map.

Offers `what_if_chart`. The ramp is one-sided (more of the result, more colour); the cell of the
present values is outlined; what cannot be made stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from salesmodel.charts.drawing import Drawing
from salesmodel.charts.finding import sentence
from salesmodel.charts.input_words import answer_words, unit_words, value_words, where
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.text_fit import fit
from salesmodel.charts.tornado import short_answer
from salesmodel.uncertainty import Axis, WhatIfTable
from salesmodel.uncertainty.naming import Name

MOST_WRITTEN = 9
"""Cells a side up to which their values are written into them."""
SIZE = 11
STEPS = 5
_AXIS_LETTERS = 330  # px, room for an axis title


def what_if_chart(
    table: WhatIfTable, names: Mapping[str, Name], segments: Mapping[str, str]
) -> ChartPanel:
    """The heat map; `names` of all inputs, `segments` id to name."""
    title = _title(table)
    blank = " Blank: not known, or no such model." if _unknown(table) else ""
    measure = f"{table.answer.words}, {where(table.segment, dict(segments))}"
    return ChartPanel(
        key="what_if",
        title=title,
        subtitle=f"{measure}; {_span_words(table)}. Outlined: now.{blank}",
        drawing=Drawing(spec={"data": _data(table, names), "layout": _layout(table, names)}),
        alt=(
            f"Heat map of {short_answer(table.answer.words)} over {names[table.x.input.path].short}"
            f" and {names[table.y.input.path].short}. {title}."
        ),
        table=_numbers(table, names),
    )


def _title(table: WhatIfTable) -> str:
    known = [value for row in table.cells for value in row if value is not None]
    words = short_answer(table.answer.words)
    if not known:
        return f"{sentence(words)} is not known anywhere over these ranges"
    low, high = (
        answer_words(end, table.answer, table.currency) for end in (min(known), max(known))
    )
    if low == high:
        return sentence(f"{words} stays at {low} over both ranges")
    gains = sum(value > 0 for value in known)
    if table.answer.key == "contribution" and 0 < gains < len(known):
        return sentence(f"{words} is above zero in {gains} of {len(known)} combinations")
    if table.answer.key == "contribution":
        side = "above" if gains else "below"
        return first_that_fits(
            sentence(f"{words} stays {side} zero throughout: {low} to {high}"),
            sentence(f"{words} stays {side} zero throughout"),
        )
    full = [role for role in known if role > 1] if table.answer.role else []
    if full:
        return first_that_fits(
            sentence(f"{words} passes 100% in {len(full)} of {len(known)} combinations"),
            sentence(f"{words} passes 100%"),
        )
    return first_that_fits(
        sentence(f"{words} runs from {low} to {high} over both ranges"),
        f"From {low} to {high} over both ranges",
    )


def _span_words(table: WhatIfTable) -> str:
    stated = (table.x.span.stated, table.y.span.stated)
    if all(stated):
        return "both over their stated ranges"
    if not any(stated):
        return "no range stated, so half to one and a half times"
    return f"{'across' if stated[0] else 'up'} stated range, the other half to one and a half times"


def _unknown(table: WhatIfTable) -> bool:
    return any(value is None for row in table.cells for value in row)


def _data(table: WhatIfTable, names: Mapping[str, Name]) -> list[dict[str, Any]]:
    written = len(table.x.values) <= MOST_WRITTEN
    words = [[_cell(value, table) for value in row] for row in table.cells]
    heat = {
        "type": "heatmap",
        "z": [list(row) for row in table.cells],
        "x": list(range(len(table.x.values))),
        "y": list(range(len(table.y.values))),
        "text": words,
        "colorscale": _ramp(),
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hovertext": _hovers(table, names),
        "hoverinfo": "text",
        "hoverongaps": False,
    }
    if written:
        heat |= {"texttemplate": "%{text}", "textfont": {"size": SIZE, "color": "@ink"}}
    return [heat, _outline(table)]


def _cell(value: float | None, table: WhatIfTable) -> str:
    """The value; strong where it is what the title counts."""
    if value is None:
        return ""
    words = answer_words(value, table.answer, table.currency)
    counted = value > (1 if table.answer.role else 0)
    strong = counted and (table.answer.role or table.answer.key == "contribution")
    return f"<b>{words}</b>" if strong else words


def _ramp() -> list[list[Any]]:
    """Five steps at equal intervals."""
    ramp: list[list[Any]] = []
    for step in range(STEPS):
        colour = f"@share-{step}"
        ramp += [[step / STEPS, colour], [(step + 1) / STEPS, colour]]
    return ramp


def _outline(table: WhatIfTable) -> dict[str, Any]:
    x, y, half = table.x.present, table.y.present, 0.48
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "cliponaxis": False,
        "x": [x - half, x + half, x + half, x - half, x - half],
        "y": [y - half, y - half, y + half, y + half, y - half],
        "line": {"color": "@accent", "width": 2.5},
    }  # fmt: skip


def _hovers(table: WhatIfTable, names: Mapping[str, Name]) -> list[list[str]]:
    across, down = (escape(names[axis.input.path].short) for axis in (table.x, table.y))
    xs, ys = _values(table.x, table.currency), _values(table.y, table.currency)
    return [
        [
            f"{across} {x}<br>{down} {y}<br>"
            f"<b>{answer_words(value, table.answer, table.currency)}</b>"
            for x, value in zip(xs, row, strict=True)
        ]
        for y, row in zip(ys, table.cells, strict=True)
    ]


def _values(axis: Axis, currency: str) -> list[str]:
    return [value_words(value, axis.input.quantity.unit, currency) for value in axis.values]


def _layout(table: WhatIfTable, names: Mapping[str, Name]) -> dict[str, Any]:
    return {
        "margin": {"l": 62, "r": 8, "t": 4, "b": 40},
        "xaxis": _axis(table.x, table.currency, names),
        "yaxis": _axis(table.y, table.currency, names),
    }


def _axis(axis: Axis, currency: str, names: Mapping[str, Name]) -> dict[str, Any]:
    words = _values(axis, currency)
    shown = range(0, len(words), 1 if len(words) <= MOST_WRITTEN else 2)
    unit = unit_words(axis.input.quantity.unit, currency)
    hollow = "○ " if axis.input.origin == "assumed" else ""
    title = fit(f"{hollow}{names[axis.input.path].short}", _AXIS_LETTERS - 60, SIZE, lines=1)[0]
    return {
        "visible": True,
        "showgrid": False,
        "showticklabels": True,
        "range": [-0.52, len(words) - 0.48],
        "tickvals": list(shown),
        "ticktext": [_tick(words[n], strong=n == axis.present) for n in shown],
        "tickfont": {"size": SIZE, "color": "@ink2"},
        "title": {
            "text": escape(title if title.endswith(unit) else f"{title}, {unit}"), "standoff": 4,
            "font": {"size": SIZE, "color": "@ink"},
        },
        "fixedrange": True,
    }  # fmt: skip


def _tick(words: str, *, strong: bool) -> str:
    return f"<b>{escape(words)}</b>" if strong else escape(words)


def _numbers(table: WhatIfTable, names: Mapping[str, Name]) -> Table:
    down, across = names[table.y.input.path].short, names[table.x.input.path].short
    rows = zip(reversed(_values(table.y, table.currency)), reversed(table.cells), strict=True)
    return Table(
        (f"{down} (down), {across} (across)", *_values(table.x, table.currency)),
        tuple(
            (y, *(answer_words(value, table.answer, table.currency) for value in row))
            for y, row in rows
        ),
    )
