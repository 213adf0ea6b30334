"""A sheet is all the quantities of one model: the table that a run is a row of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import ModuleType

import numpy as np

from sim.engine.quantity import About, Value, draw, encode, quantities, record_type


def find_methods(*rules: ModuleType) -> dict[str, ModuleType]:
    """List the engagement methods that modules of rules call, by name: derived, never typed."""
    found = {}
    for module in rules:
        for thing in vars(module).values():
            if isinstance(thing, ModuleType) and ".methods." in thing.__name__:
                found[thing.__name__.rsplit(".", 1)[-1]] = thing
    return dict(sorted(found.items()))


def sheet_class(method: ModuleType) -> type:
    """Return the one dataclass of doses that a method's file declares."""
    name = method.__name__
    own = [t for t in vars(method).values() if isinstance(t, type) and t.__module__ == name]
    if len(own) != 1:
        raise TypeError(f"{method.__name__} must declare exactly one dataclass, it has {len(own)}")
    return own[0]


@dataclass(frozen=True)
class Sheet:
    """The quantities of a model, by group, in order.

    ``groups`` maps the group's place in the configuration (``"campaign"``, ``"strategy.visits"``)
    to the dataclass that declares it. Names are unique over all groups.
    """

    groups: Mapping[str, type]

    @cached_property
    def abouts(self) -> tuple[About, ...]:
        """All quantities."""
        return tuple(a for group, sheet in self.groups.items() for a in quantities(sheet, group))

    @cached_property
    def by_name(self) -> dict[str, About]:
        """All quantities by name; a name used twice is an error of ours."""
        named: dict[str, About] = {}
        for about in self.abouts:
            if about.name in named:
                first = named[about.name].group
                raise ValueError(f"{about.name} is declared in {first} and {about.group}")
            named[about.name] = about
        return named

    @cached_property
    def record(self) -> np.dtype:
        """The record of one run."""
        return record_type(self.abouts)

    def table(self, rows: Iterable[Mapping[str, Value | None]]) -> np.recarray:
        """Build the run table: a record for each mapping of name to value (missing: the point)."""
        records = [tuple(self._cell(a, row) for a in self.abouts) for row in rows]
        return np.array(records, dtype=self.record).view(np.recarray)

    def _cell(self, about: About, row: Mapping[str, Value | None]) -> float | int:
        value = row.get(about.name)
        return encode(about, about.point if value is None else value)

    def drawn(
        self, values: Mapping[str, Value | None], names: Iterable[str], key: np.uint64
    ) -> dict[str, Value]:
        """Fill in what nobody fixed with draws: unknown facts and, for ``names``, priors."""
        filled: dict[str, Value] = {n: v for n, v in values.items() if v is not None}
        for name in names:
            if name not in filled:
                filled[name] = draw(self.by_name[name], key)
        return filled
