"""The regression baseline: log odds of the share on the covariates and the log day.

A linear model with a ridge, residuals that one campaign's points share, and the residual variance
integrated out, so that forecasts follow Student's t (normal-inverse-gamma regression, e.g. Gelman
et al., Bayesian Data Analysis, 3rd ed., ch. 14-15). Fixed before any model was fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

import numpy as np

from experiments.validation.baselines import (
    FEW,
    LEVELS,
    RIDGES,
    SCALE,
    WITHIN,
    Curves,
    Points,
    points_of,
    shares_from,
    standardised,
)
from experiments.validation.campaigns import Campaign

FLAT = 1e-4
"""Prior precision of the intercept: none to speak of."""


class Fit(NamedTuple):
    """A fitted regression: effects [K], their covariance over the variance [K, K], and its t."""

    effects: np.ndarray
    covariance: np.ndarray
    freedom: float
    variance: float
    evidence: float


def logit(target: Campaign, others: Sequence[Campaign]) -> Curves:
    """Forecast by a regression on the covariates and the log day."""
    from scipy.stats import t

    points = points_of(others)
    known, own = standardised(points.covariates, target.covariates)
    middle, spread = _scale(np.log(points.day))
    design = _rows((np.log(points.day) - middle) / spread, known[points.owner])
    choices = product(WITHIN, RIDGES)
    fit = max((_fit(design, points, *choice) for choice in choices), key=lambda f: f.evidence)
    levels = t.ppf(LEVELS, fit.freedom)[:, None]

    def curves(days: np.ndarray) -> np.ndarray:
        rows = _rows((np.log(days) - middle) / spread, np.tile(own, (len(days), 1)))
        unsure = np.einsum("gk,kl,gl->g", rows, fit.covariance, rows)
        wide = np.sqrt(fit.variance * (1.0 + unsure))
        return shares_from(rows @ fit.effects + levels * wide, target.n)

    return curves


def _scale(values: np.ndarray) -> tuple[float, float]:
    return float(values.mean()), float(values.std()) or 1.0


def _rows(log_day: np.ndarray, covariates: np.ndarray) -> np.ndarray:
    return np.column_stack([np.ones(len(log_day)), log_day, covariates])


def _fit(design: np.ndarray, points: Points, within: float, ridge: float) -> Fit:
    """Fit with one correlation of a campaign's points and one ridge; all in closed form."""
    same = points.owner[:, None] == points.owner
    whiten = np.linalg.cholesky(np.where(same, within, 0.0) + (1.0 - within) * np.eye(len(same)))
    x, y = np.linalg.solve(whiten, design), np.linalg.solve(whiten, points.logit)
    prior = np.array([FLAT] + [ridge] * (design.shape[1] - 1))
    precision = x.T @ x + np.diag(prior)
    effects = np.linalg.solve(precision, x.T @ y)
    freedom = FEW + len(y)
    around = y @ y - effects @ precision @ effects + FEW * SCALE**2
    evidence = (
        0.5 * np.log(prior).sum() - np.log(np.diag(whiten)).sum()
        - 0.5 * np.linalg.slogdet(precision)[1]
        - 0.5 * freedom * np.log(around)
    )  # fmt: skip
    return Fit(effects, np.linalg.inv(precision), freedom, around / freedom, float(evidence))
