"""The workbench: the journey, the tasks of the chosen stage and the live charts on one screen."""

import streamlit as st

from salesmodel.ui.frame import the_session
from salesmodel.ui.headline import footer, headline, live_charts
from salesmodel.ui.journey_panel import journey_panel
from salesmodel.ui.scenario_bar import scenario_bar
from salesmodel.ui.stage_panel import stage_panel

session = the_session()
scenario_bar(session)
headline(session)
journey, stage = st.columns([58, 42])
with journey:
    journey_panel(session)
with stage:
    stage_panel(session)
live_charts(session)
footer(session)
