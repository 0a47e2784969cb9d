"""The workspace: scenarios, versions and drafts in one DuckDB file.

Offers `Store`, `open_store` and `default_path`. A save is a new version; the scenario's head moves
only from the version that the saver has seen (compare-and-set), and a stale save is refused with
`StaleSave`, never retried and never dropped. A draft is a working copy, overwritten at each edit.
"""

from __future__ import annotations

import os
import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path
from weakref import WeakValueDictionary

from salesmodel.model import NoSuchScenario
from salesmodel.store.content import canonical, checked_name, checked_text, hash_of
from salesmodel.store.records import Draft, Scenario, ScenarioCard, Summary, Version
from salesmodel.store.rows import (
    add_version,
    card_from,
    head_of,
    move_head,
    scenario_row,
    stale,
    version_of,
    versions_of,
)
from salesmodel.store.workspace_file import WorkspaceFile

_open_stores: WeakValueDictionary[Path, Store] = WeakValueDictionary()
_opening = threading.Lock()


def default_path() -> Path:
    """`SALESMODEL_STORE`, else `workspace/scenarios.duckdb` under the current folder."""
    named = os.environ.get("SALESMODEL_STORE")
    return Path(named) if named else Path.cwd() / "workspace" / "scenarios.duckdb"


def open_store(path: Path | None = None) -> Store:
    """The workspace file, made if it is not there; one `Store` a file for the whole process.

    Raises StoreError when another process holds it, or when it cannot be opened.
    """
    place = (default_path() if path is None else Path(path)).resolve()
    with _opening:
        store = _open_stores.get(place)
        if store is None or store.closed:
            store = _open_stores[place] = Store(place)
        return store


class Store:
    """One workspace file; see `ScenarioStore` for what each method does."""

    def __init__(self, path: Path) -> None:
        self._file = WorkspaceFile(path)

    @property
    def path(self) -> Path:
        """Where the file is."""
        return self._file.path

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._file.closed

    def save_new(
        self,
        name: str,
        model_json: str,
        author: str,
        message: str = "",
        summary: Summary | None = None,
    ) -> Version:
        """Save as: a new scenario whose version 1 is `model_json`."""
        scenario, shown, text = uuid.uuid4().hex, checked_name(name), canonical(model_json)
        version = Version(
            _new_id(), scenario, 1, None, checked_text(author), checked_text(message), _now(), text
        )
        with self._file.writing(checkpoint=True) as cursor:
            add_version(cursor, version, summary)
            cursor.execute(
                "INSERT INTO workspace.scenarios VALUES (?, ?, ?, 1, NULL, NULL)",
                [scenario, shown, version.id],
            )
        return version

    def save(
        self,
        scenario_id: str,
        model_json: str,
        *,
        expected_head: str,
        author: str,
        message: str = "",
        summary: Summary | None = None,
    ) -> Version:
        """A new version on top of `expected_head`; what the head holds already makes none."""
        text = canonical(model_json)
        checked_text(author + message)
        with self._file.writing(checkpoint=True) as cursor:
            head, revision = head_of(cursor, scenario_id)
            if head.model_json == text:
                return head
            if head.id != expected_head:
                raise stale(head)
            version = Version(
                _new_id(), scenario_id, head.number + 1, head.id, author, message, _now(), text
            )
            add_version(cursor, version, summary)
            move_head(cursor, version, revision)
        return version

    def open(self, scenario_id: str) -> Scenario:
        """The scenario at its head."""
        with self._file.reading() as cursor:
            name, _, _, baseline, _ = scenario_row(cursor, scenario_id)
            head, _ = head_of(cursor, scenario_id)
        return Scenario(
            scenario_id, name, head.model_json, head.number, head.id, head.saved_at, baseline
        )

    def open_version(self, version_id: str) -> Version:
        """One version, also of a deleted scenario."""
        with self._file.reading() as cursor:
            return version_of(cursor, version_id)

    def versions(self, scenario_id: str) -> tuple[Version, ...]:
        """Every version, newest first, also of a deleted scenario."""
        with self._file.reading() as cursor:
            scenario_row(cursor, scenario_id)
            return versions_of(cursor, scenario_id)

    def list(self, *, include_deleted: bool = False) -> tuple[ScenarioCard, ...]:
        """The scenarios, the one saved last first."""
        with self._file.reading() as cursor:
            rows = cursor.execute(
                "SELECT s.id, s.name, v.number, v.saved_at, v.author, v.summary, "
                "s.deleted_at IS NOT NULL "
                "FROM workspace.scenarios s JOIN workspace.versions v ON v.id = s.head "
                "WHERE ? OR s.deleted_at IS NULL ORDER BY v.saved_at DESC, s.id",
                [include_deleted],
            ).fetchall()
        return tuple(card_from(row) for row in rows)

    def rename(self, scenario_id: str, name: str) -> None:
        """Give the scenario another name; its id, versions and drafts stay."""
        self._change(scenario_id, "name = ?", checked_name(name))

    def delete(self, scenario_id: str) -> None:
        """Take the scenario off the list; `undelete` brings it back."""
        self._change(scenario_id, "deleted_at = coalesce(deleted_at, ?)", _now())

    def undelete(self, scenario_id: str) -> None:
        """Bring a deleted scenario back as it was."""
        self._change(scenario_id, "deleted_at = ?", None)

    def set_baseline(self, scenario_id: str, version_id: str) -> None:
        """Compare the scenario with that version of it from now on."""
        if self.open_version(version_id).scenario_id != scenario_id:
            raise NoSuchScenario(
                "This version belongs to another scenario.", "Choose one of this scenario's own."
            )
        self._change(scenario_id, "baseline = ?", version_id)

    def save_draft(
        self,
        draft_id: str,
        scenario_id: str | None,
        base_version: str | None,
        model_json: str,
        context_json: str | None = None,
    ) -> None:
        """Keep a working copy; once this returns, a killed process does not lose it."""
        content = [scenario_id, base_version, checked_text(model_json), context_json]
        checked_text(draft_id + (context_json or ""))
        digest = hash_of(*content)
        with self._file.reading() as cursor:
            kept = cursor.execute("SELECT digest FROM workspace.drafts WHERE id = ?", [draft_id])
            if kept.fetchone() == (digest,):
                return
        with self._file.writing() as cursor:
            cursor.execute(
                "INSERT INTO workspace.drafts VALUES (?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO UPDATE SET scenario = excluded.scenario, "
                "base_version = excluded.base_version, model = excluded.model, "
                "context = excluded.context, digest = excluded.digest, "
                "kept_at = excluded.kept_at",
                [draft_id, *content, digest, _now()],
            )

    def draft(self, draft_id: str) -> Draft | None:
        """The working copy kept under that id, if any."""
        with self._file.reading() as cursor:
            row = cursor.execute(
                "SELECT id, scenario, base_version, model, context, kept_at "
                "FROM workspace.drafts WHERE id = ?",
                [draft_id],
            ).fetchone()
        return None if row is None else Draft(*row)

    def drop_draft(self, draft_id: str) -> None:
        """Forget a working copy."""
        with self._file.writing() as cursor:
            cursor.execute("DELETE FROM workspace.drafts WHERE id = ?", [draft_id])

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        self._file.close()

    def _change(self, scenario_id: str, assignment: str, value: object) -> None:
        with self._file.writing() as cursor:
            scenario_row(cursor, scenario_id)
            cursor.execute(
                f"UPDATE workspace.scenarios SET {assignment} WHERE id = ?", [value, scenario_id]
            )


def _new_id() -> str:
    return uuid.uuid4().hex


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
