"""A page with nothing but the component map and what is chosen in it, for tests and pictures."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).parents[2]))

from salesmodel.charts.component_map import component_map
from salesmodel.coherence.result import Coherence
from salesmodel.model import ComponentKind
from salesmodel.ui.components.component_map import Chosen, component_map_view
from tests.charts.component_sample import (
    DELIVERY,
    NOW,
    PROPOSITION,
    SELECTION,
    TASKS,
    a_choice,
    a_coherence,
    a_pair,
    a_part,
    a_segment,
    the_picture,
)

LONG = "Named accounts that buy by consensus of eight or more people, in regulated industries"


def healthy() -> Coherence:
    return a_coherence(a_segment("Mid-market"))


def open_parts() -> Coherence:
    free = (PROPOSITION, DELIVERY)
    pairs = [(SELECTION, PROPOSITION), (SELECTION, DELIVERY), (PROPOSITION, TASKS),
             (PROPOSITION, DELIVERY), (TASKS, DELIVERY)]  # fmt: skip
    return a_coherence(
        a_segment(
            parts=tuple(a_part(kind, 92, choice=a_choice(kind, None)) for kind in free),
            pairs=tuple(a_pair(one, other, None) for one, other in pairs),
        )
    )


def frayed() -> Coherence:
    """Everything at odds, long names, and the age of nothing known."""
    parts = tuple(
        a_part(kind, 31, choice=a_choice(kind, f"{LONG} ({kind.words})", "read"), balance=-5)
        for kind in ComponentKind
    )
    pairs = (
        a_pair(SELECTION, PROPOSITION, 12, (-3, -2), debt=None),
        a_pair(SELECTION, TASKS, 0, (-3, -3), debt=None),
        a_pair(SELECTION, DELIVERY, 44, (-2, 0), debt=NOW),
        a_pair(PROPOSITION, TASKS, 33, (-1, -2), debt=None),
        a_pair(PROPOSITION, DELIVERY, 21, (-2, -2), debt=datetime(2026, 11, 24)),
        a_pair(TASKS, DELIVERY, 58, (0, -1), debt=None),
    )
    return a_coherence(a_segment(LONG, parts=parts, pairs=pairs))


def whole() -> Coherence:
    first, _ = the_picture()
    return a_coherence(*first.segments, *open_parts().segments, a_segment("Self-serve"))


def choose(chosen: Chosen) -> None:
    st.session_state["kept"] = chosen


CASES = {"picture": lambda: the_picture()[0], "healthy": healthy, "open": open_parts,
         "frayed": frayed, "whole": whole, "none": a_coherence}  # fmt: skip
st.set_page_config(layout="wide")
st.html(
    "<style>[data-testid=stHeader]{display:none!important}"
    ".stMainBlockContainer{padding:8px 16px;max-width:none}"
    ".st-key-panel-components{flex-basis:calc(100vh - 132px)!important;"
    "height:calc(100vh - 132px)!important;padding:12px 16px;"
    "background:light-dark(#FFFFFF,#171C25);border-color:light-dark(#E0E4EA,#2A3340)!important}"
    "[data-testid=stLayoutWrapper]:has(>.st-key-panel-components)"
    "{flex-basis:calc(100vh - 132px)!important;height:calc(100vh - 132px)!important}</style>"
)
case = st.query_params.get("case", "picture")
coherence = CASES[case]()
before = the_picture()[1] if case == "picture" else None
one = None if case in ("whole", "none") else coherence.segments[0].id
kept = st.session_state.get("kept", Chosen())
left, right = st.columns([54, 46])
with left, st.container(key="panel-components", border=True, height=588):
    component_map_view(component_map(coherence, before, NOW, one), kept, choose)
right.markdown(f"Chosen: {', '.join(kind.words for kind in kept.kinds) or 'nothing'}")
if right.button("Clear"):
    st.session_state["kept"] = Chosen(count=kept.count)
    st.rerun()
