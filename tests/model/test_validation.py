"""What keeps a sales model from being evaluated, and how it is told."""

from __future__ import annotations

import pytest

from salesmodel.defaults import template, template_names
from salesmodel.model import (
    Component,
    ComponentKind,
    Finding,
    InvalidModel,
    OutcomeKind,
    Proficiency,
    SalesModel,
    Severity,
    Unit,
    assumed,
    refuse_if_invalid,
    validate,
)
from tests.builders import (
    a_model,
    a_move,
    a_stage,
    a_task,
    a_track,
    also,
    an_outcome,
    changed,
    days,
    holds,
    share,
    with_a_second_segment,
    with_all_said,
    without,
)


@pytest.fixture
def acme() -> SalesModel:
    return a_model()


@pytest.fixture
def acme_twice() -> SalesModel:
    return with_a_second_segment(a_model())


def the_only(model: SalesModel) -> Finding:
    findings = validate(model)
    assert len(findings) == 1, [finding.sentence for finding in findings]
    assert findings[0].severity is Severity.REFUSED
    return findings[0]


def said(model: SalesModel) -> tuple[str, str, str]:
    finding = the_only(model)
    return finding.path, finding.sentence, finding.mend


def found(model: SalesModel, check: str) -> Finding:
    return next(finding for finding in validate(model) if finding.check == check)


def test_a_group_may_say_all_that_can_be_said(acme):
    assert validate(with_all_said(acme)) == ()


def test_a_company_that_holds_together_has_no_problems(acme, acme_twice):
    assert validate(acme) == ()
    assert validate(acme_twice) == ()
    refuse_if_invalid(acme)


@pytest.mark.parametrize("card", template_names(), ids=lambda card: card.key)
def test_every_template_holds_together(card):
    assert validate(template(card.key)) == ()


def test_a_model_without_segments_is_empty_not_wrong():
    assert validate(SalesModel(id="new", name="New")) == ()


# Rows of moves (rule 2.1)


def test_a_row_that_sends_out_104_of_100_buyers_is_named(acme):
    finding = the_only(changed(acme, "moves", "explore.nodec", probability=share(0.44)))
    assert finding.path == "stages[explore].moves"
    assert str(finding.sentence) == "Solution exploration sends out 104 of 100 buyers."
    assert finding.mend == "Lower one of its moves by 4 points."
    assert (finding.segment, finding.stage) == ("ent", "explore")


def test_a_row_that_keeps_a_buyer_back_is_told_by_a_point(acme):
    assert said(changed(acme, "moves", "consensus.won", probability=share(0.49))) == (
        "stages[consensus].moves",
        "Consensus building sends out 99 of 100 buyers.",
        "Raise one of its moves by 1 point.",
    )


def test_with_several_segments_a_stage_is_named_with_its_own(acme_twice):
    _, sentence, _ = said(changed(acme_twice, "moves", "try.smb.won", probability=share(0.6)))
    assert sentence == "Trial (SMB) sends out 110 of 100 buyers."


def test_a_row_may_be_off_by_a_millionth_and_no_more(acme):
    assert not validate(changed(acme, "moves", "explore.nodec", probability=share(0.4000009)))
    _, sentence, mend = said(changed(acme, "moves", "explore.nodec", probability=share(0.400002)))
    assert sentence == "Solution exploration sends out 100.0002 of 100 buyers."
    assert mend == "Lower one of its moves by 0.0002 points."


@pytest.mark.parametrize(
    ("value", "shown"), [(1.2, "120"), (-0.2, "\N{MINUS SIGN}20"), (1.0001, "100.01")]
)
def test_a_probability_lies_between_0_and_100_percent(acme, value, shown):
    broken = changed(acme, "moves", "onboard.stayed", probability=share(value))
    finding = found(broken, "out-of-range")
    assert finding.path == "moves[onboard.stayed].probability"
    assert finding.sentence == (
        f"The probability of the move from Onboarding to Stayed is {shown}%; "
        "it must lie between 0 and 100%."
    )
    assert finding.stage == "onboard"


# Dead ends (rule 2.2)


def test_a_stage_without_moves_leads_nowhere(acme):
    assert said(without(acme, "moves", "consensus.won", "consensus.nodec")) == (
        "stages[consensus].moves",
        "Consensus building leads nowhere.",
        "Connect it to an outcome.",
    )


def test_two_stages_that_lead_only_to_each_other_both_lead_nowhere(acme):
    circling = also(acme, "stages", a_stage("legal", "Legal"))
    circling = also(circling, "stages", a_stage("procure", "Procurement"))
    circling = also(circling, "moves", a_move("legal", "procure", 1))
    circling = also(circling, "moves", a_move("procure", "legal", 1))
    assert [finding.sentence for finding in validate(circling)] == [
        "Legal leads nowhere.",
        "Procurement leads nowhere.",
    ]


def test_a_way_out_that_nobody_takes_is_no_way_out(acme):
    waiting = without(acme, "moves", "consensus.nodec")
    waiting = also(waiting, "moves", a_move("consensus", "consensus", 1))
    waiting = changed(waiting, "moves", "consensus.won", probability=share(0.0000005))
    assert the_only(waiting).sentence == "Consensus building leads nowhere."


def test_a_loop_back_is_no_dead_end(acme):
    looping = changed(acme, "moves", "consensus.nodec", probability=share(0.3))
    assert validate(also(looping, "moves", a_move("consensus", "explore", 0.2))) == ()


# Entry and ends (rule 2.10)


def test_entry_shares_of_the_stages_before_the_win_sum_to_one(acme):
    assert said(changed(acme, "stages", "evaluate", entry=share(0.15))) == (
        "segments[ent].entry",
        "Enterprise lets in 90 of 100 buyers: Solution exploration 75, Vendor evaluation 15.",
        "Raise the entry share of one of its stages by 10 points.",
    )


def test_entry_shares_of_the_stages_after_the_win_sum_to_one_on_their_own(acme):
    assert said(changed(acme, "stages", "onboard", entry=share(0))) == (
        "segments[ent].after_win_entry",
        "Enterprise takes over 0 of 100 won customers, at Onboarding or anywhere else.",
        "Raise the entry share of one of its stages by 100 points.",
    )


def test_a_segment_needs_a_stage(acme_twice):
    bare = without(acme_twice, "moves", "try.smb.won", "try.smb.no")
    path, sentence, _ = said(without(bare, "stages", "try"))
    assert path == "segments[smb].stages"
    assert sentence == "SMB has no stages before the win."


def test_a_segment_needs_a_win(acme):
    path, sentence, _ = said(changed(acme, "outcomes", "won", kind=OutcomeKind.LOST_TO_RIVAL))
    assert path == "segments[ent].outcomes"
    assert sentence == "Enterprise has no outcome that is a win."


# References (rule 2.10)


@pytest.mark.parametrize(
    ("collection", "entity", "field", "sentence"),
    [
        ("stages", "consensus", "segment", "The stage Consensus building points to the segment"),
        ("tracks", "fit", "stage", "The track Fit points to the stage"),
        ("outcomes", "rival", "segment", "The outcome Lost to a rival points to the segment"),
        ("moves", "explore.nodec", "source", "The move from gone to No decision points"),
        ("moves", "explore.nodec", "target", "The move from Solution exploration to gone points"),
        ("tasks", "proposal", "segment", "The task Proposal (Consensus building) points to"),
        ("tasks", "proposal", "stage", "The task Proposal points to the stage"),
        ("tasks", "proposal", "track", "The task Proposal (Consensus building) points to the tra"),
        ("assignments", "demo:ae", "task", "The share of Account executive in gone points to"),
        ("assignments", "demo:ae", "role", "The share of gone in Demo (Vendor evaluation) points"),
        ("components", "ent.value", "segment", "The value proposition of gone points to"),
        (
            "reviews",
            "ent:value_proposition:selling_tasks",
            "segment",
            "The review of value proposition and selling tasks of gone points to the segment",
        ),
    ],
)
def test_whatever_points_to_what_is_not_there_is_named(acme, collection, entity, field, sentence):
    acme = with_all_said(acme)
    finding = found(changed(acme, collection, entity, **{field: "gone"}), "not-there")
    assert finding.path == f"{collection}[{entity}].{field}"
    assert finding.sentence.startswith(sentence)
    assert finding.sentence.endswith("gone, which is not in the model.")
    assert "Choose a" in finding.mend


def test_an_id_given_twice_is_found_across_all_lists(acme):
    finding = found(also(acme, "stages", a_stage("won", "Handover")), "duplicate-id")
    assert finding.path == "outcomes[won].id"
    assert finding.sentence == (
        "2 entries share the id won: the stage Handover and the outcome Won."
    )


def test_a_move_stays_within_its_segment(acme_twice):
    stray = changed(acme_twice, "moves", "try.smb.no", target="nodec")
    path, sentence, mend = said(stray)
    assert path == "moves[try.smb.no].target"
    assert sentence == (
        "Trial of SMB sends buyers to No decision of Enterprise, which is another segment."
    )
    assert mend == "Let it lead to a stage or an outcome of SMB."


@pytest.mark.parametrize("target", ["onboard", "stayed", "churned"])
def test_nobody_passes_over_the_win(acme, target):
    finding = found(changed(acme, "moves", "consensus.nodec", target=target), "move-across-the-win")
    assert finding.path == "moves[consensus.nodec].target"
    assert finding.sentence.startswith("Consensus building comes before the win, but leads to ")
    assert finding.stage == "consensus"


@pytest.mark.parametrize("target", ["explore", "won", "rival", "nodec"])
def test_no_customer_goes_back_before_the_win(acme, target):
    finding = the_only(changed(acme, "moves", "onboard.churned", target=target))
    assert finding.path == "moves[onboard.churned].target"
    assert finding.sentence.startswith("Onboarding comes after the win, but leads to ")


def test_two_moves_the_same_way_are_one_too_many(acme):
    halved = changed(acme, "moves", "consensus.nodec", target="won")
    path, sentence, _ = said(halved)
    assert path == "moves[consensus.nodec].target"
    assert sentence == "The move from Consensus building to Won is there more than once."


def test_a_role_holds_one_share_of_a_task(acme):
    twice = changed(acme, "assignments", "demo:se", role="ae")
    path, sentence, _ = said(twice)
    assert path == "assignments[demo:se].role"
    assert sentence == "Account executive holds more than one share of Demo (Vendor evaluation)."


def test_a_segment_has_one_component_of_a_kind(acme):
    second = Component(
        id="again", segment="ent", kind=ComponentKind.VALUE_PROPOSITION, variant="lowest_price"
    )
    path, sentence, _ = said(also(acme, "components", second))
    assert path == "components[again].kind"
    assert sentence == "The value proposition of Enterprise is there more than once."


def test_a_task_serves_a_stage_of_its_own_segment(acme_twice):
    path, sentence, _ = said(changed(acme_twice, "tasks", "proposal", stage="try"))
    assert path == "tasks[proposal].stage"
    assert sentence == "Proposal belongs to Enterprise, but serves Trial of SMB."


def test_a_task_serves_a_parallel_job_of_its_own_stage(acme):
    path, sentence, _ = said(changed(acme, "tasks", "demo", stage="consensus"))
    assert path == "tasks[demo].track"
    assert sentence == (
        "Demo serves Consensus building, but Fit, the parallel job it is meant for, is part of "
        "Vendor evaluation."
    )


# Figures (rules 3.3, 3.5 and 3.9)


@pytest.mark.parametrize(
    ("path", "unit", "sentence"),
    [
        ("segments[ent].arrivals", Unit.PER_YEAR, "The number of buyers a year of Enterprise"),
        ("segments[ent].deal_value", Unit.MONEY, "The deal value of Enterprise"),
        ("stages[consensus].dwell", Unit.DAYS, "The dwell of Consensus building"),
        (
            "components[ent.value].promised_days",
            Unit.DAYS,
            "The number of promised days of the value proposition of Enterprise",
        ),
        ("stages[consensus].dwell_cv", Unit.RATIO, "The spread of the dwell of Consensus"),
        ("tracks[fit].dwell", Unit.DAYS, "The dwell of Fit (Vendor evaluation)"),
        ("tracks[fit].dwell_cv", Unit.RATIO, "The spread of the dwell of Fit"),
        ("roles[ae].annual_cost", Unit.MONEY_PER_YEAR, "The cost a year of Account"),
        ("roles[ae].present_hours", Unit.HOURS_PER_YEAR, "The hours at work of Account"),
        ("roles[ae].headcount", Unit.HEADS, "The headcount of Account executive"),
        ("tasks[demo].hours", Unit.HOURS, "The number of hours of Demo (Vendor evaluation)"),
        ("tasks[demo].weight", Unit.LOG_ODDS, "The weight of Demo (Vendor evaluation)"),
    ],
)
def test_a_figure_below_zero_is_refused(acme, path, unit, sentence):
    collection, entity, field = path.replace("].", "[").split("[")
    place, told, mend = said(changed(acme, collection, entity, **{field: assumed(-5_000, unit)}))
    assert place == path
    assert told.startswith(sentence)
    assert told.endswith(" is \N{MINUS SIGN}5,000; it cannot be negative.")
    assert mend == "Set it to zero or more."


def test_a_figure_beyond_all_reason_is_a_slip(acme):
    assert said(changed(acme, "stages", "consensus", dwell=days(1e300))) == (
        "stages[consensus].dwell",
        "The dwell of Consensus building is 1e+300; 1,000,000,000,000,000 is the limit.",
        "Check its zeros.",
    )
    assert validate(changed(acme, "stages", "consensus", dwell=days(1e15))) == ()


@pytest.mark.parametrize("value", [-0.1, 1.1])
@pytest.mark.parametrize(
    ("collection", "entity", "field"),
    [
        ("stages", "onboard", "entry"),
        ("tracks", "fit", "loss"),
        ("assignments", "proposal:ae", "share"),
        ("segments", "ent", "retention"),
        ("segments", "ent", "gross_margin"),
    ],
)
def test_a_share_lies_between_0_and_100_percent(acme, collection, entity, field, value):
    finding = found(changed(acme, collection, entity, **{field: share(value)}), "out-of-range")
    assert finding.path == f"{collection}[{entity}].{field}"


@pytest.mark.parametrize("field", ["retention", "gross_margin"])
def test_retention_and_margin_stay_below_100_percent(acme, field):
    path, sentence, _ = said(changed(acme, "segments", "ent", **{field: share(1)}))
    assert path == f"segments[ent].{field}"
    assert sentence.endswith(" of Enterprise is 100%; it must be 0% or more and less than 100%.")


@pytest.mark.parametrize("field", ["formality", "human_contact"])
def test_the_buying_profile_is_checked_too(acme, field):
    profile = acme.segments[0].profile.model_copy(update={field: share(1.5)})
    assert the_only(changed(acme, "segments", "ent", profile=profile)).path == (
        f"segments[ent].profile.{field}"
    )


@pytest.mark.parametrize("hours", [0, -10])
def test_a_role_has_productive_hours(acme, hours):
    figure = assumed(hours, Unit.HOURS_PER_YEAR)
    path, sentence, mend = said(changed(acme, "roles", "se", productive_hours=figure))
    assert path == "roles[se].productive_hours"
    assert sentence.startswith("The number of productive hours of Sales engineer is ")
    assert mend == "Set it above zero."


def test_nobody_is_productive_for_longer_than_at_work(acme):
    figure = assumed(1_900, Unit.HOURS_PER_YEAR)
    path, sentence, _ = said(changed(acme, "roles", "se", productive_hours=figure))
    assert path == "roles[se].productive_hours"
    assert sentence == (
        "Sales engineer has 1,900 productive hours a year, but is at work only 1,800."
    )


@pytest.mark.parametrize(
    ("proficiency", "field", "sentence"),
    [
        (
            Proficiency(quality=share(1.3)),
            "quality",
            "The quality of Sales engineer in Demo is 130%; it must lie between 0 and 100%.",
        ),
        (
            Proficiency(quality=share(0.5), productivity=assumed(0, Unit.RATIO)),
            "productivity",
            "The productivity of Sales engineer in Demo is 0; it must be above zero.",
        ),
    ],
)
def test_quality_and_productivity_have_their_limits(acme, proficiency, field, sentence):
    path, told, _ = said(changed(acme, "roles", "se", skills={"Demo": proficiency}))
    assert path == f"roles[se].skills[Demo].{field}"
    assert told == sentence


def test_each_figure_has_one_unit(acme):
    assert said(changed(acme, "stages", "consensus", dwell=assumed(480, Unit.HOURS))) == (
        "stages[consensus].dwell",
        "The dwell of Consensus building is given in hours; it is counted in days.",
        "Give it in days.",
    )


@pytest.mark.parametrize(
    ("collection", "entity", "fields"),
    [
        ("segments", "ent", ("arrivals", "deal_value", "gross_margin", "retention")),
        ("stages", "consensus", ("entry", "dwell", "dwell_cv")),
        ("tracks", "fit", ("dwell", "dwell_cv", "loss")),
        ("moves", "consensus.won", ("probability",)),
        ("roles", "ae", ("annual_cost", "present_hours", "productive_hours", "headcount")),
        ("tasks", "demo", ("hours", "weight")),
        ("assignments", "demo:ae", ("share",)),
        ("components", "ent.value", ("promised_days",)),
    ],
)
def test_no_field_takes_a_figure_in_another_unit(acme, collection, entity, fields):
    acme = with_all_said(acme)
    for field in fields:
        held = next(e for e in getattr(acme, collection) if e.id == entity)
        value = getattr(held, field).value
        wrong = assumed(value, Unit.PEOPLE)  # the unit of stakeholders alone
        finding = found(changed(acme, collection, entity, **{field: wrong}), "wrong-unit")
        assert finding.path == f"{collection}[{entity}].{field}"


# Shares (rules 3.2 and 3.6)


def test_the_shares_of_a_task_sum_to_one(acme):
    assert said(changed(acme, "assignments", "demo:se", share=share(0.5))) == (
        "tasks[demo].assignments",
        "The shares of Demo (Vendor evaluation) add up to 90%.",
        "Give 10 points more to one of its roles.",
    )


def test_a_task_that_nobody_holds_is_a_gap_not_an_error(acme):
    assert validate(without(acme, "assignments", "proposal:ae")) == ()


def test_a_role_without_the_skill_holds_no_share(acme):
    path, sentence, mend = said(changed(acme, "assignments", "proposal:ae", role="se"))
    assert path == "assignments[proposal:ae].share"
    assert sentence == (
        "Sales engineer does 100% of Proposal (Consensus building) without the skill Deal."
    )
    assert mend == "Give this share to a role with the skill, or add the skill to Sales engineer."


def test_a_share_of_nothing_needs_no_skill(acme):
    assert validate(also(acme, "assignments", holds("proposal", "se", 0))) == ()


def test_baseline_shares_name_roles_that_are_there(acme):
    broken = changed(acme, "tasks", "demo", baseline_shares={"ae": 0.4, "gone": 0.6})
    path, sentence, _ = said(broken)
    assert path == "tasks[demo].baseline_shares[gone]"
    assert sentence == (
        "The baseline of Demo (Vendor evaluation) names the role gone, which is not in the model."
    )


def test_baseline_shares_sum_to_one(acme):
    path, sentence, _ = said(changed(acme, "tasks", "demo", baseline_shares={"ae": 0.4}))
    assert path == "tasks[demo].baseline_shares"
    assert sentence == "The baseline shares of Demo (Vendor evaluation) add up to 40%."


def test_no_baseline_share_is_negative(acme):
    broken = changed(acme, "tasks", "demo", baseline_shares={"ae": 1.2, "se": -0.2})
    assert [finding.path for finding in validate(broken)] == [
        "tasks[demo].baseline_shares[ae]",
        "tasks[demo].baseline_shares[se]",
    ]


# Tracks (rule 2.8)


def test_the_moves_of_a_stage_lose_what_its_parallel_jobs_lose(acme):
    """Fit loses 20%, security then 40%: 1 - 0.8 x 0.6 = 52 of 100; the moves lose 40."""
    assert said(changed(acme, "tracks", "security", loss=share(0.4))) == (
        "stages[evaluate].tracks",
        "The parallel jobs of Vendor evaluation lose 52 of 100 buyers, but its moves lose 40.",
        "Raise its moves to a loss by 12 points, or change what its parallel jobs lose.",
    )


def test_parallel_jobs_that_lose_buyers_need_a_move_to_a_loss(acme_twice):
    model = changed(acme_twice, "outcomes", "smb.no", kind=OutcomeKind.WON)
    path, sentence, _ = said(also(model, "tracks", a_track("pilot", "try", "Pilot", 0.3)))
    assert path == "stages[try].tracks"
    assert sentence == (
        "The parallel jobs of Trial (SMB) lose 30 of 100 buyers, but no move of it leads to a loss."
    )


def test_a_stage_after_the_win_may_have_parallel_jobs(acme):
    assert validate(also(acme, "tracks", a_track("train", "onboard", "Training", 0.1))) == ()


# All at once


def test_all_problems_are_told_at_once(acme):
    broken = changed(acme, "stages", "explore", dwell=days(-3))
    broken = changed(broken, "roles", "ae", annual_cost=assumed(-1, Unit.MONEY_PER_YEAR))
    broken = changed(broken, "moves", "explore.nodec", probability=share(0.5))
    broken = without(broken, "moves", "consensus.won", "consensus.nodec")
    broken = also(broken, "tasks", a_task("legal", "Legal review", "gone", "Deal"))
    broken = changed(broken, "assignments", "demo:ae", share=share(0.1))
    paths = [finding.path for finding in validate(broken)]
    assert paths == [
        "tasks[legal].stage",
        "stages[explore].dwell",
        "roles[ae].annual_cost",
        "stages[explore].moves",
        "stages[consensus].moves",
        "tasks[demo].assignments",
    ]
    with pytest.raises(InvalidModel) as refused:
        refuse_if_invalid(broken)
    assert [finding.path for finding in refused.value.findings] == paths
    assert refused.value.path == "tasks[legal].stage"


def test_a_model_of_loose_ends_only_is_still_told_in_full(acme):
    """Every pointer is broken at once; nothing crashes, and each is named."""
    bare = acme.model_copy(update={"segments": (), "roles": ()})
    checks = {finding.check for finding in validate(bare)}
    assert checks == {"not-there"}
    gone = acme.model_copy(update={"stages": (), "outcomes": (), "tasks": ()})
    assert {"not-there", "no-stages", "no-win"} == {finding.check for finding in validate(gone)}


def test_an_outcome_that_is_a_loss_of_another_segment_is_named_by_it(acme_twice):
    lost = an_outcome("x", "Gone", OutcomeKind.NO_DECISION, "nowhere")
    finding = the_only(also(acme_twice, "outcomes", lost))
    assert finding.sentence.startswith("The outcome Gone (nowhere) points to the segment nowhere")
