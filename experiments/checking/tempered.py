"""A tempered sequential Monte Carlo over the global coordinates, from the prior to the posterior.

Particles drawn from the prior are weighted by a likelihood that is let in by degrees, so that the
effective sample stays above half, resampled, and moved by random walks in the shape of the cloud
(Del Moral, Doucet and Jasra 2006).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

KEPT = 0.5  # effective share of particles at each step
WALKS = 4  # random walks after each step
MOST_STEPS = 60


class Particles(NamedTuple):
    """Equally weighted draws of a posterior.

    Attributes
    ----------
    z : float64 [N, D]
    log_likelihood : float64 [N]
    log_evidence : float
    """

    z: np.ndarray
    log_likelihood: np.ndarray
    log_evidence: float


class Prior(NamedTuple):
    """Independent normal priors: ``mean`` and ``sd``, float64 [D]; sd 0 pins a coordinate."""

    mean: np.ndarray
    sd: np.ndarray

    def draw(self, count: int, rng: np.random.Generator) -> np.ndarray:
        """Draw coordinates, float64 [count, D]."""
        return self.mean + self.sd * rng.standard_normal((count, len(self.mean)))

    def log_density(self, z: np.ndarray) -> np.ndarray:
        """Return the log density of each draw up to a constant, float64 [N]."""
        free = self.sd > 0
        return np.asarray(-0.5 * (((z - self.mean)[:, free] / self.sd[free]) ** 2).sum(axis=1))


def standard(size: int) -> Prior:
    """Return the prior of a study: standard normal in every coordinate."""
    return Prior(np.zeros(size), np.ones(size))


def sample_posterior(
    likelihood: Callable[[np.ndarray], np.ndarray],
    prior: Prior,
    particles: int = 600,
    seed: int = 1,
) -> Particles:
    """Return draws of the posterior of a log likelihood [N, D] -> [N]."""
    rng = np.random.default_rng(seed)
    z = prior.draw(particles, rng)
    told, heat, evidence = likelihood(z), 0.0, 0.0
    step_size = 2.38 / np.sqrt(max(int((prior.sd > 0).sum()), 1))
    for _ in range(MOST_STEPS):
        step = _next_step(told, 1.0 - heat)
        weight = np.exp(step * (told - told.max()))
        evidence += step * float(told.max()) + float(np.log(weight.mean()))
        heat += step
        rows = _resampled(weight / weight.sum(), rng)
        z, told = z[rows], told[rows]
        root = _root(z, prior)
        for _ in range(WALKS):
            z, told, taken = _walk(z, told, heat, step_size * root, likelihood, prior, rng)
            step_size *= np.exp(0.8 * (taken - 0.25))
        if heat >= 1.0:
            break
    return Particles(z, told, evidence)


def _next_step(told: np.ndarray, left: float) -> float:
    """Return how much more of the likelihood can be let in at once."""
    if _effective(told, left) >= KEPT:
        return left
    low, high = 0.0, left
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if _effective(told, middle) >= KEPT else (low, middle)
    return max(low, 1e-4)


def _effective(told: np.ndarray, step: float) -> float:
    weight = np.exp(step * (told - told.max()))
    return float(weight.sum() ** 2 / (weight**2).sum()) / len(told)


def _resampled(weight: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return rows by systematic resampling."""
    places = (rng.random() + np.arange(len(weight))) / len(weight)
    return np.minimum(np.searchsorted(np.cumsum(weight), places), len(weight) - 1)


def _root(z: np.ndarray, prior: Prior) -> np.ndarray:
    """Return a root [D, D] of the cloud's covariance; pinned coordinates do not move."""
    covariance = np.cov(z.T).reshape(z.shape[1], -1) + 1e-6 * np.diag((prior.sd > 0) * 1.0)
    values, vectors = np.linalg.eigh(covariance)
    return np.asarray(vectors * np.sqrt(np.maximum(values, 0.0)))


def _walk(
    z: np.ndarray, told: np.ndarray, heat: float, root: np.ndarray,
    likelihood: Callable[[np.ndarray], np.ndarray], prior: Prior, rng: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, float]:  # fmt: skip
    """Move every particle once; return draws, log likelihoods and the share that moved."""
    proposed = z + rng.standard_normal(z.shape) @ root.T
    new = likelihood(proposed)
    gain = heat * (new - told) + prior.log_density(proposed) - prior.log_density(z)
    taken = np.log(rng.random(len(z))) < gain
    return np.where(taken[:, None], proposed, z), np.where(taken, new, told), float(taken.mean())
