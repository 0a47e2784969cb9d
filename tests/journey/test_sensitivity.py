"""What one point of conversion is worth, against small changes made for real."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.journey import Chain, absorb, sensitivity
from tests.journey.chains import a_random_chain, gambler

STEP = 1e-6


def won_with(chain: Chain, source: int, target: int, more: float) -> float:
    moves = chain.moves.copy()
    moves[source, target] += more
    return float(absorb(Chain(**{**vars(chain), "moves": moves})).outcomes[0])


@pytest.mark.parametrize("seed", [4, 5])
def test_a_small_change_of_a_move_changes_the_wins_as_computed(seed: int) -> None:
    """Rule 2.7, by central differences for every move among the stages."""
    chain = a_random_chain(seed, stages=4)
    expected = [
        [
            (won_with(chain, i, j, STEP) - won_with(chain, i, j, -STEP)) / (2 * STEP)
            for j in range(4)
        ]
        for i in range(4)
    ]
    assert sensitivity(absorb(chain)) == pytest.approx(np.array(expected), rel=1e-5)


def test_in_the_fair_game_a_move_is_worth_visits_times_chance_from_there() -> None:
    """Rule 2.7 for the drunkard's walk: 1.5, 1, 0.5 visits; chances 1/4, 1/2, 3/4."""
    expected = np.outer([1.5, 1, 0.5], [0.25, 0.5, 0.75])
    assert sensitivity(absorb(gambler(0.5, 4))) == pytest.approx(expected)
