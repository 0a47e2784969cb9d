"""The figures that are read off the cleaned deals.

Offers `fetch`, from the tables that the import's SQL made to `Counts`. Medians are of the days
from entry to close of closed deals that have both dates.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from salesmodel.crm.result import (
    OwnerFigures,
    Reject,
    Repair,
    SegmentFigures,
    SetAside,
    StageReading,
    TeamFigures,
)

if TYPE_CHECKING:
    import duckdb

MAX_REJECTS = 10_000


@dataclass(frozen=True)
class Totals:
    """The deals that were kept, added up. `entered`: with an entry date; `undated_closed`: closed
    deals without both dates; `owned`: deals with an owner."""

    opportunities: int
    entered: int
    won: int
    lost: int
    won_value: float
    median_won_days: float | None
    median_lost_days: float | None
    first_entry: date | None
    last_entry: date | None
    first_close: date | None
    last_close: date | None
    undated_closed: int
    owned: int
    repaired: int

    @property
    def closed(self) -> int:
        """Won and lost deals."""
        return self.won + self.lost


@dataclass(frozen=True)
class Counts:
    """Everything that the SQL finds. `used`: rows of each joined part that a kept deal points to;
    `unmatched`: deals that point to a row that is not there; `merged_groups`: groups too small to
    stand alone, made one."""

    totals: Totals
    read: int
    rejects: tuple[Reject, ...]
    set_aside: tuple[SetAside, ...]
    repairs: tuple[Repair, ...]
    stages: tuple[StageReading, ...]
    segments: tuple[SegmentFigures, ...]
    owners: tuple[OwnerFigures, ...]
    teams: tuple[TeamFigures, ...]
    kept_of_file: dict[str, int]
    used: dict[str, int]
    unmatched: dict[str, int]
    grouped_by: str  # "segment" | "series" | ""
    merged_groups: int
    ambiguous_dates: tuple[str, ...]


def fetch(
    connection: duckdb.DuckDBPyConnection,
    grouped_by: str,
    merged_groups: int,
    ambiguous_dates: tuple[str, ...],
) -> Counts:
    """Read every figure."""
    rows = partial(_rows, connection)
    return Counts(
        totals=Totals(*rows(_TOTALS)[0]),
        read=rows(_READ)[0][0],
        rejects=tuple(Reject(*row) for row in rows(_REJECTS)),
        set_aside=tuple(SetAside(*row) for row in rows(_SET_ASIDE)),
        repairs=tuple(Repair(*row) for row in rows(_REPAIRS)),
        stages=tuple(StageReading(*row) for row in rows(_STAGES)),
        segments=tuple(SegmentFigures(*row) for row in rows(_SEGMENTS)),
        owners=tuple(OwnerFigures(*row) for row in rows(_OWNERS)),
        teams=tuple(TeamFigures(*row) for row in rows(_TEAMS)),
        kept_of_file=dict(rows("SELECT file, count(*) FROM kept GROUP BY file")),
        used=dict(rows(_USED)),
        unmatched=dict(rows(_UNMATCHED)),
        grouped_by=grouped_by,
        merged_groups=merged_groups,
        ambiguous_dates=ambiguous_dates,
    )


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return connection.execute(query).fetchall()


_WON = "FILTER (result = 'won')"
_LOST = "FILTER (result = 'lost')"
_CLOSED = "FILTER (result <> 'open')"

_TOTALS = f"""
SELECT count(*), count(created), count(*) {_WON}, count(*) {_LOST},
    coalesce(sum(amount) {_WON}, 0), median(days) {_WON}, median(days) {_LOST},
    min(created), max(created), min(closed) {_CLOSED}, max(closed) {_CLOSED},
    count(*) FILTER (result <> 'open' AND days IS NULL), count(owner),
    count(*) FILTER (product <> product_before OR account <> account_before
                     OR owner <> owner_before)
FROM kept
"""
_READ = "SELECT (SELECT count(*) FROM raw_deals) + (SELECT count(*) FROM ragged)"
_REJECTS = f"SELECT file, row, sentence FROM rejects ORDER BY ordinal, row LIMIT {MAX_REJECTS}"
_SET_ASIDE = "SELECT reason, count(*) FROM rejects GROUP BY reason ORDER BY count(*) DESC, reason"
_REPAIRS = """
SELECT field, before, after, count(*) FROM (
    SELECT 'product' AS field, product_before AS before, product AS after FROM kept
    UNION ALL SELECT 'account', account_before, account FROM kept
    UNION ALL SELECT 'owner', owner_before, owner FROM kept
) WHERE before <> after GROUP BY ALL ORDER BY count(*) DESC, field, before
"""
_STAGES = """
SELECT coalesce(outcome, stage) AS name, result, count(*) FROM kept
GROUP BY name, result ORDER BY count(*) DESC, name LIMIT 200
"""
_SEGMENTS = f"""
SELECT group_name, count(*), count(created), count(*) {_CLOSED}, count(*) {_WON}, count(*) {_LOST},
    count(*) {_WON} / nullif(count(*) {_CLOSED}, 0),
    coalesce(sum(amount) {_WON}, 0), avg(amount) {_WON}, count(amount) {_WON},
    count(days) {_WON}, count(days) {_LOST},
    avg(days) {_WON}, median(days) {_WON}, avg(days) {_LOST}, median(days) {_LOST}
FROM grouped GROUP BY group_name ORDER BY count(*) DESC, group_name
"""
_OWNERS = f"""
SELECT owner, count(*), count(*) {_CLOSED}, count(*) {_WON} FROM kept
WHERE owner IS NOT NULL GROUP BY owner ORDER BY count(*) {_CLOSED} DESC, owner
"""
_TEAMS = f"""
SELECT team, count(DISTINCT owner), count(*), count(*) {_CLOSED}, count(*) {_WON},
    count(*) {_WON} / nullif(count(*) {_CLOSED}, 0)
FROM kept WHERE team IS NOT NULL GROUP BY team ORDER BY count(*) {_CLOSED} DESC, team
"""
_USED = """
SELECT part, count(*) FROM sides WHERE CASE part
    WHEN 'products' THEN key IN (SELECT product FROM kept WHERE product IS NOT NULL)
    WHEN 'accounts' THEN key IN (SELECT account FROM kept WHERE account IS NOT NULL)
    ELSE key IN (SELECT owner FROM kept WHERE owner IS NOT NULL) END
GROUP BY part
"""
_UNMATCHED = """
SELECT part, count(*) FROM (
    SELECT 'products' AS part, product AS key FROM kept
    UNION ALL SELECT 'accounts', account FROM kept
    UNION ALL SELECT 'people', owner FROM kept
) AS referred
WHERE key IS NOT NULL
  AND NOT EXISTS (FROM sides WHERE sides.part = referred.part AND sides.key = referred.key)
GROUP BY part
"""
