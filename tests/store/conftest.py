"""A workspace of one's own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salesmodel.store import Store, open_store


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return tmp_path / "workspace" / "scenarios.duckdb"


@pytest.fixture
def store(workspace: Path) -> Iterator[Store]:
    store = open_store(workspace)
    yield store
    store.close()
