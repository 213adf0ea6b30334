"""Values of a design, read and checked: names of quantities, bounds, strategies and laws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from experiments.errors import unknown_key, unknown_name
from experiments.folders import Folders
from experiments.known_models import MODELS
from experiments.schema import Schema
from experiments.settling import typed

if TYPE_CHECKING:
    from sim.engine.quantity import About

COMMON_KEYS = ("kind", "name", "title", "title_zh", "runs")
GROUP_KEYS = {"strategies": "strategy", "laws": "law"}
"""Keys that list files, and the group that each chooses from."""

HELD = ("last_day",)
"""Quantities that all points share: days are counted back from the last one."""


@dataclass
class Reader:
    """Reads the values of one design for one model, and collects what is wrong."""

    schema: Schema
    folders: Folders
    label: str
    faults: list[str] = field(default_factory=list)

    def quantity(self, name: object, where: str = "", others: tuple[str, ...] = ()) -> About | None:
        """Find a quantity by its name or its full key; None, with a fault, where there is none.

        ``others`` may have been meant as well.
        """
        place = where or self.label
        about, fault = find_quantity(str(name), self.schema, others)
        if about is not None and about.name in HELD:
            key = f"{about.group}.{about.name}"
            fault = (
                f"{key}: cannot be swept, because all points are counted to the same last day. "
                f"Set it once for all, behind the scenario: {key}=NUMBER."
            )
        self.faults += [f"{place}: {fault}"] if fault else []
        return None if fault else about

    def value(self, about: About, value: object, where: str = "") -> Any:
        """Check one value of a quantity; return it as the model takes it, or None with a fault."""
        fault = self.schema.fault(f"{about.group}.{about.name}", value)
        if value is None:
            fault = f"{about.group}.{about.name}: got nothing, expected a value. Give one."
        self.faults += [f"{where or self.label}: {fault}"] if fault else []
        return None if fault else typed(about, value)

    def file(self, group: str, name: object, where: str = "") -> str | None:
        """Check the name of a strategy or a law."""
        fault = self.folders.check(group, name)
        if group not in self.schema.groups:
            fault = f"{group}: the model {self.schema.model} chooses no {group}. Leave it out."
        self.faults += [f"{where or self.label}: {fault}"] if fault else []
        return None if fault else str(name)

    def wrong(self, fault: str) -> None:
        """Note that something is wrong."""
        self.faults.append(f"{self.label}: {fault}")


def find_quantity(
    name: str, schema: Schema, others: tuple[str, ...] = ()
) -> tuple[About | None, str]:
    """Return a quantity by its name or full key, or what is wrong with the name."""
    last = name.rpartition(".")[2]
    about = schema.sheet.by_name.get(last)
    if about is not None and name in (last, f"{about.group}.{last}"):
        return about, ""
    for other in MODELS:
        if other != schema.model and last in Schema(other).sheet.by_name:
            return None, (
                f"{name}: belongs to the model {other}, and the scenario is played by "
                f"{schema.model}. Choose another design, or a scenario of {other}."
            )
    full = schema.quantities if "." in name else ()
    return None, unknown_key(name, [*others, *schema.sheet.by_name, *full])


def choices_of(data: Mapping[str, Any], reader: Reader) -> list[dict[str, str]]:
    """Read the lists of strategies and laws: every combination of both, each once."""
    choices: list[dict[str, str]] = [{}]
    for key, group in GROUP_KEYS.items():
        if key not in data:
            continue
        names = data[key]
        if not isinstance(names, list) or not names:
            reader.wrong(f"{key}: got {names!r}, expected a list of names. Write {key}: [A, B].")
            continue
        found = [name for name in (reader.file(group, name) for name in names) if name]
        twice = sorted({name for name in found if found.count(name) > 1})
        if twice:
            reader.wrong(f"{key}: got {', '.join(twice)} twice, expected each name once.")
        choices = [{**choice, group: name} for choice in choices for name in found]
    return choices or [{}]


def spaces_of(data: Mapping[str, Any], reader: Reader) -> dict[str, tuple[About, Any]]:
    """Read which quantities are swept: what a design says of each, by name."""
    given = data.get("quantities")
    if given is None:
        return {}
    if not isinstance(given, Mapping):
        reader.wrong(f"quantities: got {given!r}, expected lines such as 'threshold: [0.8, 0.9]'.")
        return {}
    spaces: dict[str, tuple[About, Any]] = {}
    for name, said in given.items():
        about = reader.quantity(name)
        if about is None:
            continue
        if about.name in spaces:
            reader.wrong(f"{name}: given twice. Give it once.")
        spaces[about.name] = (about, said)
    return spaces


def bounds_of(about: About, said: Mapping[str, Any], reader: Reader) -> tuple[float, float] | None:
    """Read low and high; what is left out is what the quantity allows."""
    if about.choices:
        reader.wrong(f"{about.name}: is a word, expected a list: {', '.join(about.choices)}.")
        return None
    low, high = (reader.value(about, said.get(k, getattr(about, k))) for k in ("low", "high"))
    if low is None or high is None:
        return None
    if not low < high:
        reader.wrong(f"{about.name}: got low {low:g} and high {high:g}, expected low below high.")
        return None
    return low, high


def unknown_parts(about: About, said: Mapping[str, Any], parts: tuple[str, ...]) -> list[str]:
    """Tell which keys below a quantity mean nothing."""
    strange = [key for key in said if key not in parts]
    return [f"{about.name}: {unknown_name('key', key, parts)}" for key in strange]


def whole_fault(key: str, value: object, low: int, high: int) -> str:
    """Say what is wrong with a whole number; "" if it is fine."""
    if type(value) is int and low <= value <= high:
        return ""
    return f"{key}: got {value!r}, expected a whole number from {low} to {high}. Give one."
