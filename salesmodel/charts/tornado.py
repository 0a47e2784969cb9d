"""The tornado: which inputs move a result most, each alone at the ends of its stated range.

Offers `tornado_chart`; `left_out`, the sentence on what is not drawn; and `why_no_bars`, what to
say in place of a chart without any.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from salesmodel.charts.about import About
from salesmodel.charts.drawing import Drawing
from salesmodel.charts.finding import lowered, sentence
from salesmodel.charts.input_words import answer_words, swing_words, value_words, where
from salesmodel.charts.panel import MAX_TITLE, ChartPanel, Table, first_that_fits
from salesmodel.charts.text_fit import fit, width_of
from salesmodel.model.inputs import Input
from salesmodel.uncertainty import Bar, Tornado
from salesmodel.uncertainty.naming import Name

SHOWN = 12
LABELS = 184  # px, room for the names at the left
SIZE = 11
_ROOM = 0.16  # of the bars' width on either side, for the values at their ends
_NOW_ROW = -0.85
_KEPT = {"selected": {"marker": {"opacity": 1}}, "unselected": {"marker": {"opacity": 1}}}
"""A bar that was clicked looks like the others; its label shows what was chosen."""


def tornado_chart(
    found: Tornado,
    names: Mapping[str, Name],
    segments: Mapping[str, str],
    chosen: Sequence[str] = (),
) -> ChartPanel:
    """The widest bars; `names` of all inputs, `segments` id to name, `chosen`: paths to mark.

    A mark's `customdata` is the place of its bar in `found.bars`.
    """
    bars = found.bars[:SHOWN]
    title = _title(found, names)
    inside = segments.get(found.segment or "", "")
    labels = [_label(bar.input, names, inside, strong=bar.input.path in chosen) for bar in bars]
    measure = f"{found.answer.words}, {where(found.segment, dict(segments))}"
    return ChartPanel(
        key="tornado",
        title=title,
        subtitle=f"{measure}. Outlined: low end; filled: high end. ○ assumed",
        drawing=Drawing(
            spec={"data": _data(found, bars), "layout": _layout(found, bars, labels)},
            about=tuple(_about(bar.input) for bar in bars),
        ),
        alt=f"Bars from the result at each input's low end to that at its high end. {title}.",
        table=_table(found, names),
    )


def left_out(found: Tornado) -> str:
    """How many inputs are not among the bars, and why."""
    parts = [f"{len(found.bars[SHOWN:]):,} more move it less"] if len(found.bars) > SHOWN else []
    if found.without_range:
        parts.append(f"{found.without_range:,} state no range")
    if found.unmoved:
        parts.append(f"{found.unmoved:,} change nothing")
    if found.not_possible:
        parts.append(f"{found.not_possible:,} are locked or give no model at their ends")
    return f"Of {found.inputs:,} inputs, {', '.join(parts)}." if parts else ""


def short_answer(words: str) -> str:
    """A result inside a sentence: "contribution"."""
    return lowered(words.removesuffix(" a year"))


def _title(found: Tornado, names: Mapping[str, Name]) -> str:
    result = short_answer(found.answer.words)
    if not found.bars:
        return _none(found)
    first = found.bars[0]
    name = names[first.input.path]
    swing = swing_words(first.swing, found.answer, found.currency)
    does = f" {name.moves} {result} most"
    return first_that_fits(
        *(
            sentence(f"{subject}{does}{tail}")
            for subject in (name.short, f"{name.entity}: {name.field}")
            for tail in (f": {swing} from low to high", f": {swing}", "")
        ),
        sentence(f"{_cut_to(MAX_TITLE - len(does), name)}{does}"),
    )


def _cut_to(letters: int, name: Name) -> str:
    """An input whose name is too long for a title: what it belongs to is cut, not its field."""
    room = letters - len(name.field) - len("…: ")
    return f"{name.entity[: max(room, 8)].rstrip()}…: {name.field}"


def _none(found: Tornado) -> str:
    if not found.likely:
        return first_that_fits(f"No input moves the {short_answer(found.answer.words)}")
    return first_that_fits(
        f"No input that moves the {short_answer(found.answer.words)} states a range",
        "No input that moves this result states a range",
    )


def why_no_bars(found: Tornado) -> tuple[str, str]:
    """Why there is nothing to draw, and what can be done."""
    if not found.likely:
        return f"{_none(found)}.", "Choose another result."
    return (
        f"{_none(found)}.",
        "The table varies inputs that do move it over half to one and a half times their values. "
        "To compare all of them, type ranges on the Design page, under Table: 2 to 6 h, 50 to 60%.",
    )


def _data(found: Tornado, bars: Sequence[Bar]) -> list[dict[str, Any]]:
    start = [_start(found, bar) for bar in bars]
    traces = [_ends(found, bars, start, low=True), _ends(found, bars, start, low=False)]
    labels = [label for at, bar in enumerate(bars) for label in _end_labels(found, at, bar)]
    traces.append(_texts(labels))
    if found.now is not None and bars:
        now = f"now {answer_words(found.now, found.answer, found.currency)}"
        traces += [
            {
                "type": "scatter", "mode": "lines", "x": [found.now] * 2,
                "y": [-0.6, len(bars) - 0.5], "hoverinfo": "skip",
                "line": {"color": "@base", "width": 2},
            },
            {
                "type": "scatter", "mode": "text", "x": [found.now], "y": [_NOW_ROW],
                "text": [f"<b>{escape(now)}</b>"], "textposition": "middle center",
                "hoverinfo": "skip", "textfont": {"size": SIZE, "color": "@ink2"},
            },
        ]  # fmt: skip
    return traces


def _start(found: Tornado, bar: Bar) -> float:
    """Where the bars begin: the present, or the low end where that is not known."""
    known = (found.now, bar.at_low, bar.at_high)
    return next((value for value in known if value is not None), 0.0)


def _ends(
    found: Tornado, bars: Sequence[Bar], start: Sequence[float], *, low: bool
) -> dict[str, Any]:
    """The bars to the low ends, outlined, or to the high ends, filled; the first one dark."""
    ends = [bar.at_low if low else bar.at_high for bar in bars]
    dark = ["@ink" if at == 0 else "@base" for at in range(len(bars))]
    return {
        "type": "bar",
        "orientation": "h",
        "base": list(start),
        "x": [0 if end is None else end - begin for end, begin in zip(ends, start, strict=True)],
        "y": list(range(len(bars))),
        "width": 0.62,
        "marker": {
            "color": "@surface" if low else dark,
            "line": {"color": dark, "width": 1.5},
        },
        "customdata": list(range(len(bars))),
        "hovertext": [_hover(found, bar) for bar in bars],
        "hoverinfo": "text",
        **_KEPT,
    }


def _end_labels(found: Tornado, at: int, bar: Bar) -> list[tuple[float, int, str, str]]:
    """Value, row, words and side of each label: what the input is at the end of its bar."""
    unit, currency = bar.input.quantity.unit, found.currency
    start = _start(found, bar)
    ends = [
        (value, value_words(of, unit, currency))
        for value, of in ((bar.at_low, bar.span.low), (bar.at_high, bar.span.high))
        if value is not None and not math.isclose(value, start, rel_tol=1e-9)
    ]
    if len(ends) == 2 and (ends[0][0] < start) == (ends[1][0] < start):
        farthest = max(ends, key=lambda end: abs(end[0] - start))[0]
        ends = [(farthest, f"{ends[0][1]}, {ends[1][1]}")]
    return [
        (value, at, words, "middle left" if value < start else "middle right")
        for value, words in ends
    ]


def _texts(labels: Sequence[tuple[float, int, str, str]]) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "text", "x": [label[0] for label in labels],
        "y": [label[1] for label in labels], "text": [f" {escape(label[2])} " for label in labels],
        "textposition": [label[3] for label in labels], "hoverinfo": "skip",
        "textfont": {"size": SIZE, "color": "@ink2"}, "cliponaxis": False,
        "unselected": {"textfont": {"color": "@ink2"}},
    }  # fmt: skip


def _layout(found: Tornado, bars: Sequence[Bar], labels: Sequence[str]) -> dict[str, Any]:
    low, high = _range(found, bars)
    ticks = nice_ticks(low, high)
    return {
        "margin": {"l": LABELS, "r": 8, "t": 4, "b": 22},
        "bargap": 0,
        "xaxis": {
            "visible": True, "range": [low, high], "showgrid": True, "gridcolor": "@line",
            "showticklabels": True, "tickvals": ticks, "fixedrange": True,
            "ticktext": [answer_words(tick, found.answer, found.currency) for tick in ticks],
            "tickfont": {"size": SIZE, "color": "@ink3"},
        },
        "yaxis": {
            "visible": True, "range": [len(bars) - 0.4, -1.3], "tickvals": list(range(len(bars))),
            "ticktext": list(labels), "showgrid": False,
            "tickfont": {"size": SIZE, "color": "@ink"}, "fixedrange": True,
        },
    }  # fmt: skip


def _label(item: Input, names: Mapping[str, Name], inside: str, *, strong: bool) -> str:
    """The input's name, without the segment `inside` which the whole chart is about."""
    name = names[item.path]
    own = name.segment == inside and inside
    before = ("○ " if item.origin == "assumed" else "") + (
        name.entity if own or not name.segment else f"{name.segment}, {name.entity}"
    )
    room = LABELS - 12 - width_of(f": {name.field}", SIZE)
    fitted = f"{fit(before, room, SIZE, lines=1)[0]}: {name.field}"  # the field is never cut first
    fitted = escape(fit(fitted, LABELS - 12, SIZE, lines=1)[0])
    return f"<b>{fitted}</b>" if strong else fitted


def _range(found: Tornado, bars: Sequence[Bar]) -> tuple[float, float]:
    ends = [end for bar in bars for end in (bar.at_low, bar.at_high, found.now) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    room = _ROOM * (high - low or 1.0)
    return low - room, high + room


def nice_ticks(low: float, high: float, most: int = 5) -> list[float]:
    """At most `most` round values between the two."""
    raw = (high - low) / most
    size = 10 ** math.floor(math.log10(raw))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= raw)
    first = math.ceil(low / step)
    return [count * step for count in range(first, math.floor(high / step) + 1)]


def _hover(found: Tornado, bar: Bar) -> str:
    answer, currency, unit = found.answer, found.currency, bar.input.quantity.unit
    ends = "<br>".join(
        f"{value_words(of, unit, currency)}: {answer_words(value, answer, currency)}"
        for of, value in ((bar.span.low, bar.at_low), (bar.span.high, bar.at_high))
    )
    now = value_words(bar.input.quantity.value, unit, currency)
    return (
        f"{escape(bar.input.entity)}, {escape(bar.input.field)}: now {now}<br>{ends}"
        f"<br>{bar.input.origin}"
    )


def _about(item: Input) -> About:
    collection, _, rest = item.path.partition("[")
    entity = rest.partition("]")[0]
    if collection not in ("stages", "tasks", "roles", "segments"):
        return About()
    return About(**{collection: (entity,)})


def _table(found: Tornado, names: Mapping[str, Name]) -> Table:
    answer, currency = found.answer, found.currency
    rows = []
    for bar in found.bars:
        unit = bar.input.quantity.unit
        rows.append(
            (
                names[bar.input.path].full,
                value_words(bar.span.low, unit, currency),
                value_words(bar.input.quantity.value, unit, currency),
                value_words(bar.span.high, unit, currency),
                answer_words(bar.at_low, answer, currency),
                answer_words(bar.at_high, answer, currency),
                swing_words(bar.swing, answer, currency),
                bar.input.origin,
            )
        )
    columns = ("Input", "Low", "Now", "High", "At low", "At high", "Swing", "Known how")
    return Table(columns, tuple(rows), tuple(_about(bar.input) for bar in found.bars))
