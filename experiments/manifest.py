"""The manifest of a results folder: what was run, by which code, where, and how far it got."""

from __future__ import annotations

import hashlib
import json
import platform
import sys
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.calibration import posterior
from experiments.errors import UserError
from experiments.ledger import notes_of
from experiments.shards import write_safely
from sim.engine.verb import code_digest

if TYPE_CHECKING:
    from experiments.plan import Plan

NAME = "manifest.json"
FORM = 1  # of the folder
PACKAGES = ("llvmlite", "mesa", "numba", "numpy", "pandas", "pyarrow", "xarray")


@cache
def data_digest() -> str:
    """Return the digest of the case tables that the project ships."""
    digest = hashlib.sha256()
    cases = Path(str(files("scenarios"))) / "cases"
    for path in sorted(cases.glob("*.csv")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def installed(package: str) -> str:
    """Return the version of an installed package, or "" where it is missing."""
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


@cache
def machine() -> dict[str, str]:
    """Describe what may change the last bit of a number: system, C library, processor, Python."""
    from llvmlite.binding import get_host_cpu_name

    return {
        "system": platform.system(),
        "machine": platform.machine(),
        "processor": get_host_cpu_name(),
        "libc": " ".join(platform.libc_ver()).strip(),
        "python": f"{sys.version_info.major}.{sys.version_info.minor}",
    }


def provenance(plan: Plan) -> dict[str, Any]:
    """Return where the numbers of a plan come from, as plain values without a clock or a path."""
    return {
        "scenario": plan.scenario.name,
        "case_id": plan.scenario.case_id or "",
        "strategy": plan.scenario.strategy,
        "model": plan.scenario.model,
        "seed": plan.seed,
        "runs": plan.runs,
        "parameters": plan.parameters,
        "band": plan.band,
        "posterior": _digest_of(plan),
        "run_id": plan.run_id,
        "version": installed("consent-sim"),
        "code_digest": code_digest(),
        "data_digest": data_digest(),
    }


def _digest_of(plan: Plan) -> str:
    """Return the digest of the posterior that the plan draws from; "" where it does not."""
    return posterior.digest_of(plan.effects.posterior) if plan.effects else ""


def new_manifest(plan: Plan) -> dict[str, Any]:
    """Return the manifest of a plan that is about to start."""
    return {
        "form": FORM,
        **provenance(plan),
        **plan.told,
        "complete": False,
        "start": now(),
        "end": None,
        "blocks": len(plan.blocks),
        "drawn": list(plan.drawn),
        "packages": {package: installed(package) for package in PACKAGES},
        "platform": machine(),
        "columns": notes_of(plan),
    }


def now() -> str:
    """Return the time with its zone, to the second."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def write_manifest(folder: Path, manifest: Mapping[str, Any]) -> None:
    """Write or replace the manifest in one step."""
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    write_safely(folder / NAME, lambda path: _write_text(path, text))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def read_manifest(folder: Path) -> dict[str, Any]:
    """Read the manifest of a results folder that holds one ensemble.

    Raises
    ------
    UserError
        Where there is none, it is not one of ours, or it is that of a comparison.
    """
    manifest = read_any(folder)
    if "arms" in manifest:
        arms = ", ".join(str(folder / arm["folder"]) for arm in manifest["arms"])
        raise UserError(
            f"{folder}: got a comparison, expected the results of one scenario. Give one of {arms}."
        )
    return manifest


def read_any(folder: Path) -> dict[str, Any]:
    """Read the manifest of a results folder, whichever verb wrote it.

    Raises
    ------
    UserError
        Where there is none, or it is not one of ours.
    """
    try:
        manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except OSError:
        raise UserError(
            f"{folder}: no {NAME} can be read there, expected a results folder. "
            "Give the folder that consent run wrote."
        ) from None
    except ValueError:
        manifest = None
    if not isinstance(manifest, dict) or manifest.get("form") != FORM:
        raise UserError(
            f"{folder}: its {NAME} is not one that this version writes. Give another folder."
        )
    return manifest


def what_differs(manifest: Mapping[str, Any]) -> list[str]:
    """Say in what the present code, packages and machine differ from those of a manifest."""
    told = []
    if manifest["code_digest"] != code_digest():
        told.append(f"the rules: {manifest['code_digest']} then, {code_digest()} now")
    there, fitted = manifest.get("posterior"), posterior.shipped(manifest["model"])
    if there and (fitted is None or posterior.digest_of(fitted) != there):
        told.append("the posterior that its parameters were drawn from")
    here = {package: installed(package) for package in PACKAGES}
    told += _differences(manifest["packages"], here) + _differences(manifest["platform"], machine())
    return told


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    names = dict.fromkeys([*then, *now])
    pairs = [(name, then.get(name, ""), now.get(name, "")) for name in names]
    return [f"{n}: {a or 'missing'} then, {b or 'missing'} now" for n, a, b in pairs if a != b]
