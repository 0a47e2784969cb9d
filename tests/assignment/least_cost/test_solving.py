"""The solver: with nothing to choose, with time that runs out, with somebody who stops it."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.assignment import Question, Watch, able_shares
from salesmodel.assignment.least_cost.formulating import least_cost
from salesmodel.assignment.least_cost.programme import FREE, Limit, Programme, Rows
from salesmodel.assignment.least_cost.solving import Solver, solve
from tests.assignment.independent import by_cbc, written
from tests.assignment.instances import small, wide

NONE = np.zeros(0)


def of_no_columns(low: float) -> Programme:
    rows, nowhere = Rows(), np.zeros(0, np.intp)
    rows.add([Limit("cover")], (nowhere, nowhere, NONE), low, FREE)
    return rows.programme(NONE, NONE, NONE, np.zeros(0, bool))


def test_nothing_to_choose_is_solved_unless_something_is_asked():
    """HiGHS calls both empty; a model without tasks was said to be impossible."""
    assert solve(of_no_columns(0.0)).found
    assert solve(of_no_columns(0.0)).objective == 0
    assert solve(of_no_columns(1.0)).status == "infeasible"


def test_each_solve_has_the_time_limit_to_itself():
    """HiGHS adds up the time of all runs: after a minute of ranges nothing was found any more."""
    able = able_shares(wide(2, 3, 6, 12))
    programme = least_cost(able, Question()).programme
    solver, number = Solver(programme, time_limit=0.1), 0
    while solver._highs.getRunTime() < 0.2:
        cost = np.zeros(len(programme.low))
        cost[number % len(able)] = 1.0
        assert solver.minimise(cost).status == "optimal"
        number += 1


def test_another_bound_is_solved_from_where_it_is():
    """One programme with its rows changed and changed back, against each solved anew."""
    for seed in range(8):
        model, asked = small(seed), Question(max_utilisation=1.0, floor=0.5)
        formulation = least_cost(able_shares(model), asked)
        programme = formulation.programme
        solver = Solver(programme)
        first = solver.minimise()
        for row in formulation.capacity.tolist():
            solver.set_row(row, -FREE, 0.5 * programme.row_high[row])
            halved = solver.minimise()
            anew = Solver(programme)
            anew.set_row(row, -FREE, 0.5 * programme.row_high[row])
            assert halved.found == anew.minimise().found
            if halved.found:
                assert halved.objective == pytest.approx(anew.minimise().objective, rel=1e-9)
            solver.set_row(row, -FREE, programme.row_high[row])
        last = solver.minimise()
        assert last.status == first.status
        if first.found:
            assert last.objective == pytest.approx(by_cbc(written(model, asked)), rel=1e-6)


def test_a_search_without_the_time_says_so():
    programme = least_cost(able_shares(wide(1, 4, 6, 30)), Question(max_owners=2)).programme
    solution = solve(programme, time_limit=0.4)
    assert solution.status == "limit"
    if solution.found:
        assert solution.gap > 0


def test_who_has_stopped_before_gets_nothing():
    watch = Watch()
    watch.stop.set()
    programme = least_cost(able_shares(wide(1, 4, 6, 30)), Question(max_owners=2)).programme
    assert solve(programme, watch=watch).status == "stopped"
