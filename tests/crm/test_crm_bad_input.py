"""What bad input gets: one clear sentence, with the file or row, and rows that add up."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from salesmodel.crm import CrmImport, import_files
from salesmodel.crm.counting import _locked_connection
from salesmodel.crm.result import Rows
from salesmodel.model import UnusableImport
from tests.crm.conftest import HEADER, WriteFile

GOOD = "1,Ann,Won,2024-01-01,2024-02-01,100"
Read = Callable[..., CrmImport]


def refusal(*paths: Path, **more: object) -> UnusableImport:
    with pytest.raises(UnusableImport) as caught:
        import_files(list(paths), **more)  # type: ignore[arg-type]  # arg-type: bad ones too
    assert caught.value.sentence
    assert caught.value.mend
    return caught.value


# Files that cannot be read


@pytest.mark.parametrize("content", ["", " \n\n", "\ufeff"])
def test_an_empty_file_is_refused(file: WriteFile, content: str) -> None:
    assert "The file deals.csv is empty." in refusal(file(content)).sentence


def test_a_header_without_rows_is_refused(file: WriteFile) -> None:
    assert "has a header but no rows" in refusal(file(HEADER + "\n\n,,,,,\n")).sentence


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"PK\x03\x04 a workbook", "is a workbook or an archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is a binary file"),
        (b"id,stage\n1,\x81\x8d\n", "is not text in UTF-8, UTF-16 or Windows-1252"),
        (b"\xff\xfei\x00d", ""),
        (b"\xff\xfei\x00d\x00,", "is not text in UTF-8, UTF-16 or Windows-1252"),
    ],
)
def test_a_file_that_is_no_csv_is_refused(file: WriteFile, content: bytes, words: str) -> None:
    assert words in refusal(file(content)).sentence


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "cannot be opened" in refusal(tmp_path / "gone.csv").sentence


def test_a_file_of_200_mb_is_refused_before_it_is_read(file: WriteFile) -> None:
    path = file(HEADER)
    os.truncate(path, 200_000_000)  # sparse: no block of it is written
    assert "is 200 MB large" in refusal(path).sentence


def test_a_file_without_a_separator_is_refused(file: WriteFile) -> None:
    error = refusal(file("id/stage/amount\n1/Won/5\n"))
    assert "no comma, semicolon, tab or bar separates its header" in error.sentence


def test_a_quotation_mark_that_is_never_closed_is_refused(file: WriteFile) -> None:
    error = refusal(file(f'{HEADER}\n{GOOD}\n2,"Ann,Won,2024-01-01,2024-02-01,100\n{GOOD}\n'))
    assert "deals.csv" in error.sentence


def test_missing_columns_are_named_with_those_that_are_there(file: WriteFile) -> None:
    error = refusal(file("name,amount\nx,1\n"))
    assert "the deal's id (field id) or its stage (field stage)" in error.sentence
    assert "name, amount" in error.sentence


def test_no_files_two_of_one_name_and_no_currency_are_refused(file: WriteFile) -> None:
    path = file(f"{HEADER}\n{GOOD}\n")
    assert refusal().sentence == "No file was given."
    assert "Two of the files are called deals.csv" in refusal(path, path).sentence
    assert "'euro' is not a currency" in refusal(path, currency="euro").sentence


def test_a_file_of_which_no_row_can_be_used_is_refused_with_the_first_reason(
    file: WriteFile,
) -> None:
    error = refusal(file(f"{HEADER}\n1,Ann,Won,someday,2024-02-01,100\n"))
    assert "None of the 1 rows of deals.csv can be used" in error.sentence
    assert 'Row 2: the entry date "someday" cannot be read as a date.' in error.sentence


# Separators and encodings that are read all the same


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(file: WriteFile, separator: str) -> None:
    text = f"{HEADER}\n{GOOD}\n".replace(",", separator)
    assert import_files([file(text)]).won_value == 100


@pytest.mark.parametrize(
    ("encoding", "said"),
    [("utf-8", None), ("utf-8-sig", None), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_the_encoding_is_found_and_said(file: WriteFile, encoding: str, said: str | None) -> None:
    text = f"{HEADER}\n1,Jürgen Müller,Won,2024-01-01,2024-02-01,100\n"
    found = import_files([file(text.encode(encoding))])
    assert [owner.name for owner in found.owners] == ["Jürgen Müller"]
    assert [(fix.before, fix.after, fix.count) for fix in found.repairs] == (
        [(said, "UTF-8", 1)] if said else []
    )
    assert found.rows.repaired == 0


def test_quoted_separators_quotes_and_line_breaks_stay_in_their_value(file: WriteFile) -> None:
    found = import_files(
        [file(f'{HEADER}\n1,"Ann ""A"", B\nC",Won,2024-01-01,2024-02-01,"1,000"\n{GOOD[1:]}\n')]
    )
    assert found.owners[0].name == 'Ann "A", B\nC'
    assert found.won_value == 1_000
    assert [reject.row for reject in found.rejects] == [3]  # rows, not lines


# Rows that are set aside


@pytest.mark.parametrize(
    ("row", "reason", "words"),
    [
        (",Ann,Won,2024-01-01,2024-02-01,1", "no deal id", "the deal has no id."),
        ("2,Ann,,2024-01-01,2024-02-01,1", "no stage", "the deal has no stage."),
        ("2,Ann,Won,31.31.2024,2024-02-01,1", "entry date not readable", '"31.31.2024" cannot'),
        ("2,Ann,Won,2024-01-01,2024-02-30,1", "close date not readable", '"2024-02-30" cannot'),
        ("2,Ann,Won,0024-01-01,2024-02-01,1", "entry date not readable", '"0024-01-01" cannot'),
        (
            "2,Ann,Lost,2024-03-01,2024-02-01,1",
            "closed before entry",
            "the close date lies before the entry date.",
        ),
        ("2,Ann,Won,2024-01-01,2024-02-01,NaN", "amount not a number", '"NaN" is not a finite'),
        ("2,Ann,Won,2024-01-01,2024-02-01,Infinity", "amount not a number", '"Infinity" is not'),
        ("2,Ann,Won,2024-01-01,2024-02-01,-inf", "amount not a number", '"-inf" is not'),
        ("2,Ann,Won,2024-01-01,2024-02-01,1e999", "amount not a number", '"1e999" is not'),
        ("2,Ann,Won,2024-01-01,2024-02-01,lots", "amount not a number", '"lots" is not'),
        ("2,Ann,Won,2024-01-01,2024-02-01,-5", "amount below zero", "the amount -5 is below zero."),
        (
            "1,Ann,Won,2024-01-01,2024-02-01,9",
            "deal id twice",
            "the deal id 1 stands in an earlier",
        ),
        ("2,Ann,Won", "wrong number of values", "it has 3 values where the header has 6 columns."),
        ("2,A,Won,2024-01-01,2024-02-01,1,7", "wrong number of values", "it has 7 values"),
    ],
)
def test_a_bad_row_is_set_aside_with_its_number_and_reason(
    deals: Read, row: str, reason: str, words: str
) -> None:
    found = deals(GOOD, row)
    [reject] = found.rejects
    assert (reject.file, reject.row) == ("deals.csv", 3)
    assert reject.sentence.startswith("Row 3: ")
    assert words in reject.sentence
    assert reject.sentence.endswith("Skip the row or fix the file.")
    assert [(part.reason, part.count) for part in found.set_aside] == [(reason, 1)]
    assert (found.rows.read, found.rows.kept, found.rows.rejected) == (2, 1, 1)
    assert found.won_value == 100


def test_row_numbers_survive_blank_lines_and_rows_of_the_wrong_length(deals: Read) -> None:
    found = deals(GOOD, "", "2,Ann", "", "3,Ann,Won,2024-01-01,2024-02-01,-1")
    assert [reject.row for reject in found.rejects] == [4, 6]
    assert found.rows.read == 3  # a blank line is no row


def test_the_first_usable_row_of_a_deal_counts(deals: Read) -> None:
    found = deals("1,Ann,Won,2024-01-01,2024-02-01,-7", GOOD, "1,Ann,Lost,2024-01-01,2024-02-01,0")
    assert (found.won, found.lost, found.won_value) == (1, 0, 100)
    assert {reject.row for reject in found.rejects} == {2, 4}


def test_an_open_deal_may_be_expected_to_close_at_any_date(deals: Read) -> None:
    found = deals("1,Ann,Negotiation,2024-03-01,2024-02-01,10")
    assert (found.open, found.rows.rejected) == (1, 0)


def test_rows_that_do_not_add_up_are_a_fault_of_ours() -> None:
    with pytest.raises(ArithmeticError):
        Rows(read=3, kept=1, repaired=0, rejected=1)
    with pytest.raises(ArithmeticError):
        Rows(read=3, kept=3, repaired=4, rejected=0)


# Uploads reach nothing


def test_the_connection_that_sees_uploads_reads_no_file_and_stays_locked(file: WriteFile) -> None:
    connection = _locked_connection()
    with pytest.raises(duckdb.Error):
        connection.execute("SELECT * FROM read_csv(?)", [str(file("a,b\n1,2\n"))])
    with pytest.raises(duckdb.Error):
        connection.execute("SET enable_external_access = true")
    with pytest.raises(duckdb.Error):
        connection.execute("SET memory_limit = '64GB'")


def test_names_of_columns_and_values_are_never_run_as_sql(file: WriteFile) -> None:
    nasty = "x'); DROP TABLE clean; --"
    header = HEADER + f',"{nasty}"'
    found = import_files([file(f'{header}\n{GOOD},"{nasty}"\n')], mapping={"segment": nasty})
    assert [segment.name for segment in found.segments] == [nasty]
