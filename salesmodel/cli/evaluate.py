"""The verb `evaluate`: everything that is known of a model.

Offers `evaluate`, and `as_document`, the JSON it prints.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import typer

from salesmodel.cli.files import model_from
from salesmodel.cli.output import AsJson, ModelFile, print_json, table

if TYPE_CHECKING:
    from salesmodel.assignment import Diagnostic, RestructureVerdict
    from salesmodel.evaluation import Evaluation, SegmentResult


def evaluate(model: ModelFile, as_json: AsJson = False) -> None:
    """Work out win rates, times, hours, cost and contribution of a model, and the 30% verdict."""
    from salesmodel.assignment import able_shares, diagnose, restructure_verdict
    from salesmodel.evaluation import evaluate as evaluation_of

    sales_model = model_from(model)
    evaluation = evaluation_of(sales_model)
    verdict = restructure_verdict(evaluation)
    diagnostic = diagnose(able_shares(sales_model), evaluation)
    if as_json:
        print_json(as_document(evaluation, verdict, diagnostic))
    else:
        typer.echo("\n".join(_lines(evaluation, verdict, diagnostic)))


def as_document(
    evaluation: Evaluation, verdict: RestructureVerdict, diagnostic: Diagnostic
) -> dict[str, Any]:
    """The evaluation, the verdict and its two readings as plain values."""
    weeks = {week.role: week for week in diagnostic.sellers}
    return {
        "currency": evaluation.currency,
        "segments": [asdict(segment) for segment in evaluation.segments],
        "roles": [asdict(role) for role in evaluation.roles],
        "totals": asdict(evaluation.totals),
        "restructure": {
            "verdict": "restructure" if verdict.fires else "keep",
            "fires": verdict.fires,
            "sentence": verdict.sentence,
            "threshold": verdict.threshold,
            "readings": diagnostic.sentence,
            "roles": [
                {
                    "id": role.role,
                    **asdict(role),
                    "stated_share": weeks[role.role].stated_share,
                    "actionable_share": weeks[role.role].actionable_share,
                }
                for role in verdict.roles
            ],
        },
        "tasks": [asdict(task) for task in evaluation.tasks],
        "gaps": [asdict(gap) for gap in evaluation.gaps],
    }


def _lines(
    evaluation: Evaluation, verdict: RestructureVerdict, diagnostic: Diagnostic
) -> Iterator[str]:
    for segment in evaluation.segments:
        yield from (*_segment(segment, evaluation.currency), "")
    yield from (*_roles(evaluation), "", *_totals(evaluation), "", verdict.sentence)
    yield diagnostic.sentence
    yield from (gap.sentence for gap in evaluation.gaps)


def _segment(segment: SegmentResult, currency: str) -> Iterator[str]:
    from salesmodel.charts.formats import days, money, rate

    cycle = segment.cycle_days
    yield (
        f"{segment.name}: {rate(segment.win_rate)} of {segment.arrivals:,.0f} buyers a year are "
        f"won, after {days(cycle.won_mean)}; lost ones leave after {days(cycle.lost_mean)}."
    )
    yield (
        f"Cost per deal {money(segment.cost_per_deal, currency)}, per win "
        f"{money(segment.cost_per_win, currency)}; contribution "
        f"{money(segment.contribution, currency)} a year."
    )
    yield _stages(segment, currency)


def _stages(segment: SegmentResult, currency: str) -> str:
    from salesmodel.charts.formats import hours, money, rate

    return table(
        ("Stage", "visits", "ever visited", "hours a year", "cost a year"),
        [
            (
                stage.name,
                f"{stage.visits:.2f}",
                rate(stage.ever_visited),
                hours(stage.hours),
                money(stage.cost, currency),
            )
            for stage in segment.stages
        ],
    )


def _roles(evaluation: Evaluation) -> Iterator[str]:
    from salesmodel.charts.formats import hours, money, share

    head = ("Role", "hours a year", "cost a year", "utilisation", "not selling")
    yield table(
        head,
        [
            (
                role.name,
                hours(role.hours),
                money(role.cost, evaluation.currency),
                share(role.utilisation),
                share(role.non_selling_share),
            )
            for role in evaluation.roles
        ],
    )


def _totals(evaluation: Evaluation) -> Iterator[str]:
    from salesmodel.charts.formats import money

    totals, currency = evaluation.totals, evaluation.currency
    yield (
        f"In all {totals.wins:,.1f} wins a year at {money(totals.cost_per_win, currency)} each; "
        f"cost {money(totals.cost, currency)}, contribution "
        f"{money(totals.contribution, currency)} a year."
    )
    yield (
        f"Misalignment premium: {money(totals.misalignment_premium, currency)} a year above the "
        "cheapest roles for the same work."
    )
