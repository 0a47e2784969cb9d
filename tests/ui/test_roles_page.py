"""The roles page: its six views, the question that is asked, and what is done with the answer."""

from __future__ import annotations

from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.assignment import Goal, Staffing, optimise
from salesmodel.ui import acts
from salesmodel.ui.session import RolesView, WorkbenchSession


@pytest.fixture
def roles(app: AppTest) -> AppTest:
    opened = app.switch_page("screens/design/roles.py").run()
    assert not opened.exception
    return opened


def session_of(app: AppTest) -> WorkbenchSession:
    session = app.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def shown(app: AppTest, view: str) -> AppTest:
    app.segmented_control(key="roles_view").set_value(view).run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption, *app.warning))


@pytest.mark.parametrize("view", get_args(RolesView))
def test_every_view_runs_on_the_bundled_example(roles: AppTest, view: str) -> None:
    shown(roles, view)
    assert session_of(roles).roles_view == view


def test_the_scope_can_be_one_segment_or_all(roles: AppTest) -> None:
    every = roles.selectbox(key="roles_scope")
    every.set_value("").run()
    assert session_of(roles).of_segment == ""
    other = session_of(roles).model.segments[-1].id
    roles.selectbox(key="roles_scope").set_value(other).run()
    assert session_of(roles).of_segment == other


def test_the_answer_follows_the_question(roles: AppTest) -> None:
    shown(roles, "Optimise")
    assert "a year for the same buyers" in texts(roles)
    roles.segmented_control(key="ask_staffing").set_value(Staffing.AS_IS).run()
    roles.selectbox(key="ask_busy").set_value("85%").run()
    question = session_of(roles).question
    assert (question.staffing, question.max_utilisation) == (Staffing.AS_IS, 0.85)
    assert "These limits cannot all hold." in texts(roles)
    assert "cannot hold together" in texts(roles)
    assert "hours a year at most" in texts(roles)


def test_a_mend_is_a_button_that_makes_it_possible(roles: AppTest) -> None:
    shown(roles, "Optimise")
    roles.segmented_control(key="ask_staffing").set_value(Staffing.AS_IS).run()
    roles.selectbox(key="ask_busy").set_value("85%").run()
    mends = [button for button in roles.button if str(button.key).startswith("mend_")]
    assert len(mends) >= 2
    mends[0].click().run()
    assert not roles.exception
    assert "These limits cannot all hold." not in texts(roles)


def test_taking_all_gives_the_model_that_was_promised_in_one_step(roles: AppTest) -> None:
    shown(roles, "Optimise")
    session = session_of(roles)
    answer = optimise(session.model, session.question)
    gained = sum(move.contribution_change for move in answer.moves[: answer.enough])
    promised = answer.present.contribution + gained
    before, steps = session.model, len(session.history.past)
    roles.button(key="take_all").click().run()
    assert not roles.exception
    session = session_of(roles)
    assert session.now.evaluation.totals.contribution == pytest.approx(promised)
    assert len(session.history.undo(session.model)[1].past) == steps
    assert session.history.undo(session.model)[0] == before
    assert "within 1% of the best" in texts(roles)


def test_most_contribution_can_be_asked_for(roles: AppTest) -> None:
    shown(roles, "Optimise")
    roles.segmented_control(key="ask_goal").set_value(Goal.CONTRIBUTION)
    roles.run(timeout=60)
    assert not roles.exception
    assert session_of(roles).question.goal is Goal.CONTRIBUTION


def test_a_budget_is_typed_as_people_write_it(roles: AppTest) -> None:
    shown(roles, "Optimise")
    roles.text_input(key="ask_budget").set_value("$7.5m").run()
    assert session_of(roles).question.budget == pytest.approx(7.5e6)
    roles.text_input(key="ask_budget").set_value("much").run()
    assert not roles.exception
    assert session_of(roles).question.budget == pytest.approx(7.5e6)
    assert any("much" in str(toast.value) for toast in roles.toast)
    roles.text_input(key="ask_budget").set_value("").run()
    assert session_of(roles).question.budget is None


def test_view_scope_and_question_outlive_a_reload(roles: AppTest) -> None:
    shown(roles, "Optimise")
    roles.segmented_control(key="ask_staffing").set_value(Staffing.WHOLE).run()
    roles.selectbox(key="ask_owners").set_value("one").run()
    before = session_of(roles)
    again = acts.reopen_draft(before.draft)
    assert again is not None
    assert again.roles_view == "Optimise"
    assert again.question == before.question
    assert again.question.max_owners == 1
