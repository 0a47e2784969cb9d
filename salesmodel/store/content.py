"""The text that the store keeps: canonical JSON, known by its hash, and names that can be shown.

Offers `canonical`, `hash_of`, `checked_name` and `checked_text`. Equal models have one canonical
text whatever their spacing or order of fields, so content that comes again is stored once.
"""

from __future__ import annotations

import hashlib
import json

from salesmodel.model import MAX_NAME, StoreError, UnreadableModel


def canonical(model_json: str) -> str:
    """The one text of that model. Raises UnreadableModel when it is not JSON."""
    try:
        value = json.loads(model_json, parse_constant=_refuse)
        text = json.dumps(
            value, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
        )
        text.encode()
    except (ValueError, RecursionError) as error:
        raise UnreadableModel(
            f"What was to be saved is not a JSON document ({error}).",
            "Undo the last edit and save again.",
        ) from None
    return text


def hash_of(*texts: str | None) -> str:
    """A sha256 over the texts, by which content is known; None is not the empty text."""
    digest = hashlib.sha256()
    for text in texts:
        data = b"" if text is None else text.encode()
        digest.update(b"-;" if text is None else f"{len(data)};".encode())
        digest.update(data)
    return digest.hexdigest()


def checked_name(name: str) -> str:
    """The name without spaces around it. Raises StoreError when it cannot serve as one."""
    stripped = checked_text(name).strip()
    if not stripped:
        raise StoreError("The scenario has no name.", "Give it a name.", path="name")
    if len(stripped) > MAX_NAME:
        raise StoreError(
            f"The name has {len(stripped)} characters; {MAX_NAME} is the limit.",
            "Shorten it.",
            path="name",
            value=stripped,
        )
    return stripped


def checked_text(text: str) -> str:
    """The text, if it can be stored. Raises StoreError for half of a character pair."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise StoreError(
            "The text holds a character that cannot be stored.", "Type it again.", value=text
        ) from None
    return text


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a number of JSON")
