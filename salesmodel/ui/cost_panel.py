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
from salesmodel.evaluation import TraceInput, compile_model, trace
from salesmodel.evaluation.cost_lines import CostLine, cost_lines
from salesmodel.evaluation.spent import SegmentSpent, StageSpent, spent
from salesmodel.model.inputs import source_in_words
from salesmodel.ui.chart import show_chart
from salesmodel.ui.session import WorkbenchSession, bind, once

WATERFALL_HEIGHT = 240
LOST_HEIGHT = 170
LINES_HEIGHT = 190
INPUTS_HEIGHT = 204
INPUT_WIDTHS = {"Input": 190, "Value": 64, "Unit": 84, "Known how": 74}


def cost_panel(session: WorkbenchSession) -> None:
    """Draw the chosen segment's waterfall, its lost deals and the trace of one stage; for all
    segments, a table of them."""
    found: tuple[SegmentSpent, ...] = once(
        session, "spent", (session.now,), lambda: spent(compile_model(session.model))
    )
    segment = next((each for each in found if each.id == session.of_segment), None)
    if segment is None:
        _all_segments(session, found)
        return
    charts, traced = st.columns([54, 46])
    with charts:
        _charts(session, segment)
    with traced, st.container(key="panel-cost-trace", border=True, gap="small"):
        _trace(session, segment)


def _all_segments(session: WorkbenchSession, found: Sequence[SegmentSpent]) -> None:
    currency = session.model.currency
    with st.container(key="panel-cost-segments", border=True):
        st.markdown("##### What a win costs in each segment, and what lost deals make of it")
        if not found:
            st.markdown("No segments yet. Add one on the Design page.")
            return
        st.dataframe([_segment_row(each, currency) for each in found], hide_index=True)
        st.caption("Choose a segment to follow its cost from the first stage to the win.")


def _segment_row(segment: SegmentSpent, currency: str) -> dict[str, str]:
    return {
        "Segment": segment.name,
        "Cost per win": formats.money(segment.cost_per_win, currency),
        "Carried by lost deals": formats.share(segment.lost_share),
        "A lost deal costs": formats.money(segment.lost_deal_cost, currency),
        "Won a year": formats.amount(segment.wins),
        "Lost a year": formats.amount(segment.losses),
    }


def _charts(session: WorkbenchSession, segment: SegmentSpent) -> None:
    currency = session.model.currency
    for panel, height in (
        (cost_waterfall(segment, currency), WATERFALL_HEIGHT),
        (lost_deals(segment, currency), LOST_HEIGHT),
    ):
        with st.container(key=f"panel-{panel.key}", border=True, gap=None):
            show_chart(
                panel, key=panel.key, height=height, on_choice=partial(_choose, segment, panel)
            )


def _choose(segment: SegmentSpent, panel: ChartPanel, mark: int) -> None:
    """A click on a stage's bar or dot traces that stage."""
    stages = panel.about[mark].stages if mark < len(panel.about) else ()
    if stages:
        bind(_stage_key(segment), stages[0])


def _stage_key(segment: SegmentSpent) -> str:
    """The chosen stage, of this segment with these stages: one that is gone is not chosen."""
    return f"cost_stage_{segment.id}_{hash(tuple(stage.id for stage in segment.stages))}"


def _trace(session: WorkbenchSession, segment: SegmentSpent) -> None:
    """One bar as its products, and one product down to its inputs with their tags."""
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
    line = _lines(session, segment, part, lines)
    _inputs(session, segment, line)


def _lines(
    session: WorkbenchSession,
    segment: SegmentSpent,
    part: StageSpent,
    lines: Sequence[CostLine],
) -> CostLine:
    """The products; the one chosen, or the dearest."""
    currency = session.model.currency
    event = st.dataframe(
        [
            {
                "Task": line.task_name,
                "A year": formats.money(line.cost, currency),
                "How": line_in_words(line, currency),
            }
            for line in lines
        ],
        hide_index=True, height=LINES_HEIGHT, on_select="rerun", selection_mode="single-row",
        key=f"cost_lines_{segment.id}_{part.id}", column_config={"Task": st.column_config.Column(
            width=140), "A year": st.column_config.Column(width=58)},
    )  # fmt: skip
    st.caption(sum_in_words(part, segment, currency))
    rows = event["selection"]["rows"]
    return lines[rows[0]] if rows and rows[0] < len(lines) else lines[0]


def _inputs(session: WorkbenchSession, segment: SegmentSpent, line: CostLine) -> None:
    """What stands in the product, then what its visits follow from."""
    st.markdown(f"**{line.task_name}, {line.role_name}**")
    st.caption(line_in_words(line, session.model.currency))
    inputs = list(line.inputs)
    if line.counted != "once":
        behind = trace(session.model, session.now.evaluation, "win_rate", segment.id).inputs
        known = {item.path for item in inputs}
        inputs += [item for item in behind if item.path not in known]
    st.dataframe(
        [_input_row(item) for item in inputs], hide_index=True, height=INPUTS_HEIGHT,
        column_config={
            name: st.column_config.Column(width=width) for name, width in INPUT_WIDTHS.items()
        },
    )  # fmt: skip


def _input_row(item: TraceInput) -> dict[str, object]:
    return {
        "Input": item.label,
        "Value": item.quantity.value,
        "Unit": item.quantity.unit.value.replace("_", " "),
        "Known how": item.quantity.origin.kind,
        "From": source_in_words(item.quantity),
    }
