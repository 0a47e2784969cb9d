"""One group of deals as a segment of the first model.

Offers `Group`, which makes the entities of a segment, `Evidence`, what the deals say beyond the
groups, and `overall`, the figures of all groups together. Where a group has nothing to count, the
figures of all deals stand in, and then the template's; the notes say so. Losses and dwells are
fitted by `calibrate`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from salesmodel.crm.calibration import Calibration, calibrate
from salesmodel.crm.result import SegmentFigures
from salesmodel.crm.starting_point import StartingPoint
from salesmodel.model import (
    Assignment,
    Assumed,
    Component,
    Estimated,
    Move,
    Observed,
    Outcome,
    OutcomeKind,
    Quantity,
    Segment,
    Stage,
    Task,
    Unit,
    assignment_id,
    assumed,
)

FITTED = "fitted to win rate and days to close; the split over the stages is assumed"


@dataclass(frozen=True)
class Evidence:
    """`entry_years`, `close_years`: the length of the two periods, None without dates; `owners`:
    people with deals, 0 when no column tells; periods and file in the words of origins."""

    entry_years: float | None
    close_years: float | None
    owners: int
    entry_period: str
    close_period: str
    file: str


def overall(figures: Sequence[SegmentFigures]) -> SegmentFigures:
    """The figures of all groups together; medians are left out."""

    def total(of: Callable[[SegmentFigures], float]) -> int:
        return int(sum(of(group) for group in figures))

    def mean(
        of: Callable[[SegmentFigures], float | None], weight: Callable[[SegmentFigures], int]
    ) -> float | None:
        count = total(weight)
        return (
            sum((of(group) or 0.0) * weight(group) for group in figures) / count if count else None
        )

    won, closed = total(lambda g: g.won), total(lambda g: g.closed)
    return SegmentFigures(
        name="All deals",
        opportunities=total(lambda g: g.opportunities),
        entered=total(lambda g: g.entered),
        closed=closed,
        won=won,
        lost=total(lambda g: g.lost),
        win_rate=won / closed if closed else None,
        won_value=sum(group.won_value for group in figures),
        mean_won_amount=mean(lambda g: g.mean_won_amount, lambda g: g.won_with_amount),
        won_with_amount=total(lambda g: g.won_with_amount),
        timed_won=total(lambda g: g.timed_won),
        timed_lost=total(lambda g: g.timed_lost),
        mean_won_days=mean(lambda g: g.mean_won_days, lambda g: g.timed_won),
        median_won_days=None,
        mean_lost_days=mean(lambda g: g.mean_lost_days, lambda g: g.timed_lost),
        median_lost_days=None,
    )


@dataclass(frozen=True)
class Group:
    """A group's own figures, those of all deals, and the template; makes the segment's entities."""

    id: str
    own: SegmentFigures
    whole: SegmentFigures
    start: StartingPoint
    evidence: Evidence

    def segment(self) -> Segment:
        """The segment: arrivals and deal value observed, margin and retention of the template."""
        return self.start.segment.model_copy(
            update={
                "id": self.id,
                "name": self.own.name[:200],
                "arrivals": self._arrivals,
                "deal_value": self._deal_value,
            }
        )

    def stages(self) -> Iterator[Stage]:
        """The template's stages, the buying ones with fitted dwells."""
        dwells = dict(zip((stage.id for stage in self.start.stages), self._fit.dwells, strict=True))
        for stage in self.start.model.stages:
            if stage.segment != self.start.segment.id:
                continue
            changes: dict[str, object] = {"id": self._id(stage.id), "segment": self.id}
            if stage.id in dwells:
                changes["dwell"] = self._fitted(dwells[stage.id], Unit.DAYS)
            yield stage.model_copy(update=changes)

    def outcomes(self) -> Iterator[Outcome]:
        """The template's outcomes."""
        for outcome in self.start.model.outcomes:
            if outcome.segment == self.start.segment.id:
                yield outcome.model_copy(update={"id": self._id(outcome.id), "segment": self.id})

    def moves(self) -> Iterator[Move]:
        """Forward, to no decision and to a rival from every buying stage; the template's moves
        after the win."""
        ids = [stage.id for stage in self.start.stages]
        onward = [*ids[1:], self._outcome(OutcomeKind.WON)]
        for source, target, loss in zip(ids, onward, self._fit.losses, strict=True):
            yield self._move(source, target, self._fitted(1 - loss, Unit.SHARE))
            no_decision = loss * self.start.no_decision
            for kind, share in (
                (OutcomeKind.NO_DECISION, no_decision),
                (OutcomeKind.LOST_TO_RIVAL, loss - no_decision),
            ):
                probability = assumed(share, Unit.SHARE, "G4")
                yield self._move(source, self._outcome(kind), probability)
        after_win = {
            stage.id
            for stage in self.start.model.stages
            if stage.segment == self.start.segment.id and stage.after_win
        }
        for move in self.start.model.moves:
            if move.source in after_win:
                yield self._move(move.source, move.target, move.probability)

    def tasks(self) -> Iterator[Task]:
        """The template's tasks; those of a parallel track serve its stage."""
        for task in self.start.model.tasks:
            if task.segment == self.start.segment.id:
                stage = self._id(task.stage) if task.stage else None
                yield task.model_copy(
                    update={
                        "id": self._id(task.id), "segment": self.id, "stage": stage, "track": None
                    }
                )  # fmt: skip

    def assignments(self) -> Iterator[Assignment]:
        """The template's shares."""
        own = {task.id for task in self.start.model.tasks if task.segment == self.start.segment.id}
        for link in self.start.model.assignments:
            if link.task in own:
                task = self._id(link.task)
                yield link.model_copy(update={"id": assignment_id(task, link.role), "task": task})

    def components(self) -> Iterator[Component]:
        """The template's four components."""
        for component in self.start.model.components:
            if component.segment == self.start.segment.id:
                yield component.model_copy(
                    update={"id": self._id(component.id), "segment": self.id}
                )

    def notes(self) -> Iterator[str]:
        """What could not be read off this group's deals."""
        name = self.own.name
        if self.own.win_rate is None:
            yield f"{name}: no deal is closed, so its win rate is {self._elsewhere}."
        if self.own.mean_won_days is None or self.own.mean_lost_days is None:
            yield (
                f"{name}: won or lost deals with both dates are missing, so days to win or to loss "
                f"are {self._elsewhere}."
            )
        if self.own.mean_won_amount is None:
            yield f"{name}: no won deal has an amount, so its deal value is {self._elsewhere}."
        if self.own.lost and not self._fit.reached:
            yield (
                f"{name}: lost deals took {self._days[1]:.1f} days on average; a journey without "
                f"loops comes to {self._fit.lost_days:.1f} at the nearest. Loops or waiting that "
                "the files do not show must account for the rest."
            )

    @property
    def _elsewhere(self) -> str:
        return "that of all deals or, failing that, of the template"

    @cached_property
    def _arrivals(self) -> Quantity:
        own, evidence = self.own, self.evidence
        if evidence.entry_years:
            origin = Observed(n=own.entered, period=evidence.entry_period, file=evidence.file)
            return Quantity(
                value=own.entered / evidence.entry_years, unit=Unit.PER_YEAR, origin=origin
            )
        if evidence.close_years:
            origin = Observed(n=own.closed, period=evidence.close_period, file=evidence.file)
            return Quantity(
                value=own.closed / evidence.close_years, unit=Unit.PER_YEAR, origin=origin
            )
        return assumed(own.opportunities, Unit.PER_YEAR)

    @cached_property
    def _deal_value(self) -> Quantity:
        for figures in (self.own, self.whole):
            if figures.mean_won_amount is not None:
                origin = Observed(
                    n=figures.won_with_amount,
                    period=self.evidence.close_period,
                    file=self.evidence.file,
                )
                return Quantity(value=figures.mean_won_amount, unit=Unit.MONEY, origin=origin)
        return self.start.segment.deal_value

    @cached_property
    def _days(self) -> tuple[float, float]:
        """Mean days to win and to loss that the journey is fitted to."""
        won = _first(self.own.mean_won_days, self.whole.mean_won_days, sum(self.start.dwells))
        assumed_lost = won / 2  # figure V1: lost deals take half as long
        return won, _first(self.own.mean_lost_days, self.whole.mean_lost_days, assumed_lost)

    @cached_property
    def _fit(self) -> Calibration:
        win_rate = _first(self.own.win_rate, self.whole.win_rate, self.start.win_rate)
        won, lost = self._days
        return calibrate(win_rate, won, lost, self.start.dwells, self.start.losses)

    def _fitted(self, value: float, unit: Unit) -> Quantity:
        closed = self.own.closed or self.whole.closed
        origin = Estimated(n=closed, method=FITTED) if closed else Assumed()
        return Quantity(value=value, unit=unit, origin=origin)

    def _id(self, template_id: str) -> str:
        """The template's id with this segment's in front in place of the template's."""
        return f"{self.id}.{template_id.removeprefix(f'{self.start.segment.id}.')}"

    def _outcome(self, kind: OutcomeKind) -> str:
        return next(
            outcome.id
            for outcome in self.start.model.outcomes
            if outcome.segment == self.start.segment.id and outcome.kind is kind
        )

    def _move(self, source: str, target: str, probability: Quantity) -> Move:
        short = target.removeprefix(f"{self.start.segment.id}.")
        return Move(
            id=f"{self._id(source)}-{short}",
            source=self._id(source),
            target=self._id(target),
            probability=probability,
        )


def _first(*candidates: float | None) -> float:
    return next(value for value in candidates if value is not None)
