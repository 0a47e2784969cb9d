"""Files that verbs read and write. Offers `model_from`, `bytes_of` and `write_file`."""

from __future__ import annotations

import os
from pathlib import Path

from salesmodel.model import MAX_BYTES, SalesModel, UnreadableModel, WorkbenchError, read_model


def model_from(path: Path) -> SalesModel:
    """The model in a file. Raises `UnreadableModel` or, where it cannot be opened,
    `WorkbenchError`."""
    content = bytes_of(path)
    try:
        return read_model(content)
    except UnreadableModel as error:
        if not error.findings:
            error.path = str(path)
        raise


def bytes_of(path: Path) -> bytes:
    """What stands in a file. Raises `WorkbenchError`."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)  # one more than is allowed, so that it is noticed
    except FileNotFoundError:
        raise WorkbenchError(f"There is no file {path}.", "Check its name and folder.") from None
    except IsADirectoryError:
        raise WorkbenchError(f"{path} is a folder.", "Name a file in it.") from None
    except (OSError, ValueError) as error:
        raise WorkbenchError(
            f"The file {path} cannot be read ({_reason(error)}).", "Check its name and its rights."
        ) from None
    if len(content) > MAX_BYTES:
        raise WorkbenchError(
            f"The file has more than {MAX_BYTES // 1_000_000} MB, the limit.",
            "Name a smaller file.",
            path=str(path),
        )
    return content


def write_file(path: Path, text: str) -> None:
    """Put the text in the file, whole or not at all. Raises `WorkbenchError`."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_text(text, encoding="utf-8", newline="\n")
        beside.replace(path)
    except (OSError, ValueError) as error:
        beside.unlink(missing_ok=True)
        raise WorkbenchError(
            f"The file {path} cannot be written ({_reason(error)}).",
            "Choose a folder that is there and may be written to.",
        ) from None


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
