"""Whether the four components of a sales model support each other (section 5 of the method)."""

from salesmodel.coherence.accepting import acceptance_of
from salesmodel.coherence.assessing import check_coherence
from salesmodel.coherence.checks.checking import CHECKS
from salesmodel.coherence.debt import dates_of, review_of, with_reviews
from salesmodel.coherence.findings import DEDUCTIONS, CoherenceFinding, Layer, Mend
from salesmodel.coherence.result import (
    Accepted,
    Coherence,
    ComponentCoherence,
    PairCoherence,
    SegmentCoherence,
)

__all__ = [
    "CHECKS",
    "DEDUCTIONS",
    "Accepted",
    "Coherence",
    "CoherenceFinding",
    "ComponentCoherence",
    "Layer",
    "Mend",
    "PairCoherence",
    "SegmentCoherence",
    "acceptance_of",
    "check_coherence",
    "dates_of",
    "review_of",
    "with_reviews",
]
