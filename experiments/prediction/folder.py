"""The results folder of a prediction: made whole, or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from experiments.errors import UserError
from experiments.manifest import new_manifest, now, write_manifest
from experiments.plan import Plan
from experiments.prediction.ahead import Prediction
from experiments.shards import write_text
from experiments.store import appear, refuse_if_used
from experiments.summary import write_csv

PREDICTION = "prediction.json"
DRIVER_COLUMNS = (
    "name", "low", "high", "chance_low", "chance_high", "change", "change_low", "change_high",
    "share_change", "share_change_low", "share_change_high",
)  # fmt: skip


def write_prediction(
    made: Prediction, plan: Plan, folder: Path, language: str = "en"
) -> list[Path]:
    """Write tables, pictures, configuration and manifest; return their paths.

    Raises
    ------
    UserError
        The folder is used, or cannot be written.
    """
    try:
        if folder.exists():
            refuse_if_used(folder)
            _fill(folder, made, plan, language)
        else:
            appear(folder, lambda place: _fill(place, made, plan, language))
    except OSError as fault:
        raise UserError(
            f"output: got {folder}, expected a folder that can be written "
            f"({fault.strerror or type(fault).__name__}). Choose another one."
        ) from None
    return sorted(path for path in folder.iterdir() if path.suffix != ".part")


def _fill(folder: Path, made: Prediction, plan: Plan, language: str) -> None:
    import yaml  # type: ignore[import-untyped]  # it bears no types

    text = json.dumps(made.data, ensure_ascii=False, indent=1, allow_nan=False)
    write_text(folder / PREDICTION, f"{text}\n")
    days = made.data["by_day"]
    write_csv(folder / "days.csv", days, list(days[0]) if days else ["day"])
    write_csv(folder / "drivers.csv", made.data["drivers"], DRIVER_COLUMNS)
    config = yaml.safe_dump(made.scenario.config, allow_unicode=True, sort_keys=False)
    write_text(folder / "config.yaml", config)
    _draw(made, folder, language)
    manifest = new_manifest(plan)
    told: dict[str, Any] = {"predicted": True, "unselected": plan.unselected, "complete": True}
    write_manifest(folder, {**manifest, **told, "blocks": 0, "end": now()})


def _draw(made: Prediction, folder: Path, language: str) -> None:
    from experiments.figures_predict import draw_prediction

    draw_prediction(made.data, made.scenario, folder, language)
