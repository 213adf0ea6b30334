"""Run a table of runs in blocks on threads; nothing else.

Compiled runs hold no lock, so threads share the processor's cores without a second compilation.
Where blocks begin and end depends on the table alone: a result is the same with any number of
threads. Whoever asked gets the blocks as they are finished, and decides what to keep.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from itertools import islice
from typing import Any, NamedTuple, Protocol

import numpy as np

HOUSEHOLD_DAYS = 20_000_000  # in one block: between 0.2 and 1 s of one core
STEPS = 20  # blocks that even a small ensemble is cut into, so that progress shows


class Chunk(Protocol):
    """What a model offers to be run in blocks (such as ``models.signing.chunk``)."""

    def make_room(self, table: Any) -> Any:
        """Allocate memory that is large enough for every run of a table."""

    def run_chunk(
        self, table: Any, keys: np.ndarray, days: int, town: Any = None
    ) -> tuple[np.recarray, np.recarray]:
        """Run every row of a table; return daily series [R, days] and the books at the end [R]."""


class Block(NamedTuple):
    """A finished block: its number, daily series [R, days] and the books at the end [R]."""

    number: int
    daily: np.recarray
    ends: np.recarray


def cores() -> int:
    """Return the number of cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def cut(runs: int, household_days: float) -> list[slice]:
    """Cut a table of runs into blocks of about equal work.

    Parameters
    ----------
    runs : int
        Rows of the table.
    household_days : float
        Households times days of one run, on average.
    """
    by_work = int(HOUSEHOLD_DAYS / max(household_days, 1.0))
    size = max(1, min(by_work, -(-runs // STEPS)))
    return [slice(first, min(first + size, runs)) for first in range(0, runs, size)]


def compile_rules(chunk: Chunk, table: np.recarray, keys: np.ndarray, days: int) -> None:
    """Run no row at all: the rules are compiled, or loaded, before threads need them."""
    chunk.run_chunk(table[:0], keys[:0], days, chunk.make_room(table[:1]))


def run_in_blocks(
    chunk: Chunk,
    table: np.recarray,
    keys: np.ndarray,
    days: int,
    blocks: Mapping[int, slice],
    threads: int | None = None,
) -> Iterator[Block]:
    """Run blocks of a table; yield each when it is finished, in order of completion.

    Parameters
    ----------
    chunk : module
        The model's side (``make_room``, ``run_chunk``).
    table : recarray [R]
        One record of parameters for each run.
    keys : uint64 [R]
        From ``run_key``.
    days : int
        Days of the common frame.
    blocks : mapping of int to slice
        Rows of each block that is wanted, by number.
    threads : int, optional
        All cores unless given.

    Notes
    -----
    After an interruption no further block starts. At Ctrl-C the running ones are waited for and
    yielded, then it is raised again; where the reader closes the iterator they are dropped.
    """
    memory = threading.local()

    def live(number: int) -> Block:
        if not hasattr(memory, "town"):
            memory.town = chunk.make_room(table)
        rows = blocks[number]
        return Block(number, *chunk.run_chunk(table[rows], keys[rows], days, memory.town))

    many = threads or cores()
    pool = ThreadPoolExecutor(many, thread_name_prefix="runs")
    ahead = iter(blocks)
    running: set[Future[Block]] = set()
    try:
        running = {pool.submit(live, number) for number in islice(ahead, many + 1)}
        while running:
            finished, running = wait(running, return_when=FIRST_COMPLETED)
            running |= {pool.submit(live, number) for number in islice(ahead, len(finished))}
            yield from _in_order(finished)
    except KeyboardInterrupt:
        pool.shutdown(wait=True, cancel_futures=True)
        yield from _in_order({future for future in running if not future.cancelled()})
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _in_order(finished: set[Future[Block]]) -> list[Block]:
    return sorted((future.result() for future in finished), key=lambda block: block.number)
