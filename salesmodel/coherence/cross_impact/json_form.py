"""A matrix as JSON: the form of MATRIX.json.

Offers `matrix_from_json` and `matrix_to_json`:

    {"descriptors": [{"id", "name", "variants": [name, ...]}],
     "judgements": [{"from": id, "to": id, "values": [[...], ...]}]}

with a row for each variant of `from` and a column for each of `to`. A pair left out counts as
zeros, and all may be: an empty list. Any other key, and a key that stands twice, is refused. Names
are read without the blanks around them. A descriptor may carry `ids`, one for each variant; its
`name` is its id where left out. A pair of a descriptor with itself is taken for a slip; where it is
meant, as in some ScenarioWizard projects, it stands as `own` in the descriptor.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from itertools import permutations
from typing import Any

import numpy as np

from salesmodel.coherence.cross_impact.matrix import (
    LARGEST_IMPACT,
    Array,
    Descriptor,
    Matrix,
    UnusableMatrix,
    check_descriptors,
    listed,
    said,
)
from salesmodel.coherence.cross_impact.text_form import decoded

_KEYS = ("descriptors", "judgements")
_OF_DESCRIPTOR = ("id", "name", "variants", "ids", "own")
_OF_JUDGEMENT = ("from", "to", "values")


def matrix_from_json(content: str | bytes) -> Matrix:
    """The matrix of a JSON text. Raises `UnusableMatrix`: what is wrong, where, how to mend it."""
    document = _document(content)
    _check_keys(document, _KEYS, "")
    items = _list(document, "descriptors", "")
    descriptors = tuple(_descriptor(item, f"descriptors[{n}]") for n, item in enumerate(items))
    check_descriptors(descriptors)
    total = sum(len(each.variants) for each in descriptors)
    empty, impacts = Matrix(descriptors, np.zeros((total, total))), np.zeros((total, total))
    for place, item in enumerate(items):
        if "own" in item:
            _set(impacts, empty, (place, place), item["own"], f"descriptors[{place}].own")
    _set_judgements(impacts, empty, document)
    return Matrix(descriptors, impacts)


def _set_judgements(impacts: Array, matrix: Matrix, document: dict[str, Any]) -> None:
    if len(matrix.descriptors) > 1 and "judgements" not in document:
        raise UnusableMatrix(
            "The matrix has no judgements.",
            "Give “judgements” as a list; an empty one judges nothing.",
            path="judgements",
        )
    judged: dict[tuple[int, int], str] = {}
    for number, item in enumerate(_list(document, "judgements", "", optional=True)):
        path = f"judgements[{number}]"
        pair = _pair(matrix, item, path)
        if pair in judged:
            raise UnusableMatrix(
                f"The pair {_named(matrix, *pair)} is judged twice.",
                f"Keep one of {judged[pair]} and {path}.",
                path=path,
            )
        judged[pair] = path
        _set(impacts, matrix, pair, item.get("values"), f"{path}.values")


def matrix_to_json(matrix: Matrix, indent: int | None = 2) -> str:
    """The JSON text of a matrix; pairs that are all zeros are left out."""
    ids = [each.id for each in matrix.descriptors]
    judgements = [
        {"from": ids[source], "to": ids[target], "values": _figures(matrix.block(source, target))}
        for source, target in permutations(range(len(ids)), 2)
        if matrix.block(source, target).any()
    ]
    descriptors = [_as_document(matrix, place) for place in range(len(ids))]
    document = {"descriptors": descriptors, "judgements": judgements}
    return json.dumps(document, indent=indent, ensure_ascii=False)


def _as_document(matrix: Matrix, place: int) -> dict[str, Any]:
    descriptor = matrix.descriptors[place]
    document: dict[str, Any] = {
        "id": descriptor.id,
        "name": descriptor.name,
        "variants": list(descriptor.variants),
    }
    if descriptor.ids != descriptor.variants:
        document["ids"] = list(descriptor.ids)
    if matrix.block(place, place).any():
        document["own"] = _figures(matrix.block(place, place))
    return document


def _figures(block: Array) -> list[list[float]]:
    """Whole figures as whole numbers."""
    return [[int(each) if each == int(each) else each for each in row] for row in block.tolist()]


def _document(content: str | bytes) -> dict[str, Any]:
    mend = "Save it as JSON with “descriptors” and “judgements”."
    try:
        text = decoded(content) if isinstance(content, bytes) else content
        document = json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise UnusableMatrix(f"The text is not JSON (line {error.lineno}).", mend) from None
    except ValueError:
        raise UnusableMatrix(
            "The text holds a number with thousands of digits, which cannot be summed.",
            "Give figures, usually from -3 to 3.",
        ) from None
    except RecursionError:
        raise UnusableMatrix("The text is nested too deeply.", mend) from None
    if not isinstance(document, dict):
        raise UnusableMatrix("The text is JSON, but not a matrix.", mend)
    return document


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        counted = Counter(key for key, _ in pairs)
        twice = counted.most_common(1)[0][0]
        raise UnusableMatrix(
            f"The key {said(twice)} stands twice in one object.", "Keep one of the two."
        )
    return found


def _check_keys(document: dict[str, Any], known: Sequence[str], path: str) -> None:
    """Raises `UnusableMatrix` for a key that means nothing here: a slip would go unseen."""
    for key in document:
        if key not in known:
            near = get_close_matches(key[:60].casefold(), known, n=1, cutoff=0.5)
            raise UnusableMatrix(
                f"There is no key {said(key)} here.",
                f"Write {said(near[0])}, or leave it out." if near else f"Keep to {listed(known)}.",
                path=path,
            )


def _list(document: dict[str, Any], key: str, path: str, *, optional: bool = False) -> list[Any]:
    where = f"{path}.{key}" if path else key
    if key not in document and optional:
        return []
    value = document.get(key)
    if not isinstance(value, list):
        what = "is not a list" if key in document else "is missing"
        raise UnusableMatrix(f"“{key}” {what}.", f"Give “{key}” as a list.", path=where)
    return value


def _descriptor(item: Any, path: str) -> Descriptor:
    if not isinstance(item, dict):
        raise UnusableMatrix(
            "The descriptor is not an object.",
            "Give it an “id”, a “name” and “variants”.",
            path=path,
        )
    _check_keys(item, _OF_DESCRIPTOR, path)
    name = item.get("name", item.get("id"))
    variants = [
        _text(each, f"{path}.variants[{n}]") for n, each in enumerate(_list(item, "variants", path))
    ]
    ids = [
        _text(each, f"{path}.ids[{n}]")
        for n, each in enumerate(_list(item, "ids", path, optional=True))
    ]
    return Descriptor(
        id=_text(item.get("id"), f"{path}.id"),
        name=_text(name, f"{path}.name"),
        variants=tuple(variants),
        ids=tuple(ids),
    )


def _text(value: Any, path: str) -> str:
    text = value.strip() if isinstance(value, str) else None
    if text:
        return text
    found = "is missing" if value is None else "is empty" if text == "" else "is not a text"
    raise UnusableMatrix(f"The field {path} {found}.", "Write a name in quotes.", path=path)


def _pair(matrix: Matrix, item: Any, path: str) -> tuple[int, int]:
    if not isinstance(item, dict):
        raise UnusableMatrix(
            "The judgement is not an object.", "Give it “from”, “to” and “values”.", path=path
        )
    _check_keys(item, _OF_JUDGEMENT, path)
    ids = [each.id for each in matrix.descriptors]
    pair = {key: _text(item.get(key), f"{path}.{key}") for key in ("from", "to")}
    for key, found in pair.items():
        if found not in ids:
            raise UnusableMatrix(
                f"The judgement names a descriptor {said(found)} that is not there.",
                f"Name one of {listed(ids)}.",
                path=f"{path}.{key}",
            )
    source, target = ids.index(pair["from"]), ids.index(pair["to"])
    if source == target:
        raise UnusableMatrix(
            f"The judgement is of {said(ids[source])} on itself.",
            "Leave it out, or give it as “own” of the descriptor if a variant upholds itself.",
            path=path,
        )
    return source, target


def _set(impacts: Array, matrix: Matrix, pair: tuple[int, int], values: Any, path: str) -> None:
    rows, columns = (matrix.starts[place] for place in pair)
    block = _block(matrix, *pair, values, path)
    impacts[rows : rows + len(block), columns : columns + block.shape[1]] = block


def _block(matrix: Matrix, source: int, target: int, values: Any, path: str) -> Array:
    """The figures of a pair; what is missing is told by the variants' names."""
    pair = _named(matrix, source, target)
    rows, columns = matrix.descriptors[source].variants, matrix.descriptors[target].variants
    if not isinstance(values, list):
        raise UnusableMatrix(
            f"The pair {pair} has no values.",
            f"Give {len(rows)} rows of {len(columns)} figures, or leave the pair out.",
            path=path,
        )
    _check_length(values, rows, f"The pair {pair}", "row", path)
    for number, (variant, row) in enumerate(zip(rows, values, strict=True)):
        where = f"{path}[{number}]"
        if not isinstance(row, list):
            raise UnusableMatrix(
                f"The pair {pair} has no row for {said(variant)}.",
                f"Give {len(columns)} figures, 0 where there is no impact.",
                path=where,
            )
        _check_length(row, columns, f"The row {said(variant)} of the pair {pair}", "figure", where)
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            _check_figure(
                value, f"{said(variant)} on {said(column)} in {pair}", f"{where}[{place}]"
            )
    return np.array(values, dtype=np.float64)


def _check_length(found: Sequence[Any], names: Sequence[str], what: str, of: str, at: str) -> None:
    if len(found) < len(names):
        raise UnusableMatrix(
            f"{what} has no {of} for {listed(names[len(found) :])}.",
            f"Give {len(names)} {of}s, in the order of the variants.",
            path=at,
        )
    if len(found) > len(names):
        raise UnusableMatrix(
            f"{what} has {len(found)} {of}s for the {len(names)} variants {listed(names)}.",
            f"Give {len(names)} {of}s.",
            path=at,
        )


def _check_figure(value: Any, what: str, path: str) -> None:
    if value is None:
        raise UnusableMatrix(
            f"The impact of {what} is missing.", "Judge it; 0 means no impact.", path=path
        )
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not abs(value) <= LARGEST_IMPACT:
        raise UnusableMatrix(
            f"The impact of {what} is not a number that can be summed.",
            "Give a figure, usually from -3 to 3.",
            path=path,
            value=value,
        )


def _named(matrix: Matrix, source: int, target: int) -> str:
    return f"{said(matrix.descriptors[source].id)} to {said(matrix.descriptors[target].id)}"
