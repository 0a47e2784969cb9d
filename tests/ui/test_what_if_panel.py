"""The view What if: its default table moves, its tornado is drawn or explained."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.ui.session import WorkbenchSession


def panel() -> None:
    from salesmodel.crm import bundled_example, import_files
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.session import current, put
    from salesmodel.ui.what_if_panel import what_if_panel

    session = current() or start_from(import_files(bundled_example()).model)
    put(session)
    what_if_panel(session)


@pytest.fixture
def app() -> AppTest:
    return AppTest.from_function(panel, default_timeout=20).run()


def the_session(app: AppTest) -> WorkbenchSession:
    session: WorkbenchSession = app.session_state["workbench"]
    return session


def cells(app: AppTest) -> set[float | None]:
    """The different values of the table."""
    table = the_session(app).worked_out["what_if"][1]
    return {value for row in table.cells for value in row}


@pytest.mark.parametrize("result", ["contribution", "win_rate", "won_cycle_days", "wins"])
def test_the_table_that_opens_is_never_one_value(app: AppTest, result: str) -> None:
    app.selectbox(key="what_if_result").set_value(result).run()
    assert not app.exception
    assert len(cells(app)) > 20


def test_without_a_stated_range_the_page_says_so_in_place_of_an_empty_chart(app: AppTest) -> None:
    app.selectbox(key="what_if_result").set_value("win_rate").run()
    said = "\n".join(each.value for each in app.markdown)
    assert "No input that moves the win rate states a range." in said
    assert "type ranges on the Design page" in said
    assert not any("Click a bar" in each.value for each in app.caption)


def test_inputs_chosen_for_another_result_are_kept_only_where_both_move_this_one(
    app: AppTest,
) -> None:
    money = [f"segments[gtx].{field}" for field in ("deal_value", "retention")]
    for side, path in zip("xy", money, strict=True):
        app.selectbox(key=f"what_if_{side}").set_value(path).run()
    assert [the_session(app).what_if.x, the_session(app).what_if.y] == money
    app.selectbox(key="what_if_result").set_value("win_rate").run()
    assert not app.exception
    assert (the_session(app).what_if.x, the_session(app).what_if.y) == ("", "")
    assert len(cells(app)) > 20


def test_an_input_chosen_for_the_other_side_is_not_asked_for_twice(app: AppTest) -> None:
    across = app.selectbox(key="what_if_x").value
    app.selectbox(key="what_if_y").set_value(across).run()
    assert not app.exception
    assert app.selectbox(key="what_if_y").value == across
    assert app.selectbox(key="what_if_x").value != across
    assert len(cells(app)) > 20
