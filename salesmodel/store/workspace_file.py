"""The DuckDB file that one process owns: opened, locked down, written by one thread at a time.

Offers `WorkspaceFile`. `writing` is one transaction: when it ends well, what it did survives a
killed process. After an error that leaves DuckDB unusable the file is opened again, at the next
call.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from math import inf
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from salesmodel.model import StoreError
from salesmodel.store.schema import migrate

if TYPE_CHECKING:
    import duckdb

CHECKPOINT_EVERY = 20
"""Writes between checkpoints: a torn write-ahead log can lose its tail, so it is kept short."""

CHECKPOINT_PAUSE = 1.0
"""Seconds between the checkpoints that saves ask for: one takes longer with every version that the
file holds, so a burst of saves shares one."""

LOCKDOWN = ("SET enable_external_access = false", "SET lock_configuration = true")
"""Said once the file is attached; from then on the connection reaches no other file."""

_HELD = ("Conflicting lock", "used by another process", "already attached")
_NOT_A_DATABASE = ("not a valid DuckDB database file", "Is a directory")
_NEWER_DUCKDB = ("storage version", "newer version of DuckDB")


class WorkspaceFile:
    """One workspace file. Safe to share between the threads of its process."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.closed = False
        self._lock = threading.Lock()
        self._writes = 0
        self._checkpointed_at = -inf
        self._connection: duckdb.DuckDBPyConnection | None = _opened(path)

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own, for a few queries."""
        with self._lock, self._cursor() as cursor:
            yield cursor

    @contextmanager
    def writing(self, *, checkpoint: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """One transaction, rolled back on any error; with `checkpoint` followed by one, unless
        there was one a moment ago."""
        with self._lock:
            with self._cursor() as cursor:
                cursor.execute("BEGIN")
                yield cursor
                cursor.execute("COMMIT")
            self._writes += 1
            rested = monotonic() - self._checkpointed_at >= CHECKPOINT_PAUSE
            if self._writes >= CHECKPOINT_EVERY or (checkpoint and rested):
                self._checkpoint()

    def close(self) -> None:
        """Write everything into the file and let go of it."""
        with self._lock:
            if not self.closed:
                self._checkpoint()
                self._let_go()
                self.closed = True

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        import duckdb

        if self.closed:
            raise StoreError("The workspace is closed.", "Restart the workbench.")
        if self._connection is None:
            self._connection = _opened(self.path)
        try:
            cursor = self._connection.cursor()
            try:
                yield cursor
            finally:
                cursor.close()  # an unfinished transaction is rolled back with it
        except (duckdb.FatalException, duckdb.InternalException, duckdb.IOException) as error:
            self._let_go()
            raise _failed(self.path, error) from error
        except duckdb.Error as error:
            raise _failed(self.path, error) from error

    def _checkpoint(self) -> None:
        """What was committed stands in the write-ahead log already: a failure here loses nothing,
        but DuckDB then wants the file opened again, which replays the log."""
        import duckdb

        if self._connection is None:
            return
        try:
            self._connection.execute("CHECKPOINT workspace")
            self._writes, self._checkpointed_at = 0, monotonic()
        except duckdb.Error:
            self._let_go()

    def _let_go(self) -> None:
        import duckdb

        connection, self._connection = self._connection, None
        if connection is not None:
            with suppress(duckdb.Error):
                connection.close()


def _opened(path: Path) -> duckdb.DuckDBPyConnection:
    import duckdb

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_opened(path, str(error)) from error
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
            "memory_limit": "1GB",
            "temp_directory": "",  # by default a folder beside the app
        },
    )
    try:
        _attach(connection, path)
        migrate(connection, path)
        for statement in LOCKDOWN:
            connection.execute(statement)
    except duckdb.Error as error:
        connection.close()
        raise _not_opened(path, str(error)) from error
    except StoreError:
        connection.close()
        raise
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    quoted = str(path).replace("'", "''")  # ATTACH takes no bound parameter
    connection.execute(f"ATTACH '{quoted}' AS workspace (TYPE duckdb, STORAGE_VERSION 'v1.5.0')")


def _not_opened(path: Path, reason: str) -> StoreError:
    if any(words in reason for words in _HELD):
        return StoreError(
            "The workspace is in use by another running workbench.",
            "Close it or set SALESMODEL_STORE to another file.",
            path=str(path),
        )
    if any(words in reason for words in _NOT_A_DATABASE):
        return StoreError(
            f"{path.name} is not a workspace.",
            "Set SALESMODEL_STORE to another file; this one was left as it is.",
            path=str(path),
        )
    if any(words in reason for words in _NEWER_DUCKDB):
        return StoreError(
            f"The file {path.name} was written by a newer DuckDB.",
            "Update the workbench, or set SALESMODEL_STORE to another file.",
            path=str(path),
        )
    return StoreError(
        f"The workspace {path.name} cannot be opened ({reason.splitlines()[0]}).",
        "Set SALESMODEL_STORE to another file, in a folder that can be written.",
        path=str(path),
    )


def _failed(path: Path, error: Exception) -> StoreError:
    return StoreError(
        f"The workspace {path.name} could not be read or written ({str(error).splitlines()[0]}).",
        "See that the disk has room, then do it again.",
        path=str(path),
    )
