"""What the store gives back: frozen records. Times are naive UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Summary:
    """What a list of scenarios shows of one: money per win, coherence 0 to 100, segment names;
    `thumbnail`: JSON of what a small drawing of the journey needs, if any."""

    cost_per_win: float | None
    coherence: float | None
    segments: tuple[str, ...]
    currency: str = "USD"
    thumbnail: str | None = None


@dataclass(frozen=True)
class Version:
    """One saved version of a scenario: `number` counts from 1, `parent` is the version before."""

    id: str
    scenario_id: str
    number: int
    parent: str | None
    author: str
    message: str
    saved_at: datetime
    model_json: str


@dataclass(frozen=True)
class Scenario:
    """A scenario at its head; `baseline` is the id of the version that it is compared with."""

    id: str
    name: str
    model_json: str
    number: int
    head: str
    saved_at: datetime
    baseline: str | None


@dataclass(frozen=True)
class ScenarioCard:
    """A row of the list of scenarios."""

    id: str
    name: str
    number: int
    saved_at: datetime
    author: str
    summary: Summary | None
    deleted: bool


@dataclass(frozen=True)
class Draft:
    """A working copy as it was last kept: the model, what it was based on, and `context_json`
    (what the app keeps beside the model, such as history, baseline and import)."""

    id: str
    scenario_id: str | None
    base_version: str | None
    model_json: str
    context_json: str | None
    kept_at: datetime
