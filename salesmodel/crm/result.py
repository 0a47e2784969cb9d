"""What an import of CRM files gives: counts, repairs, rejects, and the first model.

Offers `CrmImport` and its parts, and `as_json`, the shape that the command line and the pages read.
Win rates are by deals closed: won / (won + lost). Times are in days from entry to close; amounts in
the import's currency.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from salesmodel.model import SalesModel


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the deals: `read` = `kept` + `rejected`, checked; `repaired` are among the kept."""

    read: int
    kept: int
    repaired: int
    rejected: int

    def __post_init__(self) -> None:
        if self.read != self.kept + self.rejected or not 0 <= self.repaired <= self.kept:
            raise ArithmeticError(f"The rows do not add up: {self}.")


@dataclass(frozen=True, slots=True)
class FileUse:
    """One file: the part it played and its `rows`, of which `used`; why the others were not."""

    file: str
    part: str  # "deals" | "accounts" | "products" | "people" | "not used"
    rows: int
    used: int
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """A value (or a file's encoding) that was read as another, and in how many rows."""

    column: str
    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was set aside; the header is row 1, as in a spreadsheet."""

    file: str
    row: int
    sentence: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many rows were set aside for one reason; the counts add up to the rejected rows."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class StageReading:
    """A stage name of the file and the outcome it was read as: won, lost or open."""

    stage: str
    outcome: str
    count: int


@dataclass(frozen=True, slots=True)
class SegmentFigures:
    """What the deals of one group say. `entered`: deals with an entry date; `timed_*`: closed
    deals with both dates; None where there is nothing to count."""

    name: str
    opportunities: int
    entered: int
    closed: int
    won: int
    lost: int
    win_rate: float | None
    won_value: float
    mean_won_amount: float | None
    won_with_amount: int
    timed_won: int
    timed_lost: int
    mean_won_days: float | None
    median_won_days: float | None
    mean_lost_days: float | None
    median_lost_days: float | None


@dataclass(frozen=True, slots=True)
class OwnerFigures:
    """Deals of one owner."""

    name: str
    opportunities: int
    closed: int
    won: int


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """Deals of one team, and how many owners they have."""

    name: str
    owners: int
    opportunities: int
    closed: int
    won: int
    win_rate: float | None


@dataclass(frozen=True)
class CrmImport:
    """Everything that was read from the files, and the first `model` made of it.

    `entry_period`, `close_period`: first and last dates, in words, empty without dates.
    `arrivals_per_year`: deals with an entry date a year of that period. `mapping`: field to
    column; `guessed`: the fields that the importer chose itself.
    """

    currency: str
    rows: Rows
    files: tuple[FileUse, ...]
    opportunities: int
    closed: int
    won: int
    lost: int
    open: int
    won_value: float
    win_rate: float | None
    median_cycle_won_days: float | None
    median_cycle_lost_days: float | None
    entry_period: str
    close_period: str
    arrivals_per_year: float
    repairs: tuple[Repair, ...]
    rejects: tuple[Reject, ...]
    set_aside: tuple[SetAside, ...]
    not_knowable: tuple[str, ...]
    notes: tuple[str, ...]
    stages: tuple[StageReading, ...]
    segments: tuple[SegmentFigures, ...]
    owners: tuple[OwnerFigures, ...]
    teams: tuple[TeamFigures, ...]
    mapping: dict[str, str]
    guessed: tuple[str, ...]
    model: SalesModel

    def __post_init__(self) -> None:
        if self.opportunities != self.won + self.lost + self.open:
            raise ArithmeticError("The outcomes do not add up to the opportunities.")
        if sum(part.count for part in self.set_aside) != self.rows.rejected:
            raise ArithmeticError("The reasons do not add up to the rows set aside.")


def as_json(result: CrmImport, *, names: bool = False) -> dict[str, Any]:
    """The result without its model, as plain values. People are coded unless `names` is set."""
    return {
        "currency": result.currency,
        "rows": asdict(result.rows),
        "files": [asdict(use) for use in result.files],
        "opportunities": result.opportunities,
        "closed": result.closed,
        "won": result.won,
        "lost": result.lost,
        "open": result.open,
        "won_value": result.won_value,
        "win_rate": result.win_rate,
        "median_cycle_days": {
            "won": result.median_cycle_won_days,
            "lost": result.median_cycle_lost_days,
        },
        "entry_period": result.entry_period,
        "close_period": result.close_period,
        "arrivals_per_year": result.arrivals_per_year,
        "repairs": [
            {"column": fix.column, "from": fix.before, "to": fix.after, "count": fix.count}
            for fix in result.repairs
        ],
        "rejects": [asdict(reject) for reject in result.rejects],
        "set_aside": [asdict(part) for part in result.set_aside],
        "not_knowable": list(result.not_knowable),
        "notes": list(result.notes),
        "stages": [asdict(stage) for stage in result.stages],
        "segments": [asdict(segment) for segment in result.segments],
        "owners": _coded([asdict(owner) for owner in result.owners], "Rep", names),
        "teams": _coded(
            [asdict(team) for team in result.teams],
            "Team",
            names or "manager" not in result.mapping.get("team", "").casefold(),
        ),
        "mapping": dict(result.mapping),
        "guessed": list(result.guessed),
    }


def _coded(rows: list[dict[str, Any]], prefix: str, names: bool) -> list[dict[str, Any]]:
    if names:
        return rows
    return [row | {"name": f"{prefix} {number}"} for number, row in enumerate(rows, 1)]
