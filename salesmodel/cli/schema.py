"""The verb `schema`: the JSON Schema of a model."""

from __future__ import annotations

from salesmodel.cli.output import AsJson, print_json
from salesmodel.model import model_schema


def schema(as_json: AsJson = False) -> None:
    """Print the JSON Schema of a sales model (with or without --json)."""
    print_json(model_schema())
