"""A change before it is taken, in words and figures: what it gives, what gives way, what is left.

Offers `if_words`, `put_words`, `taken_words`, `undo_words`, `falls`, `step_words`,
`nothing_follows`, `circle_words`, `turnover`, `limit_sentences` and `debt_sentence`; rule 5.10. Its
figures stand in `salesmodel.charts.preview_figures`, what fits together without a change in
`salesmodel.charts.fitting_words`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from salesmodel.charts.finding import named, sentence
from salesmodel.coherence import Coherence, CoherenceFinding, Layer
from salesmodel.coherence.lines import READ
from salesmodel.coherence.preview import GivesWay, Preview
from salesmodel.editing.number_words import signed
from salesmodel.model import ComponentKind

MOST = 4
"""Findings that are told one by one."""
_SAID = {
    ComponentKind.CUSTOMER_SELECTION: "selected by",
    ComponentKind.VALUE_PROPOSITION: "promised",
    ComponentKind.SELLING_TASKS: "sold to by",
    ComponentKind.VALUE_DELIVERY: "served by",
}
"""What a variant of each component does with a segment."""
_LEAST_POINTS = 0.5


@dataclass(frozen=True, slots=True)
class Turnover:
    """Findings that come with a change, and those that go, the most severe first."""

    come: tuple[CoherenceFinding, ...]
    go: tuple[CoherenceFinding, ...]


def if_words(tried: Preview, segment: str) -> str:
    """If SMB is selected by “Named accounts”; If SMB changes three choices at once"""
    if len(tried.put) > 1:
        return f"If {segment} changes {_number(len(tried.put))} choices at once"
    return f"If {segment} is {_done(tried)}"


def put_words(tried: Preview, coherence: Coherence) -> tuple[str, ...]:
    """Each of several choices that are tried, from what it is now; () of one, which the title says.

    `coherence`: of the model as it stands.
    """
    if len(tried.put) < 2:
        return ()
    segment = coherence.segment(tried.segment)
    return tuple(
        f"{sentence(put.kind.words)}: from {segment.component(put.kind).choice.name} to {put.name}"
        for put in tried.put
    )


def taken_words(tried: Preview, segment: str, *, together: bool) -> str:
    """SMB is now selected by “Named accounts”; selling tasks went with it."""
    words = f"{segment} is now {_done(tried)}"
    if len(tried.put) > 1:
        words = f"{segment} now has {named([f'“{put.name}”' for put in tried.put])}"
    if together and tried.follows:
        words += f"; {named([step.kind.words for step in tried.follows])} went with it"
    return f"{words}."


def undo_words(tried: Preview, segment: str, *, together: bool) -> str:
    """Named accounts for SMB, with what follows"""
    words = f"{named([put.name for put in tried.put])} for {segment}"
    return f"{words}, with what follows" if together and tried.follows else words


def falls(tried: Preview) -> bool:
    """Whether the segment is less coherent with what is tried, its pairs looked at or not."""
    before, after = (
        each.segment(tried.segment).score for each in (tried.reviewed, tried.alone.reviewed)
    )
    return before - after >= _LEAST_POINTS


def step_words(step: GivesWay) -> str:
    """Selling tasks: from High-velocity inside selling (−1) to Sales assist on signal (+4)"""
    before, after = signed(step.balance_before), signed(step.balance_after)
    return (
        f"{sentence(step.kind.words)}: from {step.before_name} ({before}) "
        f"to {step.after_name} ({after})"
    )


def nothing_follows(tried: Preview, coherence: Coherence) -> str:
    """Why no other component has to change with it."""
    segment = coherence.segment(tried.segment)
    unset = [c.kind.words for c in segment.components if c.choice.variant is None]
    put = {each.kind.words for each in tried.put}
    if len(put) == len(ComponentKind):
        return "All four choices are tried: there is nothing else that could give way."
    unset = [words for words in unset if words not in put]
    if unset:
        verb = "is" if len(unset) == 1 and not unset[0].endswith("s") else "are"
        return f"What would give way is not known while {named(unset)} {verb} open."
    return "Nothing else gives way: how they buy and the other choices hold each other."


def circle_words(tried: Preview) -> str:
    """It comes round again: selling tasks and value delivery keep each other moving."""
    kinds = [step.kind.words for step in tried.follows]
    if len(kinds) < 2:
        return "It comes round again: with this change no set of choices comes to rest."
    return f"It comes round again: {named(kinds)} keep each other moving."


def turnover(before: Coherence, after: Coherence) -> Turnover:
    """What findings come and go, by what they are about."""
    known, later = ({f.about for f in each.findings} for each in (before, after))
    return Turnover(
        come=tuple(f for f in after.findings if f.about not in known),
        go=tuple(f for f in before.findings if f.about not in later),
    )


def turnover_words(found: Turnover) -> str:
    """Two findings come, one goes"""
    come, go = len(found.come), len(found.go)
    if not come and not go:
        return "No finding comes or goes"
    parts = [f"{_count(come)} {'comes' if come == 1 else 'come'}"] if come else []
    if go:
        noun = _count(go) if not come else _number(go)
        parts.append(f"{noun} {'goes' if go == 1 else 'go'}")
    return sentence(", ".join(parts))


def limit_sentences(tried: Preview, *, together: bool = False) -> Iterator[str]:
    """What moves and what cannot: tasks that stay, a model that does not read as what is chosen."""
    state = tried.together if together and tried.together is not None else tried.alone
    if state.moved:
        count = _plural(state.moved, "task")
        yield f"{count} {'goes' if state.moved == 1 else 'go'} to other roles."
    if state.stayed:
        stay = "stays where it is" if state.stayed == 1 else "stay where they are"
        yield (
            f"{_plural(state.stayed, 'task')} {stay}: locked, or no role that carries it has the "
            "skill."
        )
    if not state.shows:
        what = named(_names_read(tried, together=together))
        yield f"The tasks do not read as {what} yet; the choice is kept as made by hand."


def debt_sentence(before: Coherence, after: Coherence, segment: str) -> str:
    """What of the points lost comes back with a look at the pairs; "" where nothing does."""
    was, now = (each.segment(segment).lost.get(Layer.DEBT, 0.0) for each in (before, after))
    if now - was < _LEAST_POINTS:
        return ""
    points = _plural(round(now - was), "point")
    come = "comes" if points == "1 point" else "come"
    return f"{points} {come} back once the changed pairs are looked at together."


def _done(tried: Preview) -> str:
    first = tried.put[0]
    return f"{_SAID[first.kind]} “{first.name}”"


def _names_read(tried: Preview, *, together: bool) -> list[str]:
    """What was put in of the components that are read from the tasks."""
    put_in = [(put.kind, put.name) for put in tried.put]
    if together:
        put_in += [(step.kind, step.after_name) for step in tried.follows]
    return [f"“{name}”" for kind, name in put_in if kind in READ]


def _plural(count: int, what: str) -> str:
    return f"{count:,} {what}{'' if count == 1 else 's'}"


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def _count(count: int) -> str:
    return f"{_number(count)} finding{'' if count == 1 else 's'}"
