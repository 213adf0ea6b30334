"""An amortised posterior: a table of simulations, looked up and corrected by regression.

Simulations from the prior, each with the figures that would have been reported of it, make a
reference table. The posterior of any data is read off those rows whose figures are most like it,
moved by local regression to where they would be had their figures been the same. Many figures are
first condensed into one summary for each coordinate: what a regression expects that coordinate to
be (Fearnhead and Prangle 2012). Rows are weighted by Epanechnikov's kernel, moved by a local-linear
ridge regression, and their scatter is corrected where it varies with the data (Beaumont 2002; Blum
and Francois 2010). It knows nothing of the likelihood, so it checks a fit that uses one.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from experiments.calibration.synthetic import noisy

if TYPE_CHECKING:
    from experiments.calibration.bank import Bank
    from experiments.calibration.study import FitCase, Study

ACCEPTED = 0.15  # share of the table that is kept: 0.1-0.2 is usual
LEAST = 200  # rows that a local regression needs
RIDGES = (
    1e-3,
    1e-2,
    0.03,
    0.1,
    0.3,
    1.0,
    3.0,
    10.0,
    100.0,
    1000.0,
)  # penalties per row, chosen by cross-validation
TAIL = 0.002  # of each figure at either end is pulled in: no row may lever the regression
FOLDS = 5
PENALTY = 50.0  # of the local correction, per coordinate and simulation that is near
COPIES = 3  # data sets drawn for each simulation: noise costs nothing


class Reference(NamedTuple):
    """A reference table.

    Attributes
    ----------
    z : float64 [R, D]
        Coordinates drawn from the prior.
    summary : float64 [R, D]
        What the regression expects of them.
    low, high, middle, scale : float64 [S]
        How figures are pulled in and made comparable.
    slope : float64 [F + 1, D]
        The regression, its constant last.
    width : float64 [D]
        Scatter around the regression: the unit of distances.
    copies : int
        Rows that each simulation has led to.
    """

    z: np.ndarray
    summary: np.ndarray
    low: np.ndarray
    high: np.ndarray
    middle: np.ndarray
    scale: np.ndarray
    slope: np.ndarray
    width: np.ndarray
    copies: int


class Sample(NamedTuple):
    """A weighted sample of a posterior: ``z`` float64 [K, D], ``weight`` float64 [K], sum 1."""

    z: np.ndarray
    weight: np.ndarray


def figures(study: Study, stats: Sequence[np.ndarray]) -> np.ndarray:
    """Lay the figures of all campaigns side by side, on scales without bounds, float64 [R, S].

    Shares become logits, days logarithms (never: twice the horizon), a lower bound 0 or 1.
    """
    pairs = zip(study.cases, stats, strict=True)
    return np.concatenate([_figures_of(case, told) for case, told in pairs], axis=1)


def _figures_of(case: FitCase, stats: np.ndarray) -> np.ndarray:
    columns = []
    for k, seen in enumerate(case.observations):
        value = stats[:, k]
        if seen.relation == "reached":
            columns.append(np.log(np.where(np.isfinite(value), value, 2.0 * case.horizon)))
        elif seen.relation == "at_least":
            columns.append((value >= seen.share - 1e-9).astype(np.float64))
        else:
            count = value * case.n
            columns.append(np.log((count + 0.5) / (case.n - count + 0.5)))
    return np.stack(columns, axis=1)


def make_reference(study: Study, bank: Bank, seed: int, copies: int = COPIES) -> Reference:
    """Make the reference table of a study from a bank of simulations.

    Parameters
    ----------
    bank : Bank
        Draws from the prior, with the statistics of all campaigns.
    copies : int
        Data sets drawn for each simulation.
    """
    rng = np.random.default_rng(seed)
    told = [figures(study, noisy(study, bank.z, bank.stats, rng)) for _ in range(copies)]
    return build_reference(bank.z, told)


def build_reference(z: np.ndarray, told: Sequence[np.ndarray]) -> Reference:
    """Condense figures into one summary for each coordinate.

    A row's summary comes from regressions that have not seen the row (cross-fitting): otherwise
    what they learnt by chance would count as knowledge, and posteriors would be too narrow.

    Parameters
    ----------
    z : float64 [B, D]
        Coordinates.
    told : sequence of float64 [B, S]
        Data sets drawn for them.
    """
    figures_ = np.concatenate(list(told))
    low, high = np.quantile(figures_, (TAIL, 1.0 - TAIL), axis=0)
    inside = np.clip(figures_, low, high)
    middle, scale = inside.mean(axis=0), inside.std(axis=0)
    scale = np.where(scale > 1e-12, scale, 1.0)
    features = _features((inside - middle) / scale)
    drawn = np.tile(z, (len(told), 1))
    summary, slope = cross_fitted(features, drawn, np.tile(np.arange(len(z)) % FOLDS, len(told)))
    width = np.maximum((drawn - summary).std(axis=0), 1e-3)
    return Reference(drawn, summary, low, high, middle, scale, slope, width, len(told))


def cross_fitted(
    features: np.ndarray, z: np.ndarray, fold: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return each row's summary from the other folds [R, D], and the mean regression [F, D].

    Each coordinate has the penalty that predicts it best in folds that were not seen: what the
    figures hardly tell is shrunk to its mean.
    """
    told = np.empty((len(RIDGES), *z.shape))
    slopes = np.empty((FOLDS, len(RIDGES), features.shape[1], z.shape[1]))
    for number in range(FOLDS):
        own = fold == number
        slopes[number] = ridges(features[~own], z[~own])
        told[:, own] = features[own] @ slopes[number]
    best = ((told - z) ** 2).mean(axis=1).argmin(axis=0)
    columns = np.arange(z.shape[1])
    return told[best, :, columns].T, slopes.mean(axis=0)[best, :, columns].T


def _features(scaled: np.ndarray) -> np.ndarray:
    """Return figures, their squares and a constant, float64 [R, 2 S + 1]."""
    return np.concatenate([scaled, scaled**2 - 1.0, np.ones((len(scaled), 1))], axis=1)


def ridges(features: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Regress [R, D] on features [R, F], the last of them constant, with each of ``RIDGES``.

    Returns
    -------
    float64 [P, F, D]
        The constant bears no penalty.
    """
    inner, mean = features[:, :-1], features[:, :-1].mean(axis=0)
    offset = wanted.mean(axis=0)
    left, d, right = np.linalg.svd(inner - mean, full_matrices=False)
    projected = left.T @ (wanted - offset)
    made = []
    for penalty in RIDGES:
        slope = right.T @ ((d / (d**2 + penalty * len(features)))[:, None] * projected)
        made.append(np.concatenate([slope, (offset - mean @ slope)[None, :]]))
    return np.array(made)


def summary_of(table: Reference, told: np.ndarray) -> np.ndarray:
    """Return the summaries [D] of one data set's figures [S]."""
    inside = (np.clip(told, table.low, table.high) - table.middle) / table.scale
    return (_features(inside[None, :]) @ table.slope)[0]


def posterior_sample(
    table: Reference,
    told: np.ndarray,
    accepted: float = ACCEPTED,
    without: np.ndarray | None = None,
) -> Sample:
    """Return the posterior of one data set.

    Parameters
    ----------
    told : float64 [S]
        Its figures, as ``figures`` lays them.
    accepted : float
        Share of the table that is kept.
    without : bool [R], optional
        Rows that may not be used: the truth behind synthetic data.
    """
    centre = summary_of(table, told)
    gap = (table.summary - centre) / table.width
    distance = np.sqrt((gap**2).sum(axis=1))
    if without is not None:
        distance = np.where(without, np.inf, distance)
    count = min(max(int(accepted * len(distance)), LEAST), int(np.isfinite(distance).sum()) - 1)
    near = np.argpartition(distance, count)[: count + 1]
    reach = max(float(distance[near].max()), 1e-12)
    near = near[distance[near] < reach]
    weight = 1.0 - (distance[near] / reach) ** 2
    weight /= weight.sum()
    left = table.z[near] - table.summary[near]
    penalty = PENALTY * left.shape[1] * table.copies / len(near)
    return Sample(centre + _adjusted(left, gap[near], weight, penalty), weight)


def _adjusted(left: np.ndarray, gap: np.ndarray, weight: np.ndarray, penalty: float) -> np.ndarray:
    """Correct residuals [K, D] of the summaries for what they still owe to gaps [K, D].

    Summaries already say what to expect; near the data that is corrected by a local-linear ridge
    regression, and so is the scatter. Penalties are strong: few rows are near in many dimensions.
    """
    slope = _local(gap, left, weight, penalty)
    rest = left - (slope[0] + gap @ slope[1:])
    spread = _local(gap, np.log(rest**2 + 1e-6), weight, penalty)
    shift = np.clip(-0.5 * (gap @ spread[1:]), -0.5, 0.5)
    return slope[0] + rest * np.exp(shift)


def _local(gap: np.ndarray, wanted: np.ndarray, weight: np.ndarray, penalty: float) -> np.ndarray:
    """Regress [K, D] on a constant and on gaps [K, D], weighted; the constant comes first."""
    columns = np.concatenate([np.ones((len(gap), 1)), gap], axis=1)
    heavy = columns * weight[:, None]
    moments = columns.T @ heavy
    size = np.diag(moments).copy()
    size[0] = 0.0
    return np.linalg.solve(moments + penalty * np.diag(size), heavy.T @ wanted)
