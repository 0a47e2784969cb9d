"""The exercises: one break each, the intended finding first, and a mend that takes it away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import product

import pytest

from salesmodel.coherence import (
    CHECKS,
    Coherence,
    CoherenceFinding,
    check_coherence,
    review_of,
    with_reviews,
)
from salesmodel.coherence.exercises import Exercise, broken, exercises, mended
from salesmodel.defaults import template, template_names
from salesmodel.editing import do
from salesmodel.evaluation import evaluate
from salesmodel.model import PAIRS, SalesModel, Severity, validate

FIRST = {
    "ae_led_self_serve": "senior-sellers-for-self-serving-buyers",
    "enterprise_sold_like_smb": "different-buyers-sold-alike",
    "promise_without_proof": "promise-without-tasks",
    "promise_without_delivery": "promised-days-not-kept",
    "profile_without_approach": "approach-without-prospecting",
    "consensus_without_threads": "consensus-without-multithreading",
    "nothing_after_the_win": "nothing-after-the-win",
    "lowest_price_sold_dearly": "lowest-price-sold-dearly",
    "formal_buyer_without_procurement": "formal-buyers-without-procurement",
    "sellers_on_administration": "senior-role-not-selling",
    "growth_without_hands": "role-over-capacity",
    "nobodys_handover": "task-without-owner",
}
"""Exercise to the check whose finding must come first."""

every_exercise = pytest.mark.parametrize("exercise", exercises(), ids=lambda each: each.id)


@dataclass(frozen=True)
class Judged:
    """An exercise as template, broken and mended, each with its coherence."""

    whole: Coherence
    broken: Coherence
    mended: Coherence


def judged(exercise: Exercise) -> Judged:
    return _judged(exercise.id)


@cache
def _judged(wanted: str) -> Judged:
    exercise = next(each for each in exercises() if each.id == wanted)
    return Judged(
        coherence_of(template(exercise.template)),
        coherence_of(broken(exercise)),
        coherence_of(mended(exercise)),
    )


def coherence_of(model: SalesModel) -> Coherence:
    return check_coherence(model, evaluate(model))


def as_bad(found: Coherence, first: CoherenceFinding) -> list[CoherenceFinding]:
    """The findings of the same check that are as severe."""
    same = (first.check, first.severity)
    return [each for each in found.findings if (each.check, each.severity) == same]


@pytest.mark.parametrize("card", template_names(), ids=lambda card: card.key)
def test_no_severe_finding_fires_on_an_untouched_template(card) -> None:
    findings = coherence_of(template(card.key)).findings
    assert [each.check for each in findings if each.severity == Severity.SEVERE] == []


def test_there_are_twelve_exercises_each_with_a_check_of_its_own() -> None:
    assert {each.id: each.check for each in exercises()} == FIRST
    assert len(set(FIRST.values())) == 12
    assert set(FIRST.values()) <= {check.id for check in CHECKS}


@every_exercise
def test_the_intended_finding_of_a_broken_model_comes_first(exercise: Exercise) -> None:
    assert judged(exercise).broken.findings[0].check == FIRST[exercise.id]


@every_exercise
def test_nothing_is_accepted_or_silenced_in_a_broken_model(exercise: Exercise) -> None:
    assert broken(exercise).acceptances == ()
    assert broken(exercise).judgements == ()


@every_exercise
def test_the_template_has_no_such_finding_or_a_milder_one(exercise: Exercise) -> None:
    found = judged(exercise)
    assert as_bad(found.whole, found.broken.findings[0]) == []


def test_only_one_intended_check_fires_more_mildly_on_its_template() -> None:
    """Account executives spend over 30% of their time not selling in every template."""
    on_template = [
        exercise.id
        for exercise in exercises()
        if exercise.check in {each.check for each in judged(exercise).whole.findings}
    ]
    assert on_template == ["sellers_on_administration"]


@every_exercise
def test_a_broken_model_is_valid_and_so_is_the_mended_one(exercise: Exercise) -> None:
    assert validate(broken(exercise)) == ()
    assert validate(mended(exercise)) == ()


@every_exercise
def test_the_break_costs_points_and_the_mend_takes_the_finding_away(exercise: Exercise) -> None:
    found = judged(exercise)
    first = found.broken.findings[0]
    assert found.broken.score < found.whole.score
    assert first.about not in {each.about for each in found.mended.findings}
    assert found.mended.score > found.broken.score


@every_exercise
def test_in_a_workshop_the_same_score_is_reached_once_the_mend_is_reviewed(
    exercise: Exercise,
) -> None:
    model = with_reviews(broken(exercise))
    for command in exercise.mends or judged(exercise).broken.findings[0].mends[0].commands:
        model, _ = do(model, command)
    for segment, pair in product(model.segments, PAIRS):
        model, _ = do(model, review_of(model, segment.id, pair, "Group", datetime.now(UTC)))
    assert coherence_of(model).score == pytest.approx(judged(exercise).mended.score)


@every_exercise
def test_where_no_mend_is_named_one_click_does(exercise: Exercise) -> None:
    if not exercise.mends:
        assert judged(exercise).broken.findings[0].mends != ()


@every_exercise
def test_a_story_is_three_sentences_and_ends_in_a_question(exercise: Exercise) -> None:
    assert len(exercise.story) == 3
    assert all(sentence.endswith(".") or sentence.endswith(".”") for sentence in exercise.story)
    assert exercise.question.endswith("?")


@every_exercise
def test_a_broken_model_carries_the_name_of_its_exercise(exercise: Exercise) -> None:
    assert broken(exercise).name == exercise.name
