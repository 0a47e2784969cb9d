"""What is chosen in the component map, as it arrives from the browser."""

from __future__ import annotations

from typing import Any

import pytest

from salesmodel.model import PAIRS, ComponentKind
from salesmodel.ui.components.component_map import Chosen, read_chosen

TASKS, DELIVERY = ComponentKind.SELLING_TASKS, ComponentKind.VALUE_DELIVERY


@pytest.mark.parametrize("kinds", [(), *((kind,) for kind in ComponentKind), *PAIRS])
def test_a_choice_comes_back_as_it_was_sent(kinds: tuple[ComponentKind, ...]) -> None:
    chosen = Chosen(kinds, 3)
    assert read_chosen({"key": chosen.key, "count": 3}) == chosen


def test_a_pair_has_one_name_in_either_order() -> None:
    assert Chosen((DELIVERY, TASKS)).key == Chosen((TASKS, DELIVERY)).key


@pytest.mark.parametrize(
    "sent",
    [
        None, 5, "selling_tasks", {}, {"key": "selling_tasks"}, {"key": "price", "count": 1},
        {"key": "selling_tasks", "count": -1}, {"key": "selling_tasks", "count": True},
        {"key": "selling_tasks", "count": float("nan")}, {"key": ["selling_tasks"], "count": 1},
        {"key": "selling_tasks:selling_tasks", "count": 1},
    ],
)  # fmt: skip
def test_what_is_no_choice_is_left_out(sent: Any) -> None:
    assert read_chosen(sent) is None
