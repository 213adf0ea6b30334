"""The bank: simulations under the prior, kept, from which everything else starts.

Row r of the bank is one draw of the global coordinates and, for each case, one draw of its local
ones, one run's luck and the statistics that came out. It is written in blocks, so that an
interrupted bank goes on where it stopped; a block depends on the seed and its number alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.calibration.study import Study
from sim.engine.luck import run_key

BLOCK = 100
"""Rows of a block."""


class Bank(NamedTuple):
    """Draws from the prior and what came of them.

    ``z`` float64 [B, D]; ``local`` and ``stats``, for each case, float64 [B, L] and [B, M].
    """

    z: np.ndarray
    local: tuple[np.ndarray, ...]
    stats: tuple[np.ndarray, ...]

    def take(self, rows: np.ndarray | slice) -> Bank:
        """Return some rows."""
        return Bank(
            self.z[rows], tuple(a[rows] for a in self.local), tuple(a[rows] for a in self.stats)
        )


def join(banks: list[Bank]) -> Bank:
    """Put banks of the same study one below the other."""
    cases = range(len(banks[0].local))
    return Bank(
        np.concatenate([b.z for b in banks]),
        tuple(np.concatenate([b.local[c] for b in banks]) for c in cases),
        tuple(np.concatenate([b.stats[c] for b in banks]) for c in cases),
    )


def keys_of(seed: int, rows: np.ndarray, case: int, cases: int) -> np.ndarray:
    """Return a key of luck for each row of one case: no two rows or cases share it."""
    return np.array([run_key(seed, int(row) * cases + case) for row in rows], dtype=np.uint64)


def simulate_at(
    study: Study,
    z: np.ndarray,
    local: tuple[np.ndarray, ...],
    seed: int,
    first: int,
    cap: int,
    threads: int | None = None,
) -> tuple[np.ndarray, ...]:
    """Play every case at given coordinates; return its statistics, for each case [R, M]."""
    rows, cases = np.arange(first, first + len(z)), len(study.cases)
    return tuple(
        study.simulate(c, z, local[c], keys_of(seed, rows, c, cases), cap, threads)
        for c in range(cases)
    )  # fmt: skip


def draw_prior(study: Study, seed: int, block: int, rows: int) -> Bank:
    """Draw coordinates from the prior; statistics are still empty."""
    luck = np.random.default_rng([seed, block])
    z = luck.standard_normal((rows, len(study.dims)))
    local = tuple(luck.standard_normal((rows, len(case.dims))) for case in study.cases)
    return Bank(z, local, tuple(np.empty((rows, 0)) for _ in study.cases))


def make_blocks(
    study: Study, seed: int, rows: int, cap: int, folder: Path, threads: int | None = None
) -> Iterator[Bank]:
    """Simulate a bank block by block, or read those that an earlier attempt has left.

    Parameters
    ----------
    rows : int
        Rounded up to whole blocks.
    cap : int
        Certificates simulated of each case, at most.
    folder : Path
        Where blocks are kept, one file each.
    """
    for block in range(-(-rows // BLOCK)):
        file = folder / f"block-{block:05}.npz"
        if not file.exists():
            drawn = draw_prior(study, seed, block, BLOCK)
            stats = simulate_at(study, drawn.z, drawn.local, seed, block * BLOCK, cap, threads)
            write_block(file, drawn._replace(stats=stats))
        yield read_block(file, len(study.cases))


def write_block(file: Path, bank: Bank, **more: np.ndarray) -> None:
    """Write a block, and further arrays with it: the file is complete or absent."""
    named = {"z": bank.z} | more
    for case, (local, stats) in enumerate(zip(bank.local, bank.stats, strict=True)):
        named |= {f"local_{case}": local, f"stats_{case}": stats}
    temporary = file.with_suffix(".part")
    with temporary.open("wb") as out:
        np.savez_compressed(out, allow_pickle=False, **named)
    temporary.replace(file)


def read_block(file: Path, cases: int) -> Bank:
    """Read a block; arrays of numbers only."""
    with np.load(file, allow_pickle=False) as told:
        return Bank(
            told["z"],
            tuple(told[f"local_{case}"] for case in range(cases)),
            tuple(told[f"stats_{case}"] for case in range(cases)),
        )
