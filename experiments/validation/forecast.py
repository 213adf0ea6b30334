"""From simulated draws to what would be reported: noise of reporting, and draws given a report.

A reported share is a count that varies more than drawing lots would (beta-binomial with dispersion
``phi``); a reported day lies log-normally around the simulated one, as the fit takes it.
"""

from __future__ import annotations

import numpy as np

from experiments.calibration import likelihood
from experiments.calibration.predictive import CaseForecast as Forecast
from experiments.reported import Observation
from experiments.validation.luck import luck
from experiments.validation.scores import Sample

NOISY = 10
"""Reports drawn for each simulated figure: the noise itself then adds little Monte-Carlo error."""


def sample_of(forecast: Forecast, m: int, seed: int, weights: np.ndarray | None = None) -> Sample:
    """Return the forecast of observation m, with the noise of reporting.

    Parameters
    ----------
    weights : float64 [S], optional
        Instead of the forecast's own.
    """
    weights = forecast.weights if weights is None else weights
    seen, values = forecast.observations[m], forecast.stats[:, m]
    chance = luck(seed, forecast.case_id, seen.name, "noise")
    if seen.relation == "reached":
        days = likelihood.noisy_day(np.repeat(values, NOISY), chance)
        return Sample(days, np.repeat(weights / NOISY, NOISY), "day", forecast.horizon)
    shares, phi = np.repeat(values, NOISY), np.repeat(forecast.phi, NOISY)
    told = likelihood.noisy_share(forecast.n, shares, phi, chance)
    return Sample(told, np.repeat(weights / NOISY, NOISY))


def counted(share: float, n: int) -> float:
    """Return a reported share as the nearest share of whole certificates."""
    return float(np.rint(share * n)) / n


def log_likelihood(forecast: Forecast, m: int) -> np.ndarray:
    """Return how well each draw [S] fits what was reported of observation m."""
    seen: Observation = forecast.observations[m]
    values = forecast.stats[:, m]
    if seen.relation == "reached":
        return likelihood.reached(float(seen.day or 1), values)
    told = likelihood.at_least if seen.relation == "at_least" else likelihood.at_share
    return told(forecast.n, seen.share, values, forecast.phi)


def weights_given(forecast: Forecast, m: int) -> np.ndarray:
    """Return the weights [S] of draws once observation m is known."""
    fit = log_likelihood(forecast, m)
    weights = forecast.weights * np.exp(fit - fit.max())
    return np.asarray(weights / weights.sum())


def effective(weights: np.ndarray) -> float:
    """Return how many equally weighted draws weights are worth."""
    return float(weights.sum() ** 2 / (weights**2).sum())
