"""The workspace: scenarios, versions and drafts in one DuckDB file that one process owns.

Offers `Store` and `open_store`. A save is a new version; the scenario's head moves only from the
version that the saver has seen (compare-and-set), and a stale save is refused with `StaleSave`, never
retried and never dropped. A draft is a working copy that is overwritten at each edit.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesmodel.model import NoSuchScenario, StaleSave, StoreError
from salesmodel.store.records import Draft, Scenario, ScenarioCard, Summary, Version
from salesmodel.store.schema import MIGRATIONS

if TYPE_CHECKING:
    import duckdb

CHECKPOINT_EVERY = 20
"""Writes between checkpoints: a torn write-ahead log can lose its tail, so it is kept short."""
_VERSION = (
    "SELECT v.id, v.scenario, v.number, v.parent, v.author, v.message, v.saved_at, c.model "
    "FROM versions v JOIN contents c ON c.hash = v.content WHERE v.id = ?"
)


def default_path() -> Path:
    """`SALESMODEL_STORE`, else `workspace/scenarios.duckdb` under the current folder."""
    named = os.environ.get("SALESMODEL_STORE")
    return Path(named) if named else Path.cwd() / "workspace" / "scenarios.duckdb"


def open_store(path: Path | None = None) -> Store:
    """Open the workspace file, made if it is not there. Raises StoreError when it cannot be."""
    return Store(default_path() if path is None else path)


class Store:
    """One workspace file. Safe to share between the threads of its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.RLock()
        self._writes = 0
        self._connection = self._connected()

    def save_new(
        self, name: str, model_json: str, *, author: str, message: str = "",
        summary: Summary | None = None,
    ) -> Version:  # fmt: skip
        """Save as: a new scenario whose version 1 is `model_json`."""
        scenario = uuid.uuid4().hex
        with self._writing() as connection:
            version = _add_version(connection, scenario, 1, None, model_json, author, message,
                                   summary)  # fmt: skip
            connection.execute(
                "INSERT INTO scenarios VALUES (?, ?, ?, 1, ?, NULL)",
                [scenario, name, version, version],
            )
        return self.open_version(version)

    def save(
        self, scenario_id: str, model_json: str, *, expected_head: str, author: str,
        message: str = "", summary: Summary | None = None,
    ) -> Version:  # fmt: skip
        """A new version on top of `expected_head`; the same content again makes none.

        Raises StaleSave when the head has moved on, NoSuchScenario when it is not there.
        """
        with self._writing() as connection:
            head = self.open_version(self._head(scenario_id))
            if head.id != expected_head:
                raise StaleSave(
                    f"{head.author} saved version {head.number} while you were editing.",
                    "See both and choose.", head=head.id,
                )  # fmt: skip
            if head.model_json == model_json:
                return head
            version = _add_version(connection, scenario_id, head.number + 1, head.id, model_json,
                                   author, message, summary)  # fmt: skip
            connection.execute(
                "UPDATE scenarios SET head = ?, revision = revision + 1 WHERE id = ? AND head = ?",
                [version, scenario_id, expected_head],
            )
        return self.open_version(version)

    def open(self, scenario_id: str) -> Scenario:
        """The scenario at its head. Raises NoSuchScenario."""
        row = self._row("SELECT name, head, baseline FROM scenarios WHERE id = ?", scenario_id)
        if row is None:
            raise _not_there()
        head = self.open_version(row[1])
        return Scenario(
            scenario_id, row[0], head.model_json, head.number, head.id, head.saved_at, row[2]
        )

    def open_version(self, version_id: str) -> Version:
        """One version. Raises NoSuchScenario."""
        row = self._row(_VERSION, version_id)
        if row is None:
            raise _not_there()
        return Version(*row)

    def versions(self, scenario_id: str) -> tuple[Version, ...]:
        """Every version, newest first."""
        rows = self._rows(
            _VERSION.replace("v.id = ?", "v.scenario = ? ORDER BY v.number DESC"), scenario_id
        )
        return tuple(Version(*row) for row in rows)

    def list(self, *, include_deleted: bool = False) -> tuple[ScenarioCard, ...]:
        """The scenarios, the one saved last first."""
        rows = self._rows(
            "SELECT s.id, s.name, v.number, v.saved_at, v.author, v.summary, "
            "s.deleted_at IS NOT NULL FROM scenarios s JOIN versions v ON v.id = s.head "
            "WHERE ? OR s.deleted_at IS NULL ORDER BY v.saved_at DESC, s.id",
            include_deleted,
        )
        return tuple(ScenarioCard(*row[:5], _summary(row[5]), row[6]) for row in rows)

    def rename(self, scenario_id: str, name: str) -> None:
        """Give the scenario another name; its id and versions stay."""
        self._change(scenario_id, "name = ?", name)

    def delete(self, scenario_id: str) -> None:
        """Take the scenario off the list; `undelete` brings it back."""
        self._change(scenario_id, "deleted_at = ?", _now())

    def undelete(self, scenario_id: str) -> None:
        """Bring a deleted scenario back."""
        self._change(scenario_id, "deleted_at = ?", None)

    def set_baseline(self, scenario_id: str, version_id: str) -> None:
        """Compare the scenario with that version of it from now on."""
        if self.open_version(version_id).scenario_id != scenario_id:
            raise _not_there()
        self._change(scenario_id, "baseline = ?", version_id)

    def save_draft(
        self, draft_id: str, scenario_id: str | None, base_version: str | None, model_json: str,
        context_json: str | None = None,
    ) -> None:  # fmt: skip
        """Keep a working copy; once this returns, a killed process does not lose it."""
        with self._writing() as connection:
            connection.execute(
                "INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "scenario = excluded.scenario, base_version = excluded.base_version, "
                "model = excluded.model, context = excluded.context, kept_at = excluded.kept_at",
                [draft_id, scenario_id, base_version, model_json, context_json, _now()],
            )

    def draft(self, draft_id: str) -> Draft | None:
        """The working copy kept under that id, if any."""
        row = self._row(
            "SELECT id, scenario, base_version, model, context, kept_at FROM drafts WHERE id = ?",
            draft_id,
        )
        return None if row is None else Draft(*row)

    def drop_draft(self, draft_id: str) -> None:
        """Forget a working copy."""
        with self._writing() as connection:
            connection.execute("DELETE FROM drafts WHERE id = ?", [draft_id])

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        with self._lock:
            self._connection.execute("CHECKPOINT workspace")
            self._connection.close()

    def _connected(self) -> duckdb.DuckDBPyConnection:
        import duckdb

        self.path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(
            ":memory:",
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "memory_limit": "1GB",
            },
        )
        where = str(self.path).replace("'", "''")
        try:
            connection.execute(f"ATTACH '{where}' AS workspace (STORAGE_VERSION 'v1.5.0')")
        except duckdb.IOException as error:
            raise StoreError(
                f"The workspace {self.path.name} is in use by another running workbench, or cannot "
                "be read.",
                "Close the other one, or set SALESMODEL_STORE to another file.", path=str(self.path),
            ) from error  # fmt: skip
        connection.execute("USE workspace")
        _migrate(connection)
        connection.execute("SET lock_configuration = true")
        return connection

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction at a time; what it did stands in the file when it ends."""
        with self._lock:
            self._connection.execute("BEGIN")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException as error:
                self._undo(error)
                raise
            self._writes += 1
            if self._writes % CHECKPOINT_EVERY == 0:
                self._connection.execute("CHECKPOINT workspace")

    def _undo(self, error: BaseException) -> None:
        import duckdb

        if isinstance(error, duckdb.FatalException):
            self._connection.close()
            self._connection = self._connected()
            return
        self._connection.execute("ROLLBACK")

    def _change(self, scenario_id: str, assignment: str, value: object) -> None:
        with self._writing() as connection:
            found = connection.execute(
                f"UPDATE scenarios SET {assignment} WHERE id = ? RETURNING id",
                [value, scenario_id],
            ).fetchall()
            if not found:
                raise _not_there()

    def _head(self, scenario_id: str) -> str:
        row = self._row("SELECT head FROM scenarios WHERE id = ?", scenario_id)
        if row is None:
            raise _not_there()
        return str(row[0])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._connection.execute(query, list(values)).fetchall()

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._rows(query, *values)
        return rows[0] if rows else None


def _migrate(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS migrations (number INTEGER)")
    (done,) = connection.execute("SELECT count(*) FROM migrations").fetchall()[0]
    if done > len(MIGRATIONS):
        raise StoreError(
            "This workspace was written by a newer workbench.",
            "Update the workbench, or set SALESMODEL_STORE to another file.",
        )
    for number, statements in enumerate(MIGRATIONS[done:], start=done + 1):
        connection.execute(f"BEGIN; {statements} INSERT INTO migrations VALUES ({number}); COMMIT")
        connection.execute("CHECKPOINT workspace")


def _add_version(
    connection: duckdb.DuckDBPyConnection, scenario: str, number: int, parent: str | None,
    model_json: str, author: str, message: str, summary: Summary | None,
) -> str:  # fmt: skip
    content = hashlib.sha256(model_json.encode()).hexdigest()
    connection.execute(
        "INSERT INTO contents VALUES (?, ?) ON CONFLICT DO NOTHING", [content, model_json]
    )
    version = uuid.uuid4().hex
    connection.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [version, scenario, number, parent, content, author, message, _now(),
         None if summary is None else json.dumps(asdict(summary))],
    )  # fmt: skip
    return version


def _summary(text: str | None) -> Summary | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Summary(**{**fields, "segments": tuple(fields["segments"])})


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _not_there() -> NoSuchScenario:
    return NoSuchScenario(
        "This scenario is not in the workspace.", "Open another from the start page."
    )
