"""Where a headline figure comes from: the formula in words, its inputs, and their tags."""

from __future__ import annotations

import streamlit as st

from salesmodel.evaluation import Trace, trace
from salesmodel.model.inputs import source_in_words
from salesmodel.ui.session import WorkbenchSession

FIGURES = {
    "contribution": "Contribution",
    "cost_per_win": "Cost per win",
    "win_rate": "Win rate",
    "won_cycle_days": "Cycle time",
    "utilisation": "Busiest role",
}


@st.dialog("Where does this come from?", width="large")
def trace_dialog(session: WorkbenchSession) -> None:
    """Show the formula, the inputs and the tags of one headline figure at a time."""
    figure = st.segmented_control(
        "Figure", list(FIGURES), format_func=FIGURES.__getitem__, default="cost_per_win",
        key="trace_figure", label_visibility="collapsed", required=True,
    )  # fmt: skip
    found = trace(session.model, session.now.evaluation, str(figure))
    st.markdown(f"**{found.title}**")
    st.markdown(found.formula)
    st.caption(f"Rule {found.rule} of the method. {_assumed(found)}")
    st.dataframe(
        [
            {
                "Input": item.label,
                "Value": item.quantity.value,
                "Unit": item.quantity.unit.value.replace("_", " "),
                "Known how": item.quantity.origin.kind,
                "From": source_in_words(item.quantity),
                "Range": _range(item.quantity.low, item.quantity.high),
            }
            for item in found.inputs
        ],
        hide_index=True, height=320,
    )  # fmt: skip


def _assumed(found: Trace) -> str:
    return f"{found.assumed_share:.0%} of its {len(found.inputs)} inputs are assumed."


def _range(low: float | None, high: float | None) -> str:
    return "not known yet" if low is None or high is None else f"{low:g} to {high:g}"
