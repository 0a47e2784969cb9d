"""What the canvas draws; figures by hand from tests.charts.journeys."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from salesmodel.charts.journey_drawing import journey_drawing
from salesmodel.charts.journey_reading import percent, ramp_step
from salesmodel.model import BuyingRole, Finding, SalesModel, Severity, Track, Unit
from salesmodel.model.quantities import assumed
from tests.charts.journeys import (
    ASK,
    OFFER,
    by_hand,
    evaluation,
    segment_result,
    share,
    two_stages,
)


def drawn(model: SalesModel | None = None, **options: Any) -> dict[str, Any]:
    return journey_drawing(model or two_stages(), by_hand(), None, "seg", **options)


def named(items: list[dict[str, Any]], key: str) -> dict[str, Any]:
    return next(each for each in items if each["id"] == key)


def test_a_move_carries_the_buyers_of_a_hundred_that_pass_it() -> None:
    assert named(drawn()["moves"], "ask.offer")["buyers"] == pytest.approx(60 * ASK)


def test_the_per_cent_of_a_move_is_what_it_carries_of_the_visits_to_its_stage() -> None:
    said = {move["id"]: move["percent"] for move in drawn()["moves"]}
    assert said["ask.ask"] == "10%"
    assert said["ask.offer"] == "60%"
    assert said["offer.won"] == "50%"
    assert said["offer.ask"] == "20%"


def test_a_move_tells_its_reason_its_lock_and_what_was_typed() -> None:
    model = two_stages()
    first = model.moves[0]
    typed = first.probability.model_copy(update={"typed": "10-12%"})
    locked = first.model_copy(update={"locked": True, "probability": typed})
    model = model.model_copy(update={"moves": (locked, *model.moves[1:])})
    move = named(drawn(model)["moves"], "ask.ask")
    said = (move["reason"], move["locked"], move["percent_text"])
    assert said == ("wait a quarter", True, "10-12%")


def test_the_visits_and_the_days_stand_on_the_card() -> None:
    ask = named(drawn()["stages"], "ask")
    assert (ask["visits"], ask["days"]) == (f"{100 * ASK:.0f}", "34 d")


def test_a_stage_after_the_win_says_how_many_customers_leave() -> None:
    assert named(drawn()["stages"], "onboarding")["visits"] == "10% lost"


def test_who_has_most_hours_in_a_stage_is_its_channel() -> None:
    stages = drawn()["stages"]
    assert named(stages, "ask")["channel"] == "AE"
    assert named(stages, "offer")["channel"] == ""


def test_the_buyer_to_win_over_stands_on_the_stage() -> None:
    model = two_stages()
    stages = tuple(
        s.model_copy(update={"buyer": BuyingRole.CHAMPION}) if s.id == "ask" else s
        for s in model.stages
    )
    assert named(drawn(model.model_copy(update={"stages": stages}))["stages"], "ask")["buyer"] == (
        "champion"
    )


def test_the_ends_say_how_many_of_a_hundred_and_what_it_was() -> None:
    before = by_hand(won=0.3)
    drawing = journey_drawing(two_stages(), by_hand(), before, "seg")
    won, no_decision = named(drawing["ends"], "won"), named(drawing["ends"], "no_decision")
    assert (won["value"], won["under"]) == (f"{50 * OFFER:.0f}", "of 100, was 30")
    assert (no_decision["value"], no_decision["under"]) == (f"{30 * ASK:.0f} of 100", "")


def test_a_baseline_that_does_not_know_the_segment_is_left_out() -> None:
    drawing = journey_drawing(two_stages(), by_hand(), evaluation(), "seg")
    assert named(drawing["ends"], "won")["under"] == "of 100"


def test_an_end_after_the_win_counts_the_buyers_that_reach_it() -> None:
    result = by_hand().segments[0]
    flows = result.flows | {"onboarding.churned": 0.05}
    figures = replace(by_hand(), segments=(replace(result, flows=flows),))
    drawing = journey_drawing(two_stages(), figures, None, "seg")
    assert named(drawing["ends"], "churned")["value"] == "5 of 100"


def test_the_win_leads_into_the_stage_where_customers_enter() -> None:
    model = two_stages()
    stages = tuple(
        s.model_copy(update={"entry": share(1)}) if s.after_win else s for s in model.stages
    )
    (entry,) = drawn(model.model_copy(update={"stages": stages}))["entries"]
    assert entry["target"] == "onboarding"
    assert entry["buyers"] == pytest.approx(50 * OFFER)


def test_the_colours_say_loss_to_forty_per_cent_hours_and_cost_to_the_highest() -> None:
    drawing = drawn()
    ask, offer = named(drawing["stages"], "ask"), named(drawing["stages"], "offer")
    assert ask["steps"] == {"drop_off": 3, "hours": 4, "cost": 4}
    assert offer["steps"] == {"drop_off": 3, "hours": 4, "cost": 1}
    assert drawing["legend"]["drop_off"]["high"] == "40% lost per visit"
    assert drawing["legend"]["cost"]["high"] == "$4.00k a year"


def test_parallel_jobs_are_told_with_their_stage() -> None:
    days = assumed(20, Unit.DAYS)
    tracks = tuple(
        Track(id=key, stage="offer", name=key, dwell=days, loss=share(0.1)) for key in ("v", "c")
    )
    drawing = drawn(two_stages().model_copy(update={"tracks": tracks}))
    offer = named(drawing["stages"], "offer")
    assert [(t["id"], t["days"], t["days_text"]) for t in offer["tracks"]] == [
        ("v", "20 d", "20"),
        ("c", "20 d", "20"),
    ]


def test_a_stage_of_which_checks_complain_carries_what_they_say() -> None:
    findings = [
        Finding("x.1", Severity.WATCH, "stages[offer]", "Nobody serves it.", "", stage="offer"),
        Finding("x.2", Severity.NOTE, "stages[offer]", "It takes long.", "", stage="offer"),
        Finding("x.3", Severity.NOTE, "model", "All is well.", ""),
    ]
    badges = {each["id"]: each["badge"] for each in drawn(findings=findings)["stages"]}
    assert badges == {"ask": "", "offer": "Nobody serves it. It takes long.", "onboarding": ""}


def test_a_ghost_is_the_same_segment_of_another_model() -> None:
    ghost = drawn(ghost=("Last year", two_stages(), by_hand()))["ghost"]
    assert ghost["name"] == "Last year"
    assert [stage["id"] for stage in ghost["stages"]] == ["ask", "offer", "onboarding"]
    assert named(ghost["moves"], "ask.offer")["buyers"] == pytest.approx(60 * ASK)


def test_a_ghost_without_the_segment_is_none() -> None:
    other = SalesModel(id="other", name="Other")
    assert drawn(ghost=("Other", other, evaluation()))["ghost"] is None


def test_a_chance_under_half_a_per_cent_is_not_written_as_nothing() -> None:
    assert (percent(0.004), percent(0), percent(0.006)) == ("<1%", "0%", "1%")


def test_a_ramp_has_five_equal_steps() -> None:
    assert [ramp_step(value, 10) for value in (0, 1.9, 2, 5.9, 10, 99)] == [0, 0, 1, 2, 4, 4]
    assert ramp_step(1, 0) == 0


def test_a_stage_that_nobody_visits_shows_the_chances_of_the_model() -> None:
    result = by_hand().segments[0]
    unvisited = tuple(replace(stage, visits=0.0) for stage in result.stages)
    nobody = evaluation(segment_result(unvisited, {}, {}))
    drawing = journey_drawing(two_stages(), nobody, None, "seg")
    assert named(drawing["moves"], "ask.offer")["percent"] == "60%"


def test_the_drawing_says_itself_in_words_and_travels_as_json() -> None:
    drawing = drawn()
    assert drawing["label"] == (
        f"Buyer journey, Mid-market: of 100 buyers {50 * OFFER:.0f} are won, "
        f"{30 * OFFER:.0f} are lost to a rival, {30 * ASK:.0f} end in no decision"
    )
    assert json.loads(json.dumps(drawing)) == drawing
