"""Run a chunk of runs: the elevator model's side of the ensemble.

Every model offers the same few names: ``SHEET`` and ``METHODS`` (``sheet.py``), ``run_chunk``, and
``DAILY`` and ``NOW``, the columns of what it returns.
"""

from __future__ import annotations

import numpy as np

from models.elevator.day import run_rows
from models.elevator.law import laws_of
from models.elevator.periods import periods_of
from models.elevator.town import DAILY, NOW, Size, Town, build_town
from sim.engine.rows import empty_rows, plain_rows

__all__ = ["DAILY", "NOW", "days_lived", "make_room", "run_chunk", "work_of"]


def days_lived(table: np.recarray) -> int:
    """Return the days of the longest run."""
    return int(table.last_day.max())


def work_of(table: np.recarray) -> float:
    """Return the household-days of one run, on average; idle stairwells cost next to nothing."""
    homes = table.floors * table.flats_per_floor
    return float((table.stairwells * (1.0 + 0.1 * homes) * table.last_day).mean())


def make_room(table: np.recarray) -> Town:
    """Allocate a town that is large enough for every run of a table; it holds the first's laws."""
    stairwells = int(table.stairwells.max())
    per = [int(v.min()) for v in (table.stairwells_per_worker, table.stairwells_per_estate,
                                  table.stairwells_per_street)]  # fmt: skip
    workers, estates, streets = ((stairwells - 1) // width + 1 for width in per)
    homes = int((table.stairwells * table.floors * table.flats_per_floor).max())
    town = build_town(Size(stairwells, homes, workers, estates, streets, days_lived(table)))
    if len(table):
        town.law[:], town.period[:] = laws_of(table[:1])[0], periods_of(table[:1])[0]
    return town


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
    daily = empty_rows((len(table), days), DAILY)
    ends = empty_rows(len(table), NOW)
    run_rows(town or make_room(table), empty_rows(1, NOW), table, laws_of(table),
             periods_of(table), keys, daily, ends)  # fmt: skip
    return plain_rows(daily, DAILY), plain_rows(ends, NOW)
