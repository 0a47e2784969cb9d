"""The evidence page: which numbers are observed, which are assumed, and what was imported."""

import streamlit as st

from salesmodel.ui import evidence
from salesmodel.ui.frame import the_session
from salesmodel.ui.headline import headline

session = the_session()
headline(session)
inputs, files = st.columns([58, 42], gap="medium")
with inputs:
    evidence.origins(session.model)
with files:
    evidence.imported(session)
