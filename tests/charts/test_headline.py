"""The six headline figures against the baseline."""

from __future__ import annotations

import json

from salesmodel.charts import Kpi, kpis, to_payload, utilisation
from salesmodel.evaluation import evaluate as evaluated
from tests.builders import a_model, changed, heads
from tests.charts.sample import coherence, evaluation, role, segment

BEFORE = evaluation(
    roles=(role("ae", 0.97), role("se", 0.79)),
    contribution=4_500_000, cost_per_win=56_900, win_rate=0.2, won_days=166,
)  # fmt: skip
NOW = evaluation(roles=(role("ae", 0.82), role("se", 0.91)))


def headline() -> dict[str, Kpi]:
    return {k.key: k for k in kpis(NOW, coherence(), BEFORE, coherence(80, 74, 55, 55))}


def test_the_six_figures_read_as_in_the_design() -> None:
    written = [(k.label, k.value, k.unit, k.delta) for k in headline().values()]
    assert written == [
        ("Contribution, a year", "$6.65M", "", "+$2.15M"),
        ("Cost per win", "$48.6k", "", "−$8.30k"),
        ("Win rate, by cohort", "23.9%", "", "+3.9 pts"),
        ("Cycle time, won deals", "152", "days", "−14 days"),
        ("Busiest role: SE (AE before)", "91%", "", "−6 pts"),
        ("Coherence", "71", "of 100", "+5 points"),
    ]


def test_less_cost_and_a_shorter_cycle_are_better() -> None:
    found = headline()
    assert [found[key].direction for key in ("contribution", "cost_per_win", "cycle_days")] == [
        "up", "down", "down",
    ]  # fmt: skip
    assert all(found[key].tone == "better" for key in ("contribution", "cost_per_win", "win_rate"))


def test_a_busy_role_is_watched_although_it_fell() -> None:
    assert headline()["busiest_role"].tone == "watch"
    full = evaluation(roles=(role("ae", 1.01),))
    assert {k.key: k.tone for k in kpis(full, coherence(), BEFORE, coherence())}[
        "busiest_role"
    ] == "worse"


def test_nothing_moves_against_itself() -> None:
    same = kpis(NOW, coherence(), NOW, coherence())
    assert {k.delta for k in same} == {"no change"}
    assert {k.direction for k in same} == {"same"}
    assert all(k.tick == k.dot for k in same)


def test_the_dot_stands_on_the_side_of_the_tick_to_which_the_figure_moved() -> None:
    found = headline()
    cost, rate = found["cost_per_win"], found["win_rate"]
    assert cost.tick == rate.tick == 0.5
    assert cost.dot is not None
    assert rate.dot is not None
    assert cost.dot < 0.5 < rate.dot
    assert all(k.dot is not None and 0 <= k.dot <= 1 for k in found.values())


def test_a_loss_that_shrinks_is_better() -> None:
    losing = evaluation(contribution=-2_000_000)
    less = evaluation(contribution=-1_000_000)
    contribution = kpis(less, coherence(), losing, coherence())[0]
    assert (contribution.value, contribution.delta) == ("−$1.00M", "+$1.00M")
    assert contribution.tone == "better"
    assert contribution.dot == 1.0


def test_nobody_won_is_not_known_and_never_zero() -> None:
    none = evaluation(cost_per_win=None, win_rate=0, won_days=None)
    found = {k.key: k for k in kpis(none, coherence(), BEFORE, coherence())}
    assert found["cost_per_win"].value == found["cycle_days"].value == "not known yet"
    assert found["cost_per_win"].dot is None
    assert found["busiest_role"].value == "not known yet"


def test_one_segment_has_a_headline_of_its_own() -> None:
    model = evaluation((segment(cost_per_win=12_000),))
    found = {k.key: k for k in kpis(model, coherence(), model, coherence(), "ent")}
    assert found["cost_per_win"].value == "$12.0k"
    assert found["win_rate"].value == "25.0%"


def test_a_role_without_heads_is_said_in_words_and_stops_no_page() -> None:
    """Regression: an infinite utilisation once broke every page."""
    model = a_model()
    for each in model.roles:
        model = changed(model, "roles", each.id, headcount=heads(0))
    now, before = evaluated(model), evaluated(a_model())
    for one, other in ((now, before), (before, now), (now, now)):
        panel = utilisation(one, other)
        json.dumps(to_payload(panel), allow_nan=False)
        assert "inf%" not in json.dumps(to_payload(panel))
    assert any("no heads" in row for row in utilisation(now, before).table.rows)
