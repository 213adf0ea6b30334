"""From a scenario's name and overrides to a scenario: composed by Hydra, checked, settled.

Hydra composes the files (``scenarios/`` and, where given, a folder of the user's own) through its
compose API; nothing is ever instantiated, and no value refers to anything outside the files. Every
fault in files and overrides is reported at once. What nobody sets comes from the case table, then
from the quantity's default; a fact without either is unknown. The calendar follows
``signing_start``, and titles say so where no signing figures are reported.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from experiments.cases import (
    Case,
    signing_cases,
    signing_date,
    signing_observations,
    usable_fact,
)
from experiments.composing import compose_tree, order_of
from experiments.errors import ConfigError, unknown_name
from experiments.folders import Folders
from experiments.layers import Layer, Said, defaults_faults, faults_of, said_by
from experiments.overrides import chosen, read_overrides
from experiments.scenario import UNREPORTED, Scenario, Setting, scenario_from
from experiments.schema import Schema, nested
from sim.engine.quantity import About, Value

COMMAND_LINE = "command line"
SIGNING_DATE = "calendar.signing_date"


def load_scenario(name: str, *overrides: str, config_dir: str | Path | None = None) -> Scenario:
    """Compose a scenario and check everything in it.

    Parameters
    ----------
    name : str
        File name of a scenario, without ``.yaml``: ``"zhangyuan"``.
    *overrides : str
        As on the command line: ``"strategy=none"``, ``"campaign.threshold=0.95"``.
    config_dir : path, optional
        A folder of your own with ``scenario/``, ``place/``, ``offer/`` or ``strategy/``.

    Raises
    ------
    ConfigError
        Lists everything that is wrong with the name, the overrides and the files.
    """
    folders, schema = Folders(config_dir), Schema("signing")
    read = read_overrides(overrides, schema, folders)
    unknown = folders.check("scenario", name) if name else _nameless(folders)
    faults = [unknown] if unknown else defaults_faults(folders, f"scenario/{name}")
    faults += _files_chosen(folders, read.lines)
    if faults:
        raise ConfigError(faults + read.faults)
    lines = [chosen("scenario", name), *read.lines]
    order = order_of(folders, lines)
    said = said_by(order.layers, schema)
    said |= {key: Said(value, COMMAND_LINE, "") for key, value in read.values.items()}
    for each in order.layers:
        faults += faults_of(each, schema)
    faults += _name_faults(name, order.layers) + _case_faults(said.get("case_id"))
    if faults or read.faults:
        raise ConfigError(faults + read.faults)
    scenario = _settled(compose_tree(folders, lines), order.choices, said, schema)
    scenario.config["overrides"] = list(overrides)
    return scenario


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


def _case_faults(said: Said | None) -> list[str]:
    case_id, cases = said.value if said else None, signing_cases()
    wrong = isinstance(case_id, str) and case_id not in cases
    return [unknown_name("case_id", case_id, cases)] if wrong else []


def _settled(
    tree: dict[str, Any], choices: dict[str, str], said: dict[str, Said], schema: Schema
) -> Scenario:
    name = choices["scenario"]
    case = signing_cases().get(tree.get("case_id") or "")
    said, values = _dated(said, {key: _at(tree, key) for key in schema.quantities}, tree)
    settings = {
        key: _setting(about, said.get(key), values[key], case)
        for key, about in schema.quantities.items()
    }
    seen = signing_observations(case.case_id) if case else ()
    config = {
        "name": name,
        **_titles(name, tree, reported=bool(seen)),
        "model": schema.model,
        "case_id": case.case_id if case else None,
        "signing_start": tree.get("signing_start") or (case.signing_start if case else ""),
        "choices": choices,
        **nested({key: setting.value for key, setting in settings.items()}),
        "origins": {k.rpartition(".")[2]: [s.origin, s.source] for k, s in settings.items()},
        "observations": [_row(o) for o in seen],
    }
    return scenario_from(config)


def _dated(
    said: dict[str, Said], values: dict[str, Any], tree: dict[str, Any]
) -> tuple[dict[str, Said], dict[str, Any]]:
    """Let the calendar follow a heading ``signing_start``, unless its date is set by itself."""
    start = tree.get("signing_start")
    if not start or SIGNING_DATE not in values or values[SIGNING_DATE] is not None:
        return said, values
    told = said["signing_start"]
    return said | {SIGNING_DATE: told}, values | {SIGNING_DATE: signing_date(start) or 0}


def _titles(name: str, tree: dict[str, Any], *, reported: bool) -> dict[str, str]:
    title = tree.get("title") or name
    titles = {"title": title, "title_zh": tree.get("title_zh") or title}
    return titles if reported else {k: f"{v}{UNREPORTED[k]}" for k, v in titles.items()}


def _row(observation: Any) -> dict[str, Any]:
    return dict(vars(observation))


def _at(tree: Any, key: str) -> Any:
    for part in key.split("."):
        tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def _setting(about: About, said: Said | None, value: Any, case: Case | None) -> Setting:
    """Settle one quantity: who sets it, else the case table, else its default, else unknown."""
    if said is not None and value is not None:
        return Setting(_typed(about, value), *_authority(said))
    fact = usable_fact(case, about) if case else None
    if case is not None and fact is not None:
        return Setting(_typed(about, fact), "case table", case.source)
    if about.default is None:
        return Setting(None, "unknown", about.source)
    return Setting(_typed(about, about.default), "default", about.source)


def _authority(said: Said) -> tuple[Any, str]:
    if not said.file:
        return "override", said.source
    return ("fact", said.source) if said.source else ("assumed", f"assumed, {said.file}")


def _typed(about: About, value: Any) -> Value:
    if about.choices:
        return str(value)
    return int(value) if about.whole else float(value)
