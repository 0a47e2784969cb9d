"""What an evaluation of a sales model gives: one frozen result that every reader shares.

Offers `Evaluation` and its parts. Pages, charts, command line and reports read these and add
nothing up. Money is the model's currency a year unless the name says otherwise; times in days,
effort in hours a year, shares and rates between 0 and 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class CycleDays:
    """Days from entry to close: mean and standard deviation, of all, won and lost buyers.

    The won or lost figures are None when no buyer ends that way.
    """

    mean: float
    sd: float
    won_mean: float | None
    won_sd: float | None
    lost_mean: float | None
    lost_sd: float | None


@dataclass(frozen=True)
class StageResult:
    """One stage: `visits` and `ever_visited` per buyer entering the segment's journey.

    `loss`: probability that a visit ends in a loss; `win_from_here`: probability that a buyer in
    this stage is won (for a stage after the win: that the customer stays); `dwell_days`,
    `dwell_sd`: of one visit; `hours`, `cost`: a year, of all its tasks; `cost_by_role`: role id
    to money a year.
    """

    id: str
    name: str
    after_win: bool
    visits: float
    ever_visited: float
    loss: float
    win_from_here: float
    dwell_days: float
    dwell_sd: float
    hours: float
    cost: float
    cost_by_role: dict[str, float]


@dataclass(frozen=True)
class SegmentResult:
    """One segment's journey and economics.

    `outcomes`: kind of outcome to probability (they sum to one; outcomes after the win are not
    among them). `flows`: move id to buyers passing per buyer entering. `cost_per_win` carries the
    cost of the losses and of the stages after the win; `acquisition_cost_per_win` leaves those
    after the win out, `cost_to_serve_per_win` is only those. `None` where nobody is won.
    """

    id: str
    name: str
    arrivals: float
    wins: float
    win_rate: float
    outcomes: dict[str, float]
    cycle_days: CycleDays
    cost: float
    cost_per_deal: float
    cost_per_win: float | None
    acquisition_cost_per_win: float | None
    cost_to_serve_per_win: float | None
    payback_months: float | None
    lifetime_value: float
    contribution: float
    stages: tuple[StageResult, ...]
    flows: dict[str, float]


@dataclass(frozen=True)
class TaskShare:
    """What one role does of one task: share, hours and money a year, cost per standard hour of
    fulfilled work (`c / (e q)`, None when its quality is zero)."""

    role: str
    share: float
    hours: float
    cost: float
    cost_per_fulfilled_hour: float | None


@dataclass(frozen=True)
class TaskResult:
    """One task: `standard_hours` a year demanded, `hours` spent, `cost`, `fulfilment` 0 to 1.

    `premium`: misalignment premium, money a year (rule 3.8). `best_roles`: role ids of the
    cheapest mix with the same fulfilment.
    """

    id: str
    name: str
    segment: str
    stage: str | None
    standard_hours: float
    hours: float
    cost: float
    fulfilment: float
    premium: float
    best_roles: tuple[str, ...]
    shares: tuple[TaskShare, ...]


@dataclass(frozen=True)
class RoleResult:
    """One role: hours and money a year on tasks, `utilisation` of its productive hours,
    `non_selling_share` of its task hours (None when it has no hours), hours by kind of task."""

    id: str
    name: str
    short: str
    kind: str
    headcount: float
    annual_cost: float
    hourly_cost: float
    hours: float
    cost: float
    utilisation: float
    non_selling_share: float | None
    hours_by_kind: dict[str, float]
    payroll: float


@dataclass(frozen=True)
class Totals:
    """The whole model, a year. `cost_per_win` is None when nobody is won."""

    arrivals: float
    wins: float
    win_rate: float
    cost: float
    contribution: float
    cost_per_win: float | None
    won_cycle_days: float | None
    misalignment_premium: float
    payroll: float


@dataclass(frozen=True)
class Gap:
    """A task whose shares do not add to one, or a role that is asked for more than it has."""

    kind: str  # "uncovered_task" | "unserved_stage" | "over_capacity"
    id: str
    sentence: str
    amount: float


@dataclass(frozen=True)
class Evaluation:
    """Everything that is known of one sales model."""

    currency: str
    segments: tuple[SegmentResult, ...]
    tasks: tuple[TaskResult, ...]
    roles: tuple[RoleResult, ...]
    totals: Totals
    gaps: tuple[Gap, ...]

    @cached_property
    def _segments(self) -> dict[str, SegmentResult]:
        return {segment.id: segment for segment in self.segments}

    @cached_property
    def _tasks(self) -> dict[str, TaskResult]:
        return {task.id: task for task in self.tasks}

    @cached_property
    def _roles(self) -> dict[str, RoleResult]:
        return {role.id: role for role in self.roles}

    def segment(self, segment_id: str) -> SegmentResult:
        """The segment of that id. Raises KeyError."""
        return self._segments[segment_id]

    def task(self, task_id: str) -> TaskResult:
        """The task of that id. Raises KeyError."""
        return self._tasks[task_id]

    def role(self, role_id: str) -> RoleResult:
        """The role of that id. Raises KeyError."""
        return self._roles[role_id]
