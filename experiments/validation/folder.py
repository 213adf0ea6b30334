"""The results folder of a validation: scores, summary and pictures, all of it or nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.errors import UserError
from experiments.manifest import FORM, PACKAGES, data_digest, installed, machine, now
from experiments.manifest import write_manifest as write_manifest_file
from experiments.run import new_name
from experiments.shards import write_text
from experiments.shipping import refuse_to_ship, ship_scores
from experiments.store import appear, refuse_if_used
from experiments.summary import SUMMARY, write_csv
from sim.engine.verb import code_digest

if TYPE_CHECKING:
    from experiments.validate import Validation

SCORES = "scores.json"


def named(model: str) -> Path:
    """Name a new folder after the time and the model."""
    return new_name("validate", model)


def check_free(folder: Path) -> None:
    """Refuse a folder that holds something, before anything is computed.

    Raises
    ------
    UserError
        The folder is not empty, or is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise UserError(f"output: got {folder}, a file, expected a new or empty folder.")
    if folder.exists():
        refuse_if_used(folder)


def write_folder(folder: Path, made: Validation, format: str, language: str, began: str) -> Path:
    """Write everything under another name, give the folder its own, print table and paths."""
    if folder.exists():
        folder.rmdir()
    appear(folder, lambda place: _fill(place, made, language, began))
    as_json = format == "json"
    shown = json.dumps(made.rows, ensure_ascii=False, indent=1) if as_json else made.text(language)
    print(shown, flush=True)
    written = [*sorted(folder.glob("*.[ps][nv]g")), folder / SUMMARY, folder / SCORES, folder]
    stream = sys.stderr if as_json else sys.stdout
    print("\n" + "\n".join(str(path) for path in written), file=stream, flush=True)
    return folder


def refuse_own_tables(asked: Mapping[str, Any]) -> None:
    """Refuse to ship scores of other cases than the shipped ones.

    Raises
    ------
    UserError
        Tables were given.
    """
    if any(asked.get(name) for name in ("campaigns", "observations", "funnels")):
        refuse_to_ship("the validation page shows the shipped cases, and tables were given")


def ship_folder(folder: Path, scores: Mapping[str, Any]) -> None:
    """Put the scores of a folder where the validation page finds them; tell where."""
    model = "" if scores["model"] == "signing" else f" model={scores['model']}"
    left_out = " loco=true" if scores["loco"] else ""
    seeds = f" seeds={scores['seeds']}" if scores["seeds"] > 1 else ""
    command = f"consent validate{model}{left_out}{seeds} ship=true"
    for path in ship_scores(folder, scores["model"], command, scores["loco"]):
        print(path, file=sys.stderr)


def _fill(place: Path, made: Validation, language: str, began: str) -> None:
    from experiments.figures_style import save_picture
    from experiments.validate import LISTED

    write_text(place / SCORES, scores_text(made.scores))
    write_csv(place / SUMMARY, made.rows, LISTED)
    for name, figure in made.plot(language).items():
        save_picture(figure, place, name)
    write_manifest_file(place, _manifest(made.scores, began))


def scores_text(scores: dict[str, Any]) -> str:
    """Return the content of ``scores.json`` as text; the same scores give the same bytes."""
    return json.dumps(scores, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _manifest(scores: dict[str, Any], began: str) -> dict[str, Any]:
    return {
        "form": FORM, "verb": "validate", "scenario": f"validate-{scores['model']}",
        "model": scores["model"], "seed": scores["seed"], "runs": scores["draws"],
        "loco": scores["loco"], "fitted": scores["fitted"],
        "version": installed("consent-sim"), "code_digest": code_digest(),
        "data_digest": data_digest(), "complete": True, "start": began, "end": now(), "blocks": 0,
        "packages": {package: installed(package) for package in PACKAGES},
        "platform": machine(),
    }  # fmt: skip
