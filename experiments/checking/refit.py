"""A fit made again under another assumption, and how well it predicts what it did not see.

Coordinates are refitted by the calibration's own tempered Monte Carlo on an emulated likelihood.
Some may be pinned, have another prior, or every draw may carry a further weight. Each campaign is
then left out by weighting draws with one over its likelihood, and predicted by runs of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from experiments.calibration.predictive import left_out
from experiments.calibration.smc import temper
from experiments.calibration.synthetic import noisy_case

if TYPE_CHECKING:
    from experiments.calibration.predictive import CaseForecast
    from experiments.calibration.study import Study

ByCase = Callable[[np.ndarray], np.ndarray]
"""From draws [N, D] to the log likelihood of each case [N, C], its own effects averaged over."""


class Refit(NamedTuple):
    """Equally weighted draws: ``z`` float64 [N, D], ``by_case`` log likelihoods float64 [N, C]."""

    z: np.ndarray
    by_case: np.ndarray


class Prior(NamedTuple):
    """Independent normal priors of the coordinates, mean and sd by place; standard where unsaid.

    An sd of 0 pins a coordinate.
    """

    mean: Mapping[int, float] = {}
    sd: Mapping[int, float] = {}


def refit(
    by_case: ByCase,
    size: int,
    prior: Prior | None = None,
    particles: int = 500,
    seed: int = 1,
    more: Callable[[np.ndarray], np.ndarray] | None = None,
) -> Refit:
    """Fit again.

    Parameters
    ----------
    by_case : callable
        The likelihood.
    size : int
        Number of global coordinates.
    more : callable, optional
        Further log weight of each draw, [N, D] -> [N].
    """
    prior = prior or Prior()
    mean, sd = np.zeros(size), np.ones(size)
    for place, value in prior.mean.items():
        mean[place] = value
    for place, value in prior.sd.items():
        sd[place] = value
    free = np.flatnonzero(sd > 0)

    def settle(u: np.ndarray) -> np.ndarray:
        z = np.tile(mean, (len(u), 1))
        z[:, free] += sd[free] * u
        return z

    def total(u: np.ndarray) -> np.ndarray:
        z = settle(u)
        told = by_case(z).sum(axis=1)
        return told if more is None else told + more(z)

    luck = np.random.default_rng([seed, 11])
    u, _, _ = temper(total, luck.standard_normal((particles, len(free))), luck)
    z = settle(u)
    return Refit(z, by_case(z))


def left_out_weights(log_likelihood: np.ndarray) -> np.ndarray:
    """Return weights of draws [N] without a case, truncated so that no draw rules.

    Weights are cut at the mean times the root of their number (Ionides 2008).
    """
    weight = np.exp(log_likelihood.min() - log_likelihood)
    weight = np.minimum(weight, weight.mean() * np.sqrt(len(weight)))
    return np.asarray(weight / weight.sum())


def elpd(fit: Refit) -> float:
    """Return the expected log predictive density of the cases, each left out."""
    left = [left_out_weights(column) for column in fit.by_case.T]
    return float(sum(
        np.log(w @ np.exp(column - column.max())) + column.max()
        for w, column in zip(left, fit.by_case.T, strict=True)
    ))  # fmt: skip


def left_out_crps(
    study: Study, fit: Refit, draws: int, cap: int, seed: int, threads: int | None = None
) -> np.ndarray:
    """Return the CRPS of each scored figure, its campaign left out, float64 [O].

    Shares count as they are, days by their logarithm, cut at the horizon. Lower bounds have none.
    """
    luck = np.random.default_rng([seed, 12])
    fitted = {case.case_id: fit.by_case[:, c] for c, case in enumerate(study.cases)}
    made = left_out(study, fit.z, fitted, draws, seed, cap, threads)
    scores = [case_scores(f, noisy_case(f, f.stats, f.phi, luck)) for f in made]
    return np.concatenate(scores)


def case_scores(case: CaseForecast, told: np.ndarray) -> list[float]:
    """Return the CRPS of each figure of a case at predicted figures [K, M], noise included."""
    scores = []
    for k, seen in enumerate(case.observations):
        if seen.relation == "at_least":
            continue
        value, reported = told[:, k], seen.reported
        if seen.relation == "reached":
            value = np.log(np.minimum(value, case.horizon))
            reported = float(np.log(min(reported, case.horizon)))
        scores.append(crps(value, reported))
    return scores


def crps(draws: np.ndarray, reported: float) -> float:
    """Return the continuous ranked probability score of equally weighted draws [K]."""
    ranked, size = np.sort(draws), len(draws)
    between = (2.0 * np.arange(size) - size + 1.0) @ ranked / size**2
    return float(np.abs(draws - reported).mean() - between)
