"""A plain rule for funnels: as the other reported places did at that step, whatever they are like.

Fixed before any fit. A share is forecast by the other places' shares of the same reading, a count
by their counts for each suitable stairwell and year at the same stage, times this place's own.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.special import ndtri

from experiments.calibration.elevator_dims import STOCKS
from experiments.calibration.elevator_place import Place
from experiments.calibration.elevator_study import ElevatorStudy
from experiments.calibration.elevator_terms import Told
from experiments.validation.scores import Sample

FEWEST = 2
"""Figures of other places that the rule needs."""

WIDENED, FLOOR = 1.3, 0.3
"""Factor on their spread, since they are few, and the least spread of log odds or logarithms."""

LEVELS = (np.arange(200) + 0.5) / 200.0
YEAR = 365.25


def pooled(place: Place, m: int) -> Sample | None:
    """Return the forecast of a figure of a place from other places; None where they are too few."""
    told = place.told[m]
    known = [value for case_id, other, value in _known()
             if case_id != place.case.case_id and _alike(told, other)]  # fmt: skip
    if len(known) < FEWEST:
        return None
    middle, spread = float(np.mean(known)), max(WIDENED * float(np.std(known)), FLOOR)
    drawn = middle + spread * ndtri(LEVELS)
    even = np.full(len(drawn), 1.0 / len(drawn))
    if told.n:
        return Sample(1.0 / (1.0 + np.exp(-drawn)), even, "share")
    return Sample(np.exp(drawn) * _exposure(place, told), even, "count")


def _alike(told: Told, other: Told) -> bool:
    same = other.figure.to_stage == told.figure.to_stage
    return bool(other.n) == bool(told.n) and (same or bool(told.n))


@cache
def _known() -> tuple[tuple[str, Told, float], ...]:
    """Return every shipped figure on its scale: log odds, or log rate per stairwell and year."""
    return tuple((place.case.case_id, told, _on_scale(place, told))
                 for place in ElevatorStudy().places for told in place.told)  # fmt: skip


def _on_scale(place: Place, told: Told) -> float:
    reported = told.figure.reported
    if told.n:
        share = (reported * told.n + 0.5) / (told.n + 1.0)
        return float(np.log(share / (1.0 - share)))
    return float(np.log((reported + 0.5) / _exposure(place, told)))


def _exposure(place: Place, told: Told) -> float:
    """Return stairwells times years that a count was taken over; a stock counts three years."""
    days = told.plus[1] - told.minus[1] if told.figure.reading == "flow" else 3.0 * YEAR
    return float(place.stock or STOCKS[place.size][0]) * max(days, 30.0) / YEAR
