"""What breaks as demand grows: utilisation by role and growth, as a table coloured at 85 and 100%.

Offers `breaking_map` and the finding that it states, `breaking_finding`. Rules 3.11 and 4.18 of
docs/method.md.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape
from typing import Any

from salesmodel.assignment.staffing.breaking import FULL, WAITING_GROWS, Breaking, RoleLoad
from salesmodel.charts import formats
from salesmodel.charts.drawing import Drawing
from salesmodel.charts.finding import lowered, named, people
from salesmodel.charts.panel import ChartPanel, Table, first_that_fits


def breaking_map(breaking: Breaking) -> ChartPanel:
    """Utilisation of each role at each growth of demand, as a table coloured at 85% and 100%."""
    roles = [role for role in breaking.roles if role.utilisation > 0]
    title = breaking_finding(breaking)
    return ChartPanel(
        key="breaking",
        title=title,
        subtitle="Utilisation as demand grows, with the people of today",
        drawing=_map_drawn(breaking, roles),
        alt=f"Table: utilisation by role and growth of demand. {title}",
        table=Table(
            ("Role", "Now", *map(_growth, breaking.growths), "Passes 85% at", "Passes 100% at"),
            tuple(
                (
                    role.name,
                    *(
                        formats.rate(used) if math.isfinite(used) else "nobody"
                        for used in _row(role)
                    ),
                    _passes(role.grows_to_85),
                    _passes(role.grows_to_100),
                )
                for role in roles
            ),
        ),
        legend=(
            ("up to 85%", "@share-1"),
            ("△ past 85%: waiting grows", "@watch-soft"),
            ("▲ past 100%: cannot be done", "@bad-soft"),
        ),
    )


def breaking_finding(breaking: Breaking) -> str:
    """Which role breaks first, and at which growth of demand; at most 72 characters."""
    past, after = breaking.past_100, breaking.next_to_100
    if not past and after is None:
        return "No role has work yet: nothing can break"
    if not past and after is not None:
        who, growth = people(lowered(after.name)), _passes(after.grows_to_100)
        one = who == lowered(after.name)
        verb, they = ("passes", "it breaks") if one else ("pass", "they break")
        return first_that_fits(
            f"At {growth} demand the {who} {verb} 100%: {they} first",
            f"At {growth} demand {after.short} passes 100%: it breaks first",
        )
    verb = "is" if len(past) == 1 else "are"
    shorts = named([role.short for role in past])
    if after is None:
        return first_that_fits(
            f"{shorts} {verb} past 100% already", f"{len(past)} roles are past 100% already"
        )
    follows = f"{after.short} is next, at {_passes(after.grows_to_100)} demand"
    return first_that_fits(
        f"{shorts} {verb} past 100% already; {follows}",
        f"{len(past)} roles are past 100% already; {follows}",
    )


def _map_drawn(breaking: Breaking, roles: Sequence[RoleLoad]) -> Drawing:
    columns = ["Now", *map(_growth, breaking.growths)]
    names = [escape(role.short) for role in roles]
    rows = [_row(role) for role in roles]
    places = list(range(len(columns)))
    data = [
        {
            "type": "heatmap", "x": places, "y": list(range(len(roles))),
            "z": [[_level(used) for used in row] for row in rows],
            "text": [[_load(used) for used in row] for row in rows], "texttemplate": "%{text}",
            "textfont": {"color": "@ink", "size": 11}, "zmin": 0, "zmax": 2, "showscale": False,
            "colorscale": _STEPS, "xgap": 2, "ygap": 2, "hoverinfo": "skip",
        },
        *(
            {
                "type": "scatter", "mode": "text", "x": [len(columns) + place] * len(roles),
                "y": list(range(len(roles))), "hoverinfo": "skip", "cliponaxis": False,
                "text": [_passes(getattr(role, field)) for role in roles],
                "textfont": {"color": "@ink", "size": 11},
            }
            for place, field in enumerate(("grows_to_85", "grows_to_100"))
        ),
    ]  # fmt: skip
    return Drawing({"data": data, "layout": _map_layout([*columns, "85% at", "100% at"], names)})


_STEPS = [
    [0, "@share-1"], [0.33, "@share-1"], [0.33, "@watch-soft"], [0.66, "@watch-soft"],
    [0.66, "@bad-soft"], [1, "@bad-soft"],
]  # fmt: skip


def _map_layout(columns: Sequence[str], names: Sequence[str]) -> dict[str, Any]:
    return {
        "margin": {"l": 66, "r": 8, "t": 20, "b": 2},
        "xaxis": {"visible": True, "showticklabels": True, "side": "top", "fixedrange": True,
                  "tickvals": list(range(len(columns))), "ticktext": list(columns),
                  "range": [-0.5, len(columns) - 0.5]},
        "yaxis": {"visible": True, "showticklabels": True, "fixedrange": True,
                  "tickvals": list(range(len(names))), "ticktext": list(names),
                  "range": [max(len(names), 1) - 0.5, -0.5]},
    }  # fmt: skip


def _row(role: RoleLoad) -> tuple[float, ...]:
    return (role.utilisation, *role.at)


def _level(used: float) -> int:
    return 2 if used > FULL else 1 if used > WAITING_GROWS else 0


def _load(used: float) -> str:
    if math.isinf(used):
        return "<b>nobody ▲</b>"
    text = formats.share(used)
    return (text, f"{text} △", f"<b>{text} ▲</b>")[_level(used)]


def _growth(growth: float) -> str:
    return f"+{formats.fine_share(growth)}"


def _passes(growth: float | None) -> str:
    """At which growth of demand a line is passed: +13%, +6.2%, past."""
    if growth is None:
        return "no work"
    if growth < 0:
        return "past"
    return f"+{formats.share(growth) if growth >= 0.1 else formats.rate(growth)}"
