"""The box of choices: what can be chosen for each of the four components of a segment.

Offers `choice_box`, the payload that frontend/src/choices draws: a morphological box (Zwicky) whose
variants carry their impact balance (rule 5.3 of docs/method.md), what is tried, and what gives way
after it, step by step (rule 5.4).
"""

from __future__ import annotations

from collections.abc import Sequence

from salesmodel.charts.finding import lowered, sentence
from salesmodel.charts.judgement_grid import (
    Options,
    Payload,
    Present,
    balance_words,
    behind_words,
    laggard,
    tip_of,
)
from salesmodel.charts.panel import first_that_fits
from salesmodel.coherence.choices import Choice
from salesmodel.coherence.judging.group import Option
from salesmodel.model import ComponentKind

Trials = Sequence[tuple[ComponentKind, str]]
"""The components that are tried with another variant, and that variant; none: nothing is tried."""
Step = tuple[ComponentKind, str, str]
"""A component that gives way: the variant it had, and the one it takes."""
TAGS = {"chosen": "chosen", "read": "from the model", "open": "still open"}
"""How it is known what a segment has."""
NOTHING_ELSE = "nothing else has to change"
_NUMBERS = ("no", "one", "two", "three", "four")
ELSEWHERE = "in the model"
"""On a variant that the model shows while the group chose another."""


def choice_box(
    present: Present,
    options: Options,
    trying: Trials = (),
    follows: Sequence[Step] = (),
    *,
    falls: bool = False,
) -> Payload:
    """The four rows of a segment; `follows`: what gives way once `trying` is taken, in order;
    `falls`: whether the segment is less coherent then.

    While something is tried, the balances of `present` are those with it."""
    rows = [_row(choice, options[kind], present) for kind, choice in present.choices.items()]
    for row in rows:
        _mark(row, trying, follows)
    return {
        "title": _title(present, options, trying, follows, falls=falls),
        "subtitle": _subtitle(present, trying),
        "rows": rows,
        "trying": [{"kind": kind.value, "variant": variant} for kind, variant in trying],
    }


def _row(choice: Choice, options: Sequence[Option], present: Present) -> Payload:
    return {
        "kind": choice.kind.value,
        "name": sentence(choice.kind.words),
        "origin": TAGS[choice.origin],
        "sentence": choice.sentence,
        "variants": [_variant(option, choice, present) for option in options],
    }


def _subtitle(present: Present, trying: Trials) -> str:
    given = f"the other three components and how {present.segment} buys"
    if trying:
        return f"Number: impact balance as of the trial, given {given}."
    return f"Number: impact balance, given {given}."


def _mark(row: Payload, trying: Trials, follows: Sequence[Step]) -> None:
    """Mark what is tried, the steps that follow, and what the segment has and would leave."""
    steps = [(number, step) for number, step in enumerate(follows, 1) if step[0] == row["kind"]]
    tried = next((variant for kind, variant in trying if kind == row["kind"]), None)
    now = steps[-1][1][2] if steps else tried
    for variant in row["variants"]:
        variant["trying"] = variant["id"] == tried
        variant["step"] = _step_words(variant["id"], steps)
        variant["left"] = variant["has"] and now not in (None, variant["id"])


def _variant(option: Option, choice: Choice, present: Present) -> Payload:
    has = option.id == choice.variant
    elsewhere = not has and option.id == choice.read
    return {
        "id": option.id,
        "name": option.name,
        "tip": tip_of(option),
        "own": option.own,
        "has": has,
        "tag": TAGS[choice.origin] if has else ELSEWHERE if elsewhere else "",
        "balance": balance_words(present, option.id),
        "best": "best fit" if option.id == present.best.get(choice.kind) else "",
    }


def _step_words(variant: str, steps: Sequence[tuple[int, Step]]) -> str:
    """1 gives way next; 2; or both where a component changes twice to the same."""
    numbers = [number for number, (_, _, to) in steps if to == variant]
    if not numbers:
        return ""
    text = ", ".join(str(number) for number in numbers)
    return f"{text} gives way next" if numbers[0] == 1 else text


def _title(
    present: Present,
    options: Options,
    trying: Trials,
    follows: Sequence[Step],
    *,
    falls: bool,
) -> str:
    if trying:
        return _trying_words(trying, options, follows, falls=falls)
    behind = laggard(present)
    if behind is not None:
        return behind_words(options, *behind)
    choices = present.choices.values()
    unset = [choice.kind.words for choice in choices if choice.variant is None]
    if len(unset) == 1:
        return f"{sentence(unset[0])} {_are(unset[0])} still open"
    if unset:
        return f"{len(unset)} of the {len(choices)} components are still open"
    return "The choices fit each other"


def _trying_words(trying: Trials, options: Options, follows: Sequence[Step], *, falls: bool) -> str:
    name = _tried_name(trying, options)
    if not follows:
        rest = "no other choice gives way, but coherence falls" if falls else NOTHING_ELSE
        return first_that_fits(f"With {name}, {rest}", sentence(rest))
    words = follows[0][0].words
    gives = "give" if words.endswith("s") else "gives"
    after = list(dict.fromkeys(step[0].words for step in follows[1:] if step[0] != follows[0][0]))
    then = f", then {after[0]}" if after else ""
    return first_that_fits(
        f"With {name}, {words} {gives} way next{then}",
        f"With {name}, {words} {gives} way next",
        f"{sentence(words)} {gives} way next",
    )


def _tried_name(trying: Trials, options: Options) -> str:
    if len(trying) > 1:
        return f"these {_NUMBERS[len(trying)]} choices"
    kind, variant = trying[0]
    return lowered(next((o.name for o in options[kind] if o.id == variant), variant))


def _are(words: str) -> str:
    return "are" if words.endswith("s") else "is"
