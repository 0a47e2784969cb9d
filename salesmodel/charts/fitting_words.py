"""What fits together for a segment, in words: how it holds, how far off, and who sees it otherwise.

Offers `holding_sentences`, `fitting_title`, `short_words`, `unknown_words`, `near_words` and
`people_words`; rules 5.4 and 5.8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from salesmodel.charts.finding import named, sentence
from salesmodel.charts.judgement_words import views_words
from salesmodel.coherence.configurations import Fitting, Near
from salesmodel.coherence.cross_impact.matrix import MAX_VARIANTS_EACH
from salesmodel.coherence.fitting import Fit
from salesmodel.coherence.judging.group import Option
from salesmodel.coherence.judging.people import View
from salesmodel.editing.number_words import signed
from salesmodel.model import ComponentKind, WorkbenchError

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")
_SEVERAL_PEOPLE = 2


def holding_sentences(fit: Fit) -> Iterator[str]:
    """Whether the present choices are consistent; else which variant would serve better."""
    unset = [kind.words for kind, choice in fit.choices.items() if choice.variant is None]
    worse = [kind for kind in fit.choices if fit.gap(kind) > 0]
    if unset:
        yield f"Still open: {named(unset)}."
    for kind in worse:
        best = fit.best[kind]
        yield (
            f"{sentence(kind.words)} would be better served by {fit.name(kind, best or '')}: "
            f"{signed(fit.gap(kind))}."
        )
    unknown = [kind for kind in fit.choices if fit.not_judged(kind)]
    for kind in unknown:
        yield f"Nobody has judged “{fit.choices[kind].name}” yet; its fit is not known."
    if not worse and not unset and not unknown:
        yield "The present choices hold: no component would be better served by another variant."


def fitting_title(fitting: Fitting) -> str:
    """How many sets of choices fit together for this way of buying."""
    count = len(fitting.configurations)
    if fitting.short > 0:
        closest = "one comes closest" if count == 1 else f"{_number(count).lower()} come closest"
        return f"No set of choices fits together fully; {closest}"
    if count == 1:
        return "One set of choices fits together"
    return f"{_number(count)} sets of choices fit together"


def short_words(fitting: Fitting) -> str:
    """How far the ones that come closest fall short."""
    return (
        f"In each, a component is at most {signed(fitting.short)[1:]} short of the variant that "
        "would serve it best. Judging some pairs anew may settle it."
    )


def unknown_words(
    available: Mapping[ComponentKind, Sequence[Option]], error: WorkbenchError
) -> str:
    """Why it is not known what fits together: a component has too many variants, or the search
    was too long."""
    for kind, each in available.items():
        if len(each) > MAX_VARIANTS_EACH:
            return (
                f"There are {len(each)} variants of {kind.words}; up to {MAX_VARIANTS_EACH} can be "
                "set against the other components. Remove some of your own."
            )
    return f"{error.sentence} {error.mend}"


def near_words(near: Near) -> str:
    """2 components differ: selling tasks, value delivery"""
    count = len(near.differs)
    if not count:
        return "As it is now"
    verb = "component differs" if count == 1 else "components differ"
    return f"{count} {verb}: {', '.join(kind.words for kind in near.differs)}"


def people_words(
    views: Sequence[View], names: Mapping[ComponentKind, Mapping[str, str]]
) -> tuple[str, ...]:
    """Who sees the choices as consistent, and a sentence for each who does not; () for one person.

    `names`: component to variant to its name.
    """
    if len(views) < _SEVERAL_PEOPLE:
        return ()
    others = [
        f"{view.person} sees a better {kind.words}: {names[kind].get(variant, variant)}."
        for view in views
        for kind, variant in view.better.items()
    ]
    return (f"{views_words(views)}.", *others)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"
