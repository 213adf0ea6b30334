"""From a scenario's name and a design to a plan: each choice of strategy and law is composed once.

Every fault of the design, of the scenario and of any choice is told at once, before anything is
played.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from experiments.config import load_scenario
from experiments.design import NOWHERE, USUAL_RUNS, Design, Points, read_design
from experiments.errors import ConfigError, UserError
from experiments.folders import DESIGNS, Folders
from experiments.known_models import FIRST, MODELS
from experiments.layers import model_of
from experiments.scenario import Scenario
from experiments.sweep_plan import SweepPlan

Given = str | Path | Mapping[str, Any] | Design


def plan_sweep(
    scenario: str | Scenario,
    design: Given | None,
    overrides: Sequence[str] = (),
    *,
    config_dir: str | Path | None = None,
    runs: int | None = None,
    seed: int = 1,
    parameters: str = "",
    every_day: bool = False,
    faults: Iterable[str] = (),
    remember: Mapping[str, Any] | None = None,
) -> SweepPlan:
    """Compose what a sweep plays.

    Parameters
    ----------
    scenario : str or Scenario
        Its name, or a scenario from ``load_scenario``, whose overrides then hold for all points.
    design : str, Path, mapping or Design
        As for ``read_design``.
    overrides : sequence of str
        For all points.
    config_dir : path, optional
        A folder with files of the user's own.
    runs : int, optional
        Of each point; as the design says unless given, else 100.
    seed, parameters
        As for ``Plan``.
    every_day : bool
        Keep all days of a large sweep too.
    faults : iterable of str
        What is known to be wrong already; it is told with the rest.
    remember : mapping, optional
        What the folder remembers besides the design, such as the verb.

    Raises
    ------
    ConfigError
        Tells everything that is wrong.
    """
    name, lines = _name_and_lines(scenario, overrides)
    folders = Folders(config_dir)
    told = list(faults)
    read = _read(design, name, folders, told)
    points = read.points if read else NOWHERE
    told += _set_twice(points, overrides)
    lines = [line for line in lines if line.partition("=")[0] not in points.choices[0]]
    if isinstance(scenario, Scenario) and not overrides and points.choices == ({},):
        arms = [scenario]  # composed already
    else:
        asked = [[*lines, *_chosen(each)] for each in points.choices]
        arms = [arm for each in asked for arm in _composed(name, each, config_dir, told)]
    if told or read is None:
        raise ConfigError(told)
    return SweepPlan(
        arms[0], runs or read.runs or USUAL_RUNS, seed, parameters, arms=tuple(arms),
        points=points, every_day=every_day,
        design={"verb": "sweep", "name": read.name, "kind": read.kind, **read.titles,
                **(remember or {})},
    )  # fmt: skip


def _name_and_lines(scenario: str | Scenario, overrides: Sequence[str]) -> tuple[str, list[str]]:
    if isinstance(scenario, str):
        return scenario, list(overrides)
    return scenario.name, [*scenario.config.get("overrides", ()), *overrides]


def _read(
    design: Given | None, scenario: str, folders: Folders, faults: list[str]
) -> Design | None:
    """Read a design for the model that plays the scenario, or note what is wrong with it."""
    if isinstance(design, Design):
        return design
    if design is None:
        names = ", ".join(folders.options(DESIGNS))
        faults.append(f"sweep: none was named. Name one: sweep=NAME, with NAME one of {names}.")
        return None
    wrong = folders.check("scenario", scenario)
    model = FIRST if wrong else model_of(folders, f"scenario/{scenario}")
    try:
        return read_design(design, model if model in MODELS else FIRST, folders)
    except ConfigError as error:
        # Quantities of a scenario that there is not may be of either model: say only that.
        faults += [] if wrong else error.faults
        return None


def _set_twice(points: Points, overrides: Iterable[str]) -> list[str]:
    """Refuse what is set for all points and swept as well."""
    swept = {*points.values, *points.choices[0]}
    return [
        f"{line}: got it beside the design, which sweeps it; expected one of them. Leave it out."
        for line in overrides
        if line.partition("=")[0].lstrip("+~").rpartition(".")[2] in swept
    ]


def _chosen(choice: Mapping[str, str]) -> list[str]:
    return [f"{group}={name}" for group, name in choice.items()]


def _composed(
    name: str, lines: Sequence[str], config_dir: str | Path | None, faults: list[str]
) -> list[Scenario]:
    """Compose one arm; where it cannot be, note why and return none."""
    try:
        return [load_scenario(name, *lines, config_dir=config_dir)]
    except ConfigError as error:
        faults += error.faults
    except UserError as error:
        faults.append(str(error))
    return []
