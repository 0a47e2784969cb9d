"""Checks on promises: whether what is promised to a segment is done for it."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, fsum

from salesmodel.coherence.able import with_skill
from salesmodel.coherence.checks.effort import MISSING, before_the_win, none_of
from salesmodel.coherence.checks.handing import for_less
from salesmodel.coherence.checks.limits import past
from salesmodel.coherence.checks.needs import REQUIREMENTS, unmet
from salesmodel.coherence.checks.proposing import adding
from salesmodel.coherence.choices import choices_of
from salesmodel.coherence.findings import CoherenceFinding, Mend, Offer
from salesmodel.coherence.lines import at_least, below, beyond, largest, within
from salesmodel.coherence.saying import beside, counted, percent_beside
from salesmodel.coherence.sight import Sight
from salesmodel.defaults.variants import NEEDS, library_variant
from salesmodel.editing import SetComponent, SetShares
from salesmodel.editing.words import money
from salesmodel.model import BuyingJob, Component, ComponentKind, Segment, Severity, Task, TaskKind

PART = ComponentKind.VALUE_PROPOSITION.value
SELLING = ComponentKind.SELLING_TASKS.value
DELIVERY = ComponentKind.VALUE_DELIVERY.value

BROKEN = 1.5
"""A promise in days is broken, not only missed, from half as long again: a convention."""
DEARLY, VERY_DEARLY = 0.3, 0.6
"""Of the deal value. Software firms spend 1.76 of sales and marketing on 1 of new revenue (E5);
who promises the lowest price cannot. A convention of this tool."""
PROVEN_POORLY = 0.7
"""Fulfilment of a technical task: above the 60% of `low-fulfilment`, because here it is what was
promised. A convention of this tool."""
AFTER_ONBOARDING = (BuyingJob.ADOPTION, BuyingJob.RENEWAL, BuyingJob.EXPANSION)
PROOF = (TaskKind.TECHNICAL,)


def promise_without_tasks(sight: Sight) -> Iterator[CoherenceFinding]:
    """What was chosen needs something that is not there: a promise that no task keeps."""
    for segment in sight.model.segments:
        tasks = len(sight.tasks_of(segment))
        for kind, choice in choices_of(sight, segment).items():
            known = library_variant(choice.variant or "")
            missing = unmet(sight, segment, known.needs) if known is not None else []
            if known is None or choice.origin != "chosen" or not missing:
                continue
            promised = kind == ComponentKind.VALUE_PROPOSITION
            what = " and ".join(NEEDS[need] for need in missing)
            part = REQUIREMENTS[missing[0]].part
            yield CoherenceFinding(
                check="promise-without-tasks",
                severity=Severity.SEVERE if promised else Severity.WATCH,
                path=f"segments[{segment.id}].components",
                sentence=f"“{choice.name}” is {'promised to' if promised else 'chosen for'} "
                f"{segment.name}; it needs {what}, and {none_of(tasks)} one.",
                mend=f"Add {what}, or choose something else.",
                segment=segment.id,
                component=kind.value,
                other=part.value if part != kind else None,
                variant=choice.variant,
                evidence=(("needs", len(known.needs)), ("missing", len(missing)), ("tasks", tasks)),
                offer=Offer(_with_what_it_needs, sight, segment, missing),
                excess=MISSING * len(missing) / len(known.needs),
            )


def promised_days_not_kept(sight: Sight) -> Iterator[CoherenceFinding]:
    """Onboarding takes longer than the days in which the proposition is promised to work."""
    for segment in sight.model.segments:
        promise = _promise(sight, segment)
        days = _days_to_work(sight, segment)
        if promise is None or promise.promised_days is None or days is None:
            continue
        promised = promise.promised_days.value
        if within(round(days), promised):
            continue
        name = choices_of(sight, segment)[ComponentKind.VALUE_PROPOSITION].name
        yield CoherenceFinding(
            check="promised-days-not-kept",
            severity=Severity.SEVERE if beyond(days, BROKEN * promised) else Severity.WATCH,
            path=f"components[{promise.id}].promised_days",
            sentence=f"“{name}” is promised to {segment.name} in {counted(promised, 'day')}; "
            f"onboarding takes {beside(days, promised)}.",
            mend="Onboard faster, or promise the days that it takes.",
            segment=segment.id,
            component=PART,
            other=DELIVERY,
            variant=promise.variant,
            evidence=(("promised_days", promised), ("days", days)),
            offer=(
                Mend(f"Promise {counted(ceil(days), 'day')}", (_promising(promise, ceil(days)),)),
            ),
            excess=past(days, promised),
        )


def lowest_price_sold_dearly(sight: Sight) -> Iterator[CoherenceFinding]:
    """The lowest price is promised, and winning a customer takes over 30% of what it pays."""
    for segment in sight.model.segments:
        choice = choices_of(sight, segment)[ComponentKind.VALUE_PROPOSITION]
        result, value = sight.evaluation.segment(segment.id), segment.deal_value.value
        cost = result.cost_per_win
        if choice.variant != "lowest_price" or cost is None or within(cost, DEARLY * value):
            continue
        share = cost / value if value > 0 else 1.0
        yield CoherenceFinding(
            check="lowest-price-sold-dearly",
            severity=Severity.SEVERE if beyond(share, VERY_DEARLY) else Severity.WATCH,
            path=f"segments[{segment.id}]",
            sentence=f"“{choice.name}” is promised to {segment.name}; winning and serving a "
            f"customer costs {money(cost, sight.evaluation.currency)}, "
            f"{percent_beside(share, DEARLY)} of what "
            "it pays.",
            mend="Move tasks to the product or to roles that cost less, or promise something else.",
            segment=segment.id,
            component=PART,
            other=SELLING,
            variant=choice.variant,
            evidence=(("cost_per_win", cost), ("of_deal_value", share), ("limit", DEARLY)),
            offer=Offer(
                for_less, sight, sight.tasks_of(segment), (cost - DEARLY * value) * result.wins
            ),
            excess=past(share, DEARLY),
        )


def performance_proven_poorly(sight: Sight) -> Iterator[CoherenceFinding]:
    """The best performance is promised, and a task that proves it is fulfilled below 70%."""
    for segment in sight.model.segments:
        choice = choices_of(sight, segment)[ComponentKind.VALUE_PROPOSITION]
        if choice.variant != "performance":
            continue
        for task in before_the_win(sight, segment):
            result = sight.result(task)
            proves = task.kind in PROOF and bool(result.shares)
            if not proves or at_least(result.fulfilment, PROVEN_POORLY):
                continue
            yield CoherenceFinding(
                check="performance-proven-poorly",
                severity=Severity.WATCH,
                path=f"tasks[{task.id}]",
                sentence=f"“{choice.name}” is promised to {segment.name}; {task.name}, which "
                f"proves it, is fulfilled to {percent_beside(result.fulfilment, PROVEN_POORLY)}.",
                mend="Give it to the role that does it best, or train the one that does it.",
                segment=segment.id,
                stage=task.stage,
                task=task.id,
                component=PART,
                other=SELLING,
                variant=choice.variant,
                evidence=(("fulfilment", result.fulfilment), ("limit", PROVEN_POORLY)),
                offer=Offer(_to_the_best, sight, task),
                excess=past(result.fulfilment, PROVEN_POORLY),
            )


def _with_what_it_needs(sight: Sight, segment: Segment, missing: list[str]) -> tuple[Mend, ...]:
    needed = [REQUIREMENTS[need] for need in missing]
    return adding(
        sight, "Add what it needs", *((each.where(sight, segment), each.task) for each in needed)
    )


def _to_the_best(sight: Sight, task: Task) -> tuple[Mend, ...]:
    able = with_skill(sight.model.roles, task.skill)
    best = largest(able, lambda role: role.skills[task.skill].quality.value)
    if best is None or task.id in sight.locked_tasks:
        return ()
    if below(best.skills[task.skill].quality.value, PROVEN_POORLY):
        return ()
    return (Mend(f"Give it to {best.short}", (SetShares(task=task.id, shares={best.id: 1.0}),)),)


def _promise(sight: Sight, segment: Segment) -> Component | None:
    kind = ComponentKind.VALUE_PROPOSITION
    mine = (c for c in sight.model.components if c.segment == segment.id and c.kind == kind)
    return next(mine, None)


def _days_to_work(sight: Sight, segment: Segment) -> float | None:
    """Mean days from the win until onboarding is done, None where nothing is onboarded."""
    result = sight.evaluation.segment(segment.id)
    ours = {s.id for s in sight.stages_of(segment) if s.after_win and s.job not in AFTER_ONBOARDING}
    if not ours or result.win_rate <= 0:
        return None
    days = fsum(s.visits * s.dwell_days for s in result.stages if s.id in ours)
    return days / result.win_rate


def _promising(promise: Component, days: int) -> SetComponent:
    return SetComponent(
        segment=promise.segment,
        kind=promise.kind,
        variant=promise.variant,
        note=promise.note,
        promised_days=days,
    )
