"""Counts over the deals, in SQL: cleaned values, outcomes, segments, owners and teams.

Offers `count`, from the tables of a `Layout` to `Counts`. The connection lives in memory, opens no
file, loads no extension, and takes what was uploaded as Arrow tables of text under our own column
names: no word of a file becomes part of a statement. A won or lost deal is one whose stage (or
outcome) says so; all others are open. Won / (won + lost) is by deals closed (section 1 of
docs/method.md); open deals are counted, and have no cycle time.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from salesmodel.crm.fields import DEAL_FIELDS, JOINS, Joined, Layout
from salesmodel.crm.figures import Counts, fetch
from salesmodel.crm.reading import RawTable
from salesmodel.model import UnusableImport

if TYPE_CHECKING:
    import duckdb

MAX_GROUPS = 12
DATE_FORMATS = (
    "%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M:%S.%f",
    "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%M:%S.%fZ", "%Y-%m-%dT%H:%M:%S.%f",
    "%Y/%m/%d", "%m/%d/%Y", "%d/%m/%Y", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M",
    "%m/%d/%Y, %I:%M %p", "%m/%d/%Y %I:%M %p", "%d.%m.%Y", "%d.%m.%Y %H:%M", "%d-%m-%Y",
    "%m/%d/%y", "%d/%m/%y", "%d %b %Y", "%d-%b-%Y", "%b %d, %Y",
)  # fmt: skip


def count(layout: Layout) -> Counts:
    """Clean and count the deals of `layout`."""
    import duckdb

    connection = _locked_connection()
    try:
        return _counted(connection, layout)
    except duckdb.OutOfMemoryException as error:
        raise UnusableImport(
            f"Counting {layout.deals[0].file} needs more than the 2 GB of memory that are allowed.",
            "Export a shorter period or fewer columns.",
            path=layout.deals[0].file,
        ) from error
    finally:
        connection.close()


def _counted(connection: duckdb.DuckDBPyConnection, layout: Layout) -> Counts:
    _register(connection, layout)
    _run(connection, "clean")
    ambiguous = _choose_date_formats(connection, layout)
    _run(connection, "join")
    _run(connection, "judge")
    grouped_by, merged = _group(connection)
    return fetch(connection, grouped_by, merged, ambiguous)


def _locked_connection() -> duckdb.DuckDBPyConnection:
    import duckdb

    connection = duckdb.connect(
        ":memory:",
        config={
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "memory_limit": "2GB",
            "temp_directory": "",  # what was uploaded is not written to a disk
            "preserve_insertion_order": "false",
            "threads": "2",
        },
    )
    connection.execute("SET lock_configuration = true")
    return connection


def _run(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    script = files("salesmodel.crm").joinpath(f"{name}.sql").read_text(encoding="utf-8")
    connection.execute(script)


def _register(connection: duckdb.DuckDBPyConnection, layout: Layout) -> None:
    """Hand over the files as Arrow, under our own names for tables and columns."""
    import pyarrow as pa

    deals = list(enumerate(layout.deals))
    connection.register(
        "raw_deals", pa.concat_tables([_deals_table(n, table, layout) for n, table in deals])
    )
    ragged = [(n, table.file, row) for n, table in deals for row in table.ragged]
    columns = {
        "ordinal": ([n for n, _, _ in ragged], pa.int64()),
        "file": ([file for _, file, _ in ragged], pa.string()),
        "row": ([row.row for _, _, row in ragged], pa.int64()),
        "expected": ([row.expected for _, _, row in ragged], pa.int64()),
        "found": ([row.found for _, _, row in ragged], pa.int64()),
    }
    connection.register(
        "ragged",
        pa.table({name: pa.array(values, kind) for name, (values, kind) in columns.items()}),
    )
    sides = {side.part: side for side in layout.joined}
    for part in JOINS:
        connection.register(f"raw_{part}", _side_table(sides.get(part)))


def _deals_table(ordinal: int, table: RawTable, layout: Layout) -> Any:
    import pyarrow as pa

    rows = len(table.row_numbers)
    fields = {
        name: table.columns[layout.fields[name]]
        if name in layout.fields
        else pa.nulls(rows, pa.string())
        for name in DEAL_FIELDS
    }
    return pa.table(
        {
            "ordinal": pa.array([ordinal] * rows, pa.int64()),
            "file": pa.array([table.file] * rows, pa.string()),
            "row": pa.array(table.row_numbers, pa.int64()),
            **fields,
        }
    )


def _side_table(side: Joined | None) -> Any:
    import pyarrow as pa

    rows = len(side.table.row_numbers) if side else 0
    held: Mapping[str, int] = side.fields if side else {}
    fields = {
        name: side.table.columns[held[name]]
        if side and name in held
        else pa.nulls(rows, pa.string())
        for name in ("team", "segment", "source", "series")
    }
    key = side.table.columns[side.key] if side else pa.nulls(0, pa.string())
    numbers = pa.array(side.table.row_numbers if side else [], pa.int64())
    return pa.table({"row": numbers, "key": key, **fields})


def _choose_date_formats(connection: duckdb.DuckDBPyConnection, layout: Layout) -> tuple[str, ...]:
    """For each date column the format that reads most of it. Where day/month reads a column as well
    as month/day does, the other column decides; names the columns where neither does."""
    best = {field: _best_formats(connection, field) for field in ("created", "closed")}
    decided = {kinds[0][:5] for kinds in best.values() if len(kinds) == 1}
    ambiguous = []
    for field, formats in best.items():
        chosen = formats[0]
        if len(formats) > 1 and "%d/%m" in decided and "%m/%d" not in decided:
            chosen = formats[1]
        elif len(formats) > 1 and "%m/%d" not in decided:
            ambiguous.append(layout.mapping[field])
        connection.execute(f"SET VARIABLE {field}_format = '{chosen}'")
    return tuple(ambiguous)


def _best_formats(connection: duckdb.DuckDBPyConnection, field: str) -> list[str]:
    """The format that reads most of the column, and its twin that reads as much with day and month
    the other way round, if there is one."""
    measures = ", ".join(
        "coalesce(sum(deals) FILTER (read_as(text, ?) IS NOT NULL), 0)" for _ in DATE_FORMATS
    )
    distinct = f"SELECT {field}_text AS text, count(*) AS deals FROM clean GROUP BY text"
    row = connection.execute(f"SELECT {measures} FROM ({distinct})", list(DATE_FORMATS)).fetchall()[
        0
    ]
    counts = dict(zip(DATE_FORMATS, row, strict=True))
    best = max(counts, key=lambda form: counts[form])
    twin = best.replace("%m/%d", "%d/%m")
    is_tie = twin != best and counts[best] and counts.get(twin) == counts[best]
    return [best, twin] if is_tie else [best]


def _group(connection: duckdb.DuckDBPyConnection) -> tuple[str, int]:
    """Group the kept deals by segment, else by product series, else not at all; the groups beyond
    the largest ones become one. Returns what groups them, and how many were merged."""
    segments, series = connection.execute(
        "SELECT count(segment), count(series) FROM kept"
    ).fetchall()[0]
    by = "segment" if segments else "series" if series else ""
    connection.execute(
        "CREATE TABLE ranked AS SELECT name, count(*) AS deals, "
        "row_number() OVER (ORDER BY count(*) DESC, name) AS place "
        f"FROM (SELECT {_GROUP_NAME[by]} AS name FROM kept) GROUP BY name"
    )
    groups = connection.execute("SELECT count(*) FROM ranked").fetchall()[0][0]
    cut = MAX_GROUPS if groups <= MAX_GROUPS else MAX_GROUPS - 1
    connection.execute(
        "CREATE VIEW grouped AS SELECT kept.*, "
        f"CASE WHEN place <= {cut} THEN name ELSE 'All others' END AS group_name "
        f"FROM kept JOIN ranked ON ranked.name = {_GROUP_NAME[by]}"
    )
    return by, max(0, groups - cut)


_GROUP_NAME = {
    "segment": "coalesce(segment, 'Not stated')",
    "series": "coalesce(series, 'Not stated')",
    "": "'All buyers'",
}
