"""The ways in: a template, a CRM export, a saved scenario, a model as JSON, an exercise."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from salesmodel.charts import formats
from salesmodel.charts.thumbnail import journey_thumbnail
from salesmodel.crm import as_json, bundled_example, import_files
from salesmodel.defaults import TemplateCard, template, template_names
from salesmodel.model import WorkbenchError, read_model
from salesmodel.store import ScenarioCard
from salesmodel.ui import acts
from salesmodel.ui.exercises_dialog import exercises_dialog
from salesmodel.ui.frame import enter
from salesmodel.ui.session import WorkbenchSession, local_time, widget

_NEEDS = "".join(
    f"<dt>{what}</dt><dd>{which}</dd>"
    for what, which in {
        "Needs": "deal id, stage",
        "Better with": "owner, product or segment, amount, dates entered and closed",
        "Joins": "accounts, products and people, dropped along with the deals",
        "Up to": "200 MB a file",
        "Stays": "in your workspace only",
    }.items()
)


def templates() -> None:
    """A card for each template."""
    st.markdown("##### From a template")
    for card in template_names():
        _template_card(card)


def crm_export() -> None:
    """Files from a CRM, or a model as JSON, become a model; so do the sample data, an exercise."""
    st.markdown("##### From a CRM export")
    with st.container(border=True, key="panel_crm"):
        files = st.file_uploader(
            "Drop CSV files here, or a model as JSON", type=["csv", "json", "txt"],
            accept_multiple_files=True, key="upload",
        )  # fmt: skip
        st.html(f'<dl class="facts">{_NEEDS}</dl>')
        with st.container(horizontal=True):
            if st.button("Import", type="primary", disabled=not files, key="import"):
                _said(lambda: _session_from(files))
            if st.button("Try sample data", key="sample"):
                _said(_sample)
    _exercises()


def scenarios(session: WorkbenchSession) -> None:
    """The saved scenarios: open, rename, delete, and undo a delete."""
    cards = acts.workspace().list()
    title, count = st.columns([3, 1], vertical_alignment="center")
    title.markdown("##### Open a scenario")
    count.caption(f"{len(cards)} saved", text_alignment="right")
    wanted = st.text_input(
        "Search", placeholder="Search by name or segment", label_visibility="collapsed",
        key="search",
    ).casefold()  # fmt: skip
    if not cards:
        st.caption(
            "Nothing saved yet. Every edit is kept; Save on the design page makes a version."
        )
    for card in cards:
        if wanted in f"{card.name} {' '.join(_segments(card))}".casefold():
            _scenario_card(session, card)
    _undo_delete()


def _template_card(card: TemplateCard) -> None:
    with st.container(border=True, key=f"panel_{card.key}", gap="xxsmall"):
        name, use = st.columns([5, 1], vertical_alignment="center")
        name.markdown(f"**{card.name}**  \n:small[:gray[{card.description}]]")
        if use.button("Use", key=f"use_{card.key}", width="stretch"):
            _said(lambda: acts.start_from(template(card.key)))
        model = template(card.key)
        st.image(journey_thumbnail(model, model.segments[0].id, 366, 58), width=366)


def _exercises() -> None:
    """A quiet way to the exercises, for those who run a workshop."""
    if st.button(
        "Exercises in coherence", type="tertiary", icon=":material/school:", key="exercises"
    ):
        exercises_dialog()


def _sample() -> WorkbenchSession:
    imported = import_files(bundled_example())
    return acts.start_from(imported.model, as_json(imported))


def _session_from(files: Sequence[UploadedFile]) -> WorkbenchSession:
    if len(files) == 1 and files[0].name.lower().endswith(".json"):
        return acts.start_from(read_model(files[0].getvalue()))
    with tempfile.TemporaryDirectory() as folder:
        paths = [_written(Path(folder), file) for file in files]
        imported = import_files(paths)
    return acts.start_from(imported.model, as_json(imported))


def _written(folder: Path, file: UploadedFile) -> Path:
    path = folder / Path(file.name).name
    path.write_bytes(file.getvalue())
    return path


def _said(make: Callable[[], WorkbenchSession]) -> None:
    try:
        session = make()
    except WorkbenchError as error:
        st.error(f"{error.sentence} {error.mend}".replace("$", r"\$"))
        return
    enter(session)


def _segments(card: ScenarioCard) -> tuple[str, ...]:
    return card.summary.segments if card.summary else ()


def _scenario_card(session: WorkbenchSession, card: ScenarioCard) -> None:
    with st.container(border=True, key=f"panel_scenario_{card.id}", gap="xsmall"):
        name, act, more = st.columns([6, 2, 1], vertical_alignment="center")
        name.markdown(f"**{card.name}**")
        if act.button("Open", key=f"open_{card.id}", width="stretch"):
            _said(lambda: acts.open_scenario(card.id))
        with more.popover("", icon=":material/more_horiz:", type="tertiary"):
            st.text_input(
                "Name", card.name, key=f"name_{card.id}", on_change=_rename, args=(card.id,)
            )
            st.button("Delete", key=f"delete_{card.id}", on_click=_delete, args=(card,))
        st.caption(_described(card).replace("$", r"\$"))


def _described(card: ScenarioCard) -> str:
    parts = []
    if card.summary and card.summary.cost_per_win is not None:
        parts.append(f"{formats.money(card.summary.cost_per_win, card.summary.currency)} a win")
    if card.summary and card.summary.coherence is not None:
        parts.append(f"coherence {card.summary.coherence:.0f}")
    parts.append(f"version {card.number}, {local_time(card.saved_at):%d %b %H:%M}")
    return ", ".join(parts)


def _rename(scenario: str) -> None:
    name = str(widget(f"name_{scenario}")).strip()
    if name:
        acts.workspace().rename(scenario, name)


def _delete(card: ScenarioCard) -> None:
    acts.workspace().delete(card.id)


def _undo_delete() -> None:
    gone = [card for card in acts.workspace().list(include_deleted=True) if card.deleted]
    for card in gone[:3]:
        st.button(
            f"Undo: delete {card.name}", icon=":material/undo:", key=f"undelete_{card.id}",
            on_click=acts.workspace().undelete, args=(card.id,),
        )  # fmt: skip
