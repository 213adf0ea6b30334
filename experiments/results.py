"""From ledger to ``xarray.Dataset``, with units, meanings and provenance; and back to a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.errors import UserError
from experiments.ledger import Ledger, gaps_in, same

if TYPE_CHECKING:
    import xarray as xr

    from experiments.plan import Plan


def to_dataset(ledger: Ledger) -> xr.Dataset:
    """Turn a ledger into a Dataset.

    Returns
    -------
    Dataset
        Dimensions ``run`` (the replicate, from 0; in a sweep point by point) and ``day`` (from the
        first survey day, negative, to the last; of a long frame only the days in ``Plan.frame``);
        daily series [run, day], parameters and outcomes [run], each with ``unit`` and ``meaning``.
        A run with a shorter preparation has zeros before its first day. A figure of the last day
        that is also a daily series ends in ``_at_end``.
    """
    import xarray as xr

    def variable(name: str, dims: tuple[str, ...], column: np.ndarray) -> Any:
        return xr.Variable(dims, column, ledger.notes.get(name, {}))

    runs = {name: variable(name, ("run",), column) for name, column in ledger.runs.items()}
    days = {name: variable(name, ("run", "day"), column) for name, column in ledger.days.items()}
    coords = {
        "run": _numbers(ledger),
        "day": variable("day", ("day",), ledger["day"]),
        "run_id": runs.pop("run_id"),
        "replicate": runs.pop("replicate"),
    }
    return xr.Dataset(days | runs, coords, ledger.attrs)


def _numbers(ledger: Ledger) -> np.ndarray:
    """Number the runs: by replicate, and point by point where there are points of a sweep."""
    if "point" not in ledger.runs:
        return ledger.runs["replicate"]
    return (ledger.runs["point"] - 1) * ledger.attrs["runs"] + ledger.runs["replicate"]


def from_dataset(dataset: xr.Dataset) -> Ledger:
    """Turn a Dataset back into the ledger it came from."""
    names = [*dataset.data_vars, "run_id", "replicate"]
    notes = {str(name): dict(dataset[name].attrs) for name in [*names, "day"]}
    days = {str(n): dataset[n].values for n in dataset.data_vars if "day" in dataset[n].dims}
    runs = {str(n): dataset[n].values for n in names if "day" not in dataset[n].dims}
    frame = np.asarray(dataset["day"])
    return Ledger(runs, days, int(frame[0]), notes, dict(dataset.attrs), gaps_in(frame))


def save_results(dataset: xr.Dataset, plan: Plan, folder: str | Path) -> Path:
    """Write an ensemble that was run in memory to a new results folder.

    Parameters
    ----------
    dataset : Dataset
        All runs of the plan (``run_ensemble``).
    plan : Plan
        What was run.
    folder : str or Path
        New or empty.

    Raises
    ------
    UserError
        The Dataset is not the plan's, or the folder cannot be used.
    """
    from experiments.store import close_folder, create_folder
    from experiments.summary import write_summary

    ledger = from_dataset(dataset)
    if list(ledger.runs["run_id"]) != plan.run_ids:
        raise UserError(
            "The dataset does not hold all runs of the plan, in order, or its rules have changed. "
            "Run the ensemble again with output=DIR."
        )
    place = Path(folder)
    create_folder(place, plan)
    _write_blocks(place, plan, ledger)
    write_summary(place, ledger, plan.scenario.observations)
    close_folder(place)
    return place


def _write_blocks(folder: Path, plan: Plan, ledger: Ledger) -> None:
    from experiments.shards import write_pair

    for number, rows in plan.blocks.items():
        runs = {name: column[rows] for name, column in ledger.runs.items()}
        days = {name: column[rows] for name, column in ledger.days.items()}
        write_pair(folder, number, runs, days, ledger["day"], plan.days_of(rows))


def differences(one: str | Path, other: str | Path) -> list[str]:
    """Name what differs between two results folders; an empty list means they are identical.

    Tables are compared value for value, sorted by run id; ``summary.csv`` byte for byte.
    """
    from experiments.store import read_ledger
    from experiments.summary import SUMMARY

    first, second = (_sorted(read_ledger(Path(folder))) for folder in (one, other))
    told = same(first.runs, second.runs) + same(first.days, second.days)
    told += [] if np.array_equal(first["day"], second["day"]) else ["day"]
    texts = [(Path(folder) / SUMMARY).read_bytes() for folder in (one, other)]
    return told + ([SUMMARY] if texts[0] != texts[1] else [])


def _sorted(ledger: Ledger) -> Ledger:
    order = np.argsort(ledger.runs["run_id"].astype(str))
    runs = {name: column[order] for name, column in ledger.runs.items()}
    days = {name: column[order] for name, column in ledger.days.items()}
    return Ledger(runs, days, ledger.first_day, ledger.notes, ledger.attrs, ledger.kept)
