"""Layer 3 in words: findings on pairs that nobody looked at since one of them changed (rule 5.5).

Offers `debt_findings`, one for each component that changed, and `finding_of_pair`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from salesmodel.coherence.debt import Unreviewed
from salesmodel.coherence.findings import CoherenceFinding, Layer
from salesmodel.model import ComponentKind, SalesModel, Severity
from salesmodel.model.naming import listed

CHECK = "unreviewed-since-a-change"
PAIRS_OF_ONE = 3


def debt_findings(model: SalesModel, owed: Sequence[Unreviewed]) -> Iterator[CoherenceFinding]:
    """What changed, and how many of its pairs were not looked at since."""
    for segment in model.segments:
        for kind in ComponentKind:
            pairs = [
                each
                for each in owed
                if each.review.segment == segment.id and _blamed(each, owed) == kind
            ]
            if not pairs:
                continue
            words = kind.words.capitalize()
            count = "1 pair was" if len(pairs) == 1 else f"{len(pairs)} pairs were"
            others = [_other(each, kind) for each in pairs]
            yield CoherenceFinding(
                check=CHECK,
                severity=Severity.NOTE,
                path=f"segments[{segment.id}].components",
                sentence=f"{segment.name}: {words} changed; {count} not looked at since.",
                mend=f"Look at it together with {listed(other.words for other in others)}.",
                segment=segment.id,
                component=kind.value,
                other=others[0].value if len(others) == 1 else None,
                layer=Layer.DEBT,
                evidence=(("pairs", len(pairs)),),
                excess=len(pairs) / PAIRS_OF_ONE,
            )


def finding_of_pair(
    debts: Iterable[CoherenceFinding], owed: Unreviewed, of_segment: Sequence[Unreviewed]
) -> CoherenceFinding:
    """The finding of the segment that this pair counts for, of all that the segment owes."""
    kind = _blamed(owed, of_segment)
    return next(f for f in debts if f.component == kind.value)


def _blamed(owed: Unreviewed, all_owed: Sequence[Unreviewed]) -> ComponentKind:
    """The component that changed; of two, the one that is behind more of the unreviewed pairs."""
    counts = {
        kind: sum(
            kind in each.changed for each in all_owed if each.review.segment == owed.review.segment
        )
        for kind in owed.changed
    }
    return max(owed.changed, key=lambda kind: counts[kind])


def _other(owed: Unreviewed, kind: ComponentKind) -> ComponentKind:
    return owed.review.other if owed.review.one == kind else owed.review.one
