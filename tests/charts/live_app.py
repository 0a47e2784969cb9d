"""A page with nothing but a slider and the live component, for browser tests and measurements."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from salesmodel.charts import (
    coherence_components,
    cost_by_stage,
    cost_per_win_by_segment,
    kpis,
    non_selling_time,
    utilisation,
    win_and_cycle,
)
from salesmodel.evaluation.result import Evaluation
from salesmodel.ui.components.live import live_panels
from tests.charts.sample import coherence, evaluation, role, segment, stage

st.set_page_config(layout="wide")
st.html(
    "<style>header{display:none!important}.stMainBlockContainer{padding:8px 16px;max-width:none}"
    ".stVerticalBlock{gap:12px}</style>"
)


def made(load: float) -> Evaluation:
    """The sample with the account executive loaded as said."""
    stages = (
        stage("rec", "Problem recognition", sdr=300_000 * load, ae=310_000),
        stage("exp", "Solution exploration", sdr=200_000, ae=780_000 * load),
        stage("eva", "Vendor evaluation", ae=500_000, se=700_000 * load),
        stage("con", "Consensus building", ae=640_000 * load, se=300_000),
        stage("pro", "Procurement", ae=520_000),
        stage("onb", "Onboarding & <adoption>", se=610_000),
    )
    small = segment("smb", "Small & medium <firms>", cost_per_win=5_400 * load)
    roles = (role("ae", 0.82 * load, 0.34 * load), role("se", 0.91, 0.18), role("sdr", 0.78))
    return evaluation(
        (segment(stages=stages, cost_per_win=48_600 * load), small),
        roles,
        contribution=6_650_000 / load,
        cost_per_win=48_600 * load,
        win_rate=0.239 / load,
        won_days=152 * load,
    )


seq = st.slider("Load of the account executive", 50, 150, 100)
now, before = made(seq / 100), made(1.1)
scores, scores_before = coherence(delivery=52 * min(1, 100 / seq)), coherence(80, 74, 55, 55)
fourth = non_selling_time if st.query_params.get("fourth") else cost_per_win_by_segment
live_panels(kpis(now, scores, before, scores_before), key="headline", seq=seq)
live_panels(
    charts=(
        cost_by_stage(now, before, "ent"),
        fourth(now, before),
        utilisation(now, before),
        coherence_components(scores, scores_before),
        win_and_cycle(now, before),
    ),
    key="charts",
    seq=seq,
)
