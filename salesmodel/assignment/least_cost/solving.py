"""Solves programmes with HiGHS, and lets somebody stop it.

Offers `Solver`, `Solution` and `Watch`. The only place that knows highspy (MIT licence).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from time import monotonic
from typing import Any, Literal

import numpy as np

from salesmodel.assignment.least_cost.programme import Programme
from salesmodel.journey.linear import Array

Status = Literal["optimal", "infeasible", "stopped", "limit"]
PROVEN = 0.01
"""The gap at which a mixed-integer search stops once it has taken `PATIENCE` seconds."""
FINE = 1e-7
"""The gap at which it stops at once."""
PATIENCE = 3.0
TIME_LIMIT = 60.0
_LARGE = 200_000
"""Entries from which on the interior-point method beats the simplex method."""


@dataclass
class Watch:
    """How far a search is, and the means to stop it: shared with whoever waits.

    `gap`: between the best found and what is still possible, None while neither is known;
    `done`: the part of the work that is done, where that is known.
    """

    stop: Event = field(default_factory=Event)
    since: float = field(default_factory=monotonic)
    doing: str = ""
    gap: float | None = None
    done: float | None = None

    @property
    def seconds(self) -> float:
        """Since the search began."""
        return monotonic() - self.since


@dataclass(frozen=True)
class Solution:
    """What the solver found: `x` (empty when there is nothing), its objective, the least that is
    still possible (`bound`), and for a linear programme the duals of its rows."""

    status: Status
    x: Array
    objective: float = np.nan
    bound: float = np.nan
    row_dual: Array = field(default_factory=lambda: np.zeros(0))

    @property
    def found(self) -> bool:
        """Whether there is a solution, proven or not: one of no columns too."""
        return self.status == "optimal" or len(self.x) > 0

    @property
    def gap(self) -> float:
        """Of the objective; 0 when it is proven."""
        if self.status == "optimal" and not np.isfinite(self.bound):
            return 0.0
        return max(0.0, (self.objective - self.bound) / max(abs(self.objective), 1e-9))


class Solver:
    """One programme, solved as often as its costs or bounds change."""

    def __init__(
        self,
        programme: Programme,
        *,
        watch: Watch | None = None,
        gap: float = FINE,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        self.programme = programme
        self._is_good_enough = False
        self._time_limit = time_limit
        self._highs = _quiet()
        for option, value in (
            ("threads", 1),
            ("mip_rel_gap", gap),
        ):
            self._highs.setOptionValue(option, value)
        if len(programme.value) >= _LARGE and not programme.has_whole:
            self._highs.setOptionValue("solver", "ipm")
        self._highs.passModel(_lp(programme))
        if watch is not None or programme.has_whole:
            self._listen(watch or Watch())

    def minimise(self, cost: Array | None = None) -> Solution:
        """Solve, with other costs where they are given."""
        columns = len(self.programme.low)
        if cost is not None:
            places = np.arange(columns, dtype=np.int32)
            self._highs.changeColsCost(columns, places, cost)
        self._began, self._is_good_enough = monotonic(), False
        # HiGHS counts the time of all runs together.
        limit = self._highs.getRunTime() + self._time_limit
        self._highs.setOptionValue("time_limit", limit)
        self._highs.run()
        if self._lost_its_way():
            self._highs.clearSolver()
            self._highs.run()
        solution = self._solution()
        if solution.found and not self.programme.has_whole:
            self._highs.setOptionValue("solver", "simplex")  # from here it knows where to begin
        return solution

    def _lost_its_way(self) -> bool:
        """From the basis of the last solve it may end without an answer; from none it does not."""
        import highspy

        return bool(self._highs.getModelStatus() == highspy.HighsModelStatus.kUnknown)

    def set_row(self, row: int, low: float, high: float) -> None:
        """Other bounds of one row, from now on."""
        self._highs.changeRowBounds(row, low, high)

    def _listen(self, watch: Watch) -> None:
        def look(event: Any) -> None:
            if watch.stop.is_set():
                event.interrupt()

        def look_at_search(event: Any) -> None:
            gap = float(event.data_out.mip_gap)
            watch.gap = gap if np.isfinite(gap) else None
            if gap <= PROVEN and monotonic() - self._began > PATIENCE:
                self._is_good_enough = True
                event.interrupt()
            look(event)

        self._highs.cbSimplexInterrupt += look
        self._highs.cbIpmInterrupt += look
        self._highs.cbMipInterrupt += look_at_search

    def _solution(self) -> Solution:
        if not len(self.programme.low):
            return _of_no_columns(self.programme)
        status = self._status()
        if status == "infeasible":
            return Solution(status, np.zeros(0))
        info, solution = self._highs.getInfo(), self._highs.getSolution()
        if not _has_values(info, solution):
            return Solution("limit" if status == "optimal" else status, np.zeros(0))
        whole = self.programme.has_whole
        return Solution(
            status,
            np.array(solution.col_value),
            float(info.objective_function_value),
            float(info.mip_dual_bound) if whole else float(info.objective_function_value),
            np.zeros(0) if whole else np.array(solution.row_dual),
        )

    def _status(self) -> Status:
        import highspy

        if self._is_good_enough:
            return "optimal"
        known: dict[Any, Status] = {
            highspy.HighsModelStatus.kOptimal: "optimal",
            highspy.HighsModelStatus.kModelEmpty: "optimal",
            highspy.HighsModelStatus.kInfeasible: "infeasible",
            highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
            highspy.HighsModelStatus.kInterrupt: "stopped",
        }
        return known.get(self._highs.getModelStatus(), "limit")


def solve(programme: Programme, **options: Any) -> Solution:
    """Solve a programme once."""
    return Solver(programme, **options).minimise()


def _quiet() -> Any:
    """HiGHS without its greeting, which would stand in the output of the command line."""
    import highspy

    class Quiet(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 # HiGHS's own name; the first that writes
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call] # as it comes

    return Quiet()  # type: ignore[no-untyped-call] # as it comes


def _of_no_columns(programme: Programme) -> Solution:
    """HiGHS calls every programme without columns empty, also one that asks for something."""
    fits = bool(((programme.row_low <= 0) & (programme.row_high >= 0)).all())
    zero = np.zeros(len(programme.row_low))
    none = np.zeros(0)
    return Solution("optimal", none, 0.0, 0.0, zero) if fits else Solution("infeasible", none)


def _has_values(info: Any, solution: Any) -> bool:
    import highspy

    feasible = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    return bool(feasible and solution.value_valid)


def _lp(programme: Programme) -> Any:
    import highspy

    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(programme.low), len(programme.row_low)
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = programme.cost, programme.low, programme.high
    lp.row_lower_, lp.row_upper_ = programme.row_low, programme.row_high
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts = np.searchsorted(programme.row, np.arange(lp.num_row_ + 1))
    lp.a_matrix_.start_ = starts.astype(np.int32)
    lp.a_matrix_.index_ = programme.column.astype(np.int32)
    lp.a_matrix_.value_ = programme.value
    if programme.has_whole:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(whole)] for whole in programme.whole]
    return lp
