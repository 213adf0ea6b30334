"""Overuse: the smallest dose at which an outcome is worse than at the best of the smaller doses.

Doses are compared replicate by replicate, so that a difference is that of the dose and not of luck.
Each comparison stands by itself, at one chance in twenty of a false alarm. It is made with the best
of the smaller doses, which was chosen for being best, luck included, so that of doses that change
nothing more than one in twenty are called worse: a single small finding proves little.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.measure import Difference, mean_difference


class Overuse(NamedTuple):
    """What more of a method does to one outcome.

    Attributes
    ----------
    outcome : str
    best : number or None
        The best dose below ``dose``; the best of all where more hurts nowhere.
    dose : number or None
        The smallest dose at which more hurts; None: not within the range.
    difference : Difference
        The outcome at ``dose`` minus that at ``best``, paired; NaN where nothing hurts.
    """

    outcome: str
    best: Any
    dose: Any
    difference: Difference


NOWHERE = Difference(np.nan, np.nan, np.nan, 0)


def overuse(outcome: str, doses: Sequence[Any], values: np.ndarray, better: int) -> Overuse:
    """Find where more starts to hurt an outcome.

    Parameters
    ----------
    outcome : str
        Its name.
    doses : sequence of number
        In ascending order.
    values : float64 [dose, replicate]
        The outcome; NaN where it is missing.
    better : int
        1 where larger is better, -1 where smaller is.

    Returns
    -------
    Overuse
        The 90 % interval of its difference excludes 0.
    """
    best = 0
    for number in range(1, len(doses)):
        found = mean_difference(values[number] - values[best])
        if _worse(found, better):
            return Overuse(outcome, doses[best], doses[number], found)
        if better * found.mean > 0:
            best = number
    return Overuse(outcome, doses[best], None, NOWHERE)


def _worse(found: Difference, better: int) -> bool:
    """Tell whether an interval lies on the worse side of 0, all of it."""
    return found.high < 0 if better > 0 else found.low > 0
