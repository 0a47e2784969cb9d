"""What a task costs above its cheapest mix of qualified roles, against a scan of all mixes."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from salesmodel.evaluation import TaskResult, evaluate
from salesmodel.model import Proficiency, RoleKind, SalesModel, TaskKind, Unit, assumed
from tests.builders import a_model, a_role, also, changed, holds, share, without

STEPS = 50


def with_roles_for_the_proposal(
    costs: list[float], qualities: list[float], productivities: list[float], shares: list[float]
) -> SalesModel:
    """Acme, whose proposal is shared by roles r0, r1, ... of 1,200 hours each."""
    model = without(a_model(), "assignments", "proposal:ae")
    model = changed(model, "roles", "ae", skills={"Prospecting": _does(0.8), "Demo": _does(0.8)})
    for r, (cost, quality, productivity, held) in enumerate(
        zip(costs, qualities, productivities, shares, strict=True)
    ):
        role = a_role(f"r{r}", f"Role {r}", RoleKind.AE, cost)
        role = role.model_copy(update={"skills": {"Deal": _does(quality, productivity)}})
        model = also(also(model, "roles", role), "assignments", holds("proposal", f"r{r}", held))
    return model


def _does(quality: float, productivity: float = 1.0) -> Proficiency:
    return Proficiency(quality=share(quality), productivity=assumed(productivity, Unit.RATIO))


def proposal(model: SalesModel) -> TaskResult:
    return evaluate(model).task("proposal")


@pytest.mark.parametrize("seed", range(8))
def test_no_mix_on_a_fine_grid_is_cheaper_than_the_best_mix(seed: int) -> None:
    """Rule 3.8, exact: the scan never finds less, and comes as near as its grid allows."""
    rng = np.random.default_rng(seed)
    costs = rng.uniform(60_000, 200_000, 4)
    qualities, productivities = rng.uniform(0.2, 1, 4), rng.uniform(0.5, 1.5, 4)
    shares = rng.multinomial(STEPS, [0.25] * 4) / STEPS
    found = proposal(
        with_roles_for_the_proposal(*(x.tolist() for x in (costs, qualities, productivities)),
                                    shares.tolist())
    )  # fmt: skip
    grid = np.array([x for x in product(range(STEPS + 1), repeat=3) if sum(x) <= STEPS]) / STEPS
    mixes = np.c_[grid, 1 - grid.sum(axis=1)]
    prices = costs / 1_200 / productivities
    as_good = mixes @ qualities >= shares @ qualities - 1e-9
    scanned = (mixes[as_good] @ prices).min() * found.standard_hours
    least = found.cost - found.premium
    assert least <= scanned * (1 + 1e-12)
    assert scanned - least <= 2 / STEPS * prices.max() * found.standard_hours


def test_a_cheaper_role_as_good_takes_the_whole_task() -> None:
    """Half by 150 an hour, half by 100: the premium is half the hours at 50."""
    found = proposal(
        with_roles_for_the_proposal([180_000, 120_000], [0.8, 0.8], [1, 1], [0.5, 0.5])
    )
    assert found.premium == pytest.approx(found.standard_hours * 0.5 * 50)
    assert found.best_roles == ("r1",)


def test_two_roles_together_are_cheapest_when_neither_alone_fits() -> None:
    """Today a middling role at 125 an hour does it at 0.75; a good one at 150 and 0.9 beside a
    poor one at 50 and 0.6 reach that half and half, for 100."""
    found = proposal(
        with_roles_for_the_proposal(
            [150_000, 180_000, 60_000], [0.75, 0.9, 0.6], [1] * 3, [1, 0, 0]
        )
    )
    assert found.premium == pytest.approx(found.standard_hours * 25)
    assert set(found.best_roles) == {"r1", "r2"}


def test_the_cheapest_assignment_bears_no_premium() -> None:
    found = proposal(with_roles_for_the_proposal([90_000, 150_000], [0.9, 0.8], [1, 1], [1, 0]))
    assert found.premium == 0
    assert found.best_roles == ("r0",)


def test_a_faster_role_is_cheaper_at_the_same_cost() -> None:
    """Rule 3.3: at productivity 2 a standard hour takes half an hour."""
    found = proposal(with_roles_for_the_proposal([120_000] * 2, [0.8, 0.8], [1, 2], [1, 0]))
    assert found.premium == pytest.approx(found.cost / 2)


def test_a_task_that_nobody_holds_has_a_gap_and_no_premium() -> None:
    model = without(a_model(), "assignments", "proposal:ae")
    result = evaluate(model)
    assert (result.task("proposal").premium, result.task("proposal").best_roles) == (0, ())
    assert [(gap.kind, gap.id) for gap in result.gaps if gap.kind == "uncovered_task"] == [
        ("uncovered_task", "proposal")
    ]


def test_quality_zero_has_no_cost_of_fulfilled_work() -> None:
    """Rule 3.7."""
    found = proposal(with_roles_for_the_proposal([90_000, 150_000], [0, 0.8], [1, 1], [0.5, 0.5]))
    assert found.shares[0].cost_per_fulfilled_hour is None
    assert found.shares[1].cost_per_fulfilled_hour == pytest.approx(150_000 / 1_200 / 0.8)


def test_premium_does_not_depend_on_the_kind_of_task() -> None:
    model = with_roles_for_the_proposal([180_000, 120_000], [0.8, 0.8], [1, 1], [0.5, 0.5])
    other = changed(model, "tasks", "proposal", kind=TaskKind.SERVICE)
    assert proposal(model).premium == proposal(other).premium
