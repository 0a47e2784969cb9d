"""A segment's journey read with its figures: what every part of the drawing asks for.

Offers `Reading`, `percent` and `ramp_step`. Figures come from the evaluation and are only scaled
to 100 buyers entering (rule 2.3 of docs/method.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salesmodel.charts import formats
from salesmodel.charts.journey_plan import Journey
from salesmodel.charts.text_fit import fit
from salesmodel.evaluation.result import SegmentResult, StageResult
from salesmodel.model import Move


@dataclass(frozen=True)
class Reading:
    """The journey with its figures, now and at the baseline."""

    journey: Journey
    now: SegmentResult
    stages: Mapping[str, StageResult]
    before: SegmentResult | None
    currency: str
    fill: str
    findings: frozenset[str]

    def buyers(self, move: Move) -> float:
        """Buyers of 100 entering that pass `move`."""
        return 100 * self.now.flows.get(move.id, 0.0)

    def part(self, move: Move) -> float:
        """The part of the visits to its stage that leave by `move`."""
        visits = self.stages[move.source].visits
        return self.buyers(move) / 100 / visits if visits else move.probability.value

    def text(self, move: Move) -> str:
        """The label of a loop: its probability and its reason."""
        return f"{percent(self.part(move))} {_few_words(move.reason)}".strip()


def percent(value: float) -> str:
    """A share in whole per cents; what rounds to nothing but is something is under 1%."""
    text = formats.share(value)
    return "<1%" if value > 0 and text == "0%" else text


def ramp_step(value: float, full: float) -> int:
    """The step 0 to 4 of a ramp of five equal intervals that ends at `full`."""
    return 0 if full <= 0 else max(0, min(4, int(5 * value / full + 1e-9)))


def _few_words(reason: str) -> str:
    return fit(reason, 200, 11, lines=1)[0] if reason.strip() else ""
