"""Does what the browser's components sent: each act once, in order, before the page is drawn.

Offers `hand_out`, the callback of every component that sends acts, and `channel`, what each is
told in return. An act is acknowledged only once the draft that holds it is written, so that
neither a cut run nor a killed server loses an edit that the browser has forgotten.
"""

from __future__ import annotations

from typing import Any

from salesmodel.model import WorkbenchError
from salesmodel.ui import acts, clips
from salesmodel.ui.components.outbox import (
    Act,
    Against,
    Choose,
    Copy,
    Edit,
    Entry,
    Paste,
    Redo,
    ShowGhost,
    Steps,
    Undo,
    View,
    handled_with,
    new_entries,
    read_act,
)
from salesmodel.ui.session import Notice, WorkbenchSession, widget


def channel(session: WorkbenchSession) -> dict[str, Any]:
    """The open draft, and the number of the last act done of each browser tab."""
    return {"draft": session.draft, "handled": dict(session.handled)}


def hand_out(session: WorkbenchSession, key: str) -> None:
    """Do what the component `key` sent and was not done yet; what is refused becomes a notice."""
    sent = widget(key).entries
    with session.busy:
        entries = new_entries(sent, session.handled)
        for entry in entries:
            _do(session, entry)
        if any(_is_done(entry) for entry in entries):
            acts.keep_if_edited(session)


def _is_done(entry: Entry) -> bool:
    """False while a hand still drags: the end of its gesture will be kept."""
    return entry.act.get("kind") != "edit" or bool(entry.act.get("done"))


def _do(session: WorkbenchSession, entry: Entry) -> None:
    session.handled = handled_with(session.handled, entry)
    if entry.draft not in ("", session.draft):
        _tell_of_other(session, entry)
        return
    try:
        _act(session, read_act(entry))
    except WorkbenchError as error:
        session.notices.append(Notice("refused", error.sentence, error.mend))
        session.refused += 1


def _tell_of_other(session: WorkbenchSession, entry: Entry) -> None:
    """An act that was meant for a scenario which is no longer open changes nothing here."""
    if entry.act.get("kind") == "edit":
        session.notices.append(
            Notice(
                "refused",
                "An edit of the scenario that was open before came too late to be kept.",
                "Open that scenario again and make the edit there.",
            )
        )


def _act(session: WorkbenchSession, act: Act) -> None:
    match act:
        case Edit():
            acts.edit(session, *act.read(), mark=act.mark)
        case Undo() | Redo() | Steps():
            _step(session, act)
        case Choose():
            _choose(session, act)
        case Against():
            session.against = act.reference
        case View():
            session.journey_view = act.view
        case ShowGhost():
            acts.show_ghost(session, act.of)
        case Copy():
            clips.copy(session, act)
        case Paste():
            clips.paste(session, act)


def _step(session: WorkbenchSession, act: Undo | Redo | Steps) -> None:
    match act:
        case Undo():
            acts.undo(session)
        case Redo():
            acts.redo(session)
        case Steps():
            acts.step_to(session, act.past)


def _choose(session: WorkbenchSession, act: Choose) -> None:
    session.segment = act.segment or session.segment
    session.stage = act.stage or session.stage
    session.task = act.task or session.task
    acts.choose_first(session)
