"""What a win costs from arrivals to win, and what a lost deal has cost (rules 3.14 and 3.15).

Offers `cost_waterfall`, `lost_deals`, and the products behind a bar in words: `line_in_words`,
`sum_in_words`; and what its sister over all segments shares with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.about import ABOUT_NOTHING, About
from salesmodel.charts.drawing import Drawing
from salesmodel.charts.finding import lowered
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.rows import Panel, Part, Row, axis_end, bars, side_by_side
from salesmodel.evaluation.cost_lines import CostLine
from salesmodel.evaluation.spent import SegmentSpent, StageSpent

MAX_ROWS = 9
THOUSANDS = 10_000  # from here on figures are written in thousands
WON, LOST = "@ink2", "@line2"
_TIMES = {"visits": " visits", "ever": " ever there"}


@dataclass(frozen=True)
class _Step:
    """A step of the waterfall: money per win."""

    name: str
    won: float
    lost: float
    about: About = ABOUT_NOTHING

    @property
    def cost(self) -> float:
        return self.won + self.lost


def cost_waterfall(segment: SegmentSpent, currency: str) -> ChartPanel:
    """Each stage adds what won and what lost deals consume in it; the last row is a win."""
    steps = _steps(segment) if segment.wins > 0 else []
    worst = max(steps, key=lambda step: step.lost, default=None)
    whole = _Step("A win", sum(s.won for s in steps), sum(s.lost for s in steps))
    thousands = whole.cost >= THOUSANDS
    shown = [*_shown(steps), whole] if steps else []
    title = _waterfall_title(segment, worst, currency)
    wins = f"{count_of(segment.wins)} deals won a year"
    return ChartPanel(
        key="cost_waterfall",
        title=title,
        subtitle=f"Cost per win, {unit_of(currency, thousands)}, stage after stage; {wins}",
        drawing=_staircase(
            [_step_row(step, currency, thousands, step in (worst, whole)) for step in shown],
            key=f"cost_waterfall:{segment.id}",
        ),
        alt=f"Waterfall: what each stage adds to the cost of a win. {title}",
        table=_steps_table([*steps, whole] if steps else [], currency),
        legend=(("Won deals", WON), ("Lost deals, hatched", LOST)),
    )


def lost_deals(segment: SegmentSpent, currency: str) -> ChartPanel:
    """What a lost deal has cost by the stage in which it is lost, and how many are lost there."""
    lost = [(part, part.sunk) for part in segment.stages if part.sunk is not None]
    ranked = sorted(lost, key=lambda pair: -pair[0].lost_deals * pair[1])
    kept = {part.id for part, _ in ranked[:MAX_ROWS]}
    shown = [pair for pair in lost if pair[0].id in kept]
    thousands = max((sunk for _, sunk in lost), default=0) >= THOUSANDS
    first = ranked[0][0] if ranked else None
    costs = [_sunk_row(part, sunk, currency, thousands, part is first) for part, sunk in shown]
    counts = [_count_row(part, part is first) for part, _ in shown]
    title = _lost_title(segment, first, currency)
    mean = formats.money(segment.lost_deal_cost, currency)
    return ChartPanel(
        key="lost_deals",
        title=title,
        subtitle=f"What a lost deal has cost, by the stage where it is lost; on average {mean}",
        drawing=side_by_side(
            Panel(f"Cost so far, {unit_of(currency, thousands)}", costs, axis_end(costs)),
            Panel("Lost there a year", counts, axis_end(counts)),
            key=f"lost_deals:{segment.id}",
        ),
        alt=f"Dots: cost of a lost deal and deals lost a year, by stage. {title}",
        table=_lost_table(lost, currency),
    )


def line_in_words(line: CostLine, currency: str) -> str:
    """ "640 buyers × 0.82 visits × 1.5 h × AE 60% ÷ productivity 1 × $148 an hour = $69.9k"."""
    counted = _TIMES.get(line.counted)
    often = f" × {formats.amount(line.times)}{counted}" if counted else ""
    return (
        f"{formats.amount(line.buyers)} buyers{often} × {formats.amount(line.hours)} h × "
        f"{line.role_short} {formats.fine_share(line.share)} ÷ productivity "
        f"{formats.amount(line.productivity)} × {formats.money(line.hourly_cost, currency)} an "
        f"hour = {formats.money(line.cost, currency)}"
    )


def sum_in_words(part: StageSpent, segment: SegmentSpent, currency: str) -> str:
    """From the lines of a stage to its bar: their sum, by the wins, in its two parts."""
    total = f"Together {formats.money(part.cost, currency)} a year"
    if segment.wins <= 0:
        return f"{total}. Nobody is won, so there is no cost per win yet."
    each, won, lost = (
        formats.money(cost / segment.wins, currency) for cost in (part.cost, part.won, part.lost)
    )
    parts = f"{won} by won deals, {lost} by lost ones"
    return f"{total} ÷ {formats.amount(segment.wins)} wins = {each} a win: {parts}."


def _steps(segment: SegmentSpent) -> list[_Step]:
    return [
        _Step(part.name, part.won / segment.wins, part.lost / segment.wins, _about(part, segment))
        for part in segment.stages
    ]


def _about(part: StageSpent, segment: SegmentSpent) -> About:
    return About(stages=(part.id,) if part.id else (), segments=(segment.id,))


def _shown(steps: list[_Step]) -> list[_Step]:
    """In journey order; beyond what a chart holds, the dearest and the rest as one, at the end."""
    if len(steps) < MAX_ROWS:
        return steps
    dearest = sorted(range(len(steps)), key=lambda at: -steps[at].cost)[: MAX_ROWS - 2]
    rest = [step for at, step in enumerate(steps) if at not in dearest]
    others = _Step(f"{len(rest)} others", sum(s.won for s in rest), sum(s.lost for s in rest))
    return [*(steps[at] for at in sorted(dearest)), others]


def _step_row(step: _Step, currency: str, thousands: bool, strong: bool) -> Row:
    def part(cost: float, colour: str, who: str) -> Part:
        words = f"{step.name}: {formats.money(cost, currency)} a win by {who} deals"
        return Part(cost, colour, words, step.about)

    return Row(
        label=step.name, now=step.cost, base=None, text=tick(step.cost, thousands), colour=WON,
        strong=strong, parts=(part(step.won, WON, "won"), part(step.lost, LOST, "lost")),
        about=step.about,
    )  # fmt: skip


def _staircase(rows: Sequence[Row], key: str) -> Drawing:
    """Bars that begin where the one above ends, all but the last, which holds them all."""
    drawing = bars(rows, key=key)
    ends = list(accumulate(row.now for row in rows[:-1]))
    starts = [0.0, *ends[:-1], 0.0] if rows else []
    bar = hatched(drawing.spec["data"][0])
    raised = {
        **bar,
        "base": [at + starts[row] for at, row in zip(bar["base"], bar["y"], strict=True)],
    }
    data = [raised, _risers(ends, bar["width"])]
    return replace(drawing, spec={**drawing.spec, "data": data})


def hatched(bar: dict[str, Any]) -> dict[str, Any]:
    """The pieces by lost deals hatched, so that they differ by more than their colour."""
    pattern = {
        "shape": ["/" if colour == LOST else "" for colour in bar["marker"]["color"]],
        "fillmode": "overlay", "fgcolor": "@ink3", "size": 5, "solidity": 0.3,
    }  # fmt: skip
    return {**bar, "marker": {**bar["marker"], "pattern": pattern}}


def _risers(ends: Sequence[float], width: float) -> dict[str, Any]:
    """Hairlines from the end of each bar down to the next."""
    half = width / 2
    return {
        "type": "scatter", "mode": "lines", "hoverinfo": "skip",
        "x": [x for end in ends for x in (end, end, None)],
        "y": [y for row in range(len(ends)) for y in (row + half, row + 1 - half, None)],
        "line": {"color": "@base", "width": 1},
    }  # fmt: skip


def _waterfall_title(segment: SegmentSpent, worst: _Step | None, currency: str) -> str:
    if worst is None:
        return first_that_fits(
            f"Nobody is won in {segment.name}: no cost per win yet",
            "Nobody is won: no cost per win yet",
        )
    if segment.cost <= 0:
        return "No task costs anything yet"
    if segment.lost_share < 0.005:
        return "Won deals carry the whole cost of a win"
    share = formats.share(segment.lost_share)
    stage, cost = lowered(worst.name), formats.money(worst.lost, currency)
    return first_that_fits(
        f"Lost deals make {share} of the cost of a win; {stage} alone adds {cost}",
        f"Lost deals make {share} of a win's cost; {stage} adds {cost}",
        f"Lost deals make {share} of the cost of a win",
    )


def _lost_title(segment: SegmentSpent, first: StageSpent | None, currency: str) -> str:
    if first is None:
        return first_that_fits(f"No deal is lost in {segment.name}", "No deal is lost")
    cost = f"has cost {formats.money(first.sunk, currency)}"
    one = f"A deal lost in {lowered(first.name)} {cost}"
    many = f"{count_of(first.lost_deals)} a year go there"
    return first_that_fits(f"{one}; {many}", one, f"The dearest losses: a deal {cost}; {many}")


def _sunk_row(part: StageSpent, sunk: float, currency: str, thousands: bool, strong: bool) -> Row:
    return Row(
        label=part.name,
        now=sunk,
        base=None,
        text=tick(sunk, thousands),
        colour="@ink2" if strong else "@base",
        hover=f"A deal lost in {part.name} has cost {formats.money(sunk, currency)}",
        strong=strong,
        about=About(stages=(part.id,)),
    )


def _count_row(part: StageSpent, strong: bool) -> Row:
    return Row(
        label=part.name,
        now=part.lost_deals,
        base=None,
        text=count_of(part.lost_deals),
        colour="@ink2" if strong else "@base",
        hover=f"{count_of(part.lost_deals)} deals a year are lost in {part.name}",
        strong=strong,
        about=About(stages=(part.id,)),
    )


def _steps_table(steps: Sequence[_Step], currency: str) -> Table:
    return Table(
        ("Stage", "By won deals", "By lost deals", "Together, a win"),
        tuple(
            (step.name, *(formats.money(x, currency) for x in (step.won, step.lost, step.cost)))
            for step in steps
        ),
        about=tuple(step.about for step in steps),
    )


def _lost_table(lost: Sequence[tuple[StageSpent, float]], currency: str) -> Table:
    return Table(
        ("Lost in", "Cost so far", "Lost a year", "Money a year"),
        tuple(
            (
                part.name,
                formats.money(sunk, currency),
                count_of(part.lost_deals),
                formats.money(part.lost_deals * sunk, currency),
            )
            for part, sunk in lost
        ),
        about=tuple(About(stages=(part.id,)) for part, _ in lost),
    )


def count_of(deals: float) -> str:
    """Deals in whole numbers; few, with what they need to say more than 0."""
    return f"{deals:,.0f}" if deals >= 9.5 else formats.amount(deals)


def unit_of(currency: str, thousands: bool) -> str:
    """What an axis of money is counted in: $ or $k."""
    return formats.symbol(currency).strip() + ("k" if thousands else "")


def tick(cost: float, thousands: bool) -> str:
    """Money beside a bar, in that unit."""
    return f"{cost / 1000:.1f}" if thousands else f"{cost:,.0f}"
