"""What others see while somebody saves, and what they find when the workbench starts again."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.defaults import template
from salesmodel.model import StoreError, write_model
from salesmodel.store import Store, open_store

NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(
    lambda name: name.strip() == name
)
VERSIONS = 60


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=NAME)
def test_a_scenario_of_any_name_comes_back_with_its_model(store: Store, name: str) -> None:
    document = json.loads(write_model(template("enterprise")))
    document["segments"][0]["name"] = name
    version = store.save_new(name, json.dumps(document), "Maya")
    opened = store.open(version.scenario_id)
    assert opened.name == name
    assert json.loads(opened.model_json) == document


def test_a_reader_sees_whole_versions_in_their_order_while_another_saves(store: Store) -> None:
    head = store.save_new("Plan", '{"version":1}', "Maya")
    scenario, done, watching = head.scenario_id, Event(), Event()

    def watch() -> list[int]:
        seen = []
        while not done.is_set():
            opened = store.open(scenario)
            assert json.loads(opened.model_json) == {"version": opened.number}
            assert store.open_version(opened.head).number == opened.number
            seen.append(opened.number)
            watching.set()
        return seen

    with ThreadPoolExecutor(1) as reader:
        watched = reader.submit(watch)
        try:
            assert watching.wait(10)
            for number in range(2, VERSIONS + 1):
                text = f'{{"version":{number}}}'
                head = store.save(scenario, text, expected_head=head.id, author="Maya")
        finally:
            done.set()
        seen = watched.result(timeout=10)
    assert seen[0] == 1
    assert seen == sorted(seen)
    assert store.open(scenario).number == VERSIONS


def test_baseline_name_and_deletion_are_found_again_after_a_restart(store: Store) -> None:
    first = store.save_new("Plan", '{"deals":1}', "Maya")
    store.save(first.scenario_id, '{"deals":2}', expected_head=first.id, author="Maya")
    store.set_baseline(first.scenario_id, first.id)
    store.rename(first.scenario_id, "Größe 漢")
    gone = store.save_new("Old", "{}", "Maya")
    store.delete(gone.scenario_id)
    store.close()

    again = open_store(store.path)
    opened = again.open(first.scenario_id)
    assert (opened.name, opened.baseline, opened.number) == ("Größe 漢", first.id, 2)
    assert [card.id for card in again.list()] == [first.scenario_id]
    again.undelete(gone.scenario_id)
    assert again.open(gone.scenario_id).head == gone.id
    again.close()


def test_another_program_s_empty_list_of_migrations_is_refused_in_a_sentence(
    tmp_path: Path,
) -> None:
    path = tmp_path / "other.duckdb"
    with duckdb.connect(":memory:") as connection:
        connection.execute(f"ATTACH '{path}' AS other (STORAGE_VERSION 'v1.5.0')")
        connection.execute("CREATE TABLE other.migrations (number INTEGER)")
    with pytest.raises(StoreError, match="is a database of another program, not a workspace"):
        open_store(path)
