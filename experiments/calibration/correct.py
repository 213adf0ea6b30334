"""The correction: from the emulated posterior to that of the simulator itself.

A single run says little of a likelihood, and many runs for every draw cost too much. But what the
emulators get wrong changes slowly with the global coordinates: so for each case the estimates of
many draws are put together by a regression (Poisson, log link: means of ratios, not of logarithms),
and the emulated likelihood times what it tells is the corrected one. Draws are led to it by weights
and Metropolis steps; runs at the new draws join the regression. What is left of the Monte Carlo
error is told by the bootstrap.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.calibration import smc
from experiments.calibration.marginal import pick
from experiments.calibration.proposals import Judge, Runs, run_at

SETS = 4
"""Sets of runs at the draws of each round: so many runs for each draw and case."""

ROUNDS = 2
MOVES = 8
RIDGE = 0.3
"""Pull of slopes towards 0: their spread is a few hundredths where emulators are right; assumed."""

RESAMPLES = 20
LARGEST = 20.0
"""Ratios are cut here: a few lucky runs would rule the mean; assumed."""


class Round(NamedTuple):
    """How a round went.

    ``effective``: sample size that the weights left, of N. ``total_sd``: spread over the draws of
    the log of exact over emulated likelihood, all cases together. ``monte_carlo``: standard error
    of that log, over the draws. ``moved``: share of the last moves that was accepted.
    """

    effective: float
    total_sd: float
    monte_carlo: float
    moved: float


class Corrected(NamedTuple):
    """Draws of the corrected posterior.

    ``z`` float64 [N, D]; ``local`` and ``stats``, for each case, belong to one simulated run given
    what was reported; ``like`` float64 [N, C] is the corrected log likelihood of each case.
    """

    z: np.ndarray
    local: tuple[np.ndarray, ...]
    stats: tuple[np.ndarray, ...]
    like: np.ndarray
    rounds: tuple[Round, ...]


class Terms(NamedTuple):
    """For each case a constant and slopes of its log correction: float64 [C] and [C, D]."""

    constant: np.ndarray
    slopes: np.ndarray

    def by_case(self, z: np.ndarray) -> np.ndarray:
        """Return the log correction of each case at draws [N, D], float64 [N, C]."""
        return np.asarray(self.constant + z @ self.slopes.T)


def correct(
    judge: Judge, z: np.ndarray, folder: Path, told: Callable[[float, str], Any]
) -> Corrected:
    """Lead emulated draws [N, D] to the corrected posterior, with runs kept in a folder."""
    here, at, ratios = z, [], []
    rounds: list[Round] = []
    emulated = Terms(
        np.zeros(len(judge.study.cases)), np.zeros((len(judge.study.cases), z.shape[1]))
    )
    for number in range(ROUNDS):
        for step in range(SETS):
            at.append(here)
            ratios.append(run_at(judge, here, number * SETS + step, folder).ratio)
            told(number * SETS + step + 1, "")
        terms = regress(np.concatenate(at), np.concatenate(ratios))
        error = monte_carlo(np.concatenate(at), np.concatenate(ratios), here, judge.seed)
        here, done = lead(judge, here, emulated, terms, number)
        rounds.append(done._replace(monte_carlo=error))
        emulated = terms
        told((number + 1) * SETS, f"effective {done.effective:.0f}, s.e. {error:.2f}")
    return _finish(judge, here, terms, folder, tuple(rounds), told)


def _finish(
    judge: Judge,
    z: np.ndarray,
    terms: Terms,
    folder: Path,
    rounds: tuple[Round, ...],
    told: Callable[[float, str], Any],
) -> Corrected:
    """Give every draw a run of each case, picked by likelihood from a few."""
    sets = []
    for step in range(SETS):
        sets.append(run_at(judge, z, ROUNDS * SETS + step, folder))
        told(ROUNDS * SETS + step + 1, "")
    luck = np.random.default_rng([judge.seed, 15])
    chosen = [_choose(sets, case, luck) for case in range(len(judge.study.cases))]
    like = judge.marginal.by_case(z) + terms.by_case(z)
    local, stats = (tuple(part[k] for part in chosen) for k in (0, 1))
    return Corrected(z, local, stats, like, rounds)


def _choose(
    sets: list[Runs], case: int, luck: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    taken = pick(np.stack([runs.ratio[:, case] for runs in sets], axis=1), luck)
    rows = np.arange(len(taken))
    local = np.stack([runs.local[case] for runs in sets], axis=1)[rows, taken]
    return local, np.stack([runs.stats[case] for runs in sets], axis=1)[rows, taken]


def regress(z: np.ndarray, ratio: np.ndarray) -> Terms:
    """Fit, for each case, the log of the mean ratio as a plane over draws [R, D]; ratio [R, C]."""
    from sklearn.linear_model import PoissonRegressor

    constant, slopes = [], []
    for column in ratio.T:
        net = PoissonRegressor(alpha=RIDGE, solver="newton-cholesky")
        net.fit(z, np.minimum(np.exp(column), LARGEST))
        constant.append(net.intercept_)
        slopes.append(net.coef_)
    return Terms(np.array(constant), np.array(slopes))


def monte_carlo(z: np.ndarray, ratio: np.ndarray, here: np.ndarray, seed: int) -> float:
    """Return the standard error of the total log correction over draws, by the bootstrap."""
    luck = np.random.default_rng([seed, 17])
    totals = []
    for _ in range(RESAMPLES):
        rows = luck.integers(0, len(z), len(z))
        total = regress(z[rows], ratio[rows]).by_case(here).sum(axis=1)
        totals.append(total - total.mean())
    return float(np.std(totals, axis=0, ddof=1).mean())


def lead(
    judge: Judge, z: np.ndarray, old: Terms, new: Terms, number: int
) -> tuple[np.ndarray, Round]:
    """Lead draws from one correction to the next: in steps, by weights and Metropolis moves."""
    luck = np.random.default_rng([judge.seed, 19, number])
    base, at, scale, moved, least = judge.marginal.by_case, 0.0, 1.0, 0.0, float(len(z))
    spread = float((new.by_case(z) - old.by_case(z)).sum(axis=1).std())
    while at < 1.0:
        gain = (new.by_case(z) - old.by_case(z)).sum(axis=1)
        step = smc.next_step(gain, 1.0 - at)
        weights = smc.weights_of(step * gain)
        at, least = min(at + step, 1.0), min(least, smc.effective_size(weights))
        z = z[smc.resample(weights, luck)]

        def target(draws: np.ndarray, part: float = at) -> np.ndarray:
            both = (1.0 - part) * old.by_case(draws) + part * new.by_case(draws)
            return np.asarray((base(draws) + both).sum(axis=1))

        like = target(z)
        for _ in range(MOVES):
            z, like, moved = smc.move(target, z, like, 1.0, scale, luck)
            scale = float(np.clip(scale * np.exp(moved - smc.GOAL), 0.05, 2.0))
    return z, Round(least, spread, 0.0, moved)
