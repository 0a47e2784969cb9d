"""What somebody looks at among the what-ifs; kept in the session, never in the document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WhatIfChoice:
    """`result`: its key; `x`, `y`: paths of the inputs of the
    table, empty for those that move the result most."""

    result: str = "contribution"
    x: str = ""
    y: str = ""
