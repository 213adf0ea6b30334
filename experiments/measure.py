"""Measures: what a planner asks of an ensemble.

How many had signed by a day, when a share was reached and how likely that is, how two arms differ
run by run, how fast those who remain come in. A *result* below is a Dataset or a Ledger: anything
that gives a column by its name. A day that never came is NaN.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.counting import count_at, funnel_value
from experiments.errors import UserError
from experiments.known_models import FIRST
from experiments.reported import Figure, FunnelObservation
from experiments.scenario import outcome_module
from sim.people.plot import NEVER

COUNTS = {"signing": "signed", "moving": "moved", "round1": "votes_for"}
LOW, HIGH = 0.05, 0.95
Z = 1.6448536269514722  # 90 % of a normal distribution lie within so many standard errors


class Band(NamedTuple):
    """Median and the range that holds the middle 90 % of runs; infinite where never reached."""

    median: float
    low: float
    high: float


class Difference(NamedTuple):
    """Mean of paired differences, with its 90 % confidence interval, over ``pairs`` runs."""

    mean: float
    low: float
    high: float
    pairs: int


def shares(result: Any, measure: str = "signing") -> np.ndarray:
    """Return the share of certificates day by day, float64 [run, day]."""
    return np.asarray(result[COUNTS[measure]]) / np.asarray(result["households"])[:, None]


def share_at(result: Any, day: int, measure: str = "signing") -> np.ndarray:
    """Return the share at the end of a day, float64 [run]; NaN after the last simulated day."""
    return count_at(result, COUNTS[measure], day) / np.asarray(result["households"])


def round1_share(result: Any) -> np.ndarray:
    """Return the share of certificates that agreed in round 1, float64 [run]."""
    return np.asarray(result["round1_share"])


def day_reaching(result: Any, share: float, measure: str = "signing") -> np.ndarray:
    """Return the first day on which a share is reached, float64 [run]; NaN where it never is."""
    enough = share * np.asarray(result["households"]) - 1e-9
    reached = np.asarray(result[COUNTS[measure]]) >= enough[:, None]
    first = np.asarray(result["day"])[reached.argmax(axis=1)]
    return np.where(reached.any(axis=1), first, np.nan)


def chance_by(result: Any, share: float, day: int, measure: str = "signing") -> float:
    """Return the share of runs that reach a share of certificates by a day."""
    return float(np.mean(day_reaching(result, share, measure) <= day))


def band(values: np.ndarray) -> Band:
    """Return median, 5 % and 95 % of an outcome; a missing day counts as beyond the horizon.

    Where a value is missing the band is made of values that occurred, not of averages of two.
    """
    ranked = np.where(np.isnan(values), np.inf, values)
    method: Any = "linear" if np.isfinite(ranked).all() else "inverted_cdf"
    return Band(*(float(q) for q in np.quantile(ranked, [0.5, LOW, HIGH], method=method)))


def defined(values: np.ndarray) -> np.ndarray:
    """Leave out the runs in which a share or a ratio is of nothing, unless that is all of them."""
    there = ~np.isnan(values)
    return values[there] if there.any() else values


def paired_difference(
    first: Any, second: Any, outcome: str | Callable[[Any], np.ndarray]
) -> Difference:
    """Compare two results run by run: the first minus the second.

    Parameters
    ----------
    first, second : Dataset or Ledger
        With the same seed and replicates, so that they share their luck.
    outcome : str or callable
        Name of an outcome, or a function of a result that returns one number for each run. Pairs in
        which one is missing are left out.

    Raises
    ------
    UserError
        The two do not share their luck.
    """
    if not _share_luck(first, second):
        raise UserError(
            "paired_difference: the two results differ in seed or replicates, so their runs are no "
            "pairs. Run both with the same seed and runs."
        )
    values = [_outcome(result, outcome) for result in (first, second)]
    return mean_difference(values[0] - values[1])


def mean_difference(gaps: np.ndarray) -> Difference:
    """Return the mean of the differences of pairs with its 90 % interval; NaN is no pair."""
    gaps = gaps[~np.isnan(gaps)]
    if len(gaps) == 0:
        return Difference(np.nan, np.nan, np.nan, 0)
    mean = float(gaps.mean())
    error = float(gaps.std(ddof=1)) / len(gaps) ** 0.5 if len(gaps) > 1 else 0.0
    return Difference(mean, mean - Z * error, mean + Z * error, len(gaps))


def _share_luck(first: Any, second: Any) -> bool:
    same_seed = first.attrs["seed"] == second.attrs["seed"]
    return same_seed and np.array_equal(first["replicate"], second["replicate"])


def _outcome(result: Any, outcome: str | Callable[[Any], np.ndarray]) -> np.ndarray:
    values = result[outcome] if isinstance(outcome, str) else outcome(result)
    return np.asarray(values, dtype=np.float64)


def hazard_by_phase(result: Any) -> dict[str, np.ndarray]:
    """Return the chance a day that a certificate still unsigned signs, by phase.

    Returns
    -------
    dict
        ``first_day``, ``window`` (day 2 to the end of the reward window) and ``tail`` (after it,
        until the campaign is given up), each float64 [run]; NaN where nobody was left to sign.
    """
    day = np.asarray(result["day"])[None, :]
    window = np.asarray(result["reward_window_days"])[:, None]
    stop = np.asarray(result["stop_day"])[:, None]
    alive = (stop == NEVER) | (day <= stop)
    return {
        "first_day": _hazard(result, (day == 1) & (window > 0)),
        "window": _hazard(result, (day > 1) & (day <= window) & alive),
        "tail": _hazard(result, (day > window) & alive),
    }


def _hazard(result: Any, counted: np.ndarray) -> np.ndarray:
    signed = np.asarray(result["signed"])
    before = np.pad(signed, ((0, 0), (1, 0)))[:, :-1]
    left = np.where(counted, np.asarray(result["households"])[:, None] - before, 0).sum(axis=1)
    new = np.where(counted, signed - before, 0).sum(axis=1)
    return np.where(left > 0, new / np.maximum(left, 1), np.nan)


def report_rows(result: Any, observations: Iterable[Figure]) -> list[dict[str, Any]]:
    """Hold the reported figures against the simulated band.

    Returns
    -------
    list of dict
        ``name, reported, median, low, high, inside``: shares 0-1, or counts; for ``reached`` days,
        with None for never. A lower bound is inside when the band reaches it. A figure that is only
        shown is not judged: its ``inside`` is None.
    """
    return [_row(result, seen) for seen in observations]


def result_table(result: Any, scenario: Any) -> Any:
    """Return ``report_rows`` of a scenario's reported figures as a pandas DataFrame."""
    import pandas as pd

    return pd.DataFrame(report_rows(result, scenario.observations)).set_index("name")


def _row(result: Any, seen: Figure) -> dict[str, Any]:
    reported = seen.reported
    told = simulated(result, seen)
    middle = band(defined(told) if seen.unit != "day" else told)
    inside = middle.high >= reported and (seen.relation == "at_least" or middle.low <= reported)
    if not np.isfinite(middle.low):
        inside = False
    judged = None if seen.shown else inside
    plain = {name: _finite(value) for name, value in middle._asdict().items()}
    return {"name": seen.name, "reported": reported, **plain, "inside": judged}


def simulated(result: Any, seen: Figure) -> np.ndarray:
    """Return what the runs say of a reported figure, float64 [run]: shares, counts, or days."""
    if isinstance(seen, FunnelObservation):
        return funnel_value(result, seen)
    if seen.relation == "reached":
        return day_reaching(result, seen.share, seen.measure)
    if seen.measure == "round1":
        return round1_share(result)
    return share_at(result, seen.day or 0, seen.measure)


def _finite(value: float) -> float | None:
    return value if np.isfinite(value) else None


def outcome_rows(result: Any, notes: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    """Return the band of every outcome, by name: what was counted, and shares and days.

    Parameters
    ----------
    result : Ledger
    notes : mapping
        Unit and meaning of each column; a parameter has a ``source``.
    """
    names = [n for n in notes if n in result.runs and "source" not in notes[n] and n not in _IDS]
    derived = {made.name: made for made in outcome_module(result.attrs.get("model", FIRST)).ALL}
    told = [n for n in names if n in derived or notes[n]["unit"] not in ("1", "day", "flag")]
    columns = {name: np.asarray(result[name], dtype=np.float64) for name in told}
    ratios = [name for name in told if name in derived and not derived[name].is_day]
    bands = {n: band(defined(column) if n in ratios else column) for n, column in columns.items()}
    return [
        {"name": name, **{key: _finite(value) for key, value in middle._asdict().items()}}
        for name, middle in bands.items()
    ]


_IDS = ("run_id", "replicate")
