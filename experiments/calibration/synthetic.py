"""Reported figures that a simulation would have led to: observation noise on its statistics.

A share that was reported is a count of certificates, beta-binomial around the simulated share; a
day on which a share was reached is log-normal around the simulated day; a lower bound was reported
or not. These are the likelihood's own distributions, so that data made here and a posterior fitted
to them belong together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.calibration.likelihood import DAY_LOG_SD, noisy_share

if TYPE_CHECKING:
    from experiments.calibration.predictive import CaseForecast
    from experiments.calibration.study import FitCase, Study


def told_day(day: np.ndarray, horizon: int, rng: np.random.Generator) -> np.ndarray:
    """Draw reported days around simulated ones, float64 [R]; beyond the horizon is never (inf).

    Sources tell whole days.
    """
    told = np.maximum(np.rint(day * np.exp(DAY_LOG_SD * rng.standard_normal(len(day)))), 1.0)
    return np.where(told <= horizon, told, np.inf)


def noisy(
    study: Study, z: np.ndarray, stats: Sequence[np.ndarray], rng: np.random.Generator
) -> tuple[np.ndarray, ...]:
    """Draw what would have been reported of simulated campaigns.

    Parameters
    ----------
    z : float64 [R, D]
        Global coordinates of each simulation.
    stats : sequence of float64 [R, M]
        Statistics of each campaign: shares, or first days (inf: never).

    Returns
    -------
    tuple of float64 [R, M]
    """
    phi = study.precision(z)
    return tuple(
        noisy_case(case, told, phi, rng) for case, told in zip(study.cases, stats, strict=True)
    )


def noisy_case(
    case: FitCase | CaseForecast, stats: np.ndarray, phi: np.ndarray, rng: np.random.Generator
) -> np.ndarray:
    """Draw what would have been reported of one campaign, float64 [R, M] like its statistics."""
    columns = [
        told_day(stats[:, k], case.horizon, rng)
        if seen.relation == "reached"
        else noisy_share(case.n, stats[:, k], phi, rng)
        for k, seen in enumerate(case.observations)
    ]
    return np.stack(columns, axis=1)


def observed(study: Study) -> tuple[np.ndarray, ...]:
    """Return what was really reported, in the form of statistics: float64 [1, M] a campaign."""
    return tuple(
        np.array([[seen.reported for seen in case.observations]], dtype=np.float64)
        for case in study.cases
    )


def as_observations(case: FitCase, row: np.ndarray) -> tuple[Any, ...] | None:
    """Return a campaign's figures as if ``row`` had been reported of it.

    Parameters
    ----------
    row : float64 [M]

    Returns
    -------
    tuple of Observation or None
        None where nothing like the real report could have been written: a lower bound that does
        not hold, or a share that is never reached. Leaving such data out is fair to a posterior:
        whether they are left out follows from the data alone.
    """
    from dataclasses import replace

    told = []
    for seen, value in zip(case.observations, row, strict=True):
        if not np.isfinite(value) or (seen.relation == "at_least" and value < seen.share):
            return None
        if seen.relation == "reached":
            told.append(replace(seen, day=max(round(float(value)), 1)))
        else:
            told.append(seen if seen.relation == "at_least" else replace(seen, share=float(value)))
    return tuple(told)
