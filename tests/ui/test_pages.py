"""Every page runs, and the gestures that a page offers reach the model."""

from __future__ import annotations

from html import escape

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.ui.session import WorkbenchSession
from salesmodel.ui.stage_panel import whole_percents
from tests.ui.conftest import PAGES


def session_of(app: AppTest) -> WorkbenchSession:
    session = app.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def with_sliders(app: AppTest) -> AppTest:
    app.segmented_control(key="mix_view").set_value("Sliders").run()
    assert not app.exception
    return app


def task_shares(app: AppTest) -> dict[str, float]:
    session = session_of(app)
    return {a.role: a.share.value for a in session.model.assignments if a.task == session.task}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_on_the_bundled_example(app: AppTest, page: str) -> None:
    app.switch_page(page).run()
    assert not app.exception


def test_a_slider_moves_the_share_and_the_others_give_way(app: AppTest) -> None:
    with_sliders(app)
    slider = app.slider[0]
    wanted = 30 if slider.value != 30 else 35
    slider.set_value(wanted).run()
    assert not app.exception
    shares = task_shares(app)
    assert sum(shares.values()) == pytest.approx(1)
    assert wanted / 100 in [pytest.approx(share) for share in shares.values()]


def test_a_locked_share_stays_where_it_is(app: AppTest) -> None:
    with_sliders(app)
    before = task_shares(app)
    held = next(role for role, share in before.items() if 0 < share < 1)
    task = session_of(app).task
    app.checkbox(key=f"lock.{task}.{held}").check().run()
    mover = next(
        slider for slider in app.slider if slider.key != f"share.{task}.{held}"
        and slider.key in {f"share.{task}.{role}" for role in before}
    )  # fmt: skip
    mover.set_value(max(0, mover.value - 5)).run()
    assert task_shares(app)[held] == before[held]


def test_a_saved_scenario_opens_with_its_baseline(app: AppTest) -> None:
    with_sliders(app)
    baseline = session_of(app).model
    app.slider[0].set_value(app.slider[0].value - 10).run()
    edited = session_of(app).model
    app.button(key="save").click().run()
    saved = session_of(app).saved
    assert saved is not None
    assert saved.number == 2  # the baseline is version 1
    app.switch_page("screens/design/start.py").run()
    app.button(key=f"open_{saved.scenario}").click().run()
    assert not app.exception
    assert session_of(app).model == edited
    assert session_of(app).baseline.model == baseline


def test_a_scenario_renamed_on_the_start_page_opens_under_its_new_name(app: AppTest) -> None:
    app.button(key="save").click().run()
    saved = session_of(app).saved
    assert saved is not None
    app.switch_page("screens/design/start.py").run()
    app.text_input(key=f"name_{saved.scenario}").set_value("FY27 plan").run()
    app.button(key=f"open_{saved.scenario}").click().run()
    assert session_of(app).model.name == "FY27 plan"


def test_a_deleted_scenario_comes_back_by_undo(app: AppTest) -> None:
    app.button(key="save").click().run()
    saved = session_of(app).saved
    assert saved is not None
    app.switch_page("screens/design/start.py").run()
    app.button(key=f"delete_{saved.scenario}").click().run()
    assert f"open_{saved.scenario}" not in {button.key for button in app.button}
    app.button(key=f"undelete_{saved.scenario}").click().run()
    assert f"open_{saved.scenario}" in {button.key for button in app.button}


@pytest.mark.parametrize("template", ["enterprise", "mid_market", "smb", "self_serve"])
def test_a_template_opens_on_the_design_page(app: AppTest, template: str) -> None:
    app.switch_page("screens/design/start.py").run()
    app.button(key=f"use_{template}").click().run()
    assert not app.exception
    assert session_of(app).imported is None
    app.switch_page(PAGES[0]).run()
    assert not app.exception


def test_the_trace_of_a_figure_opens(app: AppTest) -> None:
    app.button(key="trace").click().run()
    assert not app.exception
    assert any("Cost per win" in str(text.value) for text in app.markdown)


def test_the_findings_are_listed_with_the_thirty_percent_verdict(app: AppTest) -> None:
    app.button(key="findings").click().run()
    assert not app.exception
    shown = " ".join(str(text.value) for text in app.markdown)
    rows = " ".join(str(each.proto.body) for each in app.get("html"))
    for finding in session_of(app).now.coherence.findings:
        assert escape(finding.sentence) in rows
    assert "non-selling" in shown or "not selling" in shown or "30% line" in shown


def upload(app: AppTest, name: str, content: bytes) -> AppTest:
    app.switch_page(PAGES[1]).run()
    app.file_uploader[0].upload(name, content).run()
    app.button(key="import").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("model.json", b"{not json", "JSON"),
        ("model.json", b"", "empty"),
        ("model.json", b'{"schema_version": 2}', "version"),
        ("deals.csv", b"", "empty"),
        ("deals.csv", b"colour,size\nred,1\n", "column"),
    ],
)
def test_an_unusable_file_gets_one_sentence_and_the_model_stays(
    app: AppTest, name: str, content: bytes, sentence: str
) -> None:
    before = session_of(app).model
    upload(app, name, content)
    assert len(app.error) == 1
    assert sentence in str(app.error[0].value)
    assert session_of(app).model == before


def test_whole_percents_always_add_to_a_hundred() -> None:
    assert whole_percents({"ae": 1 / 3, "se": 1 / 3, "sdr": 1 / 3}) == {
        "ae": 34,
        "se": 33,
        "sdr": 33,
    }
