"""Segments against each other (rule 5.9): each part against a value worked out by hand."""

from __future__ import annotations

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesmodel.coherence.apart import MISFIT, SegmentPair, segments_apart
from salesmodel.defaults import template
from salesmodel.editing import AddSegment, SetComponent, SetSegmentValue
from salesmodel.evaluation import evaluate
from salesmodel.model import BuyingJob, ComponentKind, TaskKind, Unit, assumed
from tests.coherence.conftest import a_company, a_segment

SELECTION, PROPOSITION, SELLING, DELIVERY = ComponentKind
OTHER_VARIANTS = {
    SELECTION: "open_sign_up",
    PROPOSITION: "performance",
    SELLING: "team_selling",
    DELIVERY: "dedicated_team",
}
TASKS = ("prospecting", "qualification", "executive-alignment", "negotiation", "training")
DOER = {"prospecting": "sdr", "qualification": "sdr", "training": "csm"}


def pairs_of(company):
    return segments_apart(company.model, company.evaluation)


def the_pair(company):
    (pair,) = pairs_of(company)
    return pair


def parts_of(pair):
    return {part.name: part for part in (*pair.buying_parts, *pair.selling_parts)}


def with_copy(company, like="ent", segment_id="copy", **figures):
    """The company with a copy of a segment that has these figures of its own."""
    original = next(s for s in company.model.segments if s.id == like)
    segment = original.model_copy(update={"id": segment_id, "name": "Copy"})
    values = [
        SetSegmentValue(segment=segment_id, field=f"profile.{field}", value=value)
        for field, value in figures.items()
    ]
    return company.doing(AddSegment(segment=segment, like=like), *values)


def alone():
    return a_company([a_segment("ent", "Enterprise", 9, 0.9, 0.9)])


def done_by(company, segment, task, role):
    doer = DOER.get(task, "ae")
    assignment = f"{segment}.{task}:{doer}"
    return company.editing(
        "assignments", assignment, id=f"{segment}.{task}:{role}", role=role
    )  # fmt: skip


def of_kind(company, segment, **kinds):
    for task, kind in kinds.items():
        company = company.editing("tasks", f"{segment}.{task.replace('_', '-')}", kind=kind)
    return company


def taking(company, segment, hours, *tasks):
    for task in tasks:
        company = company.editing("tasks", f"{segment}.{task}", hours=assumed(hours, Unit.HOURS))
    return company


def choosing(company, segment, **variants):
    chosen = [
        SetComponent(segment=segment, kind=ComponentKind(kind), variant=variant)
        for kind, variant in variants.items()
    ]
    return company.doing(*chosen)


def test_a_segment_and_its_copy_are_not_apart() -> None:
    pair = the_pair(with_copy(alone()))
    assert [part.distance for part in parts_of(pair).values()] == [0.0] * 10
    assert (pair.buying, pair.selling, pair.misfit) == (0, 0, 0)
    assert pair.verdict == "as they buy"
    assert parts_of(pair)["Components"].words == "the same variants"


def test_a_copy_that_buys_otherwise_is_sold_alike() -> None:
    company = with_copy(alone(), stakeholders=1, formality=0.1, human_contact=0.1)
    pair = the_pair(company)
    assert pair.buying == pytest.approx(3 / 5)
    assert pair.selling == 0
    assert pair.verdict == "sold alike"
    assert parts_of(pair)["People involved"].words == "1 against 9"


def test_a_copy_with_other_choices_and_ten_times_the_hours_is_sold_differently() -> None:
    company = with_copy(alone())
    company = choosing(company, "copy", **{k.value: v for k, v in OTHER_VARIANTS.items()})
    paid = [task for task in TASKS if task != "qualification"]
    pair = the_pair(taking(company, "copy.ent", 40, *paid).evaluated())
    assert pair.buying == 0
    assert pair.selling == pytest.approx(2 / 5)
    assert pair.verdict == "sold differently"


def test_every_part_of_how_they_buy_by_hand(company) -> None:
    """9 people against 5; 80% against 60% of formality and of contact; the same journey."""
    pair = the_pair(company)
    parts = parts_of(pair)
    assert parts["People involved"].distance == pytest.approx(log(9 / 5) / log(9))
    assert parts["Formality"].distance == pytest.approx(0.2 / 0.8)
    assert parts["Human contact wanted"].distance == pytest.approx(0.25)
    assert parts["Days to a decision"].distance == parts["Buying jobs"].distance == 0
    assert pair.buying == pytest.approx((log(9 / 5) / log(9) + 0.25 + 0.25) / 5)
    assert parts["Formality"].words == "80% against 60%"


def test_where_the_checks_say_that_two_buy_differently_a_part_is_half_apart() -> None:
    company = a_company(
        [a_segment("ent", "Enterprise", 9, 0.8, 0.8), a_segment("mid", "Mid", 3, 0.4, 0.4)]
    )
    parts = parts_of(the_pair(company))
    for name in ("People involved", "Formality", "Human contact wanted"):
        assert parts[name].distance == pytest.approx(0.5)


def test_days_to_a_decision_are_those_of_the_journey(company) -> None:
    """Ten days, then ten more for half of the buyers: 15; with 25 in the first stage, 30."""
    longer = company.editing("stages", "mid.consensus_building", dwell=assumed(25, Unit.DAYS))
    part = parts_of(the_pair(longer.evaluated()))["Days to a decision"]
    assert part.distance == pytest.approx(log(2) / log(10))
    assert part.words == "15 against 30 days"


def test_buying_jobs_are_weighed_by_visits(company) -> None:
    """One visit to the first stage, half a visit to the second: a third of them is elsewhere."""
    other = company.editing("stages", "mid.procurement", job=BuyingJob.VENDOR_EVALUATION)
    part = parts_of(the_pair(other.evaluated()))["Buying jobs"]
    assert part.distance == pytest.approx(1 / 3)
    assert part.words == "33% of visits to other jobs"


def test_every_part_of_how_they_are_sold_to_by_hand(company) -> None:
    """Of 1,000 hours before the win, 400 prospect, 400 align, 200 negotiate."""
    other = choosing(company, "mid", selling_tasks="team_selling")
    other = done_by(done_by(other, "mid", "negotiation", "csm"), "mid", "training", "ae")
    other = of_kind(other, "mid", executive_alignment=TaskKind.TECHNICAL)
    other = taking(other, "mid", 8, "prospecting", "executive-alignment", "negotiation")
    pair = the_pair(other.evaluated())
    parts = parts_of(pair)
    assert parts["Components"].distance == pytest.approx(1 / 4)
    assert parts["Components"].words == "1 of 4 differ: selling tasks"
    assert parts["Roles before the win"].distance == pytest.approx(0.2)
    assert parts["Roles after the win"].distance == pytest.approx(1)
    assert parts["Kinds of task"].distance == pytest.approx(0.4)
    assert parts["Hours a buyer"].distance == pytest.approx(log(2) / log(10))
    assert parts["Hours a buyer"].words == "10 against 20 hours"
    expected = (0.25 + 0.2 + 1 + 0.4 + log(2) / log(10)) / 5
    assert pair.selling == pytest.approx(expected)


def test_two_that_share_nothing_are_wholly_apart() -> None:
    company = a_company(
        [a_segment("ent", "Enterprise", 9, 0.9, 0.9), a_segment("self", "Self-serve", 1, 0.1, 0)]
    )
    for stage, job in (("consensus_building", "other"), ("procurement", "problem_recognition")):
        company = company.editing(
            "stages", f"self.{stage}", job=BuyingJob(job), dwell=assumed(100, Unit.DAYS)
        )
    for task in TASKS:
        company = done_by(company, "self", task, "ae" if task == "training" else "csm")
    company = of_kind(
        company, "self", prospecting=TaskKind.SERVICE, qualification=TaskKind.SERVICE,
        executive_alignment=TaskKind.TECHNICAL, negotiation=TaskKind.ADMINISTRATION,
    )  # fmt: skip
    company = taking(company, "self", 40, "prospecting", "executive-alignment", "negotiation")
    company = choosing(company, "self", **{k.value: v for k, v in OTHER_VARIANTS.items()})
    pair = the_pair(company.evaluated())
    assert [part.distance for part in parts_of(pair).values()] == pytest.approx([1.0] * 10)
    assert (pair.buying, pair.selling) == pytest.approx((1, 1))
    assert pair.verdict == "as they buy"
    assert parts_of(pair)["Components"].words == "all 4 differ"


def test_a_component_that_one_of_them_has_open_is_not_compared(company) -> None:
    kept = tuple(
        c for c in company.model.components
        if c.segment != "mid" or c.kind not in (SELECTION, PROPOSITION)
    )  # fmt: skip
    fewer = company.with_model(components=kept).evaluated()
    apart = choosing(fewer, "mid", selling_tasks="team_selling")
    part = parts_of(the_pair(apart))["Components"]
    assert part.distance == pytest.approx(1 / 2)
    assert part.words == "1 of 2 differ: selling tasks"


def test_a_segment_without_hours_is_set_against_nobody(company) -> None:
    third = with_copy(company, segment_id="new")
    assert len(pairs_of(third)) == 3
    idle = taking(third, "new.ent", 0, *TASKS).evaluated()
    assert [(pair.one, pair.other) for pair in pairs_of(idle)] == [("ent", "mid")]


def test_what_only_one_of_them_has_after_the_win_is_left_out(company) -> None:
    handed_over = taking(company, "mid", 0, "training").evaluated()
    parts = parts_of(the_pair(handed_over))
    assert "Roles after the win" not in parts
    assert "Roles before the win" in parts


def test_no_buyers_and_nobody_involved_are_no_error(company) -> None:
    none = company.buying("ent", stakeholders=0).buying("mid", stakeholders=0)
    parts = parts_of(the_pair(none.evaluated()))
    assert parts["People involved"].distance == 0
    one = company.buying("ent", stakeholders=0).evaluated()
    assert parts_of(the_pair(one))["People involved"].distance == 1
    idle = company.editing("segments", "mid", arrivals=assumed(0, Unit.PER_YEAR)).evaluated()
    assert pairs_of(idle) == ()


@pytest.mark.parametrize(
    ("buying", "selling", "verdict"),
    [
        (MISFIT, 0.0, "sold alike"),
        (MISFIT - 1e-6, 0.0, "as they buy"),
        (0.1 + 0.2 + 0.1, 0.15, "sold alike"),
        (0.5, 0.5 + MISFIT, "sold differently"),
        (0.5, 0.5 + MISFIT - 1e-6, "as they buy"),
        (1.0, 1.0, "as they buy"),
    ],
)
def test_the_verdict_at_its_limits(buying: float, selling: float, verdict: str) -> None:
    pair = SegmentPair("a", "b", ("A", "B"), buying, selling, (), ())
    assert pair.verdict == verdict


def test_the_largest_misfit_comes_first(company) -> None:
    three = with_copy(company, segment_id="alone", stakeholders=1, formality=0, human_contact=0)
    pairs = pairs_of(three)
    misfits = [abs(pair.misfit) for pair in pairs]
    assert misfits == sorted(misfits, reverse=True)
    assert (pairs[0].one, pairs[0].other) == ("alone", "ent")


def told(pairs):
    """All that must not depend on names and order."""
    return [
        (
            p.one,
            p.other,
            p.verdict,
            p.buying,
            p.selling,
            [(q.name, q.words) for q in p.buying_parts],
        )
        for p in pairs
    ]


@given(order=st.randoms(use_true_random=False))
def test_a_rename_or_a_reordering_changes_nothing(order) -> None:
    model = template("self_serve")
    lists = {}
    for name in ("segments", "stages", "moves", "outcomes", "roles", "tasks", "assignments"):
        entities = [
            each.model_copy(update={"name": f"X{order.random()}"})
            if hasattr(each, "name")
            else each
            for each in getattr(model, name)
        ]
        order.shuffle(entities)
        lists[name] = tuple(entities)
    other = model.model_copy(update=lists)
    before = told(segments_apart(model, evaluate(model)))
    after = told(segments_apart(other, evaluate(other)))
    assert len(before) == 1
    for one, two in zip(before, after, strict=True):
        assert one[:3] == two[:3]
        assert one[3:5] == pytest.approx(two[3:5], abs=1e-12)
        assert one[5:] == two[5:]


shares = st.floats(0, 1)


@given(
    people=st.tuples(st.floats(0, 40), st.floats(0, 40)),
    formality=st.tuples(shares, shares),
    contact=st.tuples(shares, shares),
    hours=st.floats(0, 80),
)
def test_distances_lie_between_0_and_1_and_are_the_same_both_ways(
    people, formality, contact, hours
) -> None:
    def pair(first, second):
        """The two under ids in this order."""
        company = a_company(
            [
                a_segment(key, key, people[at], formality[at], contact[at])
                for key, at in (("a", first), ("b", second))
            ]
        )
        busy = "a" if first == 0 else "b"
        return the_pair(taking(company, busy, hours, "prospecting").evaluated())

    one, other = pair(0, 1), pair(1, 0)
    for part in parts_of(one).values():
        assert 0 <= part.distance <= 1
    assert 0 <= one.buying <= 1
    assert 0 <= one.selling <= 1
    assert (one.buying, one.selling) == pytest.approx((other.buying, other.selling))


def test_fifty_segments_are_compared_in_all_pairs() -> None:
    company = a_company(
        [a_segment(f"s{n}", f"Segment {n}", 1 + n % 9, 0.5, 0.5) for n in range(50)]
    )
    pairs = pairs_of(company)
    assert len(pairs) == 1225
    assert len({(pair.one, pair.other) for pair in pairs}) == 1225
