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
def simultaneous_band(truths: int) -> Band:
    """Return the band for the ranks of so many truths."""
    from scipy.stats import binom

    at = _points(truths)
    even = np.random.default_rng(truths).random((SIMULATIONS, truths))
    gamma = float(np.quantile([tail(ranks) for ranks in even], 1.0 - LEVEL))
    low, high = binom.ppf(gamma / 2, truths, at), binom.ppf(1.0 - gamma / 2, truths, at)
    return Band(at, low / truths, high / truths, gamma)


def _points(truths: int) -> np.ndarray:
    count = min(max(truths, LEAST_POINTS), MOST_POINTS)
    return np.arange(1, count) / count


def curve(ranks: np.ndarray) -> np.ndarray:
    """Return the share of ranks [N] at or below each point of the band, float64 [K]."""
    return np.searchsorted(np.sort(ranks), _points(len(ranks)), side="right") / len(ranks)


def tail(ranks: np.ndarray) -> float:
    """Return the smallest two-sided binomial tail of the curve of ranks [N]."""
    from scipy.stats import binom

    at, count = _points(len(ranks)), np.rint(curve(ranks) * len(ranks))
    lower = binom.cdf(count, len(ranks), at)
    upper = 1.0 - binom.cdf(count - 1, len(ranks), at)
    return float(min(1.0, 2.0 * np.minimum(lower, upper).min()))


def share_interval(hits: int, of: int, level: float = 0.9) -> tuple[float, float]:
    """Return the interval of a share that was met so many times (Clopper and Pearson 1934)."""
    from scipy.stats import beta

    rest = (1.0 - level) / 2
    low = float(beta.ppf(rest, hits, of - hits + 1)) if hits > 0 else 0.0
    high = float(beta.ppf(1.0 - rest, hits + 1, of - hits)) if hits < of else 1.0
    return low, high
