"""Play the arms of a comparison: in memory, or to the end of a folder, begun or interrupted."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from experiments.arms import Arm
from experiments.arms_folder import close_comparison
from experiments.cautions import cautions
from experiments.comparison import Comparison, drop_days
from experiments.hold import hold
from experiments.ledger import Ledger
from experiments.manifest import read_any, read_manifest
from experiments.paired import COLUMNS, MEDIANS
from experiments.plan import Plan
from experiments.run import finish_folder, run_ensemble
from experiments.store import plan_in, read_ledger
from experiments.summary import SUMMARY, write_csv

COMPARE = "compare"


def play_in_memory(
    arms: Sequence[Arm], plans: Sequence[Plan], group: str, threads: int | None, progress: bool
) -> Comparison:
    """Play every arm, write nothing."""
    from experiments.results import from_dataset

    played: dict[str, Ledger] = {}
    for number, (arm, plan) in enumerate(zip(arms, plans, strict=True), start=1):
        _announce(progress, number, len(arms), arm.label)
        ran = run_ensemble(
            plan.scenario, plan.runs, plan.seed, threads, plan.parameters, None, progress
        )
        played[arm.label] = drop_days(from_dataset(ran))
    return Comparison(arms[0].scenario, group, played)


def play_folder(
    folder: Path, threads: int | None, progress: bool, language: str = "en"
) -> Comparison:
    """Finish the arms of a folder, compare them, and close the folder."""
    with hold(folder):
        manifest = read_any(folder)
        first = plan_in(folder / manifest["arms"][0]["folder"]).scenario
        played = _played(folder, manifest["arms"], threads, progress)
        comparison = Comparison(first, manifest["compared"], played)
        _write(comparison, folder, language)
        close_comparison(folder)
    return comparison


def _played(
    folder: Path, arms: Sequence[dict[str, str]], threads: int | None, progress: bool
) -> dict[str, Ledger]:
    """Bring each arm to its end: one that is complete is read, the others are finished."""
    played: dict[str, Ledger] = {}
    for number, arm in enumerate(arms, start=1):
        place = folder / arm["folder"]
        plan, done = plan_in(place), read_manifest(place)["complete"]
        _announce(progress, number, len(arms), arm["label"], done)
        ledger = read_ledger(place) if done else finish_folder(place, plan, threads, progress)
        played[arm["label"]] = drop_days(ledger)
    return played


def _write(comparison: Comparison, folder: Path, language: str) -> None:
    """Write the tables and the picture of a comparison."""
    write_csv(folder / f"{COMPARE}.csv", comparison.rows, COLUMNS)
    write_csv(folder / SUMMARY, comparison.rows, MEDIANS)
    comparison.save_picture(folder, COMPARE, language)


def _announce(progress: bool, number: int, of: int, label: str, done: bool = False) -> None:
    if progress:
        told = f"arm {number} of {of}: {label}{', finished before' if done else ''}"
        print(told, file=sys.stderr, flush=True)


def warn_once(plans: Iterable[Plan]) -> None:
    """Print each caution once, whichever arms it is for."""
    for told in dict.fromkeys(line for plan in plans for line in cautions(plan)):
        print(told, file=sys.stderr)
