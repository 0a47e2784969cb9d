"""The start page opens the exercises: a story, a question, and the broken model."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.coherence.exercises import Exercise, broken, exercises
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession


@pytest.fixture
def dialog(app: AppTest) -> AppTest:
    app.switch_page("screens/design/start.py").run()
    app.button(key="exercises").click().run()
    assert not app.exception
    return app


def session_of(app: AppTest) -> WorkbenchSession:
    session = app.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def words(app: AppTest) -> str:
    return "\n".join(str(each.value) for each in (*app.markdown, *app.caption))


def choose(app: AppTest, exercise: str) -> AppTest:
    """Choose one in the dialog; the harness knows no dialog that stays, so it is opened again."""
    app.radio(key="exercise").set_value(exercise)
    app.button(key="exercises").click().run()
    return app


def open_chosen(app: AppTest) -> AppTest:
    app.button(key="open_exercise").click()
    app.button(key="exercises").click().run()
    assert not app.exception
    return app


def test_the_dialog_offers_all_twelve(dialog: AppTest) -> None:
    assert dialog.radio(key="exercise").options == [each.name for each in exercises()]


@pytest.mark.parametrize("exercise", exercises()[::3], ids=lambda each: each.id)
def test_a_chosen_exercise_tells_its_story_and_asks_its_question(
    dialog: AppTest, exercise: Exercise
) -> None:
    shown = words(choose(dialog, exercise.id))
    for said in (*exercise.story, exercise.question, exercise.look_for, exercise.mend):
        assert said in shown


def test_an_opened_exercise_is_the_broken_model_with_nothing_unreviewed(dialog: AppTest) -> None:
    exercise = next(each for each in exercises() if each.id == "enterprise_sold_like_smb")
    session = session_of(open_chosen(choose(dialog, exercise.id)))
    assert session.model.name == exercise.name
    assert session.of_segment == ""  # all segments: the break may be in any of them
    assert session.now.coherence.findings[0].check == exercise.check
    assert all(not p.unreviewed for s in session.now.coherence.segments for p in s.pairs)
    assert session.reference.model == session.model


def test_an_opened_exercise_shows_the_coherence_page(dialog: AppTest) -> None:
    open_chosen(dialog)
    assert dialog.segmented_control(key="coherence_view").value == "Map"


def test_an_opened_exercise_stands_at_the_segment_of_its_first_finding(dialog: AppTest) -> None:
    # regression: Choices then showed a healthy segment
    exercise = next(e for e in exercises() if first_segment(e) not in (None, opened_at(e)))
    session = session_of(open_chosen(choose(dialog, exercise.id)))
    assert session.segment == first_segment(exercise)
    assert session.of_segment == ""
    assert session.stage in {s.id for s in session.model.stages if s.segment == session.segment}


def first_segment(exercise: Exercise) -> str | None:
    """Where the first finding with a segment is."""
    found = acts.start_from(broken(exercise)).now.coherence.findings
    return next((each.segment for each in found if each.segment), None)


def opened_at(exercise: Exercise) -> str:
    return acts.start_from(broken(exercise)).segment
