"""What is kept of each run of a sweep: the outcomes that a model compares, and what was reported.

A sweep may have a million runs, so nothing else of them is held in memory at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.known_models import FIRST
from experiments.ledger import Columns, Ledger, Notes, gaps_in
from experiments.measure import simulated
from experiments.paired import Outcome, compared_outcomes
from experiments.reported import Figure, FunnelObservation, Observation
from experiments.shards import read_days, read_runs
from sim.engine.outcome import SMALLER

REPORTED = "reported: "
"""Stands before the name of a reported figure among the columns that are kept."""

HOURS = Outcome("worker_hours", "h", SMALLER, False)
"""Working time in all, where a model tells none for each certificate."""

SHOWN = {
    "signing": (
        "signing_share_deadline", "hours_per_certificate", "informed_share", "mean_trust",
        "mean_fatigue", "pressed_share",
    ),
    "elevator": (
        "passed_at_end", "hours_per_pass", "worker_hours", "round1_assent", "mean_trust",
        "mean_fatigue", "finished_at_end", "meetings_per_pass",
    ),
}  # fmt: skip
"""Outcomes of pictures and screen, where a model has them: the first three tell the most."""


def outcomes_in(notes: Notes, model: str) -> list[Outcome]:
    """List the outcomes of a sweep's points: those that a model compares, and hours of work."""
    columns = dict.fromkeys(notes, np.zeros(0))
    made = compared_outcomes({"": Ledger(columns, {}, 0, notes, {"model": model})})
    told = any(each.name.startswith("hours_per") for each in made)
    return made if told or "minutes_at_end" not in notes else [*made, HOURS]


def shown_outcomes(made: Sequence[Outcome], model: str) -> list[Outcome]:
    """Choose the outcomes of pictures and screen, the rate first."""
    by_name = {each.name: each for each in made}
    there = [by_name[name] for name in SHOWN.get(model, ()) if name in by_name]
    return there or list(made[:6])


def thin(ledger: Ledger, figures: Sequence[Figure]) -> Columns:
    """Keep the outcomes of some runs, and what they say of the reported figures; float64 [run]."""
    made = outcomes_in(ledger.notes, ledger.attrs.get("model", FIRST))
    kept = {each.name: _column(ledger, each) for each in made}
    seen = {REPORTED + each.name: np.asarray(simulated(ledger, each)) for each in figures}
    return {name: np.asarray(column, np.float64) for name, column in (kept | seen).items()}


def _column(ledger: Ledger, made: Outcome) -> np.ndarray:
    if made is HOURS:
        return np.asarray(ledger["minutes_at_end"]) / 60.0
    return np.asarray(ledger[made.name])


def thin_folder(
    folder: Path, blocks: int, notes: Notes, model: str, figures: Sequence[Figure]
) -> Columns:
    """Keep the same of the runs of a folder, block by block."""
    parts = [_thin_block(folder, n, notes, model, figures) for n in range(blocks)]
    return joined(parts)


def _thin_block(
    folder: Path, number: int, notes: Notes, model: str, figures: Sequence[Figure]
) -> Columns:
    runs = read_runs(folder, [number])
    days, frame = read_days(folder, [number], runs["run_id"]) if figures else ({}, np.zeros(1, int))
    ledger = Ledger(runs, days, int(frame[0]), notes, {"model": model}, gaps_in(frame))
    return thin(ledger, figures)


def joined(parts: Sequence[Columns]) -> Columns:
    """Put the columns of blocks together, in order."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def reported_line(
    made: Outcome, figures: Sequence[Figure], values: Mapping[str, Any]
) -> tuple[float, str] | None:
    """Find the reported figure that an outcome can be held against: its value and relation."""
    for seen in figures:
        if seen.name == made.name or _says(seen, made.name, values):
            return float(seen.reported), seen.relation
    return None


def _says(seen: Figure, outcome: str, values: Mapping[str, Any]) -> bool:
    """Tell whether a share reported for a day is that of the deadline, or of the last day."""
    if isinstance(seen, FunnelObservation) or not isinstance(seen, Observation):
        return False
    days = {
        "signing_share_deadline": ("signing", values.get("reward_window_days")),
        "signing_share": ("signing", values.get("last_day")),
    }
    wanted = days.get(outcome)
    return wanted is not None and seen.relation != "reached" and wanted == (seen.measure, seen.day)
