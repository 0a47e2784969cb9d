"""What a win costs, from the chart down to the inputs: the waterfall, the lost deals, the trace."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from salesmodel.charts import ChartPanel, formats
from salesmodel.charts.cost_per_win import (
    cost_waterfall,
    line_in_words,
    lost_deals,
    sum_in_words,
)
from salesmodel.charts.segment_costs import segment_costs
from salesmodel.evaluation import compile_model, trace
from salesmodel.evaluation.cost_lines import CostLine, cost_lines
from salesmodel.evaluation.spent import SegmentSpent, StageSpent, spent
from salesmodel.ui.chart import fill_page, show_chart, table_html
from salesmodel.ui.inputs_table import inputs_table
from salesmodel.ui.session import WorkbenchSession, bind, once

_HEIGHTS = {
    "panel-cost_waterfall": (0.58, 0),
    "panel-lost_deals": (0.42, 8),
    "panel-cost-trace": (1.0, 0),
    "panel-cost-segments": (1.0, 0),
}
_MARKDOWN = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_{}[]<>$#~|:"})


def cost_panel(session: WorkbenchSession) -> None:
    """Draw the chosen segment's waterfall, its lost deals and the trace of one stage; for all
    segments, their bars and a table of them."""
    found: tuple[SegmentSpent, ...] = once(
        session, "spent", (session.now,), lambda: spent(compile_model(session.model))
    )
    segment = next((each for each in found if each.id == session.of_segment), None)
    fill_page(**_HEIGHTS)
    if segment is None:
        _all_segments(session, found)
        return
    charts, traced = st.columns([52, 48])
    with charts:
        _charts(session, segment)
    with traced, st.container(key="panel-cost-trace", border=True, gap="small"):
        _trace(session, segment)


def _all_segments(session: WorkbenchSession, found: Sequence[SegmentSpent]) -> None:
    with st.container(key="panel-cost-segments", border=True):
        if not found:
            st.markdown("No segments yet. Start from a template or a CRM export.")
            return
        panel = segment_costs(found, session.model.currency)
        show_chart(panel, key=panel.key, on_choice=partial(_choose_segment, session, panel))
        st.html(
            f'<div style="overflow-x:auto">{table_html(panel.table, total=True, wide=True)}</div>'
        )
        st.caption("Click a bar to follow a segment's cost from the first stage to the win.")


def _choose_segment(session: WorkbenchSession, panel: ChartPanel, mark: int) -> None:
    """A click on a segment's bar makes the page about it."""
    chosen = panel.about[mark].segments if mark < len(panel.about) else ()
    if chosen:
        session.scope, session.segment = "Segment", chosen[0]


def _charts(session: WorkbenchSession, segment: SegmentSpent) -> None:
    currency = session.model.currency
    for panel in (cost_waterfall(segment, currency), lost_deals(segment, currency)):
        with st.container(key=f"panel-{panel.key}", border=True, gap=None):
            show_chart(panel, key=panel.key, on_choice=partial(_choose, segment, panel))


def _choose(segment: SegmentSpent, panel: ChartPanel, mark: int) -> None:
    """A click on a stage's bar or dot traces that stage."""
    stages = panel.about[mark].stages if mark < len(panel.about) else ()
    if stages:
        bind(_stage_key(segment), stages[0])


def _stage_key(segment: SegmentSpent) -> str:
    """The chosen stage, of this segment with these stages: one that is gone is not chosen."""
    return f"cost_stage_{segment.id}_{hash(tuple(stage.id for stage in segment.stages))}"


def _trace(session: WorkbenchSession, segment: SegmentSpent) -> None:
    """One bar as its products, and one product down to its inputs with where they come from."""
    parts = {stage.id: stage for stage in segment.stages}
    if not parts:
        st.markdown("No stages yet. Draw the journey on the Design page.")
        return
    lost = [stage.lost for stage in segment.stages]  # the title names the largest
    chosen = st.selectbox(
        "Where does a bar come from?", list(parts), index=lost.index(max(lost)),
        format_func=lambda stage: parts[stage].name, key=_stage_key(segment),
    )  # fmt: skip
    part = parts[str(chosen)]
    lines = cost_lines(session.model, session.now.evaluation, segment.id, part.id)
    if not lines:
        st.markdown("No task costs anything here: is that intended?")
        return
    _inputs(session, segment, _line(session, segment, part, lines))


def _line(
    session: WorkbenchSession,
    segment: SegmentSpent,
    part: StageSpent,
    lines: Sequence[CostLine],
) -> CostLine:
    """The products, each in full under its name; the one chosen, or the dearest."""
    currency = session.model.currency
    with st.container(key="cost_lines"):
        chosen = st.radio(
            "Whose part of it?", range(len(lines)), label_visibility="collapsed",
            format_func=lambda at: _named(lines[at], currency),
            captions=[_plain(line_in_words(line, currency)) for line in lines],
            key=f"cost_line_{segment.id}_{part.id}_{len(lines)}",
        )  # fmt: skip
    st.caption(_plain(sum_in_words(part, segment, currency)))
    return lines[chosen or 0]


def _named(line: CostLine, currency: str) -> str:
    name = _plain(f"{line.task_name}, {line.role_short}")
    return f"{name}: **{_plain(formats.money(line.cost, currency))}** a year"


def _plain(text: str) -> str:
    """Words as they are, also where they hold signs of Markdown."""
    return text.translate(_MARKDOWN)


def _inputs(session: WorkbenchSession, segment: SegmentSpent, line: CostLine) -> None:
    """What stands in the product, then what its visits follow from."""
    groups = {f"{line.task_name}, {line.role_name}": line.inputs}
    if line.counted != "once":
        behind = trace(session.model, session.now.evaluation, "win_rate", segment.id).inputs
        known = {item.path for item in line.inputs}
        visits = tuple(item for item in behind if item.path not in known)
        groups["What the visits follow from"] = visits
    st.html(inputs_table(groups, session.model.currency))
