"""One row for each reported figure: what was forecast, what came, and what plain rules said.

Figures of a campaign are forecast together, before any of them is known; where there are several,
the later ones are forecast again from the first (``conditional``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.cases import Case
from experiments.reported import Observation
from experiments.validation.baseline_draws import answers, baseline_curves
from experiments.validation.baselines import LEVELS, Curves
from experiments.validation.campaigns import Campaign, campaign, question
from experiments.validation.forecast import (
    Forecast,
    counted,
    effective,
    sample_of,
    weights_given,
)
from experiments.validation.luck import luck
from experiments.validation.scores import Sample, bound_score, score

Row = dict[str, Any]
JUDGED = ("at", "reached")
"""Relations that count as hit or miss; a lower bound does not."""

BASELINE_SCORES = ("q05", "q50", "q95", "pit", "hit50", "hit80", "hit90", "inside90", "width90",
                   "crps", "mae", "interval_score", "probability", "log_score")  # fmt: skip


def score_rows(
    forecasts: Sequence[Forecast],
    cases: Mapping[str, Case],
    known: Sequence[Campaign],
    seed: int = 1,
) -> list[Row]:
    """Score every figure of every campaign.

    Parameters
    ----------
    forecasts : sequence of Forecast
        One for each campaign.
    cases : mapping of str to Case
        Whose covariates the baselines read.
    known : sequence of Campaign
        What the baselines learn from; each leaves the campaign itself out.
    seed : int
        Of the noise of reporting and of ties.
    """
    rows = []
    for forecast in forecasts:
        curves = baseline_curves(campaign(cases[forecast.case_id]), known)
        named = names_of(cases[forecast.case_id])
        made = [
            {**named, **_row(forecast, m, curves, seed)} for m in range(len(forecast.observations))
        ]
        _mark_last(made)
        rows += made
    return rows


def _row(forecast: Forecast, m: int, curves: Mapping[str, Curves], seed: int) -> Row:
    seen, n = forecast.observations[m], forecast.n
    chance = float(luck(seed, forecast.case_id, seen.name, "tie").random())
    sample = sample_of(forecast, m, seed)
    told = {
        name: _chosen(_scored(_baseline(curve, seen, sample), seen, n, chance))
        for name, curve in curves.items()
    }
    row = {**_about(forecast, seen), **_scored(sample, seen, n, chance)}
    return {**row, "effective": _effective(forecast), "last": False, "baselines": told}


def _effective(forecast: Forecast) -> float | None:
    """Return how many draws the fit without a campaign rests on; None where it had no part."""
    found = float(getattr(forecast, "effective", np.inf))
    return found if np.isfinite(found) else None


def _about(forecast: Forecast, seen: Observation) -> Row:
    return {
        "case_id": forecast.case_id, "name": seen.name, "relation": seen.relation, "n": forecast.n,
        "day": seen.day, "share": seen.share, "reported": seen.reported,
    }  # fmt: skip


def _baseline(curves: Curves, seen: Observation, sample: Sample) -> Sample:
    drawn = answers(curves, question(seen), sample.horizon)
    return Sample(drawn, np.full(len(LEVELS), 1.0 / len(LEVELS)), sample.unit, sample.horizon)


def _scored(sample: Sample, seen: Observation, n: int, chance: float) -> Row:
    scale = {"unit": sample.unit, "span": sample.span}
    if seen.relation == "at_least":
        return {**scale, **bound_score(sample, counted(seen.share, n))}
    return {**scale, **score(sample, _told(sample, seen, n), chance)}


def _told(sample: Sample, seen: Observation, n: int) -> float:
    """Return what was reported in the unit of the sample; a day past the horizon is a never."""
    if seen.relation != "reached":
        return counted(seen.share, n)
    day = float(seen.day or 0)
    return day if day <= sample.horizon else float("inf")


def _chosen(scores: Row) -> Row:
    return {name: scores[name] for name in BASELINE_SCORES if name in scores}


def _mark_last(rows: list[Row]) -> None:
    """Mark the latest figure of a campaign that counts as hit or miss."""
    some = [row for row in rows if row["relation"] in JUDGED]
    if some:
        max(some, key=lambda row: row["day"])["last"] = True


def names_of(case: Case) -> Row:
    """Return what a campaign is called, in both languages; "" where it has no name."""
    return {"title": case.row.get("name", ""), "title_zh": case.row.get("name_zh", "")}


def conditional_rows(
    forecasts: Sequence[Forecast], cases: Mapping[str, Case], seed: int = 1
) -> list[Row]:
    """Score the later figures of campaigns with several, once the first is known."""
    return [
        {**names_of(cases[forecast.case_id]), **row}
        for forecast in forecasts
        for row in _given_first(forecast, seed)
    ]


def _given_first(forecast: Forecast, seed: int) -> list[Row]:
    days = [seen.day or 0 for seen in forecast.observations]
    if len(days) < 2:
        return []
    first = int(np.argmin(days))
    weights = weights_given(forecast, first)
    return [
        _later(forecast, m, first, weights, seed) for m, day in enumerate(days) if day > days[first]
    ]


def _later(forecast: Forecast, m: int, first: int, weights: np.ndarray, seed: int) -> Row:
    seen = forecast.observations[m]
    chance = float(luck(seed, forecast.case_id, seen.name, "tie").random())
    sample = sample_of(forecast, m, seed, weights)
    return {
        **_about(forecast, seen),
        "given": _about(forecast, forecast.observations[first]),
        "effective_draws": effective(weights),
        **_scored(sample, seen, forecast.n, chance),
    }
