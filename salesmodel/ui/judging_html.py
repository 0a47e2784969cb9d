"""Judgements as they stand in the panel: the strip of who stands where, and a row for each person.

Offers `spread_html`, `opinion_html` and `library_html`.
"""

from __future__ import annotations

from datetime import datetime
from html import escape

from salesmodel.charts.judgement_grid import signed
from salesmodel.coherence.judging.group import Cell, Opinion
from salesmodel.model.choices import STRONGEST
from salesmodel.ui.session import local_time

STACKED = 3
"""Dots above each other in a column; more are counted."""


def spread_html(cell: Cell) -> str:
    """A column for each figure from −3 to 3: a dot for each person there, a line at the library's.

    Nothing is averaged: who stands apart is seen to.
    """
    columns = "".join(_column(cell, value) for value in range(-STRONGEST, STRONGEST + 1))
    return f'<div class="judge-spread" role="img" aria-label="{escape(_alt(cell))}">{columns}</div>'


def opinion_html(opinion: Opinion, *, own: bool) -> str:
    """A person's judgement: who, the figure, why, when, and why it is asked again."""
    who = f"{opinion.by} (you)" if own and opinion.by.casefold() != "you" else opinion.by
    return _row(who, opinion.value, opinion.why, on=_day(opinion.on), asked=opinion.asked_again)


def library_html(cell: Cell) -> str:
    """The library's figure with its reason."""
    why = cell.default_why or "The library sees no influence."
    return _row("Library", cell.default, why, mark='<i class="library"></i>')


def _row(who: str, value: int, why: str, *, on: str = "", asked: str = "", mark: str = "") -> str:
    sign = (value > 0) - (value < 0)
    words = "".join(
        f'<span class="{name}">{escape(text)}</span>'
        for name, text in (("", why), ("judge-again", asked))
        if text
    )
    when = f"<small>{escape(on)}</small>" if on else ""
    return (
        f'<div class="judge-row"><em data-sign="{sign}">{signed(value)}</em>'
        f"<div>{mark}<b>{escape(who)}</b>{when}{words}</div></div>"
    )


def _column(cell: Cell, value: int) -> str:
    here = [each for each in cell.opinions if each.value == value]
    shown = here if len(here) <= STACKED else here[: STACKED - 1]
    rest = len(here) - len(shown)
    more = f'<i class="more">{rest} more</i>' if rest else ""
    dots = "".join(
        f'<i title="{escape(each.by)} {signed(value)}">{escape(_initials(each.by))}</i>'
        for each in shown
    )
    marks = " library" if cell.default == value else ""
    title = f' title="Library {signed(value)}"' if marks else ""
    return f'<div class="judge-at{marks}"{title}>{more}{dots}</div>'


def _alt(cell: Cell) -> str:
    said = [f"{each.by} {signed(each.value)}" for each in cell.opinions]
    return ", ".join((*said, f"library {signed(cell.default)}"))


def _initials(name: str) -> str:
    """MR; of a single word its first letter."""
    firsts = [first for word in name.split() if (first := word.lstrip("([<*_\"'")[:1])]
    return "".join((firsts[0], *firsts[1:][-1:])).upper() if firsts else name[:1]


def _day(on: datetime | None) -> str:
    if on is None:
        return ""
    at = local_time(on)
    return f"{at.day} {at:%b %Y}"
