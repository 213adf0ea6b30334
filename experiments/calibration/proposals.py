"""Simulated runs at draws of the posterior, and how much likelier they make each case.

For each draw and case some local coordinates are proposed from the prior, one of them is picked by
its emulated likelihood, and one run is simulated there. The likelihood of that run over the
emulated one, times what the proposals weigh, estimates without bias by how much the exact marginal
likelihood of the case differs from the emulated one.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy.special import logsumexp

from experiments.calibration.bank import Bank, keys_of, read_block, write_block
from experiments.calibration.emulator import Emulator, emulated_terms
from experiments.calibration.marginal import Marginal, pick
from experiments.calibration.study import Study

CANDIDATES = 48
"""Local coordinates proposed at once."""


class Judge(NamedTuple):
    """What tells how likely draws are: the study, its emulators, how runs are played."""

    study: Study
    emulators: list[Emulator]
    marginal: Marginal
    cap: int
    seed: int
    threads: int | None


class Runs(NamedTuple):
    """One run of every case at each of N draws.

    ``local`` and ``stats`` for each case float64 [N, L] and [N, M]; ``ratio`` float64 [N, C]: log
    of the estimated exact over the emulated marginal likelihood.
    """

    local: tuple[np.ndarray, ...]
    stats: tuple[np.ndarray, ...]
    ratio: np.ndarray


def run_at(judge: Judge, z: np.ndarray, number: int, folder: Path) -> Runs:
    """Simulate every case once at draws [N, D], or read the runs an earlier attempt has left.

    ``number`` tells sets of runs apart: each has luck of its own.
    """
    file = folder / f"runs-{number:03}.npz"
    if not file.exists():
        made = [_run_case(judge, case, z, number) for case in range(len(judge.study.cases))]
        local, stats = (tuple(part[k] for part in made) for k in (0, 1))
        ratio = np.stack([part[2] for part in made], axis=1)
        write_block(file, Bank(z, local, stats), ratio=ratio)
    block = read_block(file, len(judge.study.cases))
    with np.load(file, allow_pickle=False) as told:
        return Runs(block.local, block.stats, told["ratio"])


def _run_case(
    judge: Judge, case: int, z: np.ndarray, number: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Propose, pick and simulate; return local coordinates, statistics and log ratios."""
    luck = np.random.default_rng([judge.seed, number, case])
    local, picked, weight = propose(judge, case, z, luck)
    rows = np.arange(len(z)) + (number + 1) * 10**7
    keys = keys_of(judge.seed + 2, rows, case, len(judge.study.cases))
    stats = judge.study.simulate(case, z, local, keys, judge.cap, judge.threads)
    exact = judge.study.log_likelihood(case, stats, z)
    return local, stats, exact - picked + weight - judge.marginal.case(case, z)


def propose(
    judge: Judge, case: int, z: np.ndarray, luck: np.random.Generator
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Propose local coordinates and pick one for each draw by its emulated likelihood.

    Returns
    -------
    float64 [N, L], float64 [N], float64 [N]
        Those picked, their emulated log likelihood, and the log mean over all that were proposed.
    """
    n, width = len(z), len(judge.study.cases[case].dims)
    drawn = luck.standard_normal((n * CANDIDATES, width))
    rows = np.repeat(z, CANDIDATES, axis=0)
    terms = emulated_terms(judge.study, judge.emulators, case, rows, drawn)
    like = terms.sum(axis=1).reshape(n, CANDIDATES)
    taken = pick(like, luck)
    mean = np.asarray(logsumexp(like, axis=1) - np.log(CANDIDATES))
    at = np.arange(n)
    return drawn.reshape(n, CANDIDATES, width)[at, taken], like[at, taken], mean
