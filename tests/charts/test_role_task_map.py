"""The role-task map: its rows, cells and title; figures by hand from tests.charts.journeys."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.charts.role_task_map import role_task_map
from salesmodel.evaluation import evaluate
from salesmodel.evaluation.result import Evaluation, Gap, TaskResult
from salesmodel.model import Proficiency, SalesModel, TaskKind
from salesmodel.model.quantities import Unit, assumed
from tests.builders import a_model, a_task, also, changed, with_a_second_segment, without
from tests.charts.journeys import by_hand, demo, evaluation, share, two_stages


def shown(model: SalesModel | None = None, **more: Any) -> dict[str, Any]:
    """The map of the two stages, against a baseline in which AEs did all of the demo."""
    before = more.pop("baseline", evaluation(tasks=(demo({"ae": 1.0}, 0),)))
    return role_task_map(
        model or two_stages(), more.pop("now", by_hand()), before, segment="seg", **more
    )


def the_demo(**more: Any) -> dict[str, Any]:
    (task,) = shown(**more)["tasks"]
    return dict(task)


def with_premiums(*premiums: float) -> tuple[SalesModel, Evaluation]:
    """A task for each premium, in that order."""
    model, tasks = without(a_model(), "tasks", "prospect", "demo", "proposal"), []
    model = without(model, "assignments", *(a.id for a in model.assignments))
    for number, premium in enumerate(premiums):
        model = also(model, "tasks", a_task(f"t{number}", f"Task {number}", "explore", "Demo"))
        tasks.append(_result(number, premium))
    return model, replace(evaluate(a_model()), tasks=tuple(tasks))


def _result(number: int, premium: float) -> TaskResult:
    plain = demo({"ae": 1.0}, premium)
    return replace(plain, id=f"t{number}", name=f"Task {number}", segment="ent", stage="explore")


def title_of(*premiums: float) -> str:
    model, now = with_premiums(*premiums)
    return str(role_task_map(model, now, None, segment="ent")["title"])


def test_a_role_is_a_column_with_its_colour_and_what_an_hour_costs() -> None:
    assert shown()["roles"][1] == {
        "id": "ae", "short": "AE", "name": "Role ae", "colour": "@role-ae", "rate": "$148",
    }  # fmt: skip


def test_a_cell_says_its_share_hours_and_money_and_what_it_was_at_the_baseline() -> None:
    assert the_demo()["cells"]["ae"] == {
        "share": 0.7, "was": 1.0, "locked": True, "hours": "140", "money": "$2,800",
    }  # fmt: skip


def test_a_share_that_stayed_has_no_baseline_mark() -> None:
    same = evaluation(tasks=(demo({"ae": 0.7, "sdr": 0.3}, 0),))
    cells = the_demo(baseline=same)["cells"]
    assert [cells[role]["was"] for role in ("sdr", "ae")] == [None, None]


def test_without_a_baseline_nothing_is_marked_as_changed() -> None:
    assert the_demo(baseline=None)["cells"]["sdr"]["was"] is None


def test_a_role_that_gave_its_whole_share_away_keeps_a_cell_for_its_baseline() -> None:
    model = without(two_stages(), "assignments", "demo:sdr")
    was = evaluation(tasks=(demo({"ae": 0.7, "sdr": 0.3}, 0),))
    now = evaluation(tasks=(demo({"ae": 1.0}, 0),))
    cell = shown(model, now=now, baseline=was)["tasks"][0]["cells"]["sdr"]
    assert (cell["share"], cell["was"], cell["hours"]) == (0.0, 0.3, "0")


def test_cost_per_fulfilled_hour_is_the_hourly_cost_over_productivity_and_quality() -> None:
    slow = Proficiency(quality=assumed(0.8, Unit.SHARE), productivity=assumed(0.9, Unit.RATIO))
    model = changed(two_stages(), "roles", "ae", skills={"selling": slow})
    craft = shown(model)["skills"]["selling"]["ae"]
    assert craft["cost"] == "$206"  # 148 / 0.72 = 205.6
    assert craft["how"] == "$148 an hour / (productivity 0.9 × quality 0.8)"


def test_an_able_role_without_a_share_has_a_cost_of_fulfilled_work_too() -> None:
    model = without(two_stages(), "assignments", "demo:sdr")
    assert shown(model)["skills"]["selling"]["sdr"]["cost"] == "$62"


def test_the_cost_of_fulfilled_work_at_quality_nothing_is_not_known_yet() -> None:
    poor = Proficiency(quality=assumed(0, Unit.SHARE), productivity=assumed(1, Unit.RATIO))
    model = changed(two_stages(), "roles", "ae", skills={"selling": poor})
    assert shown(model)["skills"]["selling"]["ae"]["cost"] == "not known yet"


def test_a_role_without_the_skill_is_not_able_and_the_map_says_why() -> None:
    assert shown()["skills"]["selling"]["csm"] == {
        "able": False, "reason": "CSM lacks the skill selling, which this task needs.",
    }  # fmt: skip


def test_the_premium_says_how_it_was_worked_out() -> None:
    task = the_demo()
    assert (task["premium_text"], task["rank"], task["best"]) == ("$2.00k", 1, ["sdr"])
    assert task["premium_tip"] == (
        "$4,000 a year now, less $2,000 with SDR for the same fulfilment: $2,000."
    )


def test_a_task_without_a_premium_owes_nothing_and_has_no_rank() -> None:
    task = the_demo(now=evaluation(tasks=(demo({"ae": 1.0}, 0.2),)))
    assert (task["premium_text"], task["rank"], task["tone"]) == ("none", 0, "none")


def test_the_range_of_equals_stands_in_its_cell_with_or_without_a_share() -> None:
    ranges = {("demo", "sdr"): (0.2, 1.0), ("demo", "csm"): (0.0, 0.1)}
    cells = the_demo(ranges=ranges)["cells"]
    assert cells["sdr"]["range"] == [0.2, 1.0]
    assert (cells["csm"]["share"], cells["csm"]["range"]) == (0.0, [0.0, 0.1])
    assert "range" not in cells["ae"]


def test_a_role_that_had_better_do_nothing_gets_no_cell_for_that() -> None:
    ranges = {("demo", "csm"): (0.0, 0.0), ("demo", "ae"): (0.0, 0.0)}
    cells = the_demo(ranges=ranges)["cells"]
    assert "csm" not in cells
    assert cells["ae"]["range"] == [0.0, 0.0]


def test_a_range_with_an_end_that_is_not_known_is_not_told() -> None:
    told = shown(ranges={("demo", "ae"): (0.0, float("nan"))})
    json.dumps(told, allow_nan=False)
    assert "range" not in told["tasks"][0]["cells"]["ae"]


def test_tasks_before_the_journey_stand_first_then_stages_in_its_order() -> None:
    model = also(a_model(), "tasks", a_task("kick", "Kick-off", "onboard", "Deal"))
    model = also(model, "tasks", a_task("early", "Research", "explore", "Deal"))
    told = role_task_map(model, evaluate(model), None, segment="ent")
    assert [group["name"] for group in told["groups"]] == [
        "Before the journey", "Solution exploration", "Vendor evaluation", "Consensus building",
        "Onboarding",
    ]  # fmt: skip
    order = [task["id"] for task in told["tasks"]]
    assert order == ["prospect", "early", "demo", "proposal", "kick"]
    assert told["kinds"] == [
        {"id": kind.value, "name": kind.value.capitalize()}
        for kind in (TaskKind.SELLING, TaskKind.PROSPECTING, TaskKind.TECHNICAL)
    ]


def test_all_segments_or_one() -> None:
    model = also(
        with_a_second_segment(a_model()),
        "tasks",
        a_task("help", "Help", "try", "Demo", segment="smb"),
    )
    now = evaluate(model)
    every = role_task_map(model, now, now, segment=None)
    assert [group["segment"] for group in every["groups"]] == ["ent", "ent", "ent", "smb"]
    one = role_task_map(model, now, now, segment="smb")
    assert [task["id"] for task in one["tasks"]] == ["help"]


def test_what_nobody_does_or_can_do_is_noted() -> None:
    undone = replace(by_hand(), gaps=(Gap("uncovered_task", "demo", "30% is done by nobody.", 9),))
    assert the_demo(now=undone)["note"] == "30% is done by nobody."
    model = changed(two_stages(), "tasks", "demo", skill="flying")
    assert shown(model)["tasks"][0]["note"].startswith("No role has the skill flying.")


@pytest.mark.parametrize(
    ("premiums", "title"),
    [
        ((0, 0), "Every task sits with its most cost-effective roles"),
        ((9_000,), "Task 0 makes the whole misalignment premium of $9.00k"),
        ((1_000, 0, 9_000), "Task 2 makes $9.00k of the $10.0k misalignment premium"),
        ((40_000, 35_000, 25_000), "Two tasks make $75.0k of the $100k misalignment premium"),
        ((10,) * 20, "14 tasks make $140 of the $200 misalignment premium"),
        ((), "No tasks here yet"),
    ],
)
def test_the_title_names_the_fewest_tasks_that_make_most_of_the_premium(
    premiums: tuple[float, ...], title: str
) -> None:
    assert title_of(*premiums) == title


def test_the_tasks_that_the_title_names_are_the_ones_that_stand_out() -> None:
    model, now = with_premiums(25_000, 40_000, 35_000, 0)
    rows = role_task_map(model, now, None, segment="ent")["tasks"]
    assert [row["tone"] for row in rows] == ["some", "named", "named", "none"]
    assert [row["rank"] for row in rows] == [3, 1, 2, 0]


@given(st.lists(st.floats(0, 1e7), max_size=12))
def test_the_total_is_the_sum_of_the_rows_and_the_named_make_most_of_it(
    premiums: list[float],
) -> None:
    model, now = with_premiums(*premiums)
    told = role_task_map(model, now, None, segment="ent")
    rows = told["tasks"]
    assert told["total"]["premium"] == pytest.approx(sum(premiums))
    named = [row["premium"] for row in rows if row["tone"] == "named"]
    rest = [row["premium"] for row in rows if row["tone"] == "some"]
    assert sum(named) >= 0.7 * sum(named + rest) * (1 - 1e-9)
    assert sum(sorted(named)[1:]) < 0.7 * sum(named + rest) or not named


def test_a_name_of_200_letters_and_markup_is_told_in_a_title_that_fits() -> None:
    model, now = with_premiums(9_000)
    model = changed(model, "tasks", "t0", name="<b>" + "x" * 197)
    now = replace(now, tasks=(replace(now.tasks[0], name="<b>" + "x" * 197),))
    told = role_task_map(model, now, None, segment="ent")
    assert told["title"] == "One task makes the whole misalignment premium of $9.00k"
    assert told["tasks"][0]["name"] == "<b>" + "x" * 197


def test_an_empty_map_says_what_is_missing() -> None:
    model = without(two_stages(), "tasks", "demo")
    assert shown(model)["empty"].startswith("No tasks here yet.")
    model = two_stages().model_copy(update={"roles": (), "assignments": ()})
    bare = replace(by_hand(), tasks=(replace(demo({}, 0), best_roles=()),))
    told = shown(model, now=bare)
    assert told["empty"].startswith("No roles here yet.")
    assert told["tasks"][0]["premium_tip"] == "Not known yet: nobody does this task."


def test_the_payload_is_json_as_the_browser_reads_it() -> None:
    model = a_model()
    now = evaluate(model)
    told = role_task_map(model, now, now, segment=None, ranges={("demo", "ae"): (0.0, 1.0)})
    assert json.loads(json.dumps(told, allow_nan=False)) == told


def test_the_shares_of_the_cells_are_those_of_the_evaluation() -> None:
    model = a_model()
    now = evaluate(model)
    for row in role_task_map(model, now, now, segment="ent")["tasks"]:
        task: TaskResult = now.task(row["id"])
        assert {role: cell["share"] for role, cell in row["cells"].items()} == {
            each.role: each.share for each in task.shares
        }


def test_a_locked_share_of_nothing_keeps_its_lock() -> None:
    model = changed(two_stages(), "assignments", "demo:ae", share=share(0))
    assert shown(model)["tasks"][0]["cells"]["ae"]["locked"]
