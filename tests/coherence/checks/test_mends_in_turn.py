"""Who takes the first mend offered, again and again, comes to rest and never loses by it."""

from __future__ import annotations

import pytest

from salesmodel.coherence import Layer, check_coherence
from salesmodel.crm import bundled_example, import_files
from salesmodel.defaults.templates import template, template_names
from salesmodel.editing import do
from salesmodel.evaluation import evaluate
from salesmodel.model import SalesModel

MOST = 12


def models() -> dict[str, SalesModel]:
    templates = {card.key: template(card.key) for card in template_names()}
    return templates | {"bundled": import_files(bundled_example()).model}


@pytest.mark.parametrize("name", list(models()))
def test_the_first_mend_taken_in_turn_ends_and_each_raises_the_score(name: str) -> None:
    model = models()[name]
    scores, taken = [], []
    for _ in range(MOST):
        result = check_coherence(model, evaluate(model))
        scores.append(result.score)
        offered = (f for f in result.findings if f.layer == Layer.STRUCTURE and f.mends)
        finding = next(offered, None)
        if finding is None:
            break
        taken.append((finding.about, finding.mends[0].label))
        for command in finding.mends[0].commands:
            model, _ = do(model, command)
    else:
        pytest.fail(f"mends go round: {taken}")
    assert len(set(taken)) == len(taken)
    assert scores == sorted(scores), taken
