"""The app under Streamlit's own test harness, with a workspace of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from salesmodel.ui import acts

ROOT = Path(__file__).parents[2]
PAGES = (
    "screens/design/workbench.py",
    "screens/design/start.py",
    "screens/evidence/sources.py",
    "screens/design/roles.py",
    "screens/design/coherence.py",
)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("SALESMODEL_STORE", str(tmp_path / "scenarios.duckdb"))
    acts.workspace.clear()
    opened = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    assert not opened.exception
    return opened
