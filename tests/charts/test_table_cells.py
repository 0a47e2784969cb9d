"""The cells of the journey's tables: what they show, and that they lead back to their figure."""

from __future__ import annotations

import pytest

from salesmodel.charts.table_cells import day_cells, hour_cells, move_cells
from salesmodel.defaults import template
from salesmodel.editing import SetCells, do
from salesmodel.model import SalesModel


@pytest.fixture(scope="module")
def company() -> SalesModel:
    return template("enterprise")


def segment_of(company: SalesModel) -> str:
    return company.segments[0].id


def test_a_row_stands_for_every_move_and_names_both_its_ends(company: SalesModel) -> None:
    stages = {s.id for s in company.stages if s.segment == segment_of(company)}
    cells = move_cells(company, segment_of(company))
    assert len(cells) == sum(move.source in stages for move in company.moves)
    assert all(cell.names["From"] and cell.names["To"] for cell in cells)
    assert all(cell.text.endswith("%") for cell in cells)


def test_a_stage_with_parallel_jobs_shows_their_days_and_not_its_own(company: SalesModel) -> None:
    tracked = {track.stage for track in company.tracks}
    paths = {cell.path for cell in day_cells(company, segment_of(company))}
    assert tracked
    assert not paths & {f"stages[{stage}].dwell" for stage in tracked}
    assert {f"tracks[{track.id}].dwell" for track in company.tracks} <= paths


@pytest.mark.parametrize(("cells", "typed"), [(day_cells, "3 wk"), (hour_cells, "90 min")])
def test_what_is_typed_into_a_cell_is_echoed_in_it(company, cells, typed) -> None:
    path = cells(company, segment_of(company))[0].path
    after, _ = do(company, SetCells(cells={path: typed}))
    assert cells(after, segment_of(company))[0].text == typed


def test_a_range_typed_for_a_move_is_echoed_and_the_others_give_way(company: SalesModel) -> None:
    path = move_cells(company, segment_of(company))[0].path
    after, _ = do(company, SetCells(cells={path: "20-30%"}))
    assert move_cells(after, segment_of(company))[0].text == "20-30%"
    source = company.moves[0].source
    row = [move.probability.value for move in after.moves if move.source == source]
    assert sum(row) == pytest.approx(1, abs=1e-9)
    assert after.moves[0].probability.value == 0.25


def test_cells_belong_to_one_segment_only() -> None:
    company = template("enterprise")
    assert move_cells(company, "nobody") == day_cells(company, "nobody") == ()
    assert hour_cells(company, "nobody") == ()
