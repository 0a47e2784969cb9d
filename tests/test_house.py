"""The walls of the house: what an import loads, and where page files may stand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"streamlit", "duckdb", "plotly", "numba", "pandas", "scipy", "pyarrow"}


def loaded_by(module: str) -> set[str]:
    code = f"import sys, {module}; print(*{{name.partition('.')[0] for name in sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("salesmodel", set()),
        ("salesmodel.evaluation", set()),
        ("salesmodel.coherence", set()),
        ("salesmodel.assignment", set()),
        ("salesmodel.editing", set()),
        ("salesmodel.defaults", set()),
    ],
)
def test_importing_a_room_loads_nothing_heavy(module: str, allowed: set[str]) -> None:
    assert loaded_by(module) & HEAVY == allowed


def test_there_is_no_folder_that_streamlit_takes_for_its_old_multipage_apps() -> None:
    """With a folder `pages/` a fresh server says "Page not found" over the first deep link."""
    assert not (ROOT / "pages").exists()


def test_the_front_door_is_short() -> None:
    assert len((ROOT / "app.py").read_text().splitlines()) < 80


def test_session_state_is_touched_in_one_file_only() -> None:
    touching = {
        path.relative_to(ROOT).as_posix()
        for folder in ("salesmodel", "screens")
        for path in (ROOT / folder).rglob("*.py")
        if "st.session_state" in path.read_text()
    }
    assert touching == {"salesmodel/ui/session.py"}


@pytest.mark.parametrize("requirements", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_pinned(requirements: str) -> None:
    lines = (ROOT / requirements).read_text().splitlines()
    assert lines
    assert all("==" in line for line in lines if line and line[0] not in "-#")
