"""Checks on the journey against tasks: whether the hours are where buyers wait, turn and leave."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from salesmodel.coherence.checks.effort import MISSING, buying_stages, hours_before_the_win
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.mending import MULTI_THREADING
from salesmodel.coherence.checks.proposing import added, stage_with
from salesmodel.coherence.choices import buying_of
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import MANY_PEOPLE, QUICK, below, beyond, largest, within
from salesmodel.coherence.saying import amount, beside, counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.editing import AddTrack, fresh_id
from salesmodel.editing.document import ids_of
from salesmodel.evaluation import StageResult
from salesmodel.model import BuyingJob, ComponentKind, OutcomeKind, Segment, Severity

SELECTION = ComponentKind.CUSTOMER_SELECTION.value
PROPOSITION = ComponentKind.VALUE_PROPOSITION.value
SELLING = ComponentKind.SELLING_TASKS.value

NO_DECISION = 0.6
"""Of the buyers who enter. 40 to 60% of qualified opportunities end in no decision (G4)."""
LITTLE_EFFORT = 0.1
"""Of the hours before the win: with five stages it is half of an even share. A convention."""
MANY_LOST = 0.1
"""Of the buyers who enter: a stage that loses fewer is not where deals are lost. A convention."""
LONG_STAGE = 0.3
"""Of a buyer's days before the win, at one stage. A convention of this tool."""
RETURNS = 0.15
"""Of all visits to stages before the win: twice what the templates have (4 to 8%). A convention."""
SLOW_DAYS = 60
"""Days to win: the median at a deal of 25,000 (D1). Small deals take 14 to 30 (D4)."""


def group_without_consensus_stage(sight: Sight) -> Iterator[CoherenceFinding]:
    """More than six people decide, and agreeing is no stage of their journey."""
    for segment in sight.model.segments:
        people, stages = segment.profile.stakeholders.value, sight.stages_of(segment)
        if within(people, MANY_PEOPLE) or not stages:
            continue
        if any(BuyingJob.CONSENSUS_BUILDING in sight.jobs_of(stage) for stage in stages):
            continue
        yield CoherenceFinding(
            check="group-without-consensus-stage",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].profile.stakeholders",
            sentence=f"{people:.3g} people decide in {segment.name}; none of their "
            f"{counted(len(stages), 'stage')} is consensus building.",
            mend="Add consensus building to their journey, with the task that reaches everybody.",
            segment=segment.id,
            component=SELLING,
            other=SELECTION,
            evidence=(("stakeholders", people), ("limit", MANY_PEOPLE), ("stages", len(stages))),
            offer=Offer(_with_consensus, sight, segment),
            excess=MISSING,
        )


def no_decision_dominates(sight: Sight) -> Iterator[CoherenceFinding]:
    """More than 60% of the buyers decide nothing."""
    for segment in sight.model.segments:
        result = sight.evaluation.segment(segment.id)
        share = result.outcomes.get(OutcomeKind.NO_DECISION.value, 0.0)
        if within(share, NO_DECISION):
            continue
        stage, most = _most_undecided(sight, segment)
        where = f", most of them at {sight.stages[stage].name} ({most * 100:.0f})" if stage else ""
        yield CoherenceFinding(
            check="no-decision-dominates",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"{share * 100:.0f} of 100 {segment.name} buyers decide nothing{where}.",
            mend="Promise what makes staying as they are cost more than buying, and show it there.",
            segment=segment.id,
            stage=stage,
            component=PROPOSITION,
            other=SELLING,
            evidence=(("no_decision", share), ("limit", NO_DECISION), ("at_stage", most)),
            excess=past(share, NO_DECISION),
        )


def losses_without_effort(sight: Sight) -> Iterator[CoherenceFinding]:
    """The stage that loses most buyers gets under 10% of the hours before the win."""
    for segment in sight.model.segments:
        total = hours_before_the_win(sight, segment)
        stage = _losing_unserved(sight, segment, total)
        if stage is None:
            continue
        lost, share = stage.visits * stage.loss, stage.hours / total
        yield CoherenceFinding(
            check="losses-without-effort",
            severity=Severity.WATCH,
            path=f"stages[{stage.id}]",
            sentence=f"{stage.name} loses {lost * 100:.0f} of 100 {segment.name} buyers, more than "
            f"any other stage; it gets {percent(share)} of the hours before the win.",
            mend="Add a task there, or more hours to those it has.",
            segment=segment.id,
            stage=stage.id,
            component=SELLING,
            evidence=(("lost", lost), ("of_hours_before_win", share), ("limit", LITTLE_EFFORT)),
            excess=past(share, LITTLE_EFFORT),
        )


def long_stage_unserved(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers spend over 30% of their days at a stage that gets under 10% of the hours."""
    for segment in sight.model.segments:
        total, stages = hours_before_the_win(sight, segment), buying_stages(sight, segment)
        days = fsum(_days(stage) for stage in stages)
        told = _losing_unserved(sight, segment, total)
        for stage in stages:
            here = _days(stage)
            is_long = beyond(here, LONG_STAGE * days)
            if stage is told or not is_long or not _hardly_served(stage, total):
                continue
            yield CoherenceFinding(
                check="long-stage-unserved",
                severity=Severity.WATCH,
                path=f"stages[{stage.id}].dwell",
                sentence=f"{segment.name} buyers spend {percent(here / days)} of their days at "
                f"{stage.name}; it gets {percent(stage.hours / total)} of the hours before the "
                "win.",
                mend="Add a task that shortens it, or find out what buyers wait for there.",
                segment=segment.id,
                stage=stage.id,
                component=SELLING,
                evidence=(("of_days", here / days), ("of_hours_before_win", stage.hours / total)),
                excess=past(here / days, LONG_STAGE),
            )


def loops_eat_the_journey(sight: Sight) -> Iterator[CoherenceFinding]:
    """More than 15% of the visits to stages are returns."""
    for segment in sight.model.segments:
        stages = buying_stages(sight, segment)
        visits = fsum(stage.visits for stage in stages)
        returns = visits - fsum(stage.ever_visited for stage in stages)
        stage = largest(stages, lambda s: s.visits - s.ever_visited)
        if stage is None or visits <= 0 or within(returns, RETURNS * visits):
            continue
        hours = fsum(s.hours * (1 - s.ever_visited / s.visits) for s in stages if s.visits > 0)
        yield CoherenceFinding(
            check="loops-eat-the-journey",
            severity=Severity.WATCH,
            path=f"stages[{stage.id}]",
            sentence=f"{percent(returns / visits)} of the visits in {segment.name}'s journey are "
            f"returns, most of them to {stage.name}; about {counted(hours, 'hour')} a year go into "
            "them.",
            mend="Find out why buyers come back, and answer it the first time.",
            segment=segment.id,
            stage=stage.id,
            component=SELLING,
            other=PROPOSITION,
            evidence=(("returns", returns / visits), ("limit", RETURNS), ("hours", hours)),
            excess=past(returns / visits, RETURNS),
        )


def quick_buyers_won_slowly(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers who decide alone or in threes take more than 60 days to be won."""
    for segment in sight.model.segments:
        way = buying_of(segment).way
        days = sight.evaluation.segment(segment.id).cycle_days.won_mean
        stage = largest(buying_stages(sight, segment), lambda s: s.dwell_days)
        is_slow = days is not None and beyond(days, SLOW_DAYS)
        if stage is None or days is None or way.id not in QUICK or not is_slow:
            continue
        yield CoherenceFinding(
            check="quick-buyers-won-slowly",
            severity=Severity.NOTE,
            path=f"segments[{segment.id}].profile",
            sentence=f"{segment.name} buyers buy quickly (“{way.name}”), but winning one takes "
            f"{beside(days, SLOW_DAYS)} days; a visit of {stage.name} takes "
            f"{amount(stage.dwell_days)}.",
            mend="Shorten that stage, or ask these buyers again how they buy.",
            segment=segment.id,
            stage=stage.id,
            component=SELECTION,
            other=SELLING,
            evidence=(("days_to_win", days), ("limit_days", SLOW_DAYS)),
            excess=past(days, SLOW_DAYS),
        )


def _with_consensus(sight: Sight, segment: Segment) -> tuple[Mend, ...]:
    stage = stage_with(sight, segment, BuyingJob.VENDOR_EVALUATION, BuyingJob.SOLUTION_EXPLORATION)
    if stage is None:
        return ()
    job = BuyingJob.CONSENSUS_BUILDING
    track = fresh_id(f"{segment.id}.consensus", ids_of(sight.model))
    task = added(sight, stage, MULTI_THREADING, track)
    if task is None:
        return ()
    name = "Consensus building"
    return (
        Mend(
            "Add consensus building", (AddTrack(stage=stage.id, id=track, name=name, job=job), task)
        ),
    )


def _most_undecided(sight: Sight, segment: Segment) -> tuple[str | None, float]:
    """The stage at which most buyers end without a decision, and how many of those who enter."""
    undecided = {o.id for o in sight.model.outcomes if o.kind == OutcomeKind.NO_DECISION}
    flows = sight.evaluation.segment(segment.id).flows
    at: dict[str, float] = {}
    for move in sight.model.moves:
        if move.target in undecided and move.id in flows:
            at[move.source] = at.get(move.source, 0.0) + flows[move.id]
    stage = largest((s for s in sight.stages_of(segment) if s.id in at), lambda s: at[s.id])
    return (None, 0.0) if stage is None else (stage.id, at[stage.id])


def _losing_unserved(sight: Sight, segment: Segment, total: float) -> StageResult | None:
    """The stage that loses most buyers, where it loses many and gets few of the hours."""
    stages = buying_stages(sight, segment)
    stage = largest(stages, lambda s: s.visits * s.loss)
    if stage is None or below(stage.visits * stage.loss, MANY_LOST):
        return None
    return stage if _hardly_served(stage, total) else None


def _hardly_served(stage: StageResult, total: float) -> bool:
    """Whether a stage has tasks, but few of the hours; one without any is told elsewhere."""
    return stage.hours > 0 and below(stage.hours, LITTLE_EFFORT * total)


def _days(stage: StageResult) -> float:
    return stage.visits * stage.dwell_days
