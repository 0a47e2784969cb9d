"""What was copied, for all scenarios that this process has open.

The clipboard of the browser carries only a clip's name; what was copied stays here, so that a
stage goes from one scenario to another, or from one browser tab to another, whole.
"""

from __future__ import annotations

from collections import OrderedDict

import streamlit as st

from salesmodel.editing import Fragment, PasteSegment, PasteStages, copied_segment, copied_stages
from salesmodel.model import CommandRefused
from salesmodel.ui import acts
from salesmodel.ui.components.outbox import Copy, Paste
from salesmodel.ui.session import WorkbenchSession

MAX_CLIPS = 100


@st.cache_resource(show_spinner=False)
def _clips() -> OrderedDict[str, Fragment]:
    return OrderedDict()


def copy(session: WorkbenchSession, act: Copy) -> None:
    """Keep what the act names. Raises `CommandRefused` when it is not there (any more)."""
    clips = _clips()
    if act.what == "segment":
        clips[act.clip] = copied_segment(session.model, act.ids[0])
    else:
        clips[act.clip] = copied_stages(session.model, list(act.ids))
    while len(clips) > MAX_CLIPS:
        clips.popitem(last=False)


def paste(session: WorkbenchSession, act: Paste) -> None:
    """Put the clip into the open scenario. Raises `CommandRefused` when it is not kept."""
    fragment = _clips().get(act.clip)
    if fragment is None:
        raise CommandRefused(
            "What was copied is no longer here: the workbench was started again since.",
            "Copy it again.",
            path="clip",
            value=act.clip,
        )
    if fragment.segment is not None:
        name = f"{fragment.segment.name}, copy"
        acts.edit(session, PasteSegment(fragment=fragment, id=act.ids, name=name))
    else:
        acts.edit(
            session,
            PasteStages(segment=act.segment, fragment=fragment, ids=act.ids, x=act.x, y=act.y),
        )
