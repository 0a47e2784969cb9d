"""Versions: what is saved is what is opened, and nobody's save is lost or overwritten."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.defaults import template, template_names
from salesmodel.model import (
    NoSuchScenario,
    StaleSave,
    StoreError,
    UnreadableModel,
    read_model,
    write_model,
)
from salesmodel.store import Store, Version, open_store
from tests.builders import a_model, with_all_said

ENCODABLE = st.text(st.characters(exclude_categories=["Cs"]))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | ENCODABLE,
    lambda inner: st.lists(inner) | st.dictionaries(ENCODABLE, inner),
)  # fmt: skip


def model(number: int) -> str:
    return f'{{"deals":{number}}}'


def saved(store: Store, scenario: str, text: str, *, on: str, author: str = "Maya") -> Version:
    return store.save(scenario, text, expected_head=on, author=author)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=JSON, ascii_only=st.booleans(), indent=st.none() | st.integers(0, 4))
def test_what_is_saved_is_what_is_opened(
    store: Store, value: Any, ascii_only: bool, indent: int | None
) -> None:
    text = json.dumps(value, ensure_ascii=ascii_only, indent=indent)
    first = store.save_new("Enterprise", text, "Maya")
    opened = store.open(first.scenario_id)
    assert json.loads(opened.model_json) == value
    assert store.open_version(first.id) == first
    assert saved(store, first.scenario_id, text, on=first.id).id == first.id


@pytest.mark.parametrize("key", [card.key for card in template_names()])
def test_a_model_comes_back_to_the_letter(store: Store, key: str) -> None:
    text = write_model(template(key))
    version = store.save_new("Enterprise", text, "Maya")
    assert store.open(version.scenario_id).model_json == text


def test_what_a_group_said_comes_back_as_it_was(store: Store) -> None:
    said = with_all_said(a_model())
    version = store.save_new("Enterprise", write_model(said), "Maya")
    assert read_model(store.open(version.scenario_id).model_json) == said


def test_versions_are_numbered_from_one_and_listed_newest_first(store: Store) -> None:
    head = store.save_new("Enterprise", model(1), "Maya", "First cut")
    ids = [head.id]
    for number in range(2, 6):
        head = saved(store, head.scenario_id, model(number), on=head.id, author="Jonas")
        ids.append(head.id)
    versions = store.versions(head.scenario_id)
    assert [version.number for version in versions] == [5, 4, 3, 2, 1]
    assert [version.parent for version in versions] == [*ids[3::-1], None]
    assert [version.model_json for version in versions] == [model(n) for n in (5, 4, 3, 2, 1)]
    assert (versions[-1].author, versions[-1].message) == ("Maya", "First cut")
    assert versions[0].author == "Jonas"


def test_an_opened_scenario_knows_its_version_and_when_it_was_saved(store: Store) -> None:
    before = datetime.now(UTC).replace(tzinfo=None)
    first = store.save_new("Enterprise", model(1), "Maya")
    second = saved(store, first.scenario_id, model(2), on=first.id)
    opened = store.open(first.scenario_id)
    assert (opened.id, opened.name) == (first.scenario_id, "Enterprise")
    assert (opened.number, opened.head, opened.model_json) == (2, second.id, model(2))
    assert opened.saved_at.tzinfo is None
    assert before <= opened.saved_at <= before + timedelta(minutes=1)


def test_a_stale_save_is_told_who_saved_and_writes_nothing(store: Store) -> None:
    head = store.save_new("Enterprise", model(1), "Maya")
    first = head.id
    for number in range(2, 16):
        head = saved(store, head.scenario_id, model(number), on=head.id)
    with pytest.raises(StaleSave) as refused:
        saved(store, head.scenario_id, model(99), on=first, author="Jonas")
    assert str(refused.value) == (
        "Maya saved version 15 while you were editing. See both and choose."
    )
    assert refused.value.head == head.id
    assert store.open(head.scenario_id).model_json == model(15)
    assert len(store.versions(head.scenario_id)) == 15


def test_saving_the_same_content_again_makes_no_version(store: Store) -> None:
    first = store.save_new("Enterprise", '{"a":1,"b":2}', "Maya")
    again = saved(store, first.scenario_id, '{ "b": 2, "a": 1 }', on=first.id)
    assert again == first
    assert len(store.versions(first.scenario_id)) == 1


def test_a_save_of_what_the_head_holds_already_is_not_stale(store: Store) -> None:
    first = store.save_new("Enterprise", model(1), "Maya")
    second = saved(store, first.scenario_id, model(2), on=first.id)
    assert saved(store, first.scenario_id, model(2), on=first.id, author="Jonas") == second


def test_going_back_to_older_content_is_a_new_version(store: Store) -> None:
    first = store.save_new("Enterprise", model(1), "Maya")
    second = saved(store, first.scenario_id, model(2), on=first.id)
    third = saved(store, first.scenario_id, model(1), on=second.id)
    assert third.number == 3
    assert store.open(first.scenario_id).model_json == model(1)


def test_content_that_comes_again_is_stored_once(store: Store, workspace: Path) -> None:
    first = store.save_new("Enterprise", model(1), "Maya")
    second = saved(store, first.scenario_id, model(2), on=first.id)
    saved(store, first.scenario_id, model(1), on=second.id)
    store.save_new("Copy", model(1), "Maya")
    store.close()
    with duckdb.connect(str(workspace), read_only=True) as connection:
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM contents), (SELECT count(*) FROM versions)"
        ).fetchone()
    assert counts == (2, 4)


def test_eight_people_saving_at_once_lose_nothing_and_the_late_ones_are_told(store: Store) -> None:
    """Each saves 20 times on the head last seen; who is late is told, looks and saves again."""
    first = store.save_new("Enterprise", model(-1), "Maya")
    scenario = first.scenario_id

    def person(who: int) -> tuple[list[str], int]:
        accepted, told, seen = [], 0, first.id
        for turn in range(20):
            text = model(who * 100 + turn)
            while True:
                try:
                    version = saved(store, scenario, text, on=seen, author=f"Person {who}")
                except StaleSave as stale:
                    told, seen = told + 1, stale.head
                else:
                    accepted.append(version.id)
                    seen = version.id
                    break
        return accepted, told

    with ThreadPoolExecutor(8) as people:
        outcomes = list(people.map(person, range(8)))

    versions = store.versions(scenario)[::-1]
    assert [version.number for version in versions] == list(range(1, 162))
    assert [version.parent for version in versions[1:]] == [v.id for v in versions[:-1]]
    assert {version.id for version in versions[1:]} == {i for ids, _ in outcomes for i in ids}
    assert {version.model_json for version in versions[1:]} == {
        model(who * 100 + turn) for who in range(8) for turn in range(20)
    }
    assert sum(told for _, told in outcomes) >= 7  # all start on version 1; one can be first


def test_of_people_saving_on_the_same_version_exactly_one_succeeds(store: Store) -> None:
    first = store.save_new("Enterprise", model(0), "Maya")

    def person(who: int) -> bool:
        try:
            saved(store, first.scenario_id, model(who), on=first.id)
        except StaleSave:
            return False
        return True

    with ThreadPoolExecutor(8) as people:
        assert sum(people.map(person, range(1, 9))) == 1
    assert len(store.versions(first.scenario_id)) == 2


@pytest.mark.parametrize(
    "text", ["", "not json", '{"a":', '{"a":NaN}', '{"a":1e999}', '"\\ud800"', "[" * 100_000]
)
def test_what_is_not_json_is_refused_and_the_scenario_stays(store: Store, text: str) -> None:
    first = store.save_new("Enterprise", model(1), "Maya")
    with pytest.raises(UnreadableModel, match="not a JSON document"):
        saved(store, first.scenario_id, text, on=first.id)
    with pytest.raises(UnreadableModel, match="not a JSON document"):
        store.save_new("Other", text, "Maya")
    assert store.open(first.scenario_id).model_json == model(1)
    assert len(store.list()) == 1


@pytest.mark.parametrize("text", [r'"\u0000"', '"\\"; DROP TABLE versions; --"', '"é 漢 🙂"'])
def test_no_text_is_taken_for_a_command(store: Store, text: str) -> None:
    value = json.loads(text)
    first = store.save_new("Enterprise", text, value, value)
    reopened = open_again(store).open_version(first.id)
    assert (json.loads(reopened.model_json), reopened.author, reopened.message) == (value,) * 3


def test_what_is_not_there_is_said(store: Store) -> None:
    scenario = store.save_new("Enterprise", model(1), "Maya").scenario_id
    for act in (
        lambda: store.open("nowhere"),
        lambda: store.open_version("nowhere"),
        lambda: store.versions("nowhere"),
        lambda: store.rename("nowhere", "Name"),
        lambda: store.delete("nowhere"),
        lambda: store.undelete("nowhere"),
        lambda: store.set_baseline(scenario, "nowhere"),
        lambda: saved(store, "nowhere", model(1), on="nowhere"),
    ):
        with pytest.raises(NoSuchScenario, match="is not in the workspace"):
            act()


def test_an_author_that_cannot_be_stored_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match=re.escape("The text holds a character")):
        store.save_new("Enterprise", model(1), "\ud83d")


def open_again(store: Store) -> Store:
    store.close()
    return open_store(store.path)
