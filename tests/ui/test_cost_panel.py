"""The view Cost per win: all segments with their total; one segment down to its inputs."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.evaluation.cost_lines import cost_lines
from salesmodel.ui.session import WorkbenchSession


def panel() -> None:
    from salesmodel.crm import bundled_example, import_files
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.cost_panel import cost_panel
    from salesmodel.ui.session import current, put

    session = current() or start_from(import_files(bundled_example()).model)
    put(session)
    cost_panel(session)


@pytest.fixture
def app() -> AppTest:
    opened = AppTest.from_function(panel, default_timeout=20).run()
    assert not opened.exception
    return opened


def the_session(app: AppTest) -> WorkbenchSession:
    session: WorkbenchSession = app.session_state["workbench"]
    return session


def html(app: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in app.get("html"))


def about_gtx(app: AppTest) -> AppTest:
    the_session(app).scope, the_session(app).segment = "Segment", "gtx"
    app.run()
    assert not app.exception
    return app


def test_all_segments_have_a_finding_as_their_title_and_a_total(app: AppTest) -> None:
    the_session(app).scope = "All"
    app.run()
    assert not app.exception
    assert "A win costs " in html(app)
    assert "All segments</td>" in html(app)


def test_each_line_shows_its_whole_product(app: AppTest) -> None:
    lines = about_gtx(app).radio[0]
    assert len(lines.options) > 1
    assert all("÷ productivity" in each and "an hour =" in each for each in lines.proto.captions)


def test_the_inputs_follow_the_line_that_is_chosen(app: AppTest) -> None:
    about_gtx(app)
    session = the_session(app)
    stage = str(app.selectbox[0].value)
    lines = cost_lines(session.model, session.now.evaluation, "gtx", stage)
    last = len(lines) - 1
    app.radio[0].set_value(last).run()
    assert not app.exception
    shown = html(app)
    assert f"{lines[last].task_name}, {lines[last].role_name}" in shown
    assert all(item.label in shown for item in lines[last].inputs)
    assert "What the visits follow from" in shown


def test_another_stage_begins_with_its_dearest_line(app: AppTest) -> None:
    about_gtx(app)
    app.radio[0].set_value(1).run()
    app.selectbox[0].set_value("gtx.onboard").run()
    assert not app.exception
    assert app.radio[0].value == 0
