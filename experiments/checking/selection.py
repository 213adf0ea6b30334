"""What it changes that reports are mostly successes: two priors, and a chance of being reported.

A campaign that half of the residents refuse is rarely written about, so a fit that takes reports
for all campaigns finds failures too rare and campaigns too much alike. Three fits are compared: the
documented wider priors (the default), narrow priors as if reports were all there is, and a modelled
probability of being reported, which divides the likelihood of each campaign by how likely anything
at all would have been reported of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.calibration.abc import FOLDS, cross_fitted
from experiments.calibration.predictive import forecasts
from experiments.checking.ablation import coordinate_of
from experiments.checking.refit import ByCase, Prior, Refit, refit

if TYPE_CHECKING:
    from experiments.calibration.study import Study

FAILED, FULL, HALF, WIDTH = 0.1, 1.0, 0.9, 0.05
"""Chance of a report: 1 in 10 for a failure, rising to 1 about a final share of 0.9; assumed."""

NARROW = {"quality_sd": 0.6, "strong_share": 0.12}
"""Medians of the narrow priors: as if reported campaigns were all campaigns."""

REPORTED = ("strong_share", "quality_sd")
LOOKED_AT = 60  # day


class Way(NamedTuple):
    """One way to treat selection."""

    name: str
    label: str
    label_zh: str


WAYS = (
    Way("wide", "wider priors (default)", "较宽先验（默认）"),
    Way("narrow", "narrow priors", "较窄先验"),
    Way("wide_reported", "wider priors, chance of being reported", "较宽先验并建模报道概率"),
    Way("narrow_reported", "narrow priors, chance of being reported", "较窄先验并建模报道概率"),
)  # fmt: skip


def reported_chance(share: np.ndarray) -> np.ndarray:
    """Return the chance that a campaign of a final share 0-1 is reported, float64 like it."""
    return FAILED + (FULL - FAILED) / (1.0 + np.exp(-(np.asarray(share) - HALF) / WIDTH))


class Reporting(NamedTuple):
    """How likely each campaign would have been reported, learnt from simulations of how it ends.

    Attributes
    ----------
    slope : float64 [C, F]
        Of the mean chance of a report on the coordinates.
    low, high : float64 [C]
        Between which it was learnt: nothing is claimed beyond.
    """

    slope: np.ndarray
    low: np.ndarray
    high: np.ndarray

    def log_chance(self, z: np.ndarray) -> np.ndarray:
        """Return the log of the mean chance of a report of each case, float64 [N, C]."""
        return np.log(np.clip(_features(z) @ self.slope.T, self.low, self.high))


def learn_reporting(z: np.ndarray, ends: np.ndarray) -> Reporting:
    """Learn the mean chance of a report from final shares [B, C] at coordinates [B, D]."""
    features, fold = _features(z), np.arange(len(z)) % FOLDS
    told, slope = cross_fitted(features, reported_chance(ends), fold)
    low, high = np.quantile(told, (0.01, 0.99), axis=0)
    return Reporting(slope.T, np.maximum(low, FAILED), np.minimum(high, FULL))


def _features(z: np.ndarray) -> np.ndarray:
    return np.concatenate([z, z**2 - 1.0, np.ones((len(z), 1))], axis=1)


def prior_of(study: Study, way: str) -> Prior:
    """Return the prior of a way: narrow ones are moved to the medians of ``NARROW``."""
    if not way.startswith("narrow"):
        return Prior()
    names = [dim.name for dim in study.dims]
    there = {names.index(name): median for name, median in NARROW.items() if name in names}
    return Prior({place: coordinate_of(study.dims[place], m) for place, m in there.items()})


def fit_way(
    study: Study, by_case: ByCase, reporting: Reporting, way: str, particles: int, seed: int
) -> Refit:
    """Fit with one way to treat selection."""

    def unreported(z: np.ndarray) -> np.ndarray:
        return -reporting.log_chance(z).sum(axis=1)

    more = unreported if way.endswith("reported") else None
    return refit(by_case, len(study.dims), prior_of(study, way), particles, seed, more)


def unselected(
    ending: Study, z: np.ndarray, cap: int, seed: int, threads: int | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Play campaigns that nobody selected, with effects of their own.

    Parameters
    ----------
    ending : Study
        Every campaign observed on day 60 and at its end (``ending_study``).
    z : float64 [N, D]

    Returns
    -------
    float64 [N, C], float64 [N, C]
        Share on day 60 and at the end, of each campaign's covariates.
    """
    shares = [f.stats for f in forecasts(ending, z, seed, cap, threads)]
    middle, end = (np.stack([s[:, k] for s in shares], axis=1) for k in range(2))
    return middle, end


def selection_rows(
    study: Study, fits: Mapping[str, Refit],
    played: Mapping[str, tuple[np.ndarray, np.ndarray]],
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Summarise each way: hyper-parameters, and the band of a campaign that nobody selected."""
    names = [dim.name for dim in study.dims]
    for way in WAYS:
        head = {"way": way.name, "label": way.label, "label_zh": way.label_zh}
        for name in REPORTED:
            if name in names:
                dim = study.dims[names.index(name)]
                value = dim.value(fits[way.name].z[:, names.index(name)])
                yield {**head, "figure": name, "unit": dim.unit, **_quantiles(value)}
        middle, end = played[way.name]
        yield {**head, "figure": "share_day_60", "unit": "1", **_quantiles(middle.ravel())}
        yield {**head, "figure": "final_share", "unit": "1", **_quantiles(end.ravel())}
        complete = (end >= 1.0 - 1e-9).mean(axis=1)
        yield {**head, "figure": "chance_of_100", "unit": "1", "median": float(complete.mean()),
               "low": np.nan, "high": np.nan}  # fmt: skip
        failed = (end < 0.8).mean()
        yield {**head, "figure": "chance_below_80", "unit": "1", "median": float(failed),
               "low": np.nan, "high": np.nan}  # fmt: skip


def _quantiles(values: np.ndarray) -> dict[str, float]:
    low, middle, high = np.quantile(values, (0.05, 0.5, 0.95))
    return {"median": float(middle), "low": float(low), "high": float(high)}
