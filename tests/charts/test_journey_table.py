"""The tables of a journey: their rows in order, what is worked out, and totals that can be set."""

from __future__ import annotations

import json
from typing import Any

import pytest

from salesmodel.charts.journey_table import journey_table
from salesmodel.defaults import template
from salesmodel.editing import LockMove, SetCells, command_from_json, do
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel
from tests.charts.journeys import by_hand, evaluation, two_stages

SEGMENT = 0


def tables(model: SalesModel) -> dict[str, dict[str, Any]]:
    payload = journey_table(model, evaluate(model), model.segments[SEGMENT].id)
    return {table["id"]: table for table in payload["tables"]}


def totals_of(model: SalesModel) -> list[dict[str, Any]]:
    own = tables(model).values()
    groups = [group for table in own for group in table["groups"]]
    return [total for part in (*own, *groups) for total in part["totals"]]


def by_hand_moves() -> dict[str, dict[str, Any]]:
    payload = journey_table(two_stages(), by_hand(), "seg")
    return {group["key"]: group for group in payload["tables"][0]["groups"]}


def test_moves_stand_by_stage_onward_first_then_back_then_lost() -> None:
    groups = by_hand_moves()
    assert list(groups) == ["ask", "offer", "onboarding"]
    assert [row["name"] for row in groups["ask"]["rows"]] == ["Offer", "Ask", "no_decision"]
    assert [row["name"] for row in groups["offer"]["rows"]] == ["won", "Ask", "lost_to_rival"]


def test_a_move_says_its_name_in_full_and_how_many_buyers_of_100_take_it() -> None:
    offer, wait, _ = by_hand_moves()["ask"]["rows"]
    assert (offer["label"], offer["text"], offer["more"]) == ("Ask to Offer, per cent", "60%", "77")
    assert wait["more"] == "13"


def test_a_total_stands_only_where_there_are_several_and_something_can_give_way() -> None:
    assert all(group["totals"] == () or group["totals"] == [] for group in by_hand_moves().values())
    enterprise = tables(template("enterprise"))["moves"]["groups"]
    assert [total["name"] for total in enterprise[0]["totals"]] == ["Lost in all"]
    assert not enterprise[-1]["totals"]


def test_an_evaluation_without_the_segment_still_gives_the_tables() -> None:
    moves, days, hours = journey_table(two_stages(), evaluation(), "seg")["tables"]
    assert {row["more"] for group in moves["groups"] for row in group["rows"]} == {"0"}
    assert [row["text"] for group in days["groups"] for row in group["rows"]] == [
        "34 d", "10 d", "45 d",
    ]  # fmt: skip
    assert hours["groups"][0]["rows"][0]["label"] == "Hours of Demo, Ask"


def test_a_segment_without_stages_has_empty_tables_that_say_what_to_do() -> None:
    for table in journey_table(two_stages(), evaluation(), "nobody")["tables"]:
        assert not table["groups"]
        assert table["empty"]


def test_what_is_typed_is_echoed_as_typed_and_a_lock_is_shown() -> None:
    model = template("enterprise")
    first = tables(model)["moves"]["groups"][0]["rows"][0]
    model, _ = do(model, SetCells(cells={first["path"]: "50-60%"}))
    model, _ = do(model, LockMove(move=first["move"]))
    again = tables(model)["moves"]["groups"][0]["rows"][0]
    assert (again["text"], again["locked"]) == ("50-60%", True)


@pytest.mark.parametrize("name", ["enterprise"])
def test_every_row_leads_back_to_its_figure(name: str) -> None:
    model = template(name)
    own = tables(model).values()
    rows = [row for table in own for group in table["groups"] for row in group["rows"]]
    after, _ = do(model, SetCells(cells={row["path"]: row["text"] for row in rows}))
    assert after.moves[0].probability.value == pytest.approx(
        model.moves[0].probability.value, abs=1e-9
    )


def test_every_total_is_set_by_its_command_and_then_shows_what_was_set() -> None:
    model = template("enterprise")
    told = totals_of(model)
    assert {total["command"]["do"] for total in told} == {
        "set_total", "set_total_days", "set_total_hours",
    }  # fmt: skip
    for total in told:
        unit = {"set_total": "%", "set_total_days": " d", "set_total_hours": " h"}
        text = f"20{unit[total['command']['do']]}"
        command = command_from_json(json.dumps(total["command"] | {"total": text}))
        after, _ = do(model, command)
        shown = next(each for each in totals_of(after) if each["key"] == total["key"])
        assert shown["text"] == text


def test_the_payload_is_json() -> None:
    model = two_stages()
    assert json.loads(json.dumps(journey_table(model, by_hand(), "seg")))["segment"] == "seg"
