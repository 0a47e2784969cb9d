"""A matrix as a table: the form in which a group fills it in, in any spreadsheet.

Offers `matrix_from_csv` and `matrix_to_csv`. Two lines at the top name the descriptor and the
variant that is influenced, two columns at the left those that influence; fields within a descriptor
stay empty, for 0. A table holds names only: each descriptor's name becomes its id. A name that a
spreadsheet would take for a formula has an apostrophe before it.

    ,,Economy,Economy,Cohesion,Cohesion
    ,,Shrinking,Growing,Peace,Unrest
    Economy,Shrinking,,,-2,2
    Economy,Growing,,,2,-2
    Cohesion,Peace,-1,1,,
    Cohesion,Unrest,1,-1,,

Figures within a descriptor, as in published projects in which a variant upholds itself, stand only
in a table whose first line is `# own impacts`; else they are taken for a slip. Figures are written
plainly, like -2, 0.5 or 1e-3. In a table with semicolons or tabs the decimal mark may be a comma,
and a figure like 1.000 or 1,000, which can be read two ways, is refused.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from itertools import groupby
from math import isfinite

import numpy as np

from salesmodel.coherence.cross_impact.matrix import (
    Descriptor,
    Matrix,
    UnusableMatrix,
    check_descriptors,
    said,
)
from salesmodel.coherence.cross_impact.text_form import decoded, distinct, guarded, unguarded

_OWN = "# own impacts"
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_EITHER_WAY = re.compile(r"[+-]?[1-9][0-9]{0,2}([.,][0-9]{3})+")
_EDGE = 2  # lines at the top and columns at the left that hold names


def matrix_from_csv(content: str | bytes) -> Matrix:
    """The matrix of a table, with commas, semicolons or tabs. Raises `UnusableMatrix`."""
    text = decoded(content) if isinstance(content, bytes) else content
    text, own = _without_mark(text.removeprefix("\ufeff"))
    table, comma = _table(text)
    _check_top(table, own)
    labels = list(zip(*(_filled(line[_EDGE:]) for line in table[:_EDGE]), strict=True))
    descriptors = _descriptors(labels)
    check_descriptors(descriptors)
    impacts = np.zeros((len(labels), len(labels)))
    _check_left(labels, [line[:_EDGE] for line in table[_EDGE:]], own)
    for row, line in enumerate(table[_EDGE:]):
        path = f"line {row + _EDGE + 1 + own}"
        _check_end(line[_EDGE + len(labels) :], labels[row], path)
        for column, target in enumerate(labels):
            field = line[_EDGE + column].strip() if len(line) > _EDGE + column else ""
            within = labels[row][0] == target[0]
            if within and field in {"", "-", "x", "X"}:
                continue
            pair = f"{_said(labels[row])} on {_said(target)}"
            impacts[row, column] = _figure(field, pair, path, comma=comma)
            if within and impacts[row, column] and not own:
                raise _within(field, pair, path)
    return Matrix(descriptors, impacts)


def matrix_to_csv(matrix: Matrix) -> str:
    """The table of a matrix, with commas; descriptors of the same name are numbered."""
    names = distinct([each.name for each in matrix.descriptors])
    labels = [
        (name, variant)
        for name, each in zip(names, matrix.descriptors, strict=True)
        for variant in each.variants
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    if any(matrix.block(place, place).any() for place in range(len(names))):
        writer.writerow([_OWN])
    for part in (0, 1):
        writer.writerow(["", "", *(guarded(label[part]) for label in labels)])
    for row, source in enumerate(labels):
        figures = (
            _field(float(matrix.impacts[row, column]), own=source[0] == target[0])
            for column, target in enumerate(labels)
        )
        writer.writerow([*map(guarded, source), *figures])
    return out.getvalue()


def _field(impact: float, *, own: int) -> str:
    return "" if own and not impact else repr(int(impact) if impact == int(impact) else impact)


def _without_mark(text: str) -> tuple[str, int]:
    """The text after the line that says that a variant may uphold itself, and 1 if it says so.

    A spreadsheet may have filled that line up with empty fields.
    """
    first, _, rest = text.partition("\n")
    marked = first.strip().strip('",;\t').casefold() == _OWN
    return (rest, 1) if marked else (text, 0)


def _table(text: str) -> tuple[list[list[str]], bool]:
    """The lines that are not empty, and whether a comma is the decimal mark."""
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnusableMatrix(
            f"The text is not a table ({error}).", "Save it as CSV from a spreadsheet."
        ) from None
    return [line for line in lines if any(field.strip() for field in line)], delimiter != ","


def _check_top(table: Sequence[Sequence[str]], own: int) -> None:
    if len(table) < _EDGE or len(table[0]) <= _EDGE:
        raise UnusableMatrix(
            "The table has no names at its top.",
            "Give the descriptors in line 1 and the variants in line 2, from the third column on.",
        )
    if len(table[0]) != len(table[1]):
        raise UnusableMatrix(
            f"Line 1 of the table has {len(table[0])} fields and line 2 has {len(table[1])}.",
            "Name a descriptor and a variant above each column.",
            path=f"line {_EDGE + own}",
        )


def _filled(fields: Sequence[str]) -> list[str]:
    """Names; one that is empty is that to its left, as where fields were joined."""
    names: list[str] = []
    for field in fields:
        names.append(_name(field) or (names[-1] if names else ""))
    return names


def _name(field: str) -> str:
    return unguarded(field.strip()).strip()


def _descriptors(labels: Sequence[tuple[str, str]]) -> tuple[Descriptor, ...]:
    return tuple(
        Descriptor(id=name, name=name, variants=tuple(variant for _, variant in group))
        for name, group in groupby(labels, key=lambda label: label[0])
    )


def _check_left(labels: Sequence[tuple[str, str]], left: Sequence[Sequence[str]], own: int) -> None:
    names = _filled([line[0] if line else "" for line in left])
    for row, label in enumerate(labels):
        if row >= len(left):
            raise UnusableMatrix(
                f"The table has no line for {_said(label)}.",
                "Give a line for each variant at the top, in the same order.",
                path=f"line {row + _EDGE + 1 + own}",
            )
        found = (names[row], _name(left[row][1]) if len(left[row]) > 1 else "")
        if found != label:
            raise UnusableMatrix(
                f"The line of {_said(label)} is named {_said(found)}.",
                "Give the lines in the order of the columns.",
                path=f"line {row + _EDGE + 1 + own}",
            )
    if len(left) > len(labels):
        raise UnusableMatrix(
            f"The table has {len(left)} lines for {len(labels)} variants.",
            "Give a line for each variant at the top, in the same order.",
            path=f"line {len(labels) + _EDGE + 1 + own}",
        )


def _check_end(beyond: Sequence[str], source: tuple[str, str], path: str) -> None:
    more = next((field.strip() for field in beyond if field.strip()), None)
    if more is not None:
        raise UnusableMatrix(
            f"The line of {_said(source)} has {said(more)} beyond the last column.",
            "Name a descriptor and a variant above it, or leave it out.",
            path=path,
        )


def _within(field: str, pair: str, path: str) -> UnusableMatrix:
    return UnusableMatrix(
        f"The impact of {pair} is {said(field)}, within one descriptor.",
        f"Leave it empty, or write “{_OWN}” as the first line if a variant upholds itself.",
        path=path,
    )


def _figure(field: str, pair: str, path: str, *, comma: bool) -> float:
    what, text = f"The impact of {pair}", field.replace("−", "-")
    if not field:
        raise UnusableMatrix(f"{what} is missing.", "Judge it; 0 means no impact.", path=path)
    if comma and _EITHER_WAY.fullmatch(text):
        raise UnusableMatrix(
            f"{what} is {said(field)}, which may be thousands or decimals.",
            "Write thousands without a mark, and decimals with fewer or more than three digits.",
            path=path,
        )
    text = text.replace(",", ".") if comma else text
    value = float(text) if _NUMBER.fullmatch(text) else float("nan")
    if not isfinite(value):
        raise UnusableMatrix(
            f"{what} is {said(field)}, not a number.",
            "Give a figure, usually from -3 to 3.",
            path=path,
        )
    return value


def _said(label: tuple[str, str]) -> str:
    return f"{said(label[1])} of {said(label[0])}"
