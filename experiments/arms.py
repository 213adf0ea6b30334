"""Arms of a comparison: one scenario, played with each of several strategies or under several laws.

Every fault of every arm is told at once, before anything is played.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from experiments.budget import Scaled
from experiments.config import load_scenario
from experiments.errors import ConfigError, UserError
from experiments.folders import Folders
from experiments.judged import baseline_first
from experiments.known_models import MODELS
from experiments.layers import model_of
from experiments.scenario import Scenario
from experiments.schema import Schema

GROUPS = {"strategies": "strategy", "laws": "law"}
"""The group of files that each list of names chooses from."""

ARMS = "arms"
LISTS = {group: key for key, group in GROUPS.items()}


NEITHER = (
    "strategies: got none, expected what is to be compared. Write 'strategies=[A,B]', or "
    "'laws=[A,B]' for elevators; consent list tells the names."
)
BOTH = (
    "strategies and laws: got both, expected one of them. Leave one out, and choose a single one "
    "for all arms: law=NAME or strategy=NAME."
)


class Arm(NamedTuple):
    """One arm.

    ``name`` is that of its file, ``label`` tells two arms of one name apart, ``folder`` is where
    its runs lie within the folder of the comparison, and ``scaled`` tells what was done to its
    doses.
    """

    name: str
    label: str
    folder: str
    scenario: Scenario
    scaled: Scaled = Scaled()


def asked_for(
    lists: Mapping[str, Sequence[str]], overrides: Iterable[str] = ()
) -> tuple[str, list[str], list[str]]:
    """Read which files are compared.

    Returns
    -------
    str, list of str, list of str
        The group (``strategy`` or ``law``), the names, and what is wrong with them.
    """
    given = [key for key in GROUPS if key in lists]
    if len(given) != 1:
        return "strategy", [], [BOTH if given else NEITHER]
    key, names = given[0], list(lists[given[0]])
    return GROUPS[key], names, [*_too_few(key, names), *_set_twice(key, overrides)]


def _too_few(key: str, names: list[str]) -> list[str]:
    if len(names) > 1:
        return []
    told = f"{key}: got {len(names)} ({', '.join(names) or 'nothing'}), expected two or more."
    return [f"{told} Write '{key}=[{names[0] if names else 'A'},B]'; consent list tells the names."]


def _set_twice(key: str, overrides: Iterable[str]) -> list[str]:
    """Refuse a choice for all arms of what the arms differ in."""
    group = GROUPS[key]
    chosen = [line for line in overrides if line.partition("=")[0] == group]
    return [f"{line}: got it beside {key}=, expected one of them. Leave it out." for line in chosen]


def arms_of(
    scenario: str,
    group: str,
    names: Sequence[str],
    overrides: Sequence[str] = (),
    *,
    config_dir: str | Path | None = None,
    faults: Iterable[str] = (),
) -> list[Arm]:
    """Compose the arms of a comparison.

    Parameters
    ----------
    scenario : str
        Name of a scenario.
    group : str
        What they differ in: ``"strategy"`` or ``"law"``.
    names : sequence of str
        The files; one that is named twice is two arms. ``baseline`` is put first.
    overrides : sequence of str
        For all arms.
    config_dir : path, optional
        A folder with files of the user's own.
    faults : iterable of str
        What is known to be wrong already; it is told with the rest.

    Raises
    ------
    ConfigError
        Tells everything that is wrong.
    """
    names = baseline_first(names)
    wrong = _no_group(scenario, group, config_dir)
    lines = {name: [*overrides, f"{group}={name}"] for name in names}
    if wrong or not names:
        lines = {"": [*overrides]}
    composed, more = _composed(scenario, lines, config_dir)
    told = [*faults, *wrong, *more]
    if told:
        raise ConfigError(told)
    return [
        Arm(name, _label(name, number, names), f"{ARMS}/{number}-{name}", composed[name])
        for number, name in enumerate(names, start=1)
    ]


def _composed(
    scenario: str, lines: Mapping[str, Sequence[str]], config_dir: str | Path | None
) -> tuple[dict[str, Scenario], list[str]]:
    """Compose the scenario of each name, and collect what is wrong with any."""
    composed: dict[str, Scenario] = {}
    faults: list[str] = []
    for name, overrides in lines.items():
        try:
            composed[name] = load_scenario(scenario, *overrides, config_dir=config_dir)
        except ConfigError as error:
            faults += error.faults
        except UserError as error:
            faults.append(str(error))
    return composed, faults


def _no_group(scenario: str, group: str, config_dir: str | Path | None) -> list[str]:
    """Say so where the scenario's model chooses no file of this kind: campaigns have no law."""
    folders = Folders(config_dir)
    if folders.check("scenario", scenario):
        return []  # what is wrong is told when it is composed
    model = model_of(folders, f"scenario/{scenario}")
    if model not in MODELS or group in Schema(model).groups:
        return []
    theirs = [name for name in MODELS if group in Schema(name).groups]
    return [
        f"{LISTS[group]}: files of {group} are for the model {' or '.join(theirs)}, and "
        f"{scenario} is played by {model}. Compare strategies=[A,B], or choose another scenario."
    ]


def _label(name: str, number: int, names: Sequence[str]) -> str:
    """Name an arm; one of several of the same name is called as its folder is."""
    return name if names.count(name) == 1 else f"{number}-{name}"
