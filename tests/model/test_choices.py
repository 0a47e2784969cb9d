"""What a group says: one judgement a person, one review a pair, one acceptance a finding."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from salesmodel.editing import DateChange, ReviewPair, SetJudgement
from salesmodel.model import (
    MAX_NAME,
    PAIRS,
    ComponentKind,
    Judgement,
    Review,
    judgement_id,
    review_id,
    validate,
)
from salesmodel.model.choices import LONGEST_SLUG, slug
from salesmodel.model.ids import LongId
from salesmodel.model.inputs import inputs
from tests.builders import (
    a_judgement,
    a_model,
    a_review,
    also,
    an_acceptance,
    changed,
    with_a_second_segment,
    with_all_said,
)

SELECTION, VALUE, TASKS, DELIVERY = ComponentKind
PAIR = "ent:value_proposition:selling_tasks"
PROMISE = "promise-without-tasks:ent:-:-:-:-:-"


@pytest.fixture
def group():
    return with_all_said(a_model())


def said(model):
    findings = validate(model)
    assert len(findings) == 1, [finding.sentence for finding in findings]
    return findings[0].check, findings[0].path, findings[0].sentence, findings[0].mend


# Ids


def test_four_components_make_six_pairs():
    assert len(PAIRS) == len({frozenset(pair) for pair in PAIRS}) == 6


@pytest.mark.parametrize("pair", PAIRS)
def test_a_pair_has_one_review_in_whichever_order_it_is_named(pair):
    one, other = pair
    assert review_id("ent", one, other) == review_id("ent", other, one)
    assert review_id("ent", one, other) == f"ent:{one.value}:{other.value}"


def test_a_name_is_the_same_person_in_any_case_and_spacing():
    assert slug("Tom  Miller ") == slug("tom miller") == "tom-miller"
    assert slug("Zoë Miller") == slug(" ZOË  miller") == slug("Zoe\u0308 Miller")
    assert slug("Zoë Miller").startswith("zoe-miller-")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Мария Smith", "Иван Smith"),
        ("Мария", "Иван"),
        ("x" * 60 + "a", "x" * 60 + "b"),
        ("王", "李"),
        ("A.B", "A B"),
        ("A B", "A-B"),
        ("José", "Jose"),
        ("Ann (sales)", "Ann, sales"),
        ("Ann (sales)", "Ann sales"),
        ("Ann", "Ann!"),
        ("Ann 1", "Ann ①"),
    ],
)
def test_two_people_are_not_taken_for_one(one, other):
    assert slug(one) != slug(other)


@given(st.text("aAéÉ .-(1", min_size=1), st.text("aAéÉ .-(1", min_size=1))
def test_two_names_are_one_person_only_if_case_and_spacing_is_all_they_differ_by(one, other):
    same = one.casefold().split() == other.casefold().split()
    assert (slug(one) == slug(other)) == same


@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_every_name_makes_an_id(name):
    assert 1 <= len(slug(name)) <= LONGEST_SLUG
    whole = judgement_id("a" * 64, "b" * 64, name)
    assert TypeAdapter(LongId).validate_python(whole) == whole


def test_an_acceptance_knows_the_check_and_the_segments_of_its_finding():
    alone = an_acceptance("promise-without-tasks:ent:-:-:-:-:value_delivery")
    assert (alone.check, alone.segments) == ("promise without tasks", ("ent",))
    assert an_acceptance("sold-alike:ent:smb:-:-:-:-").segments == ("ent", "smb")
    assert an_acceptance("no-role:-:-:ent:-:-:-").segments == ()


# Names and fingerprints


@pytest.mark.parametrize(
    ("kind", "field", "given", "longest"),
    [
        (Review, "by", {}, MAX_NAME),
        (Review, "changed_by", {}, MAX_NAME),
        (Judgement, "wording", {"by": "Ann"}, 64),
        (ReviewPair, "by", {}, MAX_NAME),
        (DateChange, "by", {}, MAX_NAME),
        (SetJudgement, "wording", {"by": "Ann"}, 64),
    ],
)
def test_who_and_wording_may_be_empty_and_have_a_longest(kind, field, given, longest):
    assert said_to_be(kind, field, given, "") == ""
    assert said_to_be(kind, field, given, "x" * longest) == "x" * longest
    with pytest.raises(ValidationError, match=f"at most {longest} characters"):
        said_to_be(kind, field, given, "x" * (longest + 1))


@pytest.mark.parametrize(
    ("kind", "field"),
    [(Review, "by"), (Review, "changed_by"), (ReviewPair, "by"), (DateChange, "by")],
)
def test_who_looked_stands_on_one_line(kind, field):
    assert said_to_be(kind, field, {}, " Ann\n\tMiller ") == "Ann Miller"
    assert said_to_be(kind, field, {}, " \n") == ""


def said_to_be(kind, field, given, text):
    every = {
        "id": "r", "segment": "ent", "one": VALUE, "other": TASKS, "seen": {}, "review": "r",
        "source": "a", "target": "b", "value": 1,
    }  # fmt: skip
    known = {name: value for name, value in every.items() if name in kind.model_fields}
    return getattr(kind(**known, **given, **{field: text}), field)


# Contradictions


def test_two_reviews_of_one_pair_contradict_each_other(group):
    again = a_review("ent", VALUE, TASKS).model_copy(
        update={"id": "again", "one": TASKS, "other": VALUE}
    )
    assert said(also(group, "reviews", again)) == (
        "contradictory-reviews",
        "reviews[again]",
        "The review of selling tasks and value proposition of Enterprise is there more than once: "
        f"{PAIR} and again.",
        "Keep the latest of them.",
    )


def test_reviews_of_other_pairs_and_segments_stand_side_by_side(group):
    group = with_a_second_segment(group)
    for review in (a_review("ent", TASKS, DELIVERY), a_review("smb", VALUE, TASKS)):
        group = also(group, "reviews", review)
    assert validate(group) == ()


def test_a_review_is_of_two_components(group):
    check, path, sentence, _ = said(changed(group, "reviews", PAIR, other=VALUE))
    assert (check, path) == ("review-of-one-component", f"reviews[{PAIR}].other")
    assert sentence == (
        "The review of value proposition and value proposition of Enterprise is of one component, "
        "not of two."
    )


def test_two_judgements_of_one_person_contradict_each_other(group):
    again = a_judgement("named_accounts", "desk", 3, "maya").model_copy(update={"id": "again"})
    assert said(also(group, "judgements", again)) == (
        "contradictory-judgements",
        "judgements[again]",
        "Maya has more than one judgement of named accounts on Reseller desk: "
        "−2 (named_accounts:desk:maya) and +3 (again).",
        "Keep the one that counts.",
    )


def test_two_people_may_disagree(group):
    tom = a_judgement("named_accounts", "desk", 3, "Tom")
    back = a_judgement("desk", "named_accounts", 3, "Maya")
    assert validate(also(also(group, "judgements", tom), "judgements", back)) == ()


def test_two_acceptances_of_one_finding_contradict_each_other(group):
    again = an_acceptance(PROMISE, "Tom", "again").model_copy(update={"why": "y" * 80})
    assert said(also(group, "acceptances", again)) == (
        "contradictory-acceptances",
        "acceptances[again]",
        "One finding of promise without tasks of Enterprise is accepted more than once: accepted "
        f"by Maya (“It is only for this year.”) and again by Tom (“{'y' * 59}…”).",
        "Keep the acceptance whose reason holds.",
    )


def test_findings_of_one_check_elsewhere_are_accepted_each_for_itself(group):
    elsewhere = an_acceptance("promise-without-tasks:ent:-:consensus:-:-:-", acceptance_id="b")
    assert validate(also(group, "acceptances", elsewhere)) == ()


def test_what_stands_twice_under_one_id_is_told_once(group):
    twice = also(group, "acceptances", group.acceptances[0])
    assert [finding.check for finding in validate(twice)] == ["duplicate-id"]
    assert "Maya's acceptance of promise without tasks" in validate(twice)[0].sentence


# Inputs


def test_promised_days_are_an_input_and_what_judgements_rest_on_is_not(group):
    before = {item.path for item in inputs(a_model())}
    new = [item for item in inputs(group) if item.path not in before]
    assert [(item.path, item.entity, item.field) for item in new] == [
        (
            "components[ent.value].promised_days",
            "Value proposition of Enterprise",
            "promised days",
        )
    ]
