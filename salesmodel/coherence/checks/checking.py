"""Runs every structural check on a model and its evaluation (rule 5.1).

Offers `structural_findings` and `CHECKS`, the list of all checks; each is told in docs/checks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from salesmodel.coherence.checks.after_win import (
    customers_leave,
    nobody_works_on_renewal,
    sellers_do_onboarding,
)
from salesmodel.coherence.checks.approach import (
    approach_without_prospecting,
    prospecting_against_selection,
    selection_without_qualification,
)
from salesmodel.coherence.checks.as_chosen import delivery_not_as_chosen, tasks_not_as_chosen
from salesmodel.coherence.checks.capacity import (
    idle_role,
    role_near_capacity,
    role_over_capacity,
    senior_role_not_selling,
)
from salesmodel.coherence.checks.chosen import component_not_chosen, no_segment, unknown_variant
from salesmodel.coherence.checks.customer_selection import (
    like_buyers_sold_differently,
    negative_contribution,
    payback_too_long,
)
from salesmodel.coherence.checks.economics import lifetime_value_too_low, segment_eats_the_effort
from salesmodel.coherence.checks.hands import (
    buyers_want_people_and_meet_none,
    one_role_does_everything,
    senior_sellers_for_self_serving_buyers,
    too_many_hands,
)
from salesmodel.coherence.checks.journey_fit import (
    group_without_consensus_stage,
    long_stage_unserved,
    loops_eat_the_journey,
    losses_without_effort,
    no_decision_dominates,
    quick_buyers_won_slowly,
)
from salesmodel.coherence.checks.promises import (
    lowest_price_sold_dearly,
    performance_proven_poorly,
    promise_without_tasks,
    promised_days_not_kept,
)
from salesmodel.coherence.checks.selling_tasks import (
    consensus_without_multithreading,
    low_fulfilment,
    stage_without_task,
    task_without_owner,
    task_without_stage,
)
from salesmodel.coherence.checks.stage_tasks import (
    economic_buyer_unreached,
    evaluation_without_proof,
    procurement_without_commercial_task,
)
from salesmodel.coherence.checks.value_delivery import cost_to_serve_too_high, nothing_after_the_win
from salesmodel.coherence.checks.value_proposition import (
    different_buyers_sold_alike,
    formal_buyers_without_procurement,
    human_path_for_self_serving_buyers,
)
from salesmodel.coherence.findings import CoherenceFinding
from salesmodel.coherence.sight import Check, Sight


def _check(run: Callable[[Sight], Iterator[CoherenceFinding]]) -> Check:
    return Check(id=run.__name__.replace("_", "-"), looks_for=run.__doc__ or "", run=run)


CHECKS = tuple(
    _check(run)
    for run in (
        no_segment,
        component_not_chosen,
        unknown_variant,
        payback_too_long,
        lifetime_value_too_low,
        negative_contribution,
        segment_eats_the_effort,
        like_buyers_sold_differently,
        approach_without_prospecting,
        prospecting_against_selection,
        selection_without_qualification,
        different_buyers_sold_alike,
        human_path_for_self_serving_buyers,
        formal_buyers_without_procurement,
        promise_without_tasks,
        promised_days_not_kept,
        lowest_price_sold_dearly,
        performance_proven_poorly,
        no_decision_dominates,
        tasks_not_as_chosen,
        stage_without_task,
        task_without_stage,
        consensus_without_multithreading,
        task_without_owner,
        low_fulfilment,
        group_without_consensus_stage,
        economic_buyer_unreached,
        evaluation_without_proof,
        procurement_without_commercial_task,
        losses_without_effort,
        long_stage_unserved,
        loops_eat_the_journey,
        quick_buyers_won_slowly,
        senior_sellers_for_self_serving_buyers,
        buyers_want_people_and_meet_none,
        too_many_hands,
        one_role_does_everything,
        role_over_capacity,
        role_near_capacity,
        idle_role,
        senior_role_not_selling,
        nothing_after_the_win,
        delivery_not_as_chosen,
        cost_to_serve_too_high,
        sellers_do_onboarding,
        nobody_works_on_renewal,
        customers_leave,
    )
)
"""Every structural check there is."""


def structural_findings(sight: Sight) -> tuple[CoherenceFinding, ...]:
    """Every finding of every check, in the order of `CHECKS`."""
    return tuple(finding for check in CHECKS for finding in check.run(sight))
