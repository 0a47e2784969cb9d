"""Models that state a range for many of their inputs."""

from __future__ import annotations

from typing import Any

from salesmodel.model import SalesModel


def ranged(model: SalesModel, every: int = 1) -> SalesModel:
    """The model with half to one and a half times its value as the range of every n-th input."""
    counted = iter(range(10**6))

    def walk(part: Any) -> Any:
        if isinstance(part, dict):
            if {"value", "unit", "origin"} <= part.keys() and next(counted) % every == 0:
                most = 0.99 if part["unit"] == "share" else 1e12
                value = part["value"]
                high = max(value, min(1.5 * value, most))
                return {**part, "low": 0.5 * value, "high": high}
            return {name: walk(value) for name, value in part.items()}
        return [walk(each) for each in part] if isinstance(part, (list, tuple)) else part

    return SalesModel.model_validate(walk(model.model_dump(mode="json")))
