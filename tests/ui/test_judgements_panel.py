"""The view Judgements: judging, disagreeing, another's eyes, asking again, and files."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.coherence import Layer
from salesmodel.coherence.cross_impact import matrix_to_csv, matrix_to_json, matrix_to_scw
from salesmodel.coherence.judging.asking import Basis
from salesmodel.coherence.judging.balance import balances_of
from salesmodel.coherence.judging.group import judgements_of, matrix_of, options, people_of
from salesmodel.coherence.judging.known import UnusableJudgements
from salesmodel.coherence.judging.table import judgements_to_csv
from salesmodel.editing import (
    AddVariant,
    DescribeVariant,
    History,
    RemoveVariant,
    SetComponent,
    SetJudgement,
    do,
)
from salesmodel.model import (
    ComponentKind,
    SalesModel,
    Variant,
    WorkbenchError,
    judgement_id,
    write_model,
)
from salesmodel.ui import acts, judgements_panel
from salesmodel.ui.components.judgement_grid import Judged
from salesmodel.ui.judgement_reading import read_judgements
from salesmodel.ui.judging_acts import judge_typed, renew, take_reader
from salesmodel.ui.session import WorkbenchSession, assess

PAIR = ("named_accounts", "total_cost")
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
OWN = Variant(
    id="pods", kind=ComponentKind.SELLING_TASKS, name="Pods", description="Three sell together."
)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the grid was given, run by run."""
    given: list[dict[str, Any]] = []
    monkeypatch.setattr(
        judgements_panel, "judgement_grid", lambda session, payload, **_: given.append(payload)
    )
    return given


@pytest.fixture
def page(app: AppTest, drawn: list[dict[str, Any]]) -> AppTest:
    opened = app.switch_page("screens/design/coherence.py").run()
    opened.segmented_control(key="coherence_view").set_value("Judgements").run()
    assert not opened.exception
    assert drawn
    return opened


def session_of(page: AppTest) -> WorkbenchSession:
    session = page.session_state["workbench"]
    assert isinstance(session, WorkbenchSession)
    return session


def words(page: AppTest) -> str:
    html = [str(each.proto.body) for each in page.get("html")]
    texts = [str(each.value) for each in (*page.markdown, *page.caption, *page.error)]
    labels = (button.label for button in page.button)
    return "\n".join((*html, *texts, *labels)).replace("\\", "")


def widget(page: AppTest, kind: str, begin: str) -> Any:
    """The widget whose key begins so: the rest of it tells the pair and the reader apart."""
    return next(each for each in getattr(page, kind) if str(each.key).startswith(begin))


def choose(page: AppTest, pair: tuple[str, str] = PAIR) -> AppTest:
    session_of(page).judging = pair
    return page.run()


def save(page: AppTest, value: int, why: str = "") -> AppTest:
    widget(page, "segmented_control", "judge_value").set_value(value).run()
    widget(page, "text_area", "judge_why").set_value(why)
    page.button(key="judge_save").click().run()
    assert not page.exception
    return page


def said(session: WorkbenchSession, value: int, by: str, pair: tuple[str, str] = PAIR) -> None:
    wording = Basis(session.model).wording(*pair)
    command = SetJudgement(
        source=pair[0], target=pair[1], value=value, by=by, on=NOW, wording=wording
    )
    assert acts.edit(session, command)


def gap_closer(session: WorkbenchSession) -> tuple[str, str]:
    """A pair that, judged +3, lifts another variant over the one that the segment has."""
    segment = session.now.coherence.segment(session.segment)
    judged = judgements_of(session.model)
    present = {c.kind: c.choice.variant for c in segment.components}
    balances = balances_of(judged, options(session.model), segment.buying.way.id, present)
    return next(
        (source, variant)
        for kind, each in balances.items()
        for variant, balance in each.items()
        for source in (segment.buying.way.id, *(v for k, v in present.items() if v and k != kind))
        if variant != present[kind]
        and balance + 3 - judged.value(source, variant) > each[present[kind] or ""]
    )


def test_while_nobody_judged_the_panel_says_whose_the_figures_are(page: AppTest) -> None:
    assert "Nobody here has judged a pair yet" in words(page)
    assert "Judgements are kept with your name" in words(page)


def test_while_nobody_judged_the_pairs_that_the_present_choices_hang_on_are_offered(
    page: AppTest,
) -> None:
    session = session_of(page)
    session.scope = "Segment"
    page.run()
    segment = session.now.coherence.segment(session.segment)
    assert f"Where to start: what {segment.name} hangs on" in words(page)
    first = next(button for button in page.button if str(button.key).startswith("start_"))
    first.click().run()
    chosen = session_of(page).judging
    has = {each.choice.variant for each in segment.components} | {segment.buying.way.id}
    assert chosen is not None
    assert set(chosen) <= has
    page.button(key="judge_close").click().run()
    assert session_of(page).judging is None


def test_a_judgement_is_kept_with_who_when_and_why_and_the_figures_follow(page: AppTest) -> None:
    session = session_of(page)
    session.scope = "Segment"
    before, pair = session.now.coherence, gap_closer(session)
    page.text_input(key="judge_who").set_value("Maya Rao").run()
    choose(page, pair)
    save(page, 3, "We saw it twice")
    session = session_of(page)
    made = session.model.judgements[0]
    assert (made.source, made.target, made.value) == (*pair, 3)
    assert (made.by, made.why) == ("Maya Rao", "We saw it twice")
    assert made.on is not None
    assert made.wording == Basis(session.model).wording(*pair)
    after = session.now.coherence.segment(session.segment)
    assert after.lost[Layer.CROSS_IMPACT] > before.segment(session.segment).lost[Layer.CROSS_IMPACT]
    assert "We saw it twice" in words(page)
    acts.undo(session)
    assert session.now.coherence.score == before.score


def test_what_is_typed_in_the_grid_is_judged_by_the_reader(page: AppTest) -> None:
    session = session_of(page)
    session.who = "Maya Rao"
    judgements_panel._judge(session, Judged(*PAIR, -2))
    made = session.model.judgements[0]
    assert (made.value, made.by) == (-2, "Maya Rao")
    assert made.wording == Basis(session.model).wording(*PAIR)


def test_a_typed_figure_keeps_the_reason_only_while_it_points_the_same_way(page: AppTest) -> None:
    session = session_of(page)
    choose(page)
    save(page, 1, "It saves time")
    judge_typed(session, PAIR, 3)
    assert session.model.judgements[0].why == "It saves time"
    judge_typed(session, PAIR, -1)
    assert session.model.judgements[0].why == ""


def test_two_who_disagree_are_both_kept_their_spread_is_said_and_the_middle_counts(
    page: AppTest,
) -> None:
    session = session_of(page)
    for value, by in ((3, "Maya Rao"), (-1, "Noor Haddad"), (2, "Ben Okafor")):
        said(session, value, by)
    page.run()
    shown = words(page)
    assert r"−1 to +3: Maya Rao +3, Ben Okafor +2, Noor Haddad −1" in shown
    assert {j.by: j.value for j in session.model.judgements} == {
        "Maya Rao": 3, "Noor Haddad": -1, "Ben Okafor": 2,
    }  # fmt: skip
    assert judgements_of(session.model).value(*PAIR) == 2
    page.button(key="dispute_named_accounts_total_cost").click().run()
    assert session_of(page).judging == PAIR
    assert "+2 counts: the middle of 3 people, −1 to +3." in words(page)
    assert all(f'title="{who}' in words(page) for who in ("Maya Rao", "Noor Haddad"))


def test_through_one_persons_eyes_the_grid_shows_that_persons_figures(
    page: AppTest, drawn: list[dict[str, Any]]
) -> None:
    session = session_of(page)
    for value, by in ((3, "Maya Rao"), (-1, "Noor Haddad"), (2, "Ben Okafor")):
        said(session, value, by)
    page.run()
    assert drawn[-1]["cells"][" ".join(PAIR)]["value"] == 2
    page.selectbox(key="judge_eyes").set_value("Noor Haddad").run()
    assert drawn[-1]["cells"][" ".join(PAIR)]["value"] == -1
    assert session.model.judgements == session_of(page).model.judgements


def test_it_is_said_who_sees_the_present_choices_as_consistent(page: AppTest) -> None:
    session = session_of(page)
    session.scope = "Segment"
    pair = gap_closer(session)
    said(session, 3, "Maya Rao", pair)
    said(session, 0, "Noor Haddad", pair)
    page.run()
    shown = words(page)
    assert "1 of 2 people sees these choices as consistent: " in shown
    assert "would take" in shown


def test_without_one_segment_in_scope_nothing_is_outlined_and_each_segment_is_told(
    page: AppTest, drawn: list[dict[str, Any]]
) -> None:
    session = session_of(page)
    said(session, 3, "Maya Rao")
    session.scope = "All"
    page.run()
    assert drawn[-1]["foot"] is None
    shown = words(page)
    assert all(f"<dt>{segment.name}</dt>" in shown for segment in session.model.segments)


def test_an_own_variant_described_anew_is_asked_again_until_it_is_said_to_be_still_so(
    page: AppTest,
) -> None:
    session, pair = session_of(page), ("named_accounts", "pods")
    session.who = "Maya Rao"
    acts.edit(session, AddVariant(variant=OWN))
    said(session, 2, "Maya Rao", pair)
    acts.edit(session, DescribeVariant(variant="pods", description="Two sell together."))
    page.run()
    why = "Pods is described in other words than when this was judged."
    assert f"Maya Rao: {why}" in words(page)
    page.button(key="asked_named_accounts_pods").click().run()
    assert why in words(page)
    next(button for button in page.button if button.label == "Still so").click().run()
    made = session_of(page).model.judgements[0]
    assert (made.value, made.by) == (2, "Maya Rao")
    assert made.on is not None
    assert made.on > NOW
    assert why not in words(page)


def test_a_judgement_that_rests_on_a_figure_remembers_it_and_is_renewed_with_the_new_one(
    page: AppTest,
) -> None:
    session = session_of(page)
    path = f"segments[{session.segment}].profile.stakeholders"
    choose(page)
    widget(page, "multiselect", "judge_rests").set_value([path])
    save(page, 2)
    segment = session.model.segments[0]
    assert session.model.judgements[0].rests_on == {path: segment.profile.stakeholders.value}
    moved = session.model.judgements[0].model_copy(update={"rests_on": {path: 99.0}})
    session.now = assess(session.model.model_copy(update={"judgements": (moved,)}))
    assert "99" in (judgements_of(session.model).cells[PAIR].opinions[0].asked_again)
    assert renew(session, PAIR)
    assert session.model.judgements[0].rests_on == {path: segment.profile.stakeholders.value}


def test_one_takes_back_ones_own_judgement_and_not_anothers(page: AppTest) -> None:
    session = session_of(page)
    session.who = "Maya Rao"
    said(session, 3, "Maya Rao")
    said(session, -1, "Noor Haddad")
    choose(page)
    back = [button for button in page.button if button.label == "Take back"]
    assert len(back) == 1
    back[0].click().run()
    assert [judgement.by for judgement in session_of(page).model.judgements] == ["Noor Haddad"]


def test_the_same_name_in_another_case_is_the_same_person(page: AppTest) -> None:
    session = session_of(page)
    said(session, 3, "Maya Rao")
    page.run()
    assert take_reader(session, "  maya   RAO ")
    assert session.who == "Maya Rao"
    judge_typed(session, PAIR, 1)
    assert people_of(session.model) == ("Maya Rao",)
    assert [judgement.value for judgement in session.model.judgements] == [1]


def test_a_name_that_is_too_long_is_refused_and_an_empty_one_is_you(page: AppTest) -> None:
    session = session_of(page)
    assert not take_reader(session, "M" * 201)
    assert session.who == ""
    assert "201 characters" in session.notices.pop().sentence
    assert take_reader(session, "   ")
    judge_typed(session, PAIR, 1)
    assert session.model.judgements[0].by == acts.AUTHOR


def test_a_chosen_pair_whose_variant_is_gone_is_chosen_no_more(page: AppTest) -> None:
    session = session_of(page)
    acts.edit(session, AddVariant(variant=OWN))
    choose(page, ("named_accounts", "pods"))
    acts.edit(session, RemoveVariant(variant="pods"))
    page.run()
    assert not page.exception
    assert session_of(page).judging is None
    assert "one of its variants was removed" in words(page)


def test_a_judgement_on_a_variant_that_is_gone_can_be_removed_by_anybody(page: AppTest) -> None:
    session = session_of(page)
    acts.edit(session, AddVariant(variant=OWN))
    said(session, 2, "Noor Haddad", ("named_accounts", "pods"))
    session.now = assess(session.model.model_copy(update={"variants": ()}))
    page.run()
    page.button(key="asked_named_accounts_pods").click().run()
    assert not page.exception
    assert "This variant is no longer there." in words(page)
    next(button for button in page.button if button.label == "Remove").click().run()
    assert session_of(page).model.judgements == ()


def without_segments() -> None:
    import streamlit as st

    from salesmodel.defaults import template
    from salesmodel.editing import RemoveSegment
    from salesmodel.ui import acts
    from salesmodel.ui.judgements_panel import judgements_panel
    from salesmodel.ui.session import current, put

    session = current()
    if session is None:
        session = acts.start_from(template("enterprise"))
        session.judging = ("named_accounts", "total_cost")
        for segment in session.model.segments:
            acts.edit(session, RemoveSegment(segment=segment.id))
        put(session)
    judgements_panel(session)
    st.caption("drawn")


def test_without_segments_the_pairs_can_be_judged_all_the_same(
    drawn: list[dict[str, Any]],
) -> None:
    page = AppTest.from_function(without_segments, default_timeout=30).run()
    assert not page.exception
    assert drawn[-1]["foot"] is None
    save(page, 2)
    assert session_of(page).model.judgements[0].value == 2
    assert widget(page, "multiselect", "judge_rests").options == []


# Files.


def judged_model(session: WorkbenchSession) -> SalesModel:
    said(session, 3, "Maya Rao")
    said(session, -1, "Noor Haddad")
    said(session, 2, "Maya Rao", ("buys_formally", "total_cost"))
    said(session, -3, "Ben Okafor", ("team_selling", "lowest_price"))
    return session.model


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> WorkbenchSession:
    from salesmodel.defaults import template

    return acts.start_from(template("enterprise"))


def read(model: SalesModel, content: bytes | str, by: str = "Ada") -> Any:
    return read_judgements(
        model, content.encode() if isinstance(content, str) else content, by, NOW
    )


def test_judgements_that_went_out_change_nothing_when_they_come_in(
    session: WorkbenchSession,
) -> None:
    model = judged_model(session)
    brought = read(model, judgements_to_csv(model).encode("utf-8-sig"))
    assert (brought.kind, brought.found, brought.commands) == ("judgements", 4, ())


def test_judgements_that_went_out_come_into_an_empty_model_as_they_were(
    session: WorkbenchSession,
) -> None:
    empty, model = session.model, judged_model(session)
    brought = read(empty, judgements_to_csv(model))
    assert brought.counting == sum(
        judgements_of(empty).value(*pair) != judgements_of(model).value(*pair)
        for pair in {(j.source, j.target) for j in model.judgements}
    )
    for command in brought.commands:
        empty, _ = do(empty, command)
    assert empty.judgements == model.judgements


@pytest.mark.parametrize(
    ("kind", "written"),
    [("table", matrix_to_csv), ("json", matrix_to_json), ("scw", matrix_to_scw)],
)
def test_a_matrix_that_went_out_counts_the_same_when_one_person_brings_it_in(
    session: WorkbenchSession, kind: str, written: Any
) -> None:
    empty, model = session.model, judged_model(session)
    content = written(matrix_of(model))
    again = read(model, content)
    assert again.kind == kind
    assert again.counting == 0
    brought = read(empty, content)
    assert brought.people == ("Ada",)
    for command in brought.commands:
        empty, _ = do(empty, command)
    assert matrix_of(empty) == matrix_of(model)


def test_ones_own_matrix_brings_nothing_new(session: WorkbenchSession) -> None:
    said(session, 3, "Maya Rao")
    content = matrix_to_json(matrix_of(session.model, "Maya Rao"))
    assert read(session.model, content, "maya rao").commands == ()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty."),
        (b"PK\x03\x04" + b"\0" * 40, "a workbook or another packed file"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"\x89PNG\r\n", "This is a picture"),
        (b"abc\0def", "This is not a text."),
        (b"x" * 1_000_001, "1.0 MB, more than 1 MB"),
        (b"account,amount\nAcme,3", "its first row is \u201caccount,amount\u201d"),
        (b"source,target,value\na,b,1", "names no column \u201cby\u201d"),
        (b"{", "not JSON"),
        (b"[1]", "not a matrix"),
        (b"$ ScenarioWizard 4.0\nx\n#", "ends before its matrix"),
        (b",,A,A\n,,x,y\nA,x,,\n", "no line for"),
    ],
)
def test_a_file_that_cannot_be_taken_says_what_it_is(
    session: WorkbenchSession, content: bytes, told: str
) -> None:
    with pytest.raises(WorkbenchError) as raised:
        read(session.model, content)
    assert told in raised.value.sentence
    assert raised.value.mend


def test_a_whole_model_is_told_from_a_matrix(session: WorkbenchSession) -> None:
    with pytest.raises(UnusableJudgements, match="a whole sales model") as raised:
        read(session.model, write_model(session.model))
    assert "Start" in raised.value.mend


def test_every_row_that_cannot_be_read_is_told_with_its_number(session: WorkbenchSession) -> None:
    table = "source,target,value,by\nnamed_accounts,total_cost,2,Maya\n"
    table += "named_accounts,nothing,2,Maya\nnamed_accounts,total_cost,9,Noor\n"
    with pytest.raises(UnusableJudgements) as raised:
        read(session.model, table)
    assert [fault.partition(":")[0] for fault in raised.value.faults] == ["Row 3", "Row 4"]


def the_dialog() -> None:
    from salesmodel.defaults import template
    from salesmodel.ui import acts
    from salesmodel.ui.judgement_files import files_dialog
    from salesmodel.ui.session import current, put

    session = current()
    if session is None:
        session = acts.start_from(template("enterprise"))
        put(session)
    files_dialog(session, "")


def bring(content: str) -> AppTest:
    page = AppTest.from_function(the_dialog, default_timeout=30).run()
    assert not page.exception
    page.file_uploader(key="in_file").set_value(("judgements.csv", content.encode(), "text/csv"))
    page.run()
    assert not page.exception
    return page


def test_a_file_is_shown_before_it_is_taken_and_is_taken_in_one_step() -> None:
    table = "source,target,value,by,why\nnamed_accounts,total_cost,3,Maya Rao,We saw it\n"
    table += "named_accounts,total_cost,-1,Noor,\nteam_selling,lowest_price,-3,Noor,\n"
    page = bring(table)
    shown = words(page)
    assert "A table of judgements: 3 judgements of Maya Rao and Noor" in shown
    assert "Take 3 judgements" in shown
    assert session_of(page).model.judgements == ()
    page.button(key="in_take").click().run()
    session = session_of(page)
    assert len(session.model.judgements) == 3
    assert session.model.judgements[0].why == "We saw it"
    acts.undo(session)
    assert session.model.judgements == ()


def test_a_matrix_is_asked_whose_it_is() -> None:
    from salesmodel.defaults import template

    model = template("enterprise")
    model, _ = do(model, SetJudgement(source=PAIR[0], target=PAIR[1], value=-3, by="X"))
    page = bring(matrix_to_csv(matrix_of(model)))
    page.text_input(key="in_by").set_value(" ").run()
    assert "Nobody is named" in words(page)
    page.text_input(key="in_by").set_value("Noor Haddad").run()
    page.button(key="in_take").click().run()
    made = session_of(page).model.judgements
    assert [(j.id, j.value, j.by) for j in made] == [
        (judgement_id(*PAIR, "Noor Haddad"), -3, "Noor Haddad")
    ]


def test_of_a_broken_file_nothing_is_taken_and_each_fault_stands_on_a_line() -> None:
    page = bring(
        "source,target,value,by\nnothing,total_cost,1,Maya\nnamed_accounts,total_cost,9,M\n"
    )
    shown = words(page)
    assert "2 rows cannot be read, so nothing is taken." in shown
    assert "<li>Row 2:" in shown
    assert "<li>Row 3:" in shown
    assert not [button for button in page.button if button.key == "in_take"]


def test_what_was_judged_without_a_name_becomes_the_readers_with_the_first_name(
    page: AppTest,
) -> None:
    session = session_of(page)
    others = [("named_accounts", "best_performance"), ("named_accounts", "lowest_price")]
    pairs = [PAIR, *others]
    assert all(judge_typed(session, pair, 2) for pair in pairs if pair in known_pairs(session))
    count = len(session.model.judgements)
    assert count > 1
    page.run()
    assert f"{count} judgements are kept as “You”. Give your name" in words(page)
    steps = len(session.history.past)
    page.text_input(key="judge_who").set_value("Maya Rao").run()
    assert not page.exception
    session = session_of(page)
    assert [each.by for each in session.model.judgements] == ["Maya Rao"] * count
    assert people_of(session.model) == ("Maya Rao",)
    assert len(session.history.past) == steps + 1
    assert page.toast[-1].value == f"{count} judgements are now Maya Rao's."
    assert judge_typed(session, PAIR, 3)
    assert people_of(session.model) == ("Maya Rao",)


def known_pairs(session: WorkbenchSession) -> set[tuple[str, str]]:
    ids = {option.id for each in options(session.model).values() for option in each}
    return {(one, other) for one in ids for other in ids}


def test_what_somebody_else_kept_as_you_stays_theirs(page: AppTest) -> None:
    session = session_of(page)
    earlier = SetJudgement(source=PAIR[0], target=PAIR[1], value=1, by="You")
    session.now = session.baseline = assess(do(session.model, earlier)[0])
    assert take_reader(session, "Maya Rao")
    assert people_of(session.model) == ("You",)


def test_what_stands_in_the_draft_alone_is_the_readers_after_a_reload_too(page: AppTest) -> None:
    session = session_of(page)
    assert judge_typed(session, PAIR, 2)
    session.history = History()
    assert take_reader(session, "Maya Rao")
    assert people_of(session.model) == ("Maya Rao",)


def test_a_second_name_takes_nothing_over(page: AppTest) -> None:
    session = session_of(page)
    assert take_reader(session, "Maya Rao")
    assert judge_typed(session, PAIR, 2)
    assert take_reader(session, "Noor Haddad")
    assert people_of(session.model) == ("Maya Rao",)


def test_a_choice_that_nobody_judged_is_where_to_start(
    page: AppTest, drawn: list[dict[str, Any]]
) -> None:
    session = session_of(page)
    choose_own = SetComponent(segment=session.segment, kind=OWN.kind, variant=OWN.id)
    acts.edit(session, AddVariant(variant=OWN), choose_own)
    page.run()
    assert not page.exception
    assert "Where to start" in words(page)
    first = next(str(b.key) for b in page.button if str(b.key).startswith(("new_", "start_")))
    assert first.startswith("new_")
    columns = {v["id"]: v for group in drawn[-1]["columns"] for v in group["variants"]}
    assert columns[OWN.id]["balance"] == ""
    page.button(key=first).click().run()
    assert session_of(page).judging is not None
    assert session_of(page).judging[1] == OWN.id
    session_of(page).judging = None
    said(session_of(page), 1, "Ana")
    page.run()
    assert "nobody has judged what is chosen" in words(page)
    assert "over Pods" not in words(page)
