"""The fit by emulators: particles from the prior to the posterior, without a further run."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from experiments.calibration import emulator, smc
from experiments.calibration.bank import Bank, join, simulate_at
from experiments.calibration.emulator import Emulator
from experiments.calibration.marginal import Marginal
from experiments.calibration.study import Study

MIXED = 0.5
"""Share of the runs of a second bank whose local coordinates come from the prior."""


class Emulated(NamedTuple):
    """What a fit by emulators gives.

    ``z`` float64 [N, D] and ``local`` (for each case float64 [N, L]) are draws of the emulated
    posterior, ``steps`` how tempering went.
    """

    z: np.ndarray
    local: tuple[np.ndarray, ...]
    steps: list[smc.Step]


def fit_emulated(
    study: Study,
    emulators: list[Emulator],
    seed: int,
    particles: int,
    told: Callable[[smc.Step], Any] = lambda step: None,
) -> Emulated:
    """Fit a study by its emulators.

    Parameters
    ----------
    particles : int
        N, the draws of the posterior.
    told : callable
        Hears each step of tempering.
    """  # fmt: skip
    luck = np.random.default_rng([seed, 3])
    marginal = Marginal(study, emulators, seed)
    start = luck.standard_normal((particles, len(study.dims)))
    z, _, steps = smc.temper(lambda at: marginal.by_case(at).sum(axis=1), start, luck, told)
    return Emulated(z, marginal.draw_local(z, luck), steps)


def second_bank(
    study: Study, found: Emulated, seed: int, rows: int, cap: int, threads: int | None = None
) -> Bank:
    """Simulate where a first fit found the posterior to be, so that emulators are sharp there."""
    luck = np.random.default_rng([seed, 5])
    taken = luck.integers(0, len(found.z), rows)
    z = found.z[taken]
    local = []
    for own in found.local:
        fresh = luck.random(rows) < MIXED
        drawn = luck.standard_normal((rows, own.shape[1]))
        near = own[taken] + 0.2 * luck.standard_normal((rows, own.shape[1]))
        local.append(np.where(fresh[:, None], drawn, near))
    made = tuple(local)
    return Bank(z, made, simulate_at(study, z, made, seed + 1, 10**6, cap, threads))


def relearn(
    study: Study, banks: list[Bank], seed: int, told: Callable[[int], Any] = lambda done: None
) -> list[Emulator]:
    """Learn emulators from several banks of the same study."""
    return emulator.learn(study, join(banks), seed, told)
