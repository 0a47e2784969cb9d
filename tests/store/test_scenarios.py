"""The list of scenarios: named, renamed, deleted, brought back, compared with a baseline."""

from __future__ import annotations

import pytest

from salesmodel.model import NoSuchScenario, StoreError
from salesmodel.store import ScenarioStore, Store, Summary, Version


def scenario(store: Store, name: str = "Enterprise") -> Version:
    return store.save_new(name, '{"deals":1}', "Maya")


def again(store: Store, version: Version, text: str = '{"deals":2}') -> Version:
    return store.save(version.scenario_id, text, expected_head=version.id, author="Jonas")


def names(store: Store) -> list[str]:
    return [card.name for card in store.list()]


def test_the_duckdb_store_does_what_every_store_promises(store: Store) -> None:
    promised: ScenarioStore = store
    assert promised.list() == ()


def test_the_scenario_saved_last_stands_first(store: Store) -> None:
    first = scenario(store, "One")
    for name in ("Two", "Three"):
        scenario(store, name)
    assert names(store) == ["Three", "Two", "One"]
    again(store, first)
    assert names(store) == ["One", "Three", "Two"]


def test_a_card_shows_the_head_with_its_summary(store: Store) -> None:
    old = Summary(20_000.0, 50.0, ("Enterprise",))
    new = Summary(18_400.5, 71.0, ("Enterprise", "Mid-market"), "EUR", '{"stages":[1,2]}')
    first = store.save_new("Plan", '{"deals":1}', "Maya", "", old)
    second = store.save(
        first.scenario_id, '{"deals":2}', expected_head=first.id, author="Jonas", summary=new
    )
    (card,) = store.list()
    assert (card.id, card.name, card.number) == (first.scenario_id, "Plan", 2)
    assert (card.author, card.saved_at, card.deleted) == ("Jonas", second.saved_at, False)
    assert card.summary == new


def test_a_scenario_nobody_wins_has_no_cost_per_win(store: Store) -> None:
    summary = Summary(None, None, ())
    store.save_new("Plan", "{}", "Maya", summary=summary)
    assert store.list()[0].summary == summary


def test_a_scenario_saved_without_a_summary_has_none(store: Store) -> None:
    scenario(store)
    assert store.list()[0].summary is None


def test_renaming_breaks_nothing(store: Store) -> None:
    first = scenario(store, "Enterprise")
    store.save_draft("tab", first.scenario_id, first.id, '{"deals":5}')
    store.set_baseline(first.scenario_id, first.id)
    for turn in range(30):
        store.rename(first.scenario_id, f"  Plan {turn} ")
    opened = store.open(first.scenario_id)
    assert (opened.name, opened.head, opened.baseline) == ("Plan 29", first.id, first.id)
    assert store.draft("tab").scenario_id == first.scenario_id  # type: ignore[union-attr]  # it is there
    assert again(store, first).number == 2
    assert [version.number for version in store.versions(first.scenario_id)] == [2, 1]
    assert names(store) == ["Plan 29"]


def test_two_scenarios_may_share_a_name(store: Store) -> None:
    one, two = scenario(store, "Plan"), scenario(store, "Plan")
    store.rename(one.scenario_id, "Other")
    assert (store.open(one.scenario_id).name, store.open(two.scenario_id).name) == ("Other", "Plan")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "The scenario has no name."),
        ("  ", "The scenario has no name."),
        ("x" * 201, "The name has 201 characters; 200 is the limit."),
        ("\udc00", "The text holds a character that cannot be stored."),
    ],
)
def test_a_name_that_cannot_serve_is_refused(store: Store, name: str, sentence: str) -> None:
    first = scenario(store, "Plan")
    for act in (lambda: store.rename(first.scenario_id, name), lambda: scenario(store, name)):
        with pytest.raises(StoreError) as refused:
            act()
        assert refused.value.sentence == sentence
    assert names(store) == ["Plan"]


def test_a_deleted_scenario_leaves_the_list_and_comes_back_whole(store: Store) -> None:
    first = scenario(store, "Plan")
    second = again(store, first)
    scenario(store, "Other")
    before = store.open(first.scenario_id)

    store.delete(first.scenario_id)
    assert names(store) == ["Other"]
    assert {card.name: card.deleted for card in store.list(include_deleted=True)} == {
        "Plan": True,
        "Other": False,
    }

    store.undelete(first.scenario_id)
    assert names(store) == ["Other", "Plan"]
    assert store.open(first.scenario_id) == before
    assert [version.id for version in store.versions(first.scenario_id)] == [second.id, first.id]


def test_a_deleted_scenario_is_neither_opened_nor_saved_into(store: Store) -> None:
    first = scenario(store, "Plan")
    store.delete(first.scenario_id)
    for act in (lambda: store.open(first.scenario_id), lambda: again(store, first)):
        with pytest.raises(NoSuchScenario, match=r"Plan was deleted\. Undo the delete"):
            act()
    assert store.open_version(first.id) == first
    assert len(store.versions(first.scenario_id)) == 1


def test_deleting_twice_or_undeleting_what_stands_changes_nothing(store: Store) -> None:
    first = scenario(store, "Plan")
    store.undelete(first.scenario_id)
    store.delete(first.scenario_id)
    store.delete(first.scenario_id)
    store.undelete(first.scenario_id)
    assert names(store) == ["Plan"]


def test_a_baseline_is_kept_while_versions_go_on(store: Store) -> None:
    first = scenario(store)
    assert store.open(first.scenario_id).baseline is None
    store.set_baseline(first.scenario_id, first.id)
    second = again(store, first)
    opened = store.open(first.scenario_id)
    assert (opened.baseline, opened.head) == (first.id, second.id)


def test_a_version_of_another_scenario_is_no_baseline(store: Store) -> None:
    one, two = scenario(store, "One"), scenario(store, "Two")
    with pytest.raises(NoSuchScenario, match="belongs to another scenario"):
        store.set_baseline(one.scenario_id, two.id)
    assert store.open(one.scenario_id).baseline is None
