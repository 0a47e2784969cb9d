"""The three layers together (rules 5.3, 5.5 to 5.7): where points go, and what moves nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from salesmodel.coherence import (
    Layer,
    acceptance_of,
    check_coherence,
    review_of,
    with_reviews,
)
from salesmodel.coherence.fitting import CHECK as MISFIT
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.owing import CHECK as DEBT
from salesmodel.defaults.templates import template, template_names
from salesmodel.editing import SetComponent, SetJudgement, SetSegmentValue, do
from salesmodel.evaluation import evaluate
from salesmodel.model import PAIRS, ComponentKind, SalesModel, Severity

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
NOW = datetime(2026, 11, 25, tzinfo=UTC)
KEYS = [card.key for card in template_names()]
VARIANTS = {kind: [option.id for option in each] for kind, each in options(template("smb")).items()}


def coherence(model: SalesModel):
    return check_coherence(model, evaluate(model))


def choose(model: SalesModel, kind: ComponentKind, variant: str) -> SalesModel:
    segment = model.segments[0].id
    return do(model, SetComponent(segment=segment, kind=kind, variant=variant))[0]


@pytest.fixture
def opened() -> SalesModel:
    return with_reviews(template("smb"))


@pytest.fixture
def named(opened) -> SalesModel:
    """SMB that selects by a list of named accounts, and nothing else changed."""
    return choose(opened, SELECTION, "named_accounts")


def misfit(result, kind: ComponentKind):
    return next(f for f in result.findings if f.check == MISFIT and f.component == kind.value)


@pytest.mark.parametrize("key", KEYS)
def test_nothing_severe_speaks_against_a_template(key) -> None:
    result = coherence(with_reviews(template(key)))
    assert [f.check for f in result.findings if f.severity == Severity.SEVERE] == []
    assert result.lost[Layer.DEBT] == result.lost[Layer.CROSS_IMPACT] == 0


edits = st.lists(
    st.sampled_from(list(ComponentKind)).flatmap(
        lambda kind: st.tuples(st.just(kind), st.sampled_from(VARIANTS[kind]))
    ),
    max_size=4,
)
profiles = st.tuples(st.floats(1, 20), st.floats(0, 1), st.floats(0, 1))


def edited(key, chosen, profile) -> SalesModel:
    model = with_reviews(template(key))
    for kind, variant in chosen:
        model = choose(model, kind, variant)
    segment = model.segments[0].id
    for field, value in zip(("stakeholders", "formality", "human_contact"), profile, strict=True):
        command = SetSegmentValue(segment=segment, field=f"profile.{field}", value=value)
        model = do(model, command)[0]
    return model


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KEYS), edits, profiles)
def test_every_point_lost_belongs_to_a_finding_and_a_layer(key, chosen, profile) -> None:
    result = coherence(edited(key, chosen, profile))
    assert 0 <= result.score <= 100
    assert sum(result.points.values()) == pytest.approx(100 - result.score, abs=1e-9)
    assert sum(result.lost.values()) == pytest.approx(100 - result.score, abs=1e-9)
    assert {f.about for f in result.findings} >= result.points.keys()
    for segment in result.segments:
        assert sum(segment.points.values()) == pytest.approx(100 - segment.score, abs=1e-9)
        assert all(0 <= each.score <= 100 for each in segment.components)
        assert all(0 <= p.support <= 100 for p in segment.pairs if p.support is not None)


def renamed(model: SalesModel) -> SalesModel:
    """Every name another one, in every list."""
    update = {}
    for name in ("segments", "stages", "tracks", "outcomes", "roles", "tasks"):
        update[name] = tuple(
            each.model_copy(update={"name": f"Other {place}"})
            for place, each in enumerate(getattr(model, name))
        )
    return model.model_copy(update=update)


def turned(model: SalesModel) -> SalesModel:
    """Every list the other way round."""
    return model.model_copy(
        update={
            name: value[::-1]
            for name in type(model).model_fields
            if isinstance(value := getattr(model, name), tuple)
        }
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(KEYS), edits, profiles)
def test_a_rename_or_a_reordering_never_moves_the_score(key, chosen, profile) -> None:
    model = edited(key, chosen, profile)
    before = coherence(model)
    assert coherence(turned(model)).points == before.points
    assert coherence(renamed(model)).points == before.points
    assert coherence(turned(model)).score == coherence(renamed(model)).score == before.score


def test_a_variant_that_the_rest_does_not_support_is_found_with_its_gap(named) -> None:
    result = coherence(named)
    segment = result.segments[0]
    component = segment.component(SELECTION)
    best, top = component.best
    assert best == "inbound_fit"
    finding = misfit(result, SELECTION)
    assert dict(finding.evidence) == {"balance": component.balance, "best_balance": top}
    assert finding.severity == (Severity.SEVERE if top - component.balance >= 6 else Severity.WATCH)


def test_the_balance_is_the_sum_of_the_judgements_into_the_variant(named) -> None:
    segment = coherence(named).segments[0]
    judgements = judgements_of(named)
    sources = [segment.buying.way.id] + [
        segment.component(kind).choice.variant for kind in ComponentKind if kind != SELECTION
    ]
    by_hand = sum(judgements.value(source, "named_accounts") for source in sources)
    assert segment.component(SELECTION).balance == by_hand


def test_the_mend_of_a_misfit_takes_it_away(named) -> None:
    mend = misfit(coherence(named), SELECTION).mends[0]
    for command in mend.commands:
        named = do(named, command)[0]
    assert MISFIT not in {f.check for f in coherence(named).findings if f.component == SELECTION}


def test_a_change_of_one_component_is_owed_to_the_other_three(opened, named) -> None:
    before, after = coherence(opened), coherence(named)
    assert before.lost[Layer.DEBT] == 0
    assert after.lost[Layer.DEBT] == pytest.approx(3 * 2 * 4 / 4)
    segment = after.segments[0]
    assert {(p.one, p.other) for p in segment.pairs if p.unreviewed} == {
        pair for pair in PAIRS if SELECTION in pair
    }
    debt = next(f for f in after.findings if f.check == DEBT)
    assert debt.sentence == (
        "SMB high-velocity: Customer selection changed; 3 pairs were not looked at since."
    )


def test_looking_at_a_pair_gives_its_points_back(named) -> None:
    before = coherence(named).lost[Layer.DEBT]
    looked = do(named, review_of(named, "smb", (SELECTION, TASKS), "Maya", NOW))[0]
    assert before - coherence(looked).lost[Layer.DEBT] == pytest.approx(2)


@pytest.mark.parametrize("check", [MISFIT, "senior-role-not-selling"])
def test_an_accepted_finding_costs_nothing_and_is_shown_as_accepted(named, check) -> None:
    before = coherence(named)
    finding = next(f for f in before.findings if f.check == check)
    lost = before.points[finding.about]
    accepted = do(named, acceptance_of(finding, "Agreed for this year.", "Maya", NOW))[0]
    after = coherence(accepted)
    assert finding.about not in after.points
    assert [a.acceptance.why for a in after.accepted] == ["Agreed for this year."]
    assert lost > 0
    assert after.score > before.score
    assert sum(after.points.values()) == pytest.approx(100 - after.score, abs=1e-9)


def test_the_support_of_a_pair_follows_the_judgements_on_it() -> None:
    model = template("smb")
    segment = coherence(model).segments[0]
    for judged, support in ((3, 100.0), (0, 65.0), (-3, 0.0)):
        a = segment.component(SELECTION).choice.variant
        b = segment.component(PROPOSITION).choice.variant
        for source, target in ((a, b), (b, a)):
            command = SetJudgement(source=source, target=target, value=judged, by="Maya")
            model = do(model, command)[0]
        pair = coherence(model).segments[0].pair(PROPOSITION, SELECTION)
        assert pair.judged == (judged, judged)
        assert pair.support == support


def test_a_clash_of_two_components_frays_their_pair(opened) -> None:
    alone = SetSegmentValue(segment="smb", field="profile.human_contact", value=0.05)
    before = coherence(opened).segments[0]
    after = coherence(do(opened, alone)[0])
    clash = next(f for f in after.findings if f.layer == Layer.STRUCTURE and f.other is not None)
    one, other = ComponentKind(clash.component), ComponentKind(clash.other)
    assert after.segments[0].pair(one, other).support < before.pair(one, other).support
    assert clash.sentence in after.segments[0].pair(one, other).sentences


def test_a_component_that_is_open_has_no_balance_and_its_pairs_no_support() -> None:
    model = template("smb")
    model = model.model_copy(
        update={"components": tuple(c for c in model.components if c.kind != SELECTION)}
    )
    segment = coherence(model).segments[0]
    component = segment.component(SELECTION)
    assert (component.balance, component.best) == (None, None)
    assert segment.pair(SELECTION, DELIVERY).support is None


def test_a_model_without_segments_has_nothing_to_judge() -> None:
    result = coherence(SalesModel(id="empty", name="Empty"))
    assert result.score == 0
    assert [f.check for f in result.findings] == ["no-segment"]


def test_findings_come_the_most_severe_first_and_structure_before_the_rest(named) -> None:
    findings = coherence(named).findings
    order = [list(Severity).index(f.severity) for f in findings]
    assert order == sorted(order)
