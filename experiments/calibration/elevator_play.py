"""Play many elevator runs of one place that differ in a few quantities, and read a few counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from models.elevator import chunk
from models.elevator.sheet import SHEET
from sim.engine.ensemble import cores

ROWS = 20  # of a block: a few tenths of a second of one core, and little memory

Query = tuple[str, int]
"""A column of the daily series and a day of the run; a day before the first counts nothing."""


def play(
    known: Mapping[str, Any],
    varied: Mapping[str, np.ndarray],
    keys: np.ndarray,
    queries: Sequence[Query],
    threads: int | None = None,
) -> np.ndarray:
    """Play one run for each key and read counts, float64 [R, queries].

    Parameters
    ----------
    known : mapping of str to value
        Quantities that are the same in all runs.
    varied : mapping of str to float64 [R]
        Quantities that differ from run to run.
    keys : uint64 [R]
    queries : sequence of (column, day)
    """
    table = make_table(known, varied, len(keys))
    blocks = [slice(at, at + ROWS) for at in range(0, len(keys), ROWS)]
    with ThreadPoolExecutor(threads or cores()) as pool:
        parts = pool.map(lambda rows: _play_block(table[rows], keys[rows], queries), blocks)
        return np.concatenate([*parts, np.empty((0, len(queries)))])


def _play_block(table: Any, keys: np.ndarray, queries: Sequence[Query]) -> np.ndarray:
    days = chunk.days_lived(table)
    daily, _ = chunk.run_chunk(table, keys, days)
    told = [daily[name][:, day - 1] if day > 0 else np.zeros(len(keys)) for name, day in queries]
    return np.stack(told, axis=1).astype(np.float64)


def make_table(
    known: Mapping[str, Any], varied: Mapping[str, np.ndarray], runs: int
) -> np.recarray:
    """Build the run table, recarray [R]."""
    table = np.repeat(SHEET.table([known]), runs).view(np.recarray)
    for name, values in varied.items():
        whole = SHEET.by_name[name].whole
        table[name] = np.rint(values).astype(np.int64) if whole else values
    return table
