"""Shards: a finished block on disk is two Parquet files, complete or absent, whatever happens.

A file is written under a temporary name, synced, renamed, and its folder synced. The days come
first and the runs last: a block counts once its runs are there.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from experiments.ledger import Columns, rows_of

if TYPE_CHECKING:
    from experiments.plan import Plan
    from sim.engine.ensemble import Block

RUNS, DAYS = "runs", "days"
UNFINISHED = ".part"


def write_safely(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file that gets its own name only when it is whole and synced."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        write(unfinished)
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_text(path: Path, text: str) -> None:
    """Write a text as UTF-8 with plain line ends, all of it or nothing."""
    write_safely(path, lambda part: _put(part, text))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def sync_folder(folder: Path) -> None:
    """Make sure that a folder's list of names survives a power cut."""
    if os.name == "nt":  # Windows has no handle on a folder, and needs none
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_up(folder: Path) -> None:
    """Remove what a killed command left half written."""
    for place in (folder, folder / RUNS, folder / DAYS):
        for unfinished in place.glob(f".*{UNFINISHED}"):
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()


def shard(folder: Path, kind: str, number: int) -> Path:
    """Return the file of a block: ``kind`` is ``runs`` or ``days``."""
    return folder / kind / f"block-{number:06d}.parquet"


def finished(folder: Path, blocks: int) -> list[int]:
    """List the blocks that are there, both files of them."""
    return [
        number
        for number in range(blocks)
        if shard(folder, RUNS, number).is_file() and shard(folder, DAYS, number).is_file()
    ]


def write_block(folder: Path, plan: Plan, block: Block) -> None:
    """Put a finished block on disk."""
    rows = plan.blocks[block.number]
    days = {column.name: block.daily[column.name] for column in plan.chunk.DAILY}
    runs = rows_of(plan, rows, block.ends)
    write_pair(folder, block.number, runs, days, plan.frame, plan.days_of(rows))


def write_pair(
    folder: Path, number: int, runs: Columns, days: Columns, frame: np.ndarray, lived: np.ndarray
) -> None:
    """Put the columns of a block on disk: its days, then its runs.

    Parameters
    ----------
    runs : dict of str to array [R]
    days : dict of str to array [R, D]
    frame : int array [D]
        Day of each column of ``days``.
    lived : int array [R]
        Days that each run lived, up to the last of the frame.
    """
    from experiments.arrow import write_columns as write

    long = _long(days, frame, lived, runs["run_id"])
    write_safely(shard(folder, DAYS, number), lambda path: write(long, path))
    write_safely(shard(folder, RUNS, number), lambda path: write(runs, path))


def _long(days: Columns, frame: np.ndarray, lived: np.ndarray, run_ids: np.ndarray) -> Columns:
    """Lay days out in long form: a row for each run and day it lived."""
    kept = frame[None, :] > (frame[-1] - lived)[:, None]
    whose, column = np.nonzero(kept)
    names = {"run_id": run_ids[whose], "day": frame[column].astype(np.int32)}
    return names | {name: series[kept] for name, series in days.items()}


def read_runs(folder: Path, numbers: list[int]) -> Columns:
    """Read the table of runs of some blocks, in their order."""
    from experiments.arrow import read_columns

    parts = [read_columns(shard(folder, RUNS, number)) for number in numbers]
    return {name: np.concatenate([p[name] for p in parts]) for name in parts[0]}


def read_days(folder: Path, numbers: list[int], run_ids: np.ndarray) -> tuple[Columns, np.ndarray]:
    """Read daily series of some blocks.

    Returns
    -------
    dict of str to array [R, D]
        Rows in the order of ``run_ids``; zeros before a run's first day.
    int array [D]
        The days of the frame that are kept.
    """
    from experiments.arrow import read_columns

    parts = [read_columns(shard(folder, DAYS, number)) for number in numbers]
    first = int(min(part["day"].min() for part in parts))
    last = int(max(part["day"].max() for part in parts))
    row_of = {run_id: row for row, run_id in enumerate(run_ids)}
    there = np.zeros(last - first + 1, bool)
    for part in parts:
        there[part["day"] - first] = True
    place = np.cumsum(there) - 1
    series = {name: column for name, column in parts[0].items() if name not in ("run_id", "day")}
    size = (len(run_ids), int(there.sum()))
    days = {name: np.zeros(size, column.dtype) for name, column in series.items()}
    for part in parts:
        rows, columns = _rows(part["run_id"], row_of), place[part["day"] - first]
        for name in days:
            days[name][rows, columns] = part[name]
    return days, first + np.flatnonzero(there)


def _rows(run_ids: np.ndarray, row_of: dict[str, int]) -> np.ndarray:
    """Return the row of each line; the lines of a run stand together."""
    new = np.ones(len(run_ids), bool)
    new[1:] = run_ids[1:] != run_ids[:-1]
    rows = np.array([row_of[run_id] for run_id in run_ids[new]])
    return rows[np.cumsum(new) - 1]
