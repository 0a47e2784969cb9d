"""The tables of the workspace, and the steps that bring an older file up to date.

Offers `migrate`. Versions are append-only and their content stands once, by hash. The only row that
a save updates is the scenario's: its head moves by compare-and-set on `revision`. No foreign keys
point to it and no secondary index lies on it, since DuckDB turns such updates into a deletion.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from salesmodel.model import StoreError

if TYPE_CHECKING:
    import duckdb

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE workspace.contents (hash VARCHAR PRIMARY KEY, model VARCHAR NOT NULL)",
        """
        CREATE TABLE workspace.versions (
            id VARCHAR PRIMARY KEY, scenario VARCHAR NOT NULL, number INTEGER NOT NULL,
            parent VARCHAR, content VARCHAR NOT NULL, author VARCHAR NOT NULL,
            message VARCHAR NOT NULL, saved_at TIMESTAMP NOT NULL, summary VARCHAR,
            UNIQUE (scenario, number)
        )
        """,
        """
        CREATE TABLE workspace.scenarios (
            id VARCHAR PRIMARY KEY, name VARCHAR NOT NULL, head VARCHAR NOT NULL,
            revision INTEGER NOT NULL, baseline VARCHAR, deleted_at TIMESTAMP
        )
        """,
        """
        CREATE TABLE workspace.drafts (
            id VARCHAR PRIMARY KEY, scenario VARCHAR, base_version VARCHAR,
            model VARCHAR NOT NULL, context VARCHAR, digest VARCHAR NOT NULL,
            kept_at TIMESTAMP NOT NULL
        )
        """,
    ),
)
"""What each step does; the number of a step is its place, from 1. Never change one, add one."""


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Bring the file up to date. Raises StoreError for a newer one, or one that is not ours."""
    done = _steps_done(connection, path)
    if done > len(MIGRATIONS):
        raise StoreError(
            f"The workspace {path.name} was written by a newer workbench.",
            "Update the workbench, or set SALESMODEL_STORE to another file.",
            path=str(path),
            value=done,
        )
    for number, statements in enumerate(MIGRATIONS[done:], start=done + 1):
        connection.execute("BEGIN")
        if number == 1:
            connection.execute("CREATE TABLE workspace.migrations (number INTEGER PRIMARY KEY)")
        for statement in statements:
            connection.execute(statement)
        connection.execute("INSERT INTO workspace.migrations VALUES (?)", [number])
        connection.execute("COMMIT")
        connection.execute("CHECKPOINT workspace")


def _steps_done(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    tables = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'workspace'"
    ).fetchall()
    if not tables:
        return 0
    if ("migrations",) not in tables:
        raise _not_ours(path)
    rows = connection.execute("SELECT max(number) FROM workspace.migrations").fetchall()
    if rows[0][0] is None:  # ours is made together with its first row
        raise _not_ours(path)
    return int(rows[0][0])


def _not_ours(path: Path) -> StoreError:
    return StoreError(
        f"The file {path.name} is a database of another program, not a workspace.",
        "Set SALESMODEL_STORE to another file.",
        path=str(path),
    )
