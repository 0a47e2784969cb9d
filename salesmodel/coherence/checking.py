"""Runs every structural check on a model and its evaluation (rule 5.1).

Offers `check_coherence`, its result `Coherence`, and `CHECKS`, the list of all checks; each is told
in docs/checks.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from salesmodel.coherence.capacity import (
    role_near_capacity,
    role_over_capacity,
    senior_role_not_selling,
)
from salesmodel.coherence.choices import component_not_chosen, no_segment
from salesmodel.coherence.customer_selection import (
    like_buyers_sold_differently,
    negative_contribution,
    payback_too_long,
)
from salesmodel.coherence.score import scores
from salesmodel.coherence.selling_tasks import (
    consensus_without_multithreading,
    low_fulfilment,
    stage_without_task,
    task_without_owner,
    task_without_stage,
)
from salesmodel.coherence.sight import Check, Sight
from salesmodel.coherence.value_delivery import cost_to_serve_too_high, nothing_after_the_win
from salesmodel.coherence.value_proposition import (
    different_buyers_sold_alike,
    formal_buyers_without_procurement,
    human_path_for_self_serving_buyers,
)
from salesmodel.evaluation.result import Evaluation
from salesmodel.model import Finding, SalesModel, Severity


def _check(run: Callable[[Sight], Iterator[Finding]]) -> Check:
    return Check(id=run.__name__.replace("_", "-"), looks_for=run.__doc__ or "", run=run)


CHECKS = tuple(
    _check(run)
    for run in (
        no_segment,
        component_not_chosen,
        payback_too_long,
        negative_contribution,
        like_buyers_sold_differently,
        different_buyers_sold_alike,
        human_path_for_self_serving_buyers,
        formal_buyers_without_procurement,
        stage_without_task,
        task_without_stage,
        consensus_without_multithreading,
        task_without_owner,
        low_fulfilment,
        role_over_capacity,
        role_near_capacity,
        senior_role_not_selling,
        nothing_after_the_win,
        cost_to_serve_too_high,
    )
)
"""Every structural check there is."""


@dataclass(frozen=True)
class Coherence:
    """How well the four components support each other, 0 to 100, and what speaks against it.

    `components`: kind of component to score; `segments`: segment id to score; `findings`: the
    most severe first. How findings make scores is said in salesmodel.coherence.score.
    """

    score: float
    components: dict[str, float]
    findings: tuple[Finding, ...]
    segments: dict[str, float]


def check_coherence(model: SalesModel, evaluation: Evaluation) -> Coherence:
    """Every finding of the structural checks, and the scores that follow from them."""
    sight = Sight(model, evaluation)
    found = [finding for check in CHECKS for finding in check.run(sight)]
    rank = {severity: index for index, severity in enumerate(Severity)}
    found.sort(key=lambda finding: rank[finding.severity])
    score, components, segments = scores(model, found)
    return Coherence(score=score, components=components, findings=tuple(found), segments=segments)
