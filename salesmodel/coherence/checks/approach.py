"""Checks on customer selection against tasks: whether buyers are met as they are selected."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from salesmodel.coherence.checks.effort import (
    MISSING,
    before_the_win,
    buying_stages,
    hours_before_the_win,
    none_of,
    with_people,
)
from salesmodel.coherence.checks.handing import handover
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.proposing import PROSPECT, QUALIFY, adding, entry_stage
from salesmodel.coherence.checks.sharing import to_roles_without_people
from salesmodel.coherence.choices import Choice, choices_of, choosing
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import within
from salesmodel.coherence.saying import amount, counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.model import ComponentKind, Segment, Severity, Task, TaskKind

PART = ComponentKind.CUSTOMER_SELECTION.value
SELLING = ComponentKind.SELLING_TASKS.value

GOES_TO_BUYERS = ("named_accounts", "ideal_profile")
WAITS_FOR_BUYERS = ("inbound_fit", "open_sign_up", "usage_signals")
SORTS_ALREADY = ("named_accounts", "open_sign_up")
"""Accounts that are named fit, or they would not be named; use of the product tells who fits."""
MUCH_PROSPECTING = 0.3
"""Of the hours before the win. Who goes to buyers spends 40% of the time on it (H4); who lets them
come needs well below. A convention of this tool."""
SPENT_ON_LOSSES = 0.5
"""Of the hours before the win: more goes to buyers who are lost than to those who are won. Where
pilots were qualified first, 40% instead of 18% of them were won (W5). A convention of this tool."""


def approach_without_prospecting(sight: Sight) -> Iterator[CoherenceFinding]:
    """Accounts are named or picked by a rule, and no task of prospecting reaches them."""
    for segment in sight.model.segments:
        choice = _selection(sight, segment)
        tasks = sight.tasks_of(segment)
        if choice.variant not in GOES_TO_BUYERS or _kind(tasks, TaskKind.PROSPECTING):
            continue
        buyers = segment.arrivals.value
        yield CoherenceFinding(
            check="approach-without-prospecting",
            severity=Severity.SEVERE,
            path=f"segments[{segment.id}].components",
            sentence=f"“{choice.name}” is how {segment.name} buyers are selected; "
            f"{none_of(len(tasks))} prospecting, so nobody goes to the {amount(buyers)} a year.",
            mend="Add a task of prospecting, or let buyers come by themselves.",
            segment=segment.id,
            component=PART,
            other=SELLING,
            variant=choice.variant,
            evidence=(("tasks", len(tasks)), ("prospecting", 0), ("buyers_a_year", buyers)),
            offer=Offer(adding, sight, "Add prospecting", (entry_stage(sight, segment), PROSPECT)),
            excess=MISSING,
        )


def prospecting_against_selection(sight: Sight) -> Iterator[CoherenceFinding]:
    """Buyers are let come by themselves, and people spend over 30% of the hours on prospecting."""
    for segment in sight.model.segments:
        choice = _selection(sight, segment)
        total = hours_before_the_win(sight, segment)
        if choice.variant not in WAITS_FOR_BUYERS or total <= 0:
            continue
        tasks = _kind(before_the_win(sight, segment), TaskKind.PROSPECTING)
        hours = fsum(_by_people(sight, task) for task in tasks)
        if within(hours, MUCH_PROSPECTING * total):
            continue
        yield CoherenceFinding(
            check="prospecting-against-selection",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}].components",
            sentence=f"“{choice.name}” lets {segment.name} buyers come by themselves; people spend "
            f"{counted(hours, 'hour')} a year on prospecting, {percent(hours / total)} of those "
            "before the win.",
            mend="Leave prospecting to the product or to marketing, or select whom to approach.",
            segment=segment.id,
            component=PART,
            other=SELLING,
            variant=choice.variant,
            evidence=(("prospecting_hours", hours), ("of_hours_before_win", hours / total)),
            offer=Offer(_without_prospecting, sight, segment, tasks, total),
            excess=past(hours / total, MUCH_PROSPECTING),
        )


def selection_without_qualification(sight: Sight) -> Iterator[CoherenceFinding]:
    """Nobody qualifies, and over half of the hours before the win go to buyers who are lost."""
    for segment in sight.model.segments:
        choice = _selection(sight, segment)
        total = hours_before_the_win(sight, segment)
        if choice.variant in SORTS_ALREADY or total <= 0:
            continue
        share = _hours_lost(sight, segment, total) / total
        qualified = _kind(sight.tasks_of(segment), TaskKind.QUALIFICATION)
        if within(share, SPENT_ON_LOSSES) or qualified:
            continue
        yield CoherenceFinding(
            check="selection-without-qualification",
            severity=Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"No task qualifies {segment.name} buyers; {percent(share)} of the "
            f"{counted(total, 'hour')} before the win go to buyers who are lost.",
            mend="Add a task of qualification where buyers enter.",
            segment=segment.id,
            component=PART,
            other=SELLING,
            variant=choice.variant,
            evidence=(("hours_on_lost_buyers", share), ("limit", SPENT_ON_LOSSES)),
            offer=Offer(adding, sight, "Add qualification", (entry_stage(sight, segment), QUALIFY)),
            excess=past(share, SPENT_ON_LOSSES),
        )


def _selection(sight: Sight, segment: Segment) -> Choice:
    return choices_of(sight, segment)[ComponentKind.CUSTOMER_SELECTION]


def _kind(tasks: list[Task], kind: TaskKind) -> list[Task]:
    return [task for task in tasks if task.kind == kind]


def _by_people(sight: Sight, task: Task) -> float:
    shares = sight.result(task).shares
    return fsum(share.hours for share in shares if with_people(sight, share.role))


def _hours_lost(sight: Sight, segment: Segment, total: float) -> float:
    """Hours a year before the win spent on buyers who end lost. What is done before the journey
    goes to all, so it counts at the win rate of the whole."""
    stages = buying_stages(sight, segment)
    lost = fsum(stage.hours * (1 - stage.win_from_here) for stage in stages)
    earlier = total - fsum(stage.hours for stage in stages)
    return lost + earlier * (1 - sight.evaluation.segment(segment.id).win_rate)


def _without_prospecting(
    sight: Sight, segment: Segment, tasks: list[Task], total: float
) -> tuple[Mend, ...]:
    most = MUCH_PROSPECTING * total / fsum(sight.result(task).hours for task in tasks)
    sharing = to_roles_without_people(sight, tasks, min(most, 1.0))
    choose = choosing(segment.id, _selection(sight, segment), "ideal_profile")
    return (
        *handover(sight, tasks, sharing, "Leave it to the product", lambda hours: True),
        Mend("Select by ideal profile", (choose,)),
    )
