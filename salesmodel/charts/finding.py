"""Words for titles that state a finding: names, lists and verbs in the right number."""

from __future__ import annotations

from collections.abc import Sequence

_UNCOUNTED = ("marketing", "success", "product", "support", "operations", "sales")


def named(names: Sequence[str]) -> str:
    """A list in words: "A", "A and B", "A, B and C"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def sentence(text: str) -> str:
    """With a capital at the front, the rest as it is."""
    return text[:1].upper() + text[1:]


def lowered(name: str) -> str:
    """Inside a sentence; "SDR outreach" keeps its capitals."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def people(role_name: str) -> str:
    """A role's name for all who hold it: "Account executives"; "Marketing" stays."""
    last = role_name.rsplit(" ", 1)[-1].lower()
    return role_name if last in _UNCOUNTED or last.endswith("s") else f"{role_name}s"


def are(subject: str) -> str:
    """ "are", or "is" for a subject that cannot be counted."""
    return "is" if _is_one(subject) else "are"


def spend(subject: str) -> str:
    """ "spend", or "spends" for a subject that cannot be counted."""
    return "spends" if _is_one(subject) else "spend"


def _is_one(subject: str) -> bool:
    return subject.rsplit(" ", 1)[-1].lower() in _UNCOUNTED
