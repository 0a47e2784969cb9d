"""What a group said twice: reviews of one pair, judgements of one person, acceptances of a finding.

Offers `contradictions`. Of each there is one at most, or nobody could tell which of them counts.
Rules 5.7 and 5.8 of docs/method.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from salesmodel.model.choices import Acceptance, Judgement, Review, slug
from salesmodel.model.findings import Finding
from salesmodel.model.naming import Named, listed, number, refused

C = TypeVar("C", Judgement, Review, Acceptance)

SHORT = 60
"""Characters of a reason that a sentence quotes."""


def contradictions(named: Named) -> Iterator[Finding]:
    """Every review, judgement and acceptance that stands beside another one of the same."""
    model = named.model
    for review in model.reviews:
        if review.one == review.other:
            yield _of_one_component(named, review)
    for reviews in _several(model.reviews, lambda r: (r.segment, frozenset((r.one, r.other)))):
        yield _reviews(named, reviews)
    for judgements in _several(model.judgements, lambda j: (j.source, j.target, slug(j.by))):
        yield _judgements(named, judgements)
    for acceptances in _several(model.acceptances, lambda a: a.about):
        yield _acceptances(named, acceptances)


def _several(items: Iterable[C], key: Callable[[C], Hashable]) -> Iterator[list[C]]:
    """Those of one key under different ids; an id given twice is another finding."""
    alike: dict[Hashable, dict[str, C]] = defaultdict(dict)
    for item in items:
        alike[key(item)].setdefault(item.id, item)
    return (list(held.values()) for held in alike.values() if len(held) > 1)


def _of_one_component(named: Named, review: Review) -> Finding:
    return refused(
        "review-of-one-component",
        f"reviews[{review.id}].other",
        f"{named.entity(review)} is of one component, not of two.",
        "Name two different components, or remove the review.",
        **named.about(review),
    )


def _reviews(named: Named, reviews: list[Review]) -> Finding:
    last = reviews[-1]
    return refused(
        "contradictory-reviews",
        f"reviews[{last.id}]",
        f"{named.entity(last)} is there more than once: {listed(r.id for r in reviews)}.",
        "Keep the latest of them.",
        **named.about(last),
    )


def _judgements(named: Named, judgements: list[Judgement]) -> Finding:
    last = judgements[-1]
    ends = f"{named.variant(last.source)} on {named.variant(last.target)}"
    values = listed(f"{'+' if j.value > 0 else ''}{number(j.value)} ({j.id})" for j in judgements)
    return refused(
        "contradictory-judgements",
        f"judgements[{last.id}]",
        f"{last.by} has more than one judgement of {ends}: {values}.",
        "Keep the one that counts.",
        **named.about(last),
    )


def _acceptances(named: Named, acceptances: list[Acceptance]) -> Finding:
    last = acceptances[-1]
    reasons = listed(f"{a.id} by {a.by} (“{_short(a.why)}”)" for a in acceptances)
    return refused(
        "contradictory-acceptances",
        f"acceptances[{last.id}]",
        f"One finding of {last.check}{_where(named, last)} is accepted more than once: {reasons}.",
        "Keep the acceptance whose reason holds.",
        **named.about(last),
    )


def _where(named: Named, acceptance: Acceptance) -> str:
    names = [named.segment(segment) for segment in acceptance.segments]
    return f" of {listed(names)}" if names else ""


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
