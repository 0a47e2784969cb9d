"""Findings that the group left as they are: which are accepted, which are open (rule 5.7).

Offers `sorted_out`, `Sorted` and `acceptance_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from salesmodel.coherence.findings import SEVERITY_RANK, CoherenceFinding, Layer
from salesmodel.coherence.result import Accepted
from salesmodel.editing import AcceptFinding
from salesmodel.model import Acceptance, CommandRefused, SalesModel


@dataclass(frozen=True, slots=True)
class Sorted:
    """Findings that are open, those that are accepted, and acceptances of what is gone."""

    open: tuple[CoherenceFinding, ...]
    accepted: tuple[Accepted, ...]
    idle: tuple[Acceptance, ...]


def sorted_out(model: SalesModel, findings: Iterable[CoherenceFinding]) -> Sorted:
    """Which findings the model's acceptances cover; one that got worse since is open again."""
    by_key = {acceptance.about: acceptance for acceptance in model.acceptances}
    still_open, accepted, met = [], [], set()
    for finding in findings:
        acceptance = None if finding.layer == Layer.DEBT else by_key.get(finding.about)
        if acceptance is not None:
            met.add(acceptance.id)
        if acceptance is None or _is_worse(finding, acceptance):
            still_open.append(finding)
        else:
            accepted.append(Accepted(finding, acceptance))
    idle = tuple(each for each in model.acceptances if each.id not in met)
    return Sorted(tuple(still_open), tuple(accepted), idle)


def _is_worse(finding: CoherenceFinding, acceptance: Acceptance) -> bool:
    return SEVERITY_RANK[finding.severity] < SEVERITY_RANK[acceptance.severity]


def acceptance_of(finding: CoherenceFinding, why: str, by: str, on: datetime) -> AcceptFinding:
    """The command that accepts the finding as it is now.

    Raises `CommandRefused` without a why, and for alignment debt, which is settled by looking.
    """
    if finding.layer == Layer.DEBT:
        raise CommandRefused(
            "Pairs that nobody looked at cannot be accepted: the next change would go unseen.",
            "Look at them together, and say that they fit.",
            path="acceptances",
        )
    if not why.strip():
        raise CommandRefused(
            "No reason is given for accepting this finding.",
            "Say in a sentence why it may stay.",
            path="acceptances",
        )
    return AcceptFinding(
        acceptance=Acceptance(
            id=finding.about,
            about=finding.about,
            severity=finding.severity,
            why=why.strip(),
            by=by,
            on=on,
        )
    )
