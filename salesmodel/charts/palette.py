"""The palette: what each colour means, light and dark, from `tokens.json`, its one source.

Offers `TOKENS`, the names of roles' and components' colours, and `coloured`. Figures name a
colour by its token ("@role-ae"), so that one figure serves both themes; the browser's components
read the same file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

Tokens = Mapping[str, str]

TOKENS: Mapping[str, Tokens] = json.loads(
    files("salesmodel.charts").joinpath("tokens.json").read_text(encoding="utf-8")
)
"""Theme ("light", "dark") to token to colour."""

COMPONENT_MARKS: Mapping[str, str] = {
    "customer_selection": "circle-open-dot",
    "value_proposition": "diamond",
    "selling_tasks": "square",
    "value_delivery": "triangle-right",
}
"""Component to its shape, so that colour is never alone."""


def tokens(*, dark: bool = False) -> Tokens:
    """The colours of a theme by token."""
    return TOKENS["dark" if dark else "light"]


def role_colour(kind: str) -> str:
    """The token of a role's fill, by its kind."""
    return f"@role-{kind}"


def component_colour(kind: str) -> str:
    """The token of a component's marks."""
    return f"@component-{kind}"


def coloured(part: Any, palette: Tokens) -> Any:
    """A copy of a figure in which each "@token" is its colour."""
    if isinstance(part, str):
        return palette.get(part[1:], part) if part.startswith("@") else part
    if isinstance(part, dict):
        return {name: coloured(value, palette) for name, value in part.items()}
    if isinstance(part, (list, tuple)):
        return [coloured(each, palette) for each in part]
    return part
