"""The coherence page: its views, what the findings cost, and what is done about them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, get_args
from zlib import crc32

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.charts import formats
from salesmodel.coherence import CoherenceFinding, Layer
from salesmodel.coherence.exercises import broken, exercises
from salesmodel.coherence.fitting import NOT_JUDGED
from salesmodel.defaults.templates import template
from salesmodel.editing import (
    AddVariant,
    ClearComponent,
    RemoveSegment,
    Rename,
    SetComponent,
    SetSegmentValue,
    SetShare,
)
from salesmodel.model import ComponentKind, Severity, Variant
from salesmodel.ui import acts, coherence_acts
from salesmodel.ui.finding_words import Scope, evidence_html, place_words, plain, since
from salesmodel.ui.findings_panel import MORE
from salesmodel.ui.findings_title import (
    NO_FINDINGS,
    NOTHING_OPEN,
    accepted_headline,
    headline,
)
from salesmodel.ui.session import CoherenceView, WorkbenchSession


@pytest.fixture
def page(app: AppTest) -> AppTest:
    opened = app.switch_page("screens/design/coherence.py").run()
    assert not opened.exception
    opened.selectbox(key="coherence_scope").set_value("").run()
    return opened


def session_of(app: AppTest) -> WorkbenchSession:
    session = app.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def words(app: AppTest) -> str:
    html = (str(each.proto.body) for each in app.get("html"))
    return "\n".join((*html, *(str(each.value) for each in (*app.markdown, *app.caption))))


def rows(app: AppTest) -> list[str]:
    return [str(e.proto.body) for e in app.get("html") if 'class="finding"' in str(e.proto.body)]


def key(finding: CoherenceFinding, act: str = "act") -> str:
    return f"{act}_page_{crc32(finding.about.encode()):x}"


def the_first(app: AppTest, layer: Layer, with_mend: bool = False) -> CoherenceFinding:
    found = session_of(app).now.coherence.findings
    return next(f for f in found if f.layer == layer and (f.mends or not with_mend))


def move_work(session: WorkbenchSession) -> bool:
    """Hand a selling task of the first segment to whoever else can do it."""
    model = session.model
    after = {stage.id for stage in model.stages if stage.after_win}
    task = next(
        t for t in model.tasks
        if t.segment == model.segments[0].id and t.stage and t.stage not in after
        and sum(a.task == t.id for a in model.assignments) > 1
    )  # fmt: skip
    held = max((a for a in model.assignments if a.task == task.id), key=lambda a: a.share.value)
    return acts.edit(session, SetShare(task=task.id, role=held.role, share=0.0))


def accept(app: AppTest, finding: CoherenceFinding, why: str, who: str = "") -> AppTest:
    app.button(key=key(finding, "accept")).click().run()
    app.text_area(key="accept_why").set_value(why)
    app.text_input(key="accept_who").set_value(who)
    app.button(key="accept").click().run()
    assert not app.exception
    return app


@pytest.mark.parametrize("view", get_args(CoherenceView))
def test_every_view_runs_on_the_bundled_example(page: AppTest, view: str) -> None:
    page.segmented_control(key="coherence_view").set_value(view).run()
    assert not page.exception
    assert session_of(page).coherence_view == view


def test_the_map_says_the_score_and_lists_every_finding_with_what_it_costs(page: AppTest) -> None:
    coherence, shown = session_of(page).now.coherence, words(page)
    assert f"Coherence {formats.score(coherence.score)} of 100" in shown
    total = Scope(coherence, "").shown.total
    assert f"of the {total:g} points" in shown
    assert len(rows(page)) == len(coherence.findings)
    assert all(" points</strong>" in row or " point</strong>" in row for row in rows(page))


def test_the_breakdown_is_one_click_away_and_ends_in_the_score(page: AppTest) -> None:
    shown = words(page)
    assert "starts at 100" in shown
    assert "docs/checks.md" in shown
    assert "All four, the mean" in shown


def test_the_scope_can_be_one_segment_or_all(page: AppTest) -> None:
    segment = session_of(page).model.segments[-1]
    page.selectbox(key="coherence_scope").set_value(segment.id).run()
    session = session_of(page)
    assert session.of_segment == segment.id
    score = session.now.coherence.segment(segment.id).score
    assert f"Coherence {formats.score(score)} of 100" in words(page)
    assert len(rows(page)) == len(Scope(session.now.coherence, segment.id).findings)


def test_only_findings_about_what_is_marked_are_listed_until_the_mark_is_taken_off(
    page: AppTest,
) -> None:
    session = session_of(page)
    every = len(session.now.coherence.findings)
    session.marked = ("value_delivery",)
    page.run()
    about = [f for f in session.now.coherence.findings if "value_delivery" in f.components]
    assert 0 < len(rows(page)) == len(about) < every
    page.button(key="unmark").click().run()
    assert len(rows(page)) == every


def test_a_finding_is_not_accepted_without_a_reason(page: AppTest) -> None:
    finding = the_first(page, Layer.STRUCTURE)
    score = session_of(page).now.coherence.score
    accept(page, finding, "  ")
    assert session_of(page).model.acceptances == ()
    assert session_of(page).now.coherence.score == score
    assert any("No reason is given" in str(each.value) for each in page.toast)


def test_an_accepted_finding_costs_nothing_and_can_be_opened_again(page: AppTest) -> None:
    finding = the_first(page, Layer.STRUCTURE)
    before = session_of(page).now.coherence
    accept(page, finding, "We hire in May", "Maya Rao")
    after = session_of(page).now.coherence
    assert after.score > before.score
    assert finding.about not in after.points
    page.segmented_control(key="findings_shown").set_value("Accepted").run()
    assert "We hire in May" in words(page)
    assert "Maya Rao" in words(page)
    again = next(button for button in page.button if button.label == "Open again")
    again.click().run()
    assert session_of(page).now.coherence.score == pytest.approx(before.score)


def test_an_acceptance_whose_finding_is_gone_is_kept_until_it_is_removed(page: AppTest) -> None:
    session = session_of(page)
    finding = next(f for f in session.now.coherence.findings if f.mends)
    coherence_acts.accept(session, finding, "Looked at it on paper")
    acts.edit(session, *finding.mends[0].commands)
    page.segmented_control(key="findings_shown").set_value("Accepted").run()
    assert "The finding is gone; the acceptance is kept" in words(page)
    next(button for button in page.button if button.label == "Remove").click().run()
    assert session_of(page).model.acceptances == ()


def test_an_edit_leaves_pairs_unreviewed_with_who_and_when_and_undo_settles_them(
    page: AppTest,
) -> None:
    session = session_of(page)
    session.who = "Maya Rao"
    before, steps = session.model, len(session.history.past)
    assert move_work(session)
    owed = [p for p in session.now.coherence.segments[0].pairs if p.unreviewed]
    assert owed
    assert all(p.changed_by == "Maya Rao" and p.changed_on is not None for p in owed)
    assert len(session.history.past) == steps + 1
    page.run()
    assert any("Review</span>" in row and "today, by Maya Rao" in row for row in rows(page))
    acts.undo(session)
    assert session.model == before
    assert not any(p.unreviewed for s in session.now.coherence.segments for p in s.pairs)


def test_a_gesture_of_many_sends_is_one_step_that_ends_without_debt_where_it_began(
    page: AppTest,
) -> None:
    session = session_of(page)
    start, held = session.model, session.model.assignments[0]
    steps = len(session.history.past)
    for share in (0.4, 0.1, 0.0):
        acts.edit(session, SetShare(task=held.task, role=held.role, share=share), mark="drag")
    assert len(session.history.past) == steps + 1
    acts.undo(session)
    assert session.model == start


def test_reviewing_settles_the_debt_and_gives_the_points_back(page: AppTest) -> None:
    session = session_of(page)
    move_work(session)
    debt = next(f for f in session.now.coherence.findings if f.layer == Layer.DEBT)
    owed = session.now.coherence.lost[Layer.DEBT]
    page.run()
    page.button(key=key(debt)).click().run()
    assert not page.exception
    assert "changed today, by you." in words(page).replace("\\", "")
    page.button(key="review_0").click().run()
    one_less = session_of(page).now.coherence.lost[Layer.DEBT]
    assert one_less < owed
    review = next(r for r in session_of(page).model.reviews if r.on is not None)
    assert (review.by, review.changed_on) == ("You", None)


def test_all_pairs_are_reviewed_with_one_button_in_one_step(page: AppTest) -> None:
    session = session_of(page)
    move_work(session)
    steps = len(session.history.past)
    debt = next(f for f in session.now.coherence.findings if f.layer == Layer.DEBT)
    page.run()
    page.button(key=key(debt)).click().run()
    page.button(key="review_all").click().run()
    assert not page.exception
    assert session_of(page).now.coherence.lost[Layer.DEBT] == 0
    assert len(session_of(page).history.past) == steps + 1


def test_a_mend_is_one_click_and_one_step(page: AppTest) -> None:
    finding = the_first(page, Layer.STRUCTURE, with_mend=True)
    session = session_of(page)
    before, steps = session.model, len(session.history.past)
    button = page.button(key=key(finding))
    assert button.label == plain(finding.mends[0].label)
    button.click().run()
    assert not page.exception
    session = session_of(page)
    assert session.model != before
    assert len(session.history.past) == steps + 1
    acts.undo(session)
    assert session.model == before


def test_a_better_variant_is_tried_in_choices(page: AppTest) -> None:
    session = session_of(page)
    segment = session.model.segments[0].id
    kind = ComponentKind.VALUE_PROPOSITION
    for variant in ("risk_transfer", "lowest_price", "quick_result", "performance"):
        acts.edit(session, SetComponent(segment=segment, kind=kind, variant=variant))
        if any(f.layer == Layer.CROSS_IMPACT for f in session.now.coherence.findings):
            break
    page.run()
    finding = the_first(page, Layer.CROSS_IMPACT)
    button = page.button(key=key(finding))
    assert button.label.startswith("Try ")
    button.click().run()
    assert not page.exception
    session = session_of(page)
    assert session.coherence_view == "Choices"
    assert len(session.trying) == 1
    assert session.trying[0][0].value == finding.component
    assert session.of_segment == finding.segment


def test_open_components_are_counted_with_the_way_to_choose_them(page: AppTest) -> None:
    session = session_of(page)
    segment = session.model.segments[0].id
    for kind in (ComponentKind.CUSTOMER_SELECTION, ComponentKind.VALUE_PROPOSITION):
        acts.edit(session, ClearComponent(segment=segment, kind=kind))
    page.selectbox(key="coherence_scope").set_value(segment).run()
    assert "Two of the four components are open." in words(page)
    page.button(key="choose_open").click().run()
    assert not page.exception
    assert session_of(page).coherence_view == "Choices"


def test_a_model_without_segments_says_what_to_do(page: AppTest) -> None:
    session = session_of(page)
    for segment in session.model.segments:
        acts.edit(session, RemoveSegment(segment=segment.id))
    page.run()
    assert not page.exception
    assert "No segments yet." in words(page)


def test_with_one_segment_there_is_nothing_to_choose_between(page: AppTest) -> None:
    session = session_of(page)
    for segment in session.model.segments[1:]:
        acts.edit(session, RemoveSegment(segment=segment.id))
    page.run()
    assert not page.exception
    assert not [each for each in page.selectbox if each.key == "coherence_scope"]


NAME = "<b>*Mid*</b> $5 & $9"


def test_names_with_signs_of_markup_are_shown_as_they_are(page: AppTest) -> None:
    session = session_of(page)
    segment = session.model.segments[0].id
    acts.edit(session, Rename(collection="segments", id=segment, name=NAME))
    kind, variant = ComponentKind.VALUE_PROPOSITION, "risk_transfer"
    acts.edit(session, SetComponent(segment=segment, kind=kind, variant=variant))
    page.run()
    assert not page.exception
    assert any("&lt;b&gt;*Mid*&lt;/b&gt; $5 &amp; $9" in row for row in rows(page))
    assert not any("<b>*Mid*" in row for row in rows(page))
    assert plain("$5 *a*") == r"\$5 \*a\*"


def test_view_scope_and_name_outlive_a_reload(page: AppTest) -> None:
    page.segmented_control(key="coherence_view").set_value("Segments").run()
    session = session_of(page)
    accept_first = session.now.coherence.findings[0]
    session.who = "Maya Rao"
    coherence_acts.accept(session, accept_first, "We hire in May")
    page.run()
    again = acts.reopen_draft(session.draft)
    assert again is not None
    assert (again.coherence_view, again.scope, again.who) == ("Segments", "All", "Maya Rao")
    assert again.model.acceptances[0].by == "Maya Rao"


def test_the_bar_counts_what_is_open(page: AppTest) -> None:
    session = session_of(page)
    count = len(session.now.coherence.findings)
    assert page.button(key="findings").label == f"{count} findings"
    coherence_acts.accept(session, session.now.coherence.findings[0], "We hire in May")
    page.run()
    assert page.button(key="findings").label.startswith(f"{count - 1} finding")


def test_the_dialog_of_the_bar_lists_the_same_rows_and_mends_in_place(app: AppTest) -> None:
    app.button(key="findings").click().run()
    assert not app.exception
    session = session_of(app)
    assert len(rows(app)) == len(session.now.coherence.findings)
    mends = [
        b for b in app.button if str(b.key).startswith("act_dialog") and "journey" not in b.label
    ]
    before = session.model
    mends[0].click().run()
    assert not app.exception
    assert session_of(app).model != before


def finding(number: int, severity: Severity = Severity.WATCH, **more: Any) -> CoherenceFinding:
    made = CoherenceFinding(
        check=f"check-{number}", severity=severity, path="", sentence="S.", mend="M.",
        segment="one", component="selling_tasks",
    )  # fmt: skip
    return replace(made, **more)


def costs(*points: float) -> tuple[list[CoherenceFinding], dict[str, float]]:
    found = [finding(number) for number in range(len(points))]
    return found, {f.about: each for f, each in zip(found, points, strict=True)}


@pytest.mark.parametrize(
    ("points", "words"),
    [
        ((8, 7, 5, 4, 5), "Two findings cost 15 of the 29 points"),
        ((3,), "One finding costs all 3 points"),
        ((3.5, 0.9), "One finding costs 3.5 of the 4.4 points"),
        ((1,), "One finding costs the 1 point lost"),
        ((0.2, 0.2), "One finding costs 0.2 of the 0.4 points"),
        ((0.0,), "One finding costs nothing in the score"),
        ((0.0, 0.0), "Two findings cost nothing in the score"),
        ((1,) * 50, "25 findings cost 25 of the 50 points"),
        ((), NO_FINDINGS),
    ],
)
def test_the_title_names_the_fewest_findings_that_carry_half_of_the_loss(
    points: tuple[float, ...], words: str
) -> None:
    assert headline(*costs(*points), sum(points)) == words


def test_the_title_of_what_is_marked_sums_all_of_it() -> None:
    found, points = costs(3, 2)
    marked = ("value_proposition", "value_delivery")
    assert headline(found, points, 29, marked) == "Two findings cost 5 of the 29 points"
    assert headline([], points, 29, marked) == (
        "No finding is about value proposition and value delivery"
    )


def test_a_change_is_told_by_its_age_and_by_whom() -> None:
    now = datetime.now(UTC)
    assert since(now - timedelta(days=12, hours=1), "Maya Rao") == "12 days, by Maya Rao"
    assert since(now.replace(tzinfo=None), "") == "today"
    assert since(None, "") == ""


def test_who_mends_a_clash_of_two_components_has_looked_at_that_pair() -> None:
    session = acts.start_from(template("smb"))
    alone = SetSegmentValue(segment="smb", field="profile.human_contact", value=0.05)
    acts.edit(session, alone)
    finding = next(f for f in session.now.coherence.findings if f.other and f.mends)
    assert coherence_acts.mend(session, finding, finding.mends[0])
    segment = session.now.coherence.segments[0]
    one, other = (ComponentKind(each) for each in finding.components)
    unreviewed = {frozenset((p.one, p.other)) for p in segment.pairs if p.unreviewed}
    assert unreviewed
    assert frozenset((one, other)) not in unreviewed
    acts.undo(session)
    assert session.now.coherence.lost[Layer.DEBT] == 0


def figures_in(texts: list[str]) -> list[float]:
    """The points that rows cost."""
    found = (re.search(r"<strong>\u2212([\d.]+) points?</strong>", text) for text in texts)
    return [float(each[1]) for each in found if each]


def test_what_the_rows_cost_adds_up_to_what_the_score_lacks(page: AppTest) -> None:
    shown = Scope(session_of(page).now.coherence, "").shown
    assert sum(figures_in(rows(page))) == pytest.approx(shown.total)
    title = next(str(e.proto.body) for e in page.get("html") if "panel-title" in str(e.proto.body))
    assert f"of the {shown.total:.{shown.places}f} points" in title


def titles(app: AppTest) -> str:
    bodies = (str(each.proto.body) for each in app.get("html"))
    return "\n".join(body for body in bodies if "panel-title" in body)


def test_the_accepted_have_a_title_of_their_own(page: AppTest) -> None:
    # regression: the title spoke of what is open over the list of what is accepted
    session = session_of(page)
    for finding in session.now.coherence.findings[:2]:
        coherence_acts.accept(session, finding, "We hire in May")
    page.segmented_control(key="findings_shown").set_value("Accepted").run()
    assert "Two findings are accepted" in titles(page)
    assert accepted_headline(1, 0) == "One finding is accepted"
    assert accepted_headline(0, 0) == "No findings are accepted"
    assert accepted_headline(1, 1) == "One finding is accepted; one acceptance has none left"


def test_accepting_says_that_it_lasts_until_the_finding_turns_more_severe(page: AppTest) -> None:
    page.button(key=key(the_first(page, Layer.STRUCTURE), "accept")).click().run()
    assert "It opens again when it turns more severe." in words(page)


def test_undo_names_the_mend(page: AppTest) -> None:
    finding = the_first(page, Layer.STRUCTURE, with_mend=True)
    page.button(key=key(finding)).click().run()
    session = session_of(page)
    assert session.history.undo_label(session.model) == finding.mends[0].label
    acts.undo(session)
    assert session.history.redo_label(session.model) == finding.mends[0].label


@pytest.mark.parametrize("number", range(12))
def test_every_finding_has_an_act_beside_it(page: AppTest, number: int) -> None:
    # regression: only "⋯" stood beside the first finding of exercises 2, 8 and 10
    page.session_state["workbench"] = acts.start_from(broken(exercises()[number]))
    page.run()
    page.selectbox(key="coherence_scope").set_value("").run() if page.selectbox else None
    for found in session_of(page).now.coherence.findings:
        assert page.button(key=key(found)).label


def bare(number: int, **more: Any) -> CoherenceFinding:
    return finding(number, component=None, **more)


def test_what_is_about_no_stage_is_shown_on_roles(page: AppTest) -> None:
    session = session_of(page)
    segment = session.model.segments[-1]
    made = bare(1, segment=segment.id, role=session.model.roles[0].id)
    session.now = replace(session.now, coherence=replace(session.now.coherence, findings=(made,)))
    page.run()
    button = page.button(key=key(made))
    assert button.label == "Show on Roles"
    assert segment.name in button.help
    button.click().run()
    assert not page.exception
    assert (session_of(page).segment, session_of(page).scope) == (segment.id, "Segment")
    assert any(each.key == "roles_view" for each in page.get("button_group"))


def test_what_is_about_a_stage_is_shown_on_the_journey(page: AppTest) -> None:
    session = session_of(page)
    stage = session.model.stages[-1]
    made = bare(1, segment=stage.segment, stage=stage.id)
    session.now = replace(session.now, coherence=replace(session.now.coherence, findings=(made,)))
    page.run()
    button = page.button(key=key(made))
    assert (button.label, stage.name in button.help) == ("Show on the journey", True)
    button.click().run()
    assert not page.exception
    assert session_of(page).stage == stage.id


def test_buttons_of_the_rows_name_their_place(page: AppTest) -> None:
    session = session_of(page)
    for found in session.now.coherence.findings:
        if place_words(session.model, found):
            assert plain(place_words(session.model, found)) in page.button(key=key(found)).help
    more = [e.proto.popover for e in page.get("popover") if e.proto.popover.label == MORE]
    assert len(more) == len(rows(page)) > 0
    assert all(each.help.startswith("More on this finding") for each in more)


def test_evidence_is_named_in_plain_words() -> None:
    shown = evidence_html(finding(1, evidence=(("non_selling_share", 0.51),)))
    assert "share not spent selling" in shown
    assert "non selling" not in shown
    assert "told in docs/checks.md" not in shown


def test_choosing_what_is_open_leads_to_the_segment_in_which_it_is(page: AppTest) -> None:
    session = session_of(page)
    assert len(session.model.segments) > 1
    last = session.model.segments[-1].id
    acts.edit(session, ClearComponent(segment=last, kind=ComponentKind.VALUE_PROPOSITION))
    page.run()
    page.button(key="choose_open").click().run()
    assert session_of(page).segment == last


def test_without_findings_there_is_no_praise_while_a_pair_is_frayed(page: AppTest) -> None:
    session = session_of(page)
    coherence = replace(session.now.coherence, findings=())
    assert Scope(coherence, "").hinders == any(
        pair.support is None or pair.support < 59.5 for s in coherence.segments for pair in s.pairs
    )
    frayed = replace(coherence.segments[0].pairs[0], support=40.0)
    segment = replace(coherence.segments[0], pairs=(frayed, *coherence.segments[0].pairs[1:]))
    session.now = replace(session.now, coherence=replace(coherence, segments=(segment,)))
    page.run()
    assert NOTHING_OPEN in titles(page)
    assert NO_FINDINGS not in titles(page)


def test_a_choice_that_nobody_judged_leads_to_judgements(page: AppTest) -> None:
    session = session_of(page)
    own = Variant(id="desk", kind=ComponentKind.SELLING_TASKS, name="Reseller desk")
    choose = SetComponent(segment=session.segment, kind=own.kind, variant=own.id)
    acts.edit(session, AddVariant(variant=own), choose)
    page.run()
    found = session_of(page).now.coherence.findings
    finding = next(f for f in found if f.check == NOT_JUDGED)
    page.button(key=key(finding)).click().run()
    assert not page.exception
    session = session_of(page)
    assert session.coherence_view == "Judgements"
    assert session.of_segment == finding.segment
