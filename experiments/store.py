"""The store: a results folder, from the first block to the last.

An interrupted or killed command loses no finished block and repeats none: what is missing is
computed again, by the same code on the same kind of machine, and the whole is as if nothing had
happened. The manifest says whether a folder is complete.
"""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.errors import UserError
from experiments.manifest import NAME as MANIFEST
from experiments.manifest import (
    new_manifest,
    now,
    read_manifest,
    what_differs,
    write_manifest,
)
from experiments.plan import Plan
from experiments.scenario import Scenario, scenario_from
from experiments.shards import (
    DAYS,
    RUNS,
    UNFINISHED,
    finished,
    read_days,
    read_runs,
    sweep_up,
    write_text,
)
from sim.engine.verb import code_digest

if TYPE_CHECKING:
    import xarray as xr

    from experiments.ledger import Ledger

CONFIG = "config.yaml"
_NOT_PROVENANCE = (
    "form", "sweep", "complete", "start", "end", "blocks", "drawn", "packages", "platform",
    "columns",
)  # fmt: skip


def create_folder(folder: Path, plan: Plan, texts: Mapping[str, str] | None = None) -> None:
    """Start a results folder, with texts by name of file; it is partial until ``close_folder``.

    Raises
    ------
    UserError
        The folder exists and is not empty, or cannot be written.
    """
    try:
        if folder.exists():
            refuse_if_used(folder)
            _begin(folder, plan, texts or {})
        else:
            appear(folder, lambda place: _begin(place, plan, texts or {}))
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise UserError(
            f"output: got {folder}, expected a folder that can be written ({why}). "
            "Choose another one."
        ) from None


def appear(folder: Path, begin: Callable[[Path], None]) -> None:
    """Make a folder that has its name only once it can be resumed."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unnamed = folder.with_name(f".consent-{os.getpid()}{UNFINISHED}")
    try:
        unnamed.mkdir()
        begin(unnamed)
        unnamed.rename(folder)
    finally:
        shutil.rmtree(unnamed, ignore_errors=True)


def _begin(folder: Path, plan: Plan, texts: Mapping[str, str]) -> None:
    """Write what a folder needs to be resumed, or leave it as empty as it was."""
    try:
        for place in (RUNS, DAYS):
            (folder / place).mkdir(exist_ok=True)
        _write_config(folder, plan.scenario)
        for name, text in texts.items():
            write_text(folder / name, text)
        write_manifest(folder, new_manifest(plan))
    except BaseException:
        for place in (RUNS, DAYS):
            shutil.rmtree(folder / place, ignore_errors=True)
        for name in (CONFIG, MANIFEST, *texts):
            (folder / name).unlink(missing_ok=True)
        raise


def refuse_if_used(folder: Path) -> None:
    """Refuse a folder that holds something already."""
    if not any(not thing.name.endswith(UNFINISHED) for thing in folder.iterdir()):
        return
    fault = (
        f"output: got {folder}, expected a new or empty folder: it holds something already. "
        "Choose another name"
    )
    ours = (folder / MANIFEST).is_file()
    raise UserError(f"{fault}{f', or go on with it: {to_resume(folder)}' if ours else '.'}")


def to_resume(folder: str | Path) -> str:
    """Write the command that goes on with a folder, ready to be pasted."""
    return f"consent resume {shlex.quote(str(folder))}"


def _write_config(folder: Path, scenario: Scenario) -> None:
    import yaml  # type: ignore[import-untyped]  # it bears no types

    text = yaml.safe_dump(scenario.config, allow_unicode=True, sort_keys=False)
    write_text(folder / CONFIG, text)


def close_folder(folder: Path) -> None:
    """Say in the manifest that a folder is complete, and when."""
    write_manifest(folder, {**read_manifest(folder), "complete": True, "end": now()})


def plan_in(folder: Path) -> Plan:
    """Read back what a results folder was meant to hold.

    Raises
    ------
    UserError
        It is no results folder, or its rules, packages or machine differ from the present ones, so
        that new runs would not fit the old.
    """
    manifest = read_manifest(folder)
    differs = what_differs(manifest)
    if differs:
        raise UserError(cannot_resume(folder, differs))
    keys = ("runs", "seed", "parameters")
    plan = Plan(scenario_in(folder), **{key: manifest[key] for key in keys})
    if plan.run_id != manifest["run_id"]:
        raise UserError(cannot_resume(folder, [f"its {CONFIG} does not give the runs it began"]))
    return plan


def scenario_in(folder: Path) -> Scenario:
    """Read back the composed scenario of a results folder."""
    if not (folder / CONFIG).is_file():
        raise UserError(f"{folder}: {CONFIG} is missing. Start anew in another folder.")
    import yaml

    try:
        return scenario_from(yaml.safe_load((folder / CONFIG).read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, yaml.YAMLError) as fault:
        raise UserError(cannot_resume(folder, [f"its {CONFIG} is damaged ({fault})"])) from None


def cannot_resume(folder: Path, differs: list[str]) -> str:
    """Say why a folder cannot be resumed, and what to do."""
    return (
        f"{folder}: cannot be resumed, because {'; '.join(differs)}. Go back to the code, packages "
        "and machine it was begun with, or start anew in another folder."
    )


def missing(folder: Path, plan: Plan) -> dict[int, slice]:
    """Return the blocks that are still to be computed, after clearing away unfinished files."""
    sweep_up(folder)
    there = set(finished(folder, len(plan.blocks)))
    return {number: rows for number, rows in plan.blocks.items() if number not in there}


def status(folder: str | Path) -> dict[str, Any]:
    """Tell how far a results folder has come.

    Returns
    -------
    dict
        ``folder``, ``scenario``, ``complete``, ``blocks_done``, ``blocks``, ``runs``, ``start``,
        ``end``, and ``differs``: what keeps it from being resumed here, a list of sentences.

    Raises
    ------
    UserError
        It is no results folder.
    """
    place = Path(folder)
    manifest = read_manifest(place)
    keys = ("scenario", "model", "complete", "blocks", "runs", "start", "end")
    kept = {key: manifest[key] for key in keys}
    return {
        "folder": str(folder),
        **kept,
        "blocks_done": len(finished(place, manifest["blocks"])),
        "same_code": manifest["code_digest"] == code_digest(),
        "differs": what_differs(manifest),
    }


def status_text(told: Mapping[str, Any]) -> str:
    """Say a status in a few lines."""
    state = "complete" if told["complete"] else "partial"
    lines = [
        f"{told['folder']}: {state}, {told['scenario']}, {told['runs']} runs, "
        f"{told['blocks_done']} of {told['blocks']} blocks done"
    ]
    if not told["complete"]:
        go_on = f"It can be resumed: {to_resume(told['folder'])}"
        lines.append("" if told["differs"] else go_on)
        lines += [f"It cannot be resumed here: {fault}" for fault in told["differs"]]
    return "\n".join(line for line in lines if line)


def read_ledger(folder: Path) -> Ledger:
    """Read what a results folder holds; a partial one gives the blocks that are finished.

    Raises
    ------
    UserError
        It is no results folder, or no block is finished.
    """
    from experiments.ledger import Ledger, gaps_in

    manifest = read_manifest(folder)
    numbers = finished(folder, manifest["blocks"])
    if not numbers:
        raise UserError(f"{folder}: no block is finished yet. Go on with: {to_resume(folder)}")
    runs = read_runs(folder, numbers)
    days, frame = read_days(folder, numbers, runs["run_id"])
    attrs = {key: value for key, value in manifest.items() if key not in _NOT_PROVENANCE}
    return Ledger(runs, days, int(frame[0]), manifest["columns"], attrs, gaps_in(frame))


def open_results(folder: str | Path) -> xr.Dataset:
    """Open a results folder as a Dataset (``experiments.results.to_dataset``).

    Raises
    ------
    UserError
        It is no results folder, or no block is finished.
    """
    from experiments.results import to_dataset

    return to_dataset(read_ledger(Path(folder)))
