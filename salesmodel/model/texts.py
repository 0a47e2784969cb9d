"""Texts as people type them: `on_one_line` makes a name of them."""

from __future__ import annotations

import re


def on_one_line(text: object) -> object:
    """Each run of blanks, line breaks and control characters becomes one space.

    Emoji, right-to-left scripts and what looks like markup are text like any other.
    """
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f]+", " ", text) if isinstance(text, str) else text
