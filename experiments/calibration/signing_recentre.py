"""Moves of hyper-parameters at which every campaign keeps its intensity of work and its hopes.

Where intensities and hopes stay as they are, no run changes, so these moves need no simulation:
only the prior of the campaign effects, given the hyper-parameters, has to be weighed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import ndtr, ndtri, stdtr

from experiments.calibration.signing_dims import (
    ORDINARY_RISK,
    PLACE,
    global_value,
    student_4,
)
from experiments.calibration.study import FitCase

STEPS = 10
SIZE = 0.35  # of a step, in standard deviations of the prior
EFFORT = ("era_effort", "quality_sd")
ALMOST = 1e-9


def recentre(
    cases: Sequence[FitCase],
    z: np.ndarray,
    local: tuple[np.ndarray, ...],
    luck: np.random.Generator,
) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
    """Take some steps of each kind; return global and local coordinates."""
    era = np.array([0.5 if c.traits["modern"] else -0.5 for c in cases])
    risk = np.array([1.0 if c.known.get("kind") == "rebuild" else ORDINARY_RISK for c in cases])
    made = np.stack([own[:, :3] for own in local])
    for _ in range(STEPS):
        z, made = _shift_effort(z, made, era, luck)
        z, made = _shift_risk(z, made, risk, luck)
        z, made = _shift_ordinary(z, made, risk, luck)
    kept = (np.column_stack([m, own[:, 3:]]) for m, own in zip(made, local, strict=True))
    return z, tuple(kept)


def _shift_effort(
    z: np.ndarray, made: np.ndarray, era: np.ndarray, luck: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Move the era's effort and the spread of quality; each quality follows."""
    proposed = _step(z, EFFORT, luck)
    spread, wanted = global_value("quality_sd", z), global_value("quality_sd", proposed)
    quality = student_4(ndtr(made[:, :, 0]))
    shift = global_value("era_effort", z) - global_value("era_effort", proposed)
    follows = (era[:, None] * shift + spread * quality) / wanted
    gain = (_log_t(follows) - _log_t(quality) + np.log(spread / wanted)).sum(axis=0)
    new = made.copy()
    new[:, :, 0] = ndtri(np.clip(stdtr(4.0, follows), ALMOST, 1.0 - ALMOST))
    return _accept(z, proposed, made, new, gain, luck)


def _shift_risk(
    z: np.ndarray, made: np.ndarray, risk: np.ndarray, luck: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Move the share of strong hopes; who has them keeps them."""
    proposed = _step(z, ("strong_share",), luck)
    old, new = (risk[:, None] * global_value("strong_share", at) for at in (z, proposed))
    rank = ndtr(made[:, :, 1])
    strong = rank < old
    grows = np.where(strong, new / old, (1.0 - new) / (1.0 - old))
    moved = np.where(strong, rank * grows, new + (rank - old) * grows)
    told = made.copy()
    told[:, :, 1] = ndtri(np.clip(moved, ALMOST, 1.0 - ALMOST))
    return _accept(z, proposed, made, told, np.log(grows).sum(axis=0), luck)


def _shift_ordinary(
    z: np.ndarray, made: np.ndarray, risk: np.ndarray, luck: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Move the mean of ordinary hopes; who has them keeps their size."""
    proposed = _step(z, ("ordinary_hopes",), luck)
    power = global_value("ordinary_hopes", z) / global_value("ordinary_hopes", proposed)
    ordinary = ndtr(made[:, :, 1]) >= risk[:, None] * global_value("strong_share", z)
    left = np.clip(1.0 - ndtr(made[:, :, 2]), ALMOST, 1.0 - ALMOST)
    gain = np.where(ordinary, np.log(power) + (power - 1.0) * np.log(left), 0.0).sum(axis=0)
    told = made.copy()
    told[:, :, 2] = np.where(ordinary, -ndtri(np.clip(left**power, ALMOST, 1 - ALMOST)),
                             made[:, :, 2])  # fmt: skip
    return _accept(z, proposed, made, told, gain, luck)


def _step(z: np.ndarray, names: Sequence[str], luck: np.random.Generator) -> np.ndarray:
    proposed = z.copy()
    for name in names:
        proposed[:, PLACE[name]] += SIZE * luck.standard_normal(len(z))
    return proposed


def _accept(
    z: np.ndarray,
    proposed: np.ndarray,
    made: np.ndarray,
    new: np.ndarray,
    gain: np.ndarray,
    luck: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Accept by the prior of what moved and the density of the campaign effects it implies."""
    prior = -0.5 * (np.square(proposed) - np.square(z)).sum(axis=1)
    accept = np.log(luck.random(len(z))) < gain + prior
    return np.where(accept[:, None], proposed, z), np.where(accept[None, :, None], new, made)


def _log_t(x: np.ndarray) -> np.ndarray:
    """Return the log density of Student's t with 4 degrees of freedom, up to a constant."""
    return np.asarray(-2.5 * np.log1p(x * x / 4.0))
