"""Predictive draws: campaigns played from the posterior, each from its covariates alone.

Every draw takes the global coordinates of a posterior draw, and its own fresh campaign effects,
unknown facts and luck. Leaving a campaign out weighs posterior draws by one over its likelihood,
its effects integrated out (the fit is factorised by campaign), so that a fit without it is had
without fitting.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from experiments.calibration.bank import keys_of
from experiments.calibration.smc import effective_size, resample, weights_of
from experiments.calibration.study import Study


class CaseForecast(NamedTuple):
    """What is predicted of one case.

    ``stats`` float64 [S, M]: joint draws, one column for each of ``observations``, without the
    noise of reports: a share, or the first day at or above the share (infinite: not by the
    ``horizon``). ``phi`` float64 [S]: precision of reports of each draw. ``weights`` float64 [S]
    sum to 1. ``effective`` tells how many draws a fit without the case rests on.
    """

    case_id: str
    n: int
    observations: tuple[Any, ...]
    stats: np.ndarray
    phi: np.ndarray
    weights: np.ndarray
    horizon: int
    effective: float = np.inf


def forecasts(
    study: Study,
    z: np.ndarray,
    seed: int,
    cap: int,
    threads: int | None = None,
    told: Callable[[int], Any] = lambda done: None,
) -> list[CaseForecast]:
    """Play every case once for each row of global coordinates [S, D], with fresh effects."""
    made = []
    for case in range(len(study.cases)):
        stats = _play(study, case, z, seed, cap, threads)
        made.append(_forecast(study, case, z, stats))
        told(case + 1)
    return made


def left_out(
    study: Study,
    z: np.ndarray,
    fitted: dict[str, np.ndarray],
    draws: int,
    seed: int,
    cap: int,
    threads: int | None = None,
    told: Callable[[int], Any] = lambda done: None,
) -> list[CaseForecast]:
    """Play every case from the posterior that it has no part in.

    Parameters
    ----------
    z : float64 [N, D]
        The posterior's global coordinates.
    fitted : dict
        By case id, the log likelihood of the case at each posterior draw with its effects
        integrated out, float64 [N]; a case that is missing had no part in the fit.
    draws : int
        Predictive draws of each case.
    """  # fmt: skip
    made = []
    for case, about in enumerate(study.cases):
        luck = np.random.default_rng([seed, case, 11])
        like = fitted.get(about.case_id, np.zeros(len(z)))
        weights = weights_of(-like)
        rows = resample_to(weights, draws, luck)
        stats = _play(study, case, z[rows], seed, cap, threads)
        forecast = _forecast(study, case, z[rows], stats)
        made.append(forecast._replace(effective=effective_size(weights)))
        told(case + 1)
    return made


def resample_to(weights: np.ndarray, draws: int, luck: np.random.Generator) -> np.ndarray:
    """Draw rows by weight, as many as asked for, in random order, int64 [draws]."""
    rounds = -(-draws // len(weights))
    rows = np.concatenate([resample(weights, luck) for _ in range(rounds)])
    return luck.permutation(rows)[:draws]


def _play(
    study: Study, case: int, z: np.ndarray, seed: int, cap: int, threads: int | None
) -> np.ndarray:
    luck = np.random.default_rng([seed, case, 13])
    local = luck.standard_normal((len(z), len(study.cases[case].dims)))
    keys = keys_of(seed + 1, np.arange(len(z)), case, len(study.cases))
    return study.simulate(case, z, local, keys, cap, threads)


def _forecast(study: Study, case: int, z: np.ndarray, stats: np.ndarray) -> CaseForecast:
    about, phi = study.cases[case], study.precision(z)
    even = np.full(len(z), 1.0 / len(z))
    return CaseForecast(about.case_id, about.n, about.observations, stats, phi, even, about.horizon)
