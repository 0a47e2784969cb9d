"""Names that fit a card: `fit` breaks a text into lines of a width, with an ellipsis at the end.

Widths are estimated from Inter's letters, since a drawing is laid out before a browser sees it.
"""

from __future__ import annotations

_NARROW = frozenset("ijlItfr.,:;'’|!()[]- ")
_WIDE = frozenset("mwMW@%—")


def width_of(text: str, size: float) -> float:
    """The width of `text` in pixels at font size `size`, semi-bold."""
    return size * sum(_em(letter) for letter in text)


def fit(text: str, width: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """`text` in at most `lines` lines of `width` pixels; what does not fit ends in an ellipsis."""
    words = text.split()
    fitted: list[str] = []
    while words and len(fitted) < lines:
        last = len(fitted) == lines - 1
        taken = len(words) if last else _words_that_fit(words, width, size)
        fitted.append(_cut(" ".join(words[:taken]), width, size))
        words = words[taken:]
    return tuple(fitted)


def _words_that_fit(words: list[str], width: float, size: float) -> int:
    taken = 1
    while taken < len(words) and width_of(" ".join(words[: taken + 1]), size) <= width:
        taken += 1
    return taken


def _cut(text: str, width: float, size: float) -> str:
    if width_of(text, size) <= width:
        return text
    while text and width_of(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.33
    if letter in _WIDE:
        return 0.9
    return 0.68 if letter.isupper() else 0.57
