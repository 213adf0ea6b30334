"""Tempered sequential Monte Carlo: particles led from the prior to the posterior in small steps.

At each step the likelihood counts a little more (so much that half of the particles keep counting),
particles are drawn again by weight and moved by Metropolis steps whose size follows their spread.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

KEEP = 0.5
"""Share of the particles that a step leaves effective."""

MOVES, LAST_MOVES = 3, 8
GOAL = 0.25
"""Acceptance that the size of moves is steered to."""

LogLikelihood = Callable[[np.ndarray], np.ndarray]


class Step(NamedTuple):
    """How far a fit has come: temper 0 to 1, effective sample size, share of moves accepted."""

    temper: float
    effective: float
    accepted: float


def temper(
    log_likelihood: LogLikelihood,
    start: np.ndarray,
    luck: np.random.Generator,
    told: Callable[[Step], Any] = lambda step: None,
    moves: int = MOVES,
) -> tuple[np.ndarray, np.ndarray, list[Step]]:
    """Lead particles from a standard normal prior to the posterior.

    Parameters
    ----------
    log_likelihood : callable
        Of coordinates [N, D]; returns float64 [N].
    start : float64 [N, D]
        Draws from the prior.
    told : callable
        Hears each step.

    Returns
    -------
    float64 [N, D], float64 [N], list of Step
        Particles, their log likelihood, and the steps taken.
    """  # fmt: skip
    z, like, at, scale = start.copy(), log_likelihood(start), 0.0, 1.0
    steps: list[Step] = []
    while at < 1.0:
        step = next_step(like, 1.0 - at)
        weights = weights_of(step * like)
        at = min(at + step, 1.0)
        z, like = z[rows := resample(weights, luck)], like[rows]
        for _ in range(moves if at < 1.0 else LAST_MOVES):
            z, like, accepted = move(log_likelihood, z, like, at, scale, luck)
            scale = float(np.clip(scale * np.exp(accepted - GOAL), 0.05, 2.0))
        steps.append(Step(at, effective_size(weights), accepted))
        told(steps[-1])
    return z, like, steps


def next_step(like: np.ndarray, most: float) -> float:
    """Return how much more the likelihood may count, by bisection, ``most`` at the end."""
    wanted = KEEP * len(like)
    if effective_size(weights_of(most * like)) >= wanted:
        return most
    low, high = 0.0, most
    for _ in range(40):
        middle = 0.5 * (low + high)
        enough = effective_size(weights_of(middle * like)) >= wanted
        low, high = (middle, high) if enough else (low, middle)
    return max(low, 1e-6)


def weights_of(log_weights: np.ndarray) -> np.ndarray:
    """Return weights that sum to 1."""
    weights = np.exp(log_weights - log_weights.max())
    return np.asarray(weights / weights.sum())


def effective_size(weights: np.ndarray) -> float:
    """Return how many equally weighted draws would say as much."""
    return float(1.0 / np.square(weights).sum())


def resample(weights: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Draw rows by weight, systematically, int64 [N]."""
    n = len(weights)
    at = (luck.random() + np.arange(n)) / n
    return np.minimum(np.searchsorted(np.cumsum(weights), at), n - 1)


def move(
    log_likelihood: LogLikelihood,
    z: np.ndarray,
    like: np.ndarray,
    at: float,
    scale: float,
    luck: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray, float]:
    """Move every particle by one Metropolis step; return the share accepted as well."""
    proposed = z + scale * jump(z, luck)
    told = log_likelihood(proposed)
    gain = at * (told - like) - 0.5 * (np.square(proposed) - np.square(z)).sum(axis=1)
    accept = np.log(luck.random(len(z))) < gain
    return (
        np.where(accept[:, None], proposed, z), np.where(accept, told, like), float(accept.mean())
    )  # fmt: skip


def jump(z: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Draw jumps with the spread of the particles, of the size that suits their dimension."""
    n, d = z.shape
    root = np.linalg.cholesky(np.cov(z.T).reshape(d, d) + 1e-6 * np.eye(d))
    return np.asarray(2.38 / d**0.5 * luck.standard_normal((n, d)) @ root.T)
