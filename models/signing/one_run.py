"""What a single live run needs beside its people: its checked quantities, and its collector."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from typing import Any

import mesa
import numpy as np

from models.signing.sheet import SHEET
from models.signing.town import DAILY
from sim.engine.quantity import Value, fault_of
from sim.people.agents import Resident
from sim.people.calendar import date_fault

SHARES = ("day", "phase", "signed_share", "round1_share", "moved_share")


def one_row(given: Any, quantities: Mapping[str, Value]) -> np.recarray:
    """Make a run table of one row: from a record, or from quantities by name, all checked.

    Raises
    ------
    ValueError
        With all faults at once.
    """
    if isinstance(given, np.void):
        if quantities:
            raise ValueError(f"got a record and also {sorted(quantities)}: change the record")
        return np.array([given.item()], dtype=SHEET.record).view(np.recarray)
    values = {**(given or {}), **quantities}
    faults = list(_faults(values))
    if faults:
        raise ValueError("\n".join(faults))
    return SHEET.table([values])


def _faults(values: Mapping[str, Value | None]) -> Iterator[str]:
    for name, value in values.items():
        if name not in SHEET.by_name:
            near = get_close_matches(name, SHEET.by_name, 1)
            hint = f"Did you mean {near[0]}?" if near else "`consent show` lists them all."
            yield f"{name}: expected a quantity of the signing model. {hint}"
        elif value is not None and (fault := _fault_of(name, value)):
            yield fault


def _fault_of(name: str, value: Value) -> str:
    return date_fault(value) if name == "signing_date" else fault_of(SHEET.by_name[name], value)


def collector(agent_reporters: Mapping[str, Any] | None) -> mesa.DataCollector:
    """Keep the day's figures of the model, and what is asked of each resident."""
    figures = {c.name: partial(_figure, name=c.name) for c in DAILY}
    asked = {n: partial(_of_a_resident, what=w) for n, w in (agent_reporters or {}).items()}
    return mesa.DataCollector(
        model_reporters={**{name: name for name in SHARES}, **figures}, agent_reporters=asked
    )


def _figure(model: Any, name: str) -> int:
    return int(model.daily[name][-1])


def _of_a_resident(agent: Any, what: str | Callable[[Any], Any]) -> Any:
    """Ask residents only: Mesa asks every agent, and its reporters by type leave out subclasses."""
    if not isinstance(agent, Resident):
        return None
    return getattr(agent, what) if isinstance(what, str) else what(agent)
