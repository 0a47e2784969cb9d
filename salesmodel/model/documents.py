"""A sales model as a JSON document.

Offers `read_model`, `write_model` and `model_schema`. `read_model` says in full what keeps a text
from being a model; whether the model makes sense is the question of salesmodel.model.validation.
`python -m salesmodel schema > docs/schema/sales_model.schema.json` exports the schema.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import ValidationError

from salesmodel.model.entities import SCHEMA_VERSION, SalesModel
from salesmodel.model.errors import UnreadableModel
from salesmodel.model.reading_faults import findings_of

MAX_BYTES = 20_000_000


def read_model(text: str | bytes) -> SalesModel:
    """The model that the text holds. Raises `UnreadableModel`; its `findings` name the fields."""
    plain = _decoded(text)
    data = _parsed(plain)
    _check_version(data)
    try:
        return SalesModel.model_validate_json(plain, strict=True)
    except ValidationError as error:
        if error.errors()[0]["type"] == "json_invalid":
            raise _not_json(str(error.errors()[0]["ctx"]["error"])) from None
        findings = findings_of(error, data)
        first = findings[0]
        raise UnreadableModel(
            first.sentence, first.mend, path=first.path, findings=findings
        ) from None


def write_model(model: SalesModel, *, indent: int | None = None) -> str:
    """The model as canonical JSON: equal models give the same text."""
    return json.dumps(
        model.model_dump(mode="json"),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        indent=indent,
        separators=(",", ":") if indent is None else (",", ": "),
    )


def model_schema() -> dict[str, Any]:
    """The JSON Schema of a model's document."""
    schema = SalesModel.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "required": ["schema_version", *schema["required"]],
    }


def _decoded(text: str | bytes) -> str:
    size = len(text) if isinstance(text, bytes) else len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise UnreadableModel(
            f"The file has more than {MAX_BYTES / 1e6:.0f} MB, the limit for a sales model.",
            "Choose the JSON file that the workbench wrote.",
            value=size,
        )
    try:
        plain = text.decode("utf-8") if isinstance(text, bytes) else text
    except UnicodeDecodeError as error:
        raise UnreadableModel(
            f"The file is not UTF-8 text (byte {error.start + 1:,}).",
            "Save it as UTF-8, or choose the JSON file that the workbench wrote.",
        ) from None
    plain = plain.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    if not plain.strip():
        raise UnreadableModel("The file is empty.", "Choose a file that holds a sales model.")
    return plain


def _parsed(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise _not_json(f"{error.msg}, line {error.lineno}, column {error.colno}") from None
    except RecursionError:
        raise _not_json("it is nested too deeply") from None
    except ValueError:
        raise _not_json("it holds a number with thousands of digits") from None
    if not isinstance(data, dict):
        raise UnreadableModel(
            "The file is JSON, but not a sales model: it holds no object.",
            "Choose the JSON file that the workbench wrote.",
        )
    return data


def _not_json(reason: str) -> UnreadableModel:
    return UnreadableModel(
        f"The file is not JSON: {reason}.", "Mend that place, or choose another file."
    )


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        where = f" in the entry {found['id']}" if isinstance(found.get("id"), str) else ""
        raise UnreadableModel(
            f"The field {twice[:60]} stands twice{where}.", "Keep one of the two.", path=twice
        )
    return found


def _check_version(data: dict[str, Any]) -> None:
    version = data.get("schema_version")
    if type(version) is int and version > SCHEMA_VERSION:
        raise UnreadableModel(
            f"This file is of schema version {version}; this version reads {SCHEMA_VERSION}.",
            "Update the workbench.",
            path="schema_version",
            value=version,
        )
    if type(version) is not int or version < SCHEMA_VERSION:
        said = "no schema version" if version is None else "a schema version that never was"
        raise UnreadableModel(
            f"This file names {said}; this version reads {SCHEMA_VERSION}.",
            f'Choose a file that the workbench wrote, or add "schema_version": {SCHEMA_VERSION}.',
            path="schema_version",
            value=version,
        )
