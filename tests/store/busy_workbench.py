"""A workbench that keeps drafts and saves versions as fast as it can, until it is killed.

`python -m tests.store.busy_workbench FILE ROUND` prints a line once a write is acknowledged.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from salesmodel.store import open_store

VERSIONS_EVERY = 4
FILLER = "x" * 20_000
"""Writes as large as those of a real model, so that a kill meets them half done."""


def main() -> None:
    path, turn = Path(sys.argv[1]), sys.argv[2]
    store = open_store(path)
    cards = store.list()
    scenario = cards[0].id if cards else store.save_new("Plan", "{}", "Maya").scenario_id
    head = store.open(scenario).head
    for number in count():
        store.save_draft("tab", scenario, head, f'{{"draft":{number},"of":{turn},"x":"{FILLER}"}}')
        print("draft", number, flush=True)
        if number % VERSIONS_EVERY == 0:
            text = f'{{"of":{turn},"version":{number},"x":"{FILLER}"}}'
            head = store.save(scenario, text, expected_head=head, author="Maya").id
            print("version", number, head, flush=True)


if __name__ == "__main__":
    main()
