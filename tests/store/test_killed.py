"""A workbench killed at any moment has lost nothing that it acknowledged.

Five rounds; `SOAK=1` makes it a hundred.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from random import Random

from salesmodel.store import open_store

ROOT = Path(__file__).parents[2]
ROUNDS = 100 if os.environ.get("SOAK") == "1" else 5


def acknowledged_until_killed(workspace: Path, turn: int, after_seconds: float) -> list[list[str]]:
    busy = subprocess.Popen(
        [sys.executable, "-m", "tests.store.busy_workbench", str(workspace), str(turn)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert busy.stdout is not None
    with busy, busy.stdout:
        first = "".join(busy.stdout.readline() for _ in range(3))  # it is at work
        time.sleep(after_seconds)
        busy.kill()
        rest = busy.stdout.read()
    assert busy.returncode != 0
    return [line.split() for line in (first + rest).splitlines() if line]


def test_a_killed_workbench_loses_no_acknowledged_draft_or_version(workspace: Path) -> None:
    chance = Random(3)
    versions: dict[str, tuple[int, int]] = {}
    for turn in range(ROUNDS):
        lines = acknowledged_until_killed(workspace, turn, chance.uniform(0.05, 0.4))
        drafts = [int(line[1]) for line in lines if line[0] == "draft"]
        versions |= {line[2]: (turn, int(line[1])) for line in lines if line[0] == "version"}
        assert len(drafts) > 1
        assert drafts == list(range(len(drafts)))

        store = open_store(workspace)
        draft = store.draft("tab")
        assert draft is not None
        content = json.loads(draft.model_json)
        # the one after the last acknowledged may have been written, but not told
        assert content["of"] == turn
        assert content["draft"] - drafts[-1] in (0, 1)

        (card,) = store.list()
        found = store.versions(card.id)
        assert [version.number for version in found] == list(range(len(found), 0, -1))
        contents = {version.id: json.loads(version.model_json) for version in found}
        assert {
            id_: (contents[id_]["of"], contents[id_]["version"]) for id_ in versions
        } == versions
        assert len(found) - 1 - len(versions) <= turn + 1  # at most one untold a kill
        assert store.open(card.id).head == found[0].id
        store.close()
