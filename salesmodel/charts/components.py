"""The chart of the four components: how well each goes with the others (rule 5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salesmodel.charts import formats
from salesmodel.charts.about import About, together
from salesmodel.charts.finding import sentence
from salesmodel.charts.palette import COMPONENT_MARKS, component_colour
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits
from salesmodel.charts.rows import Row, dots

if TYPE_CHECKING:
    from salesmodel.coherence import Coherence

_LAGS = 10  # points below the next lowest
_GOOD = 75


def coherence_components(coherence: Coherence, baseline: Coherence) -> ChartPanel:
    """Coherence of each component, 0 to 100, against the baseline."""
    scores, before = coherence.components, baseline.components
    laggard, title = _lagging(scores, before)
    about = {kind: _about(coherence, kind) for kind in scores}
    rows = [
        Row(
            label=_name(kind),
            now=score,
            base=before.get(kind),
            text=formats.score(score),
            colour=component_colour(kind),
            hover=f"{_name(kind)}: {formats.score(score)} of 100",
            strong=kind == laggard,
            text_colour="@bad" if kind == laggard else "@ink",
            mark=COMPONENT_MARKS.get(kind, "circle"),
            about=about[kind],
        )
        for kind, score in scores.items()
    ]
    return ChartPanel(
        key="coherence_components",
        title=title,
        subtitle="Coherence of each component, 0 to 100",
        drawing=dots(rows, key="coherence_components", top=104),
        alt=f"Dots: coherence of each component of 100. {title}",
        table=Table(
            ("Component", "Now", "Baseline", "Change"),
            tuple(
                (
                    _name(kind),
                    formats.score(score),
                    formats.score(before.get(kind)),
                    formats.score_change(score, before.get(kind)),
                )
                for kind, score in scores.items()
            ),
            about=tuple(about.values()),
        ),
    )


def _about(coherence: Coherence, kind: str) -> About:
    """The stages and tasks that the component's findings name."""
    return together(
        About(
            stages=(finding.stage,) if finding.stage else (),
            tasks=(finding.task,) if finding.task else (),
        )
        for finding in coherence.findings
        if finding.component == kind
    )


def _lagging(scores: Mapping[str, float], before: Mapping[str, float]) -> tuple[str | None, str]:
    """The component that lags, if one does, and the title."""
    if not scores:
        return None, "No component is chosen yet"
    ranked = sorted(scores, key=lambda kind: scores[kind])
    lowest, highest = ranked[0], ranked[-1]
    low = formats.score(scores[lowest])
    if len(ranked) > 1 and scores[ranked[1]] - scores[lowest] >= _LAGS:
        change = formats.score_change(scores[lowest], before.get(lowest))
        lag = "lag" if lowest.endswith("s") else "lags"
        moved = "" if change == formats.NOT_KNOWN else f", {change} on the baseline"
        if change == formats.NO_CHANGE:
            moved = ", as at the baseline"
        return lowest, first_that_fits(f"{_name(lowest)} {lag}: {low} of 100{moved}")
    if scores[lowest] >= _GOOD:
        return None, f"The four components support each other: all at {low} or more"
    return None, f"No component lags behind: all are at {low} to {formats.score(scores[highest])}"


def _name(kind: str) -> str:
    return sentence(kind.replace("_", " "))
