"""What is fitted: unknown numbers as standard normal coordinates, and reported cases.

Every unknown number is a coordinate z with a standard normal prior, turned into a value by its own
transform; so priors never have to be told twice, and moves that keep a normal law keep the prior.
*Global* coordinates hold for all cases (behaviour, nuisance, hyper-parameters); *local* ones
belong to one case (its intensity of work, hopes, unknown facts).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple, Protocol

import numpy as np

Role = Literal["free", "nuisance", "hyper", "local"]


class Dim(NamedTuple):
    """One unknown number: a coordinate with a standard normal prior.

    ``transform`` turns an array of coordinates into values in ``unit``. ``role`` is ``free``
    (fitted behaviour), ``nuisance`` (drawn from its prior along with the fit), ``hyper`` (how
    cases differ, and the dispersion of reports) or ``local`` (of one case).
    """

    name: str
    role: Role
    unit: str
    label: str
    label_zh: str
    source: str
    transform: Callable[[np.ndarray], np.ndarray]

    def value(self, z: np.ndarray) -> np.ndarray:
        """Return values, in the dimension's unit, at coordinates of any shape."""
        return self.transform(np.asarray(z, dtype=np.float64))


class FitCase(NamedTuple):
    """One reported case: what is known of it beforehand, and what is to be reproduced.

    ``known`` holds covariates as quantities of the model. ``n`` is the number of certificates (or
    stairwells) reported, ``horizon`` the last simulated day. ``traits`` are further covariates,
    such as whether the case is one of Shanghai since 2015. ``failed`` is told for the split of
    scores only.
    """

    case_id: str
    n: int
    observations: tuple[Any, ...]
    horizon: int
    dims: tuple[Dim, ...]
    known: Mapping[str, Any]
    traits: Mapping[str, float]


class Study(Protocol):
    """What a model offers to be calibrated.

    ``features`` turns coordinates into the numbers that a case's statistics really depend on, so
    that emulators learn from few inputs; ``scales`` names, statistic by statistic, how a simulated
    value is told to an emulator: ``share`` (logit), ``day`` (closeness to the reported day) or
    ``count`` (logarithm).
    """

    @property
    def model(self) -> str:
        """The model's name."""

    @property
    def dims(self) -> tuple[Dim, ...]:
        """The global coordinates, in order."""

    @property
    def cases(self) -> tuple[FitCase, ...]:
        """The cases, in order."""

    def simulate(
        self,
        case: int,
        z: np.ndarray,
        local: np.ndarray,
        keys: np.ndarray,
        cap: int,
        threads: int | None = None,
    ) -> np.ndarray:
        """Play one run for each row; return a statistic per observation, float64 [R, M].

        ``z`` [R, D], ``local`` [R, L], ``keys`` uint64 [R]. A share, or for ``reached`` the first
        day (infinite where it is not by the horizon). At most ``cap`` certificates are simulated.
        """  # fmt: skip

    def log_likelihood(self, case: int, stats: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Return the log likelihood of a case at simulated statistics [R, M], float64 [R]."""

    def terms(
        self, case: int, stats: np.ndarray, z: np.ndarray, spread: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the log likelihood of each observation apart, float64 [R, M].

        ``spread`` [R, M] is the variance that an emulated statistic has on its emulated scale.
        """

    def features(self, case: int, z: np.ndarray, local: np.ndarray) -> np.ndarray:
        """Return what the statistics of a case depend on, float64 [R, F]."""

    def precision(self, z: np.ndarray) -> np.ndarray:
        """Return the precision of reports at global coordinates, float64 [R]."""

    def scales(self, case: int) -> tuple[str, ...]:
        """Name how each statistic is emulated."""


def cut_at(low: float, high: float, transform: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Keep what a transform returns inside a quantity's range."""

    def inside(z: np.ndarray) -> np.ndarray:
        return np.clip(transform(z), low, high)

    return inside


def log_normal(median: float, log_sd: float) -> Callable[[np.ndarray], np.ndarray]:
    """Return the transform of a log-normal number."""
    return lambda z: median * np.exp(log_sd * z)


def normal(mean: float, sd: float) -> Callable[[np.ndarray], np.ndarray]:
    """Return the transform of a normal number."""
    return lambda z: mean + sd * z


def logit_normal(mean: float, sd: float) -> Callable[[np.ndarray], np.ndarray]:
    """Return the transform of a share whose log odds are normal."""
    return lambda z: 1.0 / (1.0 + np.exp(-(mean + sd * z)))
