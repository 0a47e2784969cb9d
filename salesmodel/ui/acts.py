"""What a user can do to the open scenario: edit, undo, save, open, start anew.

What is refused becomes a notice; the model on screen stays as it was. The draft is kept at the end
of the same run (`keep_if_edited`), after the figures have answered: writing it to the disk takes as
long as everything else together. Only then does the bar say that it is kept.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any, get_args

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from salesmodel.assignment import Question
from salesmodel.editing import Command, do, with_baselines
from salesmodel.model import (
    SalesModel,
    WorkbenchError,
    read_model,
    refuse_if_invalid,
)
from salesmodel.store import Store, Summary, Version, open_store
from salesmodel.ui.session import (
    Judgement,
    Notice,
    RolesView,
    Saved,
    WorkbenchSession,
    judge,
)

AUTHOR = "You"
_QUESTION: TypeAdapter[Question] = TypeAdapter(Question)


@st.cache_resource(show_spinner=False)
def workspace() -> Store:
    """The one store of this process."""
    return open_store()


def edit(session: WorkbenchSession, *commands: Command, mark: str | None = None) -> bool:
    """Apply the commands, all or none, as one step of the history; edits with the same `mark` are
    one step too. False when one is refused, and a notice then says why."""
    mark = mark or (uuid.uuid4().hex if len(commands) > 1 else None)

    def act() -> None:
        model, history = session.model, session.history
        for command in commands:
            model, change = do(model, command)
            history = history.record(change, mark=mark, model=model)
        session.now = judge(model)
        session.history = history

    return _attempt(session, act)


def undo(session: WorkbenchSession) -> None:
    """Take back the last step of one's own."""

    def act() -> None:
        model, session.history, _ = session.history.undo(session.model)
        session.now = judge(model)

    _attempt(session, act)


def redo(session: WorkbenchSession) -> None:
    """Do again what was taken back."""

    def act() -> None:
        model, session.history, _ = session.history.redo(session.model)
        session.now = judge(model)

    _attempt(session, act)


def step_to(session: WorkbenchSession, past: int) -> None:
    """Undo or redo until `past` steps are in the past."""

    def act() -> None:
        model, session.history, _ = session.history.to(session.model, past)
        session.now = judge(model)

    _attempt(session, act)


def start_from(model: SalesModel, imported: dict[str, Any] | None = None) -> WorkbenchSession:
    """A new session on `model`, which is also its baseline. Raises InvalidModel."""
    refuse_if_invalid(model)
    judgement = judge(with_baselines(model))
    return choose_first(WorkbenchSession(uuid.uuid4().hex, judgement, judgement, imported=imported))


def choose_first(session: WorkbenchSession) -> WorkbenchSession:
    """Choose a segment and a stage that exist, where the chosen ones do not."""
    model = session.model
    if session.segment not in {segment.id for segment in model.segments}:
        session.segment = model.segments[0].id if model.segments else ""
    stages = [stage.id for stage in model.stages if stage.segment == session.segment]
    if session.stage not in stages:
        session.stage = _dearest_stage(session) if stages else ""
    tasks = [task.id for task in model.tasks if task.stage == session.stage]
    if session.task not in tasks:
        session.task = tasks[0] if tasks else ""
    return session


def use_as_baseline(session: WorkbenchSession) -> None:
    """From now on ticks and changes are shown against the model as it stands."""
    if session.saved is not None:
        if not save(session, "Taken as the baseline"):
            return
        workspace().set_baseline(session.saved.scenario, session.saved.head)
    session.baseline = session.now
    session.kept = False
    session.notices.append(Notice("done", "This is the baseline now."))


def save(session: WorkbenchSession, message: str = "") -> bool:
    """Save a version of the open scenario; a stale save is told and nothing is overwritten."""
    if session.saved is None:
        return save_as(session, session.model.name)
    held = session.saved

    def act() -> None:
        version = workspace().save(
            held.scenario, session.now.text, expected_head=held.head, author=AUTHOR,
            message=message, summary=summary_of(session.now),
        )  # fmt: skip
        session.saved = _saved(version, session.now)

    return _attempt(session, act)


def save_as(session: WorkbenchSession, name: str) -> bool:
    """Save the model as a new scenario under `name`, and work on that one."""

    def act() -> None:
        renamed = judge(session.model.model_copy(update={"name": name}))
        first = session.baseline if session.baseline.model != session.model else renamed
        version = workspace().save_new(
            name, first.text, author=AUTHOR, message="Baseline",
            summary=summary_of(renamed),
        )  # fmt: skip
        workspace().set_baseline(version.scenario_id, version.id)
        session.now = renamed
        session.saved = _saved(version, first)

    return _attempt(session, act) and save(session)


def open_scenario(scenario_id: str) -> WorkbenchSession:
    """A session on the newest version of a saved scenario. Raises WorkbenchError."""
    scenario = workspace().open(scenario_id)
    model = read_model(scenario.model_json).model_copy(update={"name": scenario.name})
    session = start_from(model)
    session.saved = Saved(
        scenario.id, scenario.head, scenario.number, scenario.saved_at, session.now
    )
    if scenario.baseline is not None:
        session.baseline = judge(read_model(workspace().open_version(scenario.baseline).model_json))
    return session


def show_ghost(session: WorkbenchSession, of: str) -> None:
    """Draw another journey underneath; see `WorkbenchSession.ghost`. Raises WorkbenchError."""
    if of in ("", "baseline"):
        session.ghost_of = None
    else:
        session.ghost_of = judge(read_model(workspace().open(of).model_json))
    session.ghost = of


def keep_draft(session: WorkbenchSession) -> None:
    """Write the working copy to the store."""
    saved = session.saved
    context = {
        "baseline": session.baseline.text,
        "imported": session.imported,
        "handled": session.handled,
        "roles": {
            "view": session.roles_view,
            "scope": session.scope,
            "top_pay": session.top_pay,
            "question": _QUESTION.dump_python(session.question, mode="json"),
        },
    }
    workspace().save_draft(
        session.draft,
        saved.scenario if saved else None,
        saved.head if saved else None,
        session.now.text,
        json.dumps(context),
    )
    session.kept_at = datetime.now(UTC)
    session.kept = True


def keep_if_edited(session: WorkbenchSession) -> None:
    """Keep the draft when there are edits that are not kept yet; a failure becomes a notice."""
    with session.busy:  # numbers and model of one moment
        if session.kept:
            return
        try:
            keep_draft(session)
        except WorkbenchError as error:
            session.notices.append(Notice("refused", error.sentence, error.mend))


def reopen_draft(draft_id: str) -> WorkbenchSession | None:
    """The session of a draft that was kept, or None when there is none."""
    draft = workspace().draft(draft_id)
    if draft is None:
        return None
    context = json.loads(draft.context_json or "{}")
    session = start_from(read_model(draft.model_json), context.get("imported"))
    session.draft = draft_id
    session.kept_at = draft.kept_at
    session.handled = dict(context.get("handled", {}))
    _reopen_roles(session, context.get("roles", {}))
    if "baseline" in context:
        session.baseline = judge(read_model(context["baseline"]))
    if draft.scenario_id is not None and draft.base_version is not None:
        version = workspace().open_version(draft.base_version)
        session.saved = _saved(version, judge(read_model(version.model_json)))
    return session


def ask(session: WorkbenchSession, question: Question) -> None:
    """Ask the optimiser this from now on; it is kept with the draft."""
    session.question = question
    session.kept = False


def _reopen_roles(session: WorkbenchSession, kept: dict[str, Any]) -> None:
    """Show the roles page as it was; what this version does not know is asked anew."""
    with suppress(ValidationError):
        session.question = _QUESTION.validate_python(kept.get("question"))
    if kept.get("view") in get_args(RolesView):
        session.roles_view = kept["view"]
    session.scope = "All" if kept.get("scope") == "All" else "Segment"
    session.top_pay = float(kept.get("top_pay", session.top_pay))


def summary_of(judgement: Judgement) -> Summary:
    """What the list of scenarios shows of a model."""
    return Summary(
        cost_per_win=judgement.evaluation.totals.cost_per_win,
        coherence=judgement.coherence.score,
        segments=tuple(segment.name for segment in judgement.model.segments),
        currency=judgement.model.currency,
    )


def _dearest_stage(session: WorkbenchSession) -> str:
    """The stage before the win that costs most: the one to talk about first."""
    stages = session.now.evaluation.segment(session.segment).stages
    return max(stages, key=lambda stage: (not stage.after_win, stage.cost)).id


def _saved(version: Version, judgement: Judgement) -> Saved:
    return Saved(version.scenario_id, version.id, version.number, version.saved_at, judgement)


def _attempt(session: WorkbenchSession, act: Callable[[], None]) -> bool:
    try:
        with session.busy:
            act()
    except WorkbenchError as error:
        session.notices.append(Notice("refused", error.sentence, error.mend))
        session.refused += 1
        return False
    session.edits += 1
    session.kept = False
    choose_first(session)
    return True
