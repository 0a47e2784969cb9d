"""What the text forms of a matrix share: decoding, and names made different.

Offers `decoded`, `distinct`, and `guarded` and `unguarded` for names in a table.
"""

from __future__ import annotations

from collections.abc import Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")


def decoded(content: bytes) -> str:
    """The text of UTF-8, with or without a mark, of UTF-16 with one, or else of Windows-1252."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def guarded(name: str) -> str:
    """A name that a spreadsheet does not take for a formula: with an apostrophe where it would."""
    return f"'{name}" if name.lstrip().startswith(_FORMULA) else name


def unguarded(field: str) -> str:
    """The name as it was before `guarded`."""
    added = field.startswith("'") and field[1:].lstrip().startswith(_FORMULA)
    return field[1:] if added else field


def distinct(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each different: an empty one becomes its number, a second “Low” “Low (2)”."""
    given: dict[str, None] = {}
    again: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        label = wanted = name.strip() or str(number)
        while label in given:
            again[wanted] = again.get(wanted, 1) + 1
            label = f"{wanted} ({again[wanted]})"
        given[label] = None
    return tuple(given)
