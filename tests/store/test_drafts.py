"""Drafts: the working copy of a browser tab, kept at every edit."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.store import Draft, Store, open_store

TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def kept(store: Store, draft_id: str) -> Draft:
    draft = store.draft(draft_id)
    assert draft is not None
    return draft


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(draft_id=TEXT, model=TEXT, context=st.none() | TEXT, based=st.none() | TEXT)
def test_a_draft_comes_back_to_the_letter(
    store: Store, draft_id: str, model: str, context: str | None, based: str | None
) -> None:
    store.save_draft(draft_id, based, based, model, context)
    draft = kept(store, draft_id)
    assert (draft.id, draft.model_json, draft.context_json) == (draft_id, model, context)
    assert (draft.scenario_id, draft.base_version) == (based, based)


def test_a_draft_is_overwritten_by_the_next_edit_and_others_stay(store: Store) -> None:
    store.save_draft("mine", None, None, "{}")
    store.save_draft("hers", None, None, '{"her":1}')
    for edit in range(50):
        store.save_draft("mine", "s", "v", f'{{"edit":{edit}}}', f"[{edit}]")
    mine = kept(store, "mine")
    assert (mine.model_json, mine.context_json) == ('{"edit":49}', "[49]")
    assert (mine.scenario_id, mine.base_version) == ("s", "v")
    assert kept(store, "hers").model_json == '{"her":1}'


def test_a_draft_of_identical_content_is_not_rewritten(store: Store) -> None:
    store.save_draft("tab", "s", "v", "{}", "[]")
    first = kept(store, "tab")
    store.save_draft("tab", "s", "v", "{}", "[]")
    assert kept(store, "tab").kept_at == first.kept_at
    for changed in (("s", "v2", "{}", "[]"), ("s", "v2", "{}", None), ("s", "v2", "{}", "")):
        before = kept(store, "tab").kept_at
        store.save_draft("tab", *changed)
        after = kept(store, "tab")
        assert after.kept_at > before
        assert (
            after.scenario_id, after.base_version, after.model_json, after.context_json
        ) == changed  # fmt: skip


def test_a_dropped_draft_is_gone_and_may_be_kept_anew(store: Store) -> None:
    store.save_draft("tab", None, None, "{}")
    store.drop_draft("tab")
    store.drop_draft("tab")
    assert store.draft("tab") is None
    store.save_draft("tab", None, None, "{}")
    assert kept(store, "tab").model_json == "{}"


def test_no_draft_is_none(store: Store) -> None:
    assert store.draft("nowhere") is None


def test_drafts_outlive_the_process_that_kept_them(store: Store) -> None:
    store.save_draft("tab", None, None, '{"edit":1}')
    before = kept(store, "tab")
    store.close()
    assert open_store(store.path).draft("tab") == before


def test_forty_tabs_keep_their_drafts_through_one_store(store: Store) -> None:
    def tab(number: int) -> str:
        for edit in range(5):
            store.save_draft(f"tab {number}", None, None, f"{number} {edit}")
            assert kept(store, f"tab {number}").model_json == f"{number} {edit}"
        return kept(store, f"tab {number}").model_json

    with ThreadPoolExecutor(40) as tabs:
        assert list(tabs.map(tab, range(40))) == [f"{number} 4" for number in range(40)]
