"""The first model gives back what the deals say, by the kernel and by a chain solved here."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from salesmodel.crm import CrmImport, import_files
from salesmodel.crm.calibration import calibrate
from salesmodel.evaluation import evaluate
from salesmodel.model import OutcomeKind, SalesModel, Severity, validate
from salesmodel.model.inputs import inputs
from tests.crm.conftest import WriteFile


def days_to(model: SalesModel, segment: str, won: bool) -> tuple[float, float]:
    """Probability of that end, and mean days to it: by (I - Q)^-1 and the h-transform (2.5)."""
    stages = [s for s in model.stages if s.segment == segment and not s.after_win]
    place = {stage.id: number for number, stage in enumerate(stages)}
    is_won = {o.id: o.kind is OutcomeKind.WON for o in model.outcomes}
    q, r = np.zeros((len(stages), len(stages))), np.zeros(len(stages))
    for move in model.moves:
        if move.source in place and move.target in place:
            q[place[move.source], place[move.target]] += move.probability.value
        elif move.source in place and is_won[move.target] == won:
            r[place[move.source]] += move.probability.value
    fundamental = np.linalg.inv(np.eye(len(stages)) - q)
    h = fundamental @ r
    entry = np.array([stage.entry.value for stage in stages])
    dwell = np.array([stage.dwell.value for stage in stages])
    chance = float(entry @ h)
    return chance, float((entry @ fundamental) * h @ dwell) / chance


def test_the_model_is_valid(bundled: CrmImport) -> None:
    assert [f for f in validate(bundled.model) if f.severity is Severity.REFUSED] == []


def test_each_segment_has_the_win_rate_and_the_days_of_its_deals(bundled: CrmImport) -> None:
    result = evaluate(bundled.model)
    assert len(bundled.segments) == len(bundled.model.segments) == 3
    for seen, segment in zip(bundled.segments, bundled.model.segments, strict=True):
        assert seen.name == segment.name
        found = result.segment(segment.id)
        assert found.win_rate == pytest.approx(seen.won / seen.closed, abs=1e-9)
        assert found.cycle_days.won_mean == pytest.approx(seen.mean_won_days, abs=1e-6)
        assert found.cycle_days.lost_mean == pytest.approx(seen.mean_lost_days, abs=1e-6)


def test_a_chain_solved_apart_from_the_kernel_says_the_same(bundled: CrmImport) -> None:
    for seen, segment in zip(bundled.segments, bundled.model.segments, strict=True):
        won = days_to(bundled.model, segment.id, won=True)
        lost = days_to(bundled.model, segment.id, won=False)
        assert won == pytest.approx((seen.won / seen.closed, seen.mean_won_days), abs=1e-6)
        assert lost == pytest.approx((seen.lost / seen.closed, seen.mean_lost_days), abs=1e-6)


def test_arrivals_are_the_dated_deals_a_year_of_the_entry_period(bundled: CrmImport) -> None:
    # 8,300 deals from 2016-10-20 to 2017-12-27: 434 days, both included.
    expected = 8_300 / (434 / 365.25)
    assert bundled.arrivals_per_year == pytest.approx(expected)
    assert evaluate(bundled.model).totals.arrivals == pytest.approx(expected)


def test_deal_values_are_mean_won_amounts(bundled: CrmImport) -> None:
    values = {segment.name: segment.deal_value.value for segment in bundled.model.segments}
    assert values["GTK"] == pytest.approx(400_612 / 15)
    assert values["MG"] == pytest.approx(2_260_155 / 1_447)
    assert values["GTX"] == pytest.approx(7_344_767 / 2_776)


def test_observed_inputs_say_how_many_rows_of_which_file(bundled: CrmImport) -> None:
    found = {item.path: item for item in inputs(bundled.model)}
    assert found["segments[gtx].arrivals"].source == (
        "5,403 observed, entered 2016-10-20 to 2017-12-27, sales_pipeline.csv"
    )
    assert found["segments[gtx].deal_value"].origin == "observed"
    assert found["roles[ae].headcount"].quantity.value == 30
    assert found["roles[ae].headcount"].origin == "observed"
    assert found["stages[gtx.evaluate].dwell"].origin == "estimated"
    assert "assumed" in found["stages[gtx.evaluate].dwell"].source
    assert found["moves[gtx.evaluate-rival].probability"].origin == "assumed"
    assert found["roles[ae].annual_cost"].origin == "assumed"


def test_the_split_of_the_losses_is_figure_g4(bundled: CrmImport) -> None:
    outcomes = evaluate(bundled.model).segment("mg").outcomes
    lost = outcomes["no_decision"] + outcomes["lost_to_rival"]
    assert outcomes["no_decision"] / lost == pytest.approx(0.57)


def test_a_group_without_closed_deals_borrows_and_says_so(file: WriteFile) -> None:
    found = import_files([file("id,stage,segment\n1,won,A\n2,lost,A\n3,open,B\n")])
    result = evaluate(found.model)
    assert result.segment("b").win_rate == pytest.approx(0.5)
    assert any(note.startswith("B: no deal is closed") for note in found.notes)


@pytest.mark.parametrize("stage", ["open", "won", "lost"])
def test_deals_of_one_outcome_alone_still_make_a_model(file: WriteFile, stage: str) -> None:
    found = import_files([file(f"id,stage\n1,{stage}\n2,{stage}\n")])
    rate = evaluate(found.model).segments[0].win_rate
    assert rate == pytest.approx({"won": 1.0, "lost": 0.0}.get(stage, rate))
    assert 0 <= rate <= 1


def test_deals_that_close_on_the_day_they_enter_make_a_model(
    deals: Callable[..., CrmImport],
) -> None:
    found = deals("1,A,Won,2024-05-01,2024-05-01,5", "2,A,Lost,2024-05-01,2024-05-01,0")
    assert evaluate(found.model).segments[0].cycle_days.won_mean == pytest.approx(0, abs=1e-6)


def test_losses_that_take_longer_than_wins_are_said_to_be_out_of_reach(
    deals: Callable[..., CrmImport],
) -> None:
    found = deals("1,A,Won,2024-01-01,2024-01-11,5", "2,A,Lost,2024-01-01,2024-04-10,0")
    segment = evaluate(found.model).segments[0]
    assert segment.win_rate == pytest.approx(0.5)
    assert segment.cycle_days.won_mean == pytest.approx(10)
    assert any("lost deals took 100.0 days on average" in note for note in found.notes)


@pytest.mark.parametrize(
    ("amount", "template"), [(2_000, "SMB"), (35_000, "Mid-market"), (400_000, "Enterprise")]
)
def test_the_template_with_the_nearest_deal_value_is_taken(
    deals: Callable[..., CrmImport], amount: int, template: str
) -> None:
    found = deals(f"1,A,Won,2024-01-01,2024-02-10,{amount}", "2,B,Lost,2024-01-01,2024-01-31,0")
    assert any(f"template {template}" in note for note in found.notes)
    assert [f for f in validate(found.model) if f.severity is Severity.REFUSED] == []
    segment = evaluate(found.model).segments[0]
    assert segment.win_rate == pytest.approx(0.5)
    assert segment.cycle_days.won_mean == pytest.approx(40)
    assert segment.cycle_days.lost_mean == pytest.approx(30)


def test_costs_that_are_not_converted_are_said(file: WriteFile) -> None:
    found = import_files([file("id,stage\n1,won\n2,lost\n")], currency="EUR", name="Ours")
    assert (found.model.currency, found.model.name, found.model.id) == ("EUR", "Ours", "ours")
    assert any("not converted" in note for note in found.notes)


def test_two_groups_whose_names_differ_in_signs_only_get_ids_of_their_own(file: WriteFile) -> None:
    found = import_files([file("id,stage,segment\n1,won,A+\n2,won,A-\n3,lost,株\n")])
    assert sorted(segment.id for segment in found.model.segments) == ["a", "a-2", "group-3"]


# The fit itself


def test_a_fit_of_two_stages_is_what_one_finds_by_hand() -> None:
    # Ten days a stage; half of the losses at each: 15 days to loss. Of 100 deals 20 are lost
    # at the first stage, then 20 of the 80 that remain.
    fit = calibrate(0.6, 20, 15, [1, 1], [1, 1])
    assert fit.dwells == pytest.approx((10, 10))
    assert fit.losses == pytest.approx((0.2, 0.25))
    assert fit.reached


@pytest.mark.parametrize("lost_days", [1.0, 19.0, 60.0])
def test_a_fit_keeps_the_win_rate_whatever_it_is_asked_for(lost_days: float) -> None:
    fit = calibrate(0.3, 20, lost_days, [1, 2, 1], [5, 1, 3])
    assert np.prod([1 - loss for loss in fit.losses]) == pytest.approx(0.3)
    assert fit.reached == (5 < lost_days < 20)
    assert 5 - 1e-3 <= fit.lost_days <= 20 + 1e-3
