"""A change before it is taken (rule 5.10), and what follows from it (rule 5.4)."""

from __future__ import annotations

import pytest

from salesmodel.coherence import Layer, check_coherence, with_reviews
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.preview import preview
from salesmodel.coherence.realising import commands_for_variant
from salesmodel.defaults.templates import template, template_names
from salesmodel.defaults.variants import library, library_variant
from salesmodel.editing import AddVariant, SetComponent, SetRoleValue, SetShares, do
from salesmodel.evaluation import evaluate
from salesmodel.model import CommandRefused, ComponentKind, SalesModel, Variant, validate

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
KEYS = [card.key for card in template_names()]


def after(model: SalesModel, commands) -> SalesModel:
    for command in commands:
        model = do(model, command)[0]
    return model


def present(model: SalesModel, kind: ComponentKind) -> str | None:
    result = check_coherence(model, evaluate(model))
    return result.segments[0].component(kind).choice.variant


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("variant", [v.id for v in library()])
def test_every_variant_can_be_tried_on_every_template_and_leaves_a_valid_model(key, variant):
    model = template(key)
    kind = library_variant(variant).kind
    realised = commands_for_variant(model, model.segments[0].id, kind, variant)
    changed = after(model, realised.commands)
    assert validate(changed) == ()
    assert present(changed, kind) == variant


def test_what_is_read_is_done_by_the_roles_that_carry_it() -> None:
    model = template("smb")
    realised = commands_for_variant(model, "smb", DELIVERY, "self_serve_help")
    moves = [c for c in realised.commands if isinstance(c, SetShares)]
    assert realised.moved == len(moves) > 0
    kinds = {role.id: role.kind.value for role in model.roles}
    assert {kinds[role] for move in moves for role in move.shares} == {"product"}
    after_win = {stage.id for stage in model.stages if stage.after_win}
    tasks = {task.id: task for task in model.tasks}
    assert all(tasks[move.task].stage in after_win for move in moves)


def test_a_locked_task_stays_and_is_counted() -> None:
    model = template("smb")
    moves = commands_for_variant(model, "smb", DELIVERY, "self_serve_help").commands
    held = next(a for a in model.assignments if a.task == moves[0].task)
    locked = model.model_copy(
        update={
            "assignments": tuple(
                a.model_copy(update={"locked": True}) if a.id == held.id else a
                for a in model.assignments
            )
        }
    )
    realised = commands_for_variant(locked, "smb", DELIVERY, "self_serve_help")
    assert moves[0].task not in {c.task for c in realised.commands if isinstance(c, SetShares)}
    assert realised.stayed >= 1


def test_no_task_goes_to_a_role_without_heads() -> None:
    model = template("smb")
    moves = commands_for_variant(model, "smb", DELIVERY, "self_serve_help").commands
    takers = {role for move in moves if isinstance(move, SetShares) for role in move.shares}
    assert takers == {"product"}
    gone = after(model, [SetRoleValue(role="product", field="headcount", value=0)])
    realised = commands_for_variant(gone, "smb", DELIVERY, "self_serve_help")
    assert [c for c in realised.commands if isinstance(c, SetShares)] == []
    assert (realised.moved, realised.shows) == (0, False)
    assert realised.stayed > 0


def test_the_figures_are_those_of_the_model_with_the_change() -> None:
    model = template("smb")
    shown = preview(model, "smb", [(DELIVERY, "self_serve_help")])
    by_hand = after(model, shown.alone.commands)
    evaluation = evaluate(by_hand)
    assert shown.alone.model == by_hand
    assert shown.alone.evaluation.totals == evaluation.totals
    assert shown.alone.coherence.score == check_coherence(by_hand, evaluation).score
    assert shown.alone.evaluation.totals.cost != evaluate(model).totals.cost


def test_what_follows_is_taken_in_turn_and_ends_where_nothing_gives_way() -> None:
    model = template("smb")
    shown = preview(model, "smb", [(SELECTION, "usage_signals")])
    assert shown.follows, "nothing follows: choose another example"
    assert SELECTION not in {step.kind for step in shown.follows}
    for step in shown.follows:
        assert step.balance_after > step.balance_before
        assert step.sentence
    together = shown.together.coherence.segments[0]
    if not shown.circles:
        for kind in (PROPOSITION, TASKS, DELIVERY):
            component = together.component(kind)
            assert component.balance == component.best[1]


def test_the_most_inconsistent_gives_way_first() -> None:
    model = template("smb")
    shown = preview(model, "smb", [(SELECTION, "usage_signals")])
    alone = shown.alone.coherence.segments[0]
    gaps = {
        kind: alone.component(kind).best[1] - alone.component(kind).balance
        for kind in (PROPOSITION, TASKS, DELIVERY)
    }
    assert gaps[shown.follows[0].kind] == max(gaps.values()) > 0


def test_the_reason_is_a_judgement_of_the_group() -> None:
    model = template("smb")
    whys = {cell.why for cell in judgements_of(model).cells.values()}
    for step in preview(model, "smb", [(SELECTION, "usage_signals")]).follows:
        assert step.sentence.partition(": ")[2] in whys


def test_the_present_variant_changes_nothing() -> None:
    model = template("smb")
    shown = preview(model, "smb", [(TASKS, present(model, TASKS))])
    assert shown.follows == ()
    assert shown.together is None
    assert shown.alone.evaluation.totals == evaluate(model).totals


def test_a_variant_of_the_group_is_chosen_and_moves_no_task() -> None:
    own = Variant(id="reseller-desk", kind=TASKS, name="Reseller desk")
    model = do(template("smb"), AddVariant(variant=own))[0]
    shown = preview(model, "smb", [(TASKS, "reseller-desk")])
    assert shown.alone.commands == (
        SetComponent(segment="smb", kind=TASKS, variant="reseller-desk"),
    )
    assert [each.name for each in shown.put] == ["Reseller desk"]
    assert "reseller-desk" in {option.id for option in options(model)[TASKS]}


def test_a_segment_that_is_gone_is_refused_in_a_sentence() -> None:
    with pytest.raises(CommandRefused, match="There is no segment gone"):
        preview(template("smb"), "gone", [(SELECTION, "named_accounts")])


def test_several_variants_are_put_in_one_after_the_other_and_all_are_held() -> None:
    model = template("smb")
    both = [(SELECTION, "usage_signals"), (DELIVERY, "self_serve_help")]
    shown = preview(model, "smb", both)
    assert [(put.kind, put.variant) for put in shown.put] == both
    assert {present(shown.alone.model, kind) for kind, _ in both} == {v for _, v in both}
    first = preview(model, "smb", both[:1]).alone
    then = preview(first.model, "smb", both[1:]).alone
    assert shown.alone.model == then.model
    assert shown.alone.commands == first.commands + then.commands
    assert not {step.kind for step in shown.follows} & {kind for kind, _ in both}


def test_once_reviewed_is_the_coherence_without_what_the_change_owes() -> None:
    model = with_reviews(template("smb"))
    shown = preview(model, "smb", [(SELECTION, "usage_signals")])
    owed = shown.alone.coherence.segment("smb").lost[Layer.DEBT]
    assert owed > 0
    assert shown.alone.reviewed.segment("smb").lost.get(Layer.DEBT, 0.0) == 0
    after_a_look = shown.alone.coherence.segment("smb").score + owed
    assert shown.alone.reviewed.segment("smb").score == pytest.approx(after_a_look)
    assert shown.reviewed.score == check_coherence(model, evaluate(model)).score
