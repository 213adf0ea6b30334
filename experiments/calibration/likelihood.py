"""How likely a report is, given what a run did: counts, days and lower bounds.

A reported share counts as a beta-binomial draw around the simulated share: reports are rounded,
denominators drift, and no model is exact. A reported day counts by how close it is on a log scale.
"""

from __future__ import annotations

import numpy as np
from scipy.special import betainc, betaln, gammaln

DAY_LOG_SD = 0.3
"""Spread of the log of a reported day around the simulated one; assumed."""

FLOOR = 0.002
"""A report may rest on something the model does not hold: chance of any day at all; assumed."""

EDGE = 0.25  # certificates: a simulated share is kept so far away from none and from all


def at_share(n: int, reported: float, share: np.ndarray, phi: np.ndarray) -> np.ndarray:
    """Return the log likelihood of a reported share, float64 like ``share``."""
    count = float(round(reported * n))
    a, b = _beta(n, share, phi)
    choose = gammaln(n + 1) - gammaln(count + 1) - gammaln(n - count + 1)
    return choose + betaln(count + a, n - count + b) - betaln(a, b)


def at_least(n: int, reported: float, share: np.ndarray, phi: np.ndarray) -> np.ndarray:
    """Return the log probability that a report would be no lower than this one."""
    kept = np.clip(share, EDGE / n, 1.0 - EDGE / n)
    count = np.ceil(reported * n - 1e-9)
    # a beta law with the variance of the beta-binomial: its tail has a closed form
    whole = 1.0 / (1.0 / n + (1.0 - 1.0 / n) / (phi + 1.0)) - 1.0
    below = betainc(kept * whole, (1.0 - kept) * whole, (count - 0.5) / n)
    return np.asarray(np.log(np.maximum(1.0 - below, 1e-12)))


def reached(reported: float, day: np.ndarray) -> np.ndarray:
    """Return the log likelihood of the day on which a share was reached, float64 like ``day``."""
    return np.log(FLOOR + (1.0 - FLOOR) * closeness(reported, day))


def closeness(reported: float, day: np.ndarray) -> np.ndarray:
    """Return how close a simulated day is to the reported one, 0 (never) to 1."""
    with np.errstate(divide="ignore"):
        gap = (np.log(np.maximum(day, 1.0)) - np.log(reported)) / DAY_LOG_SD
    return np.where(np.isfinite(day), np.exp(-0.5 * gap * gap), 0.0)


def widened(phi: np.ndarray, share: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Return the precision that is left where a share is known with a variance of its logit."""
    middle = np.clip(share, 0.0, 1.0)
    left = 1.0 / (1.0 / (phi + 1.0) + spread * middle * (1.0 - middle)) - 1.0
    return np.maximum(left, 1e-2)


def noisy_day(day: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Draw reported days around simulated ones, from day 1 on; never stays never."""
    spread = np.exp(DAY_LOG_SD * luck.standard_normal(np.shape(day)))
    return np.where(np.isfinite(day), np.maximum(np.rint(day * spread), 1.0), np.inf)


def noisy_share(
    n: int, share: np.ndarray, phi: np.ndarray, luck: np.random.Generator
) -> np.ndarray:
    """Draw reported shares around simulated ones, float64 like ``share``."""
    a, b = _beta(n, share, phi)
    return luck.binomial(n, luck.beta(a, b)) / float(n)


def _beta(n: int, share: np.ndarray, phi: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    kept = np.clip(share, EDGE / n, 1.0 - EDGE / n)
    return kept * phi, (1.0 - kept) * phi
