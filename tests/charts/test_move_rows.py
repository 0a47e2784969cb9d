"""The ranked moves in words, and the commands that take them and take them back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.assignment import TaskMove
from salesmodel.charts.move_rows import EMPTY, ONLY_SMALL, Taken, move_rows, newly_taken
from salesmodel.editing import command_from_json, do
from salesmodel.evaluation import evaluate
from salesmodel.model import Judged, Quantity, SalesModel, Unit, assumed
from tests.builders import a_model, changed, holds, share, without

MODEL = a_model()
EVALUATION = evaluate(MODEL)


def a_move(task: str = "prospect", giver: str = "ae", taker: str = "sdr", part: float = 0.5,
           **more: float) -> TaskMove:  # fmt: skip
    known = {"saving": 109_400.0, "win_rate_change": 0.002, "contribution_change": 120_000.0}
    return TaskMove(task, giver, taker, part, **(known | more))


def rows(*moves: TaskMove, model: SalesModel = MODEL, **more: Any) -> dict[str, Any]:
    return move_rows(model, EVALUATION, moves, **more)


def row(move: TaskMove, model: SalesModel = MODEL) -> dict[str, Any]:
    (found,) = rows(move, model=model)["rows"]
    assert isinstance(found, dict)
    return found


def done(model: SalesModel, commands: list[dict[str, Any]]) -> SalesModel:
    for command in commands:
        model, _ = do(model, command_from_json(json.dumps(command)))
    return model


def shares_of(model: SalesModel, task: str) -> dict[str, float]:
    return {a.role: a.share.value for a in model.assignments if a.task == task and a.share.value}


def test_a_move_as_a_leader_says_it() -> None:
    found = row(a_move())
    assert found["name"] == "Give prospecting to SDRs"
    assert found["change"] == "AE 50% to 0%"
    assert (found["rank"], found["worth"]["text"], found["win"]["text"]) == (
        1,
        "$109k",
        "+0.2 pts",
    )


@pytest.mark.parametrize(
    ("name", "part", "said"),
    [
        ("Qualify interest", 0.5, "Let SDRs qualify interest"),
        ("Qualify interest", 0.2, "Let SDRs qualify interest"),
        ("SDR outreach", 0.5, "Give SDR outreach to SDRs"),
        ("Cold outreach", 0.2, "Give more of cold outreach to SDRs"),
        ("Research", 0.5, "Give research to SDRs"),
    ],
)
def test_a_task_keeps_its_name_in_the_title(name: str, part: float, said: str) -> None:
    assert row(a_move(part=part), changed(MODEL, "tasks", "prospect", name=name))["name"] == said


def test_what_costs_says_so_and_what_changes_nothing_too() -> None:
    costs = row(a_move(saving=-12_000, win_rate_change=-0.001))
    assert costs["worth"] == {"text": "costs $12.0k", "tone": "worse"}
    assert costs["win"] == {"text": "\u22120.1 pts", "tone": "worse"}
    nothing = row(a_move(saving=0.2, win_rate_change=0.0))
    assert nothing["worth"] == {"text": "none", "tone": "none"}
    assert nothing["win"] == {"text": "no change", "tone": "none"}


def test_the_tooltip_says_what_the_numbers_rest_on() -> None:
    weight = assumed(0.2, Unit.LOG_ODDS, low=0.0, high=0.5)
    tip = row(a_move(), changed(MODEL, "tasks", "prospect", weight=weight))["tip"]
    assert "Saves $109,400 a year for the same buyers." in tip
    assert "contribution +$120k a year" in tip
    assert "The win rate hangs on an assumed task weight (range 0 to 0.5)." in tip


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (assumed(0, Unit.LOG_ODDS), "The task has no weight: the win rate does not answer to it."),
        (
            Quantity(value=0.3, unit=Unit.LOG_ODDS, origin=Judged()),
            "The win rate hangs on a judged task weight (0.3, no range given).",
        ),
    ],
)
def test_a_weight_says_where_it_comes_from(weight: Quantity, said: str) -> None:
    assert said in row(a_move(), changed(MODEL, "tasks", "prospect", weight=weight))["tip"]


@settings(max_examples=40, deadline=None)
@given(held=st.integers(1, 100), part=st.floats(0.01, 1))
def test_taking_a_move_and_taking_it_back_gives_the_model_as_it_was(held: int, part: float) -> None:
    model = changed(MODEL, "assignments", "prospect:ae", share=share(held / 100))
    model = changed(model, "assignments", "prospect:sdr", share=share(1 - held / 100))
    move = a_move(part=min(part, held / 100))
    found = row(move, model)
    after = done(model, found["commands"])
    given, moved = shares_of(after, "prospect").get("ae", 0.0), min(part, held / 100)
    assert given == pytest.approx(held / 100 - moved, abs=5e-4)
    assert sum(shares_of(after, "prospect").values()) == pytest.approx(1)
    back = done(after, found["back"])
    assert shares_of(back, "prospect") == pytest.approx(shares_of(model, "prospect"))


def test_a_lock_prevents_the_move_and_is_named() -> None:
    locked = changed(MODEL, "assignments", "prospect:ae", locked=True)
    found = row(a_move(), locked)
    assert found["commands"] == []
    assert found["blocked"] == "AE is locked at 50%. Unlock it in the map, then take the move."


def test_a_lock_on_a_third_role_stays_and_hinders_nothing() -> None:
    model = changed(MODEL, "assignments", "demo:ae", share=share(0.2))
    model = model.model_copy(update={"assignments": (
        *model.assignments, holds("demo", "sdr", 0.2).model_copy(update={"locked": True}),
    )})  # fmt: skip
    found = row(a_move("demo", "ae", "se", 0.2), model)
    assert found["blocked"] == ""
    assert found["commands"][0]["shares"] == pytest.approx({"se": 0.8, "sdr": 0.2})


def test_no_more_moves_than_the_giver_has_left() -> None:
    model = changed(MODEL, "assignments", "prospect:ae", share=share(0.1))
    found = row(a_move(part=0.5), model)
    assert found["change"] == "AE 10% to 0%"
    assert rows(a_move("proposal", "se", "ae"))["rows"] == []


def test_a_crumb_that_an_optimiser_leaves_goes_with_the_move() -> None:
    (command,) = row(a_move(part=0.5 - 2e-4))["commands"]
    assert command["shares"] == {"sdr": 1.0}


def test_the_title_counts_the_moves_and_their_money() -> None:
    assert rows(a_move())["title"] == "One move saves $109k a year"
    two = (a_move(saving=100_000), a_move("demo", "se", "ae", 0.6, saving=28_000))
    assert rows(*two)["title"] == "Two moves save $128k a year"
    assert rows(*two, title="Two moves bring AEs under 30%")["title"] == (
        "Two moves bring AEs under 30%"
    )


def test_the_title_counts_no_share_twice() -> None:
    """The half that the executives give cannot go to two roles."""
    rivals = (a_move(saving=100_000), a_move(taker="se", saving=90_000))
    payload = rows(*rivals)
    assert payload["title"] == "One move saves $100k a year"
    assert len(payload["rows"]) == 2


def test_moves_that_cost_say_what_they_bring() -> None:
    payload = rows(a_move(saving=-12_000, contribution_change=200_000))
    assert payload["title"] == "One move costs $12.0k a year and brings $200k of contribution"


def test_without_moves_the_list_says_why() -> None:
    payload = rows()
    assert (payload["rows"], payload["empty"]) == ([], EMPTY)
    assert payload["title"] == "No move is left to take"


def test_smaller_moves_are_summed_in_a_line_and_can_be_taken_too() -> None:
    small = (a_move("demo", "se", "ae", 0.6, saving=4_000), a_move(saving=2_000))
    payload = rows(a_move("proposal", "ae", "se", 0.3), rest=small)
    assert payload["rest_title"] == "2 smaller moves save $6.00k together, within 1% of the best"
    assert [each["rank"] for each in payload["rest"]] == [2, 3]
    after = done(MODEL, payload["rest"][0]["commands"])
    assert shares_of(after, "demo").get("ae", 0.0) > shares_of(MODEL, "demo").get("ae", 0.0)
    one = rows(rest=small[:1])
    assert one["rest_title"] == "1 smaller move saves $4.00k, within 1% of the best"
    assert one["empty"] == ONLY_SMALL
    assert (rows()["rest"], rows()["rest_title"]) == ([], "")


@pytest.mark.parametrize(
    ("saving", "said"),
    [
        (-4_000, "1 smaller move costs $4.00k, within 1% of the best"),
        (0.1, "1 smaller move saves nothing, within 1% of the best"),
    ],
)
def test_a_smaller_move_that_saves_nothing_says_so(saving: float, said: str) -> None:
    assert rows(rest=(a_move(saving=saving),))["rest_title"] == said


def test_a_list_about_contribution_counts_what_is_added_with_its_sign() -> None:
    gain = a_move(contribution_change=300_000)
    loss = a_move("demo", "se", "ae", 0.6, contribution_change=-50_000)
    payload = rows(gain, loss, counts="contribution")
    assert payload["heading"] == "Adds a year"
    assert [each["worth"] for each in payload["rows"]] == [
        {"text": "+$300k", "tone": "better"},
        {"text": "\u2212$50.0k", "tone": "worse"},
    ]
    assert payload["title"] == "Two moves add $250k of contribution a year"
    assert "Saves $109,400 a year for the same buyers." in payload["rows"][0]["tip"]
    assert rows(gain)["heading"] == "Saves a year"
    none = rows(a_move(contribution_change=0.0), counts="contribution")
    assert none["rows"][0]["worth"] == {"text": "no change", "tone": "none"}
    assert none["title"] == "One move leaves contribution as it is"


def test_what_was_taken_is_summed() -> None:
    moves = (a_move(saving=100_000), a_move("demo", "ae", "se", 0.4, saving=28_000))
    model = MODEL
    for move in moves:
        model = done(model, row(move, model)["commands"])
    taken = newly_taken(MODEL, model, moves)
    assert rows(model=model, taken=taken)["taken_title"] == "2 taken, $128k a year"
    added = rows(model=model, taken=taken, counts="contribution")["taken_title"]
    assert added == "2 taken, +$240k of contribution a year"
    assert rows()["taken_title"] == ""


def test_what_was_taken_stands_at_the_end_with_the_way_back() -> None:
    move = a_move()
    after = done(MODEL, row(move)["commands"])
    (taken,) = newly_taken(MODEL, after, [move])
    payload = rows(a_move("demo", "ae", "se", 0.4), model=after, taken=(taken,))
    (found,) = payload["taken"]
    assert (found["rank"], found["change"]) == (0, "AE 50% to 0%")
    assert found["undo"] == "Take it back: SDR 50%, AE 50%"
    back = done(after, found["back"])
    assert shares_of(back, "prospect") == pytest.approx({"ae": 0.5, "sdr": 0.5})
    assert rows(model=back, taken=(taken,))["taken"] == []


def test_the_newest_taken_stands_first() -> None:
    moves = (a_move(), a_move("demo", "ae", "se", 0.4))
    model, taken = MODEL, tuple[Taken, ...]()
    for move in moves:
        after = done(model, row(move, model)["commands"])
        model, taken = after, (*taken, *newly_taken(model, after, moves))
    assert [each["task"] for each in rows(model=model, taken=taken)["taken"]] == [
        "demo", "prospect",
    ]  # fmt: skip


def test_another_edit_of_the_task_is_no_taken_move() -> None:
    other = changed(MODEL, "assignments", "prospect:ae", share=share(0.4))
    other = changed(other, "assignments", "prospect:sdr", share=share(0.6))
    assert newly_taken(MODEL, other, [a_move()]) == ()
    assert newly_taken(MODEL, MODEL, [a_move()]) == ()


def test_moves_of_tasks_or_roles_that_are_gone_are_left_out() -> None:
    gone = without(MODEL, "roles", "sdr")
    assert rows(a_move(), a_move("nothing"), model=gone)["rows"] == []
    assert rows(model=gone, taken=(Taken(a_move(), {"ae": 1.0}),))["taken"] == []
