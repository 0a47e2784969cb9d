"""A variant chosen in the place of another: the days promised stay promised, whichever button."""

from __future__ import annotations

import pytest

from salesmodel.coherence import check_coherence
from salesmodel.coherence.choices import choices_of, choosing
from salesmodel.coherence.fitting import CHECK as MISFIT
from salesmodel.coherence.preview import preview
from salesmodel.coherence.realising import commands_for_variant
from salesmodel.coherence.sight import Sight
from salesmodel.defaults import template
from salesmodel.editing import SetComponent, SetJudgement, SetTaskValue
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, Severity
from tests.coherence.checks.breaking import after, found

SELECTION, PROPOSITION, TASKS, DELIVERY = ComponentKind
BROKEN_PROMISE = "promised-days-not-kept"


def promising(model, segment, kind, variant, days):
    """The model in which that variant is chosen, with a note and days promised."""
    return after(
        model,
        SetComponent(
            segment=segment, kind=kind, variant=variant, note="As Ana said.", promised_days=days
        ),
    )


@pytest.fixture
def broken():
    """Buyers are promised that it works in a day; onboarding them takes far longer."""
    model = promising(template("smb"), "smb", PROPOSITION, "lowest_price", 1)
    (finding,) = found(model, BROKEN_PROMISE)
    assert finding.severity == Severity.SEVERE
    return model


def test_the_days_stay_and_the_note_of_the_other_variant_goes(broken):
    present = choices_of(Sight(broken, evaluate(broken)), broken.segments[0])[PROPOSITION]
    assert choosing("smb", present, "performance") == SetComponent(
        segment="smb", kind=PROPOSITION, variant="performance", note="", promised_days=1
    )


def test_where_nothing_was_promised_nothing_is(broken):
    present = choices_of(Sight(broken, evaluate(broken)), broken.segments[0])[SELECTION]
    assert choosing("smb", present, "open_sign_up").promised_days is None


def test_a_tried_variant_leaves_the_broken_promise_in_sight(broken):
    (command,) = commands_for_variant(broken, "smb", PROPOSITION, "performance").commands
    assert command.promised_days == 1
    tried = preview(broken, "smb", [(PROPOSITION, "performance")]).alone.coherence
    assert BROKEN_PROMISE in {finding.check for finding in tried.findings}


def test_the_better_fitting_variant_leaves_the_broken_promise_in_sight(broken):
    selection = choices_of(Sight(broken, evaluate(broken)), broken.segments[0])[SELECTION].variant
    judged = after(
        broken,
        SetJudgement(source=selection, target="quick_result", value=3, by="Ana"),
        SetJudgement(source=selection, target="lowest_price", value=-3, by="Ana"),
    )
    findings = check_coherence(judged, evaluate(judged)).findings
    misfit = next(f for f in findings if f.check == MISFIT and f.component == PROPOSITION.value)
    mended = after(judged, *misfit.mends[0].commands)
    assert mended.components != judged.components
    assert found(mended, BROKEN_PROMISE) != []


def test_a_variant_in_the_place_of_an_unknown_one_keeps_the_days(broken):
    lost = broken.model_copy(
        update={
            "components": tuple(
                c.model_copy(update={"variant": "forgotten"}) if c.kind == PROPOSITION else c
                for c in broken.components
            )
        }
    )
    (finding,) = found(lost, "unknown-variant")
    (command,) = finding.mends[0].commands
    assert command.promised_days == 1


def test_another_selection_leaves_the_promise_as_it_is(broken):
    busy = after(broken, SetTaskValue(task="smb.contact", field="hours", value=2))
    (finding,) = found(busy, "prospecting-against-selection")
    (command,) = finding.mends[-1].commands
    assert (command.variant, command.promised_days) == ("ideal_profile", None)
    assert found(after(busy, command), BROKEN_PROMISE) != []


def test_days_that_a_file_gives_another_component_are_not_promised(broken):
    """Only a value proposition can promise days; a command that says otherwise is refused."""
    days = next(c.promised_days for c in broken.components if c.kind == PROPOSITION)
    odd = broken.model_copy(
        update={
            "components": tuple(
                c.model_copy(update={"promised_days": days}) for c in broken.components
            )
        }
    )
    present = choices_of(Sight(odd, evaluate(odd)), odd.segments[0])[SELECTION]
    command = choosing("smb", present, "open_sign_up")
    assert command.promised_days is None
    chosen = next(c for c in after(odd, command).components if c.kind == SELECTION)
    assert chosen.variant == "open_sign_up"
