"""Visits, outcomes and cycle times against closed forms and textbooks."""

from __future__ import annotations

import numpy as np
import pytest

from salesmodel.journey import Chain, absorb
from tests.journey.chains import a_chain, a_random_chain, gambler


@pytest.mark.parametrize("p", [0.3, 0.5, 0.62])
@pytest.mark.parametrize("start", [1, 3, 6])
def test_a_gambler_wins_and_lasts_as_the_closed_forms_say(p: float, start: int) -> None:
    """Feller, vol. 1, ch. XIV.2 and XIV.3 (rules 2.3, 2.4 and 2.6)."""
    fortune, q = 7, 1 - p
    if p == 0.5:
        win, rounds = start / fortune, start * (fortune - start)
    else:
        ratio = q / p
        win = (1 - ratio**start) / (1 - ratio**fortune)
        rounds = start / (q - p) - fortune / (q - p) * win
    found = absorb(gambler(p, fortune, start))
    assert found.outcomes == pytest.approx([win, 1 - win])
    assert found.success[start - 1] == pytest.approx(win)
    assert found.visits.sum() == pytest.approx(rounds)
    assert found.mean[0] == pytest.approx(rounds)


def test_the_drunkard_of_the_textbook_comes_home() -> None:
    """Grinstead & Snell, example 11.13 to 11.15: N = [[3/2, 1, 1/2], [1, 2, 1], [1/2, 1, 3/2]]."""
    fundamental = np.array([[1.5, 1, 0.5], [1, 2, 1], [0.5, 1, 1.5]])
    for start in range(3):
        found = absorb(gambler(0.5, 4, start + 1))
        assert found.visits == pytest.approx(fundamental[start])
        assert found.outcomes == pytest.approx([(start + 1) / 4, (3 - start) / 4])
        assert found.mean[0] == pytest.approx((3, 4, 3)[start])
        assert found.ever_visited == pytest.approx(fundamental[start] / np.diag(fundamental))


def test_the_spread_of_the_drunkards_walk_is_that_of_kemeny_and_snell() -> None:
    """Kemeny & Snell, theorem 3.3.5: variance of the steps = (2 N - I) t - t², t = N 1."""
    fundamental = np.array([[1.5, 1, 0.5], [1, 2, 1], [0.5, 1, 1.5]])
    steps = fundamental.sum(axis=1)
    variance = (2 * fundamental - np.eye(3)) @ steps - steps**2
    for start in range(3):
        found = absorb(gambler(0.5, 4, start + 1))
        assert found.variance[0] == pytest.approx(variance[start])


@pytest.mark.parametrize("back", [0.0, 0.4, 0.95])
def test_a_stage_that_loops_to_itself_is_visited_a_geometric_number_of_times(back: float) -> None:
    win = 0.25 * (1 - back)
    found = absorb(a_chain([[back]], [[win, 1 - back - win]], [1]))
    assert found.visits[0] == pytest.approx(1 / (1 - back))
    assert found.ever_visited[0] == pytest.approx(1)
    assert found.outcomes == pytest.approx([0.25, 0.75])
    assert found.variance[0] == pytest.approx(back / (1 - back) ** 2)


@pytest.mark.parametrize("back", [0.0, 0.3, 0.8])
def test_a_geometric_number_of_exponential_visits_is_exponential(back: float) -> None:
    """So mean and standard deviation are the same, of the won and of the lost too (rule 2.6)."""
    chain = a_chain([[back]], [[0.3 * (1 - back), 0.7 * (1 - back)]], [1], dwell=12, cv=1)
    found = absorb(chain)
    assert found.mean == pytest.approx(np.full(3, 12 / (1 - back)))
    assert np.sqrt(found.variance) == pytest.approx(found.mean)


def test_stages_in_a_row_add_their_means_and_their_variances() -> None:
    chain = a_chain(
        [[0, 1, 0], [0, 0, 1], [0, 0, 0]], [[0, 0], [0, 0], [1, 0]], [1, 0, 0],
        dwell=[10, 20, 5], cv=[1, 0.5, 0],
    )  # fmt: skip
    found = absorb(chain)
    assert found.mean[:2] == pytest.approx([35, 35])
    assert found.variance[:2] == pytest.approx([200, 200])
    assert np.isnan(found.mean[2])


def test_a_loop_back_to_evaluation_raises_visits() -> None:
    straight = absorb(a_chain([[0, 0.8], [0, 0]], [[0, 0.2], [0.5, 0.5]], [1, 0]))
    looping = absorb(a_chain([[0, 0.8], [0.3, 0]], [[0, 0.2], [0.35, 0.35]], [1, 0]))
    assert straight.visits == pytest.approx([1, 0.8])
    assert looping.visits == pytest.approx([1 / 0.76, 0.8 / 0.76])
    assert looping.ever_visited == pytest.approx([1, 0.8])


def test_lost_buyers_leave_sooner_than_won_ones_when_the_early_stage_loses_them() -> None:
    """Half are lost after 10 days; the rest is won after 10 + 30."""
    chain = a_chain([[0, 0.5], [0, 0]], [[0, 0.5], [1, 0]], [1, 0], dwell=[10, 30])
    found = absorb(chain)
    assert found.mean == pytest.approx([25, 40, 10])
    assert found.variance == pytest.approx([225, 0, 0])


@pytest.mark.parametrize("seed", range(5))
def test_the_journey_of_the_won_is_the_chain_bent_towards_winning(seed: int) -> None:
    """Rule 2.5: the moments by the h-transform, with dense matrices, are those of rule 2.6."""
    chain = a_random_chain(seed)
    found = absorb(chain)
    moves, exits, entry, dwell, spread = (
        chain.moves, chain.exits, chain.entry, chain.dwell, chain.dwell_variance,
    )  # fmt: skip
    for place, ending in ((1, exits[:, 0]), (2, exits[:, 1:].sum(axis=1))):
        h = np.linalg.inv(np.eye(5) - moves) @ ending
        bent = moves * h[None, :] / h[:, None]
        start = entry * h / (entry @ h)
        inverse = np.linalg.inv(np.eye(5) - bent)
        mean = inverse @ dwell
        second = inverse @ (spread + dwell**2 + 2 * dwell * (bent @ mean))
        assert found.mean[place] == pytest.approx(start @ mean)
        assert found.variance[place] == pytest.approx(start @ second - (start @ mean) ** 2)
        assert start @ inverse == pytest.approx(found.visits * h / (entry @ h))


def test_a_batch_of_chains_gives_each_chain_its_own_answer() -> None:
    chains = [a_random_chain(seed) for seed in range(7)]
    fields = vars(chains[0])
    batch = absorb(Chain(*(np.stack([vars(c)[f] for c in chains], axis=-1) for f in fields)))
    for place, chain in enumerate(chains):
        for name, value in vars(absorb(chain)).items():
            assert vars(batch)[name][..., place] == pytest.approx(value, rel=1e-12), name


def test_two_hundred_stages_are_solved_as_the_dense_solver_does() -> None:
    chain = a_random_chain(1, stages=200)
    found = absorb(chain)
    inverse = np.linalg.inv(np.eye(200) - chain.moves)
    visits = chain.entry @ inverse
    assert found.visits == pytest.approx(visits, rel=1e-10)
    assert found.ever_visited == pytest.approx(visits / np.diag(inverse), rel=1e-10)
