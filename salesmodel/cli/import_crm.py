"""The verb `import-crm`: a first model from CRM exports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from salesmodel.cli.files import write_file
from salesmodel.cli.output import AsJson, complain, print_json
from salesmodel.model import UnusableImport, write_model

if TYPE_CHECKING:
    from salesmodel.crm import CrmImport

SHOWN = 20
"""How many rows set aside are shown one by one; --json shows all."""


def import_crm(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="CSV exports of one CRM.", show_default=False),
    ],
    out: Annotated[
        Path,
        typer.Option("--out", metavar="MODEL.json", help="Where to write.", show_default=False),
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="field=column",
            help="The column that holds a field; guessed where not given. Repeatable.",
            show_default=False,
        ),
    ] = None,
    currency: Annotated[
        str, typer.Option("--currency", metavar="C", help="Currency of the amounts.")
    ] = "USD",
    as_json: AsJson = False,
) -> None:
    """Read CRM exports, account for every row, and write a first model to --out."""
    from salesmodel.crm import as_json as plain_values
    from salesmodel.crm import import_files

    columns = _columns(mapping or [])
    _keep_inputs(files, out)
    result = import_files(files, mapping=columns, currency=currency)
    write_file(out, write_model(result.model, indent=2) + "\n")
    if result.guessed:
        guesses = ", ".join(f"{field}={result.mapping[field]}" for field in result.guessed)
        complain(f"Guessed {guesses}. Name other columns with --map.")
    if as_json:
        print_json(plain_values(result))
    else:
        typer.echo("\n".join((*_told(result), f"Wrote {out}.")))


def _columns(pairs: Sequence[str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for pair in pairs:
        field, equals, column = (part.strip() for part in pair.partition("="))
        if not (field and equals and column):
            raise UnusableImport(
                f"--map {pair} does not name a field and a column.",
                "Write it like --map amount=deal_value.",
            )
        if field in columns:
            raise UnusableImport(f"--map names the field {field} twice.", "Name one column for it.")
        columns[field] = column
    return columns


def _keep_inputs(files: Sequence[Path], out: Path) -> None:
    if out.resolve() in {file.resolve() for file in files}:
        raise UnusableImport(
            f"--out would overwrite {out}, which is to be imported.",
            "Name another file for the model.",
        )


def _told(result: CrmImport) -> Iterator[str]:
    from salesmodel.charts.formats import days, money, rate

    rows = result.rows
    yield (
        f"Rows: {rows.read:,} read, {rows.kept:,} kept ({rows.repaired:,} of them repaired), "
        f"{rows.rejected:,} set aside."
    )
    yield (
        f"Opportunities: {result.opportunities:,}, of which {result.closed:,} closed "
        f"({result.won:,} won, {result.lost:,} lost) and {result.open:,} open."
    )
    yield (
        f"Won value {money(result.won_value, result.currency)}, win rate by closing date "
        f"{rate(result.win_rate)}, median cycle {days(result.median_cycle_won_days)} won and "
        f"{days(result.median_cycle_lost_days)} lost."
    )
    for fix in result.repairs:
        yield f"Read {fix.before} as {fix.after} in {fix.column}, in {fix.count:,} rows."
    for reject in result.rejects[:SHOWN]:
        yield f"Set aside: {reject.file}, row {reject.row:,}: {reject.sentence}"
    if len(result.rejects) > SHOWN:
        yield f"And {len(result.rejects) - SHOWN:,} more rows; --json shows them all."
    yield from result.not_knowable
