"""The likelihood of a case with its local coordinates integrated out, by emulators.

The same points of a Sobol sequence serve every particle, so that two particles are compared on the
same footing, and the likelihood is a smooth function of the global coordinates.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import logsumexp, ndtri
from scipy.stats import qmc

from experiments.calibration.emulator import Emulator, emulated_terms
from experiments.calibration.study import Study

POINTS = 64
"""Points over which local coordinates are integrated."""


class Marginal:
    """Emulated likelihood of every case over its local coordinates.

    Parameters
    ----------
    study : Study
    emulators : sequence of Emulator
    seed : int
        Scrambles the Sobol points.
    points : int
        A power of two.
    """

    def __init__(
        self, study: Study, emulators: Sequence[Emulator], seed: int, points: int = POINTS
    ) -> None:
        self.study, self.emulators, self.points = study, emulators, points
        self.locals = [_sobol(len(c.dims), points, seed + i) for i, c in enumerate(study.cases)]

    def by_point(self, case: int, z: np.ndarray) -> np.ndarray:
        """Return the log likelihood of a case at each point, float64 [R, points]."""
        rows = np.repeat(z, self.points, axis=0)
        local = np.tile(self.locals[case], (len(z), 1))
        terms = emulated_terms(self.study, self.emulators, case, rows, local)
        return terms.sum(axis=1).reshape(len(z), self.points)

    def case(self, case: int, z: np.ndarray) -> np.ndarray:
        """Return the log likelihood of a case, float64 [R]."""
        return np.asarray(logsumexp(self.by_point(case, z), axis=1) - np.log(self.points))

    def by_case(self, z: np.ndarray) -> np.ndarray:
        """Return the log likelihood of each case, float64 [R, C]."""
        return np.stack([self.case(c, z) for c in range(len(self.study.cases))], axis=1)

    def draw_local(self, z: np.ndarray, luck: np.random.Generator) -> tuple[np.ndarray, ...]:
        """Draw local coordinates given the data, for each case float64 [R, L]."""
        return tuple(
            self.locals[c][pick(self.by_point(c, z), luck)] for c in range(len(self.study.cases))
        )


def pick(log_weights: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Pick a column in each row with probability by its weight, int64 [R]."""
    weights = np.exp(log_weights - log_weights.max(axis=1, keepdims=True))
    below = np.cumsum(weights, axis=1)
    u = luck.random(len(weights)) * below[:, -1]
    return np.minimum((below < u[:, None]).sum(axis=1), below.shape[1] - 1)


def _sobol(dimensions: int, points: int, seed: int) -> np.ndarray:
    """Return standard normal points, float64 [points, dimensions]."""
    even = qmc.Sobol(max(dimensions, 1), rng=np.random.default_rng(seed)).random(points)
    return np.asarray(ndtri(np.clip(even[:, :dimensions], 1e-9, 1.0 - 1e-9)))
