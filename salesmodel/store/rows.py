"""Records to rows and back, on a cursor whose transaction the caller holds.

Offers what `Store` is made of: `add_version`, `move_head`, `head_of`, `scenario_row`, `version_of`,
`versions_of`, `card_from` and the refusal `stale`. Plain portable SQL with bound parameters.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from salesmodel.model import NoSuchScenario, StaleSave
from salesmodel.store.content import hash_of
from salesmodel.store.records import ScenarioCard, Summary, Version

if TYPE_CHECKING:
    import duckdb

_VERSION = (
    "SELECT id, scenario, number, parent, author, message, saved_at, content "
    "FROM workspace.versions WHERE "
)


def add_version(
    cursor: duckdb.DuckDBPyConnection, version: Version, summary: Summary | None
) -> None:
    """Append the version; its content is written only if it is not there yet."""
    content = hash_of(version.model_json)
    cursor.execute(
        "INSERT INTO workspace.contents VALUES (?, ?) ON CONFLICT DO NOTHING",
        [content, version.model_json],
    )
    cursor.execute(
        "INSERT INTO workspace.versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            version.id,
            version.scenario_id,
            version.number,
            version.parent,
            content,
            version.author,
            version.message,
            version.saved_at,
            None if summary is None else json.dumps(asdict(summary)),
        ],
    )


def move_head(cursor: duckdb.DuckDBPyConnection, version: Version, revision: int) -> None:
    """The compare-and-set; it also holds where several processes share one database."""
    moved = cursor.execute(
        "UPDATE workspace.scenarios SET head = ?, revision = revision + 1 "
        "WHERE id = ? AND revision = ? RETURNING id",
        [version.id, version.scenario_id, revision],
    ).fetchall()
    if not moved:
        raise stale(head_of(cursor, version.scenario_id)[0])


def head_of(cursor: duckdb.DuckDBPyConnection, scenario_id: str) -> tuple[Version, int]:
    """The newest version and the revision of the head. Raises NoSuchScenario, also when deleted."""
    name, head, revision, _, deleted_at = scenario_row(cursor, scenario_id)
    if deleted_at is not None:
        raise NoSuchScenario(
            f"{name} was deleted.", "Undo the delete on the start page, or save under a new name."
        )
    return version_of(cursor, head), revision


def scenario_row(cursor: duckdb.DuckDBPyConnection, scenario_id: str) -> tuple[Any, ...]:
    """Name, head, revision, baseline and time of deletion. Raises NoSuchScenario."""
    row = cursor.execute(
        "SELECT name, head, revision, baseline, deleted_at FROM workspace.scenarios WHERE id = ?",
        [scenario_id],
    ).fetchone()
    if row is None:
        raise _not_there("scenario")
    return row


def version_of(cursor: duckdb.DuckDBPyConnection, version_id: str) -> Version:
    """The version with its content. Raises NoSuchScenario."""
    row = cursor.execute(_VERSION + "id = ?", [version_id]).fetchone()
    if row is None:
        raise _not_there("version")
    return _with_content(cursor, row)


def versions_of(cursor: duckdb.DuckDBPyConnection, scenario_id: str) -> tuple[Version, ...]:
    """Every version of the scenario, newest first."""
    rows = cursor.execute(_VERSION + "scenario = ? ORDER BY number DESC", [scenario_id]).fetchall()
    return tuple(_with_content(cursor, row) for row in rows)


def stale(head: Version) -> StaleSave:
    """The refusal of a save that does not build on `head`."""
    return StaleSave(
        f"{head.author} saved version {head.number} while you were editing.",
        "See both and choose.",
        head=head.id,
    )


def card_from(row: tuple[Any, ...]) -> ScenarioCard:
    """A row of the list: id, name, number, time, author, summary as JSON, deleted."""
    scenario, name, number, saved_at, author, summary, deleted = row
    return ScenarioCard(scenario, name, number, saved_at, author, _summary_from(summary), deleted)


def _with_content(cursor: duckdb.DuckDBPyConnection, row: tuple[Any, ...]) -> Version:
    """Contents are fetched one by one, by key: a join reads the contents of every version."""
    *about, content = row
    found = cursor.execute("SELECT model FROM workspace.contents WHERE hash = ?", [content])
    return Version(*about, *found.fetchall()[0])


def _not_there(what: str) -> NoSuchScenario:
    return NoSuchScenario(
        f"This {what} is not in the workspace.", "Open a scenario from the start page."
    )


def _summary_from(text: str | None) -> Summary | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Summary(**{**fields, "segments": tuple(fields["segments"])})
