"""Live through the blocks of a plan, and show how far it is and how long it will take."""

from __future__ import annotations

import sys
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from experiments.plan import Plan
from sim.engine.ensemble import Block, compile_rules, run_in_blocks


def live(
    plan: Plan, blocks: Mapping[int, slice], threads: int | None, progress: bool
) -> Generator[Block, None, None]:
    """Run some blocks of a plan, with progress and time left on standard error.

    Parameters
    ----------
    plan : Plan
    blocks : mapping of int to slice
        Rows of each block that is wanted, by number.
    threads : int or None
        None for all cores.
    progress : bool
        False keeps silent.
    """
    from tqdm.auto import tqdm

    if not blocks:
        return
    if progress:
        announce_compiling(plan.chunk)
    frame = (plan.table(), plan.keys(), plan.days)
    compile_rules(plan.chunk, *frame)
    done = plan.size - sum(_count(rows) for rows in blocks.values())
    with tqdm(total=plan.size, initial=done, unit=" runs", disable=not progress) as bar:
        for block in run_in_blocks(plan.chunk, *frame, blocks, threads):
            yield _thinned(plan, block)
            bar.update(_count(blocks[block.number]))


def announce_compiling(chunk: Any) -> None:
    """Say so where the rules of a model are still to be compiled."""
    if _must_compile(chunk):
        print("compiling the rules, about a minute, once", file=sys.stderr, flush=True)


def _thinned(plan: Plan, block: Block) -> Block:
    """Keep the days of a block that the plan keeps."""
    if len(plan.frame) == plan.days:
        return block
    kept = plan.frame - plan.frame[-1] - 1  # places from the end: the last day is -1
    return block._replace(daily=block.daily[:, kept].view(np.recarray))


def _count(rows: slice) -> int:
    return int(rows.stop - rows.start)


def _must_compile(chunk: Any) -> bool:
    """Tell whether the compiled rules are missing in the user's cache folder."""
    rows = getattr(chunk, "run_rows", None)
    stats = getattr(rows, "stats", None)  # none with the compiler off
    if stats is None or not stats.cache_path:
        return False
    return not any(Path(stats.cache_path).glob(f"*.{chunk.run_rows.__name__}-*.nbi"))
