"""A chart with what it says: a finding as its title, the figure, its words and its numbers.

Offers `ChartPanel`, `Table` and `to_payload`. A panel holds its drawing as plain Plotly JSON with
colours named by token; a `plotly` figure is only built when somebody asks for one, because
validating it costs more than drawing it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from salesmodel.charts.about import About
from salesmodel.charts.drawing import Drawing, standalone
from salesmodel.charts.palette import coloured, tokens

if TYPE_CHECKING:
    import plotly.graph_objects as go

MAX_TITLE = 72

TEMPLATE: dict[str, Any] = {
    "layout": {
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "Inter, system-ui, sans-serif", "size": 11, "color": "@ink2"},
        "showlegend": False,
        "barmode": "overlay",
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "@surface",
            "bordercolor": "@line2",
            "align": "left",
            "font": {"family": "Inter, system-ui, sans-serif", "size": 11, "color": "@ink"},
        },
        "xaxis": {
            "visible": False,
            "showgrid": False,
            "zeroline": False,
            "showticklabels": False,
            "ticks": "",
        },
        "yaxis": {
            "visible": False,
            "showgrid": False,
            "zeroline": False,
            "ticks": "",
            "fixedrange": True,
            "automargin": False,
        },
    }
}
"""What every chart of the workbench shares; one template, made from the tokens."""


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart, as they are read; `about`: what each row is about."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    about: tuple[About, ...] = ()


@dataclass(frozen=True)
class ChartPanel:
    """A chart: `title` states the finding, `subtitle` measure and unit, `alt` what is to be seen.

    `drawing`: what is drawn, with token colours; `legend`: label and colour token.
    """

    key: str
    title: str
    subtitle: str
    drawing: Drawing
    alt: str
    table: Table
    legend: tuple[tuple[str, str], ...] = ()

    @property
    def spec(self) -> dict[str, Any]:
        """Plotly's data and layout, without the words around the plot."""
        return self.drawing.spec

    @property
    def about(self) -> tuple[About, ...]:
        """What each bar, piece of a bar or dot is about, in the order of the drawn points."""
        return self.drawing.about

    @property
    def figure(self) -> go.Figure:
        """The chart as a Plotly figure in the light theme."""
        return self.figure_in(dark=False)

    def figure_in(self, *, dark: bool) -> go.Figure:
        """The chart as a Plotly figure in either theme."""
        import plotly.graph_objects as go

        spec = coloured({"template": TEMPLATE, **standalone(self.drawing)}, tokens(dark=dark))
        return go.Figure(
            {"data": spec["data"], "layout": {**spec["layout"], "template": spec["template"]}}
        )


def to_payload(panel: ChartPanel) -> dict[str, Any]:
    """A panel as the JSON that the browser draws; the template travels apart, once."""
    return {
        "key": panel.key,
        "title": panel.title,
        "subtitle": panel.subtitle,
        "alt": panel.alt,
        "figure": panel.spec,
        "words": [vars(words) for words in panel.drawing.words],
        "limits": [vars(limit) for limit in panel.drawing.limits],
        "rails": [vars(rail) for rail in panel.drawing.rails],
        "about": [about.payload() for about in panel.about],
        "legend": [{"label": label, "colour": colour} for label, colour in panel.legend],
        "table": {
            "columns": list(panel.table.columns),
            "rows": [list(row) for row in panel.table.rows],
            "about": [about.payload() for about in panel.table.about],
        },
    }


def first_that_fits(*titles: str) -> str:
    """The first title that a card can hold; the last, cut, if none does."""
    for title in titles:
        if len(title) <= MAX_TITLE:
            return title
    return titles[-1][: MAX_TITLE - 1].rstrip() + "…"
