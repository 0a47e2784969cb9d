"""Whatever the figures of a journey: edits of its shape keep its sums and can be taken back."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.editing import (
    AddTrack,
    DuplicateStage,
    LockMove,
    Reconnect,
    RemoveOutcome,
    RemoveTrack,
    SetMoves,
    do,
)
from salesmodel.model import CommandRefused
from tests.editing.test_any_sequence_of_edits import THE_MOVES, assert_whole

PLACES = ("explore", "evaluate", "consensus", "won", "rival", "nodec")
STAGES = PLACES[:3]
rows = st.dictionaries(
    st.sampled_from(PLACES), st.floats(0.001, 1, allow_nan=False), min_size=1, max_size=6
).map(lambda row: {place: weight / sum(row.values()) for place, weight in row.items()})
legal = AddTrack(stage="evaluate", id="legal", name="Legal review")
edits = st.one_of(
    st.builds(
        Reconnect,
        move=st.sampled_from(THE_MOVES[:8]),
        source=st.none() | st.sampled_from(STAGES),
        target=st.none() | st.sampled_from(PLACES),
    ),
    st.builds(
        DuplicateStage,
        stage=st.sampled_from(STAGES),
        new_id=st.just("copy"),
        name=st.just("Copy"),
        x=st.just(0),
        y=st.just(0),
    ),
    st.builds(AddTrack, stage=st.sampled_from(STAGES), id=st.just("new"), name=st.just("New")),
    st.builds(RemoveTrack, track=st.sampled_from(["fit", "security", "legal"])),
    st.builds(RemoveOutcome, outcome=st.sampled_from(["rival", "nodec"])),
)


def with_rows(company, changed):
    """The company with these rows, as far as they leave each stage a way to an outcome."""
    for stage, row in changed.items():
        try:
            company, _ = do(company, SetMoves(stage=stage, moves=row))
        except CommandRefused:
            continue
    return company


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.tuples(
        st.dictionaries(st.sampled_from(STAGES), rows, max_size=3),
        st.sets(st.sampled_from(THE_MOVES[:8]), max_size=2),
        st.booleans(),
    ),
    command=edits,
)
def test_an_edit_of_the_shape_keeps_every_sum_and_can_be_taken_back(company, edit, start, command):
    changed, locked, three = start
    model = with_rows(company, changed)
    if three:
        model, _ = do(model, legal)
    for move in locked & {move.id for move in model.moves}:
        model, _ = do(model, LockMove(move=move))
    assert_whole(model)
    try:
        after = edit(model, command)
    except CommandRefused:
        return
    assert_whole(after)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(row=rows, stage=st.sampled_from(STAGES))
def test_parallel_jobs_that_come_and_go_change_no_move(company, edit, row, stage):
    model = with_rows(company, {stage: row})
    grown = edit(model, AddTrack(stage=stage, id="a", name="A"))
    grown = edit(grown, AddTrack(stage=stage, id="b", name="B"))
    assert_whole(grown)
    shrunk = grown
    for track in [track.id for track in grown.tracks if track.stage == stage][:-1]:
        shrunk = edit(shrunk, RemoveTrack(track=track))
        assert_whole(shrunk)
    assert shrunk.moves == model.moves
    assert not [track for track in shrunk.tracks if track.stage == stage]
