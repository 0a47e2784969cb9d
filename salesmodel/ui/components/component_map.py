"""The map of the four components, as a ring or as a heat map: what is chosen in it is told.

Offers `component_map_view`, which shows the payload of `salesmodel.charts.component_map`, and
`Chosen`, the component or pair that is chosen in it. Nothing is edited here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from salesmodel.charts.component_parts import key_of
from salesmodel.model import PAIRS, ComponentKind
from salesmodel.ui.components.bundle import component
from salesmodel.ui.session import widget

KEY = "component_map"
_KEYS: dict[str, tuple[ComponentKind, ...]] = {
    "": (),
    **{kind.value: (kind,) for kind in ComponentKind},
    **{key_of(*pair): pair for pair in PAIRS},
}
_map = component("componentmap")


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen: one component, both of a pair, or none.

    `count` numbers what was chosen in the browser; keep it when Python clears the choice.
    """

    kinds: tuple[ComponentKind, ...] = ()
    count: int = 0

    @property
    def key(self) -> str:
        """Its name in the browser: "", the component, or the pair."""
        return next(key for key, kinds in _KEYS.items() if set(kinds) == set(self.kinds))


def component_map_view(
    payload: dict[str, Any], chosen: Chosen, on_choose: Callable[[Chosen], None]
) -> None:
    """Show the payload with what is chosen; `on_choose` gets each new choice."""
    data = {**payload, "chosen": {"key": chosen.key, "count": chosen.count}}
    _map(key=KEY, data=data, on_chosen_change=partial(_chosen, on_choose), height="stretch")


def _chosen(on_choose: Callable[[Chosen], None]) -> None:
    chosen = read_chosen(widget(KEY).chosen)
    if chosen is not None:
        on_choose(chosen)


def read_chosen(sent: Any) -> Chosen | None:
    """The choice that was sent; None for what is none: nothing from a browser is trusted."""
    if not isinstance(sent, dict):
        return None
    key, count = sent.get("key"), sent.get("count")
    if not isinstance(key, str) or key not in _KEYS or isinstance(count, bool):
        return None
    if not isinstance(count, int | float) or not 0 <= count < 2**53:
        return None
    return Chosen(_KEYS[key], int(count))
