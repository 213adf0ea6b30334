"""Arms of a comparison held against each other, replicate by replicate.

Every arm has the same seed and replicates, so that run 7 of one meets the same people and the same
luck as run 7 of another, and what differs is what the arms differ in. A day that never came counts
as the day after the last simulated one (a restricted mean), so that no pair is lost where one arm
gets there and the other does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from experiments.judged import judged_by, reference_first
from experiments.known_models import FIRST
from experiments.ledger import Ledger
from experiments.measure import band, defined, paired_difference
from experiments.scenario import outcome_module
from experiments.sceptical import literal_factors, sceptical

Row = dict[str, Any]
COLUMNS = ("outcome", "arm", "against", "diff", "diff_low", "diff_high", "p_best", "regret")
"""Columns of ``compare.csv``."""

MEDIANS = (
    "outcome", "unit", "arm", "median", "low", "high", "mean", "reached", "ratio", "pairs",
    "whole_runs", "p_best_sceptical", "p_best_literal", "leads",
)  # fmt: skip
"""Columns of the ``summary.csv`` of a comparison."""

SURE = 0.8
"""An arm leads in an outcome where it is ahead in so many runs, and to the sceptic, too."""

LEAST_PAIRS = 20
"""Fewer runs give no verdict: 4 of 5 heads are common luck, 16 of 20 are not; assumed."""


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
        By label; ``baseline`` where it takes part, else the first one, is what the others are held
        against, and comes first.

    Returns
    -------
    list of dict
        One for each outcome and arm: ``COLUMNS``, and ``MEDIANS`` beside them. ``diff`` is the mean
        of the differences of pairs, with its 90 % interval; ``pairs`` counts them: where a share is
        of nothing there is no pair. ``p_best`` is the share of replicates in which the arm is best,
        ``regret`` its mean shortfall against the best one, ``p_best_sceptical`` and
        ``p_best_literal`` (of the judged outcomes only) the share to the two sceptics of
        ``sceptical``, all None for an outcome that has no better way, and all over ``whole_runs``,
        the replicates with a value in every arm. The arm ``leads`` where ``p_best`` and
        ``p_best_sceptical`` are at least ``SURE``, of at least ``LEAST_PAIRS`` of them. ``ratio``
        is that of the means, None for days. ``reached`` is the share of replicates that have a
        value; ``median`` is None where most never do. ``diff``, ``mean`` and ``regret`` count a day
        that never came as the day after the last simulated one.
    """
    arms = reference_first(arms)
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
    first = arms[against]
    pairs = [paired_difference(arm, first, lambda ran: counted(ran, made)) for arm in arms.values()]
    values = np.array([np.asarray(arm[made.name], dtype=np.float64) for arm in arms.values()])
    whole = np.array([counted(arm, made) for arm in arms.values()])
    best, regret = chance_best(values, made), regrets(whole, made)
    doubted = np.where(np.isnan(best), np.nan, chance_best(sceptical_values(whole), made))
    literal = np.where(np.isnan(best), np.nan, _literally(whole, made, arms))
    count = int((~np.isnan(whole).any(axis=0)).sum())
    return [
        {
            "outcome": made.name, "arm": label, "against": against,
            "diff": plain_number(found.mean), "diff_low": plain_number(found.low),
            "diff_high": plain_number(found.high), "p_best": plain_number(best[n]),
            "regret": plain_number(regret[n]),
            "whole_runs": count, "p_best_sceptical": plain_number(doubted[n]),
            "p_best_literal": plain_number(literal[n]),
            "leads": count >= LEAST_PAIRS and bool(min(best[n], doubted[n]) >= SURE),
            "ratio": None if made.is_day else plain_number(ratio_of_means(values[n], values[0])),
            "pairs": found.pairs, **middle_of(values[n], made, whole[n]),
        }
        for n, (label, found) in enumerate(zip(arms, pairs, strict=True))
    ]  # fmt: skip


def counted(ran: Any, made: Outcome) -> np.ndarray:
    """Return an outcome as it is averaged, float64 [run].

    A day that never came is the day after the last simulated one of its run.
    """
    values = np.asarray(ran[made.name], dtype=np.float64)
    if not made.is_day:
        return values
    return np.where(np.isnan(values), np.asarray(ran["last_day"]) + 1.0, values)


def sceptical_values(values: np.ndarray) -> np.ndarray:
    """Return what the sceptic reads, [arm, run] as differences to the first arm, of whole runs."""
    whole = values[:, ~np.isnan(values).any(axis=0)]
    return np.array([sceptical(each) for each in whole - whole[:1]]).reshape(whole.shape)


def _literally(values: np.ndarray, made: Outcome, arms: Mapping[str, Ledger]) -> np.ndarray:
    """Return how often each arm is ahead once each difference has its factor, float64 [arm].

    NaN for an outcome that no recommendation weighs.
    """
    first = next(iter(arms.values()))
    if made.name not in judged_by(first.attrs.get("model", FIRST)).outcomes:
        return np.full(len(values), np.nan)
    replicates, seed = np.asarray(first["replicate"]), int(first.attrs["seed"])
    factors = np.array([literal_factors(label, replicates, seed) for label in arms])
    return chance_best(factors * (values - values[:1]), made)


def middle_of(values: np.ndarray, made: Outcome, counted: np.ndarray | None = None) -> Row:
    """Return what an arm has by itself: median, band, mean, and how often there is a value."""
    whole = values if counted is None else counted
    there = whole[~np.isnan(whole)]
    bands = band(values if made.is_day else defined(values))
    return {
        "unit": made.unit,
        **{name: plain_number(value) for name, value in bands._asdict().items()},
        "mean": plain_number(float(there.mean())) if len(there) else None,
        "reached": float((~np.isnan(values)).mean()),
    }


def variance_ratio(arm: np.ndarray, first: np.ndarray) -> float:
    """Return how many times as many unpaired runs give an interval as narrow as pairs do.

    That is the variance of a difference between strangers over that within pairs; infinite where
    all pairs differ by the same, NaN where nothing varies.
    """
    pairs = ~np.isnan(arm) & ~np.isnan(first)
    strangers = float(np.var(arm[pairs]) + np.var(first[pairs]))
    within = float(np.var(arm[pairs] - first[pairs]))
    if within > 0:
        return strangers / within
    return float("inf") if strangers > 0 else float("nan")


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
