"""A model as a JSON document: what is written is read again, what cannot be read is named."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from salesmodel.model import (
    Assumed,
    BuyingJob,
    Estimated,
    Judged,
    Move,
    Observed,
    OutcomeKind,
    Proficiency,
    Quantity,
    Role,
    RoleKind,
    SalesModel,
    Unit,
    UnreadableModel,
    model_schema,
    read_model,
    write_model,
)
from tests.builders import (
    a_model,
    a_stage,
    a_task,
    an_outcome,
    with_a_second_segment,
    with_all_said,
)

COMMITTED_SCHEMA = Path(__file__).parents[2] / "docs" / "schema" / "sales_model.schema.json"


def document() -> dict:
    return json.loads(write_model(a_model()))


def refused(text) -> UnreadableModel:
    with pytest.raises(UnreadableModel) as error:
        read_model(text)
    return error.value


def fault(data: dict) -> tuple[str, str, str]:
    findings = refused(json.dumps(data)).findings
    assert len(findings) == 1, findings
    return findings[0].path, findings[0].sentence, findings[0].mend


# Written and read


def test_what_is_written_is_read_again():
    for model in (with_a_second_segment(a_model()), with_all_said(a_model())):
        assert read_model(write_model(model)) == model
        assert write_model(read_model(write_model(model))) == write_model(model)
    assert read_model(write_model(model, indent=2).encode()) == model


def test_a_file_may_start_with_a_byte_order_mark():
    assert read_model(b"\xef\xbb\xbf" + write_model(a_model()).encode()) == a_model()


def test_equal_models_are_written_alike_whatever_the_order_of_their_skills():
    model = a_model()
    turned = model.roles[1].model_copy(
        update={"skills": dict(reversed(model.roles[1].skills.items()))}
    )
    again = model.model_copy(update={"roles": (model.roles[0], turned, model.roles[2])})
    assert again == model
    assert write_model(again) == write_model(model)


def test_a_short_file_is_filled_up_with_the_defaults():
    model = read_model('{"schema_version": 1, "id": "new", "name": "New"}')
    assert model == SalesModel(id="new", name="New")


numbers = st.floats(allow_nan=False, allow_infinity=False)
names = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200).filter(
    lambda text: text.strip() == text and re.search(r"[^\s\x00-\x1f\x7f-\x9f]", text)
)
origins = st.one_of(
    st.builds(Observed, n=st.integers(0, 10**9), period=names, file=names),
    st.builds(Estimated, n=st.integers(0, 10**9), method=names),
    st.builds(Judged, by=names, workshop=names),
    st.builds(Assumed, source=names),
)
quantities = st.builds(
    lambda three, unit, origin, ranged: Quantity(
        value=three[1],
        unit=unit,
        origin=origin,
        low=three[0] if ranged else None,
        high=three[2] if ranged else None,
    ),
    st.tuples(numbers, numbers, numbers).map(sorted),
    st.sampled_from(Unit),
    origins,
    st.booleans(),
)
models = st.builds(
    lambda name, quantity, text, place, shares: SalesModel(
        id="any",
        name=name,
        stages=(a_stage("s", text, job=BuyingJob.RENEWAL, x=place, entry=quantity),),
        outcomes=(an_outcome("o", name, OutcomeKind.STAYED),),
        moves=(Move(id="m", source="s", target="o", probability=quantity, reason=text),),
        roles=(
            Role(
                id="r",
                name=text,
                short="R",
                kind=RoleKind.PARTNER,
                annual_cost=quantity,
                present_hours=quantity,
                productive_hours=quantity,
                headcount=quantity,
                skills={name: Proficiency(quality=quantity)},
            ),
        ),
        tasks=(a_task("t", name, None, text, baseline_shares=shares),),
    ),
    names,
    quantities,
    names,
    numbers,
    st.dictionaries(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_.\-]{0,20}", fullmatch=True), numbers),
)


@settings(max_examples=60, deadline=None)
@given(models)
def test_any_model_comes_back_as_it_was_written(model):
    text = write_model(model)
    assert read_model(text) == model
    assert write_model(read_model(text)) == text


def test_what_was_typed_is_written_and_read_and_goes_with_its_number():
    typed = Quantity(value=0.25, unit=Unit.SHARE, low=0.2, high=0.3, typed="20-30%")
    assert Quantity.model_validate_json(typed.model_dump_json()) == typed
    assert typed.with_value(0.25).typed == ""
    with pytest.raises(ValidationError):
        Quantity(value=0.25, unit=Unit.SHARE, typed="x" * 41)


def test_a_file_from_before_there_was_a_typed_text_is_still_read():
    data = document()
    for stage in data["stages"]:
        del stage["dwell"]["typed"]
    assert read_model(json.dumps(data)) == read_model(json.dumps(document()))


# The schema


def test_the_committed_schema_is_the_one_of_this_version():
    """Written by `python -m salesmodel schema > docs/schema/sales_model.schema.json`."""
    assert json.loads(COMMITTED_SCHEMA.read_text(encoding="utf-8")) == model_schema()


def test_a_written_model_fits_the_schema():
    checker = jsonschema.Draft202012Validator(model_schema())
    checker.check_schema(model_schema())
    assert (
        list(checker.iter_errors(json.loads(write_model(with_a_second_segment(a_model()))))) == []
    )


@pytest.mark.parametrize(
    "broken",
    [
        {"schema_version": 2},
        {"name": 3},
        {"stages": [{"id": "x"}]},
        {"foo": 1},
        {"currency": "usd"},
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(broken):
    data = document() | broken
    assert not jsonschema.Draft202012Validator(model_schema()).is_valid(data)
    refused(json.dumps(data))


def test_the_schema_asks_for_a_version():
    data = document()
    del data["schema_version"]
    assert not jsonschema.Draft202012Validator(model_schema()).is_valid(data)


# Files that are no model


@pytest.mark.parametrize("nothing", ["", b"", "  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_called_empty(nothing):
    assert refused(nothing).sentence == "The file is empty."


def test_a_file_that_is_not_json_says_where():
    error = refused('{"id": "acme",\n "name": Acme}')
    assert error.sentence == "The file is not JSON: Expecting value, line 2, column 10."


def test_a_file_cut_off_is_not_json():
    assert refused(write_model(a_model())[:-20]).sentence.startswith("The file is not JSON: ")


def test_a_file_in_another_encoding_says_so():
    text = '{"schema_version": 1, "id": "a", "name": "Müller"}'
    error = refused(text.encode("latin-1"))
    assert error.sentence == "The file is not UTF-8 text (byte 44)."
    assert refused(text.encode("utf-16")).sentence == "The file is not UTF-8 text (byte 1)."


@pytest.mark.parametrize("text", ["[]", "3", '"model"', "null", "NaN"])
def test_json_that_is_no_object_is_no_model(text):
    assert refused(text).sentence == "The file is JSON, but not a sales model: it holds no object."


def test_a_file_nested_without_end_is_refused_in_a_sentence():
    assert refused("[" * 200_000).sentence == "The file is not JSON: it is nested too deeply."


def test_a_number_of_thousands_of_digits_is_refused_in_a_sentence():
    text = '{"schema_version": 1, "id": "a", "name": "A", "currency": %s}' % ("9" * 5_000)
    assert refused(text).sentence.startswith("The file is not JSON: it holds a number with thousan")


def test_half_a_character_is_refused_in_a_sentence():
    text = '{"schema_version": 1, "id": "a", "name": "\\ud800"}'
    assert refused(text).sentence.startswith("The file is not JSON: ")


def test_a_file_of_over_20_megabytes_is_refused_unread():
    error = refused(b" " * 21_000_000)
    assert error.sentence == "The file has more than 20 MB, the limit for a sales model."


def test_a_field_that_stands_twice_is_not_read_one_way_or_the_other():
    text = '{"schema_version": 1, "id": "acme", "name": "A", "name": "B"}'
    assert refused(text).sentence == "The field name stands twice in the entry acme."


def test_a_newer_schema_asks_for_an_update():
    error = refused(json.dumps(document() | {"schema_version": 2}))
    assert str(error) == (
        "This file is of schema version 2; this version reads 1. Update the workbench."
    )


@pytest.mark.parametrize("version", [0, -1, "1", True, 1.0, [1]])
def test_a_schema_version_that_never_was_is_refused(version):
    error = refused(json.dumps(document() | {"schema_version": version}))
    assert (
        error.sentence == "This file names a schema version that never was; this version reads 1."
    )


def test_a_missing_schema_version_is_refused():
    data = document()
    del data["schema_version"]
    error = refused(json.dumps(data))
    assert error.sentence == "This file names no schema version; this version reads 1."
    assert error.path == "schema_version"


# Fields


@pytest.mark.parametrize("token", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_what_is_no_number_to_work_with_is_refused_with_its_place(token):
    data = document()
    data["stages"][2]["dwell"]["value"] = "HERE"
    error = refused(json.dumps(data).replace('"HERE"', token))
    shown = "Infinity" if token == "1e999" else token
    assert error.path == "stages[consensus].dwell.value"
    assert error.sentence == (
        f"The dwell of stage Consensus building is {shown}, which is not a number to work with."
    )


def test_201_stages_are_one_too_many():
    stages = [document()["stages"][0] | {"id": f"s{number}"} for number in range(201)]
    path, sentence, mend = fault(document() | {"stages": stages})
    assert path == "stages"
    assert sentence == "The model has 201 stages; 200 is the limit."
    assert mend == "Take out 1, or split the model in two."


@pytest.mark.parametrize(
    ("collection", "limit"),
    [("segments", 50), ("tasks", 2_000), ("roles", 100), ("reviews", 300)],
)
def test_each_list_has_its_limit(collection, limit):
    first = json.loads(write_model(with_all_said(a_model())))[collection][0]
    entries = [first | {"id": f"e{number}"} for number in range(limit + 1)]
    assert fault(document() | {collection: entries})[1] == (
        f"The model has {limit + 1:,} {collection}; {limit:,} is the limit."
    )
    assert read_model(json.dumps(document() | {collection: entries[:-1]}))


@pytest.mark.parametrize(
    ("collection", "fields", "path", "sentence", "mend"),
    [
        (
            "judgements",
            {"value": 4},
            "judgements[named_accounts:desk:maya].value",
            "The value of judgement named_accounts:desk:maya is 4; 3 is the most.",
            "Lower it.",
        ),
        (
            "judgements",
            {"value": 1.5},
            "judgements[named_accounts:desk:maya].value",
            "The value of judgement named_accounts:desk:maya is 1.5, which is not a whole number.",
            "Write a whole number.",
        ),
        (
            "judgements",
            {"rests_on": {"segments[ent].arrivals": "many"}},
            "judgements[named_accounts:desk:maya].rests_on[segments[ent].arrivals]",
            "The rests on segments[ent].arrivals of judgement named_accounts:desk:maya is "
            '"many", which is not a number.',
            "Write a number.",
        ),
        (
            "reviews",
            {"on": "yesterday"},
            "reviews[ent:value_proposition:selling_tasks].on",
            "The on of review ent:value_proposition:selling_tasks is "
            '"yesterday", which is not a day and a time like 2026-03-01T09:30:00Z.',
            "Write a day and a time like 2026-03-01T09:30:00Z.",
        ),
        (
            "acceptances",
            {"about": "a b"},
            "acceptances[accepted].about",
            'The about of acceptance accepted is "a b"; it is made of ids joined by colons.',
            "Write it like enterprise:selling_tasks:value_delivery.",
        ),
        (
            "acceptances",
            {"why": ""},
            "acceptances[accepted].why",
            "The why of acceptance accepted is empty.",
            "Fill it in.",
        ),
        (
            "components",
            {"variant": "Low price"},
            "components[ent.value].variant",
            'The variant of component ent.value is "Low price"; an id is made of letters, '
            "digits, dots, dashes and underscores.",
            "Give it such an id, of 64 characters at most and starting with a letter or a digit.",
        ),
    ],
)
def test_what_a_group_said_is_read_as_strictly(collection, fields, path, sentence, mend):
    data = json.loads(write_model(with_all_said(a_model())))
    data[collection][0] |= fields
    assert fault(data) == (path, sentence, mend)


def with_stage(**fields) -> dict:
    data = document()
    data["stages"][2] |= fields
    return data


@pytest.mark.parametrize(
    ("fields", "path", "sentence"),
    [
        (
            {"name": "x" * 201},
            "stages[consensus].name",
            f"The name of stage {'x' * 59}… has 201 characters; 200 is the limit.",
        ),
        ({"name": ""}, "stages[consensus].name", "The name of stage consensus is empty."),
        (
            {"colour": "red"},
            "stages[consensus].colour",
            "Stage Consensus building has a field colour, which a sales model does not know.",
        ),
        (
            {"dwell": 20},
            "stages[consensus].dwell",
            "The dwell of stage Consensus building is 20, which is not an object.",
        ),
        (
            {"dwell": {"value": "20", "unit": "days"}},
            "stages[consensus].dwell.value",
            'The dwell of stage Consensus building is "20", which is not a number.',
        ),
        (
            {"dwell": {"value": 20, "unit": "weeks"}},
            "stages[consensus].dwell.unit",
            'The dwell unit of stage Consensus building is "weeks", which is not known.',
        ),
        (
            {"dwell": {"value": 20}},
            "stages[consensus].dwell.unit",
            "The dwell of stage Consensus building has no unit.",
        ),
        (
            {"dwell": {"value": 20, "unit": "days", "low": 30}},
            "stages[consensus].dwell",
            "In the dwell of stage Consensus building, the range runs from 30 to 20.",
        ),
        (
            {"dwell": {"value": 20, "unit": "days", "origin": {"kind": "dreamt"}}},
            "stages[consensus].dwell.origin",
            "The dwell of stage Consensus building does not say where its figure comes from in a "
            "way that is known.",
        ),
        (
            {"dwell": {"value": 20, "unit": "days", "origin": {"kind": "observed", "n": -1}}},
            "stages[consensus].dwell.origin.n",
            "The dwell n of stage Consensus building is -1; 0 is the least.",
        ),
        (
            {"job": "golf"},
            "stages[consensus].job",
            'The job of stage Consensus building is "golf", which is not known.',
        ),
        (
            {"after_win": "no"},
            "stages[consensus].after_win",
            'The after win of stage Consensus building is "no", which is not true or false.',
        ),
        (
            {"segment": "my segment"},
            "stages[consensus].segment",
            'The segment of stage Consensus building is "my segment"; an id is made of letters, '
            "digits, dots, dashes and underscores.",
        ),
    ],
)
def test_a_field_that_is_wrong_is_named_with_its_stage(fields, path, sentence):
    place, told, mend = fault(with_stage(**fields))
    assert place == path
    assert told == sentence
    assert mend


@pytest.mark.parametrize(
    ("wrong", "path", "sentence"),
    [
        (
            {"currency": "euro"},
            "currency",
            'The currency of the model is "euro"; a currency is three capital letters.',
        ),
        ({"stages": None}, "stages", "The stages of the model is empty, which is not a list."),
        ({"roles": [3]}, "roles[0]", "Role 0 is 3, which is not an object."),
        (
            {"colour": 1},
            "colour",
            "The model has a field colour, which a sales model does not know.",
        ),
    ],
)
def test_a_wrong_field_of_the_model_itself_is_named(wrong, path, sentence):
    assert fault(document() | wrong)[:2] == (path, sentence)


def test_a_skill_without_quality_is_named_with_its_role():
    data = document()
    data["roles"][1]["skills"]["Demo"] = {}
    path, sentence, mend = fault(data)
    assert path == "roles[ae].skills[Demo].quality"
    assert sentence == "The skills Demo of role Account executive has no quality."
    assert mend == "Add the field quality."


def test_all_faults_of_a_file_are_told_at_once():
    data = with_stage(name="", job="golf")
    data["currency"] = "euro"
    del data["tasks"][1]["hours"]
    error = refused(json.dumps(data))
    assert [finding.path for finding in error.findings] == [
        "currency",
        "stages[consensus].name",
        "stages[consensus].job",
        "tasks[demo].hours",
    ]
    assert (error.findings[1].segment, error.findings[1].stage) == ("ent", "consensus")
    assert error.sentence == error.findings[0].sentence
