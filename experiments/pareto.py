"""The Pareto front: arms that no other arm beats in rate, hours and quality of consent at once.

Who spends more hours for a higher rate may be right, and so may who spends fewer; but an arm that
another one equals or beats in all three, and beats in one, is of no use to anybody. Where nobody
consented the quality of consent counts as 0, in the means and run by run alike: were such runs left
out of a mean, an arm that rarely gets a consent would be judged by its luckiest runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.judged import Judged

WORST = -np.inf
"""Rate or hours of nothing."""


def scores(arms: Mapping[str, Any], judged: Judged) -> np.ndarray:
    """Return what the front weighs, float64 [outcome, arm, run]; larger is better throughout.

    Quality of consent where nobody consented is 0.
    """
    return np.array([
        [_better(front_values(arm, name, judged), way) for arm in arms.values()]
        for name, way in judged.front
    ])  # fmt: skip


def front_values(arm: Any, name: str, judged: Judged) -> np.ndarray:
    """Return an outcome of the front, float64 [run]; quality where nobody consented is 0."""
    values = np.asarray(arm[name], dtype=np.float64)
    return np.nan_to_num(values) if name == judged.quality else values


def _better(values: np.ndarray, way: int) -> np.ndarray:
    return np.where(np.isnan(values), WORST, way * values)


def on_front(points: np.ndarray) -> np.ndarray:
    """Tell which arms no other arm beats, bool [arm, ...], from scores [outcome, arm, ...].

    Arms that are equal in everything are on the front together, or not at all.
    """
    count = points.shape[1]
    return np.array([
        ~np.any([_beats(points[:, other], points[:, arm]) for other in range(count)], axis=0)
        for arm in range(count)
    ])  # fmt: skip


def _beats(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Tell where one is nowhere worse than another and somewhere better, over outcomes."""
    return np.asarray((one >= other).all(axis=0) & (one > other).any(axis=0))


def means(points: np.ndarray) -> np.ndarray:
    """Return the mean score [outcome, arm], over all runs; one that is worst makes it worst."""
    return np.asarray(points.mean(axis=-1))


def front_by_means(points: np.ndarray) -> np.ndarray:
    """Tell which arms are on the front of the means, bool [arm]."""
    return on_front(means(points))


def front_shares(points: np.ndarray) -> np.ndarray:
    """Return the share of runs in which each arm is on the front, float64 [arm]."""
    return np.asarray(on_front(points).mean(axis=-1))
