"""A change before it is taken, in words and figures (rule 5.10)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from salesmodel.charts import formats
from salesmodel.charts.preview_figures import LOOKED_AT, figures
from salesmodel.charts.preview_words import (
    Turnover,
    circle_words,
    debt_sentence,
    falls,
    if_words,
    limit_sentences,
    nothing_follows,
    put_words,
    step_words,
    taken_words,
    turnover,
    turnover_words,
    undo_words,
)
from salesmodel.coherence import Coherence, Layer, check_coherence, with_reviews
from salesmodel.coherence.preview import GivesWay, Preview, Put, preview
from salesmodel.defaults.templates import template
from salesmodel.editing import ClearComponent, do
from salesmodel.editing.number_words import signed
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, SalesModel

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind


@pytest.fixture(scope="module")
def model() -> SalesModel:
    return with_reviews(template("smb"))


@pytest.fixture(scope="module")
def now(model: SalesModel) -> Coherence:
    return check_coherence(model, evaluate(model))


@pytest.fixture(scope="module")
def signals(model: SalesModel) -> Preview:
    """A change that others give way to."""
    shown = preview(model, "smb", [(SELECTION, "usage_signals")])
    assert shown.together is not None
    return shown


@pytest.fixture(scope="module")
def helped(model: SalesModel) -> Preview:
    """A change that moves tasks."""
    return preview(model, "smb", [(DELIVERY, "self_serve_help")])


def name_of(shown: Preview) -> str:
    (put,) = shown.put
    return put.name


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (SELECTION, "If SMB is selected by “Such”"),
        (PROPOSITION, "If SMB is promised “Such”"),
        (TASKS, "If SMB is sold to by “Such”"),
        (DELIVERY, "If SMB is served by “Such”"),
    ],
)
def test_the_title_says_what_the_variant_does(
    signals: Preview, kind: ComponentKind, words: str
) -> None:
    assert if_words(replace(signals, put=(Put(kind, "such", "Such"),)), "SMB") == words


def test_what_was_taken_is_said_with_what_went_with_it(signals: Preview) -> None:
    alone = taken_words(signals, "All that is SMB", together=False)
    assert alone == f"All that is SMB is now selected by “{name_of(signals)}”."
    both = taken_words(signals, "SMB", together=True)
    assert both.startswith(f"SMB is now selected by “{name_of(signals)}”; ")
    assert all(step.kind.words in both for step in signals.follows)


def test_the_figures_are_those_of_the_evaluated_copies(
    model: SalesModel, now: Coherence, signals: Preview
) -> None:
    evaluation = evaluate(model)
    rows = {row.label: row for row in figures(signals, evaluation, now, "USD")}
    assert list(rows) == [
        "Coherence", LOOKED_AT, "Cost per win", "Win rate", "Contribution", "Cost a year"
    ]  # fmt: skip
    alone, together = signals.alone, signals.together
    assert [each.value for each in rows["Coherence"].after] == [
        formats.score(state.coherence.segment("smb").score) for state in (alone, together)
    ]
    assert rows["Win rate"].now == formats.rate(evaluation.segment("smb").win_rate)
    for label, of in (("Cost per win", "cost_per_win"), ("Contribution", "contribution")):
        before = getattr(evaluation.segment("smb"), of)
        after = getattr(together.evaluation.segment("smb"), of)
        assert rows[label].now == formats.money(before, "USD")
        assert rows[label].after[1].value == formats.money(after, "USD")
        assert rows[label].after[1].change == formats.money_change(after, before, "USD")


def test_a_change_is_better_or_worse_by_what_it_is_about(
    model: SalesModel, now: Coherence, helped: Preview
) -> None:
    evaluation, after = evaluate(model), helped.alone.evaluation.segment("smb")
    rows = {row.label: row.after[0] for row in figures(helped, evaluation, now, "USD")}
    before = evaluation.segment("smb")
    assert after.cost != before.cost
    assert rows["Cost a year"].tone == ("better" if after.cost < before.cost else "worse")
    gained = after.contribution > before.contribution
    assert rows["Contribution"].tone == ("better" if gained else "worse")


def test_what_does_not_change_has_no_tone(
    model: SalesModel, now: Coherence, signals: Preview
) -> None:
    rows = {row.label: row for row in figures(signals, evaluate(model), now, "USD")}
    unchanged = rows["Cost a year"].after[0]
    assert (unchanged.change, unchanged.tone) == (formats.NO_CHANGE, "")


def test_the_whole_is_shown_where_there_are_several_segments(
    now: Coherence, model: SalesModel, signals: Preview
) -> None:
    several = replace(now, segments=(*now.segments, replace(now.segments[0], id="other")))
    rows = figures(signals, evaluate(model), several, "USD")
    assert [row.label for row in rows[-2:]] == ["Coherence, all 2", LOOKED_AT]
    assert rows[-2].now == formats.score(now.score)
    assert [each.value for each in rows[-1].after] == [
        formats.score(state.reviewed.score) for state in (signals.alone, signals.together)
    ]


def test_a_step_says_from_what_to_what(signals: Preview) -> None:
    step = signals.follows[0]
    words = step_words(step)
    assert words.startswith(step.kind.words.capitalize())
    before, after = (signed(b) for b in (step.balance_before, step.balance_after))
    assert words.endswith(f": from {step.before_name} ({before}) to {step.after_name} ({after})")


def test_where_nothing_follows_it_says_why(model: SalesModel, signals: Preview) -> None:
    held = check_coherence(model, evaluate(model))
    assert nothing_follows(signals, held).startswith("Nothing else gives way")
    for kind in (SELECTION, PROPOSITION):
        model = do(model, ClearComponent(segment="smb", kind=kind))[0]
    unset = check_coherence(model, evaluate(model))
    assert nothing_follows(signals, unset) == (
        "What would give way is not known while value proposition is open."
    )


def test_what_comes_round_again_is_named(signals: Preview) -> None:
    two = tuple(GivesWay(kind, "a", "b", "A", "B", 0, 1, "") for kind in (TASKS, DELIVERY))
    assert circle_words(replace(signals, follows=two)) == (
        "It comes round again: selling tasks and value delivery keep each other moving."
    )
    assert "no set of choices comes to rest" in circle_words(replace(signals, follows=()))


def test_findings_that_come_and_go_are_told_apart_by_what_they_are_about(
    now: Coherence, signals: Preview
) -> None:
    there = signals.together.coherence
    found, back = turnover(now, there), turnover(there, now)
    assert (found.come, found.go) == (back.go, back.come)
    assert {f.about for f in found.come}.isdisjoint(f.about for f in now.findings)
    assert any(f.layer == Layer.DEBT for f in found.come)
    assert turnover(now, now) == Turnover((), ())


@pytest.mark.parametrize(
    ("come", "go", "words"),
    [
        (0, 0, "No finding comes or goes"),
        (1, 0, "One finding comes"),
        (2, 1, "Two findings come, one goes"),
        (0, 3, "Three findings go"),
        (1, 12, "One finding comes, 12 go"),
    ],
)
def test_findings_are_counted_in_a_sentence(
    signals: Preview, now: Coherence, come: int, go: int, words: str
) -> None:
    one = turnover(now, signals.alone.coherence).come[0]
    assert turnover_words(Turnover((one,) * come, (one,) * go)) == words


def test_what_moves_and_what_cannot_is_said(helped: Preview) -> None:
    moved = replace(helped, alone=replace(helped.alone, moved=1, stayed=3, shows=False))
    goes, stay, reads = limit_sentences(moved)
    assert goes == "1 task goes to other roles."
    assert stay.startswith("3 tasks stay where they are: ")
    assert reads.startswith(f"The tasks do not read as “{name_of(helped)}” yet")
    still = replace(helped, alone=replace(helped.alone, moved=0, stayed=0, shows=True))
    assert list(limit_sentences(still)) == []


def test_only_what_is_read_from_the_tasks_can_fail_to_show(signals: Preview) -> None:
    unread = replace(signals, together=replace(signals.together, shows=False))
    said = list(limit_sentences(unread, together=True))[-1]
    assert name_of(signals) not in said
    read = [step.after_name for step in signals.follows if step.kind in (TASKS, DELIVERY)]
    assert all(name in said for name in read)


def test_what_a_review_brings_back_is_said(now: Coherence, signals: Preview) -> None:
    lost = signals.alone.coherence.segment("smb").lost[Layer.DEBT]
    assert lost > now.segment("smb").lost[Layer.DEBT] == 0
    assert debt_sentence(now, signals.alone.coherence, "smb") == (
        f"{round(lost)} points come back once the changed pairs are looked at together."
    )
    assert debt_sentence(now, now, "smb") == ""


@pytest.fixture(scope="module")
def both(model: SalesModel) -> Preview:
    """Two choices at once."""
    return preview(model, "smb", [(SELECTION, "usage_signals"), (DELIVERY, "self_serve_help")])


def test_several_choices_at_once_are_counted_told_and_named_when_taken(
    now: Coherence, both: Preview
) -> None:
    one, other = (put.name for put in both.put)
    assert if_words(both, "SMB") == "If SMB changes two choices at once"
    had = {each.kind: each.choice.name for each in now.segment("smb").components}
    assert put_words(both, now) == (
        f"Customer selection: from {had[SELECTION]} to {one}",
        f"Value delivery: from {had[DELIVERY]} to {other}",
    )
    taken = taken_words(both, "SMB", together=False)
    assert taken == f"SMB now has “{one}” and “{other}”."
    assert undo_words(both, "SMB", together=False) == f"{one} and {other} for SMB"


def test_one_choice_is_not_told_again_under_its_title(now: Coherence, signals: Preview) -> None:
    assert put_words(signals, now) == ()
    words = undo_words(signals, "SMB", together=True)
    assert words == f"{name_of(signals)} for SMB, with what follows"


def test_coherence_once_looked_at_stands_under_it_against_today_once_looked_at(
    model: SalesModel, now: Coherence, signals: Preview
) -> None:
    row = figures(signals, evaluate(model), now, "USD")[1]
    assert row.label == LOOKED_AT
    before = signals.reviewed.segment("smb").score
    for shown, state in zip(row.after, (signals.alone, signals.together), strict=True):
        after = state.reviewed.segment("smb").score
        assert shown.value == formats.score(after)
        assert shown.change == formats.score_change(after, before)
    assert row.after[0].value != figures(signals, evaluate(model), now, "USD")[0].after[0].value


def test_a_change_only_falls_by_what_a_look_does_not_bring_back(signals: Preview) -> None:
    before = signals.reviewed.segment("smb").score
    assert falls(signals) == (signals.alone.reviewed.segment("smb").score < before)
    same = replace(signals, alone=replace(signals.alone, reviewed=signals.reviewed))
    assert not falls(same)
