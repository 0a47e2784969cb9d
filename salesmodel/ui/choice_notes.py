"""What is said of a segment's choices, under the box: a sentence each, and the days promised.

Offers `choice_notes`.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from salesmodel.charts.finding import sentence
from salesmodel.coherence.fitting import Fit
from salesmodel.editing import ClearComponent, SetComponent
from salesmodel.model import Component, ComponentKind, Segment
from salesmodel.model.ids import MAX_TEXT
from salesmodel.ui import acts
from salesmodel.ui.finding_words import plain
from salesmodel.ui.session import WorkbenchSession, bind, widget
from salesmodel.ui.variant_dialog import describing_dialog

HIGHEST = 1e6
"""Days that can be typed; a larger figure is a slip."""


def choice_notes(session: WorkbenchSession, segment: Segment, fit: Fit) -> None:
    """A field for each component that was chosen, and the group's own variants."""
    chosen = [c for c in session.model.components if c.segment == segment.id]
    by_kind = {component.kind: component for component in chosen}
    with st.container(key="choice_notes", gap="small"):
        for pair in (tuple(ComponentKind)[:2], tuple(ComponentKind)[2:]):
            here = [by_kind[kind] for kind in pair if kind in by_kind]
            if here:
                with st.container(
                    key=f"notes_{pair[0].value}", horizontal=True, wrap=False,
                    vertical_alignment="bottom",
                ):  # fmt: skip
                    for component in here:
                        _note(session, component, fit)
        _own(session)


def _note(session: WorkbenchSession, component: Component, fit: Fit) -> None:
    kind, key = component.kind, f"{component.segment}_{component.kind.value}"
    given: dict[str, Any] = {"on_change": _keep, "args": (session, component)}
    st.text_input(
        f"{sentence(kind.words)} in one sentence", key=bind(f"note_{key}", component.note),
        max_chars=MAX_TEXT, placeholder=fit.choices[kind].sentence, **given,
    )  # fmt: skip
    if kind == ComponentKind.VALUE_PROPOSITION:
        promise = component.promised_days
        st.number_input(
            "Promised within, days", key=bind(f"promise_{key}", promise and promise.value),
            min_value=0.0, max_value=HIGHEST, value=None, step=1.0, format="%g",
            placeholder="none", width=128, **given,
        )  # fmt: skip
    if fit.choices[kind].read is not None:
        st.button(
            "Back to what the model shows", key=f"clear_{key}", on_click=_clear,
            args=(session, component),
        )  # fmt: skip


def _clear(session: WorkbenchSession, component: Component) -> None:
    acts.edit(session, ClearComponent(segment=component.segment, kind=component.kind))


def _keep(session: WorkbenchSession, component: Component) -> None:
    """Keep the sentence and the days as they stand in their fields."""
    key = f"{component.segment}_{component.kind.value}"
    is_proposition = component.kind == ComponentKind.VALUE_PROPOSITION
    acts.edit(
        session,
        SetComponent(
            segment=component.segment,
            kind=component.kind,
            variant=component.variant,
            note=str(widget(f"note_{key}")).strip(),
            promised_days=widget(f"promise_{key}") if is_proposition else None,
        ),
    )


def _own(session: WorkbenchSession) -> None:
    """A button for each of the group's own variants."""
    if not session.model.variants:
        return
    with st.container(key="own_variants", horizontal=True, vertical_alignment="center"):
        st.caption("Your own")
        for variant in session.model.variants:
            if st.button(
                plain(variant.name), key=f"own_{variant.id}", icon=":material/edit:",
                help=f"{sentence(variant.kind.words)}. Change its name or its sentence, or "
                "remove it.",
            ):  # fmt: skip
                describing_dialog(session, variant)
