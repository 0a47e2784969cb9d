"""One chart of a page by Streamlit's own Plotly: its finding, its measure, the figure, its numbers.

Offers `show_chart`. The live cards of the design page have a component of their own
(`salesmodel.ui.components.live`); everywhere else a chart is drawn here.
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import streamlit as st

from salesmodel.charts.palette import tokens
from salesmodel.charts.panel import ChartPanel, Table
from salesmodel.ui.session import widget

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
Chosen = Callable[[int], None]
"""Called with the number of the mark that was clicked: its point's `customdata`."""


def show_chart(
    panel: ChartPanel, *, key: str, height: int, on_choice: Chosen | None = None
) -> None:
    """Draw a panel: title (the finding), subtitle, figure of `height` px, "Show the numbers".

    `key` names its widgets; `on_choice` is called when a mark with `customdata` is clicked.
    """
    with st.container(key=f"{key}_chart", gap=None):
        head = st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small")
        head.html(_words(panel))
        with head.popover("Show the numbers", type="tertiary", key=f"{key}_numbers"):
            st.html(_table(panel.table))
        _draw(panel, key, height, on_choice)
        if panel.legend:
            st.html(_legend(panel))


def is_dark() -> bool:
    """Whether the reader's browser shows the dark theme."""
    return st.context.theme.type == "dark"


def _draw(panel: ChartPanel, key: str, height: int, on_choice: Chosen | None) -> None:
    figure = panel.figure_in(dark=is_dark())
    figure.update_layout(height=height, autosize=True, dragmode=False)
    given: dict[str, Any] = {
        "width": "stretch", "height": height, "theme": None, "config": CONFIG, "alt": panel.alt,
        "key": key,
    }  # fmt: skip
    if on_choice is None:
        st.plotly_chart(figure, **given)
    else:
        chosen = on_choice
        st.plotly_chart(
            figure, on_select=lambda: _report(key, chosen), selection_mode="points", **given
        )


def _report(key: str, on_choice: Chosen) -> None:
    points = widget(key)["selection"]["points"]
    if not points:
        return
    mark = points[0].get("customdata")
    mark = mark[0] if isinstance(mark, list) and mark else mark
    if isinstance(mark, (int, float)):
        on_choice(int(mark))


def _words(panel: ChartPanel) -> str:
    ink = _either("ink3")
    return (
        '<h6 style="margin:0;padding:0;font-size:13px;line-height:17px;font-weight:620;'
        f'letter-spacing:0">{escape(panel.title)}</h6>'
        f'<p style="margin:1px 0 0;font-size:11px;line-height:16px;color:{ink}">'
        f"{escape(panel.subtitle)}</p>"
    )


def _legend(panel: ChartPanel) -> str:
    items = "".join(
        '<span style="display:inline-flex;align-items:center;gap:4px">'
        '<i style="width:10px;height:10px;border-radius:2px;background:'
        f'{_either(colour.removeprefix("@"))}"></i>{escape(label)}</span>'
        for label, colour in panel.legend
    )
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:4px 12px;font-size:11px;line-height:16px;'
        f'color:{_either("ink2")}">{items}</div>'
    )


def _table(table: Table) -> str:
    """The numbers as a plain table; every cell but a row's first stands to the right."""
    cell = "padding:4px 8px;font-variant-numeric:tabular-nums;border:0;border-bottom:1px solid "
    cell += _either("line")
    head = "".join(_cell("th", text, cell, at) for at, text in enumerate(table.columns))
    rows = "".join(
        f"<tr>{''.join(_cell('td', text, cell, at) for at, text in enumerate(row))}</tr>"
        for row in table.rows
    )
    return (
        '<div style="max-height:340px;max-width:720px;overflow:auto">'
        '<table style="border-collapse:collapse;font-size:12px;line-height:16px">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(tag: str, text: str, style: str, at: int) -> str:
    side = "left;min-width:120px" if at == 0 else "right;white-space:nowrap"
    return f'<{tag} style="{style};text-align:{side}">{escape(text)}</{tag}>'


def _either(token: str) -> str:
    """A token's colour in the theme that the page is in."""
    light, dark = (tokens(dark=dark).get(token, token) for dark in (False, True))
    return f"light-dark({light},{dark})"
