"""The inputs behind a figure as a table: value, range, and where each comes from.

Offers `inputs_table`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from salesmodel.charts import formats
from salesmodel.charts.input_words import unit_words
from salesmodel.evaluation import TraceInput
from salesmodel.model import Quantity, Unit
from salesmodel.model.inputs import source_in_words

Groups = Mapping[str, Sequence[TraceInput]]


def inputs_table(groups: Groups, currency: str) -> str:
    """The inputs, a title over each group of them, as HTML. Values in full, to work with them."""
    titles = iter(groups)
    cells = (escape(next(titles, "")), "Value", "Range", "Known how")
    head = "".join(f"<th>{cell}</th>" for cell in cells)
    body = "".join(
        (f'<tr><th colspan="4">{escape(title)}</th></tr>' if place else "")
        + "".join(_row(item, currency) for item in items)
        for place, (title, items) in enumerate(groups.items())
        if items
    )
    return (
        f'{_STYLE}<table class="smw-inputs"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _row(item: TraceInput, currency: str) -> str:
    quantity = item.quantity
    value = formats.amount(quantity.value) + _unit(quantity.unit, currency)
    cells = (item.label, value, _range(quantity), known_how(quantity))
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _unit(unit: Unit, currency: str) -> str:
    """What stands after a value; where the name says it already, nothing."""
    match unit:
        case Unit.RATIO | Unit.SHARE | Unit.LOG_ODDS | Unit.PER_YEAR:
            return ""
        case Unit.MONEY | Unit.MONEY_PER_YEAR:
            return f" {currency}"
        case Unit.HOURS:
            return " h"
        case Unit.HOURS_PER_YEAR:
            return " h a year"
        case _:
            return f" {unit_words(unit, currency)}"


def _range(quantity: Quantity) -> str:
    if quantity.low is None and quantity.high is None:
        return "none"
    low, high = (
        formats.amount(quantity.value if end is None else end)
        for end in (quantity.low, quantity.high)
    )
    return f"{low} to {high}"


def known_how(quantity: Quantity) -> str:
    """How a quantity is known and from what: "assumed, no source", "judged by Maya"."""
    kind, source = quantity.origin.kind, source_in_words(quantity)
    if kind in ("observed", source) and kind in source:
        return source
    joint = " by " if kind == "judged" else " " if source.startswith("from ") else ", "
    return f"{kind}{joint}{source}"


_STYLE = """<style>
.smw-inputs { border-collapse: collapse; width: 100%; font-size: 11px; line-height: 15px;
  font-variant-numeric: tabular-nums; }
.smw-inputs :is(th, td) { padding: 3px 6px 3px 0; border: 0; border-bottom: 1px solid var(--line);
  text-align: left; vertical-align: top; font-weight: 400; }
.smw-inputs td:nth-child(4) { min-width: 110px; overflow-wrap: anywhere; }
.smw-inputs th { color: var(--ink2); }
.smw-inputs th:first-child { width: 32%; }
.smw-inputs th:first-child { color: inherit; font-weight: 650; font-size: 12px; padding-top: 6px; }
.smw-inputs :is(th, td):is(:nth-child(2), :nth-child(3)) { text-align: right; white-space: nowrap; }
.smw-inputs :is(th, td):nth-child(3) { padding-right: 14px; }
@media (max-width: 1099px) { .smw-inputs.smw-inputs :is(th, td) { white-space: normal; } }
@media (min-width: 1600px) { .smw-inputs { font-size: 13px; line-height: 18px; } }
.st-key-cost_lines { max-height: 216px; overflow: hidden auto; flex: none; }
.st-key-cost_lines [role="radiogroup"] { gap: 2px; }
.st-key-cost_lines p { font-size: 12px; line-height: 16px; }
.st-key-cost_lines [data-testid="stCaptionContainer"] p { font-size: 11px; line-height: 15px; }
</style>"""
