"""The live component: headline figures and chart cards, updated in place at every edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from salesmodel.charts import TEMPLATE, ChartPanel, Kpi, to_payload
from salesmodel.ui.components.bundle import component

_live = component("live")


def panels(kpis: Sequence[Kpi] = (), charts: Sequence[ChartPanel] = ()) -> dict[str, Any]:
    """The figures and charts as the browser reads them."""
    return {
        "kpis": [vars(kpi) for kpi in kpis],
        "charts": [to_payload(chart) for chart in charts],
        "template": TEMPLATE if charts else None,
    }


def live_panels(
    kpis: Sequence[Kpi] = (), charts: Sequence[ChartPanel] = (), *, key: str, seq: int = 0
) -> None:
    """Draw the figures and charts; see `show_live`."""
    show_live(panels(kpis, charts), key=key, seq=seq)


def show_live(panels: dict[str, Any], *, key: str, seq: int) -> None:
    """Draw what `panels` gave; `seq` numbers the edit that it answers.

    The component writes `seq` to its root's `data-painted` once everything is on the screen.
    """
    _live(key=key, data={"seq": seq, **panels}, height="content")
