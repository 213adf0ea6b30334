"""A tiny posterior of the signing model, made up: two fitted campaigns, six draws."""

from __future__ import annotations

import numpy as np

from experiments.calibration.posterior import Posterior, made
from experiments.calibration.signing_dims import GLOBAL

DIMS = tuple(dim.name for dim in GLOBAL)
EFFECTS = ("quality", "hopes_kind", "hopes_size")
CASES = {
    "zhangyuan": (*EFFECTS, "day_1_share", "certificates_per_worker"),
    "beijing-jiuxianqiao": EFFECTS,
}


def tiny(draws: int = 6, **about) -> Posterior:
    """Return draws that are all different, so that a test can tell which one was taken."""
    rng = np.random.default_rng(5)
    local = {case: (names, rng.normal(size=(draws, len(names)))) for case, names in CASES.items()}
    return made("signing", rng.normal(size=(draws, len(DIMS))), local, DIMS, about)
