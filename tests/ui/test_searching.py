"""Work beside the page: quick answers come at once, long ones can be watched and stopped."""

from __future__ import annotations

from time import sleep

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.assignment import Watch
from salesmodel.ui import searching
from salesmodel.ui.acts import start_from
from salesmodel.ui.searching import search
from tests.builders import a_model


@pytest.fixture
def session():
    return start_from(a_model())


def until_stopped(watch: Watch) -> str:
    """Work that ends only when somebody stops it, or after half a minute."""
    watch.stop.wait(30)
    return "stopped" if watch.stop.is_set() else "done"


def test_a_quick_answer_is_there_at_once(session):
    assert search(session, "sum", (1, 2), lambda _: 3) == 3


def test_the_same_question_is_not_worked_out_twice(session):
    asked = []
    for _ in range(2):
        assert search(session, "sum", (session.model, "x"), lambda _: asked.append(1) or 3) == 3
    assert asked == [1]


def test_another_question_stops_the_search_for_the_first(session, monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 0.01)
    monkeypatch.setattr(searching, "_progress", lambda *_: None)
    assert search(session, "long", ("first",), until_stopped) is None
    first = session.searches["long"]
    assert search(session, "long", ("second",), lambda _: "second") == "second"
    assert first.is_done(wait=5)
    assert first.found == "stopped"


def test_what_is_refused_is_said_on_the_page_and_gives_nothing():
    def page() -> None:
        import streamlit as st

        from salesmodel.model import UnusableQuestion
        from salesmodel.ui.acts import start_from
        from salesmodel.ui.searching import search
        from tests.builders import a_model

        def refuse(_: object) -> None:
            raise UnusableQuestion("The budget is $-5.", "Give zero or more.")

        st.write(search(start_from(a_model()), "x", (1,), refuse))

    app = AppTest.from_function(page).run()
    assert not app.exception
    assert app.warning[0].value == r"The budget is \$-5. Give zero or more."


def test_a_fault_of_ours_is_not_swallowed(session):
    def fail(_: Watch) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        search(session, "x", (1,), fail)


def test_a_long_search_shows_how_far_it_is_and_can_be_cancelled(monkeypatch):
    monkeypatch.setattr(searching, "AT_ONCE", 0.05)

    def page() -> None:
        import streamlit as st

        from salesmodel.ui import searching
        from salesmodel.ui.acts import start_from
        from tests.builders import a_model
        from tests.ui.test_searching import until_stopped

        if "session" not in st.session_state:
            st.session_state.session = start_from(a_model())
        session = st.session_state.session
        found = searching.search(session, "long", ("only",), until_stopped)
        st.write(f"found {found}")

    app = AppTest.from_function(page).run()
    assert not app.exception
    assert "found None" in app.markdown[-1].value
    button = app.button(key="cancel_long")
    assert button.label == "Cancel"
    button.click().run()
    sleep(0.2)
    app.run()
    assert app.markdown[-1].value == "found stopped"
