"""The grid of judgements as it is drawn: what counts, who said what, and what the segment has."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.judgement_grid import Present, judgement_grid, signed
from salesmodel.charts.panel import MAX_TITLE
from salesmodel.coherence.choices import Choice
from salesmodel.coherence.judging.group import Cell, GroupJudgements, Opinion, Option
from salesmodel.defaults.variants import ways_of_buying
from salesmodel.model import ComponentKind

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
WAY = ways_of_buying()[0]
OPTIONS = {
    SELECTION: (Option("named", SELECTION, "Named accounts", "A list with owners."),),
    PROPOSITION: (
        Option("price", PROPOSITION, "Lowest price", "For less.", source="Treacy 1995"),
        Option("audit", PROPOSITION, "Audit-ready", "What legal asked for.", own=True),
    ),
    TASKS: (
        Option("team", TASKS, "Team selling", "Person by person."),
        Option("solo", TASKS, "One owner", ""),
    ),
    DELIVERY: (
        Option("help", DELIVERY, "Help pages", ""),
        Option("pool", DELIVERY, "Pooled success", ""),
    ),
}
LIBRARY = Cell("named", "team", 2, 2, "Both want people.", "Both want people.")


def said(value: int, by: str, **more: Any) -> Opinion:
    return Opinion(f"x:{by}", value, by, more.pop("why", ""), more.pop("on", None), **more)


def judged(*opinions: Opinion, value: int = 1, default: int = 0) -> Cell:
    return Cell("price", "pool", value, default, "They buy alone.", "", opinions)


def grid(*cells: Cell, present: Present | None = None) -> dict[str, Any]:
    found = GroupJudgements({(cell.source, cell.target): cell for cell in cells})
    return judgement_grid(OPTIONS, found, present)


def a_present(
    balances: Mapping[str, float], best: Mapping[ComponentKind, str], tasks: str | None = "team"
) -> Present:
    has = {SELECTION: "named", PROPOSITION: "price", TASKS: tasks, DELIVERY: "pool"}
    names = {option.id: option.name for each in OPTIONS.values() for option in each}
    choices = {
        kind: Choice(kind, variant, names.get(variant or "", "open"), "chosen", "")
        for kind, variant in has.items()
    }
    return Present("Enterprise", WAY, choices, balances, best)


def counts(payload: dict[str, Any]) -> dict[str, str]:
    return {each["key"]: each["count"] for each in payload["filters"]}


def test_rows_are_the_ways_of_buying_and_the_variants_and_columns_the_variants_alone() -> None:
    payload = grid()
    assert [group["kind"] for group in payload["rows"]] == ["way_of_buying", *ComponentKind]
    assert [group["kind"] for group in payload["columns"]] == list(ComponentKind)
    assert [each["id"] for each in payload["rows"][0]["variants"]] == [
        w.id for w in ways_of_buying()
    ]
    assert [each["id"] for each in payload["columns"][1]["variants"]] == ["price", "audit"]


def test_all_pairs_are_counted_but_those_within_a_component() -> None:
    ways, sizes = len(ways_of_buying()), [1, 2, 2, 2]
    pairs = sum(ways * n + sum(n * m for m in sizes) - n * n for n in sizes)
    assert counts(grid())["all"] == str(pairs)


def test_a_judgement_of_the_library_has_its_sign_and_its_reason_and_no_marks() -> None:
    cell = grid(LIBRARY)["cells"]["named team"]
    assert cell == {"value": 2, "text": "+2", "why": "Both want people."}


def test_a_zero_that_nobody_speaks_of_is_left_out() -> None:
    silent = Cell("price", "team", 0, 0, "", "")
    assert grid(silent)["cells"] == {}
    assert list(grid(judged(said(0, "Tom Berg"), value=0))["cells"]) == ["price pool"]


def test_what_somebody_judged_says_who_when_and_why_beside_the_library() -> None:
    on = datetime(2026, 11, 3, 9, 30)
    opinion = said(-1, "Maya Rao", on=on, why="Seen twice.", asked_again="The deal size moved.")
    cell = grid(judged(opinion, value=-1, default=2))["cells"]["price pool"]
    assert cell["said"] == [
        {
            "by": "Maya Rao",
            "text": "−1",
            "on": "3 Nov 2026",
            "why": "Seen twice.",
            "asked": "The deal size moved.",
        }
    ]
    assert cell["library"] == "+2. They buy alone."
    assert cell.keys() & {"judged", "asked", "range", "disputed"} == {"judged", "asked"}


@pytest.mark.parametrize(("low", "disputed"), [(0, False), (-1, True)])
def test_opinions_three_apart_are_disputed_and_their_range_is_said(
    low: int, disputed: bool
) -> None:
    cell = grid(judged(said(low, "Tom"), said(2, "Maya"), said(1, "Li")))["cells"]["price pool"]
    assert cell.get("disputed", False) is disputed
    assert cell["range"] == f"{signed(low)} to +2, 3 people"


def test_those_who_agree_have_no_range() -> None:
    assert "range" not in grid(judged(said(1, "Tom"), said(1, "Maya")))["cells"]["price pool"]


def test_filters_count_what_they_show() -> None:
    asked = Cell("team", "help", 1, 1, "", "", (said(1, "Tom", asked_again="It changed."),))
    payload = grid(LIBRARY, judged(said(-2, "Tom"), said(1, "Maya")), asked)
    assert {**counts(payload), "all": ""} == {
        "all": "",
        "judged": "2",
        "disputed": "1",
        "asked": "1",
    }


def test_what_the_segment_has_is_marked_in_rows_and_columns_with_its_way_of_buying() -> None:
    payload = grid(present=a_present({}, {}))
    rows = [each["id"] for group in payload["rows"] for each in group["variants"] if each["has"]]
    columns = [
        each["id"] for group in payload["columns"] for each in group["variants"] if each["has"]
    ]
    assert rows == [WAY.id, "named", "price", "team", "pool"]
    assert columns == ["named", "price", "team", "pool"]


def test_balances_stand_under_their_columns_with_the_best_of_each_component() -> None:
    payload = grid(present=a_present({"team": -1.5, "solo": 2}, {TASKS: "solo"}))
    tasks = payload["columns"][2]["variants"]
    assert [(each["balance"], each["best"]) for each in tasks] == [("−1.5", False), ("+2", True)]
    assert payload["columns"][3]["variants"][0]["balance"] == ""
    assert "Enterprise" in payload["foot"]["tip"]


def test_without_a_segment_there_is_no_foot_and_nothing_is_outlined() -> None:
    payload = grid()
    assert payload["foot"] is None
    assert not any(each["has"] for group in payload["rows"] for each in group["variants"])
    assert "Outlined" not in payload["subtitle"]


def test_the_title_names_the_variant_that_would_fit_much_better() -> None:
    balances = {"team": 1.0, "solo": 2.0, "pool": -2.0, "help": 3.0}
    present = a_present(balances, {TASKS: "solo", DELIVERY: "help"})
    assert grid(present=present)["title"] == "Help pages would fit better than Pooled success"


@pytest.mark.parametrize(
    ("cells", "title"),
    [
        ((LIBRARY,), "All 67 pairs are as the library judges them"),
        ((judged(said(1, "Tom")),), "The group has judged 1 of 67 pairs itself"),
        ((judged(said(-2, "Tom"), said(2, "Li")),), "The group disagrees on 1 judgement"),
    ],
)
def test_the_title_follows_what_the_group_did(cells: tuple[Cell, ...], title: str) -> None:
    pairs = int(counts(grid())["all"])
    consistent = a_present({"team": 2.0, "solo": 2.0}, {TASKS: "solo"})
    assert grid(*cells, present=consistent)["title"] == title.replace("67", str(pairs))


def test_a_variant_tells_whose_it_is_and_its_source() -> None:
    price, audit = grid()["columns"][1]["variants"]
    assert price["tip"] == "For less. Source: Treacy 1995"
    assert audit["tip"] == "What legal asked for. Added by the group."


@pytest.mark.parametrize(
    ("value", "text"), [(2, "+2"), (-3, "−3"), (0, "0"), (-0.5, "−0.5"), (0.04, "0"), (-0.04, "0")]
)
def test_a_number_always_carries_its_sign(value: float, text: str) -> None:
    assert signed(value) == text


@given(
    st.lists(st.tuples(st.integers(-3, 3), st.sampled_from(["Tom", "Li"])), max_size=4),
    st.integers(-3, 3),
    st.text(max_size=200),
)
def test_whatever_was_judged_goes_as_json_under_a_title_that_fits(
    opinions: list[tuple[int, str]], value: int, name: str
) -> None:
    options = {**OPTIONS, TASKS: (Option("solo", TASKS, name, ""), *OPTIONS[TASKS][:1])}
    cell = judged(*(said(each, by) for each, by in opinions), value=value)
    found = GroupJudgements({("price", "pool"): cell})
    present = a_present({"team": 0.0, "solo": 4.0}, {TASKS: "solo"})
    payload = judgement_grid(options, found, present)
    assert json.loads(json.dumps(payload, allow_nan=False)) == payload
    assert len(payload["title"]) <= MAX_TITLE
