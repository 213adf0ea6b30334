"""Fair timing on a shared machine: contestants take turns, and processor time is counted.

Processor time leaves out the time in which somebody else had the core. It still varies, with what
the neighbours do to caches and clock rates: so contestants take turns inside one window, a ratio is
the median of the ratios of each round. Medians stand beside minima; an absolute target in
milliseconds is held against the minimum, the time of a core that was left alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np


class Contestant(NamedTuple):
    """Something to time."""

    act: Callable[[], object]
    runs: int  # runs in one call


def take_turns(contestants: Mapping[str, Contestant], rounds: int) -> dict[str, np.ndarray]:
    """Time every contestant once in each round.

    Returns
    -------
    float [rounds] of milliseconds of processor time per run, by name
    """
    spent: dict[str, list[float]] = {name: [] for name in contestants}
    for contestant in contestants.values():
        contestant.act()  # warm caches, compile
    for _ in range(rounds):
        for name, contestant in contestants.items():
            start = time.process_time()
            contestant.act()
            spent[name].append(1e3 * (time.process_time() - start) / contestant.runs)
    return {name: np.array(times) for name, times in spent.items()}


def row_of(times: np.ndarray, live: float) -> dict[str, float]:
    """Sum up one contestant: median and least time per run, and per live household-day."""
    median, least = float(np.median(times)), float(times.min())
    return {
        "ms per run, median": median,
        "ms per run, least": least,
        "ns per live household-day": 1e6 * median / live,
    }


def ratio(slow: np.ndarray, fast: np.ndarray) -> float:
    """Return how many times slower one contestant is than another, the median over rounds."""
    return float(np.median(slow / fast))
