"""The models beside the frontier: the reference, the saved scenarios, the accepted moves.

Offers `surroundings`.
"""

from __future__ import annotations

import streamlit as st

from salesmodel.assignment.contribution.frontier import FrontierPoint, place_on_frontier
from salesmodel.charts.frontier_drawing import Beside, Surroundings
from salesmodel.charts.optimum_words import task_names
from salesmodel.editing import SetShares, do
from salesmodel.evaluation import evaluate
from salesmodel.model import WorkbenchError, read_model
from salesmodel.store import ScenarioCard
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession, once

MOST = 12
"""Saved scenarios that are shown, the newest."""


def surroundings(session: WorkbenchSession) -> Surroundings:
    """What is drawn beside the lines for the model as it stands."""
    scenarios, notes = _scenarios(session)
    reference = Beside(session.against, place_on_frontier(session.reference.evaluation))
    path: tuple[Beside, ...] = once(
        session, "frontier_path", (session.now, session.reference, session.taken),
        lambda: _path(session, reference),
    )  # fmt: skip
    return Surroundings(reference, scenarios, notes, path)


def forget_scenarios() -> None:
    """Read the list of scenarios anew: one was saved here."""
    _cards.clear()


def _scenarios(session: WorkbenchSession) -> tuple[tuple[Beside, ...], tuple[str, ...]]:
    """The newest saved scenarios as they stand, and sentences on the rest."""
    found: list[Beside] = []
    foreign = unread = older = 0
    for card in _cards():
        if _is_now(session, card):
            continue
        if len(found) == MOST:
            older += 1
            continue
        standing = _standing(card.id, card.number)
        if standing is None:
            unread += 1
        elif standing[0] != session.model.currency:
            foreign += 1
        else:
            found.append(Beside(_name(session, card), standing[1]))
    notes = (
        _counted(older, "older scenario is not shown", "older scenarios are not shown"),
        _counted(foreign, "scenario is in another currency", "scenarios are in another currency"),
        _counted(unread, "scenario could not be read", "scenarios could not be read"),
    )
    return tuple(found), tuple(note for note in notes if note)


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}." if count else ""


def _is_now(session: WorkbenchSession, card: ScenarioCard) -> bool:
    saved = session.saved
    return (
        saved is not None and saved.scenario == card.id and saved.assessment.model == session.model
    )


def _name(session: WorkbenchSession, card: ScenarioCard) -> str:
    is_own = session.saved is not None and session.saved.scenario == card.id
    return f"{card.name}, as saved" if is_own else card.name


@st.cache_data(ttl=10, show_spinner=False)
def _cards() -> list[ScenarioCard]:
    """The saved scenarios, read once in a while and not at every pick."""
    return list(acts.workspace().list())


@st.cache_data(max_entries=100, show_spinner=False)
def _standing(scenario: str, number: int) -> tuple[str, FrontierPoint] | None:
    """Currency and place of a saved version; None where it cannot be read. `number` is that of
    the version: a newer one is read anew."""
    try:
        model = read_model(acts.workspace().open(scenario).model_json)
        return model.currency, place_on_frontier(evaluate(model))
    except WorkbenchError:
        return None


def _path(session: WorkbenchSession, reference: Beside) -> tuple[Beside, ...]:
    """From the reference over each accepted move to now: the moves taken back one by one."""
    if not session.taken:
        return ()
    model, names = session.model, task_names(session.model)
    roles = {role.id: role.short for role in model.roles}
    steps: list[Beside] = []
    name = "Now"
    point = place_on_frontier(session.now.evaluation)
    for taken in reversed(session.taken):
        steps.append(Beside(name, point))
        move = taken.move
        try:
            model, _ = do(model, SetShares(task=move.task, shares=dict(taken.before)))
        except WorkbenchError:  # its task or a role has gone, or is locked since
            return _from(reference, steps)
        point = place_on_frontier(evaluate(model))
        giver, taker = roles.get(move.from_role, "?"), roles.get(move.to_role, "?")
        name = f"Before {names.get(move.task, move.task)} went from {giver} to {taker}"
    return _from(reference, [*steps, Beside(name, point)])


def _from(reference: Beside, backwards: list[Beside]) -> tuple[Beside, ...]:
    forwards = backwards[::-1]
    first = forwards[0].point
    is_there = abs(first.cost - reference.point.cost) <= 1e-6 * max(abs(first.cost), 1.0)
    return tuple(forwards) if is_there else (reference, *forwards)
