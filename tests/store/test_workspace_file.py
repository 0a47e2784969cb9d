"""The file: where it is, who may hold it, what is refused, how it recovers."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest

from salesmodel.model import StoreError
from salesmodel.store import Store, default_path, open_store, workspace_file
from salesmodel.store.schema import MIGRATIONS

ROOT = Path(__file__).parents[2]


def test_the_workspace_stands_in_the_current_folder_unless_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SALESMODEL_STORE", raising=False)
    assert default_path() == tmp_path / "workspace" / "scenarios.duckdb"
    monkeypatch.setenv("SALESMODEL_STORE", str(tmp_path / "deep" / "it's mine.duckdb"))
    store = open_store()
    assert store.path == tmp_path / "deep" / "it's mine.duckdb"
    assert store.path.exists()
    store.close()


def test_everyone_in_one_process_shares_one_store_until_it_is_closed(workspace: Path) -> None:
    first = open_store(workspace)
    assert open_store(workspace) is first
    first.save_new("Plan", "{}", "Maya")
    first.close()
    first.close()
    second = open_store(workspace)
    assert second is not first
    assert [card.name for card in second.list()] == ["Plan"]
    with pytest.raises(StoreError, match=r"The workspace is closed\."):
        first.list()
    second.close()


def test_a_second_workbench_is_refused_with_a_sentence(store: Store) -> None:
    code = (
        "import sys; from pathlib import Path; from salesmodel.store import open_store\n"
        "from salesmodel.model import StoreError\n"
        "try: open_store(Path(sys.argv[1]))\n"
        "except StoreError as error: print(error)"
    )
    second = subprocess.run(
        [sys.executable, "-c", code, str(store.path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert second.stdout.strip() == (
        "The workspace is in use by another running workbench. "
        "Close it or set SALESMODEL_STORE to another file."
    )


def test_a_workspace_of_a_newer_workbench_is_refused_and_left_alone(workspace: Path) -> None:
    open_store(workspace).close()
    newer = len(MIGRATIONS) + 1
    with duckdb.connect(str(workspace)) as connection:
        connection.execute("INSERT INTO migrations VALUES (?)", [newer])
    with pytest.raises(StoreError, match=r"by a newer workbench\. Update the workbench"):
        open_store(workspace)
    with duckdb.connect(str(workspace)) as connection:
        numbers = connection.execute("SELECT max(number) FROM migrations").fetchone()
    assert numbers == (newer,)


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "sales.duckdb"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{path}' AS other (STORAGE_VERSION 'v1.5.0')")
        connection.execute("CREATE TABLE other.deals (id INTEGER)")
    with pytest.raises(StoreError, match="is a database of another program"):
        open_store(path)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SHOW TABLES").fetchall() == [("deals",)]


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Meeting notes. " * 1_000)
    with pytest.raises(StoreError) as refused:
        open_store(path)
    assert str(refused.value) == (
        "notes.txt is not a workspace. "
        "Set SALESMODEL_STORE to another file; this one was left as it is."
    )
    assert path.read_text() == "Meeting notes. " * 1_000


def test_a_file_of_a_newer_duckdb_is_refused_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "newer.duckdb"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{path}' AS newer (STORAGE_VERSION 'latest')")
        connection.execute("CREATE TABLE newer.deals (id INTEGER)")
    with pytest.raises(StoreError, match=r"newer\.duckdb was written by a newer DuckDB\. Update"):
        open_store(path)


def test_nothing_is_written_beside_the_app(store: Store) -> None:
    with store._file.reading() as cursor:
        assert cursor.execute("SELECT current_setting('temp_directory')").fetchone() == ("",)


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="Set SALESMODEL_STORE to another file"):
        open_store(tmp_path / "file" / "scenarios.duckdb")


def test_the_file_can_be_opened_by_duckdb_1_5(store: Store) -> None:
    with store._file.reading() as cursor:
        tags = cursor.execute(
            "SELECT tags FROM duckdb_databases() WHERE database_name = 'workspace'"
        ).fetchone()
    assert tags is not None
    assert tags[0]["storage_version"].startswith("v1.5.0")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_csv('{other}')",
        "COPY (SELECT 1) TO '{other}.out'",
        "ATTACH '{other}.duckdb'",
        "SET enable_external_access = true",
        "SET autoinstall_known_extensions = true",
        "LOAD httpfs",
    ],
)
def test_the_connection_reaches_no_other_file(store: Store, tmp_path: Path, statement: str) -> None:
    other = tmp_path / "other.csv"
    other.write_text("a\n1\n")
    with (
        pytest.raises(StoreError, match="could not be read or written"),
        store._file.reading() as cursor,
    ):
        cursor.execute(statement.format(other=other))
    assert sorted(tmp_path.glob("other*")) == [other]
    assert store.list() == ()


def test_a_transaction_that_fails_leaves_nothing_behind(store: Store) -> None:
    with suppress(RuntimeError), store._file.writing() as cursor:
        cursor.execute("INSERT INTO workspace.drafts VALUES ('t', '', '', '', '', '', now())")
        raise RuntimeError
    assert store.draft("t") is None
    store.save_draft("t", None, None, "{}")
    assert store.draft("t") is not None


def test_after_a_failed_checkpoint_the_file_is_opened_again_and_nothing_is_lost(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB then declares the database invalid; what was committed stands in its log."""
    abort = "SET debug_checkpoint_abort = 'before_header'"
    monkeypatch.setattr(workspace_file, "LOCKDOWN", (abort,))
    store = open_store(workspace)
    monkeypatch.undo()
    store.save_draft("tab", None, None, '{"edit":1}')
    first = store.save_new("Plan", '{"deals":1}', "Maya")  # checkpoints, which aborts
    assert store.open(first.scenario_id).model_json == '{"deals":1}'
    assert store.draft("tab") is not None
    second = store.save(first.scenario_id, '{"deals":2}', expected_head=first.id, author="Maya")
    store.close()
    assert open_store(workspace).open(first.scenario_id).head == second.id


@pytest.mark.parametrize("failure", [duckdb.FatalException, duckdb.IOException])
def test_after_a_fatal_error_the_file_is_opened_again(
    store: Store, failure: type[duckdb.Error]
) -> None:
    store.save_draft("tab", None, None, "{}")
    before = store._file._connection
    with pytest.raises(StoreError, match="See that the disk has room"), store._file.writing():
        raise failure("database has been invalidated")
    assert store.draft("tab") is not None
    assert store._file._connection is not before
    assert store.save_new("Plan", "{}", "Maya").number == 1


def test_the_log_is_kept_short_by_checkpoints(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = Path(f"{store.path}.wal")
    sizes = []
    for edit in range(3 * workspace_file.CHECKPOINT_EVERY):
        store.save_draft("tab", None, None, f"{edit} " + "x" * 10_000)
        sizes.append(log.stat().st_size if log.exists() else 0)
    assert max(sizes) < 1.5 * 10_000 * workspace_file.CHECKPOINT_EVERY
    assert sizes[0] > 10_000  # not at each draft
    monkeypatch.setattr(workspace_file, "CHECKPOINT_PAUSE", 0)
    store.save_new("Plan", "{}", "Maya")
    assert not log.exists() or log.stat().st_size == 0


def test_a_burst_of_saves_shares_a_checkpoint_and_loses_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_file, "CHECKPOINT_PAUSE", 3_600)
    log = Path(f"{store.path}.wal")
    store.save_new("First", "{}", "Maya")  # the first save is checkpointed at once
    assert not log.exists() or log.stat().st_size == 0
    store.save_new("Second", "{}", "Maya")
    assert log.stat().st_size > 0
    store.close()
    reopened = open_store(store.path)
    assert [card.name for card in reopened.list()] == ["Second", "First"]
    reopened.close()


def test_importing_the_store_loads_no_duckdb() -> None:
    code = "import sys, salesmodel.store; print('duckdb' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ},
    )
    assert done.stdout.strip() == "False"
