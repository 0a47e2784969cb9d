from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from salesmodel.crm import CrmImport, bundled_example, import_files

HEADER = "id,owner,stage,created,closed,amount"
WriteFile = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> WriteFile:
    """Writes a file: text as UTF-8, bytes as they are."""

    def write(content: str | bytes, name: str = "deals.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.fixture
def deals(file: WriteFile) -> Callable[..., CrmImport]:
    """Imports rows under the header id, owner, stage, created, closed, amount."""

    def read(*rows: str) -> CrmImport:
        return import_files([file("\n".join([HEADER, *rows]) + "\n")])

    return read


@pytest.fixture(scope="session")
def bundled() -> CrmImport:
    return import_files(bundled_example())
