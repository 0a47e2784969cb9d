"""The view Segments: a pair is chosen, its distances are told, and what can be done goes on."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.ui.session import WorkbenchSession


def panel() -> None:
    """Self-serve and sales assist, and a copy of either that buys as an enterprise does."""
    from salesmodel.defaults import template
    from salesmodel.editing import AddSegment, SetSegmentValue, do
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.segments_panel import segments_panel
    from salesmodel.ui.session import current, put

    def opened():
        model = template("self_serve")
        for segment in model.segments:
            copy = segment.model_copy(
                update={"id": f"big-{segment.id}", "name": f"Big {segment.name}"}
            )
            model, _ = do(model, AddSegment(segment=copy, like=segment.id))
            for field, value in (("stakeholders", 9), ("formality", 0.9), ("human_contact", 0.9)):
                figure = SetSegmentValue(segment=copy.id, field=f"profile.{field}", value=value)
                model, _ = do(model, figure)
        return start_from(model)

    session = current() or opened()
    put(session)
    segments_panel(session)


def lonely() -> None:
    from salesmodel.defaults import template
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.segments_panel import segments_panel

    segments_panel(start_from(template("smb")))


def alike() -> None:
    """Two that buy alike; half of what is done for Mid is done by others."""
    from salesmodel.editing import SetShares, do
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.segments_panel import segments_panel
    from salesmodel.ui.session import current, put
    from tests.coherence.conftest import a_company, a_segment

    def opened():
        model = a_company([a_segment(each, each.title(), 5, 0.5, 0.5) for each in ("ent", "mid")])
        model = model.model
        for task in ("executive-alignment", "negotiation"):
            model, _ = do(model, SetShares(task=f"mid.{task}", shares={"csm": 1}))
        return start_from(model)

    session = current() or opened()
    put(session)
    segments_panel(session)


def without_hours() -> None:
    from salesmodel.editing import do
    from salesmodel.editing.segments import AddSegment
    from salesmodel.ui.acts import start_from
    from salesmodel.ui.segments_panel import segments_panel
    from tests.builders import a_model, a_segment, a_stage

    first = a_stage("smb.try", "Trial", segment="smb")
    model, _ = do(a_model(), AddSegment(segment=a_segment("smb", "SMB"), first_stage=first))
    segments_panel(start_from(model))


@pytest.fixture
def app() -> AppTest:
    opened = AppTest.from_function(panel, default_timeout=20).run()
    assert not opened.exception
    return opened


def the_session(app: AppTest) -> WorkbenchSession:
    session: WorkbenchSession = app.session_state["workbench"]
    return session


def told(app: AppTest) -> str:
    """What is written on the panel, without what Streamlit makes of it."""
    return "\n".join([*(each.value for each in app.markdown), *html(app)])


def html(app: AppTest) -> list[str]:
    return [each.proto.body for each in app.get("html")]


def test_the_largest_misfit_is_chosen_at_first(app: AppTest) -> None:
    first = the_session(app).worked_out["apart"][1][0]
    assert app.selectbox(key="segments_pair").value == f"{first.one}|{first.other}"
    assert f"{first.buying:.2f}" in told(app)
    assert first.buying_parts[0].words in told(app)


def test_the_parts_follow_the_pair_that_is_chosen(app: AppTest) -> None:
    app.selectbox(key="segments_pair").set_value("assist|big-assist").run()
    assert not app.exception
    assert "They are sold more alike than they buy" in told(app)
    assert "3 against 9" in told(app)
    app.selectbox(key="segments_pair").set_value("big-self|self").run()
    assert "They buy differently and are sold alike" in told(app)
    assert "9 against 1" in told(app)


def test_a_long_name_is_cut_on_its_button(app: AppTest) -> None:
    app.selectbox(key="segments_pair").set_value("assist|big-assist").run()
    assert [b.label for b in app.button if b.label.startswith("Open")] == [
        "Open Sales assist on the map",
        "Open Big Sa… assist on the map",
    ]


def test_all_pairs_can_be_chosen_by_name(app: AppTest) -> None:
    assert len(app.selectbox(key="segments_pair").options) == 6


def test_a_button_opens_a_segment_on_the_map(app: AppTest) -> None:
    app.selectbox(key="segments_pair").set_value("assist|big-assist").run()
    app.button(key="open_big-assist").click().run()
    session = the_session(app)
    assert (session.coherence_view, session.segment, session.scope) == (
        "Map", "big-assist", "Segment",
    )  # fmt: skip
    assert session.stage.startswith("big-assist.")
    assert not session.kept


def test_a_finding_about_the_two_is_told_with_its_mend_and_goes_when_mended() -> None:
    app = AppTest.from_function(alike, default_timeout=20).run()
    sentence = "Ent and Mid buy alike, but 55% of the hours go to different roles."
    assert sentence in told(app)
    mend = next(b for b in app.button if b.label == "Share Ent as in Mid")
    mend.click().run()
    assert not app.exception
    assert the_session(app).edits == 1
    assert sentence not in told(app)
    assert "They are sold as they buy" in told(app)


def test_a_finding_without_a_mend_is_told_all_the_same(app: AppTest) -> None:
    app.selectbox(key="segments_pair").set_value("assist|big-assist").run()
    assert "Sales assist and Big Sales assist buy differently, but the same roles" in told(app)


def test_a_pair_without_a_finding_has_none(app: AppTest) -> None:
    app.selectbox(key="segments_pair").set_value("assist|self").run()
    assert "They are sold further apart than they buy" in told(app)
    assert not [b for b in app.button if b.key and b.key.startswith("act_page")]


def test_a_pair_that_is_gone_gives_way_to_the_largest_misfit(app: AppTest) -> None:
    from salesmodel.editing.segments import RemoveSegment
    from salesmodel.ui import acts

    app.selectbox(key="segments_pair").set_value("assist|big-assist").run()
    acts.edit(the_session(app), RemoveSegment(segment="big-assist"))
    app.run()
    assert not app.exception
    assert len(app.selectbox(key="segments_pair").options) == 3
    first = the_session(app).worked_out["apart"][1][0]
    assert app.selectbox(key="segments_pair").value == f"{first.one}|{first.other}"


def test_distances_are_worked_out_once(app: AppTest) -> None:
    before = the_session(app).worked_out["apart"][1]
    app.selectbox(key="segments_pair").set_value("assist|self").run()
    assert the_session(app).worked_out["apart"][1] is before


def test_one_segment_has_nothing_to_be_set_against() -> None:
    app = AppTest.from_function(lonely, default_timeout=20).run()
    assert not app.exception
    assert app.markdown[0].value == (
        "Nothing to set against each other. Add a second segment first."
    )


def test_segments_without_hours_are_told_what_they_lack() -> None:
    app = AppTest.from_function(without_hours, default_timeout=20).run()
    assert not app.exception
    assert "add tasks on Design first" in app.markdown[0].value
