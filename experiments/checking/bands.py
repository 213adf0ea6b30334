"""How far ranks may stray from even: a simultaneous band, and intervals of a share.

The band is that of Saeilynoja, Buerkner and Vehtari 2022: pointwise binomial intervals, as wide as
needed for the whole curve of even ranks to lie inside in 95 % of simulations.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

LEVEL = 0.95
SIMULATIONS = 4000
LEAST_POINTS, MOST_POINTS = 20, 100


class Band(NamedTuple):
    """Where a curve of ranks is looked at, and between which bounds it may lie.

    Attributes
    ----------
    at, low, high : float64 [K]
        Shares 0-1.
    gamma : float
        Level that each point may not fall below.
    """

    at: np.ndarray
    low: np.ndarray
    high: np.ndarray
    gamma: float


@cache
def _tails(truths: int) -> np.ndarray:
    """Return the smallest tails of simulated even ranks, float64 [SIMULATIONS]."""
    even = np.random.default_rng(truths).random((SIMULATIONS, truths))
    return np.array([tail(ranks) for ranks in even])


@cache
def simultaneous_band(truths: int, curves: int = 1) -> Band:
    """Return the band that so many curves of the ranks of so many truths keep, all of them."""
    from scipy.stats import binom

    at = _points(truths)
    gamma = float(np.quantile(_tails(truths), (1.0 - LEVEL) / curves))
    low, high = binom.ppf(gamma / 2, truths, at), binom.ppf(1.0 - gamma / 2, truths, at)
    return Band(at, low / truths, high / truths, gamma)


def _points(truths: int) -> np.ndarray:
    count = min(max(truths, LEAST_POINTS), MOST_POINTS)
    return np.arange(1, count) / count


def curve(ranks: np.ndarray) -> np.ndarray:
    """Return the share of ranks [N] at or below each point of the band, float64 [K]."""
    return np.searchsorted(np.sort(ranks), _points(len(ranks)), side="right") / len(ranks)


@cache
def _two_sided(truths: int) -> np.ndarray:
    """Return the two-sided binomial tail of every count at every point, float64 [N + 1, K]."""
    from scipy.stats import binom

    count = np.arange(truths + 1)[:, None]
    at = _points(truths)
    lower, above = binom.cdf(count, truths, at), binom.sf(count - 1, truths, at)
    return np.minimum(1.0, 2.0 * np.minimum(lower, above))


def tail(ranks: np.ndarray) -> float:
    """Return the smallest two-sided binomial tail of the curve of ranks [N]."""
    count = np.rint(curve(ranks) * len(ranks)).astype(np.int64)
    table = _two_sided(len(ranks))
    return float(table[count, np.arange(table.shape[1])].min())


def share_interval(hits: int, of: int, level: float = 0.9) -> tuple[float, float]:
    """Return the interval of a share that was met so many times (Clopper and Pearson 1934)."""
    from scipy.stats import beta

    rest = (1.0 - level) / 2
    low = float(beta.ppf(rest, hits, of - hits + 1)) if hits > 0 else 0.0
    high = float(beta.ppf(1.0 - rest, hits + 1, of - hits)) if hits < of else 1.0
    return low, high
