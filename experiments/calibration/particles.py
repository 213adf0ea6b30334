"""Particles of the exact stage: coordinates, luck, what runs did at them, how likely that is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from experiments.calibration.bank import Bank, read_block, write_block
from experiments.calibration.emulator import Emulator, emulated_terms
from experiments.calibration.study import Study


class Particles(NamedTuple):
    """N joint draws of global and local coordinates and of each case's luck.

    ``z`` float64 [N, D]; for each case ``local`` float64 [N, L], ``keys`` uint64 [N] and ``stats``
    float64 [N, M]; ``exact`` and ``emulated`` float64 [N, C]: log likelihood of each case.
    """

    z: np.ndarray
    local: tuple[np.ndarray, ...]
    keys: tuple[np.ndarray, ...]
    stats: tuple[np.ndarray, ...]
    exact: np.ndarray
    emulated: np.ndarray

    @property
    def ratio(self) -> np.ndarray:
        """Log of exact over emulated likelihood, float64 [N]."""
        return np.asarray((self.exact - self.emulated).sum(axis=1))

    def take(self, rows: np.ndarray) -> Particles:
        """Return some rows, in a given order."""
        return self._each(lambda column: column[rows])

    def where(self, better: np.ndarray, other: Particles) -> Particles:
        """Return ``other`` in rows where ``better`` holds, this elsewhere; ``better`` bool [N]."""
        pairs = iter(other.columns())

        def choose(old: np.ndarray) -> np.ndarray:
            shape = (-1,) + (1,) * (old.ndim - 1)
            return np.where(better.reshape(shape), next(pairs), old)

        return self._each(choose)

    def columns(self) -> list[np.ndarray]:
        """List all arrays, in order."""
        return [self.z, *self.local, *self.keys, *self.stats, self.exact, self.emulated]

    def _each(self, made: Callable[[np.ndarray], np.ndarray]) -> Particles:
        """Make other particles of every array, in the order of ``columns``."""
        z = made(self.z)
        local, keys, stats = (tuple(made(a) for a in many) for many in self[1:4])
        return Particles(z, local, keys, stats, made(self.exact), made(self.emulated))


class Judge(NamedTuple):
    """What tells how likely particles are: the study, its emulators, and how runs are played."""

    study: Study
    emulators: list[Emulator]
    cap: int
    threads: int | None

    def emulated(self, case: int, z: np.ndarray, local: np.ndarray) -> np.ndarray:
        """Return the emulated log likelihood of one case, float64 [N]."""
        return emulated_terms(self.study, self.emulators, case, z, local).sum(axis=1)

    def play(
        self, case: int, z: np.ndarray, local: np.ndarray, keys: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Simulate one case; return its statistics [N, M] and log likelihood [N]."""
        stats = self.study.simulate(case, z, local, keys, self.cap, self.threads)
        return stats, self.study.log_likelihood(case, stats, z)

    def settle(
        self, z: np.ndarray, local: tuple[np.ndarray, ...], keys: tuple[np.ndarray, ...]
    ) -> Particles:
        """Simulate every case at coordinates; return the particles."""
        played = [self.play(c, z, local[c], keys[c]) for c in range(len(local))]
        emulated = np.stack([self.emulated(c, z, local[c]) for c in range(len(local))], axis=1)
        exact = np.stack([like for _, like in played], axis=1)
        return Particles(z, local, keys, tuple(stats for stats, _ in played), exact, emulated)


def fresh_keys(n: int, cases: int, luck: np.random.Generator) -> tuple[np.ndarray, ...]:
    """Draw keys of luck for each case, uint64 [N]."""
    return tuple(luck.integers(1, 2**63, n, dtype=np.uint64) for _ in range(cases))


def save(file: Path, particles: Particles, **more: np.ndarray) -> None:
    """Write particles, and further arrays with them, so that the exact stage can go on."""
    keys = np.column_stack([key.view(np.int64) for key in particles.keys])
    write_block(
        file, Bank(particles.z, particles.local, particles.stats), keys=keys,
        exact=particles.exact, emulated=particles.emulated, **more,
    )  # fmt: skip


def load(file: Path, cases: int) -> Particles:
    """Read particles that ``save`` wrote."""
    block = read_block(file, cases)
    with np.load(file, allow_pickle=False) as told:
        keys = tuple(column.copy().view(np.uint64) for column in told["keys"].T)
        return Particles(block.z, block.local, keys, block.stats, told["exact"], told["emulated"])
