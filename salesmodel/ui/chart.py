"""One chart of a page by Streamlit's own Plotly: its finding, its measure, the figure, its numbers.

Offers `show_chart`; `table_html` and `words_html`, a table and a finding in the same look; and
`fill_page`, which gives panels the height that the roles page leaves. The live cards of the design
page have a component of their own (`salesmodel.ui.components.live`); everywhere else a chart is
drawn here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import streamlit as st

from salesmodel.charts.palette import tokens
from salesmodel.charts.panel import ChartPanel, Table
from salesmodel.ui.session import widget

CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}
LEAST = 190
"""px of a chart with its words, below which it does not shrink."""
Chosen = Callable[[int], None]
"""Called with the number of the mark that was clicked: its point's `customdata`."""


def show_chart(
    panel: ChartPanel, *, key: str, height: int | None = None, on_choice: Chosen | None = None
) -> None:
    """Draw a panel: title (the finding), subtitle, figure, "Show the numbers" beside the title.

    `height` in px; None: what is left of the container, which then has a height of its own. `key`
    names its widgets; `on_choice` is called when a mark with `customdata` is clicked.
    """
    with st.container(
        key=f"{key}_chart", gap=None, height="stretch" if height is None else "content"
    ):
        head = st.container(horizontal=True, wrap=False, vertical_alignment="top", gap="small")
        head.html(words_html(panel.title, panel.subtitle))
        with head.popover("Show the numbers", type="tertiary", key=f"{key}_numbers"):
            st.html(
                f'<div style="max-height:340px;max-width:720px;overflow:auto">'
                f"{table_html(panel.table)}</div>"
            )
        _draw(panel, key, height, on_choice)
        if panel.legend:
            st.html(_legend(panel))


def is_dark() -> bool:
    """Whether the reader's browser shows the dark theme."""
    return st.context.theme.type == "dark"


def fill_page(**parts: tuple[float, int]) -> None:
    """Give containers their height by key: a part (0 to 1) of what the roles page leaves under its
    choice of view, less so many px. A chart without a height takes what the rest of its container
    leaves; what does not fit scrolls inside."""
    rules = []
    for name, (part, less) in parts.items():
        own = f".st-key-{name}"
        height = f"calc(var(--roles) * {part:g} - {less}px)"
        rules.append(
            f'[data-testid="stLayoutWrapper"]:has(> {own}), {own} '
            f"{{ flex: none !important; height: {height} !important; }}"
            f"{own} {{ overflow: hidden auto; flex-wrap: nowrap; }}"
            f'{own} > [data-testid="stLayoutWrapper"]:has(> [class*="_chart"]) '
            f"{{ flex: 1 1 0 !important; min-height: {LEAST}px; }}"
            f'{own} [class*="_chart"] {{ height: 100% !important; min-height: 0; }}'
            f'{own} [class*="_chart"] > .stElementContainer:has(.stPlotlyChart) '
            "{ flex: 1 1 0 !important; min-height: 0; overflow: hidden; }"
        )
    st.html(f"<style>{''.join(rules)}</style>")


def _draw(panel: ChartPanel, key: str, height: int | None, on_choice: Chosen | None) -> None:
    figure = panel.figure_in(dark=is_dark())
    figure.update_layout(height=height, autosize=True, dragmode=False)
    given: dict[str, Any] = {
        "width": "stretch", "height": height or "stretch", "theme": None, "config": CONFIG,
        "alt": panel.alt, "key": key,
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


def words_html(title: str, subtitle: str) -> str:
    """A finding and its measure, as they stand over a chart."""
    ink = _either("ink3")
    return (
        f'<style>{_TITLE_STYLE}</style><h6 class="smw-finding">{escape(title)}</h6>'
        f'<p style="margin:1px 0 0;font-size:11px;line-height:16px;color:{ink}">'
        f"{escape(subtitle)}</p>"
    )


_TITLE_STYLE = """
.stApp h6.smw-finding { margin: 0; padding: 0; font-size: 13px; line-height: 17px; font-weight: 620;
  letter-spacing: 0; }
@media (min-width: 1600px) { .stApp h6.smw-finding { font-size: 15px; line-height: 20px; } }"""


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


def table_html(table: Table, *, total: bool = False, wide: bool = False) -> str:
    """The numbers as a plain table; every cell but a row's first stands to the right. `total`: the
    last row is the sum of the others; `wide`: as wide as there is room."""
    cell = "padding:4px 8px;font-variant-numeric:tabular-nums;border:0;border-bottom:1px solid "
    cell += _either("line")
    head = "".join(_cell("th", text, cell, at) for at, text in enumerate(table.columns))
    last = len(table.rows) - 1 if total else None
    rows = "".join(
        _row(texts, f"{cell};font-weight:650" if row == last else cell)
        for row, texts in enumerate(table.rows)
    )
    width = ";width:100%" if wide else ""
    return (
        f'<table style="border-collapse:collapse;font-size:12px;line-height:16px{width}">'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(texts: Sequence[str], style: str) -> str:
    return f"<tr>{''.join(_cell('td', text, style, at) for at, text in enumerate(texts))}</tr>"


def _cell(tag: str, text: str, style: str, at: int) -> str:
    side = "left;min-width:120px" if at == 0 else "right;white-space:nowrap"
    return f'<{tag} style="{style};text-align:{side}">{escape(text)}</{tag}>'


def _either(token: str) -> str:
    """A token's colour in the theme that the page is in."""
    light, dark = (tokens(dark=dark).get(token, token) for dark in (False, True))
    return f"light-dark({light},{dark})"
