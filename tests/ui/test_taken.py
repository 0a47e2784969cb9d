"""Moves that were taken are remembered, and forgotten when they are given back."""

from __future__ import annotations

import pytest

from salesmodel.assignment import able_shares, priced_moves
from salesmodel.editing import SetShares
from salesmodel.ui import acts
from salesmodel.ui.session import WorkbenchSession
from salesmodel.ui.taken import note_taken, offer
from tests.builders import a_model


@pytest.fixture
def session() -> WorkbenchSession:
    """Acme, with two moves on offer: Demo from the account executive to the engineer, in parts."""
    opened = acts.start_from(a_model())
    offer(opened, moves_of(opened))
    return opened


def moves_of(session: WorkbenchSession):
    return priced_moves(able_shares(session.model), [("demo", "ae", "se", 0.2)])


def take(session: WorkbenchSession, ae: float) -> None:
    assert acts.edit(session, SetShares(task="demo", shares={"ae": ae, "se": 1 - ae}))


def shares(session: WorkbenchSession) -> dict[str, float]:
    return {a.role: a.share.value for a in session.model.assignments if a.task == "demo"}


def test_a_move_that_was_taken_is_noted_with_the_shares_before_it(session):
    before = shares(session)
    take(session, before["ae"] - 0.2)
    note_taken(session)
    (only,) = session.taken
    assert (only.move.task, only.move.share) == ("demo", 0.2)
    assert only.before == pytest.approx(before)


def test_shares_that_go_elsewhere_are_no_taken_move(session):
    take(session, shares(session)["ae"] - 0.1)
    note_taken(session)
    assert session.taken == ()


def test_what_is_given_back_is_forgotten(session):
    take(session, shares(session)["ae"] - 0.2)
    note_taken(session)
    offer(session, ())
    acts.undo(session)
    note_taken(session)
    assert session.taken == ()


def test_the_rest_of_a_move_is_a_second_one(session):
    for _ in range(2):
        take(session, shares(session)["ae"] - 0.2)
        note_taken(session)
        offer(session, moves_of(session))
    assert [each.move.share for each in session.taken] == [0.2, 0.2]
