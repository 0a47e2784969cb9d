"""The layout of the drawn journey; figures by hand from tests.charts.journeys."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from salesmodel.charts.journey_drawing import journey_drawing
from salesmodel.charts.journey_reading import percent, ramp_step
from salesmodel.model import OutcomeKind, SalesModel, Track, Unit
from salesmodel.model.quantities import assumed
from tests.charts.journeys import (
    ASK,
    by_hand,
    evaluation,
    move,
    outcome,
    segment,
    segment_result,
    share,
    stage,
    stage_result,
    two_stages,
)


def drawn(model: SalesModel | None = None, **options: Any) -> dict[str, Any]:
    return journey_drawing(model or two_stages(), by_hand(), None, "seg", **options)


def chain(count: int) -> SalesModel:
    """`count` stages in a row; each loses to a rival, and each but the first goes back a step."""
    names = [f"s{i}" for i in range(count)]
    moves = [move(a, b, 0.6) for a, b in zip(names, [*names[1:], "won"], strict=True)]
    moves += [move(name, "lost_to_rival", 0.3) for name in names]
    moves += [move(b, a, 0.1, "look again") for a, b in pairwise(names)]
    return SalesModel(
        id="m",
        name="Chain",
        segments=(segment(),),
        stages=tuple(
            stage(name, i).model_copy(update={"name": "A rather long name for a stage of buying"})
            for i, name in enumerate(names)
        ),
        outcomes=(outcome(OutcomeKind.WON), outcome(OutcomeKind.LOST_TO_RIVAL)),
        moves=tuple(moves),
    )


def drawn_chain(model: SalesModel) -> dict[str, Any]:
    stages = tuple(stage_result(each.id, 1.0, 0.3) for each in model.stages)
    result = segment_result(stages, {m.id: m.probability.value for m in model.moves}, {})
    return journey_drawing(model, evaluation(result), None, "seg")


def line(drawing: dict[str, Any], text: str) -> dict[str, Any]:
    """The line that carries the label `text`."""
    return next(e for e in drawing["lines"] if any(i["text"] == text for i in e["labels"]))


def card(drawing: dict[str, Any], key: str) -> dict[str, Any]:
    return next(each for each in drawing["cards"] if each["id"] == key)


def overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(
        a["x"] < b["x"] + b["w"]
        and b["x"] < a["x"] + a["w"]
        and a["y"] < b["y"] + b["h"]
        and b["y"] < a["y"] + a["h"]
    )


def test_a_line_is_as_wide_as_the_buyers_of_a_hundred_that_pass_it() -> None:
    assert line(drawn(), "60%")["w"] == pytest.approx(0.2 * 100 * 0.6 * ASK)


def test_a_few_buyers_are_still_a_line_that_can_be_seen() -> None:
    few = evaluation(segment_result(by_hand().segments[0].stages, {"ask.offer": 0.001}, {}))
    drawing = journey_drawing(two_stages(), few, None, "seg")
    assert min(each["w"] for each in drawing["lines"]) == 1.5


def test_the_per_cent_on_a_line_is_what_it_carries_of_the_visits_to_its_stage() -> None:
    drawing = drawn()
    labels = {item["text"] for each in drawing["lines"] for item in each["labels"]}
    assert {"60%", "50%", "20% look again", "10% wait a quarter"} <= labels
    assert {each["label"] for each in drawing["drops"]} == {"30%"}


def test_stages_stand_left_to_right_on_one_axis_and_those_after_the_win_below_it() -> None:
    drawing = drawn()
    ask, offer, onboarding = (card(drawing, key) for key in ("ask", "offer", "onboarding"))
    assert ask["x"] + ask["w"] < offer["x"]
    assert ask["y"] == offer["y"]
    assert onboarding["x"] == drawing["won"]["x"]
    assert onboarding["y"] > drawing["won"]["y"] + drawing["won"]["h"]


def test_a_loss_falls_straight_from_its_stage_into_its_lane() -> None:
    drawing = drawn()
    lanes = {lane["tone"]: lane for lane in drawing["lanes"]}
    places = {each["tone"]: (each["x"], each["y"], each["to"]) for each in drawing["drops"]}
    ask, offer = card(drawing, "ask"), card(drawing, "offer")
    x, top, end = places["no-decision"]
    assert ask["x"] < x < ask["x"] + ask["w"]
    assert (top, end) == (ask["y"] + ask["h"], lanes["no-decision"]["y"])
    assert offer["x"] < places["rival"][0] < offer["x"] + offer["w"]
    assert places["rival"][2] == lanes["rival"]["y"]


def test_a_journey_without_rivals_has_one_lane() -> None:
    model = two_stages()
    model = model.model_copy(
        update={
            "outcomes": tuple(o for o in model.outcomes if o.id != "lost_to_rival"),
            "moves": tuple(m for m in model.moves if m.target != "lost_to_rival"),
        }
    )
    drawing = drawn(model)
    assert [lane["name"] for lane in drawing["lanes"]] == ["No decision"]
    assert {each["tone"] for each in drawing["drops"]} == {"no-decision"}


def test_a_loop_back_runs_over_the_top_of_the_stages() -> None:
    drawing = drawn()
    loop = line(drawing, "20% look again")
    top = card(drawing, "ask")["y"]
    assert loop["tone"] == "loop"
    assert loop["labels"][0]["y"] < top
    ends = [float(x) for x in re.findall(r"^M([\d.]+)|Q([\d.]+) [\d.]+ \2", loop["d"])[0] if x]
    offer = card(drawing, "offer")
    assert offer["x"] < ends[0] < offer["x"] + offer["w"]


def test_the_visits_and_the_days_stand_on_the_card() -> None:
    ask = card(drawn(), "ask")
    assert (ask["left"], ask["right"]) == ("128", "34 d")  # 100 / 0.78


def test_a_stage_after_the_win_says_how_many_customers_leave() -> None:
    assert card(drawn(), "onboarding")["left"] == "10% lost"


def test_the_baseline_is_told_where_it_reads_differently() -> None:
    drawing = journey_drawing(two_stages(), by_hand(), by_hand(won=0.20), "seg")
    lanes = {lane["name"]: (lane["value"], lane["was"]) for lane in drawing["lanes"]}
    assert (drawing["won"]["value"], drawing["won"]["under"]) == ("38", "of 100, was 20")
    assert lanes["No decision"] == ("38 of 100", "")


def test_a_baseline_that_does_not_know_the_segment_is_left_out() -> None:
    drawing = journey_drawing(two_stages(), by_hand(), evaluation(), "seg")
    assert drawing["won"]["under"] == "of 100"


def test_the_colour_of_a_stage_is_its_loss_on_a_ramp_to_forty_per_cent() -> None:
    steps = [ramp_step(loss, 0.4) for loss in (0, 0.079, 0.08, 0.17, 0.32, 0.4, 0.9)]
    assert steps == [0, 0, 1, 2, 4, 4, 4]
    assert card(drawn(), "ask")["step"] == 3  # 30% of 40%


def test_the_colour_can_say_cost_against_the_dearest_stage() -> None:
    drawing = drawn(fill="cost")
    steps = {each["id"]: each["step"] for each in drawing["cards"]}
    assert steps == {"ask": 4, "offer": 1, "onboarding": 1}
    assert drawing["legend"]["high"] == "$4.00k a year"


def test_parallel_tracks_are_cards_in_one_group_with_a_fork_and_a_join() -> None:
    model = two_stages()
    days = assumed(20, Unit.DAYS)
    tracks = tuple(
        Track(id=key, stage="offer", name=key, dwell=days, loss=share(0.1)) for key in ("v", "c")
    )
    drawing = drawn(model.model_copy(update={"tracks": tracks}))
    (group,) = drawing["groups"]
    inside = [each for each in drawing["cards"] if each["stage"] == "offer"]
    assert group["id"] == "offer"
    assert [each["id"] for each in inside] == ["v", "c"]
    for each in inside:
        assert group["x"] < each["x"] < each["x"] + each["w"] < group["x"] + group["w"]
        assert group["y"] < each["y"] < each["y"] + each["h"] < group["y"] + group["h"]
        assert f"{each['y'] + each['h'] / 2:g}h" in group["fork"]


def test_a_stage_of_which_a_finding_complains_carries_a_badge() -> None:
    drawing = drawn(findings={"offer"})
    assert {each["id"]: each["badge"] for each in drawing["cards"]} == {
        "ask": False,
        "offer": True,
        "onboarding": False,
    }


@pytest.mark.parametrize("count", range(1, 11))
def test_one_to_ten_stages_have_room_and_do_not_overlap(count: int) -> None:
    drawing = drawn_chain(chain(count))
    boxes = [*drawing["cards"], drawing["won"], *drawing["lanes"]]
    for i, box in enumerate(boxes):
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["w"] <= drawing["width"]
        assert box["y"] + box["h"] <= drawing["height"]
        assert not any(overlap(box, other) for other in boxes[i + 1 :])
    assert len(drawing["cards"]) == count


def test_up_to_five_stages_keep_to_the_area_of_the_design() -> None:
    sizes = {(d["width"], d["height"]) for d in (drawn_chain(chain(n)) for n in range(1, 6))}
    assert sizes == {(715.0, 300.0)}


def test_a_long_name_takes_two_lines_and_an_ellipsis() -> None:
    lines = drawn_chain(chain(8))["cards"][0]["lines"]
    assert len(lines) == 2
    assert lines[1].endswith("…")


def test_a_move_that_skips_a_stage_and_an_early_win_run_over_the_top_as_solid_lines() -> None:
    model = chain(4)
    extra = (move("s0", "s2", 0.05), move("s1", "won", 0.05))
    model = model.model_copy(update={"moves": (*model.moves, *extra)})
    tones = [each["tone"] for each in drawn_chain(model)["lines"]]
    assert tones.count("flow") == 3 + 1
    assert tones.count("won") == 1 + 1
    assert tones.count("loop") == 3


def test_a_chance_under_half_a_per_cent_is_not_written_as_nothing() -> None:
    assert [percent(value) for value in (0, 0.001, 0.006, 0.235)] == ["0%", "<1%", "1%", "24%"]


def test_the_drawing_says_itself_in_words_and_travels_as_json() -> None:
    drawing = drawn(selected="ask")
    assert drawing["label"] == (
        "Buyer journey, Mid-market: of 100 buyers 38 are won, 23 are lost to a rival, "
        "38 end in no decision"
    )
    assert json.loads(json.dumps(drawing)) == drawing
    assert drawing["selected"] == "ask"


def test_a_stage_that_nobody_visits_shows_the_chances_of_the_model() -> None:
    nobody = replace(by_hand().segments[0].stages[1], visits=0.0)
    stages = (by_hand().segments[0].stages[0], nobody, by_hand().segments[0].stages[2])
    empty = evaluation(segment_result(stages, {}, {}))
    drawing = journey_drawing(two_stages(), empty, None, "seg")
    assert line(drawing, "20% look again")["w"] == 1.5


def test_a_low_area_is_kept_by_a_journey_with_parallel_tracks_and_loops() -> None:
    days = assumed(20, Unit.DAYS)
    tracks = tuple(
        Track(id=key, stage="offer", name=key, dwell=days, loss=share(0.1)) for key in ("v", "c")
    )
    drawing = drawn(two_stages().model_copy(update={"tracks": tracks}), area=(683, 268))
    assert (drawing["width"], drawing["height"]) == (683, 268)
    (group,) = drawing["groups"]
    assert group["y"] + group["h"] + 26 <= drawing["lanes"][0]["y"] + 1
