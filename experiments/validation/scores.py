"""How good one forecast was, given what was reported: proper scores, hits and widths.

A forecast is a weighted sample. Shares are scored as they are, days as natural logarithms cut off
at the horizon, counts as log(1 + count), so that a factor counts the same for few and many. CRPS
and interval score: Gneiting & Raftery 2007 (JASA 102:359), smaller is better; randomised PIT for
values that come with a probability of their own, such as exactly 100 %: Czado, Gneiting & Held
2009 (Biometrics 65:1254).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.validation.baselines import quantiles

SHOWN = (0.05, 0.25, 0.5, 0.75, 0.95)
"""Levels of the quantiles that are stored."""

NAMES = ("q05", "q25", "q50", "q75", "q95")
HITS = {"hit50": 0.5, "hit80": 0.8, "hit90": 0.9}
MISSED = 0.1
"""What a 90 % interval may miss; the interval score weighs misses by 2 / 0.1."""


class Sample(NamedTuple):
    """A forecast of one figure.

    Attributes
    ----------
    values : float64 [N]
        Shares, first days (inf: not by the horizon), or counts.
    weights : float64 [N]
        They sum to 1.
    unit : str
        ``share``, ``day`` or ``count``.
    horizon : int
        Last day that is looked at; read for days only.
    """

    values: np.ndarray
    weights: np.ndarray
    unit: str = "share"
    horizon: int = 0

    @property
    def span(self) -> float:
        """Width of the scale of days, from day 1 to beyond the horizon; 1 for shares."""
        return float(np.log(self.horizon + 1.0)) if self.unit == "day" else 1.0

    def on_scale(self, values: np.ndarray | float) -> np.ndarray:
        """Put values on the scale on which they are scored."""
        if self.unit == "day":
            return np.asarray(np.log(np.minimum(values, self.horizon + 1.0)))
        return np.asarray(np.log1p(values) if self.unit == "count" else values, dtype=float)


def score(sample: Sample, reported: float, chance: float) -> dict[str, Any]:
    """Score a forecast of a share at a day, a first day, or a count.

    Parameters
    ----------
    reported : float
        In the unit of the sample's values.
    chance : float
        From 0 to 1: where a reported value lies within a probability of its own.

    Returns
    -------
    dict
        Quantiles in the unit of the values; ``crps``, ``mae``, ``interval_score`` and ``width90``
        on the scale of scoring; ``pit``, ``hit50``, ``hit80``, ``hit90`` (by PIT), ``inside90``
        (closed interval).
    """
    low, middle, high = (float(x) for x in _at(sample, (0.05, 0.5, 0.95)))
    told = float(sample.on_scale(reported))
    place = pit(sample, reported, chance)
    return {
        **quantiles_of(sample),
        "pit": place,
        **{name: bool(abs(place - 0.5) <= width / 2) for name, width in HITS.items()},
        "inside90": bool(low <= told <= high),
        "width90": high - low,
        "crps": crps(sample.on_scale(sample.values), sample.weights, told),
        "mae": abs(middle - told),
        "interval_score": interval_score(low, high, told),
    }


def quantiles_of(sample: Sample) -> dict[str, float | None]:
    """Return the stored quantiles in the unit of the values; None for never."""
    found = quantiles(sample.values, sample.weights, np.array(SHOWN))
    plain = [float(value) if np.isfinite(value) else None for value in found]
    return dict(zip(NAMES, plain, strict=True))


def _at(sample: Sample, levels: tuple[float, ...]) -> np.ndarray:
    return quantiles(sample.on_scale(sample.values), sample.weights, np.array(levels))


def crps(values: np.ndarray, weights: np.ndarray, told: float) -> float:
    """Return the continuous ranked probability score of a weighted sample; 0 is best."""
    order = np.argsort(values)
    x, w = values[order], weights[order]
    below = np.cumsum(w) - w
    apart = (w * (x * below - (np.cumsum(w * x) - w * x))).sum()
    return max(float((w * np.abs(x - told)).sum() - apart), 0.0)


def interval_score(low: float, high: float, told: float) -> float:
    """Return the width of a 90 % interval plus twenty times the distance of a miss."""
    return high - low + 2.0 / MISSED * (max(low - told, 0.0) + max(told - high, 0.0))


def pit(sample: Sample, reported: float, chance: float) -> float:
    """Return where a reported value lies in its forecast, 0-1; within a tie, where chance says."""
    close = np.isclose(sample.values, reported, rtol=0.0, atol=1e-9)
    below = float(sample.weights[(sample.values < reported) & ~close].sum())
    return below + chance * float(sample.weights[close].sum())


def bound_score(sample: Sample, bound: float) -> dict[str, Any]:
    """Score a lower bound: the negative logarithm of its probability, a draw's worth off 0."""
    smallest = 0.5 / len(sample.values)
    there = float(sample.weights[sample.values >= bound - 1e-9].sum())
    sure = (there + smallest) / (1.0 + 2.0 * smallest)
    return {**quantiles_of(sample), "probability": there, "log_score": float(-np.log(sure))}
