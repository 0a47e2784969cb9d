"""One CSV file as an Arrow table of text, with the number of each row kept.

Offers `read_file` and its result `RawTable`. Finds encoding and separator itself; guesses no types;
rows with the wrong number of values are kept apart as `Ragged`. Refuses what is no table with
`UnusableImport`, in one sentence.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from salesmodel.model import UnusableImport

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_BYTES = 200_000_000
MAX_COLUMNS = 2_000
HEADER_BYTES = 100_000
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
SAVE_AS_CSV = "Export it from the CRM as CSV and import that file."


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row whose number of values is not that of the header."""

    row: int
    expected: int
    found: int


@dataclass(frozen=True, eq=False)
class RawTable:
    """The rows of a file as they stand: `columns` of text, and `row_numbers` (header = 1)."""

    file: str
    header: tuple[str, ...]
    columns: tuple[Any, ...]  # pyarrow arrays, one a header entry
    row_numbers: NDArray[np.int64]
    ragged: tuple[Ragged, ...] = ()
    encoding: str = "UTF-8"

    @property
    def rows(self) -> int:
        """Rows read, ragged ones included."""
        return len(self.row_numbers) + len(self.ragged)


@dataclass
class _RaggedRows:
    """Collects what pyarrow hands over as a row of the wrong length."""

    rows: list[Ragged] = field(default_factory=list)
    over_lines: bool = False  # one of them runs over the end of a line

    def __call__(self, row: Any) -> str:
        self.over_lines |= "\n" in row.text.rstrip("\r\n")
        self.rows.append(Ragged(row.number, row.expected_columns, row.actual_columns))
        return "skip"


def read_file(path: Path) -> RawTable:
    """The table in the file at `path`. Raises UnusableImport."""
    data, encoding = _text_of(path.name, _bytes_of(path))
    separator, header = _header(path.name, data)
    ragged = _RaggedRows()
    table = _parsed(path.name, data, separator, len(header), ragged)
    if data.count(b'"') % 2 and (ragged.over_lines or _ends_inside_quotes(table)):
        raise _unusable(path.name, "opens a quotation mark that it never closes", _MEND_QUOTES)
    numbers = _row_numbers(table.num_rows + len(ragged.rows), ragged.rows)
    return _without_blank_rows(
        path.name, header, table, numbers, ragged=ragged.rows, encoding=encoding
    )


_MEND_QUOTES = 'Close the quotation mark (") or export the file again.'


def _bytes_of(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size >= MAX_BYTES:
            raise _unusable(
                path.name,
                f"is {size / 1e6:,.0f} MB large, and a file must stay below 200 MB",
                "Export a shorter period or fewer columns.",
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnusableImport(
            f"The file {path.name} cannot be opened ({error.strerror or error}).",
            "Check that it is there and that you may read it.",
            path=path.name,
        ) from error
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        raise _unusable(path.name, "is empty", SAVE_AS_CSV)
    return data


def _text_of(file: str, data: bytes) -> tuple[bytes, str]:
    """The same text as UTF-8 without a byte order mark, and the encoding that it had."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(file, data, "utf-16").encode(), "UTF-16"
    data = data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith(b"PK\x03\x04"):
        raise _unusable(file, "is a workbook or an archive, not a CSV file", SAVE_AS_CSV)
    if b"\0" in data:
        raise _unusable(file, "is a binary file, not a CSV file", SAVE_AS_CSV)
    try:
        data.decode()
    except UnicodeDecodeError:
        return _decoded(file, data, "cp1252").encode(), "Windows-1252"
    return data, "UTF-8"


def _decoded(file: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unusable(
            file,
            "is not text in UTF-8, UTF-16 or Windows-1252",
            "Save it as CSV in UTF-8 and import it again.",
        ) from error


def _header(file: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    start = data[:HEADER_BYTES].decode(errors="ignore").lstrip()
    counts = {separator: len(_first_row(start, separator)) for separator in SEPARATORS}
    separator = max(counts, key=lambda candidate: counts[candidate])
    if counts[separator] == 1:
        raise _unusable(
            file,
            "has one column only: no comma, semicolon, tab or bar separates its header",
            "Export it as CSV with a comma between the columns.",
        )
    if counts[separator] > MAX_COLUMNS:
        raise _unusable(
            file, f"has more than {MAX_COLUMNS:,} columns", "Export fewer of the fields."
        )
    return separator, tuple(name.strip() for name in _first_row(start, separator))


def _first_row(text: str, separator: str) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [""])
    except csv.Error:
        return [""]


def _parsed(file: str, data: bytes, separator: str, width: int, ragged: _RaggedRows) -> Any:
    import pyarrow as pa
    from pyarrow import csv as pa_csv

    names = [f"f{number}" for number in range(width)]
    try:
        return pa_csv.read_csv(
            io.BytesIO(data),
            read_options=pa_csv.ReadOptions(column_names=names, use_threads=False),
            parse_options=pa_csv.ParseOptions(
                delimiter=separator,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=ragged,
            ),
            convert_options=pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string())),
        )
    except pa.ArrowException as error:
        raise _unusable(file, "cannot be split into rows and columns", _MEND_QUOTES) from error


def _ends_inside_quotes(table: Any) -> bool:
    return any("\n" in (column[-1].as_py() or "") for column in table.columns if table.num_rows)


def _row_numbers(records: int, ragged: Iterable[Ragged]) -> NDArray[np.int64]:
    """The record numbers of the rows that were kept: all but the ragged ones."""
    import numpy as np

    kept = np.ones(records, dtype=bool)
    kept[[row.row - 1 for row in ragged]] = False
    return np.flatnonzero(kept).astype(np.int64) + 1


def _without_blank_rows(
    file: str,
    header: tuple[str, ...],
    table: Any,
    numbers: NDArray[np.int64],
    *,
    ragged: list[Ragged],
    encoding: str,
) -> RawTable:
    """Leave out the header and lines with nothing on them (no rows of anything)."""
    import numpy as np
    import pyarrow.compute as pc

    filled = np.zeros(table.num_rows, dtype=bool)
    for column in table.columns:
        filled |= pc.not_equal(pc.utf8_trim_whitespace(column), "").to_numpy()
    filled[np.flatnonzero(filled)[:1]] = False  # the first line with text is the header
    if not filled.any() and not ragged:
        raise _unusable(file, "has a header but no rows", "Export it with its records.")
    columns = tuple(column.filter(filled) for column in table.columns)
    return RawTable(file, header, columns, numbers[filled], tuple(ragged), encoding)


def _unusable(file: str, what: str, mend: str) -> UnusableImport:
    return UnusableImport(f"The file {file} {what}.", mend, path=file)
