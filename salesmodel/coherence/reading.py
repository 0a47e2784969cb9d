"""What a segment's tasks show: how it is sold to, and how what was sold is delivered (rule 5.2).

Offers `Work`, the hours of one component of one segment in the figures that the rules look at,
`work_of`, and `Reading` with `selling_shown` and `delivery_shown`. The rules look at hours and at
the kinds of role and task, never at names: a rename or a reordering shows nothing else.

Selling tasks, the first that holds:
1. partners do half of the hours before the win: partner-led;
2. the product and marketing do half of them: product-led;
3. people work a week at most (40 hours) for a won customer, losses included: sales assist where
   the product or marketing has a part in finding and qualifying buyers and SDRs have none,
   high-velocity selling otherwise;
4. three kinds of role have a part, building consensus has one, and either nobody does half of the
   selling (so nobody owns the deal) or a won customer takes more than a month of work (160 hours):
   team selling;
5. one owner.

Value delivery, the first that holds:
1. partners do half of the hours after the win: delivered by partners;
2. the product and marketing do half of them: self-serve;
3. a full-time person has time for at most 21 such customers: a dedicated team; for at most 71:
   guided onboarding; for more: pooled success.

To have a part is to do a tenth of the hours. Where the lines lie is a convention of this tool; 21
and 71 lie half-way (as factors) between the customers a customer success manager has in enterprise
(8 to 15), mid-market (30 to 50) and SMB (100 to 200): figure R5 of docs/figures.md. Transactional,
consultative and enterprise selling by the effort that a customer is worth: Rackham and DeVincentis
(1999). Rounding never moves a figure over a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import fsum

from salesmodel.coherence.lines import WITHOUT_PEOPLE, at_least, beyond, within
from salesmodel.coherence.saying import counted
from salesmodel.coherence.sight import Sight, percent
from salesmodel.model import BuyingJob, ComponentKind, RoleKind, Task, TaskKind

HALF = 0.5
PART = 0.1
A_WEEK, A_MONTH = 40.0, 160.0  # hours of work
KINDS_OF_A_TEAM = 3
DEDICATED, GUIDED = 21.0, 71.0  # customers for one full-time person
FINDING = (TaskKind.PROSPECTING, TaskKind.QUALIFICATION)

Key = tuple[str, ComponentKind]


@dataclass(slots=True)
class Work:
    """Hours a year of the tasks of one component of one segment.

    `by_role`, `by_kind`: role id and kind of role to hours; `finding`, `selling`: those spent on
    finding and qualifying buyers, and on selling to them, by kind; `consensus`: those of selling
    tasks where buyers build consensus; `people_years`: years of full-time people.
    """

    by_role: dict[str, float] = field(default_factory=dict)
    by_kind: dict[RoleKind, float] = field(default_factory=dict)
    finding: dict[RoleKind, float] = field(default_factory=dict)
    selling: dict[RoleKind, float] = field(default_factory=dict)
    consensus: float = 0.0
    people_years: float = 0.0

    @property
    def hours(self) -> float:
        """All of them."""
        return fsum(self.by_kind.values())

    @property
    def people(self) -> float:
        """Those of people: of everybody but the product and marketing."""
        return fsum(h for kind, h in self.by_kind.items() if kind not in WITHOUT_PEOPLE)

    def share(self, *kinds: RoleKind) -> float:
        """The share of the hours that these kinds of role do."""
        return _share(self.by_kind, kinds)

    @property
    def leader(self) -> tuple[RoleKind, float]:
        """The kind of role that does most, of people where there are any, and its share."""
        return _leading(self.by_kind)

    @property
    def seller(self) -> tuple[RoleKind, float]:
        """The same of the hours of selling, where there are any."""
        return _leading(self.selling or self.by_kind)

    @property
    def parts(self) -> int:
        """How many kinds of role do a tenth of the hours or more."""
        return sum(at_least(self.share(kind), PART) for kind in self.by_kind)


@dataclass(frozen=True, slots=True)
class Reading:
    """The variant that a component's tasks show, the sentence on it, and its figures."""

    variant: str
    sentence: str
    evidence: tuple[tuple[str, float], ...]


def work_of(sight: Sight) -> dict[Key, Work]:
    """The work of each component of each segment that has tasks with hours."""
    consensus = _consensus_places(sight)
    works: dict[Key, Work] = {}
    for task in sight.model.tasks:
        key = (task.segment, sight.part_of(task))
        for share in sight.result(task).shares:
            if share.hours > 0:
                work = works.setdefault(key, Work())
                _add(work, sight, task, share.role, share.hours)
                if task.kind == TaskKind.SELLING and _place(task) in consensus:
                    work.consensus += share.hours
    return works


def selling_shown(sight: Sight, work: Work, wins: float) -> Reading:
    """How a segment is sold to. `wins`: customers won a year."""
    per_win = work.people / wins if wins > 0 else float("inf")
    machines = work.share(*WITHOUT_PEOPLE)
    variant = _selling(work, per_win)
    evidence = [
        ("hours_before_win", work.hours),
        ("people_share", 1 - machines),
        ("seller_share", work.seller[1]),
        ("kinds_with_a_part", float(work.parts)),
        ("consensus_share", work.consensus / work.hours),
        ("partner_share", work.share(RoleKind.PARTNER)),
    ]
    if wins > 0:
        evidence.append(("people_hours_per_win", per_win))
    return Reading(variant, _selling_sentence(sight, work, variant, per_win), tuple(evidence))


def delivery_shown(sight: Sight, work: Work, wins: float) -> Reading:
    """How a segment's customers are served. `wins`: customers won a year, more than none."""
    machines = work.share(*WITHOUT_PEOPLE)
    customers = wins / work.people_years if work.people_years > 0 else float("inf")
    variant = _delivery(work, customers)
    evidence = [
        ("hours_after_win", work.hours),
        ("people_share", 1 - machines),
        ("leader_share", work.leader[1]),
        ("partner_share", work.share(RoleKind.PARTNER)),
        ("people_hours_per_win", work.people / wins),
    ]
    if work.people_years > 0:
        evidence.append(("customers_per_person", customers))
    return Reading(variant, _delivery_sentence(sight, work, variant, wins), tuple(evidence))


def _selling(work: Work, per_win: float) -> str:
    if at_least(work.share(RoleKind.PARTNER), HALF):
        return "partner_led"
    if at_least(work.share(*WITHOUT_PEOPLE), HALF):
        return "product_led"
    if within(per_win, A_WEEK):
        found = work.finding or work.by_kind
        signals = at_least(_share(found, WITHOUT_PEOPLE), PART)
        cold = at_least(_share(found, (RoleKind.SDR,)), PART)
        return "sales_assist" if signals and not cold else "high_velocity"
    shared = not at_least(work.seller[1], HALF) or beyond(per_win, A_MONTH)
    together = work.parts >= KINDS_OF_A_TEAM and at_least(work.consensus / work.hours, PART)
    return "team_selling" if together and shared else "one_owner"


def _delivery(work: Work, customers: float) -> str:
    if at_least(work.share(RoleKind.PARTNER), HALF):
        return "partner_delivery"
    if at_least(work.share(*WITHOUT_PEOPLE), HALF):
        return "self_serve_help"
    if within(customers, DEDICATED):
        return "dedicated_team"
    return "guided_onboarding" if within(customers, GUIDED) else "pooled_success"


def _selling_sentence(sight: Sight, work: Work, variant: str, per_win: float) -> str:
    people = _people(work, "before the win")
    if variant in ("partner_led", "product_led"):
        return f"{people}."
    what = " the selling" if work.selling else ""
    seller, share = work.seller
    lead = f"{_short(sight, work, seller)} leads{what} with {percent(share)}"
    parts = "1 kind of role has" if work.parts == 1 else f"{work.parts} kinds of role have"
    effort = f", {counted(per_win, 'hour')} for a won customer" if per_win < float("inf") else ""
    extra = ""
    if variant == "sales_assist":
        found = percent(_share(work.finding or work.by_kind, WITHOUT_PEOPLE))
        extra = f" The product and marketing do {found} of finding and qualifying."
    if variant == "team_selling":
        extra = f" Building consensus takes {percent(work.consensus / work.hours)}."
    return f"{people}{effort}: {lead}, and {parts} a part.{extra}"


def _delivery_sentence(sight: Sight, work: Work, variant: str, wins: float) -> str:
    if variant in ("partner_delivery", "self_serve_help"):
        return f"{_people(work, 'after the win')}."
    customers = wins / work.people_years
    leader, share = work.leader
    return (
        f"People spend {counted(work.people / wins, 'hour')} on a won customer after the win; "
        f"{_short(sight, work, leader)} leads with {percent(share)}. One full-time "
        f"person has time for {counted(customers, 'such customer')}."
    )


def _people(work: Work, when: str) -> str:
    partners, machines = work.share(RoleKind.PARTNER), work.share(*WITHOUT_PEOPLE)
    if at_least(partners, HALF):
        return f"Partners do {percent(partners)} of the hours {when}"
    if at_least(machines, HALF):
        return f"The product and marketing do {percent(machines)} of the hours {when}"
    return f"People do {percent(1 - machines)} of the hours {when}"


def _short(sight: Sight, work: Work, kind: RoleKind) -> str:
    """The role of that kind that does most, by the name on its chip."""
    hours = {role: h for role, h in work.by_role.items() if sight.roles[role].kind == kind}
    most = max(hours.values())
    return sight.roles[min(role for role, h in hours.items() if at_least(h, most))].short


def _leading(hours: Mapping[RoleKind, float]) -> tuple[RoleKind, float]:
    people = {kind: h for kind, h in hours.items() if kind not in WITHOUT_PEOPLE} or hours
    most = max(people.values())
    leader = next(kind for kind in RoleKind if at_least(people.get(kind, 0.0), most))
    return leader, _share(hours, (leader,))


def _add(work: Work, sight: Sight, task: Task, role: str, hours: float) -> None:
    found = sight.roles[role]
    work.by_role[role] = work.by_role.get(role, 0.0) + hours
    work.by_kind[found.kind] = work.by_kind.get(found.kind, 0.0) + hours
    if task.kind in FINDING:
        work.finding[found.kind] = work.finding.get(found.kind, 0.0) + hours
    if task.kind == TaskKind.SELLING:
        work.selling[found.kind] = work.selling.get(found.kind, 0.0) + hours
    if found.kind not in WITHOUT_PEOPLE:
        work.people_years += hours / found.productive_hours.value


def _consensus_places(sight: Sight) -> set[str]:
    """Stages and tracks in which buyers build consensus."""
    job = BuyingJob.CONSENSUS_BUILDING
    places = {stage.id for stage in sight.model.stages if stage.job == job}
    return places | {track.id for track in sight.model.tracks if track.job == job}


def _place(task: Task) -> str | None:
    return task.track or task.stage


def _share(hours: Mapping[RoleKind, float], kinds: Iterable[RoleKind]) -> float:
    total = fsum(hours.values())
    return fsum(hours.get(kind, 0.0) for kind in kinds) / total if total > 0 else 0.0
