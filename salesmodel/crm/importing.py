"""From CRM files to a first model, with every row accounted for.

Offers `import_files` and `bundled_example`. The steps: read the files as text, find which column
holds what, count in SQL, draft a model. Raises UnusableImport with one sentence and its mend.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from salesmodel.crm.counting import count
from salesmodel.crm.draft import Draft, draft
from salesmodel.crm.fields import Layout, resolve
from salesmodel.crm.figures import Counts
from salesmodel.crm.group import Evidence
from salesmodel.crm.limits import not_knowable, notes, years
from salesmodel.crm.reading import RawTable, read_file
from salesmodel.crm.result import CrmImport, FileUse, Repair, Rows
from salesmodel.model import UnusableImport

MAX_FILES = 20
_BUNDLED = ("sales_pipeline.csv", "accounts.csv", "products.csv", "sales_teams.csv")
_BUNDLED_NAME = "Maven hardware sales"


def bundled_example() -> list[Path]:
    """The bundled files: a fictitious company that sells computer hardware."""
    folder = Path(__file__).parents[2] / "data" / "maven_crm"
    return [folder / name for name in _BUNDLED]


def import_files(
    paths: Sequence[Path],
    *,
    mapping: Mapping[str, str] | None = None,
    currency: str = "USD",
    name: str | None = None,
) -> CrmImport:
    """Read CRM exports that belong together; `mapping` names the column of a field."""
    mapping = mapping or {}
    paths = [Path(path) for path in paths]
    _check_arguments(paths, currency)
    layout = resolve([read_file(path) for path in paths], mapping)
    counts = count(layout)
    _check_any_kept(layout, counts)
    first = draft(
        (name or _name(paths, layout)).strip()[:200],
        currency,
        counts.segments,
        _evidence(layout, counts),
    )
    return _result(
        currency, layout, counts, first, notes(layout, counts, mapping, bundled=_is_bundled(paths))
    )


def _check_arguments(paths: Sequence[Path], currency: str) -> None:
    if not paths:
        raise UnusableImport("No file was given.", "Name at least the file that holds the deals.")
    if len(paths) > MAX_FILES:
        raise UnusableImport(
            f"{len(paths)} files are too many.", f"Import at most {MAX_FILES} at a time."
        )
    names = [path.name for path in paths]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise UnusableImport(
            f"Two of the files are called {twice}.", "Give each once, under a name of its own."
        )
    if not re.fullmatch("[A-Z]{3}", currency):
        raise UnusableImport(
            f"{currency!r} is not a currency.",
            "Give its three letters, such as USD or EUR.",
            path="currency",
            value=currency,
        )


def _check_any_kept(layout: Layout, counts: Counts) -> None:
    if not counts.totals.opportunities:
        raise UnusableImport(
            f"None of the {counts.read:,} rows of {layout.deals[0].file} can be used"
            + (f"; the first: {counts.rejects[0].sentence}" if counts.rejects else "."),
            "Check that the right columns are named for the fields.",
            path=layout.deals[0].file,
        )


def _name(paths: Sequence[Path], layout: Layout) -> str:
    if _is_bundled(paths):
        return _BUNDLED_NAME
    stem = re.sub(r"[\s_-]+", " ", Path(layout.deals[0].file).stem).strip()
    return f"Model from {stem or 'CRM'}"


def _is_bundled(paths: Sequence[Path]) -> bool:
    return bundled_example()[0].resolve() in [path.resolve() for path in paths]


def _evidence(layout: Layout, counts: Counts) -> Evidence:
    totals = counts.totals
    return Evidence(
        entry_years=years(totals.first_entry, totals.last_entry),
        close_years=years(totals.first_close, totals.last_close),
        owners=len(counts.owners),
        entry_period=_period("entered", totals.first_entry, totals.last_entry),
        close_period=_period("closed", totals.first_close, totals.last_close),
        file=layout.deals[0].file,
    )


def _period(what: str, first: date | None, last: date | None) -> str:
    return f"{what} {first:%Y-%m-%d} to {last:%Y-%m-%d}" if first and last else ""


def _result(
    currency: str, layout: Layout, counts: Counts, first: Draft, said: tuple[str, ...]
) -> CrmImport:
    totals = counts.totals
    rejected = sum(part.count for part in counts.set_aside)
    return CrmImport(
        currency=currency,
        rows=Rows(counts.read, totals.opportunities, totals.repaired, rejected),
        files=tuple(_file_uses(layout, counts)),
        opportunities=totals.opportunities,
        closed=totals.closed,
        won=totals.won,
        lost=totals.lost,
        open=totals.opportunities - totals.closed,
        won_value=totals.won_value,
        win_rate=totals.won / totals.closed if totals.closed else None,
        median_cycle_won_days=totals.median_won_days,
        median_cycle_lost_days=totals.median_lost_days,
        entry_period=_period("entered", totals.first_entry, totals.last_entry),
        close_period=_period("closed", totals.first_close, totals.last_close),
        arrivals_per_year=sum(segment.arrivals.value for segment in first.model.segments),
        repairs=(*counts.repairs, *_encodings(layout)),
        rejects=counts.rejects,
        set_aside=counts.set_aside,
        not_knowable=tuple(not_knowable(layout, counts)),
        notes=(*said, *first.notes),
        stages=counts.stages,
        segments=counts.segments,
        owners=counts.owners,
        teams=counts.teams,
        mapping=layout.mapping,
        guessed=layout.guessed,
        model=first.model,
    )


def _tables(layout: Layout) -> tuple[RawTable, ...]:
    return (*layout.deals, *(side.table for side in layout.joined), *layout.unused)


def _encodings(layout: Layout) -> Iterator[Repair]:
    for table in _tables(layout):
        if table.encoding != "UTF-8":
            yield Repair(f"encoding of {table.file}", table.encoding, "UTF-8", table.rows)


def _file_uses(layout: Layout, counts: Counts) -> Iterator[FileUse]:
    for table in layout.deals:
        used = counts.kept_of_file.get(table.file, 0)
        yield FileUse(
            table.file, "deals", table.rows, used, "see the rows set aside" * (used < table.rows)
        )
    for side in layout.joined:
        used = counts.used.get(side.part, 0)
        why_not = "no deal points to them, or their key stands twice" * (used < side.table.rows)
        yield FileUse(side.table.file, side.part, side.table.rows, used, why_not)
    for table in layout.unused:
        yield FileUse(table.file, "not used", table.rows, 0, "no column of it joins the deals")
