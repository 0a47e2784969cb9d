"""The front door: page config, the style sheet, the session, and the navigation over screens/."""

import streamlit as st

from salesmodel.ui.frame import close_frame, open_frame, prepare

prepare()
st.set_page_config(
    page_title="Sales Model Workbench", layout="wide", initial_sidebar_state="collapsed"
)
page = st.navigation(
    [
        st.Page("screens/design/workbench.py", title="Design", url_path="design", default=True),
        st.Page("screens/design/roles.py", title="Roles", url_path="roles"),
        st.Page("screens/design/coherence.py", title="Coherence", url_path="coherence"),
        st.Page("screens/design/start.py", title="Start", url_path="start"),
        st.Page("screens/evidence/sources.py", title="Evidence", url_path="evidence"),
    ],
    position="top",
)
open_frame()
page.run()
close_frame()
