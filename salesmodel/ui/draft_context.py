"""What is kept of a tab beside its model, as JSON, so that a reload shows the pages as they were.

Offers `context_of` and `reopen_views`.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

from salesmodel.assignment import Question
from salesmodel.model import MAX_NAME
from salesmodel.ui.session import CoherenceView, RolesView, WorkbenchSession

_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


def context_of(session: WorkbenchSession) -> dict[str, Any]:
    """The baseline, the import, the acts that were done, and what the pages show."""
    return {
        "baseline": session.baseline.text,
        "imported": session.imported,
        "handled": session.handled,
        "roles": {
            "view": session.roles_view,
            "scope": session.scope,
            "top_pay": session.top_pay,
            "question": _QUESTION.dump_python(session.question, mode="json"),
        },
        "coherence": {"view": session.coherence_view, "who": session.who},
    }


def reopen_views(session: WorkbenchSession, context: dict[str, Any]) -> None:
    """Show the pages as they were; what this version does not know is asked anew."""
    roles, coherence = context.get("roles", {}), context.get("coherence", {})
    with suppress(ValidationError):
        session.question = _QUESTION.validate_python(roles.get("question"))
    if roles.get("view") in get_args(RolesView):
        session.roles_view = roles["view"]
    session.scope = "All" if roles.get("scope") == "All" else "Segment"
    session.top_pay = float(roles.get("top_pay", session.top_pay))
    if coherence.get("view") in get_args(CoherenceView):
        session.coherence_view = coherence["view"]
    session.who = str(coherence.get("who", ""))[:MAX_NAME]
