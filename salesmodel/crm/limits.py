"""What CRM files cannot tell, and how they were read where that was not plain, in sentences.

Offers `not_knowable`, `notes` and `years`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from salesmodel.crm.fields import EVENT_LOG_FIELDS, Layout
from salesmodel.crm.figures import MAX_REJECTS, Counts, Totals


def not_knowable(layout: Layout, counts: Counts) -> Iterator[str]:
    """What no reading of these files can tell, in sentences."""
    yield (
        "Only the current stage is in the file: moves between stages, loops and time per stage "
        "cannot be known. The model's stages are assumed and fitted, so that each segment has the "
        "win rate and the mean days to win and to loss of its deals."
    )
    yield (
        "Why deals were lost: to a rival or to no decision. The split is assumed (row G4 of the "
        "default figures)."
    )
    yield "Who does which task, for how many hours, with what skill and at what cost: all assumed."
    yield "What became of customers after the win: onboarding, renewal and retention are assumed."
    if counts.grouped_by == "series":
        yield (
            "Who buys alike: the segments are groups by product, not yet ways of buying. A later "
            "step looks for those."
        )
    elif not counts.grouped_by:
        yield "Who buys alike: no column groups the deals, so all buyers are one segment."
    if "contacts" not in layout.fields:
        yield "How many people took part on the buyer's side: no column counts them."
    yield from _missing_dates(layout, counts.totals)


def notes(
    layout: Layout, counts: Counts, mapping: Mapping[str, str], *, bundled: bool
) -> tuple[str, ...]:
    """How the files were read, where that was not plain."""
    return (
        *(["The company in the bundled files is fictitious."] if bundled else []),
        *_reading_notes(layout, counts, mapping),
        *_period_notes(counts.totals),
    )


def years(first: date | None, last: date | None) -> float | None:
    """The length of a period, both days included; None without dates."""
    return ((last - first).days + 1) / 365.25 if first and last else None


def _missing_dates(layout: Layout, totals: Totals) -> Iterator[str]:
    undated = totals.opportunities - totals.entered
    if not totals.entered:
        yield "When deals entered, and so how long they took: no deal has an entry date."
    elif undated:
        yield (
            f"When {undated:,} of the {totals.opportunities:,} deals entered: they have no entry "
            "date. They count as opportunities, not as arrivals."
        )
    if totals.entered and totals.undated_closed:
        yield (
            f"How long {totals.undated_closed:,} closed deals took: one of their two dates is "
            "missing. They count in the win rate, not in the days."
        )
    if "amount" not in layout.fields:
        yield "What a deal is worth: no column holds an amount."


def _reading_notes(layout: Layout, counts: Counts, mapping: Mapping[str, str]) -> Iterator[str]:
    for column in counts.ambiguous_dates:
        yield f"The dates of {column} could be month/day or day/month; they were read as month/day."
    for part, deals in counts.unmatched.items():
        if part in {side.part for side in layout.joined}:
            yield f"{deals:,} deals point to rows of the {part} file that are not there."
    for field in EVENT_LOG_FIELDS:
        if field in mapping:
            yield f"The field {field} belongs to event logs and was not used here."
    if counts.merged_groups:
        yield f"The {counts.merged_groups:,} smallest groups were made one segment, All others."
    if sum(part.count for part in counts.set_aside) > MAX_REJECTS:
        yield f"Only the first {MAX_REJECTS:,} of the rows set aside are listed."


def _period_notes(totals: Totals) -> Iterator[str]:
    if totals.first_entry is None:
        yield "Arrivals are not known by entry date: closed deals a year, or all deals, stand in."
    elif (years(totals.first_entry, totals.last_entry) or 1) < 0.25:
        yield "Deals entered over less than three months: a year's arrivals are a rough projection."
    if not totals.closed:
        yield "No deal counts as won or lost; name the column that tells for the field outcome."
