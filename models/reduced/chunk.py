"""Run a chunk of runs of the reduced rules: the same few names as every model offers."""

from __future__ import annotations

import numpy as np

from models.reduced.day import run_rows
from models.reduced.town import DAILY, NOW, Town, build_town
from sim.engine.rows import empty_rows, plain_rows

__all__ = ["DAILY", "NOW", "days_lived", "make_room", "run_chunk"]


def days_lived(table: np.recarray) -> int:
    """Return the days of the longest run."""
    return int(table.last_day.max())


def make_room(table: np.recarray) -> Town:
    """Allocate a town that is large enough for every run of a table."""
    return build_town(
        households=int(table.households.max()),
        workers=int(table.workers.max()),
        ties=int((0.5 * table.mean_ties * table.households).max()),
        days=days_lived(table),
        visits=int(table.visits_per_worker_per_day.max()),
    )


def run_chunk(
    table: np.recarray, keys: np.ndarray, days: int, town: Town | None = None
) -> tuple[np.recarray, np.recarray]:
    """Run every row of a table; arguments and results as in ``models.signing.chunk.run_chunk``."""
    daily, ends = empty_rows((len(table), days), DAILY), empty_rows(len(table), NOW)
    run_rows(town or make_room(table), empty_rows(1, NOW), table, keys, daily, ends)
    return plain_rows(daily, DAILY), plain_rows(ends, NOW)
