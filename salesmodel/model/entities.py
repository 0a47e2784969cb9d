"""What a sales model is made of: segments, their journeys, tasks, roles, assignments, components.

Offers `SalesModel`, the document, and the entities in it. The document is normalised: every
entity stands once, in one list, under an id that never changes, and points to others by id.
So a rename breaks nothing, and a change is said by entity id and field (salesmodel.editing).
Terms and rules 1 to 3 of docs/method.md.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field, FiniteFloat, StringConstraints, model_validator

from salesmodel.model.choices import Acceptance, Component, Judgement, Review, Variant
from salesmodel.model.ids import MAX_NAME, Id, LongId, Name
from salesmodel.model.joining import USUAL, with_usual
from salesmodel.model.purposes import Purpose
from salesmodel.model.quantities import Frozen, Quantity, Unit, assumed

SCHEMA_VERSION: Final = 1
MAX_STAGES = 200
MAX_TASKS = 2_000
MAX_ROLES = 100
MAX_SEGMENTS = 50
MAX_VARIANTS = 100
MAX_JUDGEMENTS = 20_000
MAX_ACCEPTANCES = 2_000


class BuyingJob(StrEnum):
    """The buying job that a stage (or a parallel track of it) is for the buyer."""

    PROBLEM_RECOGNITION = "problem_recognition"
    SOLUTION_EXPLORATION = "solution_exploration"
    VENDOR_EVALUATION = "vendor_evaluation"
    CONSENSUS_BUILDING = "consensus_building"
    PROCUREMENT = "procurement"
    ONBOARDING = "onboarding"
    ADOPTION = "adoption"
    RENEWAL = "renewal"
    EXPANSION = "expansion"
    OTHER = "other"


class BuyingRole(StrEnum):
    """A part that somebody plays in the buyer's decision."""

    USER = "user"
    CHAMPION = "champion"
    ECONOMIC_BUYER = "economic_buyer"
    PROCUREMENT = "procurement"


class OutcomeKind(StrEnum):
    """How a journey ends; `STAYED` and `CHURNED` end the part after a win."""

    WON = "won"
    LOST_TO_RIVAL = "lost_to_rival"
    NO_DECISION = "no_decision"
    STAYED = "stayed"
    CHURNED = "churned"

    @property
    def is_loss(self) -> bool:
        return self in (OutcomeKind.LOST_TO_RIVAL, OutcomeKind.NO_DECISION, OutcomeKind.CHURNED)


class TaskKind(StrEnum):
    """What a task is for the seller; only `SELLING` and `TECHNICAL` count as selling."""

    SELLING = "selling"
    PROSPECTING = "prospecting"
    QUALIFICATION = "qualification"
    TECHNICAL = "technical"
    ONBOARDING = "onboarding"
    SERVICE = "service"
    ADMINISTRATION = "administration"


class RoleKind(StrEnum):
    """The kind of role; it fixes the role's colour."""

    SDR = "sdr"
    AE = "ae"
    SE = "se"
    CSM = "csm"
    AM = "am"
    PARTNER = "partner"
    PRODUCT = "product"
    MARKETING = "marketing"


class BuyingProfile(Frozen):
    """How a segment buys: people involved, formality (0 to 1), human contact wanted (0 to 1)."""

    stakeholders: Quantity = assumed(1, Unit.PEOPLE)
    formality: Quantity = assumed(0.5, Unit.SHARE)
    human_contact: Quantity = assumed(0.5, Unit.SHARE)


class Segment(Frozen):
    """A group of buyers who buy alike, and what a customer of it is worth.

    `arrivals`: buyers entering a year; `deal_value`: money for the first year; `gross_margin`
    and `retention` (a year): shares.
    """

    id: Id
    name: Name
    arrivals: Quantity
    deal_value: Quantity
    gross_margin: Quantity
    retention: Quantity
    profile: BuyingProfile = BuyingProfile()


class Stage(Frozen):
    """One buying job of one segment's journey.

    `buyer`: whom the stage's selling tasks must win over most; `entry`: share of buyers that enter
    here (of customers, for a stage with `after_win`); `dwell`: mean days of a visit; `dwell_cv`:
    its coefficient of variation. When the stage has tracks, they give dwell and losses, and its own
    dwell is not used.
    """

    id: Id
    segment: Id
    name: Name
    job: BuyingJob = BuyingJob.OTHER
    buyer: BuyingRole | None = None
    after_win: bool = False
    entry: Quantity = assumed(0, Unit.SHARE)
    dwell: Quantity
    dwell_cv: Quantity = assumed(1, Unit.RATIO)
    x: FiniteFloat = 0.0
    y: FiniteFloat = 0.0


class Track(Frozen):
    """A job done in parallel inside a stage; the stage ends when its slowest track is done.

    `loss`: probability that the buyer is lost in this track, per visit of the stage.
    """

    id: Id
    stage: Id
    name: Name
    job: BuyingJob = BuyingJob.OTHER
    dwell: Quantity
    dwell_cv: Quantity = assumed(1, Unit.RATIO)
    loss: Quantity = assumed(0, Unit.SHARE)


class Outcome(Frozen):
    """An end of a segment's journey."""

    id: Id
    segment: Id
    name: Name
    kind: OutcomeKind
    x: FiniteFloat = 0.0
    y: FiniteFloat = 0.0


class Move(Frozen):
    """A way out of a stage: to another stage, to itself (a loop) or to an outcome."""

    id: Id
    source: Id  # a stage
    target: Id  # a stage or an outcome of the same segment
    probability: Quantity
    reason: Annotated[str, StringConstraints(max_length=MAX_NAME)] = ""
    locked: bool = False


class Proficiency(Frozen):
    """How a role does tasks of one skill: `quality` 0 to 1, `productivity` (1 = standard hours)."""

    quality: Quantity
    productivity: Quantity = assumed(1, Unit.RATIO)


class Role(Frozen):
    """Who or what executes tasks.

    `annual_cost`: fully loaded money a head and year; `present_hours`: hours at work a head and
    year; `productive_hours`: the part of them left for tasks; `ramp_months`: until a new head is
    of full use; `attrition`: share that leaves a year; `skills`: proficiency by skill.
    """

    id: Id
    name: Name
    short: Annotated[str, StringConstraints(min_length=1, max_length=12)]
    kind: RoleKind
    annual_cost: Quantity
    present_hours: Quantity
    productive_hours: Quantity
    headcount: Quantity
    ramp_months: Quantity = USUAL["ae"]["ramp_months"]
    attrition: Quantity = USUAL["ae"]["attrition"]
    skills: dict[Name, Proficiency] = Field(default_factory=dict)
    _usual_for_its_kind = model_validator(mode="before")(with_usual)


class Task(Frozen):
    """A selling task: `hours` (standard) per visit of its stage, or once per deal.

    `stage` None: served before the journey, once for every buyer entering. `track`: the parallel
    track it serves, if any. `weight`: what full fulfilment is worth against losing the buyer, in
    log-odds (rule 3.6). `baseline_shares`: role id to share at the baseline; empty means that the
    present assignment is the baseline. `purposes`: what it does beyond its kind; None where nobody
    said yet, and its words tell (salesmodel.model.purposes).
    """

    id: Id
    segment: Id
    stage: Id | None
    track: Id | None = None
    name: Name
    kind: TaskKind
    skill: Name
    hours: Quantity
    per: Literal["visit", "deal"] = "visit"
    weight: Quantity = assumed(0.2, Unit.LOG_ODDS, "W9", low=0, high=0.5)
    baseline_shares: dict[Id, FiniteFloat] = Field(default_factory=dict)
    purposes: tuple[Purpose, ...] | None = None


class Assignment(Frozen):
    """The share of a task that a role does; a locked share is not moved by other shares."""

    id: LongId
    task: Id
    role: Id
    share: Quantity
    locked: bool = False


class SalesModel(Frozen):
    """A whole sales model: the document that is drawn, evaluated, saved and compared."""

    schema_version: Literal[1] = SCHEMA_VERSION
    id: Id
    name: Name
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] = "USD"
    segments: tuple[Segment, ...] = Field(default=(), max_length=MAX_SEGMENTS)
    stages: tuple[Stage, ...] = Field(default=(), max_length=MAX_STAGES)
    tracks: tuple[Track, ...] = Field(default=(), max_length=MAX_STAGES)
    outcomes: tuple[Outcome, ...] = Field(default=(), max_length=MAX_SEGMENTS * 5)
    moves: tuple[Move, ...] = Field(default=(), max_length=MAX_STAGES * 20)
    roles: tuple[Role, ...] = Field(default=(), max_length=MAX_ROLES)
    tasks: tuple[Task, ...] = Field(default=(), max_length=MAX_TASKS)
    assignments: tuple[Assignment, ...] = Field(default=(), max_length=MAX_TASKS * 20)
    components: tuple[Component, ...] = Field(default=(), max_length=MAX_SEGMENTS * 4)
    variants: tuple[Variant, ...] = Field(default=(), max_length=MAX_VARIANTS)
    judgements: tuple[Judgement, ...] = Field(default=(), max_length=MAX_JUDGEMENTS)
    reviews: tuple[Review, ...] = Field(default=(), max_length=MAX_SEGMENTS * 6)
    acceptances: tuple[Acceptance, ...] = Field(default=(), max_length=MAX_ACCEPTANCES)


Entity = (
    Segment
    | Stage
    | Track
    | Outcome
    | Move
    | Role
    | Task
    | Assignment
    | Component
    | Variant
    | Judgement
    | Review
    | Acceptance
)
"""Anything in a model that has an id."""

COLLECTIONS = (
    "segments",
    "stages",
    "tracks",
    "outcomes",
    "moves",
    "roles",
    "tasks",
    "assignments",
    "components",
    "variants",
    "judgements",
    "reviews",
    "acceptances",
)
"""The lists of a `SalesModel`, in the order in which one may point to an earlier one."""


def assignment_id(task: str, role: str) -> str:
    """The id of the assignment of `task` to `role`: there is one at most."""
    return f"{task}:{role}"
