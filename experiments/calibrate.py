"""``consent calibrate``: a fit from end to end, in a folder that an interruption leaves usable.

The folder holds what takes long as it is made, then the posterior, tables of parameters and fitted
figures, and pictures that are drawn from these alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from experiments.beginning import begin_folder
from experiments.calibration.calibrate import Bar, Calibrated, Plan, calibrate
from experiments.calibration.digests import present
from experiments.checks import check_choice, check_telling, check_whole
from experiments.errors import UserError
from experiments.hold import hold
from experiments.manifest import NAME, PACKAGES, installed, machine, now, write_manifest
from experiments.shards import write_text

FORM = "calibration 1"
MODELS = ("signing", "elevator")


def calibrate_folder(
    model: str = "signing",
    *,
    particles: int = 1000,
    rows: int = 4000,
    seed: int = 1,
    ship: bool = False,
    threads: int | None = None,
    output: str | Path | None = None,
    language: str | None = None,
) -> Path:
    """Fit a model to the shipped cases; print the parameters and the paths written.

    Parameters
    ----------
    model : str
        ``"signing"`` or ``"elevator"``.
    particles : int
        Draws of the posterior.
    rows : int
        Prior runs of every case.
    ship : bool
        Put the posterior where runs, comparisons and forecasts find it.

    Returns
    -------
    Path
        The results folder.

    Raises
    ------
    UserError
        A key or the folder cannot be used.
    """
    from experiments.run import new_name

    check_telling(threads, "table", language or "en")
    check_choice("model", model, MODELS)
    check_whole("seed", seed, 0, 2**62)
    folder = Path(output) if output is not None else new_name("calibrate", model)
    plan = Plan(rows, max(rows // 4, 100), particles, seed=seed, threads=threads)
    manifest = _manifest(model, plan, ship)
    begin_folder(folder, lambda place: write_manifest(place, manifest))
    return _finish(folder, manifest, threads, language)


def is_calibration(folder: str | Path) -> bool:
    """Tell whether a folder holds a calibration."""
    try:
        return bool(_read(Path(folder)).get("form") == FORM)
    except (OSError, ValueError, AttributeError):
        return False


def _read(folder: Path) -> dict[str, Any]:
    return dict(json.loads((folder / NAME).read_text(encoding="utf-8")))


def calibration_status(folder: str | Path) -> dict[str, Any]:
    """Tell how far a calibration is: prior runs and sets of runs at the posterior, of how many."""
    from experiments.calibration.bank import BLOCK
    from experiments.calibration.correct import ROUNDS, SETS

    place, manifest = Path(folder), _read(Path(folder))
    rows = len(list((place / "bank").glob("block-*.npz"))) * BLOCK
    sets = len(list(place.glob("runs-*.npz")))
    return {
        "folder": str(folder), "verb": "calibrate", "model": manifest["model"],
        "complete": manifest["complete"],
        "prior runs": f"{rows} of {manifest['plan']['rows']}",
        "sets of runs at the posterior": f"{sets} of {(ROUNDS + 1) * SETS}",
    }  # fmt: skip


def resume_calibration(
    folder: str | Path, threads: int | None = None, language: str | None = None
) -> Path:
    """Finish an interrupted calibration.

    Raises
    ------
    UserError
        Rules or figures have changed since.
    """
    folder = Path(folder)
    manifest = _read(folder)
    if any(manifest[name] != value for name, value in present(manifest["model"]).items()):
        raise UserError(
            f"{folder}: rules or figures have changed since this calibration began. "
            "Begin a new one: consent calibrate."
        )
    return _finish(folder, manifest, threads, language)


def _manifest(model: str, plan: Plan, ship: bool) -> dict[str, Any]:
    sizes = {n: v for n, v in plan._asdict().items() if n not in ("threads",)}
    return {
        "form": FORM, "model": model, "plan": sizes, "ship": ship, **present(model),
        "version": installed("consent-sim"), "complete": False, "start": now(), "end": None,
        "packages": {package: installed(package) for package in PACKAGES}, "platform": machine(),
    }  # fmt: skip


def _finish(
    folder: Path, manifest: dict[str, Any], threads: int | None, language: str | None
) -> Path:
    from experiments.calibration.studies import study_class

    study = study_class(manifest["model"])()
    plan = Plan(**manifest["plan"], threads=threads)
    with hold(folder):
        found = calibrate(study, plan, folder, bar)
        written = keep(folder, study, found, plan, language or "en")
        write_manifest(folder, {**manifest, "complete": True, "end": now()})
    written += _ship(folder, manifest["model"]) if manifest["ship"] else []
    print("\n".join(map(str, [*written, folder])))
    return folder


def keep(folder: Path, study: Any, found: Calibrated, plan: Plan, language: str) -> list[Path]:
    """Write posterior, tables and pictures; print the table of parameters."""
    from experiments.calibration import posterior_files, report
    from experiments.calibration.words import parameter_table
    from experiments.figures_calibration import draw_calibration

    files = posterior_files.save(report.as_posterior(study, found, plan), folder)
    rows = report.parameter_rows(study, found)
    write_text(folder / "parameters.csv", report.as_csv(rows))
    write_text(folder / "figures.csv", report.as_csv(report.fitted_rows(study, found, plan.seed)))
    print(parameter_table(rows, language) + "\n")
    return [*files, *draw_calibration(folder, language)]


def _ship(folder: Path, model: str) -> list[Path]:
    """Copy the posterior to where runs look for it, and the tables that documents show."""
    from experiments.calibration import posterior, posterior_files
    from experiments.shipping import ship_calibration

    files = posterior_files.save(posterior_files.load(model, folder), posterior.home())
    command = f"consent calibrate model={model} ship=true"
    return [*files, *ship_calibration(folder, model, command)]


@contextmanager
def bar(name: str, total: float) -> Iterator[Bar]:
    """Show the progress of one stage on standard error, with the time left."""
    from tqdm.auto import tqdm

    shape = "{desc}: {percentage:3.0f}% {bar} {elapsed} < {remaining} {postfix}"
    with tqdm(total=total, desc=name, bar_format=shape, file=sys.stderr) as shown:

        def show(done: float, note: str = "") -> None:
            shown.set_postfix_str(note, refresh=False)
            shown.update(min(done, total) - shown.n)

        yield show
