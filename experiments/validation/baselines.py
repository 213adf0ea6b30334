"""Four plain rules that a forecast has to beat, each from the campaigns that reported before.

Nobody needs a simulator to guess that a campaign will go as others went. ``pooled`` says: as all
others did around that day. ``logit``: as a regression on what is known of the campaign says.
``growth``: along the curve by which new things spread (Bass 1969), higher or lower as others were.
``nearest``: as the campaign that is most alike. All leave the campaign itself out, read its
covariates only, and give the share by day as ``LEVELS`` equally likely curves that hold
observation noise and differences between campaigns. Their rules and constants were fixed before
any model was fitted, and are not to be changed to suit a comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from experiments.validation.campaigns import Campaign

LEVELS = (np.arange(400) + 0.5) / 400
"""Levels at which a predictive distribution is read: 400, so that 5 % holds 20 of them."""

DAY_WIDTH = 1.0
"""Kernel width in log days: days within a factor of e of each other tell of the same stage."""

RIDGES = (0.3, 1.0, 3.0, 10.0)
"""Prior precisions of a standardised covariate's effect, in units of the residual precision, to
choose from by marginal likelihood: at 1, one covariate shifts log odds by about as much as
campaigns differ."""

WITHIN = (0.0, 0.3, 0.6, 0.8, 0.9, 0.95)
"""Correlations of one campaign's log odds to choose from by marginal likelihood."""

FEW = 2.0
"""Weight in observations of the prior for the residual variance, whose scale is ``SCALE``."""

SCALE = 1.5
"""Prior residual spread of log odds: between 80 % and 95 % lies 1.5 (assumed)."""

Curves = Callable[[np.ndarray], np.ndarray]
"""Days [G] in, equally likely shares [400, G] out."""


class Points(NamedTuple):
    """The reported points of some campaigns in one table.

    Attributes
    ----------
    owner : int64 [P]
        Row of the campaign.
    day, share, logit : float64 [P]
    weight : float64 [P]
        So that each campaign weighs 1, however many points it reported.
    covariates : float64 [C, K]
    """

    owner: np.ndarray
    day: np.ndarray
    share: np.ndarray
    logit: np.ndarray
    weight: np.ndarray
    covariates: np.ndarray


def points_of(campaigns: Sequence[Campaign]) -> Points:
    """Put the points of campaigns into one table."""
    some = [c for c in campaigns if len(c.days)]
    owner = np.repeat(np.arange(len(some)), [len(c.days) for c in some])
    share = np.concatenate([c.shares for c in some])
    size = np.array([c.n for c in some], dtype=float)[owner]
    return Points(
        owner, np.concatenate([c.days for c in some]), share, log_odds(share, size),
        1.0 / np.bincount(owner)[owner], np.array([c.covariates for c in some]),
    )  # fmt: skip


def log_odds(share: np.ndarray, size: np.ndarray | float) -> np.ndarray:
    """Return empirical log odds, finite also where everybody or nobody signed."""
    count = np.asarray(share) * size
    return np.asarray(np.log((count + 0.5) / (size - count + 0.5)))


def shares_from(logit: np.ndarray, size: int) -> np.ndarray:
    """Turn empirical log odds back into shares of whole certificates."""
    count = np.rint((size + 1.0) / (1.0 + np.exp(-logit)) - 0.5)
    return np.asarray(np.clip(count, 0, size) / size)


def quantiles(values: np.ndarray, weights: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Return the smallest value up to which each level of the weight lies."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) / weights.sum()
    return np.asarray(
        values[order][np.searchsorted(reached, levels - 1e-12).clip(0, len(order) - 1)]
    )


def standardised(known: np.ndarray, target: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Scale covariates [C, K] and the target's [K] by the known ones; what is unknown becomes 0."""
    there = ~np.isnan(known)
    count = np.maximum(there.sum(axis=0), 1)
    mean = np.where(there, known, 0.0).sum(axis=0) / count
    spread = np.sqrt(np.where(there, (known - mean) ** 2, 0.0).sum(axis=0) / count)
    scale = np.where(spread > 1e-9, spread, np.inf)  # what never varies tells nothing
    return np.nan_to_num((known - mean) / scale), np.nan_to_num((target - mean) / scale)


def pooled(target: Campaign, others: Sequence[Campaign]) -> Curves:
    """Forecast as all others did around that day."""
    points = points_of(others)

    def curves(days: np.ndarray) -> np.ndarray:
        apart = np.log(days)[:, None] - np.log(points.day)
        near = points.weight * (np.exp(-0.5 * (apart / DAY_WIDTH) ** 2) + 1e-9)
        return np.array([quantiles(points.share, weights, LEVELS) for weights in near]).T

    return curves


def growth(target: Campaign, others: Sequence[Campaign]) -> Curves:
    """Forecast along the Bass curve of all others, higher or lower as each of them was."""
    from scipy.optimize import least_squares

    points = points_of(others)
    root = np.sqrt(points.weight)
    fit = least_squares(
        lambda x: root * (points.logit - _bass(x, points.day)), (3.0, 0.0, -2.0),
        loss="soft_l1", bounds=((-3.0, -6.0, -6.0), (7.0, 4.0, 4.0)),
    )  # fmt: skip
    above = quantiles(points.logit - _bass(fit.x, points.day), points.weight, LEVELS)
    return lambda days: shares_from(_bass(fit.x, days) + above[:, None], target.n)


def _bass(x: np.ndarray, day: np.ndarray) -> np.ndarray:
    """Return the log odds of a Bass curve: log odds of its ceiling, log p, log q (1/day)."""
    p, q = np.exp(x[1]), np.exp(x[2])
    fallen = np.exp(-np.minimum((p + q) * day, 500.0))
    share = (1.0 - fallen) / (1.0 + q / p * fallen) / (1.0 + np.exp(-x[0]))
    share = np.clip(share, 1e-6, 1.0 - 1e-6)
    return np.asarray(np.log(share / (1.0 - share)))


def nearest(target: Campaign, others: Sequence[Campaign]) -> Curves:
    """Forecast as the most similar campaign did, as wrong as that rule was among the others."""
    points = points_of(others)
    known, own = standardised(points.covariates, target.covariates)
    apart = ((known[:, None] - known) ** 2).sum(axis=2)
    np.fill_diagonal(apart, np.inf)
    if len(known) > 1:
        twin = np.argmin(apart, axis=1)[points.owner]
        errors = points.logit - _level(points, twin, points.day)
    else:
        errors = np.zeros(len(points.day))
    wrong = quantiles(errors, points.weight, LEVELS)
    alike = int(np.argmin(((known - own) ** 2).sum(axis=1)))

    def curves(days: np.ndarray) -> np.ndarray:
        level = _level(points, np.full(len(days), alike), days)
        return shares_from(level + wrong[:, None], target.n)

    return curves


def _level(points: Points, campaign: np.ndarray, days: np.ndarray) -> np.ndarray:
    """Return the log odds that campaigns [G] reported nearest in log days to days [G]."""
    apart = np.abs(np.log(days)[:, None] - np.log(points.day))
    apart = np.where(points.owner == campaign[:, None], apart, np.inf)
    return np.asarray(points.logit[np.argmin(apart, axis=1)])
