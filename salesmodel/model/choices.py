"""What a group has chosen, judged, looked at together and accepted: the four components.

Offers `Component` and `Variant` (what is chosen, and what can be), `Judgement` (how one variant
supports another, as one person sees it), `Review` (when a pair of components was last looked at),
`Acceptance` (a finding that is left as it is, and why), the ids that follow from what they are
about, and the field types `Who` and `Wording`. Section 5 of docs/method.md.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from enum import StrEnum
from itertools import combinations
from typing import Annotated

from pydantic import BeforeValidator, Field, FiniteFloat, StringConstraints

from salesmodel.model.findings import Severity
from salesmodel.model.ids import MAX_NAME, MAX_TEXT, Id, LongId, Moment, Name, Text
from salesmodel.model.quantities import Frozen, Quantity
from salesmodel.model.texts import on_one_line

STRONGEST = 3
LONGEST_SLUG = 40

Who = Annotated[
    str,
    StringConstraints(max_length=MAX_NAME, strip_whitespace=True),
    BeforeValidator(on_one_line),
]
"""The name of a person, or "" where nobody is named."""
Wording = Annotated[str, StringConstraints(max_length=64)]
"""A fingerprint of two variants as they are described."""


class ComponentKind(StrEnum):
    """The four components of a sales model."""

    CUSTOMER_SELECTION = "customer_selection"
    VALUE_PROPOSITION = "value_proposition"
    SELLING_TASKS = "selling_tasks"
    VALUE_DELIVERY = "value_delivery"

    @property
    def words(self) -> str:
        """value delivery"""
        return self.value.replace("_", " ")


PAIRS: tuple[tuple[ComponentKind, ComponentKind], ...] = tuple(combinations(ComponentKind, 2))
"""The six pairs of components, each in the order of `ComponentKind`."""


class Component(Frozen):
    """The variant of one of the four components that a segment has, and a sentence on it.

    `variant`: a variant of the library or of the model. `promised_days`: of a value proposition,
    the days from the win in which it is promised to work.
    """

    id: Id
    segment: Id
    kind: ComponentKind
    variant: Id
    note: Text = ""
    promised_days: Quantity | None = None


class Variant(Frozen):
    """A way of doing one component that the group added to the library."""

    id: Id
    kind: ComponentKind
    name: Name
    description: Text = ""


class Judgement(Frozen):
    """How one person judges that a variant supports (up to 3) or hinders (to -3) another.

    `source` and `target`: variants of different components, or a way of buying as the source.
    `rests_on`: path of an input to its value when it was judged; `wording`: the fingerprint of
    both variants as they were described then. When either has changed, it is asked again.
    """

    id: LongId
    source: Id
    target: Id
    value: Annotated[int, Field(ge=-STRONGEST, le=STRONGEST)]
    by: Name
    why: Text = ""
    on: Moment | None = None
    rests_on: dict[str, FiniteFloat] = Field(default_factory=dict)
    wording: Wording = ""


class Review(Frozen):
    """What two components of a segment were when they were last looked at together.

    `seen`: the content of both, as salesmodel.coherence reads it. `changed_by`, `changed_on`: who
    made the change that nobody has looked at since, and when; empty while there is none.
    """

    id: LongId
    segment: Id
    one: ComponentKind
    other: ComponentKind
    seen: dict[str, FiniteFloat] = Field(default_factory=dict)
    by: Who = ""
    on: Moment | None = None
    changed_by: Who = ""
    changed_on: Moment | None = None


class Acceptance(Frozen):
    """A finding that is left as it is, with the reason.

    `about`: the finding's key; `severity`: what it was then. It does not hold for a worse one.
    """

    id: LongId
    about: LongId
    severity: Severity
    why: Annotated[str, StringConstraints(min_length=1, max_length=MAX_TEXT, strip_whitespace=True)]
    by: Name
    on: Moment | None = None

    @property
    def check(self) -> str:
        """The check whose finding it is, in words: promise without tasks."""
        return self.about.partition(":")[0].replace("-", " ").replace("_", " ")

    @property
    def segments(self) -> tuple[str, ...]:
        """The segments that the finding names: one, or two that are set against each other."""
        return tuple(part for part in self.about.split(":")[1:3] if part != "-")


def judgement_id(source: str, target: str, by: str) -> str:
    """The id of a person's judgement: there is one at most."""
    return f"{source}:{target}:{slug(by)}"


def review_id(segment: str, one: ComponentKind, other: ComponentKind) -> str:
    """The id of the review of a pair of components, in whichever order they are given."""
    order = tuple(ComponentKind)
    first, second = sorted((one, other), key=order.index)
    return f"{segment}:{first.value}:{second.value}"


def slug(name: str) -> str:
    """A name as part of an id, of 40 characters at most: the same for the same name in any case
    and spacing, and another for any other name."""
    plain = " ".join(_caseless(name).split())
    letters = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    kept = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
    if kept and kept.replace("-", " ") == plain and len(kept) <= LONGEST_SLUG:
        return kept
    # What is left out may be all that two people's names differ by.
    digest = hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{kept[: LONGEST_SLUG - 13].strip('-')}-{digest}".strip("-")


def _caseless(name: str) -> str:
    """In small letters, an accent always written in the same way."""
    small = unicodedata.normalize("NFD", name).casefold()
    return unicodedata.normalize("NFD", small)
