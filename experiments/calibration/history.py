"""History matching: which part of the prior cannot be right, whatever the campaigns were like.

A draw of the global coordinates is implausible for a case if no draw of its local coordinates
brings the emulated statistics within three standard deviations (emulator, luck and report
together) of what was reported. Two such cases are allowed: three of thirty may be odd.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from experiments.calibration.marginal import Marginal

LIMIT = 3.0
"""Standard deviations; Pukelsheim's rule: 95 % of any unimodal law lie within."""

ALLOWED = 2
"""Cases that may be odd."""


class Ruled(NamedTuple):
    """What history matching left.

    ``kept`` is the share of the prior that is not ruled out; ``odd`` float64 [C] the share of the
    prior that each case rules out by itself; ``ranges`` float64 [D, 2] the middle 90 % of each
    coordinate in what is kept.
    """

    kept: float
    odd: np.ndarray
    ranges: np.ndarray
    plausible: np.ndarray


def rule_out(marginal: Marginal, z: np.ndarray) -> Ruled:
    """Rule out rows of prior draws [B, D].

    The measure is the likelihood itself: three standard deviations off cost 4.5 log units against
    the best that any draw reaches.
    """
    best = np.stack([_best(marginal, case, z) for case in range(len(marginal.locals))], axis=1)
    off = best < best.max(axis=0) - 0.5 * LIMIT**2
    plausible = off.sum(axis=1) <= ALLOWED
    kept = z[plausible] if plausible.any() else z
    ranges = np.quantile(kept, [0.05, 0.95], axis=0).T
    return Ruled(float(plausible.mean()), off.mean(axis=0), ranges, plausible)


def _best(marginal: Marginal, case: int, z: np.ndarray) -> np.ndarray:
    """Return the best log likelihood of a case over its local coordinates, float64 [B]."""
    return np.asarray(marginal.by_point(case, z).max(axis=1))
