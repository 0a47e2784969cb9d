"""Segments against each other: how far apart they buy, and how far apart they are sold to.

Offers `segments_apart`, `SegmentPair` and `Part`. Rule 5.9: both distances run from 0 (alike) to 1,
each the mean of its parts. Segments are ways of buying, so deal size and industry do not enter.

Buying: people involved and days to a decision on a scale of ratios, formality and human contact by
their difference, visits to buying jobs before the win by the share that would have to change. Three
times the people, or 40 points of formality or contact, is half apart: from there on the checks too
say that two buy differently (salesmodel.coherence.checks.likeness).
Selling: the share of the four components that differ; roles before and after the win and kinds of
task by the share of hours that would have to change; hours a buyer on a scale of ratios. A part
that is not known of one of the two is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from math import fsum, log
from typing import Literal

from salesmodel.coherence.checks.likeness import FAR_RATIO, FAR_SHARE, mix_distance
from salesmodel.coherence.choices import Choice, choices_of
from salesmodel.coherence.sight import Sight, percent, summed
from salesmodel.evaluation.result import Evaluation
from salesmodel.model import ComponentKind, SalesModel, Segment

MISFIT = 0.25
"""From this difference of the two distances on, a pair is named. A convention of this tool."""
PEOPLE_APART, DAYS_APART, HOURS_APART = FAR_RATIO**2, 10.0, 10.0
"""The ratio of stakeholders, of days and of hours that counts as wholly apart."""
SHARE_APART = 2 * FAR_SHARE
"""The same for the difference of formality and of human contact wanted."""

Verdict = Literal["sold alike", "sold differently", "as they buy"]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a distance: what it is, how far (0 to 1), and the two figures in words."""

    name: str
    distance: float
    words: str


@dataclass(frozen=True, slots=True)
class SegmentPair:
    """Two segments by id and name.

    `buying`, `selling`: how far apart they buy and are sold to, 0 to 1, the means of their parts;
    `verdict`: sold alike although they buy differently, the reverse, or as they buy.
    """

    one: str
    other: str
    names: tuple[str, str]
    buying: float
    selling: float
    buying_parts: tuple[Part, ...]
    selling_parts: tuple[Part, ...]

    @property
    def misfit(self) -> float:
        """How much further apart they buy than they are sold to; below 0: the reverse.

        Rounded to nine decimals, so that the order in which hours are summed decides nothing.
        """
        return round(self.buying - self.selling, 9)

    @property
    def verdict(self) -> Verdict:
        """Which of the two, from `MISFIT` on."""
        if self.misfit >= MISFIT:
            return "sold alike"
        return "sold differently" if self.misfit <= -MISFIT else "as they buy"


def segments_apart(model: SalesModel, evaluation: Evaluation) -> tuple[SegmentPair, ...]:
    """Every pair of segments, the largest misfit first.

    A segment whose tasks take no hours is left out: how it is sold to is not known yet. The first
    of a pair is the one whose id comes first, so that the order of the segments changes nothing.
    """
    sight = Sight(model, evaluation)
    segments = sorted(model.segments, key=lambda segment: segment.id)
    known = [habits for habits in (_habits(sight, s) for s in segments) if habits.has_hours]
    pairs = [_pair(one, other) for one, other in combinations(known, 2)]
    return tuple(sorted(pairs, key=lambda pair: (-abs(pair.misfit), pair.one, pair.other)))


@dataclass(frozen=True, slots=True)
class _Habits:
    """What a segment is compared by; each worked out once, as there are many pairs.

    `jobs`: visits to each buying job before the win, a buyer; `before`, `after`: hours a year by
    role, before and after the win; `kinds`: those before it by kind of task.
    """

    segment: Segment
    days: float
    jobs: Mapping[str, float]
    chosen: Mapping[ComponentKind, Choice]
    before: Mapping[str, float]
    after: Mapping[str, float]
    kinds: Mapping[str, float]

    @property
    def has_hours(self) -> bool:
        return fsum(self.before.values()) + fsum(self.after.values()) > 0

    @property
    def hours_a_buyer(self) -> float:
        """Before the win."""
        arrivals = self.segment.arrivals.value
        return fsum(self.before.values()) / arrivals if arrivals > 0 else 0.0


def _habits(sight: Sight, segment: Segment) -> _Habits:
    delivery = ComponentKind.VALUE_DELIVERY
    tasks = sight.tasks_of(segment)
    selling = [task for task in tasks if sight.part_of(task) != delivery]
    delivering = [task for task in tasks if sight.part_of(task) == delivery]
    return _Habits(
        segment=segment,
        days=sight.evaluation.segment(segment.id).cycle_days.mean,
        jobs=_jobs(sight, segment),
        chosen=choices_of(sight, segment),
        before=sight.hours_by_role(segment, buying_only=True),
        after=summed((s.role, s.hours) for task in delivering for s in sight.result(task).shares),
        kinds=summed(
            (task.kind.value, s.hours) for task in selling for s in sight.result(task).shares
        ),
    )


def _jobs(sight: Sight, segment: Segment) -> dict[str, float]:
    visits = {s.id: s.visits for s in sight.evaluation.segment(segment.id).stages}
    stages = [stage for stage in sight.stages_of(segment) if not stage.after_win]
    return summed((job.value, visits[s.id]) for s in stages for job in sight.jobs_of(s))


def _pair(one: _Habits, other: _Habits) -> SegmentPair:
    buying = tuple(_buying_parts(one, other))
    selling = tuple(_selling_parts(one, other))
    return SegmentPair(
        one=one.segment.id,
        other=other.segment.id,
        names=(one.segment.name, other.segment.name),
        buying=_mean(buying),
        selling=_mean(selling),
        buying_parts=buying,
        selling_parts=selling,
    )


def _buying_parts(one: _Habits, other: _Habits) -> Iterator[Part]:
    a, b = one.segment.profile, other.segment.profile
    people = a.stakeholders.value, b.stakeholders.value
    words = f"{people[0]:.3g} against {people[1]:.3g}"
    yield Part("People involved", _ratio(*people, PEOPLE_APART), words)
    yield _shares("Formality", a.formality.value, b.formality.value)
    yield _shares("Human contact wanted", a.human_contact.value, b.human_contact.value)
    words = f"{one.days:.0f} against {other.days:.0f} days"
    yield Part("Days to a decision", _ratio(one.days, other.days, DAYS_APART), words)
    jobs = mix_distance(one.jobs, other.jobs)
    if jobs is not None:
        yield Part("Buying jobs", jobs, f"{percent(jobs)} of visits to other jobs")


def _selling_parts(one: _Habits, other: _Habits) -> Iterator[Part]:
    yield from _components(one, other)
    for name, a, b in (
        ("Roles before the win", one.before, other.before),
        ("Roles after the win", one.after, other.after),
    ):
        roles = mix_distance(a, b)
        if roles is not None:
            yield Part(name, roles, f"{percent(roles)} of hours with other roles")
    kinds = mix_distance(one.kinds, other.kinds)
    if kinds is not None:
        yield Part("Kinds of task", kinds, f"{percent(kinds)} of hours of other kinds")
    hours = one.hours_a_buyer, other.hours_a_buyer
    if min(hours) > 0:
        words = f"{hours[0]:.3g} against {hours[1]:.3g} hours"
        yield Part("Hours a buyer", _ratio(*hours, HOURS_APART), words)


def _components(one: _Habits, other: _Habits) -> Iterator[Part]:
    """The share of the components, of those that neither has open, with different variants."""
    variants = [(k, one.chosen[k].variant, other.chosen[k].variant) for k in ComponentKind]
    both = [(k, a, b) for k, a, b in variants if a is not None and b is not None]
    if both:
        apart = [kind.words for kind, a, b in both if a != b]
        yield Part("Components", len(apart) / len(both), _components_words(apart, len(both)))


def _components_words(apart: list[str], known: int) -> str:
    if not apart:
        return "the same variants"
    if len(apart) == known > 1:
        return f"all {known} differ"
    return f"{len(apart)} of {known} differ: {', '.join(apart)}"


def _shares(name: str, one: float, other: float) -> Part:
    apart = min(1.0, abs(one - other) / SHARE_APART)
    return Part(name, apart, f"{percent(one)} against {percent(other)}")


def _ratio(one: float, other: float, apart: float) -> float:
    """0 where equal, 1 where one is `apart` times the other or more; on a scale of ratios."""
    low, high = sorted((one, other))
    if high <= 0:
        return 0.0
    return 1.0 if low <= 0 else min(1.0, log(high / low) / log(apart))


def _mean(parts: tuple[Part, ...]) -> float:
    return fsum(part.distance for part in parts) / len(parts) if parts else 0.0
