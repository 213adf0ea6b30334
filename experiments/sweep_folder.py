"""The folder of a sweep: an ordinary results folder that also remembers its points.

``config.yaml`` holds the scenario of the first arm, ``sweep.yaml`` the design and the composed
scenarios of the other arms, ``points.csv`` the values of every point. With these the run table is
built again, exactly, and what is missing can be computed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.design import Points
from experiments.errors import UserError
from experiments.manifest import read_any, read_manifest, what_differs
from experiments.scenario import Scenario, scenario_from, sheet_of
from experiments.settling import typed
from experiments.store import cannot_resume, create_folder, scenario_in, status, to_resume
from experiments.sweep_plan import SweepPlan

if TYPE_CHECKING:
    from sim.engine.sheet import Sheet

SWEEP, POINTS = "sweep.yaml", "points.csv"


def is_sweep(folder: str | Path) -> bool:
    """Tell whether a folder holds a sweep, or a dose-response, which is one."""
    try:
        return "sweep" in read_any(Path(folder))
    except UserError:
        return False


def create_sweep(folder: Path, plan: SweepPlan) -> None:
    """Start the folder of a sweep; nothing is played yet.

    Raises
    ------
    UserError
        The folder exists and is not empty, or cannot be written.
    """
    create_folder(folder, plan, {SWEEP: _design_text(plan), POINTS: points_text(plan.points)})


def _design_text(plan: SweepPlan) -> str:
    import yaml  # type: ignore[import-untyped]  # it bears no types

    arms = [
        {"choices": choice, **({"config": arm.config} if number else {})}
        for number, (choice, arm) in enumerate(zip(plan.points.choices, plan.arms, strict=True))
    ]
    told = {"design": plan.design, "every_day": plan.every_day, "arms": arms}
    return str(yaml.safe_dump(told, allow_unicode=True, sort_keys=False))


def points_text(points: Points) -> str:
    """Write points as CSV: their number, the arm's files, and values that read back exactly."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    groups = list(points.choices[0])
    writer.writerow(["point", "arm", *groups, *points.values])
    for number, arm in enumerate(points.arm_of):
        files = [points.choices[arm][group] for group in groups]
        values = [values[number] for values in points.values.values()]
        writer.writerow([number + 1, arm + 1, *files, *values])
    return sheet.getvalue()


def _points_in(text: str, choices: list[dict[str, str]], sheet: Sheet) -> Points:
    rows = [*csv.DictReader(text.splitlines())]
    names = [key for key in rows[0] if key in sheet.by_name]
    values = {n: tuple(_value(sheet, n, row[n]) for row in rows) for n in names}
    return Points(tuple(choices), tuple(int(row["arm"]) - 1 for row in rows), values)


def _value(sheet: Sheet, name: str, text: str) -> Any:
    about = sheet.by_name[name]
    return typed(about, text if about.choices else float(text))


def sweep_in(folder: Path) -> SweepPlan:
    """Read back what the folder of a sweep was meant to hold.

    Raises
    ------
    UserError
        Its files are damaged.
    """
    manifest = read_manifest(folder)
    first = scenario_in(folder)
    try:
        arms, told, points = _arms_in(folder, first)
        keys = {key: manifest[key] for key in ("runs", "seed", "parameters")}
        return SweepPlan(
            first, **keys, arms=arms, points=points, design=told["design"],
            every_day=told["every_day"],
        )  # fmt: skip
    except (OSError, KeyError, TypeError, IndexError, ValueError) as fault:
        why = f"its {SWEEP} or {POINTS} is missing or damaged ({type(fault).__name__})"
        raise UserError(cannot_resume(folder, [why])) from None


def _arms_in(folder: Path, first: Scenario) -> tuple[tuple[Scenario, ...], dict[str, Any], Points]:
    import yaml

    told = yaml.safe_load((folder / SWEEP).read_text(encoding="utf-8"))
    others = [scenario_from(arm["config"]) for arm in told["arms"][1:]]
    choices = [arm["choices"] for arm in told["arms"]]
    text = (folder / POINTS).read_text(encoding="utf-8")
    return (first, *others), told, _points_in(text, choices, sheet_of(first.model))


def plan_to_resume(folder: Path) -> SweepPlan:
    """Read back a sweep that is to be gone on with.

    Raises
    ------
    UserError
        Its rules, packages or machine differ from the present ones, so that new runs would not fit
        the old, or its files are damaged.
    """
    manifest = read_manifest(folder)
    differs = what_differs(manifest)
    if differs:
        raise UserError(cannot_resume(folder, differs))
    plan = sweep_in(folder)
    if plan.run_id != manifest["run_id"]:
        why = f"its config.yaml, {SWEEP} and {POINTS} do not give the runs it began"
        raise UserError(cannot_resume(folder, [why]))
    return plan


def sweep_status(folder: str | Path) -> dict[str, Any]:
    """Tell how far a sweep has come.

    Returns
    -------
    dict
        As ``store.status``, with the ``sweep`` as its manifest has it; ``runs`` are those of each
        point.
    """
    return {**status(folder), "sweep": read_manifest(Path(folder))["sweep"]}


def sweep_status_text(told: Mapping[str, Any]) -> str:
    """Say the status of a sweep in a few lines."""
    state = "complete" if told["complete"] else "partial"
    sweep = told["sweep"]
    lines = [
        f"{told['folder']}: {state}, {told['scenario']}, {sweep['verb']} {sweep['name']}, "
        f"{sweep['points']} points of {told['runs']} runs, "
        f"{told['blocks_done']} of {told['blocks']} blocks done"
    ]
    if not told["complete"]:
        lines += [f"It cannot be resumed here: {fault}" for fault in told["differs"]]
        lines += [] if told["differs"] else [f"It can be resumed: {to_resume(told['folder'])}"]
    return "\n".join(lines)
