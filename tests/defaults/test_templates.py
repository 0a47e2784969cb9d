"""Each template: a sound model, true to the figures that it names, with something to say."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from salesmodel.defaults import default_roles, figures, template, template_names
from salesmodel.defaults.variants import library_variant
from salesmodel.evaluation import evaluate
from salesmodel.model import (
    MAX_NAME,
    Assumed,
    ComponentKind,
    OutcomeKind,
    SalesModel,
    TaskKind,
    WorkbenchError,
    validate,
)
from salesmodel.model.inputs import inputs

KEYS = ("enterprise", "mid_market", "smb", "self_serve")

# Template, segment: win rate, no decision as a share of the losses, days to win, retention; with
# the rows of docs/figures.md that they stand on.
FIGURES = {
    ("enterprise", "ent"): (0.15, 0.59, 180, 0.93),  # V2, V3; G4; V1, D4; E3
    ("mid_market", "mid"): (0.22, 0.58, 65, 0.92),  # V3; G4; D1, D4; E3
    ("smb", "smb"): (0.30, 0.57, 25, 0.90),  # V3; G4; D4; E3
    ("self_serve", "self"): (0.09, 0.57, 14, 0.85),  # V6, V7; the rest assumed
    ("self_serve", "assist"): (0.30, 0.57, 30, 0.85),  # V3; assumed; D2; assumed
}


@pytest.fixture(params=KEYS)
def model(request: pytest.FixtureRequest) -> SalesModel:
    return template(request.param)


def test_four_templates_are_offered_each_with_a_line_on_how_its_buyers_buy() -> None:
    assert tuple(card.key for card in template_names()) == KEYS
    assert all(card.name and card.description for card in template_names())


def test_a_template_that_is_not_offered_is_refused_with_those_that_are() -> None:
    with pytest.raises(WorkbenchError, match=r"no template 'b2c'.*enterprise, mid_market, smb"):
        template("b2c")


def test_a_template_is_valid(model: SalesModel) -> None:
    assert list(validate(model)) == []


@pytest.mark.parametrize(("key", "segment"), FIGURES)
def test_the_journey_ends_as_the_figures_say(key: str, segment: str) -> None:
    win_rate, no_decision, days, _ = FIGURES[key, segment]
    result = evaluate(template(key)).segment(segment)
    losses = 1 - result.win_rate
    assert result.win_rate == pytest.approx(win_rate, abs=0.005)
    assert result.outcomes[OutcomeKind.NO_DECISION] / losses == pytest.approx(no_decision, abs=0.01)
    assert result.cycle_days.won_mean == pytest.approx(days, rel=0.03)


@pytest.mark.parametrize(("key", "segment"), FIGURES)
def test_customers_stay_at_the_rate_of_the_segment(key: str, segment: str) -> None:
    """Rule 2.10: the chain after the win, entered at its first stage, ends at that retention."""
    *_, retention = FIGURES[key, segment]
    first = next(s for s in evaluate(template(key)).segment(segment).stages if s.after_win)
    assert first.win_from_here == pytest.approx(retention, abs=0.001)
    of_segment = next(s for s in template(key).segments if s.id == segment)
    assert of_segment.retention.value == retention


def test_the_moves_of_a_stage_sum_to_one_without_rounding_up(model: SalesModel) -> None:
    """Rule 2.1, far inside its tolerance: a template shall not lean on it."""
    total: defaultdict[str, float] = defaultdict(float)
    for move in model.moves:
        total[move.source] += move.probability.value
    assert set(total) == {stage.id for stage in model.stages}
    assert all(abs(value - 1) < 1e-9 for value in total.values())


def test_the_loss_of_parallel_tracks_is_the_loss_of_their_stage() -> None:
    """Rule 2.8 for evaluation and consensus: 1 - (1 - 0.15)(1 - 0.22) = 0.337."""
    model = template("enterprise")
    assert [track.loss.value for track in model.tracks] == [0.15, 0.22]
    lost = sum(
        move.probability.value
        for move in model.moves
        if move.source == "ent.evaluate" and move.target in ("ent.no_decision", "ent.rival")
    )
    assert lost == pytest.approx(0.337, abs=1e-9)


def test_every_assumption_names_rows_that_exist_or_says_that_it_is_assumed(
    model: SalesModel,
) -> None:
    """Rule 3.9."""
    rows = {row.id for row in figures()}
    origins = [item.quantity.origin for item in inputs(model)]
    assert len(origins) > 100
    for origin in origins:
        assert isinstance(origin, Assumed)
        assert origin.source == "assumed" or set(origin.source.split(", ")) <= rows


def test_names_stay_within_the_limit(model: SalesModel) -> None:
    named = (*model.segments, *model.stages, *model.tracks, *model.outcomes, *model.tasks)
    assert all(len(entity.name) <= MAX_NAME for entity in named)


def test_every_task_is_covered_by_roles_that_have_its_skill(model: SalesModel) -> None:
    """Rule 3.2."""
    skills = {role.id: role.skills for role in model.roles}
    for task in model.tasks:
        held = {a.role: a.share.value for a in model.assignments if a.task == task.id}
        assert sum(held.values()) == pytest.approx(1)
        assert all(task.skill in skills[role] for role in held)
        assert task.baseline_shares == held


def test_no_task_is_left_uncovered_and_no_role_is_past_its_capacity(model: SalesModel) -> None:
    assert evaluate(model).gaps == ()


def test_the_busiest_role_is_nearly_full(model: SalesModel) -> None:
    """Rule 3.11."""
    assert 0.7 <= max(role.utilisation for role in evaluate(model).roles) <= 1.0


def test_the_before_leaves_something_to_mend(model: SalesModel) -> None:
    """Rules 3.8 and 3.12: account executives are past 30%, and some tasks cost a premium."""
    result = evaluate(model)
    not_selling = result.role("ae").non_selling_share
    assert not_selling is not None
    assert 0.3 < not_selling < 0.6
    assert result.totals.misalignment_premium > 0.02 * result.totals.cost
    assert result.totals.contribution > 0


def test_tasks_of_every_kind_occur_with_many_stakeholders_reached_one_by_one() -> None:
    tasks = template("enterprise").tasks
    assert {task.kind for task in tasks} == set(TaskKind)
    served = {task.name for task in tasks if task.track == "ent.consensus"}
    assert {"Multi-threading: reach every stakeholder", "Executive alignment"} <= served


def test_every_stage_and_track_has_a_task(model: SalesModel) -> None:
    served = {task.stage for task in model.tasks}
    assert served == {stage.id for stage in model.stages}
    assert {t.id for t in model.tracks} == {t.track for t in model.tasks if t.track is not None}


def test_a_segment_says_the_two_components_that_cannot_be_read_from_the_model(
    model: SalesModel,
) -> None:
    """Rule 5.2: what buyers meet in selling tasks and value delivery stands in the tasks."""
    for segment in model.segments:
        said = Counter(c.kind for c in model.components if c.segment == segment.id)
        assert said == dict.fromkeys(
            (ComponentKind.CUSTOMER_SELECTION, ComponentKind.VALUE_PROPOSITION), 1
        )


def test_what_a_template_chooses_is_in_the_library_with_a_note(model: SalesModel) -> None:
    for component in model.components:
        variant = library_variant(component.variant)
        assert variant is not None, component.variant
        assert variant.kind == component.kind
        assert component.note


def test_a_segment_has_four_to_six_buying_stages(model: SalesModel) -> None:
    for segment in model.segments:
        stages = [s for s in model.stages if s.segment == segment.id]
        assert 4 <= sum(not stage.after_win for stage in stages) <= 6
        # The canvas lays out tidily what nobody placed.
        assert {(place.x, place.y) for place in stages} == {(0, 0)}


def test_the_roles_of_a_template_can_be_had_alone() -> None:
    assert default_roles("enterprise") == template("enterprise").roles
    assert [role.id for role in default_roles("smb")] == ["sdr", "ae", "se", "csm", "product"]


def test_an_hour_of_an_enterprise_account_executive_is_a_year_by_its_hours_on_tasks() -> None:
    """Rule 3.5 with figures C6 and H7: 338,000 / (1,750 x 0.70) = 275.92 an hour."""
    ae = next(role for role in default_roles("enterprise") if role.id == "ae")
    assert ae.productive_hours.value == 1_225
    assert evaluate(template("enterprise")).role("ae").hourly_cost == pytest.approx(
        275.92, abs=0.01
    )
