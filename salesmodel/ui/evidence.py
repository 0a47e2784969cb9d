"""What the model rests on: which numbers are observed and which assumed, and what the import
made of the files: rows used, repaired and set aside, and what they cannot tell."""

from __future__ import annotations

from typing import Any

import streamlit as st

from salesmodel.charts import formats
from salesmodel.model import SalesModel
from salesmodel.model.inputs import count_by_origin, inputs
from salesmodel.ui.session import WorkbenchSession

ORIGINS = ("observed", "estimated", "judged", "assumed")


def origins(model: SalesModel) -> None:
    """Every input with its tag; a filter by origin."""
    counts = count_by_origin(model)
    total = sum(counts.values())
    st.markdown(f"##### {counts.get('assumed', 0):,} of {total:,} inputs are assumed")
    wanted = st.pills(
        "Known how", ORIGINS, selection_mode="multi", key="origins",
        format_func=lambda origin: f"{origin} {counts.get(origin, 0):,}",
        label_visibility="collapsed",
    )  # fmt: skip
    st.dataframe(
        [
            {
                "What": item.entity,
                "Input": item.field,
                "Value": item.quantity.value,
                "Unit": item.quantity.unit.value.replace("_", " "),
                "Known how": item.origin,
                "From": item.source,
                "Low": item.quantity.low,
                "High": item.quantity.high,
            }
            for item in inputs(model)
            if not wanted or item.origin in wanted
        ],
        hide_index=True, height=470,
    )  # fmt: skip


def imported(session: WorkbenchSession) -> None:
    """How the import accounts for the rows that it read."""
    found = session.imported
    if found is None:
        st.markdown("##### No CRM data behind this model")
        st.markdown("It was started from a template. *Start* takes a CRM export.")
        return
    rows = found["rows"]
    st.markdown(f"##### {rows['read']:,} rows read = {rows['kept']:,} used + "
                f"{rows['rejected']:,} set aside")  # fmt: skip
    _totals(found, session.model.currency)
    _segments(found)
    with st.expander("Files"):
        st.dataframe(found["files"], hide_index=True)
    with st.expander("People and teams"):
        for key in ("teams", "owners"):
            if found.get(key):
                st.dataframe(found[key], hide_index=True)
    with st.expander("Repaired and set aside", expanded=bool(found["rejects"])):
        for key in ("repairs", "rejects"):
            st.dataframe(found[key], hide_index=True) if found[key] else st.caption(f"No {key}.")
    _sentences("To know", found["notes"])
    _sentences("Not known from these files", found["not_knowable"])


def _sentences(title: str, sentences: list[str]) -> None:
    if sentences:
        st.markdown(f"**{title}**")
        st.markdown("\n".join(f"- {sentence}" for sentence in sentences))


def _totals(found: dict[str, Any], currency: str) -> None:
    median = found["median_cycle_days"]
    rate = formats.rate(found["win_rate"])
    st.markdown(
        f"{found['opportunities']:,} opportunities, {found['closed']:,} closed, "
        f"{found['won']:,} won (win rate {rate}, deals closed in the period), "
        f"{found['won_value']:,.0f} {currency} won. Median cycle: {formats.days(median['won'])} "
        f"won, {formats.days(median['lost'])} lost."
    )


def _segments(found: dict[str, Any]) -> None:
    if found.get("segments"):
        st.dataframe(found["segments"], hide_index=True)
