"""A group's judgements leave as a table and come back the same; each bad row is told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence.judging.asking import Basis
from salesmodel.coherence.judging.known import UnusableJudgements
from salesmodel.coherence.judging.table import judgements_from_csv, judgements_to_csv
from salesmodel.editing import SetJudgement, do
from salesmodel.model import ComponentKind, Judgement, SalesModel, Variant, judgement_id
from tests.builders import a_model

HEAD = "source,target,value,by,why,on\n"
ON = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)


def group(*judgements: Judgement) -> SalesModel:
    return a_model().model_copy(update={"judgements": judgements})


def says(by: str, value: int, why: str = "", on: datetime | None = None) -> Judgement:
    pair = ("buys_alone", "product_led")
    return Judgement(
        id=judgement_id(*pair, by),
        source=pair[0],
        target=pair[1],
        value=value,
        by=by,
        why=why,
        on=on,
        wording=Basis(a_model()).wording(*pair),
    )


def refused(text: str) -> tuple[str, ...]:
    with pytest.raises(UnusableJudgements) as caught:
        judgements_from_csv(a_model(), text)
    return caught.value.faults


def test_judgements_go_out_a_row_each() -> None:
    model = group(says("Maya", -2, "They, mostly, call", ON), says("Jon", 3))
    wording = model.judgements[0].wording
    assert judgements_to_csv(model).splitlines() == [
        "source,target,value,by,why,on,rests_on,wording",
        'buys_alone,product_led,-2,Maya,"They, mostly, call",2026-11-25T09:30:00+00:00,,' + wording,
        f"buys_alone,product_led,3,Jon,,,,{wording}",
    ]


@settings(deadline=None)
@given(
    value=st.integers(-3, 3),
    why=st.text(max_size=60).filter(lambda text: "\r" not in text),
    by=st.from_regex(r"[A-Za-z=+@'\-][A-Za-z ,;\"]{0,20}[a-z]", fullmatch=True),
)
def test_what_went_out_comes_back(value: int, why: str, by: str) -> None:
    model = group(says(by, value, why, ON))
    text = judgements_to_csv(model)
    (command,) = judgements_from_csv(model, text)
    rebuilt, _ = do(group(), command)
    assert rebuilt.judgements == model.judgements


def test_what_a_judgement_rests_on_goes_out_and_comes_back_so_it_is_still_asked_again() -> None:
    rests = {"segments[ent].profile.stakeholders": 9.0}
    said = says("Maya", 2, "", ON).model_copy(update={"rests_on": rests, "wording": "old-words"})
    model = group(said)
    (command,) = judgements_from_csv(model, judgements_to_csv(model))
    assert (command.rests_on, command.wording) == (rests, "old-words")


@pytest.mark.parametrize("rests_on", ["[1]", '{"a": "x"}', "{", '{"a": NaN}'])
def test_what_is_no_figure_by_path_is_told_with_its_row(rests_on: str) -> None:
    text = "source,target,value,by,rests_on\nbuys_alone,product_led,1,Maya," + (
        '"' + rests_on.replace('"', '""') + '"'
    )
    with pytest.raises(UnusableJudgements) as told:
        judgements_from_csv(group(), text)
    assert told.value.faults[0].startswith("Row 2: “rests_on” is not figures by path")


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum(a1)"])
def test_no_text_goes_out_that_a_spreadsheet_takes_for_a_formula(start: str) -> None:
    text = judgements_to_csv(group(says(start, 1, start)))
    assert f",'{start},'{start}," in text


def test_variants_may_stand_by_name_in_any_case_and_columns_in_any_order() -> None:
    text = "By;Value;Target;Source\nMaya;−2;product-led, NO CALL;Decides alone, self-serve\n"
    (command,) = judgements_from_csv(a_model(), text)
    assert (command.source, command.target, command.value) == ("buys_alone", "product_led", -2)
    assert (command.by, command.why, command.on) == ("Maya", "", None)


def test_a_judgement_that_comes_in_keeps_how_its_variants_are_described_now() -> None:
    (command,) = judgements_from_csv(a_model(), HEAD + "buys_alone,product_led,1,Maya,,\n")
    assert command.wording == Basis(a_model()).wording("buys_alone", "product_led")


def test_a_variant_of_the_group_can_be_judged_in_a_table() -> None:
    own = Variant(id="events", kind=ComponentKind.CUSTOMER_SELECTION, name="At events")
    model = a_model().model_copy(update={"variants": (own,)})
    (command,) = judgements_from_csv(model, HEAD + "At events,one_owner,+2,Maya,,2026-11-25\n")
    assert command == SetJudgement(
        source="events",
        target="one_owner",
        value=2,
        by="Maya",
        on=datetime(2026, 11, 25),
        wording=Basis(model).wording("events", "one_owner"),
    )


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("bys_alone,product_led,1,Maya", "there is no variant “bys_alone” here."),
        ("buys_alone,,1,Maya", "there is no variant “” here."),
        (
            "product_led,buys_alone,1,Maya",
            "how a segment buys is not influenced by what is done for it.",
        ),
        (
            "product_led,one_owner,1,Maya",
            "“product_led” and “one_owner” are both variants of selling tasks.",
        ),
        ("buys_alone,product_led,4,Maya", "the value “4” is not a whole figure from −3 to 3."),
        ("buys_alone,product_led,1.5,Maya", "the value “1.5” is not a whole figure from −3 to 3."),
        ("buys_alone,product_led,nan,Maya", "the value “nan” is not a whole figure from −3 to 3."),
        ("buys_alone,product_led,,Maya", "the value “” is not a whole figure from −3 to 3."),
        ("buys_alone,product_led,1, ", "nobody is named in “by”."),
        (
            f"buys_alone,product_led,1,{'x' * 201}",
            "the name in “by” is longer than 200 characters.",
        ),
        (
            f"buys_alone,product_led,1,Maya,{'x' * 2001}",
            "the reason is longer than 2,000 characters.",
        ),
        ("buys_alone,product_led,1,Maya,,soon", "“soon” is not a date like 2026-11-25."),
    ],
)
def test_a_bad_row_is_told_with_its_number(row: str, fault: str) -> None:
    good = "buys_alone,one_owner,1,Maya,,\n\n"
    assert refused(HEAD + good + row + "\n") == (f"Row 4: {fault}",)


def test_every_bad_row_is_told() -> None:
    rows = "buys_alone,product_led,9,Maya,,\nbuys_alone,product_led,1,,,\n"
    assert len(refused(HEAD + rows)) == 2


def test_of_many_bad_rows_twenty_are_told_and_the_rest_counted() -> None:
    with pytest.raises(UnusableJudgements, match=r"5 more faults are like these\.") as caught:
        judgements_from_csv(a_model(), HEAD + "x,product_led,1,Maya,,\n" * 25)
    assert len(caught.value.faults) == 25


def test_one_person_judges_a_pair_once() -> None:
    rows = "buys_alone,product_led,1,Maya,,\nbuys_alone,product_led,2,MAYA,,\n"
    assert refused(HEAD + rows) == ("Row 3: MAYA judged this pair in row 2 already.",)


@pytest.mark.parametrize("text", ["", "source,target,value\n", "\n"])
def test_a_table_without_its_columns_is_refused(text: str) -> None:
    with pytest.raises(UnusableJudgements, match=r"Name the columns source, target, value, by"):
        judgements_from_csv(a_model(), text)
