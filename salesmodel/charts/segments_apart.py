"""Segments against each other: how far apart two buy against how far apart they are sold to.

Offers `segments_chart` and `finding_words`, what a pair comes to in a sentence. Rule 5.9.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

from salesmodel.charts.about import About
from salesmodel.charts.drawing import Drawing, Words
from salesmodel.charts.formats import MINUS
from salesmodel.charts.mark_labels import SIZE, Label, labels_beside
from salesmodel.charts.panel import MAX_TITLE, ChartPanel, Table
from salesmodel.coherence.apart import MISFIT, SegmentPair

NAMED = 6
"""Pairs outside the band that are named at their mark, those furthest from it first."""
LISTED = 100
"""Rows of the table; a model of 50 segments has 1,225 pairs."""
MANY = 100
ALIKE, DIFFERENT = 0.25, 0.5
"""Distances below and from which two are said to do it alike and differently. A convention."""
_LEAST_NAME, _AT_A_MARK = 6, 34  # letters, of one name and of both
_UNSEEN = {"size": 20, "opacity": 0}
"""Keeps a name off the mark that it stands at."""
_LOW, _HIGH = -0.03, 1.03
_BELOW, _ABOVE = -0.12, 1.12
"""Room under and over the square for the names of its corners."""


def segments_chart(pairs: Sequence[SegmentPair], chosen: int = 0) -> ChartPanel:
    """A mark for each pair, at least one; `chosen`: the place of the one with a ring in `pairs`.

    A mark's `customdata` is the place of its pair in `pairs`, which come the largest misfit first.
    """
    outside = [pair for pair in pairs if pair.verdict != "as they buy"]
    title = _title(pairs)
    subtitle = "Two segments a mark, 0 alike to 1 wholly apart"
    if len(pairs) > 1:
        subtitle += f". Outside the band: {len(outside):,} of {len(pairs):,} pairs"
    return ChartPanel(
        key="segments_apart",
        title=title,
        subtitle=subtitle,
        drawing=Drawing(
            spec={"data": _data(pairs, chosen), "layout": _layout()},
            words=(Words("How far apart they buy", row=-1, y=None, x=0, strong=True),),
            about=tuple(About(segments=(pair.one, pair.other)) for pair in pairs),
        ),
        alt="Marks of pairs of segments: how far apart they buy against how far apart they are "
        f"sold to and served. {title}.",
        table=_table(pairs),
    )


def finding_words(pair: SegmentPair, most: int = MAX_TITLE) -> str:
    """What the pair comes to: "Enterprise and SMB buy differently and are sold alike".

    Below 0.25 they do it alike, from 0.5 on differently; in between only the two distances are set
    against each other. `most`: letters, which the names give way to.
    """
    verb = verdict_words(pair)
    return f"{short_names(pair.names, most - len(verb) - 1)} {verb}"


def verdict_words(pair: SegmentPair) -> str:
    """What two segments do, without their names: "buy differently and are sold alike"."""
    match pair.verdict:
        case "sold alike" if pair.buying >= DIFFERENT and pair.selling < ALIKE:
            return "buy differently and are sold alike"
        case "sold alike":
            return "are sold more alike than they buy"
        case "sold differently" if pair.selling >= DIFFERENT and pair.buying < ALIKE:
            return "buy alike and are sold differently"
        case "sold differently":
            return "are sold further apart than they buy"
        case _:
            return "are sold as they buy"


def short_names(names: tuple[str, str], letters: int) -> str:
    """Both names in so many letters; the longer one is cut first."""
    room = max(letters - len(" and "), 2 * _LEAST_NAME)
    one = short_name(names[0], room - min(len(names[1]), room // 2))
    return f"{one} and {short_name(names[1], room - len(one))}"


def short_name(name: str, letters: int) -> str:
    """A name in so many letters, with its last word where that is short: names often differ there
    ("Mid-market region 12")."""
    if len(name) <= letters:
        return name
    last = name.rsplit(" ", 1)[-1]
    end = f" {last}" if " " in name and len(last) <= letters // 2 else ""
    return f"{name[: letters - 1 - len(end)].rstrip()}…{end}"


def _title(pairs: Sequence[SegmentPair]) -> str:
    first = pairs[0]
    if first.verdict != "as they buy" or len(pairs) == 1:
        return finding_words(first)
    segments = {segment for pair in pairs for segment in (pair.one, pair.other)}
    return f"All {len(segments)} segments are sold as they buy"


def _data(pairs: Sequence[SegmentPair], chosen: int) -> list[dict[str, Any]]:
    named = [at for at, pair in enumerate(pairs) if pair.verdict != "as they buy"][:NAMED]
    quiet = range(len(pairs))
    dark = set(named)
    marks = [
        _marks(pairs, [at for at in quiet if at not in dark], strong=False),
        _marks(pairs, named, strong=True),
    ]
    return [_band(), *_corners(), *marks, _ring(pairs[chosen]), *_names(pairs, named)]


def _band() -> dict[str, Any]:
    """Where two are sold as they buy, from corner to corner of what is drawn."""
    low, high = _LOW, _HIGH
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip", "fill": "toself",
        "x": [low, low, high - MISFIT, high, high, low + MISFIT, low],
        "y": [low, low + MISFIT, high, high, high - MISFIT, low, low],
        "fillcolor": "@sunken", "line": {"color": "@line2", "width": 1},
    }  # fmt: skip


def _corners() -> Iterator[dict[str, Any]]:
    over, under = (_HIGH + _ABOVE) / 2, (_LOW + _BELOW) / 2
    yield _text(
        [
            Label("Buy differently, sold alike", 0, over, "middle right"),
            Label("Sold as they buy", 1, over, "middle left"),
            Label("Buy alike, sold differently", 1, under, "middle left"),
        ],
        colour="@ink3",
    )


def _marks(pairs: Sequence[SegmentPair], places: Sequence[int], *, strong: bool) -> dict[str, Any]:
    shown = [pairs[at] for at in places]
    together = Counter(map(_place, pairs))
    many = len(pairs) > MANY and not strong
    return {
        "type": "scatter", "mode": "markers", "cliponaxis": False,
        "x": [pair.selling for pair in shown], "y": [pair.buying for pair in shown],
        "customdata": list(places), 
        "hovertext": [_hover(pair, together[_place(pair)] - 1) for pair in shown],
        "hoverinfo": "text",
        "marker": {
            "size": 10 if strong else 6 if many else 9,
            "opacity": 0.5 if many else 1,
            "color": "@ink" if strong else "@base",
            "line": {"color": "@surface", "width": 0 if many else 1.5},
        },
        **_kept(0.5 if many else 1),
    }  # fmt: skip


def _kept(opacity: float) -> dict[str, Any]:
    """A mark that was clicked looks like the others; the ring shows which one is chosen."""
    same = {"marker": {"opacity": opacity}}
    return {"selected": same, "unselected": same}


def _ring(pair: SegmentPair) -> dict[str, Any]:
    return {
        "type": "scatter", "mode": "markers", "x": [pair.selling], "y": [pair.buying],
        "hoverinfo": "skip", "cliponaxis": False,
        "marker": {
            "size": 18, "color": "rgba(0,0,0,0)", "line": {"color": "@accent", "width": 2},
        },
        **_kept(1),
    }  # fmt: skip


def _names(pairs: Sequence[SegmentPair], named: Sequence[int]) -> Iterator[dict[str, Any]]:
    """The names of marks, where they cover no other name and no other mark."""
    points = [(pairs[at].selling, pairs[at].buying) for at in named]
    words = [short_names(pairs[at].names, _AT_A_MARK) for at in named]
    quiet = [(pair.selling, pair.buying) for at, pair in enumerate(pairs) if at not in named]
    labels = labels_beside(points, words, quiet, (_LOW, _HIGH))
    if labels:
        yield _text(labels, colour="@ink", strong=True)


def _text(labels: Sequence[Label], *, colour: str, strong: bool = False) -> dict[str, Any]:
    words = [escape(label.text) for label in labels]
    return {
        "type": "scatter", "hoverinfo": "skip", "cliponaxis": False,
        "mode": "markers+text" if strong else "text", "marker": _UNSEEN,
        "x": [label.x for label in labels], "y": [label.y for label in labels],
        "text": [f"<b>{text}</b>" if strong else text for text in words],
        "textposition": [label.side for label in labels],
        "textfont": {"size": SIZE, "color": colour},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}, "textfont": {"color": colour}},
    }  # fmt: skip


def _layout() -> dict[str, Any]:
    axis = {
        "visible": True, "showgrid": True, "gridcolor": "@line", "showticklabels": True,
        "tickvals": [0, 0.5, 1], "ticktext": ["0", "0.5", "1"], "fixedrange": True,
        "tickfont": {"size": SIZE, "color": "@ink3"},
    }  # fmt: skip
    title = {
        "text": "<b>How far apart they are sold to and served</b>", "standoff": 4,
        "font": {"size": SIZE, "color": "@ink2"},
    }  # fmt: skip
    return {
        "margin": {"l": 30, "r": 12, "t": 20, "b": 40},
        "xaxis": {**axis, "range": [_LOW, _HIGH], "title": title},
        "yaxis": {**axis, "range": [_BELOW, _ABOVE]},
    }


def _place(pair: SegmentPair) -> tuple[str, str]:
    """Where it stands, as far as an eye can tell."""
    return f"{pair.selling:.2f}", f"{pair.buying:.2f}"


def _hover(pair: SegmentPair, others: int) -> str:
    one, other = map(escape, pair.names)
    more = f"<br>{others:,} more {'pair' if others == 1 else 'pairs'} here" if others else ""
    return (
        f"<b>{one} and {other}</b><br>{verdict_words(pair)}<br>"
        f"buying {pair.buying:.2f} apart, selling {pair.selling:.2f}{more}"
    )


def _table(pairs: Sequence[SegmentPair]) -> Table:
    rows = [
        (
            f"{pair.names[0]} and {pair.names[1]}",
            f"{pair.buying:.2f}",
            f"{pair.selling:.2f}",
            _difference(pair.misfit),
            verdict_words(pair).removeprefix("are "),
        )
        for pair in pairs[:LISTED]
    ]
    if len(pairs) > LISTED:
        more = f"{len(pairs) - LISTED:,} more, each nearer the diagonal"
        rows.append((more, "", "", "", ""))
    columns = ("Segments", "Buying apart", "Sold apart", "Difference", "Which is")
    about = tuple(About(segments=(pair.one, pair.other)) for pair in pairs[:LISTED])
    return Table(columns, tuple(rows), about)


def _difference(misfit: float) -> str:
    text = f"{abs(misfit):.2f}"
    return text if text == "0.00" else f"{MINUS if misfit < 0 else '+'}{text}"
