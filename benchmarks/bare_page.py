"""The page to be at least twice as fast as: a slider and four stock `st.plotly_chart`."""

import plotly.graph_objects as go
import streamlit as st

st.set_page_config(layout="wide")
share = st.slider("Share", 0, 100, 50, key="share")
for column, height in zip(st.columns(4), (1, 2, 3, 4), strict=True):
    bars = go.Figure(
        go.Bar(x=[share * height, 100 - share, 50], y=["A", "B", "C"], orientation="h")
    )
    bars.update_layout(title_text=f"Share {share}", height=164)
    column.plotly_chart(bars, key=f"chart{height}")
