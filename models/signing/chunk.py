"""Run a chunk of runs: the signing model's side of the ensemble.

Every model offers the same few names: ``SHEET`` and ``METHODS`` (``sheet.py``), ``run_chunk``, and
``DAILY`` and ``NOW``, the columns of what it returns.
"""

from __future__ import annotations

import numpy as np

from models.signing.day import run_rows
from models.signing.town import DAILY, NOW, Size, Town, build_town
from sim.engine.rows import empty_rows, plain_rows
from sim.people.neighbours import most_ties

__all__ = ["DAILY", "NOW", "days_lived", "make_room", "run_chunk"]


def days_lived(table: np.recarray) -> int:
    """Return the days from the first survey of any run to the last simulated day."""
    return int((table.last_day + table.preparation_days).max())


def make_room(table: np.recarray) -> Town:
    """Allocate a town that is large enough for every run of a table."""
    n = int(table.certificates.max())
    patch = max(int(table.certificates_per_worker.min() + 0.5), 1)
    lane = int((table.certificates_per_stairwell * table.stairwells_per_lane).min())
    return build_town(
        Size(
            households=n,
            workers=(n - 1) // patch + 1,
            lanes=(n - 1) // lane + 1,
            sites=int(table.plots.max()),
            firms=int(table.firms.max()),
            days=days_lived(table),
            slots=int(most_ties(table[(table.door_ties + table.lane_ties).argmax()])),
        )
    )


def run_chunk(
    table: np.recarray, keys: np.ndarray, days: int, town: Town | None = None
) -> tuple[np.recarray, np.recarray]:
    """Run every row of a table.

    Parameters
    ----------
    table : recarray [R] of ``SHEET.record``
    keys : uint64 [R], from ``run_key``
    days : int
        Days of the common frame; it ends on the last simulated day of each run.
    town : Town, optional
        Memory to use again; it must be large enough (``make_room``).

    Returns
    -------
    recarray [R, days] of ``DAILY`` and recarray [R] of ``NOW`` (the books on the last day).
    """
    daily, ends = empty_rows((len(table), days), DAILY), empty_rows(len(table), NOW)
    run_rows(town or make_room(table), empty_rows(1, NOW), table, keys, daily, ends)
    return plain_rows(daily, DAILY), plain_rows(ends, NOW)
