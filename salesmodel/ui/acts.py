"""What a user can do to the open scenario: edit, undo, save, open, start anew.

What is refused becomes a notice; the model on screen stays as it was. The draft is kept at the end
of the same run (`keep_if_edited`), after the figures have answered: writing it to the disk takes as
long as everything else together. Only then does the bar say that it is kept.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from salesmodel.assignment import Question
from salesmodel.coherence.following import Pair, as_opened, with_what_follows
from salesmodel.editing import Command, between, do
from salesmodel.model import (
    SalesModel,
    WorkbenchError,
    read_model,
    refuse_if_invalid,
)
from salesmodel.store import Store, Summary, Version, open_store
from salesmodel.ui.draft_context import context_of, reopen_views
from salesmodel.ui.session import Assessment, Notice, Saved, WorkbenchSession, assess

AUTHOR = "You"


@st.cache_resource(show_spinner=False)
def workspace() -> Store:
    """The one store of this process."""
    return open_store()


def edit(
    session: WorkbenchSession,
    *commands: Command,
    mark: str | None = None,
    looked_at: tuple[str, Pair] | None = None,
    says: str = "",
) -> bool:
    """Apply the commands, all or none, as one step of the history; edits with the same `mark` are
    one step too. False when one is refused, and a notice then says why.

    The step also notes who made pairs of components unreviewed, and when (rule 5.5), and that a
    pair of a segment was `looked_at` with the edit. `says`: what the step is called in the history,
    where that says more than what changed."""
    mark = mark or (uuid.uuid4().hex if len(commands) > 1 else None)

    def act() -> None:
        models, changes = [session.model], []
        for command in commands:
            model, change = do(models[-1], command)
            models.append(model)
            changes.append(change)
        if changes:
            now = datetime.now(UTC)
            last = with_what_follows(session.model, models[-1], author(session), now, looked_at)
            if last is not models[-1]:
                models[-1] = last
                changes[-1] = between(models[-2], last, changes[-1].focus)
        history = session.history
        for change, after in zip(changes, models[1:], strict=True):
            history = history.record(change, mark=mark, model=after, says=says)
        session.now = assess(models[-1])
        session.history = history

    return _attempt(session, act)


def author(session: WorkbenchSession) -> str:
    """The name under which this reader edits, judges, accepts and reviews."""
    return session.who.strip() or AUTHOR


def undo(session: WorkbenchSession) -> None:
    """Take back the last step of one's own."""

    def act() -> None:
        model, session.history, _ = session.history.undo(session.model)
        session.now = assess(model)

    _attempt(session, act)


def redo(session: WorkbenchSession) -> None:
    """Do again what was taken back."""

    def act() -> None:
        model, session.history, _ = session.history.redo(session.model)
        session.now = assess(model)

    _attempt(session, act)


def step_to(session: WorkbenchSession, past: int) -> None:
    """Undo or redo until `past` steps are in the past."""

    def act() -> None:
        model, session.history, _ = session.history.to(session.model, past)
        session.now = assess(model)

    _attempt(session, act)


def start_from(model: SalesModel, imported: dict[str, Any] | None = None) -> WorkbenchSession:
    """A new session on `model`, which is also its baseline. Raises InvalidModel."""
    refuse_if_invalid(model)
    assessment = assess(as_opened(model))
    return choose_first(
        WorkbenchSession(uuid.uuid4().hex, assessment, assessment, imported=imported)
    )


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
        renamed = assess(session.model.model_copy(update={"name": name}))
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
        baseline = workspace().open_version(scenario.baseline)
        session.baseline = assess(as_opened(read_model(baseline.model_json)))
    return session


def show_ghost(session: WorkbenchSession, of: str) -> None:
    """Draw another journey underneath; see `WorkbenchSession.ghost`. Raises WorkbenchError."""
    if of in ("", "baseline"):
        session.ghost_of = None
    else:
        session.ghost_of = assess(as_opened(read_model(workspace().open(of).model_json)))
    session.ghost = of


def keep_draft(session: WorkbenchSession) -> None:
    """Write the working copy to the store."""
    saved = session.saved
    workspace().save_draft(
        session.draft,
        saved.scenario if saved else None,
        saved.head if saved else None,
        session.now.text,
        json.dumps(context_of(session)),
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
    reopen_views(session, context)
    if "baseline" in context:
        session.baseline = assess(as_opened(read_model(context["baseline"])))
    if draft.scenario_id is not None and draft.base_version is not None:
        version = workspace().open_version(draft.base_version)
        name = workspace().open(draft.scenario_id).name
        saved = as_opened(read_model(version.model_json)).model_copy(update={"name": name})
        session.saved = _saved(version, assess(saved))
    return session


def ask(session: WorkbenchSession, question: Question) -> None:
    """Ask the optimiser this from now on; it is kept with the draft."""
    session.question = question
    session.kept = False


def summary_of(assessment: Assessment) -> Summary:
    """What the list of scenarios shows of a model."""
    return Summary(
        cost_per_win=assessment.evaluation.totals.cost_per_win,
        coherence=assessment.coherence.score,
        segments=tuple(segment.name for segment in assessment.model.segments),
        currency=assessment.model.currency,
    )


def _dearest_stage(session: WorkbenchSession) -> str:
    """The stage before the win that costs most: the one to talk about first."""
    stages = session.now.evaluation.segment(session.segment).stages
    return max(stages, key=lambda stage: (not stage.after_win, stage.cost)).id


def _saved(version: Version, assessment: Assessment) -> Saved:
    return Saved(version.scenario_id, version.id, version.number, version.saved_at, assessment)


def _attempt(session: WorkbenchSession, act: Callable[[], None]) -> bool:
    try:
        with session.busy:
            act()
    except WorkbenchError as error:
        return refuse(session, error)
    session.edits += 1
    session.kept = False
    choose_first(session)
    return True


def refuse(session: WorkbenchSession, error: WorkbenchError) -> bool:
    session.notices.append(Notice("refused", error.sentence, error.mend))
    session.refused += 1
    return False
