"""What the verb `cib` is asked about: a file with a matrix, and variants that are named.

Offers `matrix_from` and `chosen_in`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from salesmodel.cli.files import bytes_of

if TYPE_CHECKING:
    from salesmodel.coherence.cross_impact import Matrix

_SPLITS = 50
"""So many “=” of a text are tried."""


def matrix_from(path: Path) -> Matrix:
    """The matrix in a file, by its ending; JSON unless .csv or .scw.

    Raises `UnusableMatrix` or, where it cannot be opened, `WorkbenchError`.
    """
    from salesmodel.coherence.cross_impact import (
        UnusableMatrix,
        matrix_from_csv,
        matrix_from_json,
        matrix_from_scw,
    )

    readers = {".csv": matrix_from_csv, ".scw": matrix_from_scw}
    content = bytes_of(path)
    try:
        return readers.get(path.suffix.lower(), matrix_from_json)(content)
    except UnusableMatrix as error:
        error.path = f"{path}, {error.path}" if error.path else str(path)
        raise


def chosen_in(matrix: Matrix, texts: Iterable[str]) -> dict[str, str]:
    """Descriptor ids and variants of DESCRIPTOR=VARIANT, also of several joined by commas.

    A descriptor or a variant may have a “=” in its name. Raises `UnusableMatrix`.
    """
    from salesmodel.coherence.cross_impact import UnusableMatrix
    from salesmodel.coherence.cross_impact.matrix import said

    chosen: dict[str, str] = {}
    for text in texts:
        for part in _parts(matrix, text):
            name, variant = _split(matrix, part)
            place = next(iter(matrix.places({name: variant})))
            descriptor = matrix.descriptors[place].id
            if descriptor in chosen:
                raise UnusableMatrix(f"{said(descriptor)} is named twice.", "Name it once.")
            chosen[descriptor] = variant
    return chosen


def _parts(matrix: Matrix, text: str) -> list[str]:
    from salesmodel.coherence.cross_impact import UnusableMatrix
    from salesmodel.coherence.cross_impact.matrix import said

    if "=" not in text:
        first = matrix.descriptors[0]
        raise UnusableMatrix(
            f"{said(text)} names no variant.",
            f"Write it like {said(f'{first.id}={first.variants[0]}')}.",
        )
    parts = text.split(",")
    if not _is_there(matrix, *_split(matrix, text)) and all("=" in part for part in parts):
        return parts
    return [text]


def _split(matrix: Matrix, text: str) -> tuple[str, str]:
    """At the first “=” that leaves a descriptor and its variant, or else a descriptor."""
    places = [place for place, letter in enumerate(text) if letter == "="][:_SPLITS]
    pairs = [(text[:place].strip(), text[place + 1 :].strip()) for place in places]
    named = [pair for pair in pairs if _is_descriptor(matrix, pair[0])]
    return next((pair for pair in named if _is_there(matrix, *pair)), (named or pairs)[0])


def _is_descriptor(matrix: Matrix, name: str) -> bool:
    return any(name in {each.id, each.name} for each in matrix.descriptors)


def _is_there(matrix: Matrix, name: str, variant: str) -> bool:
    from salesmodel.coherence.cross_impact import UnusableMatrix

    try:
        matrix.places({name: variant})
    except UnusableMatrix:
        return False
    return True
