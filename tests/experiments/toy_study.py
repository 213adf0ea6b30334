"""A study whose posterior is known: days that are linear in normal coordinates, on a log scale.

Every campaign reports one day; its logarithm is a line in the coordinates plus the campaign's own
effect, and is told with a log-normal error. So the posterior is normal, in closed form.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from experiments.calibration.likelihood import DAY_LOG_SD
from experiments.reported import Observation

SLOPES = np.array([[0.9, 0.0, 0.0], [0.5, 0.6, 0.0], [0.0, 0.9, 0.0], [0.7, -0.5, 0.0]])
EFFECT = 0.2  # of a campaign on its log day
NAMES = ("first", "second", "idle")


class Dim(NamedTuple):
    name: str
    role: str = "free"
    unit: str = "1"
    label: str = "toy"
    label_zh: str = "玩具"
    source: str = "assumed"

    def value(self, z):
        return np.asarray(z)


class Case(NamedTuple):
    case_id: str
    n: int
    observations: tuple
    horizon: int
    dims: tuple
    known: dict
    traits: dict


class Bank(NamedTuple):
    z: np.ndarray
    local: tuple
    stats: tuple


def seen(day: float) -> Observation:
    return Observation("signing", day, 1.0, "reached", "toy")


@dataclass(frozen=True)
class Toy:
    """Days of four campaigns; ``data`` are their logarithms as reported."""

    data: tuple = (3.4, 3.3, 2.9, 3.2)
    model: str = "signing"
    dims: tuple = tuple(Dim(name) for name in NAMES)

    @property
    def cases(self):
        return tuple(
            Case(f"toy-{k}", 100, (seen(float(np.exp(y))),), 1_000_000, (Dim("effect", "local"),),
                 {"kind": "rebuild"}, {"modern": 1.0})
            for k, y in enumerate(self.data)
        )  # fmt: skip

    def simulate(self, case, z, local, keys, cap=0, threads=None):
        return np.exp(3.0 + z @ SLOPES[case] + EFFECT * local[:, 0])[:, None]

    def precision(self, z):
        return np.full(len(z), 200.0)

    def log_likelihood(self, case, stats, z):
        gap = np.log(stats[:, 0]) - np.log(self.cases[case].observations[0].reported)
        return -0.5 * (gap / DAY_LOG_SD) ** 2 - np.log(DAY_LOG_SD * np.sqrt(2 * np.pi))

    def terms(self, case, stats, z, spread=None):
        return self.log_likelihood(case, stats, z)[:, None]

    def features(self, case, z, local):
        return np.column_stack([z @ SLOPES[case], local])

    def scales(self, case):
        return ("day",)

    def bank(self, size=4000, seed=1):
        rng = np.random.default_rng(seed)
        z = rng.standard_normal((size, len(self.dims)))
        local = tuple(rng.standard_normal((size, 1)) for _ in self.cases)
        keys = np.arange(size, dtype=np.uint64)
        stats = tuple(self.simulate(c, z, local[c], keys) for c in range(len(self.cases)))
        return Bank(z, local, stats)

    def posterior(self):
        """Return the mean [D] and the covariance [D, D] of the exact posterior."""
        precision = 1.0 / (DAY_LOG_SD**2 + EFFECT**2)
        covariance = np.linalg.inv(np.eye(3) + precision * SLOPES.T @ SLOPES)
        return precision * covariance @ SLOPES.T @ (np.array(self.data) - 3.0), covariance

    def log_evidence_given(self, z):
        """Return the exact log likelihood of each campaign, its effect integrated out, [N, C]."""
        variance = DAY_LOG_SD**2 + EFFECT**2
        gap = np.array(self.data) - 3.0 - z @ SLOPES.T
        return -0.5 * (gap**2 / variance + np.log(2 * np.pi * variance))
