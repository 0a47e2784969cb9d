"""Rows of role-mix bars; figures by hand from tests.charts.journeys."""

from __future__ import annotations

from salesmodel.charts.mix_rows import BaselineShare, MixCandidate, MixRow, mix_rows
from tests.charts.journeys import by_hand, demo, evaluation, share, two_stages


def row(premium: float = 2_000) -> MixRow:
    now = evaluation(tasks=(demo({"ae": 0.7, "sdr": 0.3}, premium),))
    before = evaluation(tasks=(demo({"ae": 1.0}, 0),))
    (only,) = mix_rows(two_stages(), now, before, "ask")
    return only


def test_the_roles_of_a_task_stand_in_the_order_of_the_model_with_their_locks() -> None:
    assert [(s.role, s.share, s.locked) for s in row().shares] == [
        ("sdr", 0.3, False),
        ("ae", 0.7, True),
    ]


def test_a_share_says_its_hours_and_its_money() -> None:
    assert row().shares[0].detail == "Role sdr: 30%, 60 hours and $1,200 a year"
    assert row().shares[0].rate == "$62.0"


def test_the_thin_bar_is_the_baselines_mix() -> None:
    assert row().baseline == (BaselineShare("AE", "ae", 1.0),)


def test_a_task_that_the_baseline_does_not_know_has_no_thin_bar() -> None:
    (only,) = mix_rows(two_stages(), by_hand(), evaluation(), "ask")
    assert only.baseline == ()


def test_a_role_without_the_skill_is_not_able_and_the_row_says_why() -> None:
    assert row().candidates == (
        MixCandidate(
            "csm", "CSM", "ae", False, "CSM lacks the skill selling, which this task needs."
        ),
    )


def test_a_role_with_the_skill_and_a_share_of_zero_could_take_one() -> None:
    model = two_stages()
    idle = model.assignments[1].model_copy(update={"share": share(0)})
    model = model.model_copy(update={"assignments": (model.assignments[0], idle)})
    (only,) = mix_rows(model, by_hand(), None, "ask")
    assert [(c.role, c.able) for c in only.candidates] == [("sdr", True), ("csm", False)]


def test_a_premium_is_high_above_a_quarter_of_the_cost_and_none_when_there_is_none() -> None:
    told = [(row(premium).premium, row(premium).tone) for premium in (0, 900, 1_100)]
    assert told == [("none", "none"), ("$900", "some"), ("$1.10k", "high")]


def test_only_the_tasks_of_the_stage_are_rows() -> None:
    assert mix_rows(two_stages(), by_hand(), None, "offer") == ()
