"""A design says which points are played: levels of quantities, strategies and laws, as plain data.

A design is a file ``scenarios/sweep/NAME.yaml``, a file of the user's own, or a mapping with the
same keys. Three kinds: ``grid`` plays every combination of levels, ``latin`` a Latin hypercube of
some points, ``list`` the rows of a CSV file beside the design. Bounds that a design leaves out are
those that the quantity itself allows. Everything that is wrong is told at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.design_values import COMMON_KEYS, GROUP_KEYS, Reader, choices_of, whole_fault
from experiments.errors import ConfigError, unknown_name
from experiments.folders import DESIGNS, Folders, read_yaml
from experiments.schema import Schema

KINDS = {
    "grid": (*COMMON_KEYS, *GROUP_KEYS, "quantities"),
    "latin": (*COMMON_KEYS, *GROUP_KEYS, "quantities", "points", "seed"),
    "list": (*COMMON_KEYS, "file", "rows"),
}
"""Kinds of designs, and the keys that each takes."""

MOST_POINTS = 1_000_000
USUAL_RUNS = 100
"""Runs of each point where neither the command nor the design says how many."""


@dataclass(frozen=True)
class Points:
    """The points of a sweep, in order.

    Attributes
    ----------
    choices : tuple of dict
        The files that each arm chooses: ``{"strategy": "usual"}``; one empty dict for no choice.
    arm_of : tuple of int
        Arm of each point.
    values : dict of str to tuple
        Value of each swept quantity at each point, by the quantity's name.
    """

    choices: tuple[dict[str, str], ...]
    arm_of: tuple[int, ...]
    values: dict[str, tuple[Any, ...]]

    def __len__(self) -> int:
        return len(self.arm_of)


@dataclass(frozen=True)
class Design:
    """A design, read and checked: what it is called, its points, and runs of each (None: usual)."""

    name: str
    kind: str
    points: Points
    runs: int | None = None
    titles: dict[str, str] = field(default_factory=dict)


def read_design(given: str | Path | Mapping[str, Any], model: str, folders: Folders) -> Design:
    """Read a design and check everything in it.

    Parameters
    ----------
    given : str, Path or mapping
        Name of a shipped design (or one below the user's own folder), path of a YAML file, or the
        keys of a design themselves.
    model : str
        The model that plays it.
    folders : Folders
        Where named designs, strategies and laws lie.

    Raises
    ------
    ConfigError
        Tells everything that is wrong.
    """
    name, data, folder = _found(given, folders)
    label = f"sweep {name}"
    faults = _key_faults(data, label)
    if faults:
        raise ConfigError(faults)
    reader = Reader(Schema(model), folders, label)
    points = _points(data, reader, folder)
    faults = [*reader.faults, *_head_faults(data, label)]
    if not faults and len(points) == 0:
        faults = [_empty(label, data["kind"])]
    if faults:
        raise ConfigError(faults)
    titles = {key: str(data[key]) for key in ("title", "title_zh") if data.get(key)}
    return Design(name, data["kind"], points, data.get("runs"), titles)


def _found(
    given: str | Path | Mapping[str, Any], folders: Folders
) -> tuple[str, Mapping[str, Any], Path]:
    """Return name, keys and folder of a design."""
    if isinstance(given, Mapping):
        return str(given.get("name") or "given"), given, Path()
    path = Path(given)
    if path.suffix in (".yaml", ".yml"):
        if not path.is_file():
            raise ConfigError([f"sweep: got {given}, expected an existing file. Check its path."])
        return path.stem, read_yaml(path, path.name), path.parent
    fault = folders.check(DESIGNS, str(given))
    found = folders.find(f"{DESIGNS}/{given}")
    if fault or found is None:
        raise ConfigError([f"{fault} A file of your own is given by its path: sweep=PATH.yaml."])
    return str(given), folders.read(f"{DESIGNS}/{given}"), found.parent


def _key_faults(data: Mapping[str, Any], label: str) -> list[str]:
    kind = data.get("kind")
    if kind not in KINDS:
        return [f"{label}: {unknown_name('kind', kind, KINDS)}"]
    strange = [key for key in data if key not in KINDS[kind]]
    return [f"{label}: {unknown_name(f'key of a {kind}', key, KINDS[kind])}" for key in strange]


def _head_faults(data: Mapping[str, Any], label: str) -> list[str]:
    return [
        f"{label}: {fault}"
        for key, low, high in (("runs", 1, 10_000_000), ("seed", 0, 2**63 - 1))
        if key in data and (fault := whole_fault(key, data[key], low, high))
    ]


def _empty(label: str, kind: str) -> str:
    wanted = "rows below the header" if kind == "list" else "quantities, strategies or laws"
    return f"{label}: got no point to play, expected {wanted}. Name some."


def _points(data: Mapping[str, Any], reader: Reader, folder: Path) -> Points:
    from experiments.design_kinds import grid_points, latin_points
    from experiments.design_list import list_points

    if data["kind"] == "list":
        return list_points(data, reader, folder)
    choices = choices_of(data, reader)
    make = grid_points if data["kind"] == "grid" else latin_points
    return crossed(choices, *make(data, reader, MOST_POINTS // len(choices)))


def crossed(
    choices: Sequence[dict[str, str]], names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Points:
    """Play every row of values under every choice of files, the choices outermost."""
    if not names and choices == [{}]:
        return Points((), (), {})
    arm_of = tuple(arm for arm in range(len(choices)) for _ in rows)
    values = {n: tuple(row[k] for row in rows) * len(choices) for k, n in enumerate(names)}
    return Points(tuple(choices), arm_of, values)
