"""Rules 5.3 and 5.4 against what others published; sources and licences in published/README.md."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from salesmodel.coherence.cross_impact import (
    Configuration,
    DescriptorBalance,
    Rule,
    balances_at,
    consistent_configurations,
    matrix_from_json,
    succession,
    total_impacts,
)
from tests.coherence.cross_impact.brute_force import every_configuration
from tests.coherence.cross_impact.matrices import PUBLISHED, of_scenario_wizard, somewhereland

TEN = (
    "A3B1C3D2E1F1 A3B2C3D2E1F1 A2B1C3D2E2F1 A2B2C3D2E2F1 A3B1C2D1E1F2 "
    "A1B2C2D1E1F2 A3B2C2D1E1F2 A1B3C2D1E1F2 A1B3C2D1E1F3 A1B3C1D2E3F3"
)
"""cross-impact.de/english/CIB_e_Alg_4.htm: "486 possible ... only ten"."""


@dataclass(frozen=True)
class Solution:
    """A row of ScenarioWizard's solution file."""

    configuration: Configuration
    weight: float
    consistency: float
    total_impact: float


def solutions(name: str) -> list[Solution]:
    rows = []
    for line in (PUBLISHED / f"{name}.sl").read_text(encoding="ascii").splitlines()[4:]:
        _, variants, rest = line.split('"', 2)
        weight, consistency, _, total, _ = rest.removeprefix(",").split(",")
        places = tuple(int(each) - 1 for each in variants.split())
        rows.append(Solution(places, float(weight), float(consistency), float(total)))
    return rows


def test_somewhereland_has_the_ten_consistent_scenarios_of_weimer_jehle():
    found = consistent_configurations(somewhereland())
    published = {tuple(int(digit) - 1 for digit in each[1::2]) for each in TEN.split()}
    assert found.possible == 486
    assert set(found.configurations) == published
    assert len(found.configurations) == 10


def test_in_somewheres_test_scenario_only_the_distribution_of_wealth_is_inconsistent():
    """cross-impact.de/english/CIB_e_Alg_3.htm: prosperity party, cooperation, a dynamic economy,
    balanced wealth, social peace, meritocratic values."""
    found = balances_at(somewhereland(), (1, 0, 2, 0, 0, 0))
    assert [each.descriptor for each in found if each.inconsistency > 0] == ["D"]


@pytest.mark.parametrize(
    ("name", "possible"),
    [
        ("CIB_global", 36),
        ("CIB_natl_regional", 22_674_816),
        ("CIB_nested", 408_146_688),
        ("CIB_nested_simplified_standardized", 22_674_816),
    ],
)
def test_the_solutions_of_scenario_wizard_are_found_and_no_others(name, possible):
    matrix, published = of_scenario_wizard(name), solutions(name)
    found = consistent_configurations(matrix)
    assert found.possible == possible
    assert set(found.configurations) == {each.configuration for each in published}
    for each in published:
        at = balances_at(matrix, each.configuration)
        assert min(map(ahead, at)) == each.consistency
        assert total_impacts(matrix, np.array([each.configuration])) == [each.total_impact]


def ahead(balance: DescriptorBalance) -> float:
    """How far the chosen variant is ahead of the best of the others."""
    others = (each for place, each in enumerate(balance.balances) if place != balance.variant)
    return balance.balances[balance.variant] - max(others)


def test_global_succession_ends_as_often_in_each_solution_as_in_scenario_wizard():
    matrix = of_scenario_wizard("CIB_global")
    paths = [succession(matrix, c, rule=Rule.GLOBAL) for c in every_configuration(matrix)]
    ends = [path.end for path in paths if not path.cycle]
    for each in solutions("CIB_global"):
        assert ends.count(each.configuration) == each.weight
    assert len(paths) - len(ends) == 17  # what the published weights leave of 36 goes round


def test_population_income_and_education_end_in_one_of_three_states():
    """Caption of Fig. 5, Schweizer and Jamieson-Lane (2023), doi 10.1371/journal.pone.0288928."""
    content = (PUBLISHED / "population_income_education.json").read_bytes()
    matrix = matrix_from_json(content)
    found = consistent_configurations(matrix).configurations
    paths = [succession(matrix, each) for each in every_configuration(matrix)]
    assert len(found) == 3
    assert {path.end for path in paths} == set(found)
