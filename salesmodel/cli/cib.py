"""The verb `cib`: cross-impact balance of any matrix.

Offers `cib`, and `as_document`, the JSON it prints.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from salesmodel.cli.cib_asked import chosen_in, matrix_from
from salesmodel.cli.cib_words import lines, none_consistent
from salesmodel.cli.output import AsJson, print_json

if TYPE_CHECKING:
    from salesmodel.coherence.cross_impact import (
        Configuration,
        DescriptorBalance,
        Found,
        Matrix,
        Near,
        Spent,
        Succession,
    )


MatrixFile = Annotated[
    Path,
    typer.Argument(
        metavar="MATRIX",
        help="The matrix: .json, .csv or .scw (ScenarioWizard).",
        show_default=False,
    ),
]
MoreAt = Annotated[
    list[str] | None,
    typer.Argument(metavar="DESCRIPTOR=VARIANT", help="More of --at.", show_default=False),
]
At = Annotated[
    list[str] | None,
    typer.Option(
        "--at",
        metavar="DESCRIPTOR=VARIANT",
        help="The configuration to look at, a variant for each descriptor: its balances and "
        "where it leads. Repeatable.",
        show_default=False,
    ),
]
Nearest = Annotated[
    bool, typer.Option("--nearest", help="The consistent configurations nearest to --at.")
]
Fixed = Annotated[
    list[str] | None,
    typer.Option(
        "--fixed",
        metavar="DESCRIPTOR=VARIANT",
        help="A descriptor that is given and need not be consistent. Repeatable.",
        show_default=False,
    ),
]
Tolerance = Annotated[
    float, typer.Option("--tolerance", metavar="T", help="Inconsistency that is tolerated.")
]
AtMost = Annotated[
    int,
    typer.Option("--at-most", metavar="N", min=1, help="Refuse more consistent ones than N."),
]
Seconds = Annotated[
    float,
    typer.Option(
        "--seconds", metavar="S", min=0.0, help="Give up after so long: all searches together."
    ),
]


@dataclass(frozen=True)
class Asked:
    """What is asked of a matrix. `fixed`: places of descriptors to those of their variants; `at`:
    the configuration to look at; `nearest`: whether also for the consistent ones nearest to it."""

    matrix: Matrix
    fixed: dict[int, int]
    at: Configuration | None
    nearest: bool


@dataclass(frozen=True)
class Answer:
    """What is printed. `least`: the least inconsistent where none is consistent; `at`: the
    configuration asked about, with its balances, where it leads, and the nearest consistent."""

    matrix: Matrix
    found: Found
    least: Found | None = None
    at: Configuration | None = None
    balances: tuple[DescriptorBalance, ...] = ()
    successions: tuple[Succession, ...] = ()
    nearest: tuple[Near, ...] | None = None


def cib(  # noqa: PLR0917 # an option each
    matrix: MatrixFile,
    more_at: MoreAt = None,
    at: At = None,
    nearest: Nearest = False,
    fixed: Fixed = None,
    tolerance: Tolerance = 0.0,
    at_most: AtMost = 250_000,
    seconds: Seconds = 60.0,
    as_json: AsJson = False,
) -> None:
    """Find all consistent configurations of a cross-impact matrix, exactly.

    Where none is consistent, give the least inconsistent ones and say so.
    """
    from salesmodel.coherence.cross_impact import Limits, Spent

    spent = Spent(Limits(consistent=at_most, seconds=seconds))
    asked = _asked(matrix, [*(at or ()), *(more_at or ())], fixed or [], nearest=nearest)
    answer = _answer(asked, tolerance, spent)
    if as_json:
        print_json(as_document(answer))
    else:
        typer.echo("\n".join(lines(answer)))


def as_document(answer: Answer) -> dict[str, Any]:
    """The answer as plain values: variants by name, descriptors by id."""
    matrix, found = answer.matrix, answer.found
    document: dict[str, Any] = {
        "configurations": found.possible,
        "count": len(found.configurations),
        "consistent": [matrix.named(each) for each in found.configurations],
        "tolerance": found.largest,
        "method": found.method,
        "exact": True,
        "looked_at": (answer.least or found).nodes,
        "seconds": (answer.least or found).seconds,
    }
    if answer.least is not None:
        document |= {
            "least_inconsistent": [matrix.named(each) for each in answer.least.configurations],
            "least_inconsistency": {"largest": answer.least.largest, "total": answer.least.total},
            "sentence": none_consistent(answer.found, answer.least),
        }
    if answer.at is not None:
        document |= _at_document(answer, answer.at)
    if answer.nearest is not None:
        document["nearest"] = [_near_document(matrix, each) for each in answer.nearest]
    return document


def _asked(path: Path, at: Sequence[str], fixed: Sequence[str], *, nearest: bool) -> Asked:
    """What is fixed goes before what --at says."""
    from salesmodel.coherence.cross_impact import UnusableMatrix

    if nearest and not at:
        raise UnusableMatrix("--nearest needs a configuration.", "Name it with --at.")
    matrix = matrix_from(path)
    given = chosen_in(matrix, fixed)
    here = matrix.configuration({**chosen_in(matrix, at), **given}) if at else None
    return Asked(matrix, matrix.places(given), here, nearest)


def _answer(asked: Asked, tolerance: float, spent: Spent) -> Answer:
    from salesmodel.coherence.cross_impact import consistent_configurations, least_inconsistent

    matrix, given = asked.matrix, asked.fixed
    found = consistent_configurations(matrix, fixed=given, tolerance=tolerance, spent=spent)
    none = not found.configurations
    least = least_inconsistent(matrix, fixed=given, spent=spent) if none else None
    answer = Answer(matrix, found, least)
    return answer if asked.at is None else _answer_at(answer, asked, asked.at, spent)


def _answer_at(answer: Answer, asked: Asked, at: Configuration, spent: Spent) -> Answer:
    """With what is to be said of the configuration asked about."""
    from salesmodel.coherence.cross_impact import Rule, balances_at, nearest_consistent, succession

    matrix, given = asked.matrix, asked.fixed
    near = nearest_consistent(matrix, at, fixed=given, spent=spent) if asked.nearest else None
    return replace(
        answer,
        at=at,
        balances=balances_at(matrix, at),
        successions=tuple(succession(matrix, at, held=given, rule=rule) for rule in Rule),
        nearest=near,
    )


def _at_document(answer: Answer, at: Configuration) -> dict[str, Any]:
    matrix = answer.matrix
    pairs = list(zip(matrix.descriptors, answer.balances, strict=True))
    return {
        "at": matrix.named(at),
        "balances": {
            each.id: dict(zip(each.variants, balance.balances, strict=True))
            for each, balance in pairs
        },
        "inconsistency": {each.id: balance.inconsistency for each, balance in pairs},
        "best": {each.id: each.variants[balance.best] for each, balance in pairs},
        "total_impact": sum(balance.balances[balance.variant] for balance in answer.balances),
        "succession": {
            each.rule.value: _succession_document(matrix, each) for each in answer.successions
        },
    }


def _succession_document(matrix: Matrix, path: Succession) -> dict[str, Any]:
    return {
        "ends": None if path.cycle else matrix.named(path.end),
        "cycle": [matrix.named(each) for each in path.cycle],
        "steps": [
            [
                {
                    "descriptor": (each := matrix.descriptors[switch.descriptor]).id,
                    "from": each.variants[switch.before],
                    "to": each.variants[switch.after],
                    "balances_before": dict(
                        zip(each.variants, switch.balances_before, strict=True)
                    ),
                    "balances_after": dict(zip(each.variants, switch.balances_after, strict=True)),
                }
                for switch in step.switches
            ]
            for step in path.steps
        ],
    }


def _near_document(matrix: Matrix, near: Near) -> dict[str, Any]:
    return {
        "configuration": matrix.named(near.configuration),
        "differs": near.distance,
        "total_impact": near.total,
        "changes": [
            {
                "descriptor": (each := matrix.descriptors[turn.descriptor]).id,
                "from": each.variants[turn.before],
                "to": each.variants[turn.after],
            }
            for turn in near.turns
        ],
    }
