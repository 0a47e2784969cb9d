"""Model, drawing and stored draft agree after random edits, and no edit is lost.

A short form in every run; `make soak` (SOAK=1) does 500 edits for each of 20 seeds.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from salesmodel.charts.journey_drawing import journey_drawing
from salesmodel.coherence.following import as_opened
from salesmodel.crm import bundled_example, import_files
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel, read_model
from salesmodel.store import open_store
from tests.browser.driver import serving
from tests.browser.monkey import Monkey, dateless, replayed

SOAK = bool(os.environ.get("SOAK"))
SEEDS = range(20) if SOAK else range(1)
EDITS = 500 if SOAK else 60


@pytest.mark.parametrize("seed", SEEDS)
def test_browser_python_and_draft_agree_and_no_edit_is_lost(
    browser: Browser, tmp_path: Path, seed: int
) -> None:
    store = tmp_path / "scenarios.duckdb"
    start = as_opened(import_files(bundled_example()).model)
    with serving(store) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.set_default_timeout(2_000)
        page.set_default_navigation_timeout(60_000)
        monkey = Monkey(page, address, seed)
        monkey.act(EDITS)
        draft = page.url.split("draft=")[1].split("&")[0]
        sent, seen = monkey.canvas.drawing, seen_by_the_browser(page)
        assert page.get_by_test_id("stException").count() == 0
        page.close()
    kept = read_model(stored(store, draft))
    assert dateless(kept) == dateless(replayed(start, monkey.log)), f"edits: {monkey.done}"
    assert same(drawn(kept, sent["segment"]), sent)
    assert seen == shown(sent)


def stored(store: Path, draft: str) -> str:
    found = open_store(store).draft(draft)
    assert found is not None
    return found.model_json


def drawn(model: SalesModel, segment: str) -> dict[str, Any]:
    return journey_drawing(model, evaluate(model), None, segment)


def same(python: dict[str, Any], browser: dict[str, Any]) -> bool:
    """Whether both say the same of stages and moves; badges and "was" depend on more."""
    keys = ("id", "name", "x", "y", "days", "days_text", "visits", "entry")
    stages = [[stage[key] for key in keys] for stage in python["stages"]]
    others = [[stage[key] for key in keys] for stage in browser["stages"]]
    moves = [(m["id"], m["source"], m["target"], m["percent"]) for m in python["moves"]]
    other_moves = [(m["id"], m["source"], m["target"], m["percent"]) for m in browser["moves"]]
    return stages == others and moves == other_moves


def seen_by_the_browser(page: Any) -> dict[str, str]:
    """The names of the stages and the per cents of the moves, as they stand on the page."""
    seen: dict[str, str] = page.evaluate(
        """() => {
          const seen = {};
          for (const card of document.querySelectorAll(".smw-canvas [data-stage]"))
            seen[card.dataset.stage] = card.querySelector("[data-field=name]").textContent;
          for (const line of document.querySelectorAll(".smw-canvas [data-move]"))
            seen[line.dataset.move] = line.querySelector("text").firstChild.textContent;
          return seen;
        }"""
    )
    return seen


def shown(drawing: dict[str, Any]) -> dict[str, str]:
    return {stage["id"]: stage["name"] for stage in drawing["stages"]} | {
        move["id"]: move["percent"] for move in drawing["moves"]
    }
