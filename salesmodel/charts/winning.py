"""The chart of how often and how soon buyers are won, by segment (rules 2.3 and 2.6)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesmodel.charts import formats
from salesmodel.charts.about import About
from salesmodel.charts.finding import lowered
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.rows import Panel, Row, axis_end, short, side_by_side
from salesmodel.evaluation.result import Evaluation, SegmentResult

MAX_SEGMENTS = 5
_TENTH = 0.0005  # of a rate: what is written as 0.1 pts
_LABEL = 14  # letters, since two panels share the card


def win_and_cycle(evaluation: Evaluation, baseline: Evaluation) -> ChartPanel:
    """Win rate by cohort beside the mean days to a win of each segment, against the baseline."""
    before = {segment.id: segment for segment in baseline.segments}
    segments = [s for s in evaluation.segments if s.cycle_days.won_mean is not None]
    moved, title = _finding(segments, before)
    shown = segments[:MAX_SEGMENTS]
    rates = [_rate_row(s, before.get(s.id), strong=s.id == moved) for s in shown]
    days = [_days_row(s, before.get(s.id), strong=s.id == moved) for s in shown]
    return ChartPanel(
        key="win_and_cycle",
        title=title,
        subtitle="Win rate by cohort; mean days of won deals",
        drawing=side_by_side(
            Panel("Win rate, %", rates, axis_end(rates)),
            Panel("Days to a win", days, axis_end(days)),
            key="win_and_cycle",
        ),
        alt=f"Dots: win rate by cohort and days to a win, by segment. {title}",
        table=_table(segments, before),
    )


def _rate_row(now: SegmentResult, before: SegmentResult | None, *, strong: bool) -> Row:
    base = before.win_rate if before else None
    against = f"{formats.rate(now.win_rate)} won, baseline {formats.rate(base)}"
    text = formats.rate(now.win_rate).removesuffix("%")
    return _row(now, now.win_rate, base, text=text, hover=against, strong=strong)


def _days_row(now: SegmentResult, before: SegmentResult | None, *, strong: bool) -> Row:
    days, base = now.cycle_days.won_mean or 0, before.cycle_days.won_mean if before else None
    against = f"{formats.days(days)} to a win, baseline {formats.days(base)}"
    text = formats.days(days).split(" ")[0]
    return _row(now, days, base, text=text, hover=against, strong=strong)


def _row(
    segment: SegmentResult, now: float, base: float | None, *, text: str, hover: str, strong: bool
) -> Row:
    return Row(
        label=short(segment.name, _LABEL),
        now=now,
        base=base,
        text=text,
        colour="@ink" if strong else "@base",
        hover=f"{segment.name}: {hover}",
        strong=strong,
        about=About(segments=(segment.id,)),
    )


def _finding(
    segments: Sequence[SegmentResult], before: Mapping[str, SegmentResult]
) -> tuple[str | None, str]:
    """The segment that moved most, if one did, and the title."""
    if not segments:
        return None, "Nobody is won in any segment: no win rate yet"
    known = [(s, before[s.id]) for s in segments if s.id in before]
    told = [(now, was) for now, was in known if _rate_words(now, was) or _days_words(now, was)]
    if told:
        now, was = max(told, key=lambda pair: _movement(*pair))
        return now.id, _moved_title(now, was)
    ranked = sorted(segments, key=lambda segment: -segment.win_rate)
    first, last = ranked[0], ranked[-1]
    days = formats.days(first.cycle_days.won_mean)
    alone = f"wins {_of_100(first)} in {days}"
    if len(ranked) == 1 or _of_100(first) == _of_100(last):
        return None, first_that_fits(f"{first.name} {alone}", f"{short(first.name, 36)} {alone}")
    pair = f"wins {_of_100(first)}, {lowered(last.name)} {_of_100(last).split(' ')[0]}"
    return None, first_that_fits(
        f"{first.name} {pair}", f"{first.name} {alone}", f"{short(first.name, 36)} {alone}"
    )


def _moved_title(now: SegmentResult, was: SegmentResult) -> str:
    wins, rate, days = f"wins {_of_100(now)}", _rate_words(now, was), _days_words(now, was)
    if rate and days:
        return first_that_fits(
            f"{now.name} {wins} ({rate}), {days}", f"{short(now.name, 30)} {wins}, {days}"
        )
    change = days or f"{rate} on the baseline"
    return first_that_fits(
        f"{now.name} {wins}, {change}", f"{short(now.name, 26)} {wins}, {change}"
    )


def _movement(now: SegmentResult, was: SegmentResult) -> float:
    """How far a segment moved, to rank it: the larger relative change of rate and days."""
    pairs = ((now.win_rate, was.win_rate), (now.cycle_days.won_mean, was.cycle_days.won_mean))
    return max(abs(a - b) / b if a is not None and b else 0.0 for a, b in pairs)


def _rate_words(now: SegmentResult, was: SegmentResult) -> str:
    """+3.9 pts; nothing for less than a tenth."""
    if abs(now.win_rate - was.win_rate) < _TENTH:
        return ""
    return formats.rate_change(now.win_rate, was.win_rate)


def _days_words(now: SegmentResult, was: SegmentResult) -> str:
    """14 days sooner; nothing for less than a day."""
    after, ago = now.cycle_days.won_mean, was.cycle_days.won_mean
    if after is None or ago is None or abs(after - ago) < 1:
        return ""
    return f"{formats.days(abs(after - ago))} {'sooner' if after < ago else 'later'}"


def _of_100(segment: SegmentResult) -> str:
    """24 of 100; rates under two of a hundred keep a decimal."""
    share = 100 * segment.win_rate
    return f"{share:.0f} of 100" if share >= 2 else f"{share:.1f} of 100"


def _table(segments: Sequence[SegmentResult], before: Mapping[str, SegmentResult]) -> Table:
    rows = []
    for now in segments:
        was = before.get(now.id)
        rate = was.win_rate if was else None
        days = was.cycle_days.won_mean if was else None
        rows.append(
            (
                now.name,
                formats.rate(now.win_rate),
                formats.rate_change(now.win_rate, rate),
                formats.days(now.cycle_days.won_mean),
                formats.days_change(now.cycle_days.won_mean, days),
            )
        )
    return Table(
        ("Segment", "Win rate", "Change", "Days to a win", "Change"),
        tuple(rows),
        tuple(About(segments=(segment.id,)) for segment in segments),
    )
