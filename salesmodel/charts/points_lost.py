"""What coherence loses from 100, by cause: the waterfall from 100 down to the score (rule 5.6).

Offers `points_lost`, `lost_by_component` (the same as a table, one row a component),
`points_words` and `plain_points`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.adding_up import SHOWN, Shown, as_shown
from salesmodel.charts.drawing import Drawing, Words
from salesmodel.charts.finding import sentence
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.coherence import Coherence, Layer
from salesmodel.model import ComponentKind

NAMES = {layer: sentence(layer.words) for layer in Layer}
"""Layer to what it is called on a row."""
_CAUSES = {
    Layer.STRUCTURE: "structure",
    Layer.CROSS_IMPACT: "cross-impact",
    Layer.DEBT: "debt",
}
_COLOURS = {Layer.STRUCTURE: "@ink2", Layer.CROSS_IMPACT: "@base", Layer.DEBT: "@watch-soft"}
_LEFT, _RIGHT = 122, 104  # px, for the labels and for the words beside the score
_BAR, _SCORE_BAR = 0.66, 0.74  # of a row
_TOP = 100.0

Payload = dict[str, Any]


def points_lost(
    score: float,
    lost: Mapping[Layer, float],
    before: float | None,
    shown: Shown | None = None,
) -> ChartPanel:
    """The waterfall; `lost`: points by layer, which sum to 100 less `score`; `before`: the score
    of the baseline; `shown`: both as they are written beside it, where they are."""
    title = _title(score, lost, before)
    shown = shown or as_shown(score, lost)
    return ChartPanel(
        key="points_lost",
        title=title,
        subtitle="Points lost from 100, by cause",
        drawing=_drawing(score, lost, before, shown),
        alt=f"Waterfall: what structural checks, cross-impact and alignment debt take from 100. "
        f"{title}.",
        table=Table(
            ("Cause", "Points"),
            (
                *((name, _lost(shown, layer)) for layer, name in NAMES.items()),
                ("Score of 100", _figure(shown.score, shown.places)),
                ("Baseline", _score(before, shown.places)),
            ),
        ),
    )


def lost_by_component(coherence: Coherence, segment: str = "") -> Table:
    """Each component's score and what each layer takes from it, and their mean; of one segment,
    or of all with ""."""
    of = [each for each in coherence.segments if segment in ("", each.id)]
    rows = []
    for kind in ComponentKind:
        cells = [each.component(kind) for each in of]
        score = _mean([cell.score for cell in cells])
        lost = {layer: _mean([cell.lost.get(layer, 0.0) for cell in cells]) for layer in NAMES}
        rows.append((sentence(kind.words), score, lost))
    whole = _mean([score for _, score, _ in rows])
    mean_lost = {layer: _mean([lost[layer] for _, _, lost in rows]) for layer in NAMES}
    rows.append(("All four, the mean", whole, mean_lost))
    places = max(as_shown(score, lost).places for _, score, lost in rows)
    written = [(name, as_shown(score, lost, places=places)) for name, score, lost in rows]
    return Table(
        ("Component", *NAMES.values(), "Score"),
        tuple(
            (name, *(_lost(shown, layer) for layer in NAMES), _figure(shown.score, places))
            for name, shown in written
        ),
    )


def points_words(points: float, places: int | None = None) -> str:
    """What is lost: −8 points, −1 point, −0.4 points, no points; with so many decimals."""
    text = _signed(points, places)
    if text == formats.NOTHING_TO_PAY:
        return "no points"
    return f"{text} point" if text == f"{formats.MINUS}1" else f"{text} points"


def plain_points(points: float, places: int | None = None) -> str:
    """Points without a sign, with so many decimals; None: whole ones, below 1 with one."""
    if places is None:
        places = 0 if formats.half_up(points, 1) >= 1 else 1
    return _figure(formats.half_up(points, places), places)


def _signed(points: float, places: int | None = None) -> str:
    if points < SHOWN:
        return formats.NOTHING_TO_PAY
    return f"{formats.MINUS}{plain_points(points, places)}"


def _lost(shown: Shown, layer: Layer) -> str:
    return _signed(shown.lost.get(layer, 0.0), shown.places)


def _score(score: float | None, places: int) -> str:
    return formats.NOT_KNOWN if score is None else _figure(formats.half_up(score, places), places)


def _figure(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _title(score: float, lost: Mapping[Layer, float], before: float | None) -> str:
    most = max(NAMES, key=lambda layer: lost.get(layer, 0.0))
    is_whole = lost.get(most, 0.0) < SHOWN
    full = formats.score(_TOP)
    text = formats.score(score)
    text = _figure(formats.half_up(score, 1), 1) if text == full and not is_whole else text
    head = f"Coherence {text} of 100{_moved(score, before)}"
    if is_whole:
        return first_that_fits(f"{head}: nothing is lost")
    return first_that_fits(f"{head}: {_CAUSES[most]} costs the most")


def _moved(score: float, before: float | None) -> str:
    """, up 5"""
    change = formats.score_change(score, before)
    if change in (formats.NO_CHANGE, formats.NOT_KNOWN):
        return ""
    return f", {'up' if change[0] == '+' else 'down'} {change[1:].split()[0]}"


def _drawing(
    score: float, lost: Mapping[Layer, float], before: float | None, shown: Shown
) -> Drawing:
    ends = list(accumulate((lost.get(layer, 0.0) for layer in NAMES), lambda at, by: at - by,
                           initial=_TOP))  # fmt: skip
    rows = len(NAMES) + 1
    data = [_bars(ends, score, shown), _risers(ends[1:]), _figures(ends, score, before, shown)]
    if before is not None:
        data += _baseline(before)
    labels = [*NAMES.values(), "Score"]
    return Drawing(
        spec={
            "data": data,
            "layout": {
                "uirevision": "points_lost",
                "margin": {"l": _LEFT, "r": _RIGHT, "t": 0, "b": 0},
                "xaxis": {"range": [0, _TOP]},
                "yaxis": {"range": [rows - 0.5, -0.5]},
            },
        },
        words=tuple(
            Words(label, row=row, y=(row + 0.5) / rows, strong=label == "Score")
            for row, label in enumerate(labels)
        ),
    )


def _bars(ends: Sequence[float], score: float, shown: Shown) -> Payload:
    """Each cause hangs from where the last one ended; the score stands on zero."""
    starts = [*ends[1:], 0.0]
    widths = [*(top - end for top, end in pairwise(ends)), score]
    texts = [
        f"{name}: {points_words(shown.lost.get(layer, 0.0), shown.places)}"
        for layer, name in NAMES.items()
    ]
    debt = [layer == Layer.DEBT and at >= SHOWN for layer, at in zip(NAMES, widths, strict=False)]
    debt = [*debt, False]
    return {
        "type": "bar", "orientation": "h", "x": widths, "base": starts,
        "y": list(range(len(widths))), "width": [*[_BAR] * len(NAMES), _SCORE_BAR],
        "marker": {
            "color": [*_COLOURS.values(), "@accent"], "cornerradius": 2,
            "line": {"width": [1.5 if each else 0 for each in debt], "color": "@watch"},
            "pattern": {
                "shape": ["/" if each else "" for each in debt], "fillmode": "overlay",
                "fgcolor": "@watch", "size": 6, "solidity": 0.3,
            },
        },
        "hovertext": [*texts, f"{_figure(shown.score, shown.places)} of 100"],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }  # fmt: skip


def _risers(ends: Sequence[float]) -> Payload:
    """Hairlines from the end of each bar down to the next."""
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "x": [x for end in ends for x in (end, end, None)],
        "y": [y for row in range(len(ends)) for y in (row + _BAR / 2, row + 1 - _BAR / 2, None)],
        "line": {"color": "@line2", "width": 1},
    }  # fmt: skip


def _figures(ends: Sequence[float], score: float, before: float | None, shown: Shown) -> Payload:
    """What each bar stands for, beside it."""
    texts = [f"<b>{_lost(shown, layer)}</b>" for layer in NAMES]
    own = _figure(shown.score, shown.places)
    was = "" if before is None else f"  baseline {_score(before, shown.places)}"
    reach = score if before is None else max(score, before)
    return {
        "type": "scatter", "mode": "text", "hoverinfo": "skip", "cliponaxis": False,
        "x": [*ends[: len(NAMES)], reach], "y": list(range(len(NAMES) + 1)),
        "text": [f"  {text}" for text in (*texts, f"<b>{own}</b>{was}")],
        "textposition": "middle right", "textfont": {"size": 12, "color": "@ink"},
    }  # fmt: skip


def _baseline(before: float) -> list[Payload]:
    """The tick of the baseline over the score, parted from the bar by the surface."""
    row, reach = len(NAMES), _SCORE_BAR / 2 + 0.12
    return [
        {
            "type": "scatter", "mode": "lines", "hoverinfo": "skip", "cliponaxis": False,
            "x": [before, before], "y": [row - reach, row + reach],
            "line": {"color": colour, "width": width},
        }
        for colour, width in (("@surface", 5), ("@base", 2))
    ]  # fmt: skip
