"""The grid of cross-impact judgements: how far each variant supports each other one.

Offers `judgement_grid`, the payload that frontend/src/judgements draws, and `Present`, what the
segment in scope has. Rows influence, columns are influenced; what a segment has is outlined,
so that the foot can be checked: it sums the outlined rows (rule 5.3 of docs/method.md). Judgements
of the group stand beside those of the library, and a dispute stays one (rule 5.8).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from salesmodel.charts import formats
from salesmodel.charts.finding import sentence
from salesmodel.charts.panel import first_that_fits
from salesmodel.coherence.choices import Choice
from salesmodel.coherence.judging.group import (
    WAY_OF_BUYING,
    Cell,
    GroupJudgements,
    Opinion,
    Option,
)
from salesmodel.defaults.variants import WayOfBuying, ways_of_buying
from salesmodel.model import ComponentKind

DISPUTED = 3
"""From so far apart on, opinions are a dispute."""
HOW_THEY_BUY = "How they buy"
SHORT = {
    WAY_OF_BUYING: "Buying",
    ComponentKind.CUSTOMER_SELECTION: "Selection",
    ComponentKind.VALUE_PROPOSITION: "Proposition",
    ComponentKind.SELLING_TASKS: "Tasks",
    ComponentKind.VALUE_DELIVERY: "Delivery",
}
"""What stands beside a group of rows, where there is no room for its name."""
SCALE = {
    3: "strongly supports",
    2: "supports",
    1: "slightly supports",
    0: "neither supports nor hinders",
    -1: "slightly hinders",
    -2: "hinders",
    -3: "strongly hinders",
}
"""What a judgement says of two variants, between their names."""
_LEAST = 1e-9  # a smaller gap between two balances is none

Payload = dict[str, Any]
Options = Mapping[ComponentKind, Sequence[Option]]


@dataclass(frozen=True, slots=True)
class Present:
    """What the segment in scope has, and what speaks for each variant given that.

    `segment`: its name; `balances`: variant to its impact balance given the other three components
    and the way of buying; `best`: component to the variant with the highest one.
    """

    segment: str
    way: WayOfBuying
    choices: Mapping[ComponentKind, Choice]
    balances: Mapping[str, float]
    best: Mapping[ComponentKind, str]


def judgement_grid(options: Options, judged: GroupJudgements, present: Present | None) -> Payload:
    """Every pair of variants with what counts; `present` is None where no segment is in scope."""
    cells = {pair: _cell(cell) for pair, cell in judged.cells.items() if _says(cell)}
    has = _has(present)
    return {
        "title": _title(options, cells, present),
        "subtitle": _subtitle(present),
        "rows": [_buying(has), *(_group(kind, options[kind], has) for kind in options)],
        "columns": [_columns(kind, options[kind], has, present) for kind in options],
        "cells": {f"{source} {target}": cell for (source, target), cell in cells.items()},
        "foot": _foot(present),
        "scale": {str(value): words for value, words in SCALE.items()},
        "filters": _filters(options, cells),
    }


def signed(value: float) -> str:
    """A judgement or an impact balance with its sign, one decimal where it is none: +2, −1.5, 0."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    if text == "0":
        return text
    return f"{formats.MINUS if value < 0 else '+'}{text}"


def tip_of(option: Option) -> str:
    """What a variant is, whose it is, and where it is described."""
    own = "Added by the group." if option.own else ""
    source = f"Source: {option.source}" if option.source else ""
    return " ".join(part for part in (option.description, own, source) if part)


def balance_words(present: Present, variant: str) -> str:
    """The impact balance of a variant with its sign; "" where it is not known."""
    return signed(present.balances[variant]) if variant in present.balances else ""


def laggard(present: Present) -> tuple[Choice, str] | None:
    """The choice that is furthest below the best of its component, with that best; or none."""
    balances, furthest, found = present.balances, _LEAST, None
    for kind, choice in present.choices.items():
        has, best = choice.variant or "", present.best.get(kind, "")
        if has not in balances or best not in balances:
            continue
        gap = balances[best] - balances[has]
        if gap > furthest:
            furthest, found = gap, (choice, best)
    return found


def _says(cell: Cell) -> bool:
    """A zero of the library that nobody judged is not worth its words."""
    return cell.value != 0 or bool(cell.opinions) or bool(cell.why)


def _cell(cell: Cell) -> Payload:
    words: Payload = {"value": cell.value, "text": signed(cell.value), "why": cell.why}
    if not cell.opinions:
        return words
    values = [opinion.value for opinion in cell.opinions]
    words |= {"judged": True, "said": [_said(opinion) for opinion in cell.opinions]}
    words["library"] = f"{signed(cell.default)}. {cell.default_why}".rstrip()
    if len(values) > 1 and cell.spread:
        reach = f"{signed(min(values))} to {signed(max(values))}"
        words["range"] = f"{reach}, {len(values)} people"
    if cell.spread >= DISPUTED:
        words["disputed"] = True
    if any(opinion.asked_again for opinion in cell.opinions):
        words["asked"] = True
    return words


def _said(opinion: Opinion) -> Payload:
    on = f"{opinion.on.day} {opinion.on:%b %Y}" if opinion.on else ""
    return {
        "by": opinion.by,
        "text": signed(opinion.value),
        "on": on,
        "why": opinion.why,
        "asked": opinion.asked_again,
    }


def _has(present: Present | None) -> set[str]:
    """The way of buying and the variants that the segment has."""
    if present is None:
        return set()
    chosen = {choice.variant for choice in present.choices.values() if choice.variant}
    return {present.way.id, *chosen}


def _buying(has: set[str]) -> Payload:
    ways = [
        {"id": way.id, "name": way.name, "tip": way.description, "own": False, "has": way.id in has}
        for way in ways_of_buying()
    ]
    return {
        "kind": WAY_OF_BUYING,
        "name": HOW_THEY_BUY,
        "short": SHORT[WAY_OF_BUYING],
        "variants": ways,
    }


def _group(kind: ComponentKind, options: Sequence[Option], has: set[str]) -> Payload:
    return {
        "kind": kind.value,
        "name": sentence(kind.words),
        "short": SHORT[kind],
        "variants": [
            {
                "id": option.id,
                "name": option.name,
                "tip": tip_of(option),
                "own": option.own,
                "has": option.id in has,
            }
            for option in options
        ],
    }


def _columns(
    kind: ComponentKind, options: Sequence[Option], has: set[str], present: Present | None
) -> Payload:
    """A group of columns: as a group of rows, with the balance of each variant."""
    group = _group(kind, options, has)
    best = present.best.get(kind) if present else None
    for variant in group["variants"]:
        variant["balance"] = balance_words(present, variant["id"]) if present else ""
        variant["best"] = variant["id"] == best
    return group


def _foot(present: Present | None) -> Payload | None:
    if present is None or not present.balances:
        return None
    return {
        "name": "Impact balance",
        "tip": f"The sum of the outlined rows: what speaks for each variant, given how "
        f"{present.segment} buys and the other three components that it has. The best of each "
        "component is outlined.",
    }


def _filters(options: Options, cells: Mapping[tuple[str, str], Payload]) -> list[Payload]:
    counts = {
        key: sum(1 for cell in cells.values() if cell.get(key))
        for key in ("judged", "disputed", "asked")
    }
    return [
        {"key": "all", "label": "All", "count": f"{_pairs(options):,}"},
        {"key": "judged", "label": "Judged by us", "count": f"{counts['judged']:,}"},
        {"key": "disputed", "label": "Disputed", "count": f"{counts['disputed']:,}"},
        {"key": "asked", "label": "Asked again", "count": f"{counts['asked']:,}"},
    ]


def _pairs(options: Options) -> int:
    """How many pairs can be judged: none within a component."""
    sizes = [len(variants) for variants in options.values()]
    total = sum(sizes)
    return total * (total + len(ways_of_buying())) - sum(size * size for size in sizes)


def _subtitle(present: Present | None) -> str:
    what = f"How far a row supports a column, {formats.MINUS}3 to +3"
    return f"{what}. Outlined: what {present.segment} has." if present else f"{what}."


def _title(
    options: Options, cells: Mapping[tuple[str, str], Payload], present: Present | None
) -> str:
    behind = laggard(present) if present else None
    if behind is not None:
        return behind_words(options, *behind)
    disputed = sum(1 for cell in cells.values() if cell.get("disputed"))
    if disputed:
        return f"The group disagrees on {_counted(disputed, 'judgement')}"
    judged, pairs = sum(1 for cell in cells.values() if cell.get("judged")), _pairs(options)
    if judged:
        return f"The group has judged {judged:,} of {pairs:,} pairs itself"
    return f"All {pairs:,} pairs are as the library judges them"


def behind_words(options: Options, choice: Choice, better: str) -> str:
    """Guided onboarding would fit the rest better than dedicated team."""
    name = next((o.name for o in options[choice.kind] if o.id == better), better)
    return first_that_fits(
        f"{name} would fit better than {choice.name}",
        f"{name} would fit the rest better",
        f"Another {choice.kind.words} would fit the rest better",
    )


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
