"""The workbench: the journey, the tasks of the chosen stage and the live charts on one screen.

The live figures come first: they answer before the rest of the page is drawn.
"""

import streamlit as st

from salesmodel.ui.frame import the_session
from salesmodel.ui.headline import footer, headline, live_charts
from salesmodel.ui.journey_panel import journey_panel
from salesmodel.ui.scenario_bar import fill_bar, open_bar
from salesmodel.ui.stage_panel import stage_panel

session = the_session()
bar = open_bar(session)
figures, main, charts = (st.container() for _ in range(3))
with figures:
    headline(session)
with charts:
    live_charts(session)
fill_bar(session, bar)
with main:
    journey, stage = st.columns([58, 42])
    with stage:
        stage_panel(session)
    with journey:
        journey_panel(session)
with charts:
    footer(session)
