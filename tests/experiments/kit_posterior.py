"""A tiny posterior, made up, and a study that turns its coordinates into quantities."""

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


def settle(z_row, local, covariates):
    """Turn coordinates into quantities, simply: what a study does."""
    spread = np.exp(0.3 * z_row[1]) * (2.0 if covariates["unselected"] else 1.0)
    era = 0.5 if covariates["modern"] else -0.5
    own = {
        "intensity": lambda z: float(np.exp(0.2 * (era + spread * z))),
        "clearance_hopes": lambda z: max(0.0, 0.3 + 0.2 * z),
        "brewing_days": lambda z: round(17 * float(np.exp(0.3 * z))),
    }
    return {
        "inclination_mean": 1.4 + 0.2 * float(z_row[0]),
        **{name: own[name](z) for name, z in local.items()},
    }
