"""Commands on names, segments, stages, tasks and roles, and their JSON."""

from __future__ import annotations

import json

import pytest

from salesmodel.editing import (
    AddRole,
    AddSegment,
    AddStage,
    AddTask,
    MoveStage,
    RemoveSegment,
    RemoveTask,
    Rename,
    RenameModel,
    SetCurrency,
    SetDwell,
    SetRoleValue,
    SetSegmentValue,
    SetTaskValue,
    command_from_json,
    command_schema,
    command_to_json,
    do,
)
from salesmodel.model import CommandRefused, Judged


def by_id(items, wanted):
    return next(item for item in items if item.id == wanted)


def test_renaming_breaks_no_reference(company, edit):
    after = edit(company, Rename(collection="stages", id="evaluate", name="Vendor evaluation"))
    assert by_id(after.stages, "evaluate").name == "Vendor evaluation"
    assert after.moves is company.moves
    assert edit(company, RenameModel(name="Acme 2027")).name == "Acme 2027"
    assert edit(company, SetCurrency(currency="EUR")).currency == "EUR"


def test_what_is_not_there_is_named(company):
    with pytest.raises(CommandRefused) as refused:
        do(company, Rename(collection="stages", id="gone", name="X"))
    assert refused.value.sentence == "There is no stage gone in Acme."


def test_a_new_segment_starts_with_the_outcomes_of_a_sale(company, edit):
    small = company.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    first = company.stages[2].model_copy(update={"id": "buy"})
    after = edit(company, AddSegment(segment=small, first_stage=first))
    assert [o.name for o in after.outcomes if o.segment == "smb"] == [
        "Won",
        "Lost to a rival",
        "No decision",
    ]


def test_a_segment_like_another_is_sold_to_in_the_same_way(company, edit, shares, row):
    small = company.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    after = edit(company, AddSegment(segment=small, like="ent"))
    assert shares(after, "smb.demo") == shares(company, "demo")
    assert row(after, "smb.evaluate") == {
        f"smb.{target}": p for target, p in row(company, "evaluate").items()
    }
    assert by_id(after.tasks, "smb.demo").track == "smb.fit"
    assert by_id(after.tracks, "smb.fit").stage == "smb.evaluate"


def test_a_segment_leaves_with_all_that_belongs_to_it(company, edit):
    small = company.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    both, _ = do(company, AddSegment(segment=small, like="ent"))
    assert edit(both, RemoveSegment(segment="smb")) == company
    empty = edit(company, RemoveSegment(segment="ent"))
    assert [getattr(empty, c) for c in ("stages", "moves", "tasks", "assignments")] == [()] * 4
    assert len(empty.roles) == 4


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("arrivals", 140, lambda s: s.arrivals),
        ("deal_value", 60_000, lambda s: s.deal_value),
        ("gross_margin", 0.7, lambda s: s.gross_margin),
        ("retention", 0.95, lambda s: s.retention),
        ("profile.stakeholders", 4, lambda s: s.profile.stakeholders),
        ("profile.formality", 0.9, lambda s: s.profile.formality),
        ("profile.human_contact", 0.1, lambda s: s.profile.human_contact),
    ],
)
def test_each_figure_of_a_segment_can_be_set(company, edit, field, value, place):
    after = edit(company, SetSegmentValue(segment="ent", field=field, value=value))
    assert place(after.segments[0]).value == value
    assert place(after.segments[0]).origin == Judged()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("gross_margin", 1.4, "The gross margin of Enterprise would be 140%."),
        ("arrivals", -3, "The number of buyers a year of Enterprise would be below zero (−3)."),
        (
            "retention",
            1,
            "Nobody would ever leave Enterprise, and its lifetime value would be endless.",
        ),
    ],
)
def test_a_figure_that_cannot_be_is_refused(company, field, value, sentence):
    with pytest.raises(CommandRefused) as refused:
        do(company, SetSegmentValue(segment="ent", field=field, value=value))
    assert refused.value.sentence == sentence


def test_a_range_is_kept_with_the_figure(company, edit):
    after = edit(company, SetTaskValue(task="demo", field="weight", value=0.4, low=0.2, high=0.6))
    weight = by_id(after.tasks, "demo").weight
    assert (weight.low, weight.value, weight.high) == (0.2, 0.4, 0.6)
    with pytest.raises(CommandRefused, match=r"outside its range 0\.2 to 0\.3"):
        do(company, SetTaskValue(task="demo", field="weight", value=0.4, low=0.2, high=0.3))


def test_a_new_stage_leads_to_the_win_and_takes_buyers_from_its_source(company, edit, row):
    pilot = company.stages[2].model_copy(update={"id": "pilot", "name": "Pilot"})
    after = edit(company, AddStage(stage=pilot, source="consensus", probability=0.2))
    assert row(after, "pilot") == {"won": 1}
    assert row(after, "consensus") == {"won": 0.4, "nodec": 0.4, "pilot": 0.2}
    with pytest.raises(CommandRefused, match="There is already a stage pilot"):
        do(after, AddStage(stage=pilot))


def test_all_buyers_enter_at_the_first_stage_of_a_journey(company, edit, row):
    small = company.segments[0].model_copy(update={"id": "smb", "name": "SMB"})
    first = company.stages[2].model_copy(update={"id": "buy"})
    after = edit(company, AddSegment(segment=small, first_stage=first))
    assert (after.stages[-1].segment, after.stages[-1].entry.value) == ("smb", 1)
    assert row(after, "buy") == {"smb.won": 1}
    with pytest.raises(CommandRefused, match="SMB has no stages before the win"):
        do(company, AddSegment(segment=small))


def test_a_stage_or_an_outcome_is_put_elsewhere_on_the_canvas(company, edit):
    after = edit(company, MoveStage(stage="explore", x=40, y=8))
    assert (after.stages[0].x, after.stages[0].y) == (40, 8)
    assert edit(company, MoveStage(stage="won", x=90, y=0)).outcomes[0].x == 90


def test_the_days_of_a_stage_and_of_a_track_can_be_set(company, edit):
    assert edit(company, SetDwell(place="explore", value=30)).stages[0].dwell.value == 30
    after = edit(company, SetDwell(place="fit", of="tracks", value=9))
    assert after.tracks[0].dwell.value == 9
    with pytest.raises(CommandRefused, match="The days in Fit would be below zero"):
        do(company, SetDwell(place="fit", of="tracks", value=-1))


def test_a_task_comes_with_its_owner_and_leaves_with_its_shares(company, edit, shares):
    pitch = company.tasks[2].model_copy(update={"id": "pitch", "name": "Pitch"})
    after = edit(company, AddTask(task=pitch, owner="ae"))
    assert shares(after, "pitch") == {"ae": 1}
    assert edit(after, RemoveTask(task="pitch")) == company
    with pytest.raises(CommandRefused, match="CSM lacks the skill Closing"):
        do(company, AddTask(task=pitch, owner="csm"))
    astray = pitch.model_copy(update={"stage": "explore", "track": "fit"})
    with pytest.raises(CommandRefused, match="Fit is not a job of the stage that Pitch serves"):
        do(company, AddTask(task=astray))


def test_a_role_comes_and_its_figures_are_set(company, edit):
    partner = company.roles[0].model_copy(update={"id": "partner", "short": "Partner"})
    assert edit(company, AddRole(role=partner)).roles[-1].id == "partner"
    after = edit(company, SetRoleValue(role="ae", field="headcount", value=12))
    assert by_id(after.roles, "ae").headcount.value == 12
    with pytest.raises(CommandRefused) as refused:
        do(company, SetRoleValue(role="ae", field="productive_hours", value=1_900))
    assert refused.value.sentence == "AE would have 1,900 productive hours of 1,800 at work."


def test_a_model_takes_no_more_than_its_stated_limit(company):
    wide = company.model_copy(
        update={
            "roles": tuple(company.roles[0].model_copy(update={"id": f"r{n}"}) for n in range(100))
        }
    )
    extra = company.roles[0].model_copy(update={"id": "one-more"})
    with pytest.raises(CommandRefused, match="would have 101 roles; it can hold 100"):
        do(wide, AddRole(role=extra))


def test_json_that_is_no_command_is_refused_with_its_field():
    with pytest.raises(CommandRefused, match="This is not an edit that the workbench knows"):
        command_from_json('{"do": "explode"}')
    with pytest.raises(CommandRefused, match="share"):
        command_from_json('{"do": "set_share", "task": "a", "role": "b", "share": 1.2}')
    with pytest.raises(CommandRefused):
        command_from_json('{"do": "set_share", "task": "a", "role": "b", "share": NaN}')


def test_the_schema_tells_the_browser_every_command():
    tags = set(command_schema()["discriminator"]["mapping"])
    assert {"set_share", "connect", "remove_stage", "set_baseline"} <= tags
    sent = json.loads(command_to_json(SetDwell(place="explore", value=30)))
    assert sent["do"] == "set_dwell"
    assert sent["do"] in tags


def test_an_edit_that_would_break_the_model_is_refused_and_the_model_stays(company):
    # a stage that only leads to itself reaches no outcome (rule 2.2)
    from salesmodel.editing import Connect, SetMoves

    looped, _ = do(company, Connect(source="consensus", target="consensus", probability=0.2))
    with pytest.raises(CommandRefused, match="Consensus building"):
        do(looped, SetMoves(stage="consensus", moves={"consensus": 1}))
