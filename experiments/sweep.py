"""Sweep: the points of a design with the same people and luck, in memory or in a results folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from experiments.cautions import warn
from experiments.checks import check_telling, check_threads
from experiments.hold import hold
from experiments.ledger import Columns, Notes, ledger_of, notes_of
from experiments.manifest import provenance, read_manifest
from experiments.progress import live
from experiments.run import explained, fill, new_name
from experiments.scenario import Scenario
from experiments.store import close_folder, to_resume
from experiments.summary import as_json
from experiments.sweep_arms import Given, plan_sweep
from experiments.sweep_folder import create_sweep, plan_to_resume, sweep_in
from experiments.sweep_outcomes import joined, thin, thin_folder
from experiments.sweep_plan import SweepPlan
from experiments.sweep_result import SweepResult


def run_sweep(
    scenario: str | Scenario,
    design: Given,
    *,
    overrides: Iterable[str] = (),
    runs: int | None = None,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "",
    output: str | Path | None = None,
    config_dir: str | Path | None = None,
    every_day: bool = False,
    progress: bool = True,
) -> SweepResult:
    """Play the points of a design with the same luck.

    Parameters
    ----------
    scenario : str or Scenario
        Its name, or a scenario from ``load_scenario``, whose overrides then hold for all points.
    design : str, Path or mapping
        A shipped design (``"demo"``), the path of a YAML file, or its keys:
        ``{"kind": "grid", "quantities": {"threshold": [0.85, 0.9]}}``.
    overrides : sequence of str
        For all points, as for ``load_scenario``.
    runs : int, optional
        Of each point; as the design says unless given, else 100.
    seed, threads, parameters, progress
        As for ``run_ensemble``. Replicate r has the same luck, and draws, at every point.
    output : str or Path, optional
        A new or empty folder to write the results to as well.
    config_dir : path, optional
        A folder with files of your own, ``sweep/`` among them.
    every_day : bool
        Keep all days of a sweep of more than 100,000 runs too.

    Returns
    -------
    SweepResult
        With ``.table`` (pandas) and ``.plot()``.

    Raises
    ------
    ConfigError
        Tells everything that is wrong with scenario, design and overrides.
    UserError
        Another argument cannot be used.
    """
    check_threads(threads)
    plan = plan_sweep(
        scenario, design, [*overrides], config_dir=config_dir, runs=runs, seed=seed,
        parameters=parameters, every_day=every_day,
    )  # fmt: skip
    return play(plan, threads, output, progress)


def play(
    plan: SweepPlan, threads: int | None, output: str | Path | None, progress: bool
) -> SweepResult:
    """Play a plan: in memory, or in a new folder."""
    if progress:
        warn(plan)
    if output is None:
        return play_in_memory(plan, threads, progress)
    create_sweep(Path(output), plan)
    return play_folder(Path(output), plan, threads, progress)


def play_in_memory(plan: SweepPlan, threads: int | None, progress: bool) -> SweepResult:
    """Play every point, write nothing."""
    figures, told = plan.scenario.observations, provenance(plan)
    blocks = live(plan, plan.blocks, threads, progress)
    parts = {b.number: thin(ledger_of(plan, [b], told), figures) for b in blocks}
    return result_of(plan, joined([parts[number] for number in sorted(parts)]), notes_of(plan))


def play_folder(
    folder: Path, plan: SweepPlan, threads: int | None, progress: bool, language: str = "en"
) -> SweepResult:
    """Compute what is missing in the folder of a sweep, write its tables and pictures, close it."""
    with hold(folder):
        fill(folder, plan, threads, progress)
        result = _read(folder, plan)
        result.write(folder)
        result.save_pictures(folder, language)
        close_folder(folder)
    return result


def open_sweep(folder: str | Path) -> SweepResult:
    """Open the folder of a complete sweep, to look at its table or to draw it again.

    Raises
    ------
    UserError
        It is no results folder, holds no sweep, or is not complete.
    """
    from experiments.errors import UserError

    place = Path(folder)
    manifest = read_manifest(place)
    if "sweep" not in manifest:
        raise UserError(f"{folder}: got results of consent run, expected a sweep. Give another.")
    if not manifest["complete"]:
        raise UserError(f"{folder}: the sweep is not complete. Go on with: {to_resume(folder)}")
    return _read(place, sweep_in(place))


def _read(folder: Path, plan: SweepPlan) -> SweepResult:
    manifest = read_manifest(folder)
    notes, model = manifest["columns"], plan.scenario.model
    columns = thin_folder(folder, manifest["blocks"], notes, model, plan.scenario.observations)
    return result_of(plan, columns, notes)


def result_of(plan: SweepPlan, columns: Columns, notes: Notes) -> SweepResult:
    """Return the result of the kind that the verb of a plan gives."""
    if plan.design["verb"] != "dose":
        return SweepResult(plan, columns, notes)
    from experiments.dose_result import DoseResult

    return DoseResult(plan, columns, notes)


def sweep_folder(
    plan: SweepPlan,
    *,
    threads: int | None = None,
    output: str | Path | None = None,
    format: str = "table",
    language: str = "en",
) -> Path:
    """Play a sweep in a results folder; print the table and the paths written.

    Raises
    ------
    UserError
        An argument cannot be used.
    KeyboardInterrupt
        After Ctrl-C, once it was said how to go on; finished blocks are kept.
    """
    check_telling(threads, format, language)
    named = new_name(plan.design["verb"], plan.scenario.name)
    folder = Path(output) if output is not None else named
    warn(plan)
    with explained(folder):
        create_sweep(folder, plan)
        tell(play_folder(folder, plan, threads, True, language), folder, format, language)
    return folder


def resume_sweep(
    folder: str | Path,
    *,
    threads: int | None = None,
    format: str = "table",
    language: str | None = None,
) -> Path:
    """Finish a sweep, then print the table and the paths; draw a complete one in a language again.

    Raises
    ------
    UserError
        Its rules, packages or machine differ from the present ones.
    """
    check_telling(threads, format, language or "en")
    place = Path(folder)
    if not read_manifest(place)["complete"]:
        with explained(place):
            result = play_folder(place, plan_to_resume(place), threads, True, language or "en")
            tell(result, place, format, language or "en")
        return place
    if language is None:
        print(f"{folder} is complete: nothing is left to do.", file=sys.stderr)
        return place
    result = open_sweep(place)
    result.save_pictures(place, language)
    tell(result, place, format, language)
    return place


def tell(result: SweepResult, folder: Path, format: str, language: str) -> None:
    """Print the table of a sweep and the paths written."""
    json = format == "json"
    print(as_json(result.rows) if json else result.text(language), flush=True)
    files = [p for kind in ("png", "svg", "csv") for p in sorted(folder.glob(f"*.{kind}"))]
    written = [*files, folder / "runs", folder / "days", folder]
    print("\n" + "\n".join(map(str, written)), file=sys.stderr if json else sys.stdout, flush=True)
