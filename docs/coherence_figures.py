"""The numbers of docs/coherence.md, worked out from the templates and the exercises.

Offers `figures`, by the names that the guide's table gives them, `rows`, that table, and `gallery`,
the guide's part on the exercises. tests/test_coherence_guide.py holds the guide to them;
`python -m docs.coherence_figures` prints both as they stand in the guide.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from salesmodel.charts import formats
from salesmodel.coherence import Coherence, Layer, check_coherence
from salesmodel.coherence.choices import buying_of, choices_of
from salesmodel.coherence.exercises import Exercise, broken, exercises, mended
from salesmodel.coherence.fitting import Fit, fit_of
from salesmodel.coherence.following import as_opened
from salesmodel.coherence.judging.group import judgements_of, options
from salesmodel.coherence.preview import GivesWay, Tried, preview
from salesmodel.coherence.score import cell_of
from salesmodel.coherence.sight import Sight
from salesmodel.defaults import template, template_names
from salesmodel.defaults.variants import default_judgements, library
from salesmodel.editing.number_words import signed
from salesmodel.evaluation import Evaluation, evaluate
from salesmodel.model import ComponentKind, SalesModel

MODEL, SEGMENT = "mid_market", "mid"
TASKS, NOW, TRIED = ComponentKind.SELLING_TASKS, "one_owner", "team_selling"
WIDTH = 118

Figures = dict[str, str]


def figures() -> Figures:
    """Every number that the guide states outside the gallery, by its name there."""
    model = as_opened(template(MODEL))
    return {
        "Coherence of the templates": ", ".join(
            f"{card.name} {_judged(template(card.key)).score:.1f}" for card in template_names()
        ),
        **_of_a_finding(),
        **_of_library(),
        **_of_balances(model),
        **_of_trying(model),
    }


def rows(said: Figures) -> Iterator[str]:
    """The numbers as the guide's table writes them."""
    return (f"| {name} | {value} |" for name, value in said.items())


def gallery() -> str:
    """The twelve exercises as the guide tells them."""
    return "\n".join(
        line for number, each in enumerate(exercises(), 1) for line in _told(number, each)
    )


def _told(number: int, exercise: Exercise) -> Iterator[str]:
    whole, hurt, well = (
        _judged(model)
        for model in (template(exercise.template), broken(exercise), mended(exercise))
    )
    scores = ", ".join(f"{each.score:.1f}" for each in (whole, hurt, well))
    yield f"### {number}. {exercise.name}: {scores}"
    yield from _wrapped(f"{' '.join(exercise.story)} **{exercise.question}**", "> ")
    yield ""
    yield from _wrapped(
        f"*{hurt.findings[0].sentence}* {exercise.look_for} **Mend.** {exercise.mend}"
    )
    yield ""


def _wrapped(text: str, mark: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=mark, subsequent_indent=mark, break_on_hyphens=False
    )


def _judged(model: SalesModel) -> Coherence:
    return check_coherence(model, evaluate(model))


def _of_a_finding() -> Figures:
    """The finding that every template has, in the one where it is alone."""
    (finding,) = _judged(template("smb")).findings
    taken = 100 - cell_of((finding,), (0.0, ""), ()).score
    return {
        "SMB: its one finding": finding.sentence,
        "SMB: what it takes": f"{taken:.1f} from selling tasks, "
        f"{taken / len(ComponentKind):.1f} from the whole",
    }


def _of_library() -> Figures:
    return {"The library": f"{len(library())} variants, {len(default_judgements())} judgements"}


def _of_balances(model: SalesModel) -> Figures:
    """Two variants of selling tasks, with the judgements that make their balances."""
    fit = _fit(model)
    known: Figures = {}
    for variant in (NOW, TRIED):
        parts = [
            f"{signed(float(fit.judgements.value(source, variant)))} {name}"
            for source, name in _sources(fit)
        ]
        balance = signed(fit.balances[TASKS][variant])
        known[fit.name(TASKS, variant)] = f"{balance}: {', '.join(parts)}"
    return known


def _fit(model: SalesModel) -> Fit:
    segment = next(each for each in model.segments if each.id == SEGMENT)
    sight = Sight(model, evaluate(model))
    choices = choices_of(sight, segment)
    return fit_of(choices, buying_of(segment), options(model), judgements_of(model))


def _sources(fit: Fit) -> Iterator[tuple[str, str]]:
    """What the selling tasks answer to: id and name."""
    yield fit.buying.way.id, fit.buying.way.name
    for kind, choice in fit.choices.items():
        if kind != TASKS and choice.variant is not None:
            yield choice.variant, choice.name


def _of_trying(model: SalesModel) -> Figures:
    tried = preview(model, SEGMENT, [(TASKS, TRIED)])
    assert tried.together is not None
    evaluation = evaluate(model)
    return {
        "Mid-market now": _becomes(check_coherence(model, evaluation), evaluation),
        "With team selling": _tried(tried.alone),
        **{
            f"Gives way {place}": _gives_way(step)
            for place, step in zip(("first", "second", "third"), tried.follows, strict=True)
        },
        "With what follows": _tried(tried.together),
    }


def _tried(tried: Tried) -> str:
    shown = "show it" if tried.shows else "do not show it yet"
    return f"{_becomes(tried.coherence, tried.evaluation)}; the tasks {shown}"


def _becomes(coherence: Coherence, evaluation: Evaluation) -> str:
    cost, debt = (
        formats.money(evaluation.totals.cost, evaluation.currency),
        coherence.lost[Layer.DEBT],
    )
    settled = f" ({coherence.score + debt:.1f} once reviewed)" if debt else ""
    return f"coherence {coherence.score:.1f}{settled}, cost {cost} a year"


def _gives_way(step: GivesWay) -> str:
    return (
        f"{step.kind.words}: {step.before_name} ({signed(step.balance_before)}) to "
        f"{step.after_name} ({signed(step.balance_after)}); {step.sentence}"
    )


if __name__ == "__main__":
    print(gallery())
    print("\n".join(rows(figures())))
