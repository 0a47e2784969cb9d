"""The component map: its finding, its cards and ribbons, its heat map, all in words."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.component_map import component_map
from salesmodel.charts.panel import MAX_TITLE
from salesmodel.coherence import CoherenceFinding
from salesmodel.coherence.result import PairCoherence, SegmentCoherence
from salesmodel.model import PAIRS, ComponentKind, Severity
from tests.charts.component_sample import (
    DELIVERY,
    NOW,
    PROPOSITION,
    SELECTION,
    TASKS,
    a_choice,
    a_coherence,
    a_debt,
    a_pair,
    a_part,
    a_segment,
    the_picture,
)

Payload = dict[str, Any]


def drawn(segment: SegmentCoherence, mover: ComponentKind | None = None) -> Payload:
    """The map of one segment, of which `mover` changed."""
    findings = () if mover is None else (a_debt(segment, mover),)
    return component_map(a_coherence(segment, findings=findings), None, NOW, segment.id)


def with_pairs(*pairs: PairCoherence, mover: ComponentKind | None = None) -> Payload:
    return drawn(a_segment(pairs=pairs), mover)


def card(payload: Payload, kind: ComponentKind) -> Payload:
    return next(each for each in payload["components"] if each["key"] == kind.value)


def ribbon(payload: Payload, one: ComponentKind, other: ComponentKind) -> Payload:
    return next(each for each in payload["pairs"] if {each["one"], each["other"]} == {one, other})


def cell(payload: Payload, row: str, column: ComponentKind) -> Payload:
    heat = payload["heat"]
    cells = next(each["cells"] for each in heat["rows"] if each["key"] == row)
    return cells[[each["key"] for each in heat["columns"]].index(column.value)]


def open_in(*kinds: ComponentKind) -> SegmentCoherence:
    """A segment in which these are not chosen yet."""
    return a_segment(
        parts=tuple(a_part(kind, 92, choice=a_choice(kind, None)) for kind in kinds),
        pairs=tuple(a_pair(*pair, None) for pair in PAIRS if set(pair) & set(kinds)),
    )


def test_the_picture_of_the_design_is_reached() -> None:
    coherence, baseline = the_picture()
    payload = component_map(coherence, baseline, NOW, coherence.segments[0].id)
    assert payload["title"] == "Selling tasks moved on; value delivery did not follow"
    assert payload["subtitle"].endswith("Selling tasks last changed 12 days ago, by Maya Rao.")
    assert payload["score"]["text"] == "71"
    assert [c["score"] for c in payload["components"]] == ["82", "74", "76", "52"]
    assert [c["change"]["text"] for c in payload["components"]] == [
        "+2 points", "no change", "+21 points", "−3 points",
    ]  # fmt: skip
    assert [c["change"]["tone"] for c in payload["components"]] == [
        "better", "none", "better", "worse",
    ]  # fmt: skip
    assert [p["text"] for p in payload["pairs"]] == ["88", "81", "62", "79", "55", "41"]
    assert [p["strength"] for p in payload["pairs"]] == [
        "strong", "strong", "plain", "strong", "frayed", "frayed",
    ]  # fmt: skip
    assert [p["debt"] for p in payload["pairs"]] == ["", "", "", "12 days", "", "12 days"]
    assert json.loads(json.dumps(payload)) == payload


@pytest.mark.parametrize(
    ("pairs", "mover", "title"),
    [
        ((), None, "The four components support each other: no pair below 80"),
        (
            (a_pair(TASKS, DELIVERY, 41, (-1, -2)),),
            None,
            "Selling tasks and value delivery hinder each other: 41 of 100",
        ),
        (
            (a_pair(TASKS, DELIVERY, 41, (1, 0)),),
            None,
            "Selling tasks and value delivery do not fit each other: 41 of 100",
        ),
        (
            (a_pair(SELECTION, DELIVERY, 62, (0, 0)),),
            None,
            "Customer selection and value delivery support each other least: 62",
        ),
        (
            (a_pair(PROPOSITION, TASKS, 79, debt=NOW), a_pair(TASKS, DELIVERY, 76, debt=NOW)),
            TASKS,
            "Selling tasks changed; two pairs are unreviewed since",
        ),
        (
            (a_pair(PROPOSITION, DELIVERY, 41, (-1, 0)), a_pair(TASKS, DELIVERY, 76, debt=NOW)),
            TASKS,
            "Value proposition and value delivery hinder each other: 41 of 100",
        ),
    ],
)
def test_the_title_states_the_finding(
    pairs: tuple[PairCoherence, ...], mover: ComponentKind | None, title: str
) -> None:
    assert with_pairs(*pairs, mover=mover)["title"] == title


@given(
    st.lists(st.none() | st.floats(0, 100), min_size=6, max_size=6),
    st.lists(st.booleans(), min_size=6, max_size=6),
    st.sampled_from([None, *ComponentKind]),
)
def test_every_title_fits_and_every_ribbon_is_drawn_as_the_number_it_says(
    supports: list[float | None], owed: list[bool], mover: ComponentKind | None
) -> None:
    payload = with_pairs(
        *(
            a_pair(*pair, support, (-1, -1), debt=NOW if owes else "no")
            for pair, support, owes in zip(PAIRS, supports, owed, strict=True)
        ),
        mover=mover,
    )
    assert len(payload["title"]) <= MAX_TITLE
    for each in payload["pairs"]:
        if each["support"] is None:
            assert (each["text"], each["strength"]) == ("not known yet", "open")
        else:
            strong, frayed = int(each["text"]) >= 75, int(each["text"]) < 60
            assert each["strength"] == ("strong" if strong else "frayed" if frayed else "plain")


@pytest.mark.parametrize(
    ("kinds", "title"),
    [
        ((PROPOSITION,), "Value proposition is not chosen yet"),
        ((TASKS,), "Selling tasks are not chosen yet"),
        ((SELECTION, PROPOSITION), "Customer selection and value proposition are not chosen yet"),
        ((SELECTION, PROPOSITION, TASKS), "Three of the four components are not chosen yet"),
        (tuple(ComponentKind), "None of the four components is chosen yet"),
    ],
)
def test_what_is_not_chosen_is_said_and_its_pairs_are_not_known(
    kinds: tuple[ComponentKind, ...], title: str
) -> None:
    payload = drawn(open_in(*kinds))
    assert payload["title"] == title
    for kind in kinds:
        assert card(payload, kind)["open"]
        assert card(payload, kind)["score"] == "not chosen yet"
        assert card(payload, kind)["text"] == "Counts as 92 of 100 until it is"
    for pair in PAIRS:
        assert (ribbon(payload, *pair)["text"] == "not known yet") == bool(set(pair) & set(kinds))


def test_the_legend_leaves_no_support_without_a_word() -> None:
    labels = [each["label"] for each in drawn(a_segment())["legend"]]
    assert labels[:3] == ["Strong, 75 and above", "Plain, 60 to 74", "Frayed, below 60"]


def test_a_choice_that_was_read_from_the_model_says_so() -> None:
    payload = drawn(a_segment(parts=(a_part(TASKS, choice=a_choice(TASKS, origin="read")),)))
    assert card(payload, TASKS)["read"]
    assert not card(payload, SELECTION)["read"]
    choice = dict(card(payload, TASKS)["hint"]["facts"])["Choice"]
    assert choice == "SDRs prospect, pods close (read from the model)"


@pytest.mark.parametrize(
    ("since", "age"),
    [
        (NOW - timedelta(days=12, hours=3), "12 days"),
        (NOW - timedelta(days=1), "1 day"),
        (NOW - timedelta(hours=5), "today"),
        (NOW + timedelta(hours=5), "today"),
        ((NOW - timedelta(days=12)).replace(tzinfo=UTC), "12 days"),
        (None, "unreviewed"),
    ],
)
def test_what_is_unreviewed_carries_its_age(since: datetime | None, age: str) -> None:
    payload = with_pairs(a_pair(PROPOSITION, TASKS, debt=since))
    assert ribbon(payload, PROPOSITION, TASKS)["debt"] == age
    assert payload["legend"][-1]["kind"] == "debt"


def test_a_pair_tells_both_judgements_its_sentences_and_who_changed_it() -> None:
    pair = a_pair(TASKS, DELIVERY, 41, (-1, 2), debt=NOW - timedelta(days=3), by="Maya Rao")
    hint = ribbon(with_pairs(pair), TASKS, DELIVERY)["hint"]
    assert hint["head"] == "Selling tasks and value delivery: 41 of 100"
    assert dict(hint["facts"]) == {
        "Selling tasks on value delivery": "−1",
        "Value delivery on selling tasks": "+2",
    }
    assert hint["notes"][0] == pair.sentences[0]
    assert "One of the two changed 3 days ago, by Maya Rao" in hint["notes"][1]


def test_a_component_tells_what_it_lost_and_why() -> None:
    many = tuple(f"Sentence {i}." for i in range(9))
    payload = drawn(a_segment(parts=(a_part(DELIVERY, 52, sentences=many),)))
    hint = card(payload, DELIVERY)["hint"]
    assert hint["head"] == "Value delivery: 52 of 100"
    assert hint["facts"][:2] == [["Starts at", "100"], ["Structural checks", "−48"]]
    assert hint["notes"] == [*many[:6], "and 3 more"]


def test_without_a_baseline_no_change_is_claimed() -> None:
    payload = drawn(a_segment())
    assert all(each["change"] is None for each in payload["components"])
    baseline = a_coherence(a_segment("Another"))
    coherence = a_coherence(a_segment())
    new = component_map(coherence, baseline, NOW, coherence.segments[0].id)
    assert all(each["change"] is None for each in new["components"])


def test_a_cell_of_the_heat_map_is_the_judgement_from_its_row_on_its_column() -> None:
    """In either order the pair keeps which way each judgement goes."""
    payload = with_pairs(a_pair(TASKS, DELIVERY, 41, (-1, 3)))
    down, up = (cell(payload, TASKS.value, DELIVERY), cell(payload, DELIVERY.value, TASKS))
    assert (down["text"], down["words"], down["step"]) == ("−1", "hinders", -2)
    assert (up["text"], up["words"], up["step"]) == ("+3", "supports", 4)
    assert down["about"] == up["about"] == "selling_tasks:value_delivery"


def test_the_diagonal_is_how_far_a_component_is_below_its_best_alternative() -> None:
    payload = drawn(a_segment(parts=(a_part(DELIVERY, balance=-2, best=2),)))
    own = cell(payload, DELIVERY.value, DELIVERY)
    assert (own["text"], own["words"], own["step"]) == ("−4", "below its best", -3)
    assert dict(own["hint"]["facts"]) == {
        "Support it gets": "−2",
        "Most that any choice gets": "+2",
    }
    assert cell(payload, TASKS.value, TASKS)["text"] == "consistent"


def test_the_first_row_is_how_they_buy() -> None:
    payload = drawn(a_segment(parts=(a_part(DELIVERY, buying=-2),)))
    first = payload["heat"]["rows"][0]
    assert (first["name"], first["text"]) == ("How they buy", "A committee by consensus")
    assert [each["text"] for each in first["cells"]] == ["+1", "+1", "+1", "−2"]
    assert first["cells"][3]["about"] == "value_delivery"


def test_what_is_open_has_no_number_in_the_heat_map() -> None:
    payload = drawn(open_in(PROPOSITION))
    rows = (PROPOSITION.value, "buying")
    assert all(cell(payload, row, PROPOSITION)["text"] == "not known yet" for row in rows)
    assert cell(payload, PROPOSITION.value, TASKS)["step"] == 0


@given(st.lists(st.integers(-3, 3), min_size=12, max_size=12))
def test_colour_and_words_of_a_cell_follow_its_sign(values: list[int]) -> None:
    judged = [(float(values[2 * i]), float(values[2 * i + 1])) for i in range(6)]
    payload = with_pairs(*(a_pair(*pair, 50, j) for pair, j in zip(PAIRS, judged, strict=True)))
    for row, column in product(ComponentKind, ComponentKind):
        if row == column:
            continue
        shown = cell(payload, row.value, column)
        sign = (shown["step"] > 0) - (shown["step"] < 0)
        words = {1: ("supports", "+"), 0: ("neither", "0"), -1: ("hinders", "−")}[sign]
        assert (shown["words"], shown["text"][0]) == words


def test_the_whole_is_the_mean_and_names_the_segment_that_is_weakest() -> None:
    weak = a_segment(
        "Public sector",
        parts=(a_part(DELIVERY, 40, choice=a_choice(DELIVERY, "Dedicated team")),),
        pairs=(a_pair(TASKS, DELIVERY, 30, (-2, -1), debt=None),),
    )
    payload = component_map(a_coherence(a_segment(), weak), None, NOW)
    assert ribbon(payload, TASKS, DELIVERY)["text"] == "55"
    hint = ribbon(payload, TASKS, DELIVERY)["hint"]
    assert "Weakest in Public sector: 30 of 100." in hint["notes"]
    assert "Unreviewed since a change in 1 of 2 segments." in hint["notes"]
    assert card(payload, DELIVERY)["score"] == "60"
    assert card(payload, DELIVERY)["text"] == "2 ways in 2 segments"
    assert card(payload, DELIVERY)["full"] == (
        "Enterprise consensus: Guided onboarding in 45 days\nPublic sector: Dedicated team"
    )
    assert cell(payload, TASKS.value, DELIVERY)["text"] == "0"
    assert cell(payload, DELIVERY.value, TASKS)["text"] == "0"
    assert cell(payload, SELECTION.value, TASKS)["text"] == "+2.0"


def test_a_component_that_is_open_in_some_segments_says_in_how_many() -> None:
    payload = component_map(a_coherence(a_segment("One"), open_in(TASKS)), None, NOW)
    assert not card(payload, TASKS)["open"]
    assert card(payload, TASKS)["text"] == "Not chosen yet in 1 of 2 segments"
    assert ribbon(payload, TASKS, DELIVERY)["text"] == "80"


def test_the_whole_is_set_against_the_whole_baseline() -> None:
    now, was = a_coherence(a_segment("A"), a_segment("B")), a_coherence(
        a_segment("A", parts=(a_part(TASKS, 70),)), a_segment("C", parts=(a_part(TASKS, 60),))
    )  # fmt: skip
    assert card(component_map(now, was, NOW), TASKS)["change"]["text"] == "+15 points"


def test_the_table_holds_every_number_of_the_ring() -> None:
    coherence, baseline = the_picture()
    payload = component_map(coherence, baseline, NOW, coherence.segments[0].id)
    rows = payload["table"]["rows"]
    assert rows[2] == ["Selling tasks", "76", "+21 points", "SDRs prospect, pods close"]
    assert rows[-1] == ["Selling tasks and value delivery", "41", "", "unreviewed: 12 days"]
    assert len(rows) == 10
    assert {len(row) for row in rows} == {len(payload["table"]["columns"])}


def test_without_a_segment_a_sentence_says_what_to_do() -> None:
    payload = component_map(a_coherence(), None, NOW)
    assert payload["empty"].startswith("No segment yet.")
    assert payload["components"] == payload["pairs"] == payload["heat"]["rows"] == []


def a_finding(*components: ComponentKind, severity: Severity = Severity.SEVERE) -> CoherenceFinding:
    one, other = (*components, None)[:2]
    return CoherenceFinding(
        check=f"check-{severity}", severity=severity, path="", sentence="It clashes.", mend="Mend.",
        component=one.value, other=other.value if other else None,
    )  # fmt: skip


def mapped(segment: SegmentCoherence, *findings: CoherenceFinding) -> Payload:
    return component_map(a_coherence(segment, findings=findings), None, NOW, segment.id)


def test_there_is_no_praise_over_a_severe_finding() -> None:
    # regression: "The four components support each other" above a severe finding
    assert mapped(a_segment(), a_finding(TASKS))["title"] == (
        "The choices fit; one severe finding stands against selling tasks"
    )
    two = (a_finding(TASKS), a_finding(PROPOSITION, DELIVERY))
    assert mapped(a_segment(), *two)["title"] == (
        "The choices fit; two severe findings stand against them"
    )
    assert mapped(a_segment(), a_finding(TASKS, severity=Severity.WATCH))["title"].startswith(
        "The four components support each other"
    )


def test_the_heat_map_has_a_title_of_its_own_about_the_judgements() -> None:
    """Findings lower a ribbon, not a judgement: the two views say what each of them shows."""
    heat = mapped(a_segment(), a_finding(TASKS))["heat"]
    assert heat["title"] == "Every choice is supported by the others"
    hinders = with_pairs(a_pair(TASKS, DELIVERY, 41, (-2, 1)))["heat"]
    assert hinders["title"] == "Selling tasks hinder value delivery: −2"
    back = with_pairs(a_pair(TASKS, DELIVERY, 41, (1, -2)))["heat"]
    assert back["title"] == "Value delivery hinders selling tasks: −2"
    buying = drawn(a_segment(parts=(a_part(DELIVERY, buying=-2),)))["heat"]
    assert buying["title"] == "How they buy hinders value delivery: −2"
    nobody = with_pairs(*(a_pair(*pair, 65, (0, 0)) for pair in PAIRS))["heat"]
    assert nobody["title"] == "No choice hinders another"
    assert drawn(open_in(*ComponentKind))["heat"]["title"].startswith("No judgement is known yet")


def test_a_segment_is_the_weakest_only_if_the_others_are_better() -> None:
    # regression: "Weakest in Enterprise: 100 of 100" where all had 100
    same = component_map(a_coherence(a_segment("A"), a_segment("B")), None, NOW)
    for ribbon_ in same["pairs"]:
        assert not any(note.startswith("Weakest") for note in ribbon_["hint"]["notes"])
    for card_ in same["components"]:
        assert not any(note.startswith("Lowest") for note in card_["hint"]["notes"])
    lower = a_segment("B", parts=(a_part(TASKS, 70),), pairs=(a_pair(TASKS, DELIVERY, 70),))
    told = component_map(a_coherence(a_segment("A"), lower), None, NOW)
    assert "Weakest in B: 70 of 100." in ribbon(told, TASKS, DELIVERY)["hint"]["notes"]
    assert "Lowest in B:" in card(told, TASKS)["hint"]["notes"]


def test_the_number_of_a_pair_is_told_as_a_sum() -> None:
    pair = a_pair(TASKS, DELIVERY, 65 + 17.5 - 20 - 8, (2, 1))
    segment = a_segment(pairs=(pair,))
    both = (a_finding(TASKS, DELIVERY), a_finding(DELIVERY, TASKS, severity=Severity.WATCH))
    told = ribbon(mapped(segment, *both, a_finding(TASKS)), TASKS, DELIVERY)
    assert told["text"] == "55"
    assert told["hint"]["notes"][-1] == (
        "How it adds up: 65 to begin with, +18 by judgements, −20 and −8 by two findings = 55."
    )
    none = ribbon(with_pairs(a_pair(TASKS, DELIVERY, 65, (0, 0))), TASKS, DELIVERY)
    assert none["hint"]["notes"][-1] == "How it adds up: 65 to begin with = 65."


def test_a_pair_that_lost_everything_says_so() -> None:
    segment = a_segment(pairs=(a_pair(TASKS, DELIVERY, 0.0, (-3, -3)),))
    told = ribbon(mapped(segment, a_finding(TASKS, DELIVERY)), TASKS, DELIVERY)
    assert told["hint"]["notes"][-1] == (
        "How it adds up: 65 to begin with, −65 by judgements, −20 by a finding, which leaves 0."
    )
