"""Calibrate: bank, emulators, history matching, emulated fit, second bank, correction.

Each stage tells how far it is. What takes long (the banks, the runs at the posterior) is kept in
the folder piece by piece, and the rest depends on it and the seed alone: an interrupted calibration
goes on where it stopped, and ends as if it had not been interrupted.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import NamedTuple, Protocol

from experiments.calibration import bank as banks
from experiments.calibration import correct, fit, history
from experiments.calibration.bank import Bank
from experiments.calibration.emulator import Emulator
from experiments.calibration.marginal import Marginal
from experiments.calibration.proposals import Judge
from experiments.calibration.smc import Step
from experiments.calibration.study import Study

SCREEN_CAP = 450
"""Certificates simulated while emulators learn (more where the day of the last one is asked)."""

PRIOR_ROWS = 1000
"""Rows of the bank by which history matching measures what is ruled out."""


class Plan(NamedTuple):
    """How much is calculated: rows of both banks, particles, certificates, seed, threads."""

    rows: int = 4000
    second: int = 1000
    particles: int = 1000
    cap: int = SCREEN_CAP
    seed: int = 1
    threads: int | None = None


class Bar(Protocol):
    """What shows how far a stage is."""

    def __call__(self, done: float, note: str = "") -> None:
        """Show how much of the total is done, and a note."""


Bars = Callable[[str, float], AbstractContextManager[Bar]]
"""Opens a bar for a stage of a given total."""


class Calibrated(NamedTuple):
    """Everything a calibration found.

    ``like`` float64 [N, C]: log likelihood of each case at each draw, its local coordinates
    integrated out.
    """

    bank: Bank
    emulators: list[Emulator]
    ruled: history.Ruled
    emulated: fit.Emulated
    exact: correct.Corrected


def calibrate(study: Study, plan: Plan, folder: Path, bars: Bars) -> Calibrated:
    """Fit a study.

    Parameters
    ----------
    study : Study
    plan : Plan
    folder : Path
        Holds what an earlier attempt has left, and gets what this one keeps.
    bars : callable
        Shows progress.
    """
    first = simulate_prior(study, plan, folder, bars)
    emulators, emulated = _fit(study, [first], plan, bars, "first fit")
    refined = _refine(study, emulated, plan, folder, bars)
    emulators, emulated = _fit(study, [first, refined], plan, bars, "second fit")
    exact = _correct(study, emulators, emulated, plan, folder, bars)
    ruled = history.rule_out(Marginal(study, emulators, plan.seed), first.z[:PRIOR_ROWS])
    return Calibrated(first, emulators, ruled, emulated, exact)


def simulate_prior(study: Study, plan: Plan, folder: Path, bars: Bars) -> Bank:
    """Simulate the bank of prior draws, or read what an earlier attempt has left of it."""
    place = folder / "bank"
    place.mkdir(exist_ok=True)
    blocks: list[Bank] = []
    with bars("prior runs", plan.rows) as bar:
        for block in banks.make_blocks(study, plan.seed, plan.rows, plan.cap, place, plan.threads):
            blocks.append(block)
            bar(min(len(blocks) * banks.BLOCK, plan.rows))
    return banks.join(blocks)


def _fit(
    study: Study, known: list[Bank], plan: Plan, bars: Bars, name: str
) -> tuple[list[Emulator], fit.Emulated]:
    with bars(f"{name}: emulators", len(study.cases)) as bar:
        emulators = fit.relearn(study, known, plan.seed, bar)
    with bars(f"{name}: particles", 1.0) as bar:

        def told(step: Step) -> None:
            bar(step.temper, f"effective {step.effective:.0f}, moved {100 * step.accepted:.0f} %")

        return emulators, fit.fit_emulated(study, emulators, plan.seed, plan.particles, told)


def _refine(study: Study, found: fit.Emulated, plan: Plan, folder: Path, bars: Bars) -> Bank:
    file = folder / "bank" / "second.npz"
    with bars("runs near the posterior", plan.second) as bar:
        if not file.exists():
            made = fit.second_bank(study, found, plan.seed, plan.second, plan.cap, plan.threads)
            banks.write_block(file, made)
        bar(plan.second)
    return banks.read_block(file, len(study.cases))


def _correct(
    study: Study,
    emulators: list[Emulator],
    found: fit.Emulated,
    plan: Plan,
    folder: Path,
    bars: Bars,
) -> correct.Corrected:
    """Lead the emulated posterior to the exact one."""
    marginal = Marginal(study, emulators, plan.seed)
    judge = Judge(study, emulators, marginal, plan.cap, plan.seed, plan.threads)
    sets = (correct.ROUNDS + 1) * correct.SETS
    with bars("runs at the posterior", sets) as bar:
        return correct.correct(judge, found.z, folder, bar)
