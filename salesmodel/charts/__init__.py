"""Figures: result in, chart out, each with a title that states the finding. No Streamlit.

Offers the charts (`cost_by_stage`, `cost_per_win_by_segment`, `utilisation`, `non_selling_time`,
`coherence_components`, `win_and_cycle`), the headline figures (`kpis`), and what they give:
`ChartPanel`, `Kpi`, and `About`, what a mark of a chart is about.
"""

from salesmodel.charts.about import About
from salesmodel.charts.components import coherence_components
from salesmodel.charts.economics import cost_by_stage, cost_per_win_by_segment
from salesmodel.charts.headline import Kpi, kpis
from salesmodel.charts.panel import TEMPLATE, ChartPanel, Table, to_payload
from salesmodel.charts.people import non_selling_time, utilisation
from salesmodel.charts.winning import win_and_cycle

__all__ = [
    "TEMPLATE",
    "About",
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
    "win_and_cycle",
]
