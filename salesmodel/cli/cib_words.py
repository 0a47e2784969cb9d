"""What the verb `cib` says to a person. Offers `lines` and `none_consistent`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from salesmodel.cli.output import table

if TYPE_CHECKING:
    from salesmodel.cli.cib import Answer
    from salesmodel.coherence.cross_impact import Configuration, Found, Matrix, Near, Succession

SHOWN = 20
"""How many configurations are shown one by one; --json shows all."""


def lines(answer: Answer) -> Iterator[str]:
    """The answer, line by line."""
    matrix, found = answer.matrix, answer.found
    if answer.least is None:
        count, within = len(found.configurations), ""
        if found.largest:
            within = f" within {_figure(found.largest)}"
        are = "is" if count == 1 else "are"
        yield f"{count:,} of {found.possible:,} configurations {are} consistent{within}."
        yield from _configurations(matrix, found.configurations)
    else:
        yield none_consistent(found, answer.least)
        yield from _configurations(matrix, answer.least.configurations)
    if answer.at is not None:
        yield ""
        yield _balances(answer, answer.at)
        for path in answer.successions:
            yield ""
            yield from _succession(matrix, path)
    if answer.nearest is not None:
        yield ""
        yield from _nearest(matrix, answer.nearest)


def none_consistent(found: Found, least: Found) -> str:
    """That none is consistent, and how far the least inconsistent are from it."""
    count = len(least.configurations)
    most = f"{count:,} are the least inconsistent" if count != 1 else "1 is the least inconsistent"
    return (
        f"None of {found.possible:,} configurations is consistent; {most}: by "
        f"{_figure(least.largest)} in one descriptor at most, {_figure(least.total or 0.0)} in all."
    )


def _configurations(matrix: Matrix, configurations: Sequence[Configuration]) -> Iterator[str]:
    if not configurations:
        return
    head = [each.name for each in matrix.descriptors]
    rows = [tuple(matrix.named(each).values()) for each in configurations[:SHOWN]]
    yield table(["", *head], [(str(n), *row) for n, row in enumerate(rows, start=1)])
    if len(configurations) > SHOWN:
        yield f"And {len(configurations) - SHOWN:,} more; --json has them all."


def _balances(answer: Answer, at: Configuration) -> str:
    rows = []
    for each, balance in zip(answer.matrix.descriptors, answer.balances, strict=True):
        inconsistent = balance.best != balance.variant
        rows.append(
            (
                each.name,
                each.variants[balance.variant],
                _figure(balance.balances[balance.variant]),
                each.variants[balance.best] if inconsistent else "",
                _figure(balance.balances[balance.best]) if inconsistent else "",
                _figure(balance.inconsistency) if inconsistent else "",
            )
        )
    return table(("Here", "has", "balance", "better", "balance", "inconsistent by"), rows)


def _succession(matrix: Matrix, path: Succession) -> Iterator[str]:
    if not path.steps:
        yield f"Succession ({path.rule.value}): nothing gives way."
        return
    yield f"Succession ({path.rule.value}):"
    for number, step in enumerate(path.steps, start=1):
        told = "; ".join(
            f"{each.name} goes from {each.variants[switch.before]} to "
            f"{each.variants[switch.after]} "
            f"({_figure(switch.balances_before[switch.before])} to "
            f"{_figure(switch.balances_before[switch.after])})"
            for switch in step.switches
            for each in (matrix.descriptors[switch.descriptor],)
        )
        yield f"{number}. {told}"
    if path.cycle:
        yield f"It goes round {len(path.cycle)} configurations and never ends."
    else:
        yield f"It ends consistent after {len(path.steps)} {_noun(len(path.steps), 'step')}."


def _nearest(matrix: Matrix, nearest: Sequence[Near]) -> Iterator[str]:
    if not nearest:
        yield "There is no consistent configuration to go to."
    for near in nearest:
        changes = "; ".join(
            f"{each.name} from {each.variants[turn.before]} to {each.variants[turn.after]}"
            for turn in near.turns
            for each in (matrix.descriptors[turn.descriptor],)
        )
        count = f"{near.distance} {_noun(near.distance, 'change')}"
        yield f"Consistent with {count}: {changes}." if changes else "It is consistent as it is."


def _noun(count: int, noun: str) -> str:
    return noun if count == 1 else f"{noun}s"


def _figure(value: float) -> str:
    return f"{value:g}".replace("-", "−")
