"""Forecasts made up from a campaign's covariates, for tests of what is done with forecasts."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np


class Made(NamedTuple):
    case_id: str
    n: int
    observations: tuple[Any, ...]
    stats: np.ndarray
    phi: np.ndarray
    weights: np.ndarray
    horizon: int


def forecast_of(case, draws: int, seed: int) -> Made:
    """Make draws that rise with one hidden number, so that the first figure tells of the later."""
    luck = np.random.default_rng([seed, case.n])
    hidden = luck.normal(size=draws)
    share = 1 / (1 + np.exp(-3.5 - hidden))
    day = np.rint(np.exp(3.5 - 1.5 * hidden)) + 1
    day = np.where(day > case.horizon, np.inf, day)
    stats = [day if o.relation == "reached" else share for o in case.observations]
    return Made(
        case.case_id, case.n, case.observations, np.stack(stats, axis=1), np.full(draws, 300.0),
        np.full(draws, 1 / draws), case.horizon,
    )  # fmt: skip
