"""What a win costs in each segment, by won and by lost deals, beside all segments together.

Offers `segment_costs`. Rules 3.14 and 3.15 of docs/method.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from salesmodel.charts import formats
from salesmodel.charts.about import ABOUT_NOTHING, About
from salesmodel.charts.cost_per_win import LOST, MAX_ROWS, THOUSANDS, WON, hatched, tick, unit_of
from salesmodel.charts.drawing import Drawing
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.rows import Part, Row, bars
from salesmodel.evaluation.spent import SegmentSpent

ALL = "All segments"


def segment_costs(segments: Sequence[SegmentSpent], currency: str) -> ChartPanel:
    """A bar for each segment, the dearest win first, the last for all of them; the table has a row
    for each and their total. A mark is about its segment."""
    whole = _together(segments)
    ranked = sorted(segments, key=lambda each: -(each.cost_per_win or 0.0))
    shown = [*ranked[: MAX_ROWS - 1], whole]
    thousands = max((each.cost_per_win or 0.0 for each in shown), default=0.0) >= THOUSANDS
    title = _title(ranked, whole, currency)
    return ChartPanel(
        key="segment_costs",
        title=title,
        subtitle=f"Cost per win, {unit_of(currency, thousands)}, by segment, the dearest first",
        drawing=_drawn([_row(each, currency, thousands, each is whole) for each in shown]),
        alt=f"Bars: cost per win by won and by lost deals, by segment. {title}",
        table=_table([*ranked, whole], currency),
        legend=(("Won deals", WON), ("Lost deals, hatched", LOST)),
    )


def _together(segments: Sequence[SegmentSpent]) -> SegmentSpent:
    """All of them as one; its stages are those of every segment."""
    losses = sum(each.losses for each in segments)
    sunk = sum(each.losses * (each.lost_deal_cost or 0.0) for each in segments)
    return SegmentSpent(
        id="",
        name=ALL,
        wins=sum(each.wins for each in segments),
        losses=losses,
        lost_deal_cost=sunk / losses if losses > 0 else None,
        stages=tuple(stage for each in segments for stage in each.stages),
    )


def _title(ranked: Sequence[SegmentSpent], whole: SegmentSpent, currency: str) -> str:
    known = [each for each in ranked if each.cost_per_win is not None]
    if not known:
        return "Nobody is won: no cost per win yet"
    dear, cheap = (formats.money(each.cost_per_win, currency) for each in (known[0], known[-1]))
    lost = f"lost deals make {formats.share(whole.lost_share)} of it"
    if dear == cheap:
        return first_that_fits(f"A win costs {dear} in every segment; {lost}")
    return first_that_fits(
        f"A win costs {dear} in {known[0].name}, {cheap} in {known[-1].name}; {lost}",
        f"A win costs {dear} in {known[0].name} and {cheap} in {known[-1].name}",
        f"A win costs {cheap} to {dear} by segment; {lost}",
    )


def _drawn(rows: Sequence[Row]) -> Drawing:
    drawing = bars(rows, key="segment_costs")
    bar, *others = drawing.spec["data"]
    return replace(drawing, spec={**drawing.spec, "data": [hatched(bar), *others]})


def _row(each: SegmentSpent, currency: str, thousands: bool, strong: bool) -> Row:
    about = About(segments=(each.id,)) if each.id else ABOUT_NOTHING
    won, lost = _parts(each)

    def part(cost: float, colour: str, who: str) -> Part:
        words = f"{each.name}: {formats.money(cost, currency)} a win by {who} deals"
        return Part(cost, colour, words, about)

    return Row(
        label=each.name, now=won + lost, base=None, colour=WON, strong=strong, about=about,
        text=tick(won + lost, thousands) if each.wins > 0 else "none won",
        parts=(part(won, WON, "won"), part(lost, LOST, "lost")),
    )  # fmt: skip


def _parts(each: SegmentSpent) -> tuple[float, float]:
    """What won and what lost deals add to a win; nothing where nobody is won."""
    if each.wins <= 0:
        return 0.0, 0.0
    won, lost = (
        sum(getattr(stage, who) for stage in each.stages) / each.wins for who in ("won", "lost")
    )
    return won, lost


def _table(segments: Sequence[SegmentSpent], currency: str) -> Table:
    return Table(
        (
            "Segment", "Cost a year", "Won a year", "Cost per win", "By won deals", "By lost deals",
            "Lost deals make", "Lost a year", "A lost deal costs",
        ),
        tuple(
            (
                each.name,
                formats.money(each.cost, currency),
                formats.amount(each.wins),
                formats.money(each.cost_per_win, currency),
                *(formats.money(cost, currency) for cost in _parts(each)),
                formats.share(each.lost_share),
                formats.amount(each.losses),
                formats.money(each.lost_deal_cost, currency),
            )
            for each in segments
        ),
    )  # fmt: skip
