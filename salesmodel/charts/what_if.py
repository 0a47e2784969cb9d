"""The what-if table: a result over the ranges of two inputs, as a heat map.

Offers `what_if_chart` and `is_still`. The ramp is one-sided (more of the result, more colour);
the cell of the present values is outlined; what cannot be made stays blank.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
_SAME = 1e-9  # of a value: less is no change
_AXIS_LETTERS = 330  # px, room for an axis title


def what_if_chart(
    table: WhatIfTable, names: Mapping[str, Name], segments: Mapping[str, str]
) -> ChartPanel:
    """The heat map; `names` of all inputs, `segments` id to name."""
    title = _title(table, names)
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


def _title(table: WhatIfTable, names: Mapping[str, Name]) -> str:
    known = [value for row in table.cells for value in row if value is not None]
    words = short_answer(table.answer.words)
    if not known:
        return f"{sentence(words)} is not known anywhere over these ranges"
    low, high = (_words(end, table) for end in (min(known), max(known)))
    if max(known) - min(known) <= _SAME * max(map(abs, known)):
        return sentence(f"{words} stays at {low} over both ranges")
    still = _still_input(table, names)
    if still is not None:
        does = "do" if still.moves == "move" else "does"
        return first_that_fits(
            *(sentence(f"{who} {does} not move {words}") for who in (still.short, still.field))
        )
    line_title = _line_title(table, words, len(known), f"{low} to {high}")
    return line_title or first_that_fits(
        sentence(f"{words} runs from {low} to {high} over both ranges"),
        f"From {low} to {high} over both ranges",
    )


def _still_input(table: WhatIfTable, names: Mapping[str, Name]) -> Name | None:
    """The input along which nothing changes, if there is one."""
    columns = tuple(zip(*table.cells, strict=True))
    for axis, rows in ((table.x, table.cells), (table.y, columns)):
        if is_still(rows):
            return names[axis.input.path]
    return None


def is_still(rows: Sequence[Sequence[float | None]]) -> bool:
    """Whether nothing changes along any row, so that what is varied along it moves nothing."""
    return all(_is_level(row) for row in rows)


def _line_title(table: WhatIfTable, words: str, known: int, spread: str) -> str:
    """On which side of its line the result lies; empty where it has none."""
    above = _above(table)
    if above is None:
        return ""
    line = "100%" if table.answer.role else "zero"
    if 0 < above < known:
        return first_that_fits(
            sentence(f"{words} is above {line} in {above} of {known} combinations"),
            f"Above {line} in {above} of {known} combinations",
        )
    throughout = f"stays {'above' if above else 'below'} {line} throughout"
    return first_that_fits(sentence(f"{words} {throughout}: {spread}"), sentence(throughout))


def _words(value: float | None, table: WhatIfTable) -> str:
    return answer_words(value, table.answer, table.currency)


def _is_level(row: Sequence[float | None]) -> bool:
    known = [value for value in row if value is not None]
    return not known or max(known) - min(known) <= _SAME * max(map(abs, known))


def _line(table: WhatIfTable) -> float | None:
    """The value that parts the table in two: nothing gained, a role that is full."""
    if table.answer.role:
        return 1.0
    return 0.0 if table.answer.key == "contribution" else None


def _above(table: WhatIfTable) -> int | None:
    """How many cells lie above the line; None where there is no line."""
    line = _line(table)
    if line is None:
        return None
    return sum(value is not None and value > line for row in table.cells for value in row)


def _span_words(table: WhatIfTable) -> str:
    stated = (table.x.span.stated, table.y.span.stated)
    if all(stated):
        return "both over their stated ranges"
    if not any(stated):
        return "no range stated, so ±50%"
    across, up = ("stated range" if known else "±50%" for known in stated)
    return f"across: {across}, up: {up}"


def _unknown(table: WhatIfTable) -> bool:
    return any(value is None for row in table.cells for value in row)


def _data(table: WhatIfTable, names: Mapping[str, Name]) -> list[dict[str, Any]]:
    written = len(table.x.values) <= MOST_WRITTEN
    known = sum(value is not None for row in table.cells for value in row)
    parted = (_above(table) or 0) < known
    words = [[_cell(value, table, parted=parted) for value in row] for row in table.cells]
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


def _cell(value: float | None, table: WhatIfTable, *, parted: bool) -> str:
    """The value; strong above the line that the title counts by."""
    if value is None:
        return ""
    line = _line(table)
    strong = parted and line is not None and value > line
    return f"<b>{_words(value, table)}</b>" if strong else _words(value, table)


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
            f"{across} {x}<br>{down} {y}<br><b>{_words(value, table)}</b>"
            for x, value in zip(xs, row, strict=True)
        ]
        for y, row in zip(ys, table.cells, strict=True)
    ]


def _values(axis: Axis, currency: str) -> list[str]:
    return [value_words(value, axis.input.quantity.unit, currency) for value in axis.values]


def _layout(table: WhatIfTable, names: Mapping[str, Name]) -> dict[str, Any]:
    return {
        "margin": {"l": 74, "r": 8, "t": 4, "b": 40},
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
        tuple((y, *(_words(value, table) for value in row)) for y, row in rows),
    )
