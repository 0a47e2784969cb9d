"""Which column holds what: the importer's own fields, and the names that CRMs give them.

Offers `resolve`, which finds the deals among the files, what joins them, and the column of every
field, and its result `Layout`. Names as exported by Salesforce, HubSpot, Pipedrive and the bundled
example; `mapping` overrides every guess.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from salesmodel.crm.reading import RawTable
from salesmodel.model import UnusableImport

SYNONYMS: dict[str, tuple[str, ...]] = {
    "id": ("opportunityid", "dealid", "recordid", "opportunitynumber", "id"),
    "owner": (
        "opportunityowner", "dealowner", "owner", "ownername", "opportunityownername",
        "salesagent", "salesrep", "salesperson", "rep", "accountexecutive", "assignedto", "ownerid",
    ),
    "team": (
        "team", "salesteam", "hubspotteam", "ownerteam", "regionaloffice", "ownerrole", "manager",
        "salesmanager",
    ),
    "account": (
        "accountname", "account", "companyname", "company", "associatedcompany",
        "primaryassociatedcompany", "associatedcompanyprimary", "organization", "customer",
        "accountid",
    ),
    "segment": ("segment", "customersegment", "accountsegment", "marketsegment", "buyersegment"),
    "source": ("leadsource", "source", "originalsource", "originaltrafficsource", "dealsource"),
    "product": ("product", "productname", "lineitem"),
    "stage": (
        "stage", "dealstage", "stagename", "opportunitystage", "salesstage", "pipelinestage",
        "status",
    ),
    "created": (
        "createddate", "createdate", "created", "datecreated", "createdon", "dealcreated",
        "opportunitycreateddate", "engagedate", "entrydate", "opendate",
    ),
    "closed": (
        "closedate", "closeddate", "dateclosed", "closedon", "opportunityclosedate", "dealclosedon",
        "closed",
    ),
    "outcome": ("outcome", "result", "dealoutcome", "wonlost"),
    "amount": (
        "amount", "dealamount", "dealvalue", "closevalue", "opportunityamount", "value",
        "amountincompanycurrency", "totalprice", "acv",
    ),
    "contacts": (
        "contacts", "numberofcontacts", "numberofassociatedcontacts", "contactcount",
    ),
    "series": ("series", "productseries", "productline", "productfamily"),
}  # fmt: skip
EVENT_LOG_FIELDS = ("timestamp", "resource")
DEAL_FIELDS = tuple(SYNONYMS)
MAPPABLE = (*(name for name in DEAL_FIELDS if name != "series"), *EVENT_LOG_FIELDS)
JOINS = {"people": "owner", "products": "product", "accounts": "account"}


@dataclass(frozen=True)
class Joined:
    """A file that joins the deals: `part`, its key's column, and the columns of the fields."""

    part: str
    table: RawTable
    key: int
    fields: dict[str, int]


@dataclass(frozen=True)
class Layout:
    """The files of the deals with the column of each field, and what joins them."""

    deals: tuple[RawTable, ...]
    fields: dict[str, int]
    joined: tuple[Joined, ...]
    unused: tuple[RawTable, ...]
    mapping: dict[str, str]
    guessed: tuple[str, ...]


def resolve(tables: Sequence[RawTable], mapping: Mapping[str, str]) -> Layout:
    """What plays which part. Raises UnusableImport when the deals cannot be found."""
    _check_mapping(tables, mapping)
    best = max(tables, key=lambda table: (_is_deals(table, mapping), _score(table, mapping)))
    fields = _columns(best, mapping)
    _check_required(best, fields)
    deals = tuple(table for table in tables if table is best or table.header == best.header)
    _check_other_deals(best, [table for table in tables if table not in deals], mapping)
    joined, unused = _joins([table for table in tables if table not in deals], fields, mapping)
    _check_used(best, fields, joined, mapping)
    named = {name: best.header[column] for name, column in fields.items()}
    for side in joined:
        named |= {name: side.table.header[column] for name, column in side.fields.items()}
    return Layout(
        deals, fields, joined, unused, named, tuple(name for name in named if name not in mapping)
    )


def _check_mapping(tables: Sequence[RawTable], mapping: Mapping[str, str]) -> None:
    for name, column in mapping.items():
        if name not in MAPPABLE:
            raise UnusableImport(
                f"The importer has no field {name!r}.",
                f"Name one of: {', '.join(MAPPABLE)}.",
                path=name,
                value=column,
            )
        if all(_column(table, column) is None for table in tables):
            listed = "; ".join(f"{table.file}: {', '.join(table.header)}" for table in tables)
            raise UnusableImport(
                f"No file has a column {column!r}, which was named for the field {name}.",
                f"The columns are: {listed}.",
                path=name,
                value=column,
            )


def _column(table: RawTable, name: str) -> int | None:
    """The column of that name: as written, else without regard to case and punctuation."""
    if name in table.header:
        return table.header.index(name)
    plain = [_plain(column) for column in table.header]
    return plain.index(_plain(name)) if _plain(name) in plain else None


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _columns(table: RawTable, mapping: Mapping[str, str]) -> dict[str, int]:
    """The column of every field that this table holds; a column named for one is not guessed."""
    chosen = {name: _column(table, column) for name, column in mapping.items()}
    taken = {column for column in chosen.values() if column is not None}
    found = {name: column for name, column in chosen.items() if column is not None}
    plain = [_plain(column) for column in table.header]
    for name, synonyms in SYNONYMS.items():
        if name in mapping:
            continue
        guesses = (plain.index(word) for word in synonyms if word in plain)
        column = next((guess for guess in guesses if guess not in taken), None)
        if column is not None:
            found[name] = column
            taken.add(column)
    return {name: column for name, column in found.items() if name not in EVENT_LOG_FIELDS}


def _is_deals(table: RawTable, mapping: Mapping[str, str]) -> bool:
    fields = _columns(table, mapping)
    return "id" in fields and bool({"stage", "outcome"} & fields.keys())


def _score(table: RawTable, mapping: Mapping[str, str]) -> int:
    """How much of a deal this table holds."""
    return len(_columns(table, mapping).keys() - {"team", "segment", "series"})


def _check_required(table: RawTable, fields: Mapping[str, int]) -> None:
    missing = [] if "id" in fields else ["the deal's id (field id)"]
    if not {"stage", "outcome"} & fields.keys():
        missing.append("its stage (field stage)")
    if missing:
        raise UnusableImport(
            f"No column of {table.file} is known to hold {' or '.join(missing)}. "
            f"Its columns are: {', '.join(table.header)}.",
            "Name the column for the field, or export the deals with it.",
            path=table.file,
        )


def _check_other_deals(
    best: RawTable, others: Sequence[RawTable], mapping: Mapping[str, str]
) -> None:
    """Deals in two layouts cannot be stacked, and must not pass for accounts or people."""
    for table in others:
        fields = _columns(table, mapping).keys()
        if _is_deals(table, mapping) and fields & {"created", "closed", "amount"}:
            raise UnusableImport(
                f"Both {best.file} and {table.file} hold deals, under different columns.",
                "Import one of them, or export both with the same columns.",
                path=table.file,
            )


def _check_used(
    best: RawTable,
    fields: Mapping[str, int],
    joined: Sequence[Joined],
    mapping: Mapping[str, str],
) -> None:
    """A column that was named must be one that counts, not one in a file that does not join."""
    found = fields.keys() | {name for side in joined for name in side.fields}
    for name, column in mapping.items():
        if name not in found and name not in EVENT_LOG_FIELDS:
            raise UnusableImport(
                f"The column {column!r} cannot give the field {name}: it is not among those of "
                f"{best.file}, which are {', '.join(best.header)}.",
                "Name a column of the deals; team, segment and source may also be in a file that "
                "joins them.",
                path=name,
                value=column,
            )


def _joins(
    tables: Sequence[RawTable], fields: Mapping[str, int], mapping: Mapping[str, str]
) -> tuple[tuple[Joined, ...], tuple[RawTable, ...]]:
    joined: dict[str, Joined] = {}
    unused: list[RawTable] = []
    open_fields = {"team", "segment", "source", "series"} - fields.keys()
    for table in tables:
        side = _joined(table, fields, mapping, open_fields)
        if side is None or side.part in joined:
            unused.append(table)
            continue
        joined[side.part] = side
        open_fields -= side.fields.keys()
    return tuple(joined.values()), tuple(unused)


def _joined(
    table: RawTable, fields: Mapping[str, int], mapping: Mapping[str, str], open_fields: set[str]
) -> Joined | None:
    """The table as what joins the deals on the first of its columns that can."""
    own = _columns(table, {name: mapping[name] for name in mapping.keys() & open_fields})
    keys = {own[field]: part for part, field in JOINS.items() if field in own and field in fields}
    if not keys:
        return None
    key = min(keys)
    return Joined(keys[key], table, key, {name: own[name] for name in own if name in open_fields})
