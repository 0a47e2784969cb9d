"""The peer's page: streamlit-flow-component on the same journey, and what it gave to Python.

`PEER` names the folder that it is installed in; the bench puts it there.
"""

import os
import sys

sys.path.insert(0, os.environ["PEER"])

import streamlit as st
from streamlit_flow import streamlit_flow
from streamlit_flow.elements import StreamlitFlowEdge, StreamlitFlowNode
from streamlit_flow.state import StreamlitFlowState

from benchmarks.journeys import long_journey

st.set_page_config(layout="wide")
model = long_journey(12, 40)
if "state" not in st.session_state:
    st.session_state.state = StreamlitFlowState(
        [
            StreamlitFlowNode(
                place.id, (140 * i, 100 if i < 12 else 300), {"content": place.name},
                source_position="right", target_position="left",
            )
            for i, place in enumerate((*model.stages, *model.outcomes))
        ],
        [
            StreamlitFlowEdge(
                move.id, move.source, move.target, label=f"{move.probability.value:.0%}"
            )
            for move in model.moves
        ],
    )  # fmt: skip
st.session_state.state = streamlit_flow("flow", st.session_state.state, height=300, fit_view=True)
places = ", ".join(f"{node.position['x']:.0f}" for node in st.session_state.state.nodes)
with st.container(key="python"):
    st.write(places)
