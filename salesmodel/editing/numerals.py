"""Digits, dashes and separators as people and spreadsheets write them.

Offers `plain` (one form for all dashes, spaces, digits and signs), `number` (a numeral with
thousands separators or a decimal comma) and `NUMERAL`, what one looks like.

Which separator is which: where both stand, the last one is the decimal. A comma before exactly
three digits groups thousands ("1,200"), any other single comma is decimal ("1,2"); in a share it is
always decimal, as none has thousands. A point is decimal, except where `grouping` says that
a point before exactly three digits groups thousands too ("€1.200").
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

NUMERAL = r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?|\d[\d.,]*|[.,]\d+"
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
LIKE = {
    **DASHES,
    **dict.fromkeys(map(ord, "≈∼≃"), "~"),
    ord("’"): "'",
    ord("…"): "..",
    ord("٪"): "%",
}
WIDTHS = ("<wide>", "<narrow>", "<noBreak>")


def plain(text: str) -> str:
    """The text in small letters, with plain digits, dashes, spaces and signs of usual width."""
    characters = (_plain(character) for character in text.translate(LIKE))
    return " ".join("".join(characters).casefold().split())


def number(
    numeral: str, *, commas_group: bool = True, points_group: bool = False
) -> Decimal | None:
    """What the numeral says; None where its separators make no sense."""
    joined = re.sub(r"[ ']", "", numeral)
    if joined != numeral:  # spaces and apostrophes group, so what else stands there is the decimal
        return _decimal(joined.replace(",", "."))
    marks = [character for character in numeral if character in ".,"]
    if not marks:
        return _decimal(numeral)
    mark = marks[-1]
    if len(set(marks)) == 2:
        if marks.count(mark) > 1:
            return None
        whole, _, decimals = numeral.rpartition(mark)
        return _decimal(f"{_joined(whole, marks[0])}.{decimals}")
    groups = commas_group if mark == "," else points_group
    if len(marks) > 1 or (groups and re.fullmatch(r"[1-9]\d{0,2}[.,]\d{3}", numeral)):
        return _decimal(_joined(numeral, mark))
    return _decimal(numeral.replace(",", "."))


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # marks of direction, which come with a paste and cannot be seen
        return ""
    if category == "Zs" or character.isspace():
        return " "
    if category == "Nd":
        return str(unicodedata.decimal(character))
    form = unicodedata.decomposition(character).split(" ")[0]
    return unicodedata.normalize("NFKC", character) if form in WIDTHS else character


def _joined(whole: str, mark: str) -> str:
    """Groups of three without the mark between them; what is not grouped so is no number."""
    grouped = re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", whole)
    return whole.replace(mark, "") if grouped else "?"


def _decimal(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?|\.\d+", text) else None
