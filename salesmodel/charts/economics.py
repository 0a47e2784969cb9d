"""Charts of what a win costs: by stage and role, and by segment (rule 3.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesmodel.charts import formats
from salesmodel.charts.about import About, together
from salesmodel.charts.finding import lowered
from salesmodel.charts.palette import role_colour
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.rows import Part, Row, bars, short
from salesmodel.evaluation.result import Evaluation, SegmentResult

MAX_ROWS = 6
BEFORE = "Before the journey"
_STANDS_OUT = 1.25  # times an even share


@dataclass(frozen=True)
class _StageCost:
    """What one stage, or several shown as one, costs per win, by role id."""

    id: str
    name: str
    by_role: dict[str, float]
    about: dict[str, About]
    """Role id to the role with its stages and tasks here."""

    @property
    def total(self) -> float:
        return sum(self.by_role.values())


def cost_by_stage(evaluation: Evaluation, baseline: Evaluation, segment_id: str) -> ChartPanel:
    """What each stage adds to the cost per win of a segment, by the roles that cause it."""
    now = _stage_costs(evaluation, segment_id)
    before = {stage.id: stage.total for stage in _stage_costs(baseline, segment_id)}
    thousands = max((stage.total for stage in now), default=0) >= 1000
    leading, title = _leading_stages(now)
    shown, bases = _most_costly(now, before)
    rows = [
        _stage_row(evaluation, stage, bases.get(stage.id), stage.id in leading, thousands=thousands)
        for stage in shown
    ]
    present = {role for stage in now for role, cost in stage.by_role.items() if cost > 0}
    return ChartPanel(
        key="cost_by_stage",
        title=title,
        subtitle=f"{_unit(evaluation.currency, thousands)} per win",
        drawing=bars(rows, key=f"cost_by_stage:{segment_id}"),
        alt=f"Bars: cost per win by stage and role. {title}",
        table=_cost_table(
            evaluation.currency,
            "Stage",
            [(s.name, s.total, before.get(s.id)) for s in now],
            [together(stage.about.values()) for stage in now],
        ),
        legend=tuple(
            (role.short, role_colour(role.kind)) for role in evaluation.roles if role.id in present
        ),
    )


def cost_per_win_by_segment(evaluation: Evaluation, baseline: Evaluation) -> ChartPanel:
    """What a win costs in each segment, with its baseline."""
    before = {s.id: s.cost_per_win for s in baseline.segments}
    known = [(s, s.cost_per_win) for s in evaluation.segments if s.cost_per_win is not None]
    known.sort(key=lambda pair: -pair[1])
    shown = known[:MAX_ROWS]
    thousands = bool(known) and known[0][1] >= 1000
    rows = [
        Row(
            label=segment.name,
            now=cost,
            base=before.get(segment.id),
            text=_tick(cost, thousands),
            colour="@ink2" if index == 0 else "@line2",
            hover=f"{segment.name}: {formats.money(cost, evaluation.currency)} per win",
            strong=index == 0,
            about=About(segments=(segment.id,)),
        )
        for index, (segment, cost) in enumerate(shown)
    ]
    title = _segment_title(known, evaluation.currency, before)
    return ChartPanel(
        key="cost_per_win_by_segment",
        title=title,
        subtitle=f"{_unit(evaluation.currency, thousands)} per win, by segment",
        drawing=bars(rows, key="cost_per_win_by_segment"),
        alt=f"Bars: cost per win by segment, with the baseline as a tick. {title}",
        table=_cost_table(
            evaluation.currency,
            "Segment",
            [(s.name, cost, before.get(s.id)) for s, cost in known],
            [About(segments=(segment.id,)) for segment, _ in known],
        ),
    )


def _stage_costs(evaluation: Evaluation, segment_id: str) -> list[_StageCost]:
    """The stages in journey order; nothing when nobody is won."""
    segment = next((s for s in evaluation.segments if s.id == segment_id), None)
    if segment is None or segment.wins <= 0:
        return []
    wins = segment.wins
    work = _work(evaluation, segment_id)
    costs = [
        _StageCost(s.id, s.name, _per_win(s.cost_by_role, wins), work.get(s.id, {}))
        for s in segment.stages
    ]
    before: dict[str, float] = {}
    for task in evaluation.tasks:
        if task.segment == segment_id and task.stage is None:
            for share in task.shares:
                before[share.role] = before.get(share.role, 0) + share.cost
    first = _StageCost("", BEFORE, _per_win(before, wins), work.get(None, {}))
    return [first, *costs] if first.total > 0 else costs


def _work(evaluation: Evaluation, segment_id: str) -> dict[str | None, dict[str, About]]:
    """Stage id (None before the journey) to each role with that stage and its tasks there."""
    done: dict[str | None, dict[str, list[About]]] = {}
    for task in evaluation.tasks:
        if task.segment != segment_id:
            continue
        stages = () if task.stage is None else (task.stage,)
        for share in task.shares:
            if share.hours > 0:
                about = About(stages, (task.id,), (share.role,))
                done.setdefault(task.stage, {}).setdefault(share.role, []).append(about)
    return {
        stage: {role: together(parts) for role, parts in roles.items()}
        for stage, roles in done.items()
    }


def _per_win(by_role: Mapping[str, float], wins: float) -> dict[str, float]:
    return {role: cost / wins for role, cost in by_role.items()}


def _most_costly(
    costs: Sequence[_StageCost], before: Mapping[str, float]
) -> tuple[list[_StageCost], dict[str, float]]:
    """In journey order with their baselines; beyond six, the five dearest and the rest as one."""
    if len(costs) <= MAX_ROWS:
        return list(costs), dict(before)
    dearest = sorted(costs, key=lambda stage: -stage.total)[: MAX_ROWS - 1]
    kept = {stage.id for stage in dearest}
    rest = [stage for stage in costs if stage.id not in kept]
    others = _merged(rest)
    bases = {**before, "*": sum(before.get(stage.id, 0) for stage in rest)}
    return [*(stage for stage in costs if stage.id in kept), others], bases


def _merged(stages: Sequence[_StageCost]) -> _StageCost:
    """Several stages as one bar."""
    by_role: dict[str, float] = {}
    about: dict[str, list[About]] = {}
    for stage in stages:
        for role, cost in stage.by_role.items():
            by_role[role] = by_role.get(role, 0) + cost
            about.setdefault(role, []).append(_of_role(stage, role))
    parts = {role: together(each) for role, each in about.items()}
    return _StageCost("*", f"{len(stages)} others", by_role, parts)


def _of_role(stage: _StageCost, role: str) -> About:
    """A role's part of a stage's bar; the stage at least, when no task of it is known."""
    return stage.about.get(role, About((stage.id,) if stage.id else (), (), (role,)))


def _stage_row(
    evaluation: Evaluation, stage: _StageCost, base: float | None, strong: bool, *, thousands: bool
) -> Row:
    def words(what: str, cost: float) -> str:
        return f"{what}: {formats.money(cost, evaluation.currency)} per win"

    roles = [evaluation.role(role) for role, cost in stage.by_role.items() if cost > 0]
    return Row(
        label=stage.name,
        now=stage.total,
        base=base,
        text=_tick(stage.total, thousands),
        colour="@line2",
        hover=words(stage.name, stage.total),
        strong=strong,
        parts=tuple(
            Part(
                stage.by_role[role.id],
                role_colour(role.kind),
                words(f"{stage.name}, {role.name}", stage.by_role[role.id]),
                _of_role(stage, role.id),
            )
            for role in roles
        ),
    )


def _leading_stages(costs: Sequence[_StageCost]) -> tuple[set[str], str]:
    """The ids of the stages that the title names, and the title."""
    whole = sum(stage.total for stage in costs)
    if whole <= 0:
        return set(), "Nobody is won or no task costs anything: no cost per win yet"
    ranked = sorted(costs, key=lambda stage: -stage.total)
    first, top = ranked[0], ranked[:2]
    share = first.total / whole
    one = f"{short(first.name, 36)} carries {formats.share(share)} of the cost per win"
    both = sum(stage.total for stage in top) / whole
    if len(ranked) > 3 and both >= _STANDS_OUT * 2 / len(ranked):
        early, late = (stage for stage in costs if stage in top)
        pair = f"{early.name} and {lowered(late.name)} carry {formats.share(both)}"
        title = first_that_fits(f"{pair} of the cost per win", one)
        return ({first.id} if title == one else {early.id, late.id}), title
    if share >= _STANDS_OUT / len(ranked):
        return {first.id}, one
    return set(), f"Cost per win is spread evenly: no stage is over {formats.share(share)}"


def _segment_title(
    known: Sequence[tuple[SegmentResult, float]], currency: str, before: Mapping[str, float | None]
) -> str:
    if not known:
        return "Nobody is won in any segment: no cost per win yet"
    (dearest, cost), (cheapest, least) = known[0], known[-1]
    price = formats.money(cost, currency)
    if len(known) > 1 and least > 0 and cost / least >= 1.5:
        times = (
            f"{cost / least:.1f}".removesuffix(".0")
            if cost / least < 9.95
            else f"{cost / least:,.0f}"
        )
        return first_that_fits(
            f"A win in {dearest.name} costs {times} times one in {cheapest.name}",
            f"{dearest.name} costs {price} a win, {times} times the least",
            f"A win costs {times} times more in one segment than in another",
        )
    if len(known) > 1:
        return f"A win costs much the same in every segment: {price} at most"
    change = formats.money_change(cost, before.get(dearest.id), currency)
    against = {formats.NO_CHANGE: ", as at the baseline", formats.NOT_KNOWN: ""}
    since = against.get(change, f", {change} on the baseline")
    return first_that_fits(
        f"A win in {dearest.name} costs {price}{since}",
        f"A win costs {price}{since}",
    )


def _cost_table(
    currency: str,
    what: str,
    lines: Sequence[tuple[str, float, float | None]],
    about: Sequence[About],
) -> Table:
    return Table(
        (what, "Now", "Baseline", "Change"),
        tuple(
            (
                label,
                formats.money(cost, currency),
                formats.money(base, currency),
                formats.money_change(cost, base, currency),
            )
            for label, cost, base in lines
        ),
        about=tuple(about),
    )


def _unit(currency: str, thousands: bool) -> str:
    return formats.symbol(currency).strip() + ("k" if thousands else "")


def _tick(cost: float, thousands: bool) -> str:
    return f"{cost / 1000:.1f}" if thousands else f"{cost:,.0f}"
