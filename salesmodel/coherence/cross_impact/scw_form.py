"""A matrix as a project file of ScenarioWizard (.scw).

Offers `matrix_from_scw` and `matrix_to_scw`. The layout is read off the project files that the
Stockholm Environment Institute published with cibsa (MIT licence), as two other readers of the
format do, and agrees with what Appendix 1 of the ScenarioWizard manual is quoted with: a mark and a
name; descriptors (`&NAME`) and variants (` -NAME`); lines for long names; colours; the matrix, a
line for each variant, rows influencing columns; texts. Sections end with `#`. Names and figures are
read, texts and colours are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from salesmodel.coherence.cross_impact.matrix import (
    Array,
    Descriptor,
    Matrix,
    UnusableMatrix,
    check_descriptors,
    said,
)
from salesmodel.coherence.cross_impact.text_form import decoded, distinct

_MARK = "$ ScenarioWizard"
_HEAD = 2
"""Lines of the mark and of the name, which is any text."""
_END = "#"
_BEFORE_MATRIX = 5
"""Section ends before the matrix: names, long names, one of unknown use, colours, another."""
_WHITE = "FFFFFF"
_WHOLE_NUMBER = re.compile(r"[+-]?[0-9]+")


def matrix_from_scw(content: str | bytes) -> Matrix:
    """The matrix of a project file. Raises `UnusableMatrix`.

    Ids are the names; names that are empty or there twice are numbered, as the program itself
    allows both.
    """
    text = decoded(content) if isinstance(content, bytes) else content
    lines = text.removeprefix("\ufeff").splitlines()
    if not lines or not lines[0].startswith(_MARK):
        raise UnusableMatrix(
            "The text is not a ScenarioWizard project.",
            f"Its first line must start with “{_MARK}”.",
            path="line 1",
        )
    ends = [
        place
        for place, line in enumerate(lines)
        if place >= _HEAD and line.lstrip().startswith(_END)
    ]
    if len(ends) <= _BEFORE_MATRIX:
        raise UnusableMatrix(
            "The project ends before its matrix does.", "Save it again in ScenarioWizard."
        )
    descriptors = _descriptors(lines[_HEAD : ends[0]])
    check_descriptors(descriptors)
    first = ends[_BEFORE_MATRIX - 1] + 1
    return Matrix(descriptors, _impacts(lines[first : ends[_BEFORE_MATRIX]], first, descriptors))


def matrix_to_scw(matrix: Matrix, name: str = "matrix.scw") -> bytes:
    """The project file of a matrix: Windows-1252 with Windows line ends.

    A character that Windows-1252 lacks becomes “?”. Raises `UnusableMatrix` for a figure that is
    not whole, which the program cannot read.
    """
    _check_whole(matrix)
    text = "\r\n".join((*_lines(matrix, name), ""))
    return text.encode("cp1252", errors="replace")


def _descriptors(lines: Sequence[str]) -> tuple[Descriptor, ...]:
    names: list[str] = []
    variants: list[list[str]] = []
    for line in lines:
        text = line.strip()
        if text.startswith("&"):
            names.append(text[1:])
            variants.append([])
        elif text.startswith("-") and variants:
            variants[-1].append(text[1:])
    return tuple(
        Descriptor(id=name, name=name, variants=distinct(each))
        for name, each in zip(distinct(names), variants, strict=True)
    )


def _impacts(lines: Sequence[str], first: int, descriptors: Sequence[Descriptor]) -> Array:
    labels = [f"{said(name)} of {said(each.id)}" for each in descriptors for name in each.variants]
    rows = [(first + n, line.split(",")) for n, line in enumerate(lines, start=1) if line.strip()]
    if len(rows) < len(labels):
        raise UnusableMatrix(
            f"The matrix has no line for {labels[len(rows)]}.",
            "Complete it in ScenarioWizard.",
            path=f"line {first + len(lines) + 1}",
        )
    impacts = np.zeros((len(labels), len(labels)))
    for row, (number, fields) in enumerate(rows):
        if row >= len(labels) or len(fields) != len(labels):
            what = f"{len(fields)} figures" if row < len(labels) else "a line too many"
            raise UnusableMatrix(
                f"The matrix has {what} for {len(labels)} variants.",
                "Complete it in ScenarioWizard.",
                path=f"line {number}",
            )
        impacts[row] = [
            _figure(field, f"{labels[row]} on {labels[column]}", number)
            for column, field in enumerate(fields)
        ]
    return impacts


def _figure(field: str, what: str, number: int) -> float:
    try:
        if not _WHOLE_NUMBER.fullmatch(field.strip()):
            raise ValueError
        return float(int(field))
    except (ValueError, OverflowError):
        raise UnusableMatrix(
            f"The impact of {what} is {said(field.strip())}, not a whole number.",
            "Mend it in ScenarioWizard.",
            path=f"line {number}",
        ) from None


def _check_whole(matrix: Matrix) -> None:
    broken = np.argwhere(matrix.impacts != np.rint(matrix.impacts))
    if len(broken):
        labels = [
            f"{said(n)} of {said(each.id)}" for each in matrix.descriptors for n in each.variants
        ]
        row, column = broken[0]
        raise UnusableMatrix(
            f"The impact of {labels[row]} on {labels[column]} is "
            f"{matrix.impacts[row, column]:g}, and ScenarioWizard takes whole numbers only.",
            "Judge in whole numbers, or save as JSON or CSV.",
        )


def _lines(matrix: Matrix, name: str) -> Iterator[str]:
    count, variants = len(matrix.descriptors), len(matrix.impacts)
    yield from (f"{_MARK} 4.0", _one_line(name))
    for each in matrix.descriptors:
        yield f"&{_one_line(each.name)}"
        yield from (f" -{_one_line(variant)}" for variant in each.variants)
    yield _END
    for each in matrix.descriptors:
        yield "&"
        yield from (" " for _ in each.variants)
    yield from (_END, _END)
    yield from (_WHITE for _ in range(variants))
    yield from (_END, _END)
    for row in matrix.impacts.astype(int).tolist():
        yield ",".join(f"{figure:2d} " for figure in row)
    yield _END
    for head in ("# 0-0", *("# ",) * count, *("#  -> ",) * count**2):
        yield from (head, '""')
    yield from (_END, _END)


def _one_line(name: str) -> str:
    return " ".join(name.split())
