"""What a draw of the posterior says of one campaign: its quantities, one run at a time.

The study plays whole banks at once; a scenario takes one draw for each replicate. For a campaign
that nobody chose to report, the spread of its intensity comes from its prior, which is wider than
successes alone would ask for, and strong hopes for something else are at least as frequent as the
published one in ten, whatever the kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.calibration.signing_dims import (
    DESKS,
    FACTS,
    FREE,
    GLOBAL,
    HOPES_KIND,
    HOPES_SIZE,
    NUISANCE,
    ORDINARY_RISK,
    PLACE,
    QUALITY,
    local_dims,
    local_values,
)

WIDENED = ("quality_sd",)
"""Coordinates that a campaign nobody selected takes from their prior."""

LEAST_RISK = 0.1
"""Share of campaigns with strong hopes for something else, at least: 1 in 10 failed, published."""

EFFECTS = (QUALITY, HOPES_KIND, HOPES_SIZE)
_LOCAL = {dim.name: dim for dim in (DESKS, *local_dims({}))}
_GRID = np.linspace(-8.0, 8.0, 1601)


def signing_values(
    z_row: np.ndarray, local: Mapping[str, float], covariates: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the quantities that a draw settles, by name.

    Parameters
    ----------
    z_row : float64 [D]
        Global coordinates of the draw.
    local : mapping
        The campaign's own coordinates by name, and fresh ones of ``WIDENED``; an effect or a fact
        that is left out is not settled.
    covariates : mapping
        ``kind``, ``opening``, ``modern``, ``unselected`` (``draws.covariates_of``), and whether it
        ``passed_round_1``: a fitted campaign that reported signatures did, so that its round 1
        stops nobody.
    """
    z = np.array(z_row, dtype=np.float64)[None, :]
    if covariates.get("unselected"):
        z = _widened(z, local, covariates.get("kind"))
    made = {name: z[:, PLACE[name]] for name in (*FREE, *NUISANCE)}
    told = {name: GLOBAL[PLACE[name]].value(at) for name, at in made.items()}
    return {name: float(value[0]) for name, value in (told | _own(z, local, covariates)).items()}


def _own(
    z: np.ndarray, local: Mapping[str, float], covariates: Mapping[str, Any]
) -> dict[str, np.ndarray]:
    """Return the campaign's own quantities, each float64 [1]; {} without its effects."""
    if not all(dim.name in local for dim in EFFECTS):
        return {}
    names = [dim.name for dim in EFFECTS] + [name for name in FACTS if name in local]
    if covariates.get("opening") == "presign" and DESKS.name in local:
        names.append(DESKS.name)
    dims = tuple(_LOCAL[name] for name in names)
    at = np.array([[local[name] for name in names]], dtype=np.float64)
    made = local_values(z, at, dims, covariates, bool(covariates["modern"]))
    return made | ({"round1_threshold": np.zeros(1)} if covariates.get("passed_round_1") else {})


def _widened(z: np.ndarray, local: Mapping[str, float], kind: Any) -> np.ndarray:
    """Return global coordinates of which those between campaigns are as wide as documented."""
    wide = z.copy()
    for name in WIDENED:
        wide[:, PLACE[name]] = np.maximum(wide[:, PLACE[name]], local[name])
    least = LEAST_RISK / (1.0 if kind == "rebuild" else ORDINARY_RISK)
    column = PLACE["strong_share"]
    floor = np.interp(least, GLOBAL[column].value(_GRID), _GRID)
    wide[:, column] = np.maximum(wide[:, column], floor)
    return wide
