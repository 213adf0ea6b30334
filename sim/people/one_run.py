"""What a single live run needs beside its people: its checked quantities, and its collector."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

import mesa
import numpy as np

from sim.engine.quantity import Value, fault_of
from sim.engine.sheet import Sheet
from sim.people.agents import Resident
from sim.people.calendar import date_fault


def one_row(sheet: Sheet, given: Any, quantities: Mapping[str, Value]) -> np.recarray:
    """Make a run table of one row: from a record, or from quantities by name, all checked.

    Raises
    ------
    ValueError
        With all faults at once.
    """
    if isinstance(given, np.void):
        if quantities:
            raise ValueError(f"got a record and also {sorted(quantities)}: change the record")
        return np.array([given.item()], dtype=sheet.record).view(np.recarray)
    values = {**(given or {}), **quantities}
    faults = list(_faults(sheet, values))
    if faults:
        raise ValueError("\n".join(faults))
    return sheet.table([values])


def _faults(sheet: Sheet, values: Mapping[str, Value | None]) -> Iterator[str]:
    for name, value in values.items():
        if name not in sheet.by_name:
            near = get_close_matches(name, sheet.by_name, 1)
            hint = f"Did you mean {near[0]}?" if near else "`consent show` lists them all."
            yield f"{name}: expected a quantity of this model. {hint}"
        elif value is not None and (fault := _fault_of(sheet, name, value)):
            yield fault


def _fault_of(sheet: Sheet, name: str, value: Value) -> str:
    about = sheet.by_name[name]
    dated = about.unit == "yyyymmdd"
    return date_fault(value, f"{about.group}.{name}") if dated else fault_of(about, value)


def collector(
    names: Iterable[str], shares: Iterable[str], agent_reporters: Mapping[str, Any] | None
) -> mesa.DataCollector:
    """Keep the day's figures of the model, its shares, and what is asked of each resident."""
    figures = {name: partial(_figure, name=name) for name in names}
    asked = {n: partial(_of_a_resident, what=w) for n, w in (agent_reporters or {}).items()}
    return mesa.DataCollector(
        model_reporters={**{name: name for name in shares}, **figures}, agent_reporters=asked
    )


def _figure(model: Any, name: str) -> int:
    return int(model.daily[name][-1])


def _of_a_resident(agent: Any, what: str | Callable[[Any], Any]) -> Any:
    """Ask residents only: Mesa asks every agent, and its reporters by type leave out subclasses."""
    if not isinstance(agent, Resident):
        return None
    return getattr(agent, what) if isinstance(what, str) else what(agent)
