"""What a group judged, in words: who stands where, how far apart, and what that makes of a choice.

Offers `Counts`, `counts_of`, `names_of`, `range_words`, `who_words`, `meaning`, `counts_words`,
`view_words`, `views_words` and `number_of` (rules 5.3 and 5.8 of docs/method.md). A dispute is told
by its range and the people in it, never by a mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesmodel.charts.finding import named
from salesmodel.charts.judgement_grid import DISPUTED, SCALE, Options, signed
from salesmodel.coherence.judging.group import Cell, GroupJudgements
from salesmodel.coherence.judging.people import View
from salesmodel.defaults.variants import ways_of_buying
from salesmodel.model import ComponentKind

TOLD = 4
"""People named in one line; the others are counted."""
Names = Mapping[str, str]
"""Id of a variant or way of buying to its name."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of a matrix is the group's own: pairs and people."""

    judged: int
    people: int
    disputed: int
    asked: int


def counts_of(judged: GroupJudgements) -> Counts:
    """Pairs that somebody judged, people, pairs in dispute, and pairs to be asked again."""
    own = [cell for cell in judged.cells.values() if cell.opinions]
    return Counts(
        judged=len(own),
        people=len(judged.people),
        disputed=sum(1 for cell in own if cell.spread >= DISPUTED),
        asked=sum(1 for cell in own if any(each.asked_again for each in cell.opinions)),
    )


def number_of(count: int, what: str) -> str:
    """42 judgements; 1 judgement."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def names_of(options: Options) -> dict[str, str]:
    """The name of everything that can be judged."""
    ways = {way.id: way.name for way in ways_of_buying()}
    return ways | {option.id: option.name for each in options.values() for option in each}


def range_words(cell: Cell) -> str:
    """−1 to +3; +2 where all say the same."""
    values = [opinion.value for opinion in cell.opinions]
    low, high = min(values), max(values)
    return signed(low) if low == high else f"{signed(low)} to {signed(high)}"


def who_words(cell: Cell) -> str:
    """Maya +3, Noor −1, the highest first; of many, those at both ends."""
    ordered = sorted(cell.opinions, key=lambda each: (-each.value, each.by.casefold()))
    said = [f"{each.by} {signed(each.value)}" for each in ordered]
    if len(said) <= TOLD:
        return ", ".join(said)
    half = TOLD // 2
    return f"{', '.join(said[:half])}, {len(said) - TOLD} between, {', '.join(said[-half:])}"


def meaning(names: Names, source: str, target: str, value: int) -> str:
    """Named accounts slightly hinders Lowest price."""
    one, other = names.get(source, source), names.get(target, target)
    if value == 0:
        return f"{one} neither supports nor hinders {other}."
    return f"{one} {SCALE[value]} {other}."


def counts_words(cell: Cell) -> str:
    """What counts for a pair, and where it comes from."""
    said = len(cell.opinions)
    if not said:
        return f"{signed(cell.value)} counts: the library's figure, nobody here judged it."
    if said == 1:
        return f"{signed(cell.value)} counts: {cell.opinions[0].by} alone judged it."
    if not cell.spread:
        return f"{signed(cell.value)} counts: {said} people say the same."
    return f"{signed(cell.value)} counts: {_middle_words(cell)}."


def view_words(names: Names, view: View, present: Mapping[ComponentKind, str | None]) -> str:
    """What one person's judgements make of the present choices."""
    if view.consistent:
        return "consistent"
    better = [
        f"{names.get(best, best)} over {names.get(present[kind] or '', 'what is chosen')}"
        for kind, best in view.better.items()
    ]
    return f"would take {named(better)}"


def views_words(views: Sequence[View]) -> str:
    """2 of 3 people see these choices as consistent: Maya, Noor."""
    people, fit = len(views), [view.person for view in views if view.consistent]
    if people == 1:
        return f"{views[0].person} sees these choices as {'' if fit else 'not '}consistent"
    if len(fit) == people:
        who = f"All {people}" if people > 2 else "Both"
        return f"{who} people see these choices as consistent"
    if not fit:
        return f"None of the {people} people sees these choices as consistent"
    see = "sees" if len(fit) == 1 else "see"
    told = ", ".join(fit[:TOLD]) + (f" and {len(fit) - TOLD} more" if len(fit) > TOLD else "")
    return f"{len(fit)} of {people} people {see} these choices as consistent: {told}"


def _middle_words(cell: Cell) -> str:
    """The middle of 3 people, −1 to +3; where two are in the middle, why this one counts."""
    values = sorted(opinion.value for opinion in cell.opinions)
    said = f"{len(values)} people"
    low, high = values[(len(values) - 1) // 2], values[len(values) // 2]
    if low == high:
        return f"the middle of {said}, {range_words(cell)}"
    far, near = sorted((abs(low - cell.default), abs(high - cell.default)), reverse=True)
    nearer = f"the library's {signed(cell.default)}" if far != near else "0"
    if far == near and abs(low) == abs(high):
        which = "the lower, as both are as near to the library's figure and to 0"
    else:
        which = f"the one nearer to {nearer}"
    if len(values) == 2:
        return f"of two people, {range_words(cell)}, {which}"
    return f"of the two in the middle, {signed(low)} and {signed(high)}, {which}; {said} judged it"
