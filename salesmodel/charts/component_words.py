"""The component map in words: its title, its subtitle, and how long a pair has been unreviewed.

Offers `title_of`, `subtitle_of`, `mover_of`, `age_of`, `by_whom` and `UNREVIEWED`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from math import fsum

from salesmodel.charts import formats
from salesmodel.charts.component_parts import NOT_CHOSEN, STRONG, Pair, is_open
from salesmodel.charts.finding import named, sentence
from salesmodel.charts.panel import first_that_fits
from salesmodel.coherence.findings import CoherenceFinding, Layer
from salesmodel.coherence.result import Coherence, SegmentCoherence
from salesmodel.model import ComponentKind, Severity

NAMELESS = "You"
"""Who changed something and gave no name."""
UNREVIEWED = "unreviewed"
_COUNTS = ("no", "one", "two", "three", "four", "five", "six")


def title_of(
    shown: Sequence[SegmentCoherence],
    pairs: Sequence[Pair],
    mover: ComponentKind | None,
    findings: Sequence[CoherenceFinding] = (),
) -> str:
    """The finding: what did not follow a change, else what fits least, is open or is owed, else
    the severe findings that stand against what fits; `findings`: what is open in `shown`."""
    if not shown:
        return "No segment yet, so no component to set against another"
    known = sorted((p for p in pairs if p.support is not None), key=lambda p: p.support or 0.0)
    unreviewed = [pair for pair in pairs if pair.debt]
    open_ = [kind for kind in ComponentKind if all(is_open(s.component(kind)) for s in shown)]
    behind = next((p for p in known if p.debt and mover in (p.one, p.other) and p.is_frayed), None)
    if mover is not None and behind is not None:
        left = behind.other if behind.one == mover else behind.one
        return f"{sentence(mover.words)} moved on; {left.words} did not follow"
    if known and known[0].is_frayed:
        return _clash(known[0])
    if open_:
        return _not_chosen(open_)
    if unreviewed:
        count = _COUNTS[len(unreviewed)]
        pairs_are = "one pair is" if len(unreviewed) == 1 else f"{count} pairs are"
        moved = f"{sentence(mover.words)} changed" if mover else "A component changed"
        return f"{moved}; {pairs_are} unreviewed since"
    severe = [f for f in findings if f.severity == Severity.SEVERE]
    return _against(severe) if known and severe else _calm(known)


def subtitle_of(
    shown: Sequence[SegmentCoherence],
    pairs: Sequence[Pair],
    mover: ComponentKind | None,
    now: datetime,
) -> str:
    """The measure, and what changed last of what is unreviewed."""
    text = "How far each pair of components supports the other, 0 to 100."
    if len(shown) > 1:
        text += f" Mean of {len(shown)} segments."
    moved = (each for each in pairs if mover in (each.one, each.other))
    owed = [pair for each in moved for pair in each.debt if pair.changed_on is not None]
    if owed and mover is not None:
        last = max(owed, key=lambda pair: _utc(pair.changed_on or now))
        who = f", {by_whom(last.changed_by)}" if last.changed_by else ""
        text += f" {sentence(mover.words)} last changed {_ago(last.changed_on, now)}{who}."
    return text


def by_whom(name: str) -> str:
    """Who did it, within a sentence: by Maya Rao, or by you where nobody gave a name."""
    return f"by {name.lower() if name == NAMELESS else name}"


def mover_of(coherence: Coherence, shown: Sequence[SegmentCoherence]) -> ComponentKind | None:
    """The component that changed and that most pairs are unreviewed since."""
    ids = {segment.id for segment in shown}
    debts = [
        finding
        for finding in coherence.findings
        if finding.layer == Layer.DEBT and finding.segment in ids and finding.component is not None
    ]
    most = max(debts, key=lambda finding: finding.excess, default=None)
    return ComponentKind(most.component) if most is not None and most.component else None


def age_of(pair: Pair, now: datetime) -> str:
    """How long a pair has been unreviewed: the longest of the segments; "" if looked at."""
    if not pair.debt:
        return ""
    dated = [each.changed_on for each in pair.debt if each.changed_on is not None]
    if not dated:
        return UNREVIEWED
    days = _days(min(dated, key=_utc), now)
    return "today" if days == 0 else formats.days(days)


def _against(severe: Sequence[CoherenceFinding]) -> str:
    """The choices fit; one severe finding stands against selling tasks"""
    many = len(severe)
    count = _COUNTS[many] if many < len(_COUNTS) else str(many)
    stand = "finding stands" if many == 1 else "findings stand"
    head = f"The choices fit; {count} severe {stand} against"
    about = {each for finding in severe for each in finding.components}
    parts = [kind.words for kind in ComponentKind if kind.value in about]
    return first_that_fits(*([f"{head} {named(parts)}"] if parts else []), f"{head} them")


def _calm(known: Sequence[Pair]) -> str:
    """The title where no pair is frayed and nothing is owed."""
    if not known:
        return "No pair is known yet: in each segment a component is still open"
    least = known[0]
    if least.rounded >= STRONG:
        return f"The four components support each other: no pair below {least.rounded:.0f}"
    return first_that_fits(
        f"{least.names} support each other least: {least.rounded:.0f} of 100",
        f"{least.names} support each other least: {least.rounded:.0f}",
    )


def _clash(pair: Pair) -> str:
    judged = [part.judged for _, part in pair.parts if part.judged is not None]
    hinder = fsum(fsum(both) for both in judged) < 0
    words = "hinder each other" if hinder else "do not fit each other"
    score = f"{pair.rounded:.0f}"
    return first_that_fits(
        f"{pair.names} {words}: {score} of 100",
        f"{pair.names} {words}: {score}",
    )


def _not_chosen(kinds: Sequence[ComponentKind]) -> str:
    if len(kinds) == len(ComponentKind):
        return "None of the four components is chosen yet"
    if len(kinds) == 3:
        return "Three of the four components are not chosen yet"
    plural = len(kinds) > 1 or kinds[0].value.endswith("s")
    return f"{sentence(named([k.words for k in kinds]))} {'are' if plural else 'is'} {NOT_CHOSEN}"


def _ago(on: datetime | None, now: datetime) -> str:
    days = _days(on or now, now)
    return "today" if days == 0 else f"{formats.days(days)} ago"


def _days(on: datetime, now: datetime) -> int:
    """Whole days from one moment to the other, 0 at least."""
    return max(0, (_utc(now) - _utc(on)).days)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
