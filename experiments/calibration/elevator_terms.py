"""How likely a reported figure of a funnel is, given what a run did: shares of n, or counts.

A share of few cases counts as a beta-binomial draw around the simulated share; a count, or a share
of a large and uncertain number of stairwells, as a negative binomial draw around the simulated one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.stats import nbinom

from experiments.calibration import likelihood
from experiments.calibration.elevator_play import Query
from experiments.reported import FunnelObservation

LEAST = 0.5
"""Stairwells that a run is taken to have counted, at least: so few that none were seen."""


class Told(NamedTuple):
    """One figure, and how a run is read for it.

    ``n`` is what the share is of; 0 for a count. ``span`` is the place in the case's spans. Counts
    at ``plus`` less those at ``minus`` are divided by those at ``base`` or, where that is None, by
    the stairwells that were played. ``per`` is how many reported stairwells one played stands for.
    """

    figure: FunnelObservation
    n: int
    span: int
    plus: Query
    minus: Query
    base: Query | None
    per: float = 1.0


def term(
    told: Told, stats: np.ndarray, phi: np.ndarray, count_sd: np.ndarray, spread: np.ndarray | None
) -> np.ndarray:
    """Return the log likelihood of one figure, float64 [R]; ``spread`` as in ``Study.terms``."""
    least = told.figure.relation == "at_least"
    if told.n:
        wide = np.zeros(len(stats)) if spread is None else spread
        precise = likelihood.widened(phi, stats, wide)
        rule = likelihood.at_least if least else likelihood.at_share
        return np.asarray(rule(told.n, told.figure.reported, stats, precise))
    variance = np.square(count_sd) + (_luck(told, stats) if spread is None else spread)
    return count_term(told.figure.reported, stats, variance, least)


def _luck(told: Told, stats: np.ndarray) -> np.ndarray:
    """Return the variance of a log count that comes of playing fewer stairwells than there are."""
    return max(told.per - 1.0, 0.0) / np.maximum(stats, LEAST * told.per)


def count_term(reported: float, stats: np.ndarray, variance: np.ndarray, least: bool) -> np.ndarray:
    """Return the log likelihood of a count; ``variance`` of the log of its expectation [R]."""
    size = 1.0 / variance
    kept = size / (size + np.maximum(stats, 1e-6))
    if least:
        return np.log(np.maximum(nbinom.sf(reported - 1, size, kept), 1e-12))
    return np.maximum(np.asarray(nbinom.logpmf(round(reported), size, kept)), -50.0)


def noisy(
    told: Told, stats: np.ndarray, phi: np.ndarray, count_sd: np.ndarray, luck: np.random.Generator
) -> np.ndarray:
    """Draw what would be reported around simulated figures, luck included, float64 [R]."""
    if told.n:
        return likelihood.noisy_share(told.n, stats, phi, luck)
    size = 1.0 / np.square(count_sd)
    return luck.poisson(luck.gamma(size, stats / size)).astype(np.float64)


def read(told: Told, counts: dict[Query, np.ndarray], share_of: np.ndarray,
         stock: np.ndarray) -> np.ndarray:  # fmt: skip
    """Return what runs say of a figure, float64 [R].

    ``share_of`` [R] are the stairwells that a run stands for, ``stock`` [R] those of the place.
    """
    came = counts[told.plus] - counts[told.minus]
    if told.base is not None:
        return came / np.maximum(counts[told.base], 1.0)
    if told.n:
        return came / share_of
    return np.maximum(came, np.where(stock > share_of, LEAST, 0.0)) * stock / share_of
