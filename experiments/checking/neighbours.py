"""The likelihood of a campaign, read off simulations like it: no emulator, no new run.

How likely a campaign's figures are at given global coordinates, its own effects and luck averaged
over, is the mean likelihood of those simulations of it whose expected figures are nearest. What a
campaign does in such a neighbourhood is kept as it came: early or never, all signed or stuck.
Expected figures are a quadratic regression on the coordinates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.calibration.abc import figures, ridge
from experiments.calibration.synthetic import PHI

if TYPE_CHECKING:
    from experiments.calibration.bank import Bank
    from experiments.calibration.study import Study

SHARE, LEAST = 0.02, 40  # of the bank that are neighbours, at least so many: assumed
PHI_GRID = np.linspace(-3.2, 3.2, 13)  # normal coordinates at which the likelihood is tabulated
FLOOR = -60.0  # log likelihood of what no neighbour could have led to


class CaseView(NamedTuple):
    """One campaign's simulations.

    Attributes
    ----------
    slope : float64 [F, M]
        What figures to expect at which coordinates.
    scale : float64 [M]
        Their scatter over the bank: the unit of distances.
    tree : cKDTree
        Of the expected figures.
    table : float64 [R, G]
        Log likelihood of each simulation on the grid of dispersions.
    stats : float64 [R, M]
    """

    slope: np.ndarray
    scale: np.ndarray
    tree: Any
    table: np.ndarray
    stats: np.ndarray


class Neighbours(NamedTuple):
    """All campaigns' simulations; ``phi`` is the place of the dispersion, None if there is none."""

    cases: tuple[CaseView, ...]
    phi: int | None
    count: int
    start: np.ndarray


def phi_place(study: Study) -> int | None:
    """Return the place of the dispersion among a study's coordinates."""
    names = [dim.name for dim in study.dims]
    return names.index(PHI) if PHI in names else None


def neighbours_of(study: Study, bank: Bank) -> Neighbours:
    """Prepare a bank of simulations to be looked up."""
    place = phi_place(study)
    features = quadratic(bank.z)
    views = tuple(
        _view(study, case, features, bank.stats[case], place) for case in range(len(study.cases))
    )
    count = min(max(round(SHARE * len(bank.z)), LEAST), len(bank.z))
    return Neighbours(views, place, count, bank.z)


def quadratic(z: np.ndarray) -> np.ndarray:
    """Return coordinates, their squares and a constant, float64 [R, 2 D + 1]."""
    return np.concatenate([z, z**2 - 1.0, np.ones((len(z), 1))], axis=1)


def _view(
    study: Study, case: int, features: np.ndarray, stats: np.ndarray, place: int | None
) -> CaseView:
    from scipy.spatial import cKDTree

    told = _told(study, case, stats)
    slope = ridge(features, told)
    expected = features @ slope
    scale = np.maximum(expected.std(axis=0), 1e-6)
    table = _tabulated(study, case, stats, place)
    return CaseView(slope, scale, cKDTree(expected / scale), table, stats)


def _told(study: Study, case: int, stats: np.ndarray) -> np.ndarray:
    """Return a campaign's figures on scales without bounds; a lower bound counts as its share."""
    from dataclasses import replace

    one = study.cases[case]
    seen = tuple(
        replace(s, relation="at") if s.relation == "at_least" else s for s in one.observations
    )

    class _One:
        cases = (one._replace(observations=seen),)

    return figures(_One, [stats])  # type: ignore[arg-type]  # a study of one campaign


def _tabulated(study: Study, case: int, stats: np.ndarray, place: int | None) -> np.ndarray:
    grid = PHI_GRID if place is not None else PHI_GRID[:1]
    z = np.zeros((len(stats), len(study.dims)))
    columns = []
    for value in grid:
        if place is not None:
            z[:, place] = value
        columns.append(np.maximum(study.log_likelihood(case, stats, z), FLOOR))
    return np.stack(columns, axis=1)


def nearest(near: Neighbours, case: int, z: np.ndarray) -> np.ndarray:
    """Return the simulations of a campaign that are most like those at z [N, D], int64 [N, K]."""
    view = near.cases[case]
    wanted = (quadratic(z) @ view.slope) / view.scale
    return np.asarray(view.tree.query(wanted, k=near.count)[1]).reshape(len(z), near.count)


def log_likelihoods(near: Neighbours, z: np.ndarray) -> np.ndarray:
    """Return the log likelihood of each campaign at each draw, float64 [N, C]."""
    return np.stack([case_log_likelihood(near, c, z) for c in range(len(near.cases))], axis=1)


def case_log_likelihood(
    near: Neighbours, case: int, z: np.ndarray, more: np.ndarray | None = None
) -> np.ndarray:
    """Return the log likelihood of one campaign, its own effects averaged over, float64 [N].

    Parameters
    ----------
    more : float64 [R], optional
        Log weights of the simulations: a further thing that each has to account for.
    """
    rows = nearest(near, case, z)
    each = _at_phi(near, case, z, rows)
    if more is not None:
        each = each + more[rows]
    top = each.max(axis=1)
    return np.asarray(top + np.log(np.exp(each - top[:, None]).mean(axis=1)))


def _at_phi(near: Neighbours, case: int, z: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """Interpolate the likelihood of simulations [N, K] at each draw's dispersion."""
    table = near.cases[case].table
    if near.phi is None:
        return table[rows, 0]
    place = np.interp(z[:, near.phi], PHI_GRID, np.arange(len(PHI_GRID)))
    below = np.minimum(place.astype(np.int64), len(PHI_GRID) - 2)
    part = (place - below)[:, None]
    lower, upper = table[rows, below[:, None]], table[rows, below[:, None] + 1]
    return lower + part * (upper - lower)
