"""The live component: headline figures and chart cards, updated in place at every edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

from salesmodel.charts import TEMPLATE, ChartPanel, Kpi, to_payload
from salesmodel.ui.components.bundle import component

_live = component("live")


def live_panels(
    kpis: Sequence[Kpi] = (),
    charts: Sequence[ChartPanel] = (),
    *,
    key: str,
    seq: int = 0,
    resting: bool = True,
    height: int | Literal["content"] = "content",
) -> None:
    """Draw the figures and charts; `seq` numbers the edit that they answer.

    `resting`: False while a hand drags, so that the charts' axes hold still until it rests.
    The component writes `seq` to its root's `data-painted` once everything is on the screen.
    """
    _live(
        key=key,
        data={
            "seq": seq,
            "kpis": [asdict(kpi) for kpi in kpis],
            "charts": [to_payload(chart) for chart in charts],
            "template": TEMPLATE if charts else None,
            "resting": resting,
        },
        height=height,
    )
