"""What ships beside a posterior: scores and checks, copied from results folders.

A record (``shipped.json``) says of each file which command made it, with which seed, in how many
seconds and from which posterior: the validation page tells where one rests on another posterior
than the shipped one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from experiments.calibration import posterior, posterior_files
from experiments.errors import UserError
from experiments.manifest import NAME
from experiments.shards import write_text

RECORD = "shipped.json"
CHECKS = "checks.json"
SCORES = "scores.json"
TABLES = ("sbc", "recovery", "cross_check", "ablation", "effects", "selection", "patterns")
"""Tables of a check that the validation page shows."""


def ship_scores(folder: Path, model: str, command: str, loco: bool) -> list[Path]:
    """Ship the scores of a validation; return the files written."""
    return _ship(folder, {SCORES: scores_name(model, loco)}, model, command)


def scores_name(model: str, loco: bool) -> str:
    """Name the shipped scores of a model: campaigns left out of the fit, or not."""
    front = "" if model == "signing" else f"{model}_"
    return f"{front}scores.json" if loco else f"{front}fitted_scores.json"


def ship_calibration(folder: Path, model: str, command: str) -> list[Path]:
    """Ship the tables of a calibration; return the files written."""
    names = {f"{name}.csv": f"{model}_{name}.csv" for name in ("figures", "parameters")}
    return _ship(folder, names, model, command)


def ship_check(folder: Path, model: str, command: str) -> list[Path]:
    """Ship the tables and gates of a check; return the files written.

    Gates of parts that this check left out are kept, if they rest on the same posterior.
    """
    gates = json.loads((folder / CHECKS).read_text(encoding="utf-8"))
    now = {row["gate"] for row in gates}
    same = records().get(CHECKS, {}).get("posterior") == digest(model)
    kept = [row for row in read_json(CHECKS) or [] if same and row["gate"] not in now]
    tables = {f"{name}.csv": f"check_{name}.csv" for name in TABLES}
    written = _ship(folder, tables, model, command)
    text = json.dumps([*kept, *gates], ensure_ascii=False, indent=1) + "\n"
    return [*written, _put(CHECKS, text, _about(folder, model, command))]


def refuse_to_ship(why: str) -> None:
    """Raise that something is not shipped.

    Raises
    ------
    UserError
        Always.
    """
    raise UserError(f"ship: got true, but {why}. Leave ship out.")


def digest(model: str) -> str:
    """Return the digest of the shipped posterior of a model; "" where there is none."""
    home = posterior.home()
    if not all(file.is_file() for file in posterior_files.named(model, home)):
        return ""
    return posterior.digest_of(posterior_files.load(model, home))


def records() -> dict[str, dict[str, Any]]:
    """Return what is known of the shipped files, by name."""
    return dict(read_json(RECORD) or {})


def read_json(name: str) -> Any:
    """Return the content of a shipped file; None where there is none."""
    file = posterior.home() / name
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None


def _ship(folder: Path, names: Mapping[str, str], model: str, command: str) -> list[Path]:
    about = _about(folder, model, command)
    there = {folder / name: kept for name, kept in names.items() if (folder / name).is_file()}
    return [_put(kept, file.read_text(encoding="utf-8"), about) for file, kept in there.items()]


def _put(name: str, text: str, about: Mapping[str, Any]) -> Path:
    """Write one file and its record; each is whole or as it was."""
    home = posterior.home()
    home.mkdir(parents=True, exist_ok=True)
    write_text(home / name, text)
    told = {**records(), name: dict(about)}
    write_text(home / RECORD, json.dumps(told, indent=1, sort_keys=True) + "\n")
    return home / name


def _about(folder: Path, model: str, command: str) -> dict[str, Any]:
    manifest = json.loads((folder / NAME).read_text(encoding="utf-8"))
    return {
        "command": command, "model": model, "posterior": digest(model),
        "seed": manifest.get("seed", manifest.get("plan", {}).get("seed")),
        "seconds": _seconds(manifest), "code_digest": manifest["code_digest"],
    }  # fmt: skip


def _seconds(manifest: Mapping[str, Any]) -> float | None:
    """Return how long it took from start to end, pauses included; None if it has not ended."""
    if not manifest.get("start") or not manifest.get("end"):
        return None
    start, end = (datetime.fromisoformat(manifest[key]) for key in ("start", "end"))
    return (end - start).total_seconds()
