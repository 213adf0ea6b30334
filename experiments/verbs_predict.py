"""The verb ``predict``: what becomes of a planned campaign."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from experiments.commandline import Command
from experiments.errors import ConfigError, UserError
from experiments.scenario import Scenario

UNSELECTED = {"yes": True, "no": False}


def predict(command: Command) -> None:
    """Predict a scenario, or the planned campaign of a file; print, draw, and write a folder."""
    scenario = _scenario(command)
    if command.show_config:
        from experiments.verbs import print_config

        print_config(scenario)
        return
    keys = command.keys
    _told(
        scenario, command, keys.get("language", "en"), Path(command.paths.get("output") or ""),
        runs=keys.get("runs", 400), seed=keys.get("seed", 1), threads=keys.get("threads"),
        parameters=keys.get("parameters", ""), unselected=UNSELECTED[keys.get("unselected", "yes")],
    )  # fmt: skip


def _told(
    scenario: Scenario, command: Command, language: str, output: Path, **keys: int | str | None
) -> None:
    from experiments.arms_folder import check_free
    from experiments.prediction.ahead import predict as predicted
    from experiments.prediction.folder import write_prediction
    from experiments.prediction.table import prediction_text
    from experiments.run import new_name

    folder = output if output != Path() else new_name("predict", scenario.name)
    check_free(folder)
    made, plan = predicted(scenario, **keys)  # type: ignore[arg-type]  # read by the vocabulary
    as_json = command.keys.get("format") == "json"
    plain = json.dumps(made.data, ensure_ascii=False, indent=1, allow_nan=False)
    print(plain if as_json else prediction_text(made.data, made.scenario, language), flush=True)
    paths = [*write_prediction(made, plan, folder, language), folder]
    stream = sys.stderr if as_json else sys.stdout
    print("\n" + "\n".join(str(path) for path in paths), file=stream, flush=True)


def _scenario(command: Command) -> Scenario:
    """Compose what is to be predicted; all faults are told at once."""
    file, faults = command.paths.get("file"), list(command.faults)
    if file and command.scenario:
        faults.append("scenario and file: got both, expected one. Leave one out.")
    try:
        scenario = _composed(command, file)
    except ConfigError as error:
        raise ConfigError(faults + error.faults) from None
    except UserError as error:
        raise ConfigError([*faults, str(error)]) from None
    if faults:
        raise ConfigError(faults)
    return scenario


def _composed(command: Command, file: str | None) -> Scenario:
    lines, own = command.overrides, command.config_dir
    if file:
        from experiments.prediction.plan_file import load_plan

        return load_plan(file, lines, own)
    from experiments.config import load_scenario

    return load_scenario(command.scenario, *lines, config_dir=own)
