"""Counting on a day: how many had come so far, read off daily series of which not all are kept."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.reported import FunnelObservation


def count_at(result: Any, series: str, day: int) -> np.ndarray:
    """Return a daily series at the end of a day, float64 [run]; NaN after the last simulated day.

    Where not every day is kept, the last one that is kept before it stands for the day; it is 0
    before the first day of the frame.
    """
    frame, counts = np.asarray(result["day"]), np.asarray(result[series])
    if day > frame[-1]:
        return np.full(len(counts), np.nan)
    if day < frame[0]:
        return np.zeros(len(counts))
    return counts[:, np.searchsorted(frame, day, side="right") - 1].astype(np.float64)


def funnel_value(result: Any, seen: FunnelObservation) -> np.ndarray:
    """Return what the runs say of a figure of a funnel, float64 [run]; NaN where nothing is."""
    name = f"cohort_{seen.to_stage}" if seen.reading == "cohort" else seen.to_stage
    came = count_at(result, name, seen.last_day)
    if seen.reading == "flow":
        came = came - count_at(result, name, seen.first_day - 1)
    if not seen.base:
        return came * seen.times
    series = np.asarray(result[seen.base])
    whole = count_at(result, seen.base, seen.last_day) if series.ndim > 1 else series
    return np.where(whole > 0, came / np.maximum(whole, 1) * seen.times, np.nan)
