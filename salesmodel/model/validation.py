"""Whether a sales model can be evaluated, and if not, everything that stands in the way.

Offers `validate`, which collects all problems at once, and `refuse_if_invalid`, which raises them.
Rules 2.1, 2.2, 2.8, 2.10, 3.2, 3.3, 3.5, 3.6 and 3.10 of docs/method.md.
"""

from __future__ import annotations

from salesmodel.model.contradictions import contradictions
from salesmodel.model.entities import SalesModel
from salesmodel.model.errors import InvalidModel
from salesmodel.model.findings import Finding
from salesmodel.model.journeys import broken_journeys
from salesmodel.model.naming import Named
from salesmodel.model.ranges import out_of_range
from salesmodel.model.references import broken_references
from salesmodel.model.shares import broken_shares


def validate(model: SalesModel) -> tuple[Finding, ...]:
    """Every reason why the model cannot be evaluated; empty when it can."""
    named = Named(model)
    return (
        *broken_references(named),
        *contradictions(named),
        *out_of_range(named),
        *broken_journeys(named),
        *broken_shares(named),
    )


def refuse_if_invalid(model: SalesModel) -> None:
    """Raises `InvalidModel` with every finding of `validate`, if there are any."""
    findings = validate(model)
    if findings:
        raise InvalidModel(findings)
