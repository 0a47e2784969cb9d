"""Losses and dwell times of a journey, fitted to the win rate and the days to win and to loss.

Offers `calibrate` and its result `Calibration`. CRM data with the current stage alone do not tell
where deals were lost. A journey without loops is left at its last stage by every won deal, so the
mean days to win are the sum of the dwells; a deal lost at stage i has spent the first i of them.
The dwells keep the proportions of a template, and the losses its places, tilted by one factor t:
the share of the losses at stage i is proportional to `p_i t^i`, and t is found by bisection so that
the mean days to loss come out. Rules 2.3 and 2.6 of docs/method.md, in closed form for a chain.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

MAX_TILT = 12.0  # in log t: beyond it, all losses stand at one end to within a millionth
BISECTIONS = 200


@dataclass(frozen=True, slots=True)
class Calibration:
    """For each stage its `dwells` (days) and `losses` (probability that a visit ends in one).

    `lost_days`: what the journey gives; it differs from what was asked only when no split of
    the losses over the stages can give that.
    """

    dwells: tuple[float, ...]
    losses: tuple[float, ...]
    lost_days: float
    reached: bool


def calibrate(
    win_rate: float,
    won_days: float,
    lost_days: float,
    dwell_pattern: Sequence[float],
    loss_pattern: Sequence[float],
) -> Calibration:
    """The stages that give this win rate and these mean days; patterns need only proportions."""
    scale = won_days / sum(dwell_pattern)
    dwells = tuple(dwell * scale for dwell in dwell_pattern)
    spent = tuple(accumulate(dwells))
    tilt = _tilt(spent, loss_pattern, lost_days)
    shares = _tilted(loss_pattern, tilt)
    mean = _mean(shares, spent)
    return Calibration(
        dwells,
        _losses(shares, 1 - win_rate),
        mean,
        reached=math.isclose(mean, lost_days, rel_tol=1e-7, abs_tol=1e-9),
    )


def _tilt(spent: Sequence[float], pattern: Sequence[float], wanted: float) -> float:
    """The log of t. The mean days to loss rise with it, so bisection finds it or an end."""
    low, high = -MAX_TILT, MAX_TILT
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if _mean(_tilted(pattern, middle), spent) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _tilted(pattern: Sequence[float], tilt: float) -> tuple[float, ...]:
    """Shares proportional to `p_i t^i`, with the largest power taken out so that none overflows."""
    top = max(0.0, tilt * (len(pattern) - 1))
    weights = [share * math.exp(tilt * place - top) for place, share in enumerate(pattern)]
    return tuple(weight / sum(weights) for weight in weights)


def _mean(shares: Sequence[float], spent: Sequence[float]) -> float:
    return sum(share * days for share, days in zip(shares, spent, strict=True))


def _losses(shares: Sequence[float], lost: float) -> tuple[float, ...]:
    """Probability of loss per visit: the deals lost here over the deals that came this far."""
    losses = []
    here = 1.0
    for share in shares:
        losses.append(min(1.0, lost * share / here) if here > 0 else 0.0)
        here -= lost * share
    return tuple(losses)
