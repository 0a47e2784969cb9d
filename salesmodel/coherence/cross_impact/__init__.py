"""Cross-impact balance of any matrix (Weimer-Jehle 2006); rules 5.3 and 5.4."""

from salesmodel.coherence.cross_impact.balance import (
    DescriptorBalance,
    balances,
    balances_at,
    inconsistencies,
    is_consistent,
    total_impacts,
)
from salesmodel.coherence.cross_impact.consistent import (
    Found,
    consistent_configurations,
    least_inconsistent,
)
from salesmodel.coherence.cross_impact.csv_form import matrix_from_csv, matrix_to_csv
from salesmodel.coherence.cross_impact.json_form import matrix_from_json, matrix_to_json
from salesmodel.coherence.cross_impact.matrix import (
    Configuration,
    Descriptor,
    Matrix,
    UnusableMatrix,
)
from salesmodel.coherence.cross_impact.nearest import Near, Turn, nearest_consistent
from salesmodel.coherence.cross_impact.scw_form import matrix_from_scw, matrix_to_scw
from salesmodel.coherence.cross_impact.searching import Limits, Spent, TooManyConfigurations
from salesmodel.coherence.cross_impact.succession import (
    Rule,
    Step,
    Succession,
    Switch,
    succession,
)

__all__ = [
    "Configuration",
    "Descriptor",
    "DescriptorBalance",
    "Found",
    "Limits",
    "Matrix",
    "Near",
    "Rule",
    "Spent",
    "Step",
    "Succession",
    "Switch",
    "TooManyConfigurations",
    "Turn",
    "UnusableMatrix",
    "balances",
    "balances_at",
    "consistent_configurations",
    "inconsistencies",
    "is_consistent",
    "least_inconsistent",
    "matrix_from_csv",
    "matrix_from_json",
    "matrix_from_scw",
    "matrix_to_csv",
    "matrix_to_json",
    "matrix_to_scw",
    "nearest_consistent",
    "succession",
    "total_impacts",
]
