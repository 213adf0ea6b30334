"""Run an ensemble: in memory, into a results folder, or to the end of one that was interrupted."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.cautions import warn
from experiments.checks import check_choice, check_telling, check_threads, refuse_overrides
from experiments.errors import UserError
from experiments.hold import hold
from experiments.ledger import ledger_of
from experiments.manifest import NAME as MANIFEST
from experiments.manifest import provenance, read_manifest
from experiments.plan import Plan
from experiments.progress import live
from experiments.scenario import Scenario
from experiments.shards import write_block
from experiments.store import (
    close_folder,
    create_folder,
    missing,
    plan_in,
    read_ledger,
    to_resume,
)
from experiments.summary import SUMMARY, write_summary
from experiments.telling import as_told

if TYPE_CHECKING:
    import xarray as xr

    from experiments.ledger import Ledger

OUTPUTS = Path("outputs")


def run_ensemble(
    scenario: Scenario,
    runs: int = 400,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "",
    output: str | Path | None = None,
    progress: bool = True,
    **agent_classes: type | None,
) -> xr.Dataset:
    """Run an ensemble of one scenario.

    Parameters
    ----------
    scenario : Scenario
        From ``load_scenario``.
    runs : int
        Replicates.
    seed : int
        Seed; scenarios run with the same seed share their luck, replicate by replicate.
    threads : int, optional
        All cores unless given; it changes no number.
    parameters : str
        ``"posterior"``: unknown facts and behaviour drawn as reported campaigns leave them
        possible, usual where a posterior is shipped; ``"point"``: unknown facts at their medians,
        usual elsewhere; ``"prior"``: unknown facts and behaviour drawn.
    output : str or Path, optional
        A new or empty folder to write the results to as well.
    progress : bool
        Show progress on standard error.
    **agent_classes
        ``resident_class=`` and the like are understood, and refused where they override behaviour.

    Returns
    -------
    Dataset
        See ``experiments.results.to_dataset``.

    Raises
    ------
    UserError
        An argument cannot be used, or agents override behaviour: compiled runs would ignore it.
    """
    from experiments.results import to_dataset

    refuse_overrides(agent_classes, scenario.model)
    check_threads(threads)
    plan = Plan(scenario, runs, seed, parameters)
    if progress:
        warn(plan)
    if output is None:
        blocks = live(plan, plan.blocks, threads, progress)
        return to_dataset(ledger_of(plan, blocks, provenance(plan)))
    folder = Path(output)
    create_folder(folder, plan)
    return to_dataset(finish_folder(folder, plan, threads, progress))


def finish_folder(folder: Path, plan: Plan, threads: int | None, progress: bool) -> Ledger:
    """Compute the missing blocks of a folder, summarise and close it; print and draw nothing."""
    with hold(folder):
        fill(folder, plan, threads, progress)
        ledger = read_ledger(folder)
        write_summary(folder, ledger, plan.scenario.observations)
        close_folder(folder)
    return ledger


def run_folder(
    scenario: Scenario,
    *,
    runs: int = 400,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "",
    engine: str = "threads",
    output: str | Path | None = None,
    format: str = "table",
    language: str | None = None,
) -> Path:
    """Run an ensemble into a results folder; print the table and the paths written.

    Parameters
    ----------
    scenario, runs, seed, threads, parameters
        As for ``run_ensemble``.
    engine : str
        ``"threads"``.
    output : str or Path, optional
        A new or empty folder; otherwise ``outputs/<date>/<time>-run-<scenario>``.
    format : str
        ``"table"``, or ``"json"``: standard output then holds the JSON list and nothing else.
    language : str, optional
        ``"en"`` (default) or ``"zh"``.

    Returns
    -------
    Path
        The results folder.

    Raises
    ------
    UserError
        An argument cannot be used.
    KeyboardInterrupt
        After Ctrl-C, once it was said how to go on; finished blocks are kept.
    """
    language = language or "en"
    check_choice("engine", engine, ("threads",))
    check_telling(threads, format, language)
    plan = Plan(scenario, runs, seed, parameters)
    folder = Path(output) if output is not None else new_name("run", scenario.name)
    warn(plan)
    with explained(folder):
        create_folder(folder, plan)
        return _go_on(folder, plan, threads, format, language)


def resume_folder(
    folder: str | Path,
    *,
    threads: int | None = None,
    format: str = "table",
    language: str | None = None,
) -> Path:
    """Compute what is missing in a results folder, then print the table and the paths.

    Raises
    ------
    UserError
        It is no results folder, or its rules, packages or machine differ from the present ones.
    """
    language = language or "en"
    check_telling(threads, format, language)
    place = Path(folder)
    if read_manifest(place)["complete"]:
        print(f"{folder} is complete: nothing is left to do.", file=sys.stderr)
        return place
    with explained(place):
        return _go_on(place, plan_in(place), threads, format, language)


def _go_on(folder: Path, plan: Plan, threads: int | None, format: str, language: str) -> Path:
    """Compute the missing blocks of a folder, print the table, draw, and close the folder."""
    with hold(folder):
        fill(folder, plan, threads, progress=True)
        ledger = read_ledger(folder)
        json = format == "json"
        print(as_told(ledger, plan.scenario, format, language), flush=True)
        write_summary(folder, ledger, plan.scenario.observations)
        pictures = _draw(ledger, plan.scenario, folder, language)
        close_folder(folder)
    _tell_paths(folder, pictures, sys.stderr if json else sys.stdout)
    return folder


@contextlib.contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Say how to go on where the work stops early; the caller prints it."""
    try:
        yield
    except KeyboardInterrupt:
        if not (folder / MANIFEST).is_file():
            raise KeyboardInterrupt("Interrupted before the first run; nothing is kept.") from None
        told = f"Interrupted; what is finished is kept. Go on with: {to_resume(folder)}"
        raise KeyboardInterrupt(told) from None
    except BrokenPipeError:  # the reader of the table has left; the disk is well
        raise
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise UserError(
            f"{folder}: it cannot be written any more ({why}). What is finished is kept. "
            f"Put that right, then go on with: {to_resume(folder)}"
        ) from fault


def fill(folder: Path, plan: Plan, threads: int | None, progress: bool) -> None:
    """Compute the missing blocks and put each on disk as soon as it is there."""
    with contextlib.closing(live(plan, missing(folder, plan), threads, progress)) as blocks:
        for block in blocks:
            write_block(folder, plan, block)


def _draw(ledger: Ledger, scenario: Scenario, folder: Path, language: str) -> list[Path]:
    from experiments.figures import draw_run
    from experiments.results import to_dataset

    return [Path(path) for path in draw_run(to_dataset(ledger), scenario, folder, language)]


def _tell_paths(folder: Path, pictures: list[Path], stream: Any) -> None:
    paths = [*pictures, folder / SUMMARY, folder / "runs", folder / "days", folder]
    print("\n" + "\n".join(str(path) for path in paths), file=stream, flush=True)


def new_name(verb: str, scenario: str) -> Path:
    """Name a folder after the day and the time; a second one in the same second gets a number."""
    time = datetime.now()
    first = OUTPUTS / f"{time:%Y-%m-%d}" / f"{time:%H%M%S}-{verb}-{scenario}"
    names = [first, *(first.with_name(f"{first.name}-{n}") for n in range(2, 100))]
    return next(name for name in names if not name.exists())
