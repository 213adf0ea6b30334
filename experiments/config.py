"""From a scenario's name and overrides to a scenario: composed by Hydra, checked, settled.

Hydra composes the files (``scenarios/`` and, where given, a folder of the user's own) through its
compose API; nothing is ever instantiated, and no value refers to anything outside the files. Every
fault in files and overrides is reported at once. A scenario chooses its model (``override /model:
elevator``), and with it the quantities that may be set and the groups of files to choose from.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.cases import cases_of
from experiments.composing import compose_tree, order_of
from experiments.errors import ConfigError, unknown_name
from experiments.folders import Folders
from experiments.known_models import FIRST
from experiments.layers import Layer, Said, defaults_faults, faults_of, model_of, said_by
from experiments.overrides import Overrides, chosen, read_overrides
from experiments.scenario import Scenario
from experiments.schema import Schema
from experiments.settling import settled

COMMAND_LINE = "command line"


def load_scenario(name: str, *overrides: str, config_dir: str | Path | None = None) -> Scenario:
    """Compose a scenario and check everything in it.

    Parameters
    ----------
    name : str
        File name of a scenario, without ``.yaml``: ``"zhangyuan"``.
    *overrides : str
        As on the command line: ``"strategy=none"``, ``"campaign.threshold=0.95"``.
    config_dir : path, optional
        A folder of your own with ``scenario/``, ``place/``, ``offer/``, ``law/`` or ``strategy/``.

    Raises
    ------
    ConfigError
        Lists everything that is wrong with the name, the overrides and the files.
    """
    folders = Folders(config_dir)
    unknown = folders.check("scenario", name) if name else _nameless(folders)
    faults = [unknown] if unknown else defaults_faults(folders, f"scenario/{name}")
    schema = Schema(FIRST if faults else model_of(folders, f"scenario/{name}"))
    read = read_overrides(overrides, schema, folders)
    faults += _files_chosen(folders, read.lines)
    if faults:
        raise ConfigError(faults + read.faults)
    scenario = _composed(name, folders, read, schema)
    scenario.config["overrides"] = list(overrides)
    return scenario


def _composed(name: str, folders: Folders, read: Overrides, schema: Schema) -> Scenario:
    """Let Hydra put the files together, and settle what they say."""
    lines = [chosen("scenario", name), *read.lines]
    order = order_of(folders, lines, schema)
    said = said_by(order.layers, schema)
    said |= {key: Said(value, COMMAND_LINE, "") for key, value in read.values.items()}
    faults = [fault for each in order.layers for fault in faults_of(each, schema)]
    faults += _name_faults(name, order.layers) + _case_faults(said.get("case_id"), schema.model)
    if faults or read.faults:
        raise ConfigError(faults + read.faults)
    return settled(compose_tree(folders, lines, schema), order.choices, said, schema)


def _nameless(folders: Folders) -> str:
    names = ", ".join(folders.options("scenario"))
    return f"scenario: none was named. Name one: scenario=NAME, with NAME one of {names}."


def _files_chosen(folders: Folders, lines: list[str]) -> list[str]:
    """Check the files that overrides choose, before Hydra follows what they build on."""
    pairs = [line.partition("=") for line in lines]
    paths = [f"{group}/{name[1:-1]}" for group, _, name in pairs if group.isidentifier()]
    return [fault for path in paths for fault in defaults_faults(folders, path)]


def _name_faults(name: str, layers: list[Layer]) -> list[str]:
    own = [each.tree.get("name") for each in layers if each.file == f"scenario/{name}.yaml"]
    return [
        f"scenario/{name}.yaml: name: got {told!r}, expected the file's name. Write 'name: {name}'."
        for told in own
        if told not in (None, name)
    ]


def _case_faults(said: Said | None, model: str) -> list[str]:
    case_id: Any = said.value if said else None
    cases = cases_of(model)
    wrong = isinstance(case_id, str) and case_id not in cases
    return [unknown_name("case_id", case_id, cases)] if wrong else []
