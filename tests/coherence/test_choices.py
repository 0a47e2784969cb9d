"""What is chosen, and what is read from the model: for a company made for each reading (rule 5.2).

A hundred buyers a year enter, half of them are won; what a task takes a buyer or a customer is set
by hand, so that each figure of a reading is worked out in the test.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesmodel.coherence.choices import Choice, buying_of, choices_of
from salesmodel.coherence.sight import Sight
from salesmodel.defaults import template
from salesmodel.evaluation import evaluate
from salesmodel.model import (
    BuyingJob,
    BuyingProfile,
    Component,
    ComponentKind,
    OutcomeKind,
    RoleKind,
    SalesModel,
    TaskKind,
    Unit,
    Variant,
    assumed,
)
from tests.builders import (
    a_model,
    a_move,
    a_role,
    a_segment,
    a_stage,
    a_task,
    also,
    an_outcome,
    changed,
    holds,
    share,
    without,
)

SELECTION, PROPOSITION, SELLING, DELIVERY = ComponentKind
SDR, AE, SE, CSM = RoleKind.SDR, RoleKind.AE, RoleKind.SE, RoleKind.CSM
PARTNER, PRODUCT, MARKETING = RoleKind.PARTNER, RoleKind.PRODUCT, RoleKind.MARKETING
Hours = Mapping[RoleKind, float]

TEMPLATES = {
    ("enterprise", "ent"): ("buys_formally", "team_selling", "dedicated_team"),
    ("mid_market", "mid"): ("buys_in_a_group", "one_owner", "guided_onboarding"),
    ("smb", "smb"): ("buys_quickly", "high_velocity", "pooled_success"),
    ("self_serve", "self"): ("buys_alone", "product_led", "self_serve_help"),
    ("self_serve", "assist"): ("buys_quickly", "sales_assist", "pooled_success"),
}


def a_company(
    selling: Hours,
    *,
    finding: Hours | None = None,
    consensus: bool = False,
    after: Hours | None = None,
) -> SalesModel:
    """Hours by kind of role: a buyer for `selling` and `finding`, a customer for `after`."""
    job = BuyingJob.CONSENSUS_BUILDING if consensus else BuyingJob.VENDOR_EVALUATION
    model = SalesModel(
        id="acme",
        name="Acme",
        segments=(a_segment("ent", "Enterprise"),),
        stages=(
            a_stage("decide", "Decide", job=job, entry=share(1)),
            a_stage("onboard", "Onboarding", entry=share(1), after_win=True),
        ),
        outcomes=(
            an_outcome("won", "Won", OutcomeKind.WON),
            an_outcome("lost", "No decision", OutcomeKind.NO_DECISION),
            an_outcome("stayed", "Stayed", OutcomeKind.STAYED),
        ),
        moves=(
            a_move("decide", "won", 0.5),
            a_move("decide", "lost", 0.5),
            a_move("onboard", "stayed", 1),
        ),
        roles=tuple(a_role(k.value, k.value.upper(), k, 100_000, "Work") for k in RoleKind),
    )
    model = with_work(model, selling, "decide", TaskKind.SELLING)
    model = with_work(model, finding or {}, None, TaskKind.PROSPECTING)
    return with_work(model, after or {}, "onboard", TaskKind.SERVICE)


def with_work(model: SalesModel, hours: Hours, stage: str | None, kind: TaskKind) -> SalesModel:
    for role, each in hours.items():
        task = a_task(f"{kind.value}-{role.value}", "Work", stage, "Work", kind=kind)
        task = task.model_copy(update={"hours": assumed(each, Unit.HOURS)})
        model = also(model, "tasks", task)
        model = also(model, "assignments", holds(task.id, role.value, 1))
    return model


def read(model: SalesModel, segment: str = "ent") -> dict[ComponentKind, Choice]:
    found = next(each for each in model.segments if each.id == segment)
    return choices_of(Sight(model, evaluate(model)), found)


def selling(model: SalesModel) -> str | None:
    return read(model)[SELLING].variant


def delivery(after: Hours) -> str | None:
    return read(a_company({AE: 1}, after=after))[DELIVERY].variant


# --- selling tasks ---------------------------------------------------------------------------


def test_partners_who_do_half_of_the_hours_lead() -> None:
    assert selling(a_company({PARTNER: 5, AE: 5})) == "partner_led"
    assert selling(a_company({PARTNER: 4.9, AE: 5.1})) != "partner_led"


def test_where_the_product_and_marketing_do_half_of_the_hours_the_product_leads() -> None:
    choice = read(a_company({PRODUCT: 4, MARKETING: 2, AE: 4}))[SELLING]
    assert (choice.variant, choice.origin) == ("product_led", "read")
    assert choice.sentence == "The product and marketing do 60% of the hours before the win."
    assert selling(a_company({PRODUCT: 3, MARKETING: 1.9, AE: 5.1})) != "product_led"


def test_a_week_of_work_for_a_won_customer_is_high_velocity() -> None:
    """20 hours a buyer and one win of two: 40 hours a won customer."""
    choice = read(a_company({AE: 14, SDR: 6}))[SELLING]
    assert choice.variant == "high_velocity"
    assert choice.sentence == (
        "People do 100% of the hours before the win, 40 hours for a won customer: AE leads the "
        "selling with 70%, and 2 kinds of role have a part."
    )
    assert dict(choice.evidence)["people_hours_per_win"] == pytest.approx(40)
    assert selling(a_company({AE: 14.1, SDR: 6})) == "one_owner"


def test_where_the_product_helps_to_find_buyers_and_sdrs_do_not_sales_assists_on_signals() -> None:
    def found_by(finding: Hours) -> str | None:
        return selling(a_company({AE: 3}, finding=finding))

    assert found_by({PRODUCT: 0.1, AE: 0.9}) == "sales_assist"
    assert found_by({MARKETING: 0.1, AE: 0.9}) == "sales_assist"
    assert found_by({PRODUCT: 0.09, AE: 0.91}) == "high_velocity"
    assert found_by({PRODUCT: 0.3, SDR: 0.1, AE: 0.6}) == "high_velocity"


def test_without_a_task_that_finds_buyers_all_hours_say_whether_there_are_signals() -> None:
    assert selling(a_company({AE: 3, PRODUCT: 1})) == "sales_assist"
    assert selling(a_company({AE: 3, SDR: 1, PRODUCT: 1})) == "high_velocity"


def test_many_hours_of_one_who_leads_are_one_owner() -> None:
    assert selling(a_company({AE: 50, SE: 20})) == "one_owner"


def test_three_kinds_of_role_that_build_consensus_where_nobody_owns_the_deal_are_a_team() -> None:
    """64 hours a buyer are 128 for a won customer: less than a month of work."""
    choice = read(a_company({AE: 31, SE: 17, CSM: 16}, consensus=True))[SELLING]
    assert choice.variant == "team_selling"
    assert choice.sentence.endswith("3 kinds of role have a part. Building consensus takes 100%.")
    assert selling(a_company({AE: 32, SE: 16, CSM: 16}, consensus=True)) == "one_owner"


def test_a_team_may_have_an_owner_where_a_customer_takes_more_than_a_month_of_work() -> None:
    assert selling(a_company({AE: 50, SE: 20, CSM: 10.1}, consensus=True)) == "team_selling"
    assert selling(a_company({AE: 50, SE: 20, CSM: 10}, consensus=True)) == "one_owner"


def test_two_kinds_of_role_or_nobody_who_builds_consensus_are_no_team() -> None:
    assert selling(a_company({AE: 60, SE: 60}, consensus=True)) == "one_owner"
    assert selling(a_company({AE: 40, SE: 40, CSM: 40})) == "one_owner"


def test_two_roles_of_a_kind_count_as_one() -> None:
    model = a_company({AE: 20, SE: 24, CSM: 20}, consensus=True)
    assert selling(model) == "team_selling"
    for role in model.roles:
        if role.kind == CSM:
            model = changed(model, "roles", role.id, kind=SE)
    assert selling(model) == "one_owner"


def test_who_does_half_of_the_selling_owns_the_deal_whoever_does_most_of_the_rest() -> None:
    """Of 64 hours the SDR does most, but finds buyers; the AE sells alone."""
    model = a_company({AE: 10}, finding={SDR: 30, SE: 24})
    assert selling(model) == "one_owner"
    assert "AE leads the selling with 100%" in read(model)[SELLING].sentence


# --- value delivery --------------------------------------------------------------------------


def test_partners_who_do_half_of_the_hours_after_the_win_deliver() -> None:
    assert delivery({PARTNER: 5, CSM: 5}) == "partner_delivery"


def test_where_the_product_does_half_of_the_hours_after_the_win_customers_help_themselves() -> None:
    assert delivery({PRODUCT: 5, CSM: 5}) == "self_serve_help"


@pytest.mark.parametrize(
    ("customers", "variant"),
    [
        (8, "dedicated_team"),
        (21, "dedicated_team"),
        (21.1, "guided_onboarding"),
        (71, "guided_onboarding"),
        (71.1, "pooled_success"),
        (200, "pooled_success"),
    ],
)
def test_who_serves_few_customers_is_dedicated_and_who_serves_many_is_a_pool(
    customers: float, variant: str
) -> None:
    """A person has 1,200 hours a year."""
    assert delivery({CSM: 1_200 / customers}) == variant


def test_the_sentence_on_delivery_holds_its_figures() -> None:
    choice = read(a_company({AE: 1}, after={CSM: 18, AE: 6, PRODUCT: 6}))[DELIVERY]
    assert choice.sentence == (
        "People spend 24 hours on a won customer after the win; CSM leads with 60%. One full-time "
        "person has time for 50 such customers."
    )
    assert dict(choice.evidence)["customers_per_person"] == pytest.approx(50)
    assert dict(choice.evidence)["people_share"] == pytest.approx(0.8)


# --- chosen, open ----------------------------------------------------------------------------


def chosen(kind: ComponentKind, variant: str, note: str = "") -> Component:
    return Component(id=f"ent.{kind}", segment="ent", kind=kind, variant=variant, note=note)


def test_what_the_group_chose_counts_and_what_the_model_shows_stands_beside_it() -> None:
    model = also(a_company({AE: 4}), "components", chosen(SELLING, "team_selling", "As we want it"))
    choice = read(model)[SELLING]
    assert (choice.variant, choice.name) == ("team_selling", "Consensus-led team selling")
    assert (choice.origin, choice.read, choice.sentence) == (
        "chosen",
        "high_velocity",
        "As we want it",
    )
    assert choice.evidence


def test_without_a_note_a_choice_says_what_its_variant_is() -> None:
    model = also(a_company({AE: 4}), "components", chosen(SELECTION, "named_accounts"))
    assert read(model)[SELECTION].sentence.startswith("A list of accounts with an owner")


def test_a_variant_of_the_group_can_be_chosen() -> None:
    own = Variant(id="by-events", kind=SELECTION, name="At events")
    model = also(a_company({AE: 4}), "variants", own)
    model = also(model, "components", chosen(SELECTION, "by-events"))
    assert (read(model)[SELECTION].variant, read(model)[SELECTION].name) == (own.id, "At events")


@pytest.mark.parametrize("unknown", ["no-such-variant", "lowest_price"])
def test_a_variant_that_nobody_knows_or_of_another_component_counts_as_not_chosen(
    unknown: str,
) -> None:
    model = also(a_company({AE: 4}), "components", chosen(SELECTION, unknown))
    assert (read(model)[SELECTION].variant, read(model)[SELECTION].origin) == (None, "open")
    model = also(a_company({AE: 4}), "components", chosen(SELLING, unknown))
    assert (read(model)[SELLING].variant, read(model)[SELLING].origin) == ("high_velocity", "read")


def test_where_there_are_no_hours_there_is_nothing_to_read() -> None:
    choices = read(a_company({}))
    assert [choice.origin for choice in choices.values()] == ["open"] * 4
    assert list(choices) == list(ComponentKind)
    assert (
        choices[SELECTION].sentence == "Nothing is chosen for the customer selection of Enterprise."
    )
    assert choices[DELIVERY].sentence == (
        "No task of Enterprise takes hours after the win; there is nothing to read."
    )


def test_a_segment_that_wins_nobody_is_read_before_the_win_only() -> None:
    model = changed(
        a_company({AE: 40}, after={CSM: 4}), "moves", "decide.won", probability=share(0)
    )
    model = changed(model, "moves", "decide.lost", probability=share(1))
    assert (read(model)[SELLING].variant, read(model)[DELIVERY].origin) == ("one_owner", "open")


def test_a_segment_is_read_once() -> None:
    model = a_company({AE: 4})
    sight = Sight(model, evaluate(model))
    assert choices_of(sight, model.segments[0]) is choices_of(sight, model.segments[0])


# --- templates, invariance, speed ------------------------------------------------------------


@pytest.mark.parametrize(("key", "segment"), TEMPLATES)
def test_a_template_reads_as_it_is_described(key: str, segment: str) -> None:
    model = template(key)
    found = next(each for each in model.segments if each.id == segment)
    choices = read(model, segment)
    way = buying_of(found).way.id
    assert (way, choices[SELLING].variant, choices[DELIVERY].variant) == TEMPLATES[key, segment]
    assert {choices[kind].origin for kind in (SELLING, DELIVERY)} == {"read"}


@settings(max_examples=15, deadline=None)
@given(key=st.sampled_from(("enterprise", "self_serve")), order=st.randoms(use_true_random=False))
def test_a_rename_or_a_reordering_reads_the_same(key: str, order: Any) -> None:
    model = template(key)
    lists: dict[str, Any] = {}
    for name in ("segments", "stages", "tracks", "moves", "roles", "tasks", "assignments"):
        entities = [
            each.model_copy(update={"name": f"X{order.random()}"})
            if hasattr(each, "name")
            else each
            for each in getattr(model, name)
        ]
        order.shuffle(entities)
        lists[name] = tuple(entities)
    other = model.model_copy(update=lists)
    for segment in model.segments:
        before, after = read(model, segment.id), read(other, segment.id)
        for kind in ComponentKind:
            assert (after[kind].variant, after[kind].sentence) == (
                before[kind].variant,
                before[kind].sentence,
            )
            assert dict(after[kind].evidence) == pytest.approx(dict(before[kind].evidence))


@settings(max_examples=40, deadline=None)
@given(
    hours=st.dictionaries(st.sampled_from(RoleKind), st.floats(0.01, 80), min_size=1),
    consensus=st.booleans(),
    times=st.floats(0.5, 2),
)
def test_any_hours_show_one_variant_and_shares_do_not_depend_on_the_scale(
    hours: dict[RoleKind, float], consensus: bool, times: float
) -> None:
    one = read(a_company(hours, consensus=consensus))[SELLING]
    other = read(a_company({k: h * times for k, h in hours.items()}, consensus=consensus))[SELLING]
    assert one.origin == other.origin == "read"
    scaled = ("hours_before_win", "people_hours_per_win")
    figures = dict(other.evidence)
    for name, value in one.evidence:
        expected = value * times if name in scaled else value
        assert figures[name] == pytest.approx(expected)


def test_reading_is_quick_enough_for_a_hand_on_a_slider() -> None:
    model = template("self_serve")
    evaluation = evaluate(model)

    def once() -> float:
        sight, start = Sight(model, evaluation), time.perf_counter()
        for segment in model.segments:
            choices_of(sight, segment)
        return time.perf_counter() - start

    assert min(once() for _ in range(20)) < 0.001


# --- how they buy ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("people", "formality", "contact", "way"),
    [
        (1, 0.1, 0.1, "buys_alone"),
        (1, 0.1, 0.31, "buys_quickly"),
        (1.5, 0.1, 0.1, "buys_quickly"),
        (3, 0.69, 0.0, "buys_quickly"),
        (3.1, 0.69, 0.0, "buys_in_a_group"),
        (1, 0.7, 0.0, "buys_formally"),
        (12, 0.9, 0.9, "buys_formally"),
    ],
)
def test_the_profile_says_how_a_segment_buys(
    people: float, formality: float, contact: float, way: str
) -> None:
    profile = BuyingProfile(
        stakeholders=assumed(people, Unit.PEOPLE),
        formality=share(formality),
        human_contact=share(contact),
    )
    segment = a_segment("ent", "Enterprise").model_copy(update={"profile": profile})
    assert buying_of(segment).way.id == way


def test_the_sentence_on_buying_holds_its_figures() -> None:
    segment = a_segment("ent", "Enterprise")
    assert buying_of(segment).sentence == (
        "1 person decides, 50% formally; human contact is wanted in 50% of what buyers do."
    )


def test_tracks_of_consensus_building_count_as_such() -> None:
    """Acme's proposal serves a stage of consensus building: 4 of its hours go there."""
    figures = dict(read(without(a_model(), "components", "ent.value"))[SELLING].evidence)
    model = a_model()
    track = model.tracks[0].model_copy(update={"job": BuyingJob.CONSENSUS_BUILDING})
    model = model.model_copy(update={"tracks": (track, *model.tracks[1:])})
    model = changed(model, "tasks", "demo", kind=TaskKind.SELLING)
    assert dict(read(model)[SELLING].evidence)["consensus_share"] > figures["consensus_share"] > 0
