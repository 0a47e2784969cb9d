"""Findings in words: what is in sight, what it costs there, and the lines of a row.

Offers `Scope` (coherence of one segment or of all), `counted`, `pill`, `second_line`, `row_html`,
 `evidence_html`, `open_words`, `place_words`, `variant_name` and `plain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from html import escape

from salesmodel.charts import formats
from salesmodel.charts.adding_up import Shown, as_shown
from salesmodel.charts.component_parts import FRAYED
from salesmodel.charts.component_words import by_whom
from salesmodel.charts.finding import named, sentence
from salesmodel.charts.points_lost import points_words
from salesmodel.coherence import Accepted, Coherence, CoherenceFinding, Layer, SegmentCoherence
from salesmodel.coherence.result import PairCoherence
from salesmodel.defaults.variants import library_variant
from salesmodel.model import ComponentKind, SalesModel, Severity

_MARKDOWN = str.maketrans({letter: f"\\{letter}" for letter in "\\`*_{}[]<>$#~|:"})
_NUMBERS = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
)  # fmt: skip
_TONES = {Severity.SEVERE: "bad", Severity.WATCH: "watch"}
_SHARES = ("share", "utilisation", "fulfilment", "retention")
"""Numbers of the evidence that are parts of a whole."""
_EVIDENCE_NAMES = {"non_selling_share": "share not spent selling"}


@dataclass(frozen=True)
class Scope:
    """What the page is about: the coherence of one segment, or of all with ""."""

    coherence: Coherence
    segment: str

    @property
    def segments(self) -> tuple[SegmentCoherence, ...]:
        """The segments in sight."""
        return tuple(s for s in self.coherence.segments if self.segment in ("", s.id))

    @property
    def _whole(self) -> Coherence | SegmentCoherence | None:
        if not self.segment:
            return self.coherence
        return next(iter(self.segments), None)

    @property
    def score(self) -> float | None:
        """0 to 100; None of a segment that is not there."""
        return self._whole.score if self._whole is not None else None

    @property
    def lost(self) -> dict[Layer, float]:
        """Points lost by layer."""
        return self._whole.lost if self._whole is not None else {}

    @property
    def points(self) -> dict[str, float]:
        """Points lost by finding."""
        return self._whole.points if self._whole is not None else {}

    @cached_property
    def shown(self) -> Shown:
        """Score, layers and findings as they are written: they add up on the screen."""
        layers = {f.about: f.layer for f in self.coherence.findings}
        return as_shown(self.score or 0.0, self.lost, self.points, layers)

    @property
    def findings(self) -> tuple[CoherenceFinding, ...]:
        """What is open here, the most severe first."""
        return tuple(f for f in self.coherence.findings if self._has(f))

    @property
    def hinders(self) -> bool:
        """Whether a pair in sight is frayed, or a component is open: no finding is no praise."""
        pairs = [pair for segment in self.segments for pair in segment.pairs]
        return any(p.support is None or formats.half_up(p.support) < FRAYED for p in pairs)

    @property
    def accepted(self) -> tuple[Accepted, ...]:
        """What was left as it is here."""
        return tuple(a for a in self.coherence.accepted if self._has(a.finding))

    def about(self, marked: Sequence[str]) -> tuple[CoherenceFinding, ...]:
        """What is open about the marked component, or about both of the marked pair."""
        return tuple(f for f in self.findings if self._is_about(f, set(marked)))

    def _has(self, finding: CoherenceFinding) -> bool:
        return (
            not self.segment
            or finding.segment in (None, self.segment)
            or finding.other_segment == self.segment
        )

    def _is_about(self, finding: CoherenceFinding, marked: set[str]) -> bool:
        if finding.layer == Layer.DEBT and len(marked) == 2:
            owed = ({p.one.value, p.other.value} for p in self.unreviewed(finding))
            return marked in owed
        return marked <= set(finding.components)

    def unreviewed(self, finding: CoherenceFinding) -> tuple[PairCoherence, ...]:
        """The pairs of its component that nobody looked at since one of them changed."""
        return tuple(
            pair
            for segment in self.coherence.segments
            if segment.id == finding.segment
            for pair in segment.pairs
            if pair.unreviewed and finding.component in (pair.one, pair.other)
        )


def counted(count: int, what: str = "finding") -> str:
    """Two findings."""
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    return sentence(f"{number} {what}{'' if count == 1 else 's'}")


def pair_words(components: Iterable[str]) -> str:
    """value proposition and value delivery"""
    return named([each.replace("_", " ") for each in components])


def pill(finding: CoherenceFinding) -> tuple[str, str]:
    """What the row is marked with, and the tone of it."""
    if finding.layer == Layer.DEBT:
        return "Review", "neutral"
    return finding.severity.value.capitalize(), _TONES.get(finding.severity, "neutral")


def second_line(scope: Scope, model: SalesModel, finding: CoherenceFinding) -> str:
    """What it is about, and where: "Value proposition and value delivery, Consensus"."""
    parts = [sentence(pair_words(finding.components))] if finding.components else []
    if finding.layer == Layer.DEBT:
        parts += _since(scope.unreviewed(finding))
    return ", ".join([*parts, *_places(model, finding)])


def row_html(scope: Scope, model: SalesModel, finding: CoherenceFinding) -> str:
    """A finding as it stands in a list: how severe, the sentence, and what it costs here."""
    about = second_line(scope, model, finding)
    points = scope.shown.points.get(finding.about, 0.0)
    cost = points_words(points, scope.shown.places)
    return html_of(
        pill(finding),
        finding.sentence,
        f"{escape(about)}{', ' if about else ''}<strong>{escape(cost)}</strong>",
    )


def html_of(marked: tuple[str, str], words: str, below: str) -> str:
    """A row of the list; `below` is HTML."""
    text, tone = marked
    return (
        f'<div class="finding"><span class="pill {tone}">{escape(text)}</span><div>'
        f"<b>{escape(words)}</b><span>{below}</span></div></div>"
    )


def evidence_html(finding: CoherenceFinding) -> str:
    """The mend in a sentence, the numbers that it rests on, and which check found it."""
    rows = "".join(
        f"<dt>{escape(evidence_name(name))}</dt><dd>{escape(_figure(finding, name, value))}</dd>"
        for name, value in finding.evidence
    )
    rests = f'<dl class="facts">{rows}</dl>' if rows else ""
    return (
        f'<div class="rests"><p>{escape(finding.mend)}</p>'
        f"{'<b>What it rests on</b>' if rows else ''}{rests}"
        f"<small>Check {escape(finding.check)}. Every check is told in the guide of checks, "
        "docs/checks.md.</small></div>"
    )


def evidence_name(name: str) -> str:
    """What a number of the evidence is called: share not spent selling."""
    return _EVIDENCE_NAMES.get(name, name.replace("_", " "))


def open_words(scope: Scope) -> str:
    """What is not chosen yet; "" where everything is."""
    segments = scope.segments
    missing = sum(c.choice.variant is None for s in segments for c in s.components)
    if not missing:
        return ""
    verb = "is" if missing == 1 else "are"
    of = "the four" if len(segments) == 1 else f"the {len(segments) * len(ComponentKind)}"
    count = _NUMBERS[missing] if missing < len(_NUMBERS) else str(missing)
    return f"{sentence(count)} of {of} components {verb} open."


def variant_name(model: SalesModel, variant: str) -> str:
    """What a variant of the library or of the group's own is called."""
    own = next((each.name for each in model.variants if each.id == variant), None)
    known = library_variant(variant)
    return own or (known.name if known is not None else variant)


def since(on: datetime | None, by: str, ago: str = "") -> str:
    """12 days, by Maya Rao; `ago` follows the age, unless that is today"""
    age = "" if on is None else _age(on)
    parts = (age if age in ("", "today") else age + ago, by_whom(by) if by else "")
    return ", ".join(part for part in parts if part)


def plain(words: str) -> str:
    """Words as they are, also where they hold signs of Markdown."""
    return words.translate(_MARKDOWN)


def place_words(model: SalesModel, finding: CoherenceFinding) -> str:
    """Where it is: "Consensus, Enterprise"; "" where it is about no place."""
    segments = [s.name for s in model.segments if s.id == finding.segment]
    return ", ".join([*_places(model, finding), *segments])


def _figure(finding: CoherenceFinding, name: str, value: float) -> str:
    """A number of the evidence; a limit is written as what it limits."""
    about = finding.evidence[0][0] if name == "limit" else name
    is_share = about.startswith("of_") or any(part in about for part in _SHARES)
    return formats.share(value) if is_share else formats.amount(value)


def _since(pairs: Sequence[PairCoherence]) -> list[str]:
    dated = [pair for pair in pairs if pair.changed_on is not None]
    oldest = min(dated, key=lambda pair: pair.changed_on or datetime.max, default=None)
    told = since(oldest.changed_on, oldest.changed_by) if oldest is not None else ""
    return [told] if told else []


def _age(on: datetime) -> str:
    at = on if on.tzinfo is not None else on.replace(tzinfo=UTC)
    days = (datetime.now(UTC) - at).days
    return "today" if days < 1 else formats.days(days)


def _places(model: SalesModel, finding: CoherenceFinding) -> list[str]:
    stages = [stage.name for stage in model.stages if stage.id == finding.stage]
    tasks = [task.name for task in model.tasks if task.id == finding.task]
    roles = [role.name for role in model.roles if role.id == finding.role]
    return [*stages, *tasks, *roles]
