"""The six headline figures, each against the baseline (rules 3.10, 3.11 and 5.1).

Offers `kpis` and `Kpi`: words, direction, tone, and where tick and dot stand on a small track.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from salesmodel.charts import formats
from salesmodel.charts.people import FULL, WAITING_GROWS
from salesmodel.evaluation.result import Evaluation, RoleResult, SegmentResult

if TYPE_CHECKING:
    from salesmodel.coherence import Coherence

Direction = Literal["up", "down", "same"]
Tone = Literal["better", "worse", "watch", "same"]
_LOAD_FROM, _LOAD_TO = 0.4, 1.2


@dataclass(frozen=True)
class Kpi:
    """A headline figure. `tick` (baseline), `dot` (now) and `limit` stand between 0 and 1."""

    key: str
    label: str
    value: str
    unit: str
    delta: str
    direction: Direction
    tone: Tone
    tick: float | None
    dot: float | None
    limit: float | None
    full: str


def kpis(
    evaluation: Evaluation,
    coherence: Coherence,
    baseline: Evaluation,
    baseline_coherence: Coherence,
    segment_id: str | None = None,
) -> tuple[Kpi, ...]:
    """Contribution, cost per win, win rate, cycle time, busiest role, coherence.

    The first four are of the whole model, or of one segment.
    """
    now, before = _scope(evaluation, segment_id), _scope(baseline, segment_id)
    currency = evaluation.currency
    return (
        _contribution(now.contribution, before.contribution, currency),
        _cost_per_win(now.cost_per_win, before.cost_per_win, currency),
        _win_rate(now.win_rate, before.win_rate),
        _cycle(now.won_cycle_days, before.won_cycle_days),
        _busiest(evaluation, baseline),
        _coherence(coherence.score, baseline_coherence.score),
    )


@dataclass(frozen=True)
class _Scope:
    contribution: float
    cost_per_win: float | None
    win_rate: float
    won_cycle_days: float | None


def _scope(evaluation: Evaluation, segment_id: str | None) -> _Scope:
    if segment_id is None:
        t = evaluation.totals
        return _Scope(t.contribution, t.cost_per_win, t.win_rate, t.won_cycle_days)
    s: SegmentResult = evaluation.segment(segment_id)
    return _Scope(s.contribution, s.cost_per_win, s.win_rate, s.cycle_days.won_mean)


def _contribution(now: float, before: float, currency: str) -> Kpi:
    full = f"{formats.money_in_full(now, currency)} a year"
    return _kpi(
        "contribution", "Contribution, a year", now, before, more_is_better=True,
        value=formats.money(now, currency), delta=formats.money_change(now, before, currency),
        full=f"{full}, baseline {formats.money_in_full(before, currency)}",
    )  # fmt: skip


def _cost_per_win(now: float | None, before: float | None, currency: str) -> Kpi:
    full = f"{formats.money_in_full(now, currency)} per win"
    return _kpi(
        "cost_per_win", "Cost per win", now, before, more_is_better=False,
        value=formats.money(now, currency), delta=formats.money_change(now, before, currency),
        full=f"{full}, baseline {formats.money_in_full(before, currency)}"
        if now is not None else "Nobody is won, so there is no cost per win",
    )  # fmt: skip


def _win_rate(now: float, before: float) -> Kpi:
    return _kpi(
        "win_rate", "Win rate, by cohort", now, before, more_is_better=True,
        value=formats.rate(now), delta=formats.rate_change(now, before),
        full=f"{now:.2%} of the buyers that enter are won, baseline {before:.2%}",
    )  # fmt: skip


def _cycle(now: float | None, before: float | None) -> Kpi:
    text = formats.days(now)
    value, _, unit = text.partition(" ") if now is not None else (text, "", "")
    return _kpi(
        "cycle_days", "Cycle time, won deals", now, before, more_is_better=False,
        value=value, unit=unit, delta=formats.days_change(now, before),
        full=f"{now:,.1f} days from entry to close" if now is not None else "Nobody is won yet",
    )  # fmt: skip


def _coherence(now: float, before: float) -> Kpi:
    return _kpi(
        "coherence", "Coherence", now, before, more_is_better=True,
        value=formats.score(now), unit="of 100", delta=formats.score_change(now, before),
        full=f"{now:.1f} of 100, baseline {before:.1f}", track=(before / 100, now / 100),
    )  # fmt: skip


def _busiest(evaluation: Evaluation, baseline: Evaluation) -> Kpi:
    role, was = _most_used(evaluation), _most_used(baseline)
    if role is None:
        return _kpi(
            "busiest_role", "Busiest role", None, None, more_is_better=False,
            value=formats.NOT_KNOWN, delta="", full="No role has a task yet",
        )  # fmt: skip
    now, before = role.utilisation, was.utilisation if was else None
    changed = f" ({was.short} before)" if was and was.id != role.id else ""
    return _kpi(
        "busiest_role", f"Busiest role: {role.short}{changed}", now, before, more_is_better=False,
        value=formats.share(now), delta=formats.rate_change(now, before, 0),
        full=f"{role.name}: {formats.rate(now)} of productive hours; waiting grows past 85%",
        track=(None if before is None else _on_load(before), _on_load(now)),
        limit=_on_load(WAITING_GROWS), tone=_load_tone(now, before),
    )  # fmt: skip


def _kpi(
    key: str,
    label: str,
    now: float | None,
    before: float | None,
    *,
    more_is_better: bool,
    value: str,
    delta: str,
    full: str,
    unit: str = "",
    track: tuple[float | None, float | None] | None = None,
    limit: float | None = None,
    tone: Tone | None = None,
) -> Kpi:
    direction = _direction(now, before, delta)
    tick, dot = track or _on_track(now, before)
    better: Tone = "better" if (direction == "up") == more_is_better else "worse"
    return Kpi(
        key, label, value, unit, "" if delta == value == formats.NOT_KNOWN else delta, direction,
        tone or ("same" if direction == "same" else better),
        _clamped(tick), _clamped(dot), limit, full,
    )  # fmt: skip


def _direction(now: float | None, before: float | None, delta: str) -> Direction:
    if now is None or before is None or delta == formats.NO_CHANGE:
        return "same"
    return "up" if now > before else "down"


def _on_track(now: float | None, before: float | None) -> tuple[float | None, float | None]:
    """The baseline in the middle, half of it more or less at the ends: the tick holds still."""
    if now is None:
        return None, None
    if before is None:
        return None, 0.5
    size = abs(before) or abs(now) or 1
    return 0.5, 0.5 + (now - before) / size


def _on_load(load: float) -> float:
    return min(1.0, max(0.0, (load - _LOAD_FROM) / (_LOAD_TO - _LOAD_FROM)))


def _load_tone(now: float, before: float | None) -> Tone:
    """Past the plan is worse, past 85% a watch; below, only the step back under it is better."""
    if now > FULL:
        return "worse"
    if now > WAITING_GROWS:
        return "watch"
    return "better" if before is not None and before > WAITING_GROWS else "same"


def _most_used(evaluation: Evaluation) -> RoleResult | None:
    busy = [role for role in evaluation.roles if role.hours > 0]
    return max(busy, key=lambda role: role.utilisation, default=None)


def _clamped(at: float | None) -> float | None:
    return None if at is None else round(min(1.0, max(0.0, at)), 4)
