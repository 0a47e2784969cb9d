"""The group's own variants: added, described anew, renamed, removed.

Offers `adding_dialog` and `describing_dialog`, and `add_variant`, `change_variant` for them.
"""

from __future__ import annotations

import streamlit as st

from salesmodel.charts.finding import sentence
from salesmodel.coherence.judging.group import options
from salesmodel.defaults.variants import library, ways_of_buying
from salesmodel.editing import (
    AddVariant,
    Command,
    DescribeVariant,
    RemoveVariant,
    Rename,
    fresh_id,
)
from salesmodel.editing.document import ids_of
from salesmodel.model import MAX_NAME, ComponentKind, SalesModel, Variant
from salesmodel.model.choices import slug
from salesmodel.model.ids import MAX_TEXT
from salesmodel.ui import acts
from salesmodel.ui.finding_words import plain
from salesmodel.ui.session import Notice, WorkbenchSession, widget

NAMELESS = Notice("refused", "The variant has no name.", "Say in a few words how it is done.")


@st.dialog("Add your own")
def adding_dialog(session: WorkbenchSession, kind: ComponentKind) -> None:
    """Ask for a name and a sentence; the variant can then be tried, chosen and judged."""
    st.markdown(f"Another way of doing the **{kind.words}**.")
    with st.form("adding_variant", border=False):
        _fields("add_variant", "", "")
        asked = st.form_submit_button(
            "Add it", type="primary", key="add_variant", on_click=_add, args=(session, kind)
        )
    st.caption("Nothing is judged about it yet, so it neither supports nor hinders anything.")
    _close(session, asked)


@st.dialog("Your own variant")
def describing_dialog(session: WorkbenchSession, variant: Variant) -> None:
    """Change the name or the sentence, or remove it."""
    st.markdown(f"**{plain(variant.name)}**, a variant of {variant.kind.words}.")
    with st.form("describing_variant", border=False):
        _fields("own_variant", variant.name, variant.description)
        with st.container(horizontal=True):
            kept = st.form_submit_button(
                "Keep", type="primary", key="keep_variant", on_click=_change,
                args=(session, variant),
            )  # fmt: skip
            removed = st.form_submit_button(
                "Remove it", key="remove_variant", on_click=_remove,
                args=(session, variant),
            )  # fmt: skip
    st.caption(
        "A new sentence asks for the judgements on it again; removing it takes them with it."
    )
    _close(session, kept or removed)


def add_variant(session: WorkbenchSession, kind: ComponentKind, name: str, said: str) -> bool:
    """Add a variant under an id made from its name; False, with a notice, when it is refused."""
    refused = _unusable(session.model, kind, name)
    if refused is not None:
        return _refuse(session, refused)
    variant = Variant(
        id=_free_id(session.model, name), kind=kind, name=name.strip(), description=said.strip()
    )
    return acts.edit(session, AddVariant(variant=variant))


def change_variant(session: WorkbenchSession, variant: Variant, name: str, said: str) -> bool:
    """Rename and describe a variant in one step; False, with a notice, when it is refused."""
    refused = _unusable(session.model, variant.kind, name, but=variant.id)
    if refused is not None:
        return _refuse(session, refused)
    commands: list[Command] = []
    if name.strip() != variant.name:
        commands.append(Rename(collection="variants", id=variant.id, name=name.strip()))
    if said.strip() != variant.description:
        commands.append(DescribeVariant(variant=variant.id, description=said.strip()))
    return not commands or acts.edit(session, *commands)


def _fields(key: str, name: str, said: str) -> None:
    st.text_input("Name", name, key=f"{key}_name", max_chars=MAX_NAME)
    st.text_input(
        "In one sentence", said, key=f"{key}_said", max_chars=MAX_TEXT,
        placeholder="What is done, and what is not.",
    )  # fmt: skip


def _add(session: WorkbenchSession, kind: ComponentKind) -> None:
    name, said = str(widget("add_variant_name")), str(widget("add_variant_said"))
    if add_variant(session, kind, name, said):
        session.notices.append(
            Notice("done", f"{sentence(name.strip())} can now be chosen for {kind.words}.")
        )


def _change(session: WorkbenchSession, variant: Variant) -> None:
    name, said = str(widget("own_variant_name")), str(widget("own_variant_said"))
    change_variant(session, variant, name, said)


def _remove(session: WorkbenchSession, variant: Variant) -> None:
    acts.edit(session, RemoveVariant(variant=variant.id))


def _close(session: WorkbenchSession, asked: bool) -> None:
    """Out of the dialog once what was asked is done; what is refused is said in it."""
    if not asked:
        return
    refused = [notice for notice in session.notices if notice.kind == "refused"]
    if not refused:
        st.rerun()
    for notice in refused:
        session.notices.remove(notice)
        st.error(plain(f"{notice.sentence} {notice.mend}"))


def _unusable(
    model: SalesModel, kind: ComponentKind, name: str, but: str | None = None
) -> Notice | None:
    """Why a variant cannot have this name: none is given, or another one (not `but`) has it."""
    if not name.strip():
        return NAMELESS
    same = _spelt(name)
    held = next((o for o in options(model)[kind] if o.id != but and _spelt(o.name) == same), None)
    if held is None:
        return None
    return Notice(
        "refused", f"There is already “{held.name}” for {kind.words}.", "Give yours another name."
    )


def _spelt(name: str) -> str:
    """A name without what does not tell it from another: case and spaces."""
    return " ".join(name.split()).casefold()


def _refuse(session: WorkbenchSession, notice: Notice) -> bool:
    session.notices.append(notice)
    session.refused += 1
    return False


def _free_id(model: SalesModel, name: str) -> str:
    """An id that neither the model nor the library has."""
    shipped = {each.id for each in library()} | {each.id for each in ways_of_buying()}
    return fresh_id(slug(name), ids_of(model) | shipped)
