"""A segment's journey read with its figures: what every part of the drawing asks for.

Offers `Reading`, `percent` and `ramp_step`. Figures come from the evaluation and are only scaled
to 100 buyers entering (rule 2.3 of docs/method.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from salesmodel.charts import formats
from salesmodel.charts.journey_parts import Journey, journey_of
from salesmodel.evaluation.result import Evaluation, SegmentResult, StageResult
from salesmodel.model import Move, OutcomeKind, SalesModel

DROP_OFF_FULL = 0.4
"""The loss per visit at which the ramp of drop-off ends."""


@dataclass(frozen=True)
class Reading:
    """The journey with its figures, now and at the reference.

    `channels`: stage id to the short name of the role with most hours there.
    """

    journey: Journey
    now: SegmentResult
    stages: Mapping[str, StageResult]
    before: SegmentResult | None
    channels: Mapping[str, str]
    currency: str

    @classmethod
    def of(
        cls,
        model: SalesModel,
        evaluation: Evaluation,
        reference: Evaluation | None,
        segment_id: str,
    ) -> Reading:
        """The reading of one segment. Raises KeyError when the evaluation does not know it."""
        now = evaluation.segment(segment_id)
        known = reference.segments if reference is not None else ()
        return cls(
            journey=journey_of(model, segment_id),
            now=now,
            stages={stage.id: stage for stage in now.stages},
            before=next((result for result in known if result.id == segment_id), None),
            channels=_channels(evaluation, segment_id),
            currency=model.currency,
        )

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of stages and outcomes, by id."""
        stages = {s.id: s.name for s in (*self.journey.stages, *self.journey.after)}
        return stages | {outcome.id: outcome.name for outcome in self.journey.outcomes.values()}

    @cached_property
    def dearest(self) -> float:
        """The cost a year of the stage that costs most."""
        return max((stage.cost for stage in self.stages.values()), default=0.0)

    @cached_property
    def most_hours(self) -> float:
        """The hours a year of the stage that takes most."""
        return max((stage.hours for stage in self.stages.values()), default=0.0)

    def buyers(self, move: Move) -> float:
        """Buyers of 100 entering that pass `move`."""
        return 100 * self.now.flows.get(move.id, 0.0)

    def part(self, move: Move) -> float:
        """The part of the visits to its stage that leave by `move`."""
        visits = self.stages[move.source].visits
        return self.buyers(move) / 100 / visits if visits else move.probability.value

    def of_100(self, kind: OutcomeKind) -> str:
        """How many of 100 buyers end this way."""
        return f"{100 * _ending(self.journey, self.now, kind):.0f}"

    def was_of_100(self, kind: OutcomeKind) -> str | None:
        """How many ended this way at the reference; None where it is not known."""
        if self.before is None:
            return None
        return f"{100 * _ending(self.journey, self.before, kind):.0f}"


def percent(value: float) -> str:
    """A share in whole per cents; what rounds to nothing but is something is under 1%."""
    text = formats.share(value)
    return "<1%" if value > 0 and text == "0%" else text


def ramp_step(value: float, full: float) -> int:
    """The step 0 to 4 of a ramp of five equal intervals that ends at `full`."""
    return 0 if full <= 0 else max(0, min(4, int(5 * value / full + 1e-9)))


def _ending(journey: Journey, result: SegmentResult, kind: OutcomeKind) -> float:
    """The part of the buyers entering that end in `kind`, after the win too."""
    if kind.value in result.outcomes:
        return result.outcomes[kind.value]
    ends = {outcome.id for outcome in journey.outcomes.values() if outcome.kind is kind}
    rows = (row for row in journey.moves.values())
    return sum(result.flows.get(m.id, 0.0) for row in rows for m in row if m.target in ends)


def _channels(evaluation: Evaluation, segment_id: str) -> dict[str, str]:
    short = {role.id: role.short for role in evaluation.roles}
    hours: dict[str, dict[str, float]] = {}
    for task in evaluation.tasks:
        if task.segment == segment_id and task.stage is not None:
            row = hours.setdefault(task.stage, {})
            for share in task.shares:
                row[share.role] = row.get(share.role, 0.0) + share.hours
    return {stage: short[max(row, key=row.__getitem__)] for stage, row in hours.items() if row}
