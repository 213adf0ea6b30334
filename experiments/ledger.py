"""The ledger: what an ensemble wrote down, as plain columns, before it is a table or a picture.

A run has one row of parameters and outcomes, and one row of series for each day of the common
frame, which ends on the last simulated day. A run with a shorter preparation has zeros before its
first day. Of a long frame not every day is kept (``Plan.frame``). Names, units and meanings come
from the model's sheet, columns and outcomes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.scenario import outcome_module
from sim.people.plot import NEVER

if TYPE_CHECKING:
    from experiments.plan import Plan
    from sim.engine.ensemble import Block
    from sim.engine.outcome import Derived
    from sim.engine.quantity import About, Value
    from sim.engine.rows import Column
    from sim.engine.sheet import Sheet

AT_END = "_at_end"
MEASURES = ("contact", "min", "flag", "0.001")
"""Units that a meaning may end in besides those of the model's own words."""

Columns = dict[str, np.ndarray]
Notes = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Ledger:
    """The columns of an ensemble.

    Attributes
    ----------
    runs : dict of str to array [R]
        ``run_id``, ``replicate``, every parameter, every outcome.
    days : dict of str to array [R, D]
        Daily series.
    first_day : int
        Day of the first column of ``days``.
    notes : dict
        Unit, meaning and more of every column of both tables, by name.
    attrs : dict
        Where it all comes from: scenario, seed, code digest and so on.
    kept : array [D], optional
        The day of each column of ``days``, where not every day of the frame is kept.
    """

    runs: Columns
    days: Columns
    first_day: int
    notes: Notes
    attrs: dict[str, Any]
    kept: np.ndarray | None = None

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a column by name, as a Dataset would; ``day`` is the coordinate."""
        if name == "day" and self.kept is not None:
            return self.kept
        if name == "day":
            frame = next(iter(self.days.values())).shape[1]
            return np.arange(self.first_day, self.first_day + frame)
        return self.days[name] if name in self.days else self.runs[name]


def ledger_of(plan: Plan, blocks: Iterable[Block], attrs: dict[str, Any]) -> Ledger:
    """Put the finished blocks of a plan together, in order."""
    parts = sorted(blocks, key=lambda block: block.number)
    runs = [rows_of(plan, plan.blocks[part.number], part.ends) for part in parts]
    whole = {name: np.concatenate([part[name] for part in runs]) for name in runs[0]}
    series = {c.name: np.concatenate([p.daily[c.name] for p in parts]) for c in plan.chunk.DAILY}
    first = int(plan.frame[0])
    return Ledger(whole, series, first, notes_of(plan), attrs, gaps_in(plan.frame))


def gaps_in(frame: np.ndarray) -> np.ndarray | None:
    """Return the days of a frame that leaves some out; None for one that keeps them all."""
    return frame if len(frame) <= frame[-1] - frame[0] else None


def rows_of(plan: Plan, rows: slice, ends: np.recarray) -> Columns:
    """Return the rows of a block in the table of runs: ids, parameters, outcomes."""
    table = plan.table()[rows]
    ids = {
        "run_id": np.array(plan.run_ids[rows], dtype=object),
        "replicate": plan.replicates[rows],
        **{name: column[rows] for name, column in plan.labels.items()},
    }
    parameters = {a.name: _as_column(a, table[a.name]) for a in plan.scenario.sheet.abouts}
    return ids | parameters | outcomes_of(plan, ends)


def _as_column(about: About, stored: np.ndarray) -> np.ndarray:
    """Copy a column of the run table, words as words."""
    column = np.ascontiguousarray(stored)
    return np.array(about.choices, dtype=object)[column] if about.choices else column


def parameters_at(ledger: Any, sheet: Sheet, row: int) -> dict[str, Value]:
    """Return the parameters of one stored run by name, as plain numbers and words.

    ``ledger`` is a Ledger or a Dataset.
    """
    return {a.name: _plain(a, np.asarray(ledger[a.name])[row]) for a in sheet.abouts}


def _plain(about: About, value: Any) -> Value:
    if about.choices:
        return str(value)
    return int(value) if about.whole else float(value)


def outcomes_of(plan: Plan, ends: np.recarray) -> Columns:
    """Return the books at the end, and shares and days worked out from them."""
    daily = {column.name for column in plan.chunk.DAILY}
    books = {_end_name(c.name, daily): np.ascontiguousarray(ends[c.name]) for c in _told(plan)}
    return books | {made.name: work_out(made, ends) for made in _derived(plan)}


def _told(plan: Plan) -> list[Column]:
    """Leave out the key of luck, which few file formats can hold, and what repeats a quantity."""
    known = {"luck", *plan.scenario.sheet.by_name}
    return [column for column in plan.chunk.NOW if column.name not in known]


def _derived(plan: Plan) -> list[Derived]:
    kept = {column.name for column in plan.chunk.NOW}
    return [made for made in outcome_module(plan.scenario.model).ALL if kept >= {*made.parts}]


def work_out(made: Derived, ends: np.recarray) -> np.ndarray:
    """Work an outcome out from the books of the last day, float64 [R]; NaN where it is missing."""
    top = sum(ends[name].astype(np.float64) for name in made.parts)
    if made.is_day:
        return np.where(top == NEVER, np.nan, top)
    whole = sum(ends[name].astype(np.int64) for name in made.whole)
    return np.where(whole > 0, made.times * top / np.maximum(whole, 1), np.nan)


def _end_name(name: str, daily: set[str]) -> str:
    """Name a figure of the last day: some are daily series as well."""
    return name + AT_END if name in daily else name


def notes_of(plan: Plan) -> Notes:
    """Describe every column: unit, meaning and, for a parameter, its source and labels."""
    daily = {column.name for column in plan.chunk.DAILY}
    said = outcome_module(plan.scenario.model)
    return {
        "run_id": {"unit": "id", "meaning": "digest of parameters, code, seed and replicate"},
        "replicate": {"unit": "1", "meaning": "number of the replicate, from 0"},
        "day": {"unit": "day", "meaning": said.DAY},
        **plan.label_notes,
        **{about.name: _note(plan, about) for about in plan.scenario.sheet.abouts},
        **{_end_name(c.name, daily): _note_column(c, said.UNITS) for c in _told(plan)},
        **{made.name: {"unit": made.unit, "meaning": made.meaning} for made in _derived(plan)},
        **{c.name: _note_column(c, said.UNITS) for c in plan.chunk.DAILY},
    }


def _note(plan: Plan, about: About) -> dict[str, str]:
    setting = plan.scenario.settings[about.name]
    source = f"drawn: {about.source}" if about.name in plan.drawn else setting.source
    return {
        "unit": about.unit, "meaning": about.meaning, "source": source, "origin": setting.origin,
        "label": about.label, "label_zh": about.label_zh,
    }  # fmt: skip


def _note_column(column: Column, units: Mapping[str, str]) -> dict[str, str]:
    return {"unit": _unit(column, units), "meaning": column.meaning}


def _unit(column: Column, units: Mapping[str, str]) -> str:
    """Read the unit out of a column's meaning: what stands behind its last comma, or is counted."""
    last = column.meaning.rpartition(", ")[2]
    if last in (*units.values(), *MEASURES):
        return last
    words = column.meaning.replace(",", " ").split()
    return next((units[word] for word in words if word in units), "1")


def same(one: Mapping[str, np.ndarray], other: Mapping[str, np.ndarray]) -> list[str]:
    """Name the columns in which two tables of runs or days differ; missing equals missing."""
    names = list(dict.fromkeys([*one, *other]))
    return [n for n in names if n not in one or n not in other or not _equal(one[n], other[n])]


def _equal(one: np.ndarray, other: np.ndarray) -> bool:
    floats = one.dtype.kind == "f" and other.dtype.kind == "f"
    return one.shape == other.shape and bool(np.array_equal(one, other, equal_nan=floats))
