"""How long the store takes to keep a draft, to save a version and to open a scenario.

Run with `python -m benchmarks.bench_store`. The model is the enterprise template with more
tasks, 60 KB of JSON; a draft carries a context of the same size, as the app keeps the baseline with
it. Every write is on disk when it returns.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, sleep
from typing import Any

from salesmodel.defaults import template
from salesmodel.model import write_model
from salesmodel.store import Store, Version, open_store
from salesmodel.store.workspace_file import CHECKPOINT_PAUSE

MODEL_BYTES = 60_000
DRAFTS = 300
VERSIONS = 100
LONE_SAVES = 5
SCENARIOS = 100
TABS = 8
EDITS = 40
SAVES = 20


def main() -> None:
    """Measure in a folder of its own and print."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "scenarios.duckdb")
        _drafts(store)
        _versions(store)
        _tabs(store)
        _people(store)
        _list(store)
        store.close()
        print(f"file at the end: {store.path.stat().st_size / 1e6:.1f} MB")


def _drafts(store: Store) -> None:
    texts = [_model(number) for number in range(DRAFTS)]
    context = _model(-1)
    _print(
        f"keep a draft, {len(texts[0]) / 1000:.0f} KB model with context",
        [_seconds(partial(store.save_draft, "tab", None, None, text, context)) for text in texts],
    )
    _print(
        "keep the same draft again",
        [_seconds(lambda: store.save_draft("tab", None, None, texts[-1], context)) for _ in texts],
    )
    draft = store.draft("tab")
    if draft is None or draft.model_json != texts[-1]:
        raise ArithmeticError("The draft kept last is not there.")


def _versions(store: Store) -> None:
    head = store.save_new("Plan", _model(0), "Bench")
    head, taken = _saved(store, head, VERSIONS, pause=0)
    _print("save a version, in a burst", taken)
    head, taken = _saved(store, head, LONE_SAVES, pause=CHECKPOINT_PAUSE)
    print(
        f"save a version on its own, with its checkpoint: median {median(taken) * 1e3:.1f} ms, "
        f"longest of {LONE_SAVES} {max(taken) * 1e3:.1f} ms"
    )
    if head.number != VERSIONS + LONE_SAVES + 1:
        raise ArithmeticError(f"Version {head.number} instead of {VERSIONS + LONE_SAVES + 1}.")
    scenario = head.scenario_id
    _print("open a scenario", [_seconds(lambda: store.open(scenario)) for _ in range(VERSIONS)])


def _saved(store: Store, head: Version, times: int, *, pause: float) -> tuple[Version, list[float]]:
    taken = []
    for number in range(head.number, head.number + times):
        text = _model(number)
        sleep(pause)
        started = perf_counter()
        head = store.save(head.scenario_id, text, expected_head=head.id, author="Bench")
        taken.append(perf_counter() - started)
    return head, taken


def _tabs(store: Store) -> None:
    texts = [_model(number) for number in range(EDITS)]

    def tab(name: int) -> list[float]:
        return [_seconds(partial(store.save_draft, f"{name}", None, None, text)) for text in texts]

    started = perf_counter()
    with ThreadPoolExecutor(TABS) as tabs:
        taken = [seconds for each in tabs.map(tab, range(TABS)) for seconds in each]
    rate = len(taken) / (perf_counter() - started)
    _print(f"keep a draft, {TABS} tabs at once ({rate:.0f} drafts/s)", taken)


def _people(store: Store) -> None:
    """Each saves into a scenario of their own, so that every save is accepted."""

    texts = [_model(number) for number in range(SAVES)]

    def person(name: int) -> list[float]:
        head, taken = store.save_new(f"Person {name}", f"{name}", "Bench"), []
        for text in texts:
            own = f'{text[:-1]},"person":{name}}}'
            started = perf_counter()
            head = store.save(head.scenario_id, own, expected_head=head.id, author="Bench")
            taken.append(perf_counter() - started)
        return taken

    started = perf_counter()
    with ThreadPoolExecutor(TABS) as people:
        taken = [seconds for each in people.map(person, range(TABS)) for seconds in each]
    rate = (len(taken) + TABS) / (perf_counter() - started)
    _print(f"save a version, {TABS} people at once ({rate:.0f} saves/s)", taken)


def _list(store: Store) -> None:
    for number in range(SCENARIOS):
        store.save_new(f"Plan {number}", f'{{"plan":{number}}}', "Bench")
    _print(f"list {SCENARIOS} scenarios", [_seconds(store.list) for _ in range(SCENARIOS)])


def _model(number: int) -> str:
    """A template's JSON, with copies of its tasks up to the size, and one figure of its own."""
    document = json.loads(write_model(template("enterprise")))
    tasks = document["tasks"]
    while len(_text(document)) < MODEL_BYTES:
        document["tasks"].extend({**task, "id": f"{task['id']}{number}"} for task in tasks[:3])
    document["tasks"][number % len(document["tasks"])]["hours"]["value"] = Random(number).random()
    return _text(document)


def _text(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _seconds(act: Callable[[], object]) -> float:
    started = perf_counter()
    act()
    return perf_counter() - started


def _print(what: str, seconds: list[float]) -> None:
    p95 = quantiles(seconds, n=20)[-1]
    print(f"{what}: median {median(seconds) * 1e3:.1f} ms, p95 {p95 * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
