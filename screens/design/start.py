"""The start page: the ways in."""

import streamlit as st

from salesmodel.ui import start
from salesmodel.ui.frame import the_session

st.markdown("# How do your customers buy?")
st.markdown("Draw their journey, decide who does each task, and see what a win costs.")
template, crm, scenario = st.columns([400, 360, 424], gap="medium")
with template:
    start.templates()
with crm:
    start.crm_export()
with scenario:
    start.scenarios(the_session())
