"""The view "Choices": a variant is tried, taken or left, noted, added, renamed and removed."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.charts import formats
from salesmodel.charts.preview_words import if_words
from salesmodel.coherence.configurations import fitting_configurations
from salesmodel.coherence.cross_impact.matrix import MAX_VARIANTS_EACH
from salesmodel.coherence.judging.people import to_ask_again
from salesmodel.coherence.preview import Preview, preview
from salesmodel.editing import (
    AddVariant,
    ClearComponent,
    RemoveSegment,
    RemoveVariant,
    Rename,
    SetComponent,
    SetJudgement,
)
from salesmodel.editing.number_words import signed
from salesmodel.model import ComponentKind, Judged, Variant
from salesmodel.ui import acts, choices_panel
from salesmodel.ui.buying_form import change_buying
from salesmodel.ui.judging_acts import judge
from salesmodel.ui.session import WorkbenchSession
from salesmodel.ui.variant_dialog import NAMELESS, add_variant, change_variant

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
SIGNALS = (SELECTION, "usage_signals")
"""A change that others give way to in the bundled example."""
OWN = Variant(id="reseller-desk", kind=TASKS, name="Reseller desk")


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the box was given, run by run."""
    given: list[dict[str, Any]] = []
    real = choices_panel.choice_box

    def noted(*args: Any, **more: Any) -> dict[str, Any]:
        given.append(real(*args, **more))
        return given[-1]

    monkeypatch.setattr(choices_panel, "choice_box", noted)
    return given


@pytest.fixture
def page(app: AppTest) -> AppTest:
    opened = app.switch_page("screens/design/coherence.py").run()
    session = session_of(opened)
    session.coherence_view, session.scope = "Choices", "Segment"
    opened.run()
    assert not opened.exception
    return opened


def session_of(app: AppTest) -> WorkbenchSession:
    session = app.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def words(app: AppTest) -> str:
    html = (str(each.proto.body) for each in app.get("html"))
    said = (str(each.value) for each in (*app.markdown, *app.caption, *app.info))
    return "\n".join((*html, *said))


def keys(app: AppTest) -> set[str]:
    return {str(button.key) for button in app.button}


def tried(app: AppTest, trial: tuple[ComponentKind, str]) -> Preview:
    """Try a variant; gives the preview worked out apart from the page."""
    session = session_of(app)
    session.trying = (trial,)
    app.run()
    assert not app.exception
    return preview(session.model, session.segment, [trial])


def segment_name(session: WorkbenchSession) -> str:
    return next(each.name for each in session.model.segments if each.id == session.segment)


def test_while_nothing_is_tried_it_says_what_fits_together(page: AppTest) -> None:
    shown = words(page)
    assert "fit together" in shown
    assert session_of(page).now.coherence.segments[0].buying.sentence in shown
    assert "The present choices hold" in shown
    assert "As it is now" in shown
    assert "take_change" not in keys(page)


def test_a_whole_set_that_fits_is_tried_and_taken_in_one_step(
    page: AppTest, drawn: list[dict[str, Any]]
) -> None:
    session = session_of(page)
    present = {
        each.kind: each.choice.variant
        for each in session.now.coherence.segment(session.segment).components
    }
    way = session.now.coherence.segment(session.segment).buying.way.id
    sets = fitting_configurations(session.model, way, present).configurations
    number, wanted = next((n, each) for n, each in enumerate(sets) if len(each.changes) > 1)
    page.button(key=f"try_fit_{number}").click().run()
    assert not page.exception
    assert session_of(page).trying == wanted.changes
    count = {2: "two", 3: "three", 4: "four"}[len(wanted.changes)]
    assert f"changes {count} choices at once" in words(page)
    marked = [v["id"] for row in drawn[-1]["rows"] for v in row["variants"] if v["trying"]]
    assert marked == [variant for _, variant in wanted.changes]
    steps = len(session.history.past)
    page.button(key="take_change").click().run()
    assert not page.exception
    session = session_of(page)
    result = session.now.coherence.segment(session.segment)
    assert {each.kind: each.choice.name for each in result.components} == wanted.names
    assert len(session.history.past) == steps + 1
    assert session.history.past[-1].label(session.model).endswith(f"for {result.name}")


def test_while_something_is_tried_the_balances_are_those_of_the_trial(
    page: AppTest, drawn: list[dict[str, Any]]
) -> None:
    page.run()
    before = {v["id"]: v["balance"] for row in drawn[-1]["rows"] for v in row["variants"]}
    wanted = tried(page, SIGNALS)
    box = {v["id"]: v for row in drawn[-1]["rows"] for v in row["variants"]}
    first = wanted.follows[0]
    assert box[first.before]["balance"] == signed(first.balance_before)
    assert box[first.after]["balance"] == signed(first.balance_after)
    assert box[first.after]["best"] == "best fit"
    assert {variant: each["balance"] for variant, each in box.items()} != before
    assert "as of the trial" in drawn[-1]["subtitle"]


def test_how_they_buy_is_typed_anew_and_the_way_of_buying_follows(page: AppTest) -> None:
    session = session_of(page)
    steps = len(session.history.past)

    def field(name: str) -> Any:
        return next(t for t in page.text_input if str(t.key).startswith(f"buying_{name}_"))

    field("profile.formality").set_value("90%")
    field("profile.stakeholders").set_value("7 to 9")
    page.button(key="keep_buying").click().run()
    assert not page.exception
    session = session_of(page)
    segment = next(each for each in session.model.segments if each.id == session.segment)
    profile = segment.profile
    assert (profile.formality.value, profile.stakeholders.value) == (0.9, 8)
    assert (profile.stakeholders.low, profile.stakeholders.high) == (7, 9)
    assert isinstance(profile.formality.origin, Judged)
    assert session.now.coherence.segment(segment.id).buying.way.id == "buys_formally"
    assert len(session.history.past) == steps + 1
    assert field("profile.formality").value == "90%"


def test_a_figure_of_how_they_buy_that_is_none_is_refused_and_all_stays(page: AppTest) -> None:
    session = session_of(page)
    before = session.model
    segment = next(each for each in before.segments if each.id == session.segment)
    assert not change_buying(session, segment, {"arrivals": "900", "deal_value": "a lot"})
    assert session.notices[-1].sentence.startswith(f"Deal value of {segment.name}: ")
    assert not change_buying(session, segment, {"profile.formality": "140%"})
    assert session.model is before


def test_judgements_that_rest_on_how_they_buy_are_asked_again(page: AppTest) -> None:
    session = session_of(page)
    path = f"segments[{session.segment}].profile.stakeholders"
    assert judge(session, ("named_accounts", "total_cost"), 2, "Many decide.", [path])
    assert to_ask_again(session.model) == ()
    segment = next(each for each in session.model.segments if each.id == session.segment)
    assert change_buying(session, segment, {"profile.stakeholders": "14"})
    assert len(to_ask_again(session.model)) == 1


def test_trying_shows_the_figures_of_the_preview_and_changes_nothing(page: AppTest) -> None:
    before = session_of(page).model
    wanted = tried(page, SIGNALS)
    session, shown = session_of(page), words(page)
    assert session.model is before
    assert if_words(wanted, segment_name(session)) in shown
    assert wanted.together is not None
    for state in (wanted.alone, wanted.together):
        result = state.evaluation.segment(session.segment)
        score = state.coherence.segment(session.segment).score
        assert f"<td>{formats.score(score)} " in shown
        assert f"<td>{formats.money(result.cost, session.model.currency)} " in shown
        assert f"<td>{formats.rate(result.win_rate)} " in shown
    for step in wanted.follows:
        assert step.after_name in shown
        assert step.sentence in shown


@pytest.mark.parametrize(("button", "together"), [("take_change", False), ("take_together", True)])
def test_what_is_taken_is_what_was_shown_and_one_step_to_undo(
    page: AppTest, button: str, together: bool
) -> None:
    wanted, session = tried(page, SIGNALS), session_of(page)
    before, steps = session.model, len(session.history.past)
    page.button(key=button).click().run()
    assert not page.exception
    session = session_of(page)
    state = wanted.together if together else wanted.alone
    assert state is not None
    assert session.now.coherence.score == pytest.approx(state.coherence.score)
    assert session.now.evaluation.totals == state.evaluation.totals
    assert session.trying == ()
    assert [toast.value for toast in page.toast][-1].startswith(segment_name(session))
    assert len(session.history.past) == steps + 1
    acts.undo(session)
    assert session.model == before


def test_what_is_left_changes_nothing(page: AppTest) -> None:
    tried(page, SIGNALS)
    before = session_of(page).model
    page.button(key="leave_change").click().run()
    assert not page.exception
    session = session_of(page)
    assert session.model is before
    assert session.trying == ()
    assert "fit together" in words(page)


def test_a_change_that_nothing_follows_can_only_be_taken_alone(page: AppTest) -> None:
    wanted = tried(page, (SELECTION, "named_accounts"))
    assert wanted.together is None
    assert "Nothing else gives way" in words(page)
    assert "take_change" in keys(page)
    assert "take_together" not in keys(page)


def test_a_preview_is_worked_out_once(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def counted(*given: Any) -> Preview:
        asked.append(given)
        return preview(*given)

    monkeypatch.setattr(choices_panel, "preview", counted)
    tried(page, SIGNALS)
    page.run()
    assert len(asked) == 1


def test_a_variant_that_is_gone_is_not_tried_any_more_and_that_is_said(page: AppTest) -> None:
    acts.edit(session_of(page), AddVariant(variant=OWN))
    tried(page, (TASKS, OWN.id))
    assert "Reseller desk" in words(page)
    acts.edit(session_of(page), RemoveVariant(variant=OWN.id))
    page.run()
    assert not page.exception
    assert session_of(page).trying == ()
    assert choices_panel.GONE in words(page)
    page.run()
    assert choices_panel.GONE not in words(page)


def test_what_the_segment_has_by_now_is_not_tried(page: AppTest) -> None:
    session = session_of(page)
    has = session.now.coherence.segment(session.segment).component(SELECTION).choice.variant
    assert has is not None
    session.trying = ((SELECTION, has),)
    page.run()
    assert not page.exception
    assert session_of(page).trying == ()


def test_the_sentence_and_the_days_promised_are_kept_together(page: AppTest) -> None:
    segment = session_of(page).segment
    key = f"{segment}_{PROPOSITION.value}"
    page.text_input(key=f"note_{key}").set_value("Live in a month").run()
    page.number_input(key=f"promise_{key}").set_value(30.0).run()
    assert not page.exception

    def chosen() -> tuple[str, float | None]:
        component = next(
            c for c in session_of(page).model.components
            if c.segment == segment and c.kind == PROPOSITION
        )  # fmt: skip
        promised = component.promised_days
        return component.note, None if promised is None else promised.value

    assert chosen() == ("Live in a month", 30.0)
    page.text_input(key=f"note_{key}").set_value("Live in 30 days").run()
    assert chosen() == ("Live in 30 days", 30.0)
    page.number_input(key=f"promise_{key}").set_value(None).run()
    assert not page.exception
    assert chosen() == ("Live in 30 days", None)


def test_what_was_chosen_by_hand_goes_back_to_what_the_model_shows(page: AppTest) -> None:
    session = session_of(page)
    read = session.now.coherence.segment(session.segment).component(TASKS).choice
    assert read.origin == "read"
    key = f"clear_{session.segment}_{TASKS.value}"
    assert key not in keys(page)
    acts.edit(
        session, SetComponent(segment=session.segment, kind=TASKS, variant="partner_led")
    )  # fmt: skip
    page.run()
    page.button(key=key).click().run()
    assert not page.exception
    session = session_of(page)
    assert session.now.coherence.segment(session.segment).component(TASKS).choice == read


def test_the_dialog_adds_a_variant_of_ones_own(page: AppTest) -> None:
    page.session_state[choices_panel.ADDING] = PROPOSITION
    page.run()
    page.text_input(key="add_variant_name").set_value("Audit-ready in 30 days")
    page.text_input(key="add_variant_said").set_value("It passes the audit.")
    page.button(key="add_variant").click().run()
    assert not page.exception
    (own,) = session_of(page).model.variants
    assert (own.kind, own.name) == (PROPOSITION, "Audit-ready in 30 days")
    assert own.description == "It passes the audit."
    assert f"own_{own.id}" in keys(page.run())


def test_a_variant_without_a_name_is_not_added_and_that_is_said(page: AppTest) -> None:
    page.session_state[choices_panel.ADDING] = PROPOSITION
    page.run()
    page.button(key="add_variant").click().run()
    assert not page.exception
    assert NAMELESS.sentence in page.toast[0].value
    assert session_of(page).model.variants == ()


def test_an_own_variant_is_renamed_described_and_removed_in_its_dialog(page: AppTest) -> None:
    acts.edit(session_of(page), AddVariant(variant=OWN))
    page.run()
    page.button(key=f"own_{OWN.id}").click().run()
    page.text_input(key="own_variant_name").set_value("Reseller team")
    page.text_input(key="own_variant_said").set_value("Resellers are called first.")
    page.button(key="keep_variant").click().run()
    assert not page.exception
    session = session_of(page)
    (own,) = session.model.variants
    assert (own.name, own.description) == ("Reseller team", "Resellers are called first.")
    acts.undo(session)
    assert session.model.variants == (OWN,)
    page.run()
    page.button(key=f"own_{OWN.id}").click().run()
    page.button(key="remove_variant").click().run()
    assert not page.exception
    assert session_of(page).model.variants == ()


def test_a_variant_that_is_chosen_is_not_removed_and_that_is_said(page: AppTest) -> None:
    session = session_of(page)
    choose = SetComponent(segment=session.segment, kind=TASKS, variant=OWN.id)
    acts.edit(session, AddVariant(variant=OWN), choose)
    page.run()
    page.button(key=f"own_{OWN.id}").click().run()
    page.button(key="remove_variant").click().run()
    assert not page.exception
    assert "is what" in page.toast[0].value
    assert session_of(page).model.variants == (OWN,)


def test_an_id_is_made_that_neither_model_nor_library_has(page: AppTest) -> None:
    session = session_of(page)
    assert add_variant(session, TASKS, " Team selling ", "")
    assert add_variant(session, DELIVERY, "Team selling", "Another one.")
    ids = [variant.id for variant in session.model.variants]
    assert ids == ["team-selling", "team-selling-2"]
    assert session.model.variants[0].name == "Team selling"


def test_a_name_that_is_there_already_is_refused_in_any_case(page: AppTest) -> None:
    session = session_of(page)
    assert add_variant(session, TASKS, "Pods", "")
    assert add_variant(session, TASKS, "Squads", "")
    pods, squads = session.model.variants
    assert not add_variant(session, TASKS, " PODS ", "")
    assert not add_variant(session, PROPOSITION, "best  Performance", "")
    assert not change_variant(session, squads, "pods", "")
    assert [notice.sentence for notice in session.notices] == [
        "There is already “Pods” for selling tasks.",
        "There is already “Best performance” for value proposition.",
        "There is already “Pods” for selling tasks.",
    ]
    session.notices.clear()
    assert change_variant(session, pods, "PODS", "")
    assert add_variant(session, DELIVERY, "Pods", "")
    assert session.notices == []


def test_a_variant_without_a_name_is_refused(page: AppTest) -> None:
    session = session_of(page)
    assert not add_variant(session, TASKS, "  ", "")
    assert not change_variant(session, OWN, "", "")
    assert session.notices == [NAMELESS, NAMELESS]
    session.notices.clear()
    assert change_variant(session, OWN, OWN.name, "")
    assert session.notices == []


def test_where_the_page_is_about_all_one_segment_is_chosen_here(page: AppTest) -> None:
    session = session_of(page)
    session.scope = "All"
    page.run()
    last = session.model.segments[-1]
    page.selectbox(key="choices_of").set_value(last.id).run()
    assert not page.exception
    session = session_of(page)
    assert (session.segment, session.scope) == (last.id, "All")
    assert f"How {last.name} buys" in words(page)


def test_an_open_component_is_said_and_a_trial_still_runs(page: AppTest) -> None:
    session = session_of(page)
    acts.edit(session, ClearComponent(segment=session.segment, kind=PROPOSITION))
    page.run()
    assert "Still open: value proposition." in words(page)
    assert "The present choices hold" not in words(page)
    wanted = tried(page, SIGNALS)
    assert wanted.follows == ()
    assert "is not known while value proposition is open" in words(page)


def test_how_many_people_see_it_so_is_told_with_who_does_not(page: AppTest) -> None:
    session = session_of(page)
    segment = session.now.coherence.segment(session.segment)
    has = segment.component(SELECTION).choice.variant
    assert has is not None
    for person, value in (("Ana", 3), ("Bo", -3), ("Cy", 3)):
        acts.edit(
            session,
            *(
                SetJudgement(source=segment.buying.way.id, target=has, value=value, by=person),
                SetJudgement(
                    source=segment.component(TASKS).choice.variant or "", target=has,
                    value=value, by=person,
                ),
            ),
        )  # fmt: skip
    page.run()
    assert not page.exception
    shown = words(page)
    assert "2 of 3 people see these choices as consistent: " in shown
    assert "Bo sees a better customer selection" in shown


def test_more_variants_than_can_be_set_against_each_other_are_said(page: AppTest) -> None:
    session = session_of(page)
    count = MAX_VARIANTS_EACH + 1
    many = [OWN.model_copy(update={"id": f"own-{number}"}) for number in range(count)]
    acts.edit(session, *(AddVariant(variant=variant) for variant in many))
    page.run()
    assert not page.exception
    assert f"up to {MAX_VARIANTS_EACH} can be set against the other components" in words(page)
    session.trying = (SIGNALS,)
    page.run()
    assert not page.exception
    assert [info.value for info in page.info] == [
        f"There are {count + 6} variants of selling tasks; up to {MAX_VARIANTS_EACH} can be set "
        "against the other components. Remove some of your own."
    ]


def test_a_model_without_segments_says_what_to_do(page: AppTest) -> None:
    session = session_of(page)
    for segment in session.model.segments:
        acts.edit(session, RemoveSegment(segment=segment.id))
    session.trying = (SIGNALS,)
    page.run()
    assert not page.exception
    assert "No segments yet." in words(page)


def test_names_with_signs_of_markup_are_shown_as_they_are(page: AppTest) -> None:
    session = session_of(page)
    name = "<b>*Mid*</b> $5 & $9"
    acts.edit(session, Rename(collection="segments", id=session.segment, name=name))
    acts.edit(session, AddVariant(variant=OWN.model_copy(update={"name": name})))
    tried(page, (TASKS, OWN.id))
    shown = words(page)
    assert "&lt;b&gt;*Mid*&lt;/b&gt; $5 &amp; $9" in shown
    assert "<b>*Mid*" not in shown
    assert page.button(key=f"own_{OWN.id}").label == r"\<b\>\*Mid\*\</b\> \$5 & \$9"


def test_a_notice_says_what_was_taken(page: AppTest) -> None:
    tried(page, (SELECTION, "named_accounts"))
    page.button(key="take_change").click().run()
    session = session_of(page)
    assert session.notices == []
    assert page.toast[0].value == f"{segment_name(session)} is now selected by “Named accounts”."
