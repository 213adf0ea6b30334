"""Play many runs of one campaign that differ in a few quantities: tables made column by column."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any

import numpy as np

from models.signing import chunk
from models.signing.sheet import SHEET
from sim.engine.ensemble import cores
from sim.engine.luck import chance, normal, purpose
from sim.engine.quantity import About

STRATEGY = "usual"
"""What every reported campaign is taken to do, times its own intensity."""

ROWS = 25  # of a block: a few tenths of a second of one core


def play(
    known: Mapping[str, Any],
    varied: Mapping[str, np.ndarray],
    keys: np.ndarray,
    threads: int | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Play one run for each key.

    Parameters
    ----------
    known : mapping of str to value
        Quantities that are the same in all runs; others keep the usual strategy's doses, their
        defaults or, where they are unknown facts, a draw from their spread.
    varied : mapping of str to float64 [R]
        Quantities that differ from run to run.
    keys : uint64 [R]

    Returns
    -------
    int64 [R, days]
        Certificates signed by the end of each day from day 1 on.
    recarray [R]
        The books on the last day.
    """
    table = make_table(known, varied, keys)
    blocks = [slice(at, at + ROWS) for at in range(0, len(keys), ROWS)]
    days = int(known["last_day"])
    with ThreadPoolExecutor(threads or cores()) as pool:
        parts = list(pool.map(lambda rows: _play_block(table[rows], keys[rows], days), blocks))
    return np.concatenate([p[0] for p in parts]), np.concatenate([p[1] for p in parts])


def _play_block(table: Any, keys: np.ndarray, days: int) -> tuple[np.ndarray, np.ndarray]:
    daily, ends = chunk.run_chunk(table, keys, chunk.days_lived(table))
    return np.asarray(daily["signed"][:, -days:], dtype=np.int64), ends


def make_table(
    known: Mapping[str, Any], varied: Mapping[str, np.ndarray], keys: np.ndarray
) -> np.recarray:
    """Build the run table, recarray [R]."""
    table = np.repeat(SHEET.table([usual_doses() | dict(known)]), len(keys)).view(np.recarray)
    for about in _unknown(known, varied):
        table[about.name] = _drawn(about, keys)
    for name, values in varied.items():
        whole = SHEET.by_name[name].whole
        table[name] = np.rint(values).astype(np.int64) if whole else values
    return table


def _unknown(known: Mapping[str, Any], varied: Mapping[str, Any]) -> list[About]:
    told = known.keys() | varied.keys()
    return [a for a in SHEET.abouts if a.default is None and a.name not in told]


def _drawn(about: About, keys: np.ndarray) -> np.ndarray:
    """Draw an unknown fact for each key, as ``quantity.draw`` does."""
    why = purpose(f"draw {about.name}")
    z = np.array([normal(chance(key, why, 0, 0)) for key in keys])
    assert about.spread is not None
    values = np.clip(about.spread.at(z), about.low, about.high)
    return np.rint(values).astype(np.int64) if about.whole else values


@cache
def usual_doses() -> dict[str, Any]:
    """Return the doses of the usual strategy, by name."""
    from experiments.config import load_scenario

    values = load_scenario("zhangyuan", f"strategy={STRATEGY}").values
    doses = {a.name: values[a.name] for a in SHEET.abouts if a.group.startswith("strategy")}
    return {name: value for name, value in doses.items() if value is not None}
