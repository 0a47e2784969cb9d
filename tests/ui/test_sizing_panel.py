"""The sizing view: its controls make another plan, and ramp is edited as one step."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.ui.hires_table import hires_table
from salesmodel.ui.session import WorkbenchSession


def panel() -> None:
    from salesmodel.defaults import template
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.session import current, put
    from salesmodel.ui.sizing_panel import sizing_panel

    session = current() or start_from(template("enterprise"))
    put(session)
    sizing_panel(session)


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(panel, default_timeout=20).run()


def the_session(app: AppTest) -> WorkbenchSession:
    session: WorkbenchSession = app.session_state["workbench"]
    return session


def test_the_view_opens_without_a_fault_and_says_how_many_figures_have_no_source(
    app: AppTest,
) -> None:
    assert not app.exception
    assert any("figures have no source" in part.value for part in app.markdown)


def test_more_growth_makes_another_plan_and_is_kept_in_the_session(app: AppTest) -> None:
    before = the_session(app).searches["staffing"].found
    app.number_input(key="sizing_growth").set_value(60).run()
    after = the_session(app).searches["staffing"].found
    assert the_session(app).sizing.growth == 0.6
    assert after.hired > before.hired


def test_more_growth_than_can_be_planned_is_cut_and_said(app: AppTest) -> None:
    app.number_input(key="sizing_growth").set_value(500).run()
    assert not app.exception
    assert the_session(app).sizing.growth == 3
    assert app.number_input(key="sizing_growth").value == 300
    (notice,) = the_session(app).notices
    assert notice.sentence == "Growth of 500%: at most 300% can be planned."
    assert the_session(app).searches["staffing"].found.growth_a_year == 3


def test_two_years_are_read_by_quarter(app: AppTest) -> None:
    app.segmented_control(key="sizing_months").set_value(24).run()
    assert not app.exception
    plan = the_session(app).searches["staffing"]
    assert plan.is_done(wait=20)
    shown = hires_table(plan.found, 1)
    assert shown.count("<th>") == 4 + 8
    assert "Oct–Dec<br>year 2" in shown


def test_drawing_another_role_makes_no_other_plan(app: AppTest) -> None:
    before = the_session(app).searches["staffing"].found
    app.segmented_control(key="sizing_role").set_value("ae").run()
    assert the_session(app).sizing.role == "ae"
    assert the_session(app).searches["staffing"].found is before


def test_a_plan_that_cannot_be_made_is_said_in_words(app: AppTest) -> None:
    from salesmodel.editing import SetCells
    from salesmodel.ui import acts

    acts.edit(the_session(app), SetCells(cells={"segments[ent].arrivals": "900000000"}))
    app.run()
    assert not app.exception
    assert "would take" in app.warning[0].value
