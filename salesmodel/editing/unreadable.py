"""What is said of JSON that is no edit, in words for whoever typed it.

Offers `said_of`: a sentence and a mend.
"""

from __future__ import annotations

from pydantic_core import ErrorDetails


def said_of(fault: ErrorDetails) -> tuple[str, str]:
    """The first fault of the JSON. Texts of the wrong length were typed; the rest was not."""
    place = [str(part) for part in fault["loc"]]
    what = _WORDS.get(place[-1], place[-1]) if place else "text"
    if fault["type"] == "string_too_long":
        limit, length = fault["ctx"]["max_length"], len(fault["input"])
        return (
            f"A {what} has at most {limit:,} characters; this one has {length:,}.",
            "Shorten it.",
        )
    if fault["type"] == "string_too_short":
        return f"The {what} is empty.", "Type at least one character."
    return (
        f"This is not an edit that the workbench knows: {'.'.join(place) or 'the text'}: "
        f"{fault['msg']}.",
        "Send one of the commands of salesmodel.editing, as its JSON says.",
    )


_WORDS = {"short": "short name", "why": "reason", "by": "name of who says so"}
