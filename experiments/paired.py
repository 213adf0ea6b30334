"""Arms of a comparison held against each other, replicate by replicate.

Every arm has the same seed and replicates, so that run 7 of one meets the same people and the same
luck as run 7 of another, and what differs is what the arms differ in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.known_models import FIRST
from experiments.ledger import Ledger
from experiments.measure import band, defined, paired_difference
from experiments.scenario import outcome_module

Row = dict[str, Any]
COLUMNS = ("outcome", "arm", "against", "diff", "diff_low", "diff_high", "p_best", "regret")
"""Columns of ``compare.csv``."""

MEDIANS = ("outcome", "unit", "arm", "median", "low", "high", "mean", "reached", "ratio", "pairs")
"""Columns of the ``summary.csv`` of a comparison."""


class Outcome(NamedTuple):
    """An outcome that is compared: ``better`` is 1 (larger), -1 (smaller) or 0 (neither)."""

    name: str
    unit: str
    better: int
    is_day: bool


def comparison_rows(arms: Mapping[str, Ledger]) -> list[Row]:
    """Compare arms in every outcome that their model compares.

    Parameters
    ----------
    arms : mapping of str to Ledger
        By label; the first one is what the others are held against.

    Returns
    -------
    list of dict
        One for each outcome and arm: ``COLUMNS``, and ``MEDIANS`` beside them. ``diff`` is the mean
        of the differences of pairs, with its 90 % interval; ``pairs`` counts them: a pair in which
        a day never came is none. ``p_best`` is the share of replicates in which the arm is best,
        ``regret`` its mean shortfall against the best one, both None for an outcome that has no
        better way. ``ratio`` is that of the means, None for days. ``reached`` is the share of
        replicates that have a value; ``median`` is None where most never do.
    """
    return [row for made in compared_outcomes(arms) for row in _rows(made, arms)]


def compared_outcomes(arms: Mapping[str, Ledger]) -> list[Outcome]:
    """List the outcomes that a model compares and these arms hold."""
    first = next(iter(arms.values()))
    said = outcome_module(first.attrs.get("model", FIRST))
    days = {made.name for made in said.ALL if made.is_day}
    return [
        Outcome(name, first.notes[name]["unit"], said.BETTER.get(name, 0), name in days)
        for name in said.COMPARED
        if name in first.runs
    ]


def _rows(made: Outcome, arms: Mapping[str, Ledger]) -> list[Row]:
    against = next(iter(arms))
    differences = [paired_difference(arm, arms[against], made.name) for arm in arms.values()]
    values = np.array([np.asarray(arm[made.name], dtype=np.float64) for arm in arms.values()])
    best, regret = chance_best(values, made), regrets(values, made)
    return [
        {
            "outcome": made.name, "arm": label, "against": against,
            "diff": plain_number(found.mean), "diff_low": plain_number(found.low),
            "diff_high": plain_number(found.high), "p_best": plain_number(best[n]),
            "regret": plain_number(regret[n]),
            "ratio": None if made.is_day else plain_number(ratio_of_means(values[n], values[0])),
            "pairs": found.pairs, **middle_of(values[n], made),
        }
        for n, (label, found) in enumerate(zip(arms, differences, strict=True))
    ]  # fmt: skip


def middle_of(values: np.ndarray, made: Outcome) -> Row:
    """Return what an arm has by itself: median, band, mean, and how often there is a value."""
    there = values[~np.isnan(values)]
    bands = band(values if made.is_day else defined(values))
    return {
        "unit": made.unit,
        **{name: plain_number(value) for name, value in bands._asdict().items()},
        "mean": plain_number(float(there.mean())) if len(there) else None,
        "reached": len(there) / len(values),
    }


def chance_best(values: np.ndarray, made: Outcome) -> np.ndarray:
    """Return the share of replicates in which each arm is best, ties shared, float64 [arm].

    A day that never came is later than any. A replicate in which a ratio is of nothing in some arm
    is left out. NaN where the outcome has no better way, or no arm ever has a value.
    """
    if not made.is_day:
        values = values[:, ~np.isnan(values).any(axis=0)]
    if not made.better or not np.isfinite(values).any():
        return np.full(len(values), np.nan)
    score = np.where(np.isnan(values), -np.inf, made.better * values)
    first = score == score.max(axis=0)
    return np.asarray((first / first.sum(axis=0)).mean(axis=1))


def regrets(values: np.ndarray, made: Outcome) -> np.ndarray:
    """Return the mean shortfall of each arm against the best of its replicate, float64 [arm].

    Over the replicates in which every arm has a value; NaN where there is none, or no better way.
    """
    whole = made.better * values[:, ~np.isnan(values).any(axis=0)]
    if not made.better or whole.shape[1] == 0:
        return np.full(len(values), np.nan)
    return np.asarray((whole.max(axis=0) - whole).mean(axis=1))


def ratio_of_means(arm: np.ndarray, first: np.ndarray) -> float:
    """Return how many times the first arm's mean an arm's is, over whole pairs; NaN of nothing."""
    pairs = ~np.isnan(arm) & ~np.isnan(first)
    if not pairs.any() or first[pairs].mean() == 0:
        return float("nan")
    return float(arm[pairs].mean() / first[pairs].mean())


def plain_number(value: float) -> float | None:
    """Return a number as JSON and CSV have it; None for one that is missing or never came."""
    return float(value) if np.isfinite(value) else None
