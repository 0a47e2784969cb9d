"""How a segment buys, as figures that can be typed anew: the way of buying follows (rule 5.2).

Offers `buying_popover`, and `change_buying` for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from zlib import crc32

import streamlit as st

from salesmodel.editing import SetSegmentValue, read_figure
from salesmodel.editing.number_words import figure
from salesmodel.editing.segments import SegmentField
from salesmodel.model import CommandRefused, Quantity, Segment
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession, widget

FIELDS: Mapping[SegmentField, str] = {
    "profile.stakeholders": "Stakeholders",
    "profile.formality": "Formality",
    "profile.human_contact": "Human contact wanted",
    "arrivals": "Buyers a year",
    "deal_value": "Deal value",
}
"""The figures that say how a segment buys, and how much of it there is."""


def buying_popover(session: WorkbenchSession, segment: Segment) -> None:
    """A button that opens the five figures; they are set as typed, all or none, in one step."""
    with (
        st.popover("Change how they buy", type="tertiary", key="change_buying"),
        st.form("buying_form", border=False),
    ):
        for field, words in FIELDS.items():
            st.text_input(words, _text(session, segment, field), key=_key(session, segment, field))
        st.form_submit_button(
            "Change them", type="primary", key="keep_buying", on_click=_change,
            args=(session, segment),
        )  # fmt: skip


def change_buying(
    session: WorkbenchSession, segment: Segment, typed: Mapping[SegmentField, str]
) -> bool:
    """Set the figures that were typed anew; False, with a notice, when one is refused."""
    commands = []
    for field, text in typed.items():
        if text.strip() == _text(session, segment, field):
            continue
        try:
            unit = _quantity(segment, field).unit
            read = read_figure(text, unit, session.model.currency, field)
        except CommandRefused as error:
            sentence = f"{FIELDS[field]} of {segment.name}: {error.sentence}"
            return acts.refuse(session, CommandRefused(sentence, error.mend))
        commands.append(
            SetSegmentValue(
                segment=segment.id, field=field, value=read.value, low=read.low, high=read.high
            )
        )
    return not commands or acts.edit(session, *commands)


def _change(session: WorkbenchSession, segment: Segment) -> None:
    typed = {field: str(widget(_key(session, segment, field))) for field in FIELDS}
    change_buying(session, segment, typed)


def _text(session: WorkbenchSession, segment: Segment, field: SegmentField) -> str:
    return figure(_quantity(segment, field).model_dump(mode="json"), session.model.currency)


def _key(session: WorkbenchSession, segment: Segment, field: SegmentField) -> str:
    """Another segment or figure begins with its own text."""
    told = f"{session.draft} {segment.id} {_text(session, segment, field)}"
    return f"buying_{field}_{crc32(told.encode()):x}"


def _quantity(segment: Segment, field: SegmentField) -> Quantity:
    outer, _, inner = field.partition(".")
    holder = segment.profile if inner else segment
    quantity: Quantity = getattr(holder, inner or outer)
    return quantity
