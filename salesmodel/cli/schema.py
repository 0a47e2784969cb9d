"""The verb `schema`: the JSON Schema of a model, or of the commands that change one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from salesmodel.cli.output import AsJson, print_json
from salesmodel.model import model_schema


class Described(StrEnum):
    """What there is a schema of."""

    MODEL = "model"
    COMMANDS = "commands"


def schema(
    of: Annotated[
        Described, typer.Option("--of", help="The model, or the commands that change it.")
    ] = Described.MODEL,
    as_json: AsJson = False,
) -> None:
    """Print the JSON Schema of a sales model or of the commands (with or without --json)."""
    if of == Described.MODEL:
        print_json(model_schema())
        return
    from salesmodel.editing import command_schema

    print_json(command_schema())
