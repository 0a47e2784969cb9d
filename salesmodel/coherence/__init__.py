"""Whether the four components of a sales model support each other (rule 5.1)."""

from salesmodel.coherence.checking import CHECKS, Coherence, check_coherence
from salesmodel.coherence.score import DEDUCTIONS, deduction
from salesmodel.coherence.sight import Check

__all__ = ["CHECKS", "DEDUCTIONS", "Check", "Coherence", "check_coherence", "deduction"]
