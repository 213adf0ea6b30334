"""The exact stage: from the emulated posterior to that of the simulator itself.

Each particle holds its own luck for every case, so its likelihood is an exact function of what it
holds. Particles are led from the emulated to the exact likelihood in steps; in between, local
coordinates are drawn anew and global ones moved. Proposals are screened by the emulators (delayed
acceptance) and accepted by simulated runs, at the same luck for global moves.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from experiments.calibration import particles as held
from experiments.calibration.marginal import pick
from experiments.calibration.particles import Judge, Particles, fresh_keys
from experiments.calibration.smc import effective_size, jump, next_step, resample, weights_of

CANDIDATES = 48
"""Local coordinates proposed at once, of which the emulators choose one."""

SCREENED = 12
"""Emulated Metropolis steps that make up one proposal of global coordinates."""

ROUNDS_AFTER = 3
"""Rounds of moves once the likelihood is exact."""


STATE = "particles.npz"


class Round(NamedTuple):
    """How far the exact stage has come, with the shares of moves accepted."""

    temper: float
    effective: float
    local_accepted: float
    global_accepted: float


class State(NamedTuple):
    """Everything that the next round needs."""

    particles: Particles
    temper: float
    scale: float
    rounds: tuple[Round, ...]


def correct(
    judge: Judge,
    start: Callable[[], Particles],
    seed: int,
    folder: Path,
    told: Callable[[Round], Any] = lambda round_: None,
) -> State:
    """Lead particles to the exact posterior, round by round, each of them kept in a folder.

    Parameters
    ----------
    start : callable
        Makes the particles of the emulated posterior, where the folder holds no round yet.
    folder : Path
        Holds the last finished round of an interrupted attempt.
    """  # fmt: skip
    state = _load(folder, len(judge.study.cases)) or State(start(), 0.0, 0.3, ())
    while not _done(state):
        luck = np.random.default_rng([seed, len(state.rounds), 7])
        state = _round(judge, state, luck)
        _save(folder, state)
        told(state.rounds[-1])
    return state


def _done(state: State) -> bool:
    exact = [r for r in state.rounds if r.temper >= 1.0]
    return len(exact) > ROUNDS_AFTER


def _round(judge: Judge, state: State, luck: np.random.Generator) -> State:
    """Let the exact likelihood count more, draw particles by weight, move them."""
    here, at = state.particles, state.temper
    effective = float(len(here.z))
    if at < 1.0:
        step = next_step(here.ratio, 1.0 - at)
        weights = weights_of(step * here.ratio)
        at, effective = min(at + step, 1.0), effective_size(weights)
        here = here.take(resample(weights, luck))
    here, local_accepted = refresh_locals(judge, here, at, luck)
    here = recentre(judge, here, luck)
    here, accepted = move_globals(judge, here, at, state.scale, luck)
    scale = float(np.clip(state.scale * np.exp(1.5 * (accepted - 0.3)), 0.05, 1.5))
    told = Round(at, effective, local_accepted, accepted)
    return State(here, at, scale, (*state.rounds, told))


def refresh_locals(
    judge: Judge, here: Particles, at: float, luck: np.random.Generator
) -> tuple[Particles, float]:
    """Draw local coordinates and luck of every case anew; keep those that exact runs accept.

    Of the present coordinates and fresh ones from the prior one is picked by emulated likelihood,
    which leaves the emulated posterior as it is (iterated sampling importance resampling).
    """
    accepted = []
    for case in range(len(judge.study.cases)):
        here, share = _refresh_one(judge, here, case, at, luck)
        accepted.append(share)
    return here, float(np.mean(accepted))


def _refresh_one(
    judge: Judge, here: Particles, case: int, at: float, luck: np.random.Generator
) -> tuple[Particles, float]:
    n, width = here.local[case].shape
    drawn = luck.standard_normal((n, CANDIDATES, width))
    drawn[:, 0] = here.local[case]
    like = judge.emulated(
        case, np.repeat(here.z, CANDIDATES, axis=0), drawn.reshape(n * CANDIDATES, width)
    ).reshape(n, CANDIDATES)
    taken = pick(like, luck)
    local, emulated = drawn[np.arange(n), taken], like[np.arange(n), taken]
    (keys,) = fresh_keys(n, 1, luck)
    stats, exact = judge.play(case, here.z, local, keys)
    gain = at * (exact - emulated - here.exact[:, case] + here.emulated[:, case])
    accept = np.log(luck.random(n)) < gain
    return _put(here, case, accept, local, keys, stats, exact, emulated), float(accept.mean())


def _put(
    here: Particles,
    case: int,
    accept: np.ndarray,
    local: np.ndarray,
    keys: np.ndarray,
    stats: np.ndarray,
    exact: np.ndarray,
    emulated: np.ndarray,
) -> Particles:
    """Put new local coordinates of one case into the particles that accept them."""
    other = Particles(
        here.z, _with(here.local, case, local), _with(here.keys, case, keys),
        _with(here.stats, case, stats), here.exact.copy(), here.emulated.copy(),
    )  # fmt: skip
    other.exact[:, case], other.emulated[:, case] = exact, emulated
    return here.where(accept, other)


def _with(many: tuple[np.ndarray, ...], case: int, new: np.ndarray) -> tuple[np.ndarray, ...]:
    return (*many[:case], new, *many[case + 1 :])


def recentre(judge: Judge, here: Particles, luck: np.random.Generator) -> Particles:
    """Move hyper-parameters while every case keeps what it has: no run changes by it."""
    shift = getattr(judge.study, "recentre", None)
    if shift is None:
        return here
    z, local = shift(here.z, here.local, luck)
    return here._replace(z=z, local=local)


def move_globals(
    judge: Judge, here: Particles, at: float, scale: float, luck: np.random.Generator
) -> tuple[Particles, float]:
    """Move global coordinates by emulated steps; keep where runs at the same luck accept."""
    z, emulated = here.z, here.emulated
    for _ in range(SCREENED):
        z, emulated = _screen(judge, here, z, emulated, scale, luck)
    other = judge.settle(z, here.local, here.keys)
    accept = np.log(luck.random(len(z))) < at * (other.ratio - here.ratio)
    moved = accept & (z != here.z).any(axis=1)
    return here.where(accept, other), float(moved.mean())


def _screen(
    judge: Judge,
    here: Particles,
    z: np.ndarray,
    emulated: np.ndarray,
    scale: float,
    luck: np.random.Generator,
) -> tuple[np.ndarray, np.ndarray]:
    """Take one Metropolis step of global coordinates on the emulated posterior."""
    proposed = z + scale * jump(here.z, luck)
    cases = range(len(here.local))
    like = np.stack([judge.emulated(c, proposed, here.local[c]) for c in cases], axis=1)
    gain = (like - emulated).sum(axis=1)
    gain -= 0.5 * (np.square(proposed) - np.square(z)).sum(axis=1)
    accept = (np.log(luck.random(len(z))) < gain)[:, None]
    return np.where(accept, proposed, z), np.where(accept, like, emulated)


def begin(
    judge: Judge, z: np.ndarray, local: tuple[np.ndarray, ...], luck: np.random.Generator
) -> Particles:
    """Make the first particles of the exact stage: simulated at draws of the emulated posterior."""
    return judge.settle(z, local, fresh_keys(len(z), len(local), luck))


def _save(folder: Path, state: State) -> None:
    told = np.array([tuple(r) for r in state.rounds])
    at = np.array([state.temper, state.scale])
    held.save(folder / STATE, state.particles, rounds=told, at=at)


def _load(folder: Path, cases: int) -> State | None:
    file = folder / STATE
    if not file.exists():
        return None
    with np.load(file, allow_pickle=False) as told:
        rounds = tuple(Round(*map(float, row)) for row in told["rounds"])
        at, scale = told["at"]
    return State(held.load(file, cases), float(at), float(scale), rounds)
