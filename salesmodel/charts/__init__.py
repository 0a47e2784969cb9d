"""Figures: result in, chart out, each with a title that states the finding. No Streamlit.

Offers the charts (`cost_by_stage`, `cost_per_win_by_segment`, `utilisation`, `non_selling_time`,
`coherence_components`), the headline figures (`kpis`), and what they give: `ChartPanel`, `Kpi`.
"""

from salesmodel.charts.components import coherence_components
from salesmodel.charts.economics import cost_by_stage, cost_per_win_by_segment
from salesmodel.charts.headline import Kpi, kpis
from salesmodel.charts.panel import TEMPLATE, ChartPanel, Table, to_payload
from salesmodel.charts.people import non_selling_time, utilisation

__all__ = [
    "TEMPLATE",
    "ChartPanel",
    "Kpi",
    "Table",
    "coherence_components",
    "cost_by_stage",
    "cost_per_win_by_segment",
    "kpis",
    "non_selling_time",
    "to_payload",
    "utilisation",
]
