"""The folder of a comparison: ``arms/<n>-<name>/``, each an ordinary results folder.

All arms are begun, none is played, when the folder gets its name: whatever interrupts the rest, it
can be resumed, and no finished block is played twice.
"""

from __future__ import annotations

import math
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from experiments.arms import Arm
from experiments.beginning import begin_folder
from experiments.budget import Budget, Scaled
from experiments.errors import UserError
from experiments.manifest import new_manifest, now, read_any, write_manifest
from experiments.plan import Plan
from experiments.shards import write_safely
from experiments.store import (
    CONFIG,
    create_folder,
    refuse_if_used,
    status,
    to_resume,
)

_OF_AN_ARM = ("strategy", "run_id", "blocks", "drawn", "columns")


def is_comparison(folder: str | Path) -> bool:
    """Tell whether a folder holds a comparison."""
    try:
        return "arms" in read_any(Path(folder))
    except UserError:
        return False


class Frame(NamedTuple):
    """What is compared: the arms, what they differ in, what they may use up, how they are run."""

    arms: Sequence[Arm]
    group: str
    budget: Budget
    plans: Sequence[Plan]


def create_comparison(folder: Path, frame: Frame) -> None:
    """Start the folder of a comparison, with all its arms; none is played yet.

    Raises
    ------
    UserError
        The folder exists and is not empty, or cannot be written.
    """
    begin_folder(folder, lambda place: _begin(place, frame))


def check_free(folder: Path) -> None:
    """Refuse a folder that is in use, before anything is searched for or played."""
    if folder.is_dir():
        refuse_if_used(folder)


def _begin(folder: Path, frame: Frame) -> None:
    """Write what is needed to resume, the manifest last; or leave the folder as empty as it was."""
    try:
        for arm, plan in zip(frame.arms, frame.plans, strict=True):
            create_folder(folder / arm.folder, plan)
        write_safely(folder / CONFIG, lambda part: _write_config(part, frame))
        write_manifest(folder, _manifest(frame))
    except BaseException:
        shutil.rmtree(folder / "arms", ignore_errors=True)
        (folder / CONFIG).unlink(missing_ok=True)
        raise


def _write_config(path: Path, frame: Frame) -> None:
    """Say what is compared; the composed configuration of each arm lies in its folder."""
    import yaml  # type: ignore[import-untyped]  # it bears no types

    first = frame.arms[0].scenario
    own = f"{frame.group}={frame.arms[0].name}"
    job = {
        "scenario": first.name,
        "model": first.model,
        "overrides": [line for line in first.config["overrides"] if line != own],
        "compared": frame.group,
        "budget": _plain(frame.budget),
        "arms": [{"name": arm.name, "folder": arm.folder} for arm in frame.arms],
    }
    path.write_text(yaml.safe_dump(job, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _manifest(frame: Frame) -> dict[str, Any]:
    plans = frame.plans
    shared = {k: v for k, v in new_manifest(plans[0]).items() if k not in _OF_AN_ARM}
    told = [
        {
            "label": arm.label, "name": arm.name, "folder": arm.folder, "run_id": plan.run_id,
            **arm.scaled._asdict(),
        }
        for arm, plan in zip(frame.arms, plans, strict=True)
    ]  # fmt: skip
    drawn = next((plan.band for plan in plans if plan.drawn), shared["band"])
    named = {"verb": "compare", "compared": frame.group, "budget": _plain(frame.budget)}
    return {**shared, **named, "band": drawn, "arms": told}


def _plain(budget: Budget) -> dict[str, Any]:
    """Return a budget as a file holds it: no number where there is no bound."""
    told = budget._asdict()
    return {key: None if value == math.inf else value for key, value in told.items()}


def budget_in(manifest: Mapping[str, Any]) -> Budget:
    """Read back the budget of a comparison."""
    told = {key: value for key, value in manifest["budget"].items() if value is not None}
    return Budget(**told)


def scaled_in(manifest: Mapping[str, Any]) -> dict[str, Scaled]:
    """Read back how the doses of each arm were scaled, by label."""
    return {
        arm["label"]: Scaled(float(arm["factor"]), arm["stop"], tuple(arm["clipped"]))
        for arm in manifest["arms"]
    }


def close_comparison(folder: Path) -> None:
    """Say in the manifest that a comparison is complete, and when."""
    write_manifest(folder, {**read_any(folder), "complete": True, "end": now()})


def comparison_status(folder: str | Path) -> dict[str, Any]:
    """Tell how far a comparison has come.

    Returns
    -------
    dict
        As ``store.status``, with the blocks of all arms; ``runs`` are those of each arm, and
        ``arms`` tells the status of each by its label.
    """
    place = Path(folder)
    manifest = read_any(place)
    arms = {arm["label"]: status(place / arm["folder"]) for arm in manifest["arms"]}
    keys = ("scenario", "model", "compared", "complete", "runs", "start", "end")
    return {
        "folder": str(folder),
        **{key: manifest[key] for key in keys},
        "blocks": sum(told["blocks"] for told in arms.values()),
        "blocks_done": sum(told["blocks_done"] for told in arms.values()),
        "same_code": all(told["same_code"] for told in arms.values()),
        "differs": [*dict.fromkeys(fault for told in arms.values() for fault in told["differs"])],
        "arms": arms,
    }


def comparison_text(told: Mapping[str, Any]) -> str:
    """Say the status of a comparison in a few lines."""
    state = "complete" if told["complete"] else "partial"
    lines = [
        f"{told['folder']}: {state}, {told['scenario']}, {len(told['arms'])} arms of "
        f"{told['runs']} runs, {told['blocks_done']} of {told['blocks']} blocks done"
    ]
    for label, arm in told["arms"].items():
        lines.append(f"  {label}: {arm['blocks_done']} of {arm['blocks']} blocks done")
    if not told["complete"]:
        lines += [f"It cannot be resumed here: {fault}" for fault in told["differs"]]
        lines += [] if told["differs"] else [f"It can be resumed: {to_resume(told['folder'])}"]
    return "\n".join(lines)
