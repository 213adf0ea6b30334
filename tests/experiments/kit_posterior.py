"""A tiny posterior, made up: two global coordinates, two fitted campaigns, six draws."""

from __future__ import annotations

import numpy as np

from experiments.calibration.posterior import Posterior, made

DIMS = ("inclination_mean", "quality_sd")
CASES = {
    "zhangyuan": ("intensity", "clearance_hopes", "brewing_days"),
    "beijing-jiuxianqiao": ("intensity", "clearance_hopes"),
}


def tiny(draws: int = 6, **about) -> Posterior:
    """Return draws that are all different, so that a test can tell which one was taken."""
    rng = np.random.default_rng(5)
    local = {case: (names, rng.normal(size=(draws, len(names)))) for case, names in CASES.items()}
    return made("signing", rng.normal(size=(draws, len(DIMS))), local, DIMS, about)
