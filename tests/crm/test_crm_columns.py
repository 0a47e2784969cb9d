"""Which column holds what: exports of known CRMs, columns that are named, files that join."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salesmodel.crm import CrmImport, import_files
from salesmodel.model import UnusableImport
from tests.crm.conftest import WriteFile

SALESFORCE = (
    '"Opportunity ID","Opportunity Owner","Account Name","Opportunity Name","Stage",'
    '"Close Date","Created Date","Amount","Lead Source","Type"\n'
    '"006A","Ann","Acme","Acme one","Closed Won","2/13/2024","1/3/2024","$1,250.50","Web","New"\n'
    '"006B","Bob","Best","Best one","Closed Lost","3/14/2024","1/30/2024","900","Web","New"\n'
    '"006C","Ann","Core","Core one","Negotiation/Review","6/30/2024","2/2/2024","5000","","New"\n'
)
HUBSPOT = (
    "Record ID,Deal Name,Deal Stage,Pipeline,Deal owner,Create Date,Close Date,Amount,"
    "Number of Associated Contacts\n"
    "101,One,Closed won (Sales Pipeline),Sales,Ann,2024-01-03 14:05,2024-02-13 09:00,1250.5,4\n"
    "102,Two,Closed lost (Sales Pipeline),Sales,Bob,2024-01-30 08:00,2024-03-14 17:30,900,2\n"
    "103,Three,Contract sent (Sales Pipeline),Sales,Ann,2024-02-02 10:00,,5000,1\n"
)


@pytest.mark.parametrize("export", [SALESFORCE, HUBSPOT], ids=["Salesforce", "HubSpot"])
def test_an_export_of_a_known_crm_needs_no_mapping(file: WriteFile, export: str) -> None:
    found = import_files([file(export)])
    assert (found.won, found.lost, found.open, found.won_value) == (1, 1, 1, 1250.5)
    assert found.median_cycle_won_days == 41  # 3 January to 13 February
    assert found.median_cycle_lost_days == 44  # 30 January to 14 March, a leap year
    assert [owner.name for owner in found.owners] == ["Ann", "Bob"]
    assert set(found.mapping) == set(found.guessed)
    assert found.rows.rejected == 0


def test_counts_of_contacts_are_no_longer_unknown_when_a_column_has_them(file: WriteFile) -> None:
    unknown = "How many people took part on the buyer's side"
    assert any(unknown in sentence for sentence in import_files([file(SALESFORCE)]).not_knowable)
    found = import_files([file(HUBSPOT)])
    assert not any(unknown in sentence for sentence in found.not_knowable)


def test_a_named_column_overrides_the_guess_in_any_case(file: WriteFile) -> None:
    path = file("id,stage,status\n1,open,won\n2,open,lost\n")
    assert import_files([path]).open == 2
    found = import_files([path], mapping={"outcome": "STATUS"})
    assert (found.won, found.lost) == (1, 1)
    assert found.mapping["outcome"] == "status"
    assert set(found.guessed) == {"id", "stage"}


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        ({"amount": "price"}, "No file has a column 'price'"),
        ({"colour": "stage"}, "The importer has no field 'colour'"),
    ],
)
def test_a_mapping_that_points_nowhere_is_refused(
    file: WriteFile, mapping: dict[str, str], words: str
) -> None:
    with pytest.raises(UnusableImport, match=words) as caught:
        import_files([file("id,stage\n1,won\n")], mapping=mapping)
    assert "stage" in caught.value.mend


def test_a_deal_field_cannot_be_named_in_a_file_that_only_joins(file: WriteFile) -> None:
    paths = [
        file("id,stage,account\n1,won,Acme\n"),
        file("account,revenue\nAcme,5\n", "accounts.csv"),
    ]
    with pytest.raises(UnusableImport, match="cannot give the field amount"):
        import_files(paths, mapping={"amount": "revenue"})


def test_fields_of_event_logs_are_taken_and_said_to_be_unused(file: WriteFile) -> None:
    path = file("id,stage,at\n1,won,2024-01-01\n")
    found = import_files([path], mapping={"timestamp": "at"})
    assert "The field timestamp belongs to event logs and was not used here." in found.notes


@pytest.mark.parametrize(
    ("stage", "outcome"),
    [
        ("Won", "won"), ("closedwon", "won"), ("Closed - Won", "won"), ("6. Closed Won", "won"),
        ("closed_won", "won"), ("LOST", "lost"), ("Closed Lost", "lost"), ("Deal lost", "lost"),
        ("Closed - no decision", "lost"), ("Wonderful fit", "open"), ("Lostock", "open"),
        ("Negotiation", "open"),
    ],
)  # fmt: skip
def test_the_words_of_a_stage_tell_the_outcome(file: WriteFile, stage: str, outcome: str) -> None:
    found = import_files([file(f"id,stage\n1,{stage}\n")])
    assert [(reading.stage, reading.outcome) for reading in found.stages] == [(stage, outcome)]


@pytest.mark.parametrize(
    ("amount", "value"),
    [
        ("1234.5", 1234.5), ("1,234.50", 1234.5), ("1.234,50", 1234.5), ("1234,5", 1234.5),
        ("$1,234", 1234), ("1.234.567", 1_234_567), ("USD 12", 12), ("12 €", 12), ("0", 0),
        ("1e3", 1000),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(file: WriteFile, amount: str, value: float) -> None:
    assert import_files([file(f'id,stage,amount\n1,won,"{amount}"\n')]).won_value == value


@pytest.mark.parametrize(
    ("entered", "closed"),
    [
        ("2024-01-03", "2024-02-13"), ("2024-01-03T10:00:00Z", "2024-02-13T09:00:00Z"),
        ("1/3/2024", "2/13/2024"), ("03/01/2024", "13/02/2024"), ("3.1.2024", "13.2.2024"),
        ("2024/01/03", "2024/02/13"), ("03-Jan-2024", "13-Feb-2024"),
    ],
)  # fmt: skip
def test_dates_are_read_in_the_order_that_fits(file: WriteFile, entered: str, closed: str) -> None:
    # 03/01/2024 alone could be 1 March; 13/02/2024 beside it tells that the day comes first.
    found = import_files([file(f"id,stage,created,closed\n1,won,{entered},{closed}\n")])
    assert found.median_cycle_won_days == 41
    assert not any("could be month/day" in note for note in found.notes)


def test_dates_that_could_be_read_two_ways_are_said(deals: Callable[..., CrmImport]) -> None:
    found = deals("1,Ann,Won,03/01/2024,04/01/2024,1")
    assert found.median_cycle_won_days == 31  # 1 March to 1 April
    said = [note for note in found.notes if "could be month/day or day/month" in note]
    assert [note.split()[3] for note in said] == ["created", "closed"]


def test_two_files_of_the_same_columns_are_stacked(file: WriteFile) -> None:
    paths = [
        file("id,stage\n1,won\n2,lost\n", "first.csv"),
        file("id,stage\n3,won\n1,won\n", "second.csv"),
    ]
    found = import_files(paths)
    assert (found.won, found.lost) == (2, 1)
    [reject] = found.rejects
    assert (reject.file, reject.row) == ("second.csv", 3)
    assert [(use.file, use.rows, use.used) for use in found.files] == [
        ("first.csv", 2, 2),
        ("second.csv", 2, 1),
    ]


def test_deals_in_two_layouts_are_refused(file: WriteFile) -> None:
    paths = [
        file("id,stage,amount\n1,won,1\n", "first.csv"),
        file("deal id,stage,amount,owner\n3,won,1,Ann\n", "second.csv"),
    ]
    with pytest.raises(UnusableImport, match="hold deals, under different columns"):
        import_files(paths)


def test_a_file_that_joins_nothing_is_left_out_and_said(file: WriteFile) -> None:
    found = import_files(
        [file("id,stage\n1,won\n"), file("day,weather\n1,rain\n2,sun\n", "weather.csv")]
    )
    assert [(use.file, use.part, use.used) for use in found.files][1] == (
        "weather.csv",
        "not used",
        0,
    )


def test_a_key_is_repaired_only_when_one_row_alone_is_meant(file: WriteFile) -> None:
    paths = [
        file("id,stage,product\n1,won,gtx PRO\n2,won,A-1\n3,won,Z\n"),
        file("product,series\nGTX Pro,GTX\nA 1,A\nA_1,A\n", "products.csv"),
    ]
    found = import_files(paths)
    assert [(fix.before, fix.after) for fix in found.repairs] == [("gtx PRO", "GTX Pro")]
    assert "2 deals point to rows of the products file that are not there." in found.notes
    assert {segment.name for segment in found.segments} == {"GTX", "Not stated"}


def test_many_small_groups_become_one(file: WriteFile) -> None:
    rows = [f"{place},won,segment {place}" for place in range(30)]
    found = import_files([file("\n".join(["id,stage,segment", *rows, "99,won,segment 0"]) + "\n")])
    assert len(found.segments) == 12
    assert {s.name: s.won for s in found.segments}["All others"] == 19
    assert sum(segment.won for segment in found.segments) == 31
    assert "The 19 smallest groups were made one segment, All others." in found.notes
