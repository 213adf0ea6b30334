"""Moves of the spread of places at which every place keeps its factor, so that no run changes.

Only the prior of the places' leads, given the spread, has to be weighed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.calibration.elevator_dims import COLUMN, global_value
from experiments.calibration.study import FitCase

STEPS = 10
SIZE = 0.5  # of a step, in standard deviations of the prior
LEAD, SPREAD = "place", "place_sd"

Local = tuple[np.ndarray, ...]


def recentre(
    cases: Sequence[FitCase], z: np.ndarray, local: Local, luck: np.random.Generator
) -> tuple[np.ndarray, Local]:
    """Take some steps; return global coordinates [N, D] and local ones, for each case [N, L]."""
    columns = [_column(case) for case in cases]
    for _ in range(STEPS):
        z, local = _step(columns, z, local, luck)
    return z, local


def _column(case: FitCase) -> int | None:
    """Return the column of the lead among a case's coordinates; None where it has none."""
    return next((k for k, dim in enumerate(case.dims) if dim.name == LEAD), None)


def _step(
    columns: Sequence[int | None], z: np.ndarray, local: Local, luck: np.random.Generator
) -> tuple[np.ndarray, Local]:
    proposed, at = z.copy(), COLUMN[SPREAD]
    proposed[:, at] += SIZE * luck.standard_normal(len(z))
    shrinks = global_value(SPREAD, z) / global_value(SPREAD, proposed)
    gain = -0.5 * (np.square(proposed[:, at]) - np.square(z[:, at]))
    moved = []
    for column, own in zip(columns, local, strict=True):
        new = own.copy()
        if column is not None:
            new[:, column] = own[:, column] * shrinks
            gain += np.log(shrinks)
            gain -= 0.5 * (np.square(new[:, column]) - np.square(own[:, column]))
        moved.append(new)
    accept = (np.log(luck.random(len(z))) < gain)[:, None]
    kept = zip(moved, local, strict=True)
    return np.where(accept, proposed, z), tuple(np.where(accept, n, o) for n, o in kept)
