"""Numbers typed or pasted into tables: many cells at once, all or none, echoed as typed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from salesmodel.editing.applying import do
from salesmodel.editing.cells import SetCells
from salesmodel.editing.change import Change, inverse
from salesmodel.editing.merge import applied
from salesmodel.editing.moves import LockMove
from salesmodel.model import CommandRefused, Judged, Observed, SalesModel, Unit
from salesmodel.model.quantities import Quantity


def set_cells(model, cells):
    """Sets cells and checks that they can be taken back, and the command sent as JSON."""
    command = SetCells(cells=cells)
    assert SetCells.model_validate_json(command.model_dump_json()) == command
    after, change = do(model, command)
    assert applied(model, change) == after
    assert applied(after, inverse(change)) == model
    assert Change.model_validate_json(change.model_dump_json()) == change
    assert SalesModel.model_validate_json(after.model_dump_json()) == after
    return after


def refused(model, cells):
    with pytest.raises(CommandRefused) as caught:
        do(model, SetCells(cells=cells))
    return caught.value


def by_id(items, entity_id):
    return next(item for item in items if item.id == entity_id)


def p(move):
    return f"moves[{move}].probability"


def with_observed(model, move):
    """The model with this move counted in a file."""
    changed = by_id(model.moves, move)
    counted = changed.probability.with_value(changed.probability.value, Observed(n=9))
    changed = changed.model_copy(update={"probability": counted})
    moves = tuple(changed if each.id == move else each for each in model.moves)
    return model.model_copy(update={"moves": moves})


def test_cells_of_every_table_are_set_at_once(company):
    after = set_cells(
        company,
        {
            "stages[explore].dwell": "3 wk",
            "tracks[security].dwell": "2-4 wk",
            "tasks[demo].hours": "90 min",
            "tasks[demo].weight": "0.3",
            "segments[ent].arrivals": "1.2k",
            "segments[ent].deal_value": "USD 1.2m",
            "segments[ent].gross_margin": "75",
            "segments[ent].retention": "88-92%",
            "segments[ent].profile.stakeholders": "6-10",
            "segments[ent].profile.formality": "60%",
            "roles[ae].annual_cost": "$190k",
            "roles[ae].headcount": "2.5",
            "moves[consensus.won].probability": "40%",
        },
    )
    segment, ae = after.segments[0], by_id(after.roles, "ae")
    assert by_id(after.stages, "explore").dwell.value == 21
    security = by_id(after.tracks, "security").dwell
    assert (security.low, security.value, security.high) == (14, 21, 28)
    demo = by_id(after.tasks, "demo")
    assert (demo.hours.value, demo.weight.value) == (1.5, 0.3)
    assert (segment.arrivals.value, segment.deal_value.value) == (1_200, 1_200_000)
    assert (segment.gross_margin.value, segment.retention.value) == (0.75, 0.9)
    assert (segment.profile.stakeholders.value, segment.profile.formality.value) == (8, 0.6)
    assert (ae.annual_cost.value, ae.headcount.value) == (190_000, 2.5)
    assert by_id(after.moves, "consensus.won").probability.value == 0.4
    assert by_id(after.moves, "consensus.nodec").probability.value == 0.6


def test_a_figure_keeps_what_was_typed_and_is_judged(company):
    dwell = by_id(set_cells(company, {"stages[explore].dwell": " 3  wk "}).stages, "explore").dwell
    assert dwell == Quantity(value=21, unit=Unit.DAYS, origin=Judged(), typed="3 wk")


def test_a_range_that_was_typed_goes_with_it_and_one_that_was_known_stays(company):
    ranged = set_cells(company, {"tasks[demo].weight": "0.1-0.3"})
    single = set_cells(ranged, {"tasks[demo].weight": "0.2"})
    weight = by_id(single.tasks, "demo").weight
    assert (weight.low, weight.high, weight.typed) == (None, None, "0.2")
    known = by_id(set_cells(company, {"tasks[demo].weight": "0.3"}).tasks, "demo").weight
    assert (known.low, known.value, known.high) == (0, 0.3, 0.5)


def test_the_same_number_typed_again_keeps_its_origin(company):
    counted = with_observed(company, "explore.evaluate")
    after, change = do(counted, SetCells(cells={p("explore.evaluate"): "60"}))
    assert (after, bool(change)) == (counted, False)
    said = by_id(set_cells(counted, {p("explore.evaluate"): "about 60"}).moves, "explore.evaluate")
    assert said.probability.typed == "about 60%"
    assert said.probability.origin == Observed(n=9)


def test_one_cell_that_cannot_be_refuses_all_and_is_named(company):
    error = refused(company, {"stages[explore].dwell": "3 wk", "stages[consensus].dwell": "soon"})
    assert error.sentence == (
        'The days in Consensus building: "soon" cannot be read as a number here.'
    )
    assert error.path == "stages[consensus].dwell"
    alone = refused(company, {"stages[consensus].dwell": "soon"})
    assert alone.sentence == '"soon" cannot be read as a number here.'


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("stages[nowhere].dwell", "There is no stage nowhere in Acme."),
        ("roles[ghost].headcount", "There is no role ghost in Acme."),
        ("moves[a.b].probability", "There is no move a.b in Acme."),
        ("stages[explore].colour", "stages[explore].colour is not a figure that a table can set."),
        ("stages[explore].name", "stages[explore].name is not a figure that a table can set."),
        ("model.name", "model.name is not a figure that a table can set."),
        ("", " is not a figure that a table can set."),
        ("x" * 5_000, f"{'x' * 80} is not a figure that a table can set."),
    ],
)
def test_an_unknown_cell_is_refused_in_a_sentence(company, path, sentence):
    assert refused(company, {path: "5"}).sentence == sentence


def test_what_would_break_the_model_is_refused(company):
    assert "zero hours" in refused(company, {"roles[ae].productive_hours": "0"}).sentence
    assert "at work" in refused(company, {"roles[ae].productive_hours": "5,000"}).sentence
    assert "100%" in refused(company, {"segments[ent].retention": "100%"}).sentence


def test_hours_that_only_fit_together_go_in_together(company):
    cells = {"roles[ae].productive_hours": "2,000", "roles[ae].present_hours": "2,200"}
    for order in (cells, dict(reversed(cells.items()))):
        ae = by_id(set_cells(company, order).roles, "ae")
        assert (ae.productive_hours.value, ae.present_hours.value) == (2_000, 2_200)


def test_no_more_than_two_thousand_cells_go_in_at_once(company):
    with pytest.raises(ValidationError):
        SetCells(cells={f"stages[s{n}].dwell": "3" for n in range(2_001)})


def test_nothing_typed_changes_nothing(company):
    assert not do(company, SetCells(cells={}))[1]


# Moves


def test_given_moves_are_set_as_given_and_the_others_take_the_rest_in_proportion(company, row):
    """30% and 20% given; 50% is left for 0.3 and 0.1, three to one."""
    after = set_cells(company, {p("evaluate.consensus"): "30%", p("evaluate.explore"): "20%"})
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 0.3, "explore": 0.2, "rival": 0.375, "nodec": 0.125}, abs=1e-12
    )


def test_a_whole_row_is_set_as_given(company, row):
    cells = {
        p("evaluate.consensus"): "25",
        p("evaluate.explore"): "25",
        p("evaluate.rival"): "10",
        p("evaluate.nodec"): "40",
    }
    assert row(set_cells(company, cells), "evaluate") == {
        "consensus": 0.25,
        "explore": 0.25,
        "rival": 0.1,
        "nodec": 0.4,
    }


def test_thirds_typed_as_33_3_are_thirds(company, row):
    locked = do(company, SetCells(cells={p("evaluate.nodec"): "0"}))[0]
    locked = do(locked, LockMove(move="evaluate.nodec"))[0]
    cells = {p(f"evaluate.{to}"): "33.3" for to in ("consensus", "explore", "rival")}
    after = set_cells(locked, cells)
    third = {"consensus": 1 / 3, "explore": 1 / 3, "rival": 1 / 3, "nodec": 0}
    assert row(after, "evaluate") == pytest.approx(third, abs=1e-11)
    assert by_id(after.moves, "evaluate.consensus").probability.typed == "33.3%"


@pytest.mark.parametrize(
    ("won", "lost", "sentence", "mend"),
    [
        ("70", "40", "sends out 110 of 100 buyers.", "Lower one of its moves by 10 points."),
        ("50", "49", "sends out 99 of 100 buyers.", "Raise one of its moves by 1 points."),
        ("50", "50.6", "sends out 100.6 of 100 buyers.", "Lower one of its moves by 0.6 points."),
    ],
)
def test_a_row_that_is_not_whole_is_refused(company, won, lost, sentence, mend):
    error = refused(company, {p("consensus.won"): won, p("consensus.nodec"): lost})
    assert error.sentence == f"Consensus building {sentence}"
    assert error.mend == mend
    assert error.path == "stages[consensus].moves"


def test_a_row_within_half_a_point_is_settled(company, row):
    after = set_cells(company, {p("consensus.won"): "50", p("consensus.nodec"): "50.5"})
    assert row(after, "consensus") == pytest.approx(
        {"won": 50 / 100.5, "nodec": 50.5 / 100.5}, abs=1e-12
    )


def test_more_than_all_given_leaves_nothing_to_take_from(company):
    error = refused(company, {p("evaluate.consensus"): "90", p("evaluate.rival"): "20"})
    assert error.sentence == "Evaluation sends out 110 of 100 buyers."


def test_locked_moves_stay(company, row):
    """10% locked, 60% given; the 30% left go to 0.2 and 0.3."""
    locked = do(company, LockMove(move="evaluate.nodec"))[0]
    after = set_cells(locked, {p("evaluate.consensus"): "60"})
    assert row(after, "evaluate") == pytest.approx(
        {"consensus": 0.6, "explore": 0.12, "rival": 0.18, "nodec": 0.1}, abs=1e-12
    )
    error = refused(locked, {p("evaluate.nodec"): "20"})
    assert error.sentence == "Evaluation to No decision is locked at 10%."
    assert refused(locked, {p("evaluate.consensus"): "95"}).sentence == (
        "Evaluation sends out 105 of 100 buyers."
    )


def test_a_locked_move_may_be_given_as_it_is(company):
    locked = do(company, LockMove(move="evaluate.nodec"))[0]
    cells = {
        p("evaluate.nodec"): "10",
        p("evaluate.consensus"): "50",
        p("evaluate.explore"): "20",
        p("evaluate.rival"): "20",
    }
    after = set_cells(locked, cells)
    assert by_id(after.moves, "evaluate.nodec") == by_id(locked.moves, "evaluate.nodec")
    assert by_id(after.moves, "evaluate.consensus").probability.value == 0.5


def test_all_to_one_move_leaves_the_others_at_zero_and_back(company, row):
    """From a row of one and zero, the first other move takes what is given back."""
    all_in = set_cells(company, {p("consensus.won"): "100"})
    assert row(all_in, "consensus") == {"won": 1, "nodec": 0}
    back = set_cells(all_in, {p("consensus.won"): "80"})
    assert row(back, "consensus") == pytest.approx({"won": 0.8, "nodec": 0.2}, abs=1e-12)


def test_losses_of_tracks_stay_in_step_with_the_moves(company):
    """Losses 30% to rivals and 10% to no decision become 50% and 10%: survival 0.6 to 0.4."""
    cells = {
        p("evaluate.rival"): "50",
        p("evaluate.nodec"): "10",
        "tracks[fit].dwell": "3 wk",
    }
    after = set_cells(company, cells)
    fit, security = by_id(after.tracks, "fit"), by_id(after.tracks, "security")
    assert fit.dwell.value == 21
    assert (1 - fit.loss.value) * (1 - security.loss.value) == pytest.approx(0.4, abs=1e-11)
    # each keeps its part of the risk: 0.8 and 0.75 to the same power
    power = math.log(0.4) / math.log(0.6)
    assert fit.loss.value == pytest.approx(1 - 0.8**power, abs=1e-11)


def test_moves_of_several_stages_are_set_each_in_its_row(company, row):
    after = set_cells(company, {p("consensus.won"): "60", p("explore.nodec"): "30"})
    assert row(after, "consensus") == pytest.approx({"won": 0.6, "nodec": 0.4}, abs=1e-12)
    assert row(after, "explore") == pytest.approx({"evaluate": 0.7, "nodec": 0.3}, abs=1e-12)
    assert row(after, "evaluate") == row(company, "evaluate")


def test_a_range_on_a_move_is_kept(company):
    move = by_id(set_cells(company, {p("consensus.won"): "40-60%"}).moves, "consensus.won")
    assert (move.probability.low, move.probability.value, move.probability.high) == (0.4, 0.5, 0.6)


def test_a_move_that_gives_way_forgets_what_was_typed(company):
    typed = set_cells(company, {p("consensus.won"): "40%"})
    after = set_cells(typed, {p("consensus.nodec"): "30%"})
    won = by_id(after.moves, "consensus.won").probability
    assert (won.value, won.typed) == (pytest.approx(0.7), "")


@given(
    st.dictionaries(
        st.sampled_from(["consensus", "explore", "rival", "nodec"]),
        st.integers(0, 1_000),
        min_size=1,
    ),
    st.sets(st.sampled_from(["consensus", "explore", "rival", "nodec"])),
)
def test_a_row_sums_to_one_whatever_is_typed_or_is_refused(company, given_cells, locked):
    model = company
    for target in sorted(locked):
        model = do(model, LockMove(move=f"evaluate.{target}"))[0]
    cells = {p(f"evaluate.{to}"): f"{tenths / 10}%" for to, tenths in given_cells.items()}
    try:
        after, _ = do(model, SetCells(cells=cells))
    except CommandRefused:
        return
    now = {m.target: m.probability.value for m in after.moves if m.source == "evaluate"}
    before = {m.target: m.probability.value for m in model.moves if m.source == "evaluate"}
    assert math.fsum(now.values()) == pytest.approx(1, abs=1e-9)
    assert all(0 <= value <= 1 for value in now.values())
    for target, value in now.items():
        if target in locked:
            assert value == before[target]
        elif target in given_cells:
            assert value == pytest.approx(given_cells[target] / 1_000, abs=0.0051)


def test_a_cell_of_a_foreign_currency_is_refused(company):
    error = refused(company, {"segments[ent].deal_value": "€50k"})
    assert error.sentence == '"€50k" is not in USD, the currency of this model.'


def test_one_cell_is_the_focus_of_its_change(company):
    assert SetCells(cells={p("consensus.won"): "60"}).focus == "moves[consensus.won]"
    two = {p("consensus.won"): "60", "stages[explore].dwell": "5"}
    assert SetCells(cells=two).focus == ""
