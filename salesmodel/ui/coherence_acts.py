"""What a user can do about a finding: mend it, accept it, open it again, look at a pair.

Each is an edit of `salesmodel.ui.acts`, and so one step that can be undone.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from salesmodel.coherence import CoherenceFinding, Mend, acceptance_of, review_of
from salesmodel.editing import ReopenFinding
from salesmodel.model import ComponentKind, WorkbenchError
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession


def mend(session: WorkbenchSession, finding: CoherenceFinding, offered: Mend) -> bool:
    """Take a mend of a finding; who mends a clash of two components has looked at the pair."""
    pair = tuple(ComponentKind(each) for each in finding.components)
    clash = (finding.segment, pair) if finding.segment is not None and len(pair) == 2 else None
    return acts.edit(session, *offered.commands, looked_at=clash, says=offered.label)


def accept(session: WorkbenchSession, finding: CoherenceFinding, why: str) -> bool:
    """Leave a finding as it is, for this reason; False, with a notice, without one."""
    try:
        command = acceptance_of(finding, why, acts.author(session), datetime.now(UTC))
    except WorkbenchError as error:
        return acts.refuse(session, error)
    return acts.edit(session, command)


def reopen(session: WorkbenchSession, acceptance: str) -> bool:
    """Take an acceptance back, by its id: its finding counts again."""
    return acts.edit(session, ReopenFinding(acceptance=acceptance))


def review(
    session: WorkbenchSession,
    segment: str,
    pairs: Iterable[tuple[ComponentKind, ComponentKind]],
) -> bool:
    """Say that these pairs of a segment's components were looked at as they are, in one step."""
    who, now = acts.author(session), datetime.now(UTC)
    return acts.edit(
        session, *(review_of(session.model, segment, pair, who, now) for pair in pairs)
    )
