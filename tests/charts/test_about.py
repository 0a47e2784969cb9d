"""What a bar is about: the same ids that light up elsewhere on the page."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesmodel.charts import (
    About,
    ChartPanel,
    coherence_components,
    cost_by_stage,
    cost_per_win_by_segment,
    non_selling_time,
    to_payload,
    utilisation,
    win_and_cycle,
)
from salesmodel.evaluation.result import TaskResult, TaskShare
from salesmodel.model import Finding, Severity
from tests.charts.sample import coherence, evaluation, role, segment, stage


def task(task_id: str, stage_id: str | None, **hours: float) -> TaskResult:
    """A task of Enterprise with the hours of each role given, 100 an hour."""
    shares = tuple(TaskShare(r, 0.5, h, 100 * h, 100.0) for r, h in hours.items())
    return TaskResult(
        id=task_id, name=task_id, segment="ent", stage=stage_id, standard_hours=1, hours=1,
        cost=1, fulfilment=1, premium=0, best_roles=(), shares=shares,
    )  # fmt: skip


STAGES = (
    stage("rec", "Recognition", ae=100_000, se=50_000),
    stage("eva", "Evaluation", ae=200_000),
)
TASKS = (
    task("call", "rec", ae=10, se=5),
    task("mail", "rec", ae=10, se=0),
    task("demo", "eva", ae=20),
    task("list", None, sdr=10),
)
ROLES = (role("ae", 0.9, 0.34), role("se", 0.8, 0.1), role("sdr", 0.7, 0.9))
NOW = evaluation((segment(stages=STAGES), segment("smb", cost_per_win=5_000)), ROLES, TASKS)
SCORES = coherence()


def test_a_piece_of_a_stages_bar_is_about_the_stage_the_role_and_its_tasks_there() -> None:
    assert cost_by_stage(NOW, NOW, "ent").about == (
        About(tasks=("list",), roles=("sdr",)),
        About(("rec",), ("call", "mail"), ("ae",)),
        About(("rec",), ("call",), ("se",)),
        About(("eva",), ("demo",), ("ae",)),
    )


def test_the_bar_of_the_others_is_about_every_stage_in_it() -> None:
    many = tuple(stage(f"s{n}", f"Stage {n}", ae=100_000 * n) for n in range(1, 10))
    now = evaluation((segment(stages=many),), ROLES, (task("t2", "s2", ae=1),))
    panel = cost_by_stage(now, now, "ent")
    assert panel.about[-1] == About(("s1", "s2", "s3", "s4"), ("t2",), ("ae",))
    assert [about.stages for about in panel.table.about[:2]] == [(), ("s2",)]


def test_a_role_is_about_the_stages_and_tasks_where_it_has_hours() -> None:
    assert utilisation(NOW, NOW).about == (
        About(("rec", "eva"), ("call", "mail", "demo"), ("ae",)),
        About(("rec",), ("call",), ("se",)),
        About((), ("list",), ("sdr",)),
    )


def test_time_not_spent_selling_is_about_the_tasks_that_are_not() -> None:
    panel = non_selling_time(NOW, NOW, not_selling={"mail", "list"})
    assert About(tasks=("mail",), roles=("ae",)) in panel.about


def test_a_component_is_about_what_its_findings_name() -> None:
    finding = Finding("x", Severity.WATCH, "", "", "", stage="eva", component="value_delivery")
    found = replace(SCORES, findings=(finding, replace(finding, stage=None, task="demo")))
    panel = coherence_components(found, found)
    assert panel.about == (About(), About(), About(), About(("eva",), ("demo",)))


def test_a_segment_is_about_itself() -> None:
    segments = (About(segments=("ent",)), About(segments=("smb",)))
    assert cost_per_win_by_segment(NOW, NOW).about == segments
    assert win_and_cycle(NOW, NOW).about == segments


@pytest.mark.parametrize(
    "panel",
    [
        cost_by_stage(NOW, NOW, "ent"),
        cost_per_win_by_segment(NOW, NOW),
        utilisation(NOW, NOW),
        non_selling_time(NOW, NOW),
        coherence_components(SCORES, SCORES),
        win_and_cycle(NOW, NOW),
    ],
    ids=lambda panel: panel.key,
)
def test_every_drawn_mark_and_row_of_numbers_says_what_it_is_about(panel: ChartPanel) -> None:
    payload = to_payload(panel)
    marks = [t["customdata"] for t in payload["figure"]["data"] if t.get("hovertemplate")]
    for places in marks:
        assert places == list(range(len(payload["about"])))
    assert len(payload["table"]["about"]) == len(payload["table"]["rows"])
    assert set(payload["about"][0]) == {"stages", "tasks", "roles", "segments"}
