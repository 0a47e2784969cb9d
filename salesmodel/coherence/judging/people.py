"""Where a group differs, and what each person makes of the present choices (rule 5.8).

Offers `disputed`, `to_ask_again`, and `views`, so that a page can say "consistent as 4 of 6 people
see it". Disagreement is kept and shown, not averaged away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmodel.coherence.judging.balance import balances_of, best_of
from salesmodel.coherence.judging.group import (
    Cell,
    GroupJudgements,
    Opinion,
    judgements_of,
    options,
    seen_by,
)
from salesmodel.model import ComponentKind, SalesModel

DISPUTED = 3
"""From so far apart on, opinions are a dispute: half of the whole scale. A convention."""


@dataclass(frozen=True, slots=True)
class View:
    """What a person's own judgements say about a configuration.

    `better`: component to the variant with a higher impact balance; none where it is consistent.
    """

    person: str
    better: dict[ComponentKind, str]

    @property
    def consistent(self) -> bool:
        """Whether no component has a variant that this person's judgements support more."""
        return not self.better


def disputed(judgements: GroupJudgements) -> tuple[Cell, ...]:
    """The pairs on which opinions lie 3 or more apart, the widest first."""
    apart = (cell for cell in judgements.cells.values() if cell.spread >= DISPUTED)
    return tuple(sorted(apart, key=lambda cell: (-cell.spread, cell.source, cell.target)))


def to_ask_again(model: SalesModel) -> tuple[tuple[Cell, Opinion], ...]:
    """The opinions to be asked again, each with its pair; why stands in the opinion."""
    return tuple(
        (cell, opinion)
        for cell in judgements_of(model).cells.values()
        for opinion in cell.opinions
        if opinion.asked_again
    )


def views(
    model: SalesModel, way: str, present: Mapping[ComponentKind, str | None]
) -> tuple[View, ...]:
    """How each person who judged sees a configuration, given how the segment buys, by name.

    `present`: component to variant id, None where it is open: an open one asks for nothing.
    """
    judged, available = judgements_of(model), options(model)
    found = []
    for person in judged.people:
        balances = balances_of(seen_by(judged, person), available, way, present)
        best = {kind: best_of(balances[kind], has) for kind, has in present.items() if has}
        found.append(
            View(person, {k: b for k, b in best.items() if b is not None and b != present[k]})
        )
    return tuple(found)
