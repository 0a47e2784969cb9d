"""Copy and paste of stages and segments, within a scenario and from one to another."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.editing import (
    AddOutcome,
    AddSegment,
    Connect,
    Disconnect,
    Fragment,
    LockMove,
    LockShare,
    PasteSegment,
    PasteStages,
    RemoveOutcome,
    RemoveSegment,
    RemoveStage,
    SetCurrency,
    SetMoves,
    SetSkill,
    copied_segment,
    copied_stages,
    describe,
    do,
)
from salesmodel.editing.step_words import told
from salesmodel.model import CommandRefused, ComponentKind, Judged, OutcomeKind
from salesmodel.model.validation import validate
from tests.builders import a_variant, also, with_all_said
from tests.editing.conftest import a_segment, a_stage

BEFORE_WIN = ["explore", "evaluate", "consensus"]
EVERYWHERE = [*BEFORE_WIN, "onboard"]
JOURNEY_AND_WORK = ("stages", "tracks", "outcomes", "moves", "roles", "tasks", "assignments")
TASKS = ComponentKind.SELLING_TASKS


@pytest.fixture
def scenario(company):
    """Another scenario: small business buyers, one stage, and an SE who cannot demo."""
    other = company.model_copy(update={"id": "other", "name": "Plan B"})
    segment, first = a_segment("smb", "Small business"), a_stage("try", "Trial", "smb")
    other, _ = do(other, AddSegment(segment=segment, first_stage=first))
    other, _ = do(other, RemoveSegment(segment="ent"))
    return do(other, SetSkill(role="se", skill="Demo", proficiency=None))[0]


def paste(model, fragment, segment="smb", ids="p", **more):
    return PasteStages(segment=segment, fragment=fragment, ids=ids, **more)


def refused(model, command):
    with pytest.raises(CommandRefused) as caught:
        do(model, command)
    return str(caught.value)


def with_ends_after_the_win(model):
    for kind in (OutcomeKind.STAYED, OutcomeKind.CHURNED):
        end = AddOutcome(segment="smb", id=kind.value, kind=kind, name=kind.value)
        model, _ = do(model, end)
    return model


def by_id(items, entity_id):
    return next(item for item in items if item.id == entity_id)


# what is copied


def test_copied_stages_are_complete_in_themselves(company):
    fragment = copied_stages(company, ["consensus", "evaluate"])
    assert [stage.id for stage in fragment.stages] == ["evaluate", "consensus"]
    assert {track.id for track in fragment.tracks} == {"fit", "security"}
    assert {move.id for move in fragment.moves} == {
        "evaluate.consensus",
        "evaluate.rival",
        "evaluate.nodec",
        "consensus.won",
        "consensus.nodec",
    }
    assert {outcome.id for outcome in fragment.outcomes} == {"won", "rival", "nodec"}
    assert {task.id for task in fragment.tasks} == {"demo", "proposal"}
    assert {role.id for role in fragment.roles} == {"ae", "se", "csm"}
    assert fragment.segment is None
    assert fragment.components == ()
    assert Fragment.model_validate_json(fragment.model_dump_json()) == fragment


def test_a_copied_segment_is_complete_in_itself(company):
    fragment = copied_segment(company, "ent")
    assert fragment.segment == company.segments[0]
    for collection in ("stages", "tracks", "outcomes", "moves", "roles", "tasks", "assignments"):
        assert getattr(fragment, collection) == getattr(company, collection)
    assert fragment.components == company.components
    assert Fragment.model_validate_json(fragment.model_dump_json()) == fragment


def test_what_is_not_there_cannot_be_copied(company):
    with pytest.raises(CommandRefused, match="There is no stage gone"):
        copied_stages(company, ["explore", "gone"])
    with pytest.raises(CommandRefused, match="nothing to copy"):
        copied_stages(company, [])
    with pytest.raises(CommandRefused, match="There is no segment gone"):
        copied_segment(company, "gone")


# stages


def test_pasted_stages_keep_their_work_and_their_moves_among_each_other(
    company, scenario, edit, row, shares
):
    command = paste(scenario, copied_stages(company, ["evaluate", "consensus"]))
    after = edit(scenario, command)
    assert [stage.id for stage in after.stages] == ["try", "p.evaluate", "p.consensus"]
    assert {stage.segment for stage in after.stages} == {"smb"}
    # explore was not copied: its 20% go to the other 80% in proportion
    assert row(after, "p.evaluate") == pytest.approx(
        {"p.consensus": 0.5, "smb.lost_to_rival": 0.375, "smb.no_decision": 0.125}
    )
    assert row(after, "p.consensus") == {"smb.won": 0.5, "smb.no_decision": 0.5}
    fit, security = after.tracks
    assert (fit.stage, fit.id) == ("p.evaluate", "p.fit")
    assert 1 - (1 - fit.loss.value) * (1 - security.loss.value) == pytest.approx(0.5)
    demo = by_id(after.tasks, "p.demo")
    assert (demo.segment, demo.stage, demo.track) == ("smb", "p.evaluate", "p.fit")
    assert demo.hours == by_id(company.tasks, "demo").hours
    assert shares(after, "p.demo") == shares(company, "demo")
    assert shares(after, "p.proposal") == {"ae": 1}
    assert validate(after) == ()


def test_what_a_paste_spreads_is_judged_and_the_rest_keeps_its_origin(company, scenario, edit):
    after = edit(scenario, paste(scenario, copied_stages(company, ["evaluate", "consensus"])))
    origins = {move.id: move.probability.origin for move in after.moves}
    assert origins["p.evaluate.rival"] == Judged()
    assert origins["p.consensus.won"] == by_id(company.moves, "consensus.won").probability.origin


def test_the_leftmost_pasted_stage_stands_where_it_is_put(company, scenario, edit):
    places = {"explore": (10, 5), "evaluate": (40, 0), "consensus": (10, 25)}
    stages = tuple(
        stage.model_copy(update=dict(zip("xy", places.get(stage.id, (0, 0)), strict=True)))
        for stage in company.stages
    )
    fragment = copied_stages(company.model_copy(update={"stages": stages}), BEFORE_WIN)
    after = edit(scenario, paste(scenario, fragment, x=100, y=200))
    assert [(stage.x, stage.y) for stage in after.stages[1:]] == [
        (100, 200),
        (130, 195),
        (100, 220),
    ]


def test_names_are_marked_as_copies_only_where_they_are_taken(company, scenario, edit):
    fragment = copied_stages(company, ["consensus"])
    names = []
    for ids in "abc":
        scenario = edit(scenario, paste(scenario, fragment, ids=ids))
        names.append(scenario.stages[-1].name)
    assert names == ["Consensus building", "Consensus building, copy", "Consensus building, copy 2"]
    again = copied_stages(scenario, ["b.consensus"])
    after = edit(scenario, paste(scenario, again, ids="d"))
    assert after.stages[-1].name == "Consensus building, copy 3"


def test_nobody_enters_at_pasted_stages_unless_the_journey_was_empty(company, scenario, edit):
    after = edit(scenario, paste(scenario, copied_stages(company, BEFORE_WIN)))
    assert [stage.entry.value for stage in after.stages] == [1, 0, 0, 0]
    scenario = with_ends_after_the_win(scenario)
    after = edit(scenario, paste(scenario, copied_stages(company, EVERYWHERE)))
    assert {s.id: s.entry.value for s in after.stages if s.after_win} == {"p.onboard": 1}


def test_a_stage_left_without_a_way_leads_to_the_usual_end(company, scenario, edit, row):
    lonely, _ = do(company, SetMoves(stage="explore", moves={"evaluate": 1}))
    after = edit(scenario, paste(scenario, copied_stages(lonely, ["explore"])))
    assert row(after, "p.explore") == {"smb.won": 1}


def test_stages_left_in_a_circle_lead_out_of_it(company, scenario, edit, row):
    around, _ = do(company, SetMoves(stage="explore", moves={"evaluate": 1}))
    wanted = {"consensus": 0.7, "explore": 0.3}
    around, _ = do(around, SetMoves(stage="evaluate", moves=wanted))
    after = edit(scenario, paste(scenario, copied_stages(around, ["explore", "evaluate"])))
    assert row(after, "p.explore") == {"p.evaluate": 1}
    assert row(after, "p.evaluate") == pytest.approx({"p.explore": 0.3, "smb.won": 0.7})


def test_a_loop_alone_leads_out_too(company, scenario, edit, row):
    looping, _ = do(company, Connect(source="explore", target="explore", probability=0.25))
    looping, _ = do(looping, Disconnect(move="explore.nodec"))
    after = edit(scenario, paste(scenario, copied_stages(looping, ["explore"])))
    looped = row(looping, "explore")["explore"]
    assert row(after, "p.explore") == pytest.approx({"p.explore": looped, "smb.won": 1 - looped})


def test_an_outcome_that_the_segment_lacks_is_spread_over_the_others(company, scenario, edit, row):
    scenario, _ = do(scenario, RemoveOutcome(outcome="smb.no_decision"))
    after = edit(scenario, paste(scenario, copied_stages(company, BEFORE_WIN)))
    assert row(after, "p.consensus") == {"smb.won": 1}
    kept = math.prod(1 - track.loss.value for track in after.tracks)
    assert 1 - kept == pytest.approx(row(after, "p.evaluate")["smb.lost_to_rival"])


def test_a_stage_after_the_win_needs_an_end_after_the_win(company, scenario):
    assert refused(scenario, paste(scenario, copied_stages(company, ["onboard"]))) == (
        "Onboarding would lead nowhere: Small business has no outcome Stayed. "
        "Add the outcome Stayed to Small business first."
    )


def test_two_ends_of_one_kind_become_one_move(company, scenario, edit, row):
    two = by_id(company.outcomes, "rival").model_copy(update={"id": "rival2", "name": "Build it"})
    outcomes = (*company.outcomes, two)
    company = company.model_copy(update={"outcomes": outcomes})
    company, _ = do(company, Connect(source="consensus", target="rival", probability=0.2))
    company, _ = do(company, Connect(source="consensus", target="rival2", probability=0.2))
    after = edit(scenario, paste(scenario, copied_stages(company, ["consensus"])))
    assert row(after, "p.consensus") == pytest.approx(
        {"smb.won": 0.32, "smb.no_decision": 0.32, "smb.lost_to_rival": 0.36}
    )


def test_locked_moves_and_shares_stay_as_they_were(company, scenario, edit, row):
    company, _ = do(company, LockMove(move="evaluate.rival"))
    company, _ = do(company, LockShare(task="demo", role="ae"))
    after = edit(scenario, paste(scenario, copied_stages(company, ["evaluate", "consensus"])))
    assert row(after, "p.evaluate") == pytest.approx(
        {"p.consensus": 0.56, "smb.lost_to_rival": 0.3, "smb.no_decision": 0.14}
    )
    assert by_id(after.moves, "p.evaluate.rival").locked
    assert by_id(after.assignments, "p.demo:ae").locked


def test_a_lock_that_nothing_can_give_way_to_is_let_go(company, scenario, edit, row):
    company, _ = do(company, LockMove(move="explore.nodec"))
    after = edit(scenario, paste(scenario, copied_stages(company, ["explore"])))
    assert row(after, "p.explore") == {"smb.no_decision": 1}
    assert not by_id(after.moves, "p.explore.nodec").locked


def test_roles_are_known_by_id_then_by_name_and_come_along_otherwise(
    company, scenario, edit, shares
):
    there = {role.id: role for role in scenario.roles}
    roles = (
        there["ae"],
        there["se"].model_copy(update={"id": "presales", "name": "sE"}),
        there["sdr"],
    )
    scenario = scenario.model_copy(update={"roles": roles})
    after = edit(scenario, paste(scenario, copied_stages(company, ["evaluate"])))
    assert shares(after, "p.demo") == {"ae": 0.7, "presales": 0.2, "csm": 0.1}
    assert [role.id for role in after.roles] == ["ae", "presales", "sdr", "csm"]
    assert by_id(after.roles, "csm") == by_id(company.roles, "csm")
    # the SE could not demo in this scenario; it learns it, as its pasted share needs it
    learned = by_id(after.roles, "presales").skills
    assert learned == by_id(company.roles, "se").skills
    assert by_id(after.roles, "ae") is by_id(scenario.roles, "ae")


def test_no_role_of_the_scenario_stands_for_two_that_were_copied(company, scenario, edit, shares):
    named = tuple(
        role.model_copy(update={"name": "AE"}) if role.id == "se" else role
        for role in company.roles
    )
    company = company.model_copy(update={"roles": named})
    kept = tuple(role for role in scenario.roles if role.id == "ae")
    scenario = scenario.model_copy(update={"roles": kept})
    after = edit(scenario, paste(scenario, copied_stages(company, ["evaluate"])))
    assert shares(after, "p.demo") == {"ae": 0.7, "se": 0.2, "csm": 0.1}


def test_baselines_come_along_under_the_roles_of_the_scenario(company, scenario, edit):
    tasks = tuple(
        task.model_copy(update={"baseline_shares": {"se": 0.25, "ae": 0.75}})
        if task.id == "demo"
        else task
        for task in company.tasks
    )
    roles = tuple(role.model_copy(update={"id": f"my_{role.id}"}) for role in scenario.roles)
    scenario = scenario.model_copy(update={"roles": roles})
    fragment = copied_stages(company.model_copy(update={"tasks": tasks}), ["evaluate"])
    after = edit(scenario, paste(scenario, fragment))
    assert by_id(after.tasks, "p.demo").baseline_shares == {"my_se": 0.25, "my_ae": 0.75}


def test_money_is_not_converted(company, scenario, edit):
    euros, _ = do(scenario, SetCurrency(currency="EUR"))
    command = paste(euros, copied_stages(company, ["evaluate"]))
    assert edit(euros, command).currency == "EUR"  # all its roles are there
    no_csm = euros.model_copy(update={"roles": euros.roles[:3]})
    assert refused(no_csm, command) == (
        "The cost of CSM is in USD, but Plan B is in EUR, and money is not converted. "
        "Add a role named CSM to Plan B first, with its cost in EUR; then paste again."
    )
    whole = PasteSegment(fragment=copied_segment(company, "ent"), id="two", name="Two")
    assert refused(euros, whole) == (
        "The deal value of Enterprise is in USD, but Plan B is in EUR, and money is not "
        "converted. Add a segment to Plan B with its deal value in EUR, and paste the stages "
        "into it."
    )
    assert edit(
        euros,
        paste(
            euros,
            whole.fragment.model_copy(
                update={"segment": None, "stages": whole.fragment.stages[:3]}
            ),
        ),
    )


def test_a_paste_without_stages_or_without_segment_is_refused(company, scenario):
    assert "nothing to paste" in refused(scenario, paste(scenario, Fragment()))
    stages = copied_stages(company, ["evaluate"])
    assert "There is no segment gone" in refused(scenario, paste(scenario, stages, segment="gone"))
    no_segment = PasteSegment(fragment=stages, id="two", name="Two")
    assert "Stages were copied, not a whole segment" in refused(scenario, no_segment)


def test_a_paste_is_told_in_words(company, scenario):
    after, change = do(scenario, paste(scenario, copied_stages(company, BEFORE_WIN)))
    assert describe(change, after) == "3 stages added to Small business"
    assert told([change], after) == "3 stages added to Small business and 1 more"  # SE learned
    one, change = do(scenario, paste(scenario, copied_stages(company, ["consensus"])))
    assert told([change], one) == "Stage Consensus building added"
    command = PasteSegment(fragment=copied_segment(company, "ent"), id="two", name="Two")
    new, change = do(scenario, command)
    assert describe(change, new) == "Segment Two added"


def test_a_fragment_with_a_share_that_cannot_be_is_refused(company, scenario):
    fragment = copied_stages(company, ["consensus"])
    odd = fragment.moves[0].probability.with_value(1.3)
    moves = (fragment.moves[0].model_copy(update={"probability": odd}), *fragment.moves[1:])
    command = paste(scenario, fragment.model_copy(update={"moves": moves}))
    assert "What was copied holds a share of 130%." in refused(scenario, command)


# segments


def test_a_segment_is_pasted_whole(company, scenario, edit, row, shares):
    command = PasteSegment(fragment=copied_segment(company, "ent"), id="two", name="Key accounts")
    after = edit(scenario, command)
    original, pasted = company.segments[0], after.segments[-1]
    assert pasted == original.model_copy(update={"id": "two", "name": "Key accounts"})
    for stage in company.stages:
        wanted = {f"two.{target}": value for target, value in row(company, stage.id).items()}
        assert row(after, f"two.{stage.id}") == wanted
    for task in company.tasks:
        copy = by_id(after.tasks, f"two.{task.id}")
        assert (copy.hours, copy.baseline_shares) == (task.hours, task.baseline_shares)
        assert shares(after, copy.id) == shares(company, task.id)
    assert [o.name for o in after.outcomes if o.segment == "two"] == [
        o.name for o in company.outcomes
    ]
    assert after.components[-1].variant == "performance"
    assert [t.loss for t in after.tracks] == [t.loss for t in company.tracks]
    assert validate(after) == ()


def test_a_pasted_segment_brings_its_own_variants_and_nothing_that_was_said_of_it(
    company, scenario, edit
):
    whole = with_all_said(company)
    command = PasteSegment(fragment=copied_segment(whole, "ent"), id="two", name="Key accounts")
    after = edit(scenario, command)
    assert after.variants == whole.variants
    pasted = [(c.kind, c.variant, c.promised_days) for c in after.components if c.segment == "two"]
    assert pasted == [(c.kind, c.variant, c.promised_days) for c in whole.components]
    assert (after.judgements, after.reviews, after.acceptances) == ((), (), ())
    assert validate(after) == ()
    beside = edit(whole, command)
    assert beside.variants == whole.variants
    assert (beside.judgements, beside.reviews) == (whole.judgements, whole.reviews)


def test_a_variant_that_no_component_of_the_segment_is_stays_behind(company):
    whole = also(with_all_said(company), "variants", a_variant("other", "Other", TASKS))
    assert [variant.id for variant in copied_segment(whole, "ent").variants] == ["desk"]
    assert copied_stages(whole, ["consensus"]).variants == ()


@pytest.mark.parametrize(
    ("collection", "taken"),
    [
        ("variants", a_variant("desk", "Desk", ComponentKind.VALUE_DELIVERY)),
        ("segments", a_segment("desk", "Desk")),
    ],
)
def test_a_pasted_variant_gets_another_id_where_something_else_has_its_own(
    company, scenario, edit, collection, taken
):
    command = PasteSegment(
        fragment=copied_segment(with_all_said(company), "ent"), id="two", name="Two"
    )
    scenario = also(with_ends_after_the_win(scenario), collection, taken)
    after, _ = do(scenario, command)
    brought = after.variants[-1]
    assert (brought.id, brought.name, brought.kind) == ("desk-2", "Reseller desk", TASKS)
    assert after.components[-1].variant == "desk-2"


def test_a_pasted_variant_takes_no_id_of_the_library(company, scenario):
    fragment = copied_segment(with_all_said(company), "ent")
    odd = a_variant("named_accounts", "Ours", TASKS)
    chosen = fragment.components[1].model_copy(update={"variant": odd.id})
    fragment = fragment.model_copy(
        update={"variants": (odd,), "components": (fragment.components[0], chosen)}
    )
    after, _ = do(scenario, PasteSegment(fragment=fragment, id="two", name="Two"))
    assert after.variants[0].id == after.components[-1].variant == "named_accounts-2"


def test_a_segment_pasted_beside_its_original_can_be_removed_again(company, edit):
    command = PasteSegment(fragment=copied_segment(company, "ent"), id="two", name="Two")
    after = edit(company, command)
    assert edit(after, RemoveSegment(segment="two")) == company
    assert "There is already a segment ent" in refused(
        company, command.model_copy(update={"id": "ent"})
    )


# whatever is copied


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    chosen=st.sets(st.sampled_from(EVERYWHERE), min_size=1),
    locks=st.sets(st.sampled_from(["explore.nodec", "evaluate.rival", "consensus.won"])),
)
def test_any_stages_pasted_beside_themselves_hold_and_can_be_removed(
    company, edit, shares, chosen, locks
):
    for move in locks:
        company, _ = do(company, LockMove(move=move))
    fragment = copied_stages(company, sorted(chosen))
    after = edit(company, PasteStages(segment="ent", fragment=fragment, ids="p", x=1, y=2))
    assert validate(after) == ()
    for stage in chosen:
        total = math.fsum(m.probability.value for m in after.moves if m.source == f"p.{stage}")
        assert total == pytest.approx(1, abs=1e-11)
    for task in fragment.tasks:
        assert by_id(after.tasks, f"p.{task.id}").hours == task.hours
        assert shares(after, f"p.{task.id}") == shares(company, task.id)
    for stage in sorted(chosen, key=EVERYWHERE.index):  # who leads to a stage goes before it
        after, _ = do(after, RemoveStage(stage=f"p.{stage}"))
    assert after == company


def test_the_same_paste_may_be_made_twice(company, edit):
    fragment = copied_stages(company, ["consensus"])
    twice = edit(company, PasteStages(segment="ent", fragment=fragment, ids="p"))
    twice = edit(twice, PasteStages(segment="ent", fragment=fragment, ids="p"))
    assert [stage.id for stage in twice.stages[-2:]] == ["p.consensus", "p.consensus-2"]
    assert twice.moves[-1].target == "nodec"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_fragment_made_by_anybody_is_pasted_whole_or_refused(company, scenario, data):
    """Parts missing, parts twice, parts that point elsewhere: never half a paste."""
    whole = copied_segment(with_all_said(company), "ent")
    scenario = with_ends_after_the_win(scenario)
    parts = {}
    for name in (*JOURNEY_AND_WORK, "components", "variants"):
        items = getattr(whole, name)
        drop = data.draw(st.sets(st.sampled_from(range(len(items))), max_size=2), label=name)
        twice = items[:1] if data.draw(st.integers(0, 9)) == 9 else ()
        parts[name] = (*(item for at, item in enumerate(items) if at not in drop), *twice)
    fragment = whole.model_copy(update=parts)
    for command in (
        paste(scenario, fragment),
        PasteSegment(fragment=fragment, id="two", name="Two"),
    ):
        try:
            after, _ = do(scenario, command)
        except CommandRefused:
            continue
        assert validate(after) == ()
