"""The title over a list of findings: what they cost together, or how many were accepted.

Offers `headline`, `accepted_headline`, `NO_FINDINGS` and `NOTHING_OPEN`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from salesmodel.charts.adding_up import SHOWN, Shown, as_shown
from salesmodel.charts.points_lost import plain_points
from salesmodel.coherence import CoherenceFinding, Layer
from salesmodel.ui.finding_words import counted, pair_words

NO_FINDINGS = "No findings. The four components support each other."
NOTHING_OPEN = "No finding is open"
"""What is said where a pair is frayed or a component open: then no finding is no praise."""


def headline(
    findings: Sequence[CoherenceFinding],
    points: Mapping[str, float],
    lost: float,
    marked: Sequence[str] = (),
    shown: Shown | None = None,
) -> str:
    """What the findings cost together: "Two findings cost 14 of the 29 points".

    `points` by finding and `lost` in all, exact; `shown`: as they are written in the rows.
    """
    if not findings:
        return f"No finding is about {pair_words(marked)}" if marked else NO_FINDINGS
    written = shown or _alone(points, lost)
    costs = {f.about: points.get(f.about, 0.0) for f in findings}
    dearest = sorted((f for f in costs if costs[f] >= SHOWN), key=lambda f: -costs[f])
    if not dearest:
        every = "One finding costs" if len(findings) == 1 else f"{counted(len(findings))} cost"
        return f"{every} nothing in the score"
    few = len(dearest) if marked else _carrying([costs[f] for f in dearest], lost / 2)
    carrying = dearest[:few]
    of = _part_of(
        (sum(costs[f] for f in carrying), sum(written.points.get(f, 0.0) for f in carrying)),
        (lost, written.total),
        written.places,
    )
    return f"{counted(few)} {'costs' if few == 1 else 'cost'} {of}"


def accepted_headline(accepted: int, gone: int) -> str:
    """Two findings are accepted; `gone`: acceptances whose finding is no longer there."""
    are = "is" if accepted == 1 else "are"
    if not gone:
        return f"{counted(accepted)} {are} accepted"
    left = f"{counted(gone, 'acceptance').lower()} {'has' if gone == 1 else 'have'} none left"
    return f"{counted(accepted)} {are} accepted; {left}"


def _alone(points: Mapping[str, float], lost: float) -> Shown:
    """Findings of one layer, and what is lost beside them."""
    every = {**points, "": max(0.0, lost - sum(points.values()))}
    layers = dict.fromkeys(every, Layer.STRUCTURE)
    return as_shown(100.0 - lost, {Layer.STRUCTURE: lost}, every, layers)


def _part_of(part: tuple[float, float], whole: tuple[float, float], places: int) -> str:
    """all 4 points, 3.5 of the 4.4 points; each exact and as it is written."""
    text = plain_points(whole[1], places)
    points = "1 point" if text == "1" else f"{text} points"
    if part[0] >= whole[0] - SHOWN:
        return f"all {points}" if text != "1" else "the 1 point lost"
    return f"{plain_points(part[1], places)} of the {points}"


def _carrying(costs: Sequence[float], enough: float) -> int:
    """How many of the dearest carry that much together; all where they do not."""
    total = 0.0
    for number, cost in enumerate(costs, 1):
        total += cost
        if total >= enough:
            return number
    return len(costs)
