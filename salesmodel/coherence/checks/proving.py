"""Mends that are made to see what they do, where it cannot be worked out from today's figures.

Offers `proven` and `made`. Who does a task better wins more buyers (rule 3.6), and they bring more
hours.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

from salesmodel.coherence.findings import Mend
from salesmodel.coherence.sight import Sight
from salesmodel.editing import do
from salesmodel.evaluation import evaluate


def proven(
    sight: Sight, mends: tuple[Mend, ...], is_still_there: Callable[[Sight], bool]
) -> tuple[Mend, ...]:
    """Those of the mends after which the fault is not there any more."""
    return tuple(mend for mend in mends if not is_still_there(made(sight, mend)))


def made(sight: Sight, mend: Mend) -> Sight:
    """The model with the mend, and its evaluation."""
    model = reduce(lambda before, command: do(before, command)[0], mend.commands, sight.model)
    return Sight(model, evaluate(model))
