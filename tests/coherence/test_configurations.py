"""Which choices fit together for a way of buying (rule 5.4)."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from salesmodel.coherence import check_coherence, configurations
from salesmodel.coherence.configurations import fitting_configurations
from salesmodel.coherence.cross_impact.matrix import Descriptor, Matrix
from salesmodel.coherence.judging.group import WAY_OF_BUYING, judgements_of, options
from salesmodel.coherence.preview import preview
from salesmodel.defaults.templates import template
from salesmodel.defaults.variants import ways_of_buying
from salesmodel.evaluation import evaluate
from salesmodel.model import ComponentKind, SalesModel

WAYS = [way.id for way in ways_of_buying()]
NOTHING = dict.fromkeys(ComponentKind)


def by_brute_force(model: SalesModel, way: str) -> set[tuple[str, ...]]:
    """The names of every configuration in which no component would be better served."""
    judged, available = judgements_of(model), options(model)
    ids = [[option.id for option in available[kind]] for kind in ComponentKind]
    names = {option.id: option.name for each in available.values() for option in each}
    found = set()
    for chosen in product(*ids):

        def balance(place: int, variant: str, chosen=chosen) -> int:
            others = [each for other, each in enumerate(chosen) if other != place]
            return sum(judged.value(source, variant) for source in (way, *others))

        if all(
            balance(place, has) >= max(balance(place, each) for each in ids[place])
            for place, has in enumerate(chosen)
        ):
            found.add(tuple(names[each] for each in chosen))
    return found


def present_of(model: SalesModel) -> dict[ComponentKind, str | None]:
    segment = check_coherence(model, evaluate(model)).segments[0]
    return {each.kind: each.choice.variant for each in segment.components}


@pytest.mark.parametrize("way", WAYS)
def test_every_consistent_configuration_of_the_library_is_found(way: str) -> None:
    model = template("smb")
    fitting = fitting_configurations(model, way, NOTHING)
    found = [tuple(each.names.values()) for each in fitting.configurations]
    assert fitting.short == 0
    assert set(found) == by_brute_force(model, way) != set()
    assert len(found) == len(set(found))


@pytest.mark.parametrize("way", WAYS)
def test_the_nearest_to_the_present_comes_first(way: str) -> None:
    model = template("smb")
    present = present_of(model)
    names = {option.id: option.name for each in options(model).values() for option in each}
    distances = []
    for each in fitting_configurations(model, way, present).configurations:
        differs = [kind for kind in ComponentKind if each.names[kind] != names[present[kind]]]
        assert list(each.differs) == differs
        assert [kind for kind, _ in each.changes] == differs
        distances.append(len(differs))
    assert distances == sorted(distances)


def test_the_whole_set_can_be_tried_and_nothing_follows_it() -> None:
    model = template("smb")
    segment = check_coherence(model, evaluate(model)).segments[0]
    present = present_of(model)
    names = {option.id: option.name for each in options(model).values() for option in each}
    several = 0
    for each in fitting_configurations(model, segment.buying.way.id, present).configurations:
        if not each.changes:
            continue
        several += len(each.changes) > 1
        reached = {k: names[v] for k, v in (present | dict(each.changes)).items()}
        assert reached == each.names
        shown = preview(model, segment.id, each.changes)
        assert shown.follows == ()
        result = shown.alone.coherence.segments[0]
        assert {c.kind: c.choice.name for c in result.components} == each.names
    assert several > 0


def test_an_open_component_is_among_what_changes() -> None:
    model = template("smb")
    present = present_of(model) | {ComponentKind.SELLING_TASKS: None}
    for each in fitting_configurations(model, "buys_formally", present).configurations:
        assert ComponentKind.SELLING_TASKS in each.differs


def test_where_none_is_consistent_the_closest_are_given_and_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two components that chase each other: one wants to be alike, the other to differ."""
    kinds = [kind.value for kind in ComponentKind]
    descriptors = tuple(
        Descriptor(name, name, (f"{name} a", f"{name} b"), (f"{name}.a", f"{name}.b"))
        for name in (WAY_OF_BUYING, *kinds)
    )
    impacts = np.zeros((10, 10))
    impacts[2:4, 4:6] = [[2, 0], [0, 2]]
    impacts[4:6, 2:4] = [[0, 2], [2, 0]]
    monkeypatch.setattr(configurations, "matrix_of", lambda model: Matrix(descriptors, impacts))
    fitting = fitting_configurations(template("smb"), f"{WAY_OF_BUYING}.a", NOTHING)
    assert fitting.short == 2
    assert len(fitting.configurations) == 16
