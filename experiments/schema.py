"""What may be set: every quantity of a model at its place in the configuration, and a few headings.

The schema is read from the model's sheet, so that a quantity is declared once, beside its rule. In
the schema every quantity is unset (null): it then comes from the case table, or else from its
default or distribution.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from experiments.errors import unknown_key
from experiments.folders import GROUPS
from experiments.known_models import FIRST, MODELS
from experiments.scenario import sheet_of
from experiments.vocabulary import COMMON

if TYPE_CHECKING:
    from sim.engine.quantity import About

HEADINGS = ("name", "title", "title_zh", "case_id", "signing_start", "shown")
DATE = "yyyymmdd"
"""The unit of a date, as a whole number; 0 where it is unknown, or the thing never comes."""

HUGE = 10**18
"""Whole numbers beyond this fit no quantity, and may be too long to be told."""

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Schema:
    """The keys that a configuration of one model may hold."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.sheet = sheet_of(model)

    @property
    def headings(self) -> tuple[str, ...]:
        """Keys of a scenario that are no quantities; only signing dates its day 1 by one."""
        return tuple(h for h in HEADINGS if h != "signing_start" or self.model == FIRST)

    @property
    def groups(self) -> tuple[str, ...]:
        """Folders of files that scenarios of this model choose from."""
        return tuple(g for g in GROUPS if g == "scenario" or g in self.nodes)

    def knows(self, key: str) -> bool:
        """Tell whether a full key is a quantity, or holds some, or is a heading."""
        return key in self.quantities or key in self.nodes or key in self.headings

    @cached_property
    def quantities(self) -> dict[str, About]:
        """Every quantity by its full key, such as ``strategy.visits.visit_gap_days``."""
        return {f"{about.group}.{about.name}": about for about in self.sheet.abouts}

    @cached_property
    def nodes(self) -> frozenset[str]:
        """Full keys of everything that holds quantities, such as ``strategy.visits``."""
        groups = [group.split(".") for group in self.sheet.groups]
        return frozenset(".".join(g[: depth + 1]) for g in groups for depth in range(len(g)))

    @property
    def empty(self) -> dict[str, Any]:
        """The configuration in which nothing is set."""
        unset: dict[str, Any] = dict.fromkeys(self.headings)
        return {"model": self.model} | unset | nested(dict.fromkeys(self.quantities))

    def fault(self, key: str, value: object) -> str:
        """Say what is wrong with setting a full key to a value; "" if it is fine (null unsets)."""
        if key in self.nodes:
            return (
                f"{key}: got {value!r}, expected quantities below it, as in {self._example(key)}."
            )
        if not self.knows(key):
            return self._unknown(key)
        if value is None:
            return ""
        return _heading_fault(key, value) if key in HEADINGS else self._quantity_fault(key, value)

    def _quantity_fault(self, key: str, value: object) -> str:
        from sim.engine.quantity import fault_of

        about = self.quantities[key]
        fault = fault_of(about, math.inf if isinstance(value, int) and abs(value) > HUGE else value)
        if fault or about.unit != DATE:
            return fault
        from sim.people.calendar import date_fault

        return date_fault(value, key)

    def _unknown(self, key: str) -> str:
        """Say that nothing has this key; and whose it is, if it is another model's."""
        if key == "model":
            return "model: a scenario chooses it in its defaults: '- override /model: NAME'."
        others = [name for name in MODELS if name != self.model]
        for other in others:
            if Schema(other).knows(key):
                return f"{key}: belongs to the model {other}, not to {self.model}. Leave it out."
        known = (*self.quantities, *self.headings, *self.groups, *COMMON, "output")
        return unknown_key(key, [name for name in known if name != key])

    def _example(self, node: str) -> str:
        return next(key for key in self.quantities if key.startswith(f"{node}."))

    def leaves(self, tree: Mapping[Any, Any], above: str = "") -> Iterator[tuple[str, Any]]:
        """Walk a nested mapping: yield full keys and values, stopping where the schema does."""
        for name, value in tree.items():
            key = f"{above}.{name}" if above else str(name)
            if key in self.nodes and isinstance(value, Mapping):
                yield from self.leaves(value, key)
            else:
                yield key, value


def _heading_fault(key: str, value: object) -> str:
    if key == "shown":
        return _shown_fault(value)
    if not isinstance(value, str):
        return f"{key}: got {value!r}, expected text. Put it in quotes."
    if key == "signing_start" and not _is_date(value):
        return f"{key}: got {value!r}, expected a date. Write it as 2019-01-12 (or 2019-01, 2019)."
    return ""


def _shown_fault(value: object) -> str:
    """Check the figures that are shown without being judged: each has a name and a reason."""
    told = [*value.values()] if isinstance(value, Mapping) else value
    if isinstance(told, list) and all(isinstance(t, str) and t.strip() for t in told):
        return ""
    return f"shown: got {value!r}, expected lines such as 'finished_stock_2021-05: \"why\"'."


def _is_date(text: str) -> bool:
    """Tell whether a text is a day, a month or a year that the calendar has."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    """Turn full keys into nested mappings, in order."""
    tree: dict[str, Any] = {}
    for key, value in flat.items():
        *above, last = key.split(".")
        node = tree
        for part in above:
            node = node.setdefault(part, {})
        node[last] = value
    return tree


def register(schema: Schema) -> None:
    """Make the model known to Hydra."""
    from hydra.core.config_store import ConfigStore

    store = ConfigStore.instance()
    store.store(group="model", name=schema.model, package="_global_", node=schema.empty)
