"""Cross-impact balance the slow way: every configuration, one figure after the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from salesmodel.coherence.cross_impact import Configuration, Matrix


def every_configuration(matrix: Matrix) -> Iterator[Configuration]:
    return product(*(range(len(each.variants)) for each in matrix.descriptors))


def balance(matrix: Matrix, configuration: Configuration, descriptor: int) -> list[float]:
    """What the chosen variants say of each variant of a descriptor, summed."""
    first = [
        sum(len(d.variants) for d in matrix.descriptors[:n]) for n in range(len(configuration))
    ]
    return [
        sum(
            float(matrix.impacts[first[n] + chosen][first[descriptor] + variant])
            for n, chosen in enumerate(configuration)
        )
        for variant in range(len(matrix.descriptors[descriptor].variants))
    ]


def inconsistency(
    matrix: Matrix, configuration: Configuration, fixed: dict[int, int]
) -> tuple[float, float]:
    """The largest of a configuration, and the sum."""
    each = [0.0]
    for descriptor, chosen in enumerate(configuration):
        if descriptor not in fixed:
            found = balance(matrix, configuration, descriptor)
            each.append(max(found) - found[chosen])
    return max(each), sum(each)


def all_inconsistencies(
    matrix: Matrix, fixed: dict[int, int]
) -> dict[Configuration, tuple[float, float]]:
    """Of every configuration with what is fixed, in order."""
    return {
        configuration: inconsistency(matrix, configuration, fixed)
        for configuration in every_configuration(matrix)
        if all(configuration[place] == variant for place, variant in fixed.items())
    }
