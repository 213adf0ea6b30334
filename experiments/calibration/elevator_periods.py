"""The periods of a run: starts, effort and builders by date, as columns of the run table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import numpy as np

from experiments.calibration.elevator_cases import Span
from experiments.calibration.elevator_curve import ERAS, builders, efforts, starts
from experiments.calibration.elevator_dims import global_value
from experiments.funnels import date_of, whole_of
from models.elevator.periods import PERIODS
from models.elevator.sheet import SHEET

ALL_BEGIN = 2000.0  # cases per 100 stairwells and year, the most there is: within weeks
BEGIN_DAYS = 60
STEADY = np.array([efforts(False)[0], 1.0, 1.0, 0.4, 1.0, 1.0, 1.0])
"""Effort by era where the whole documented strategy was at work; less in the epidemic."""

Columns = dict[str, np.ndarray]


def dates(span: Span) -> dict[str, Any]:
    """Return when each period begins, by name of quantity; 0 for one that never comes."""
    told = dict.fromkeys((f"period_from_{k}" for k in range(1, PERIODS + 1)), 0)
    first = whole_of(span.day_1)
    if span.design != "begun":
        return told | {f"period_from_{k}": era.first for k, era in enumerate(ERAS, 1)}
    told["period_from_2"] = whole_of(span.day_1 + timedelta(days=BEGIN_DAYS))
    later = [era.first for era in ERAS if era.first > first]
    return told | {f"period_from_{k}": max(era, told["period_from_2"])
                   for k, era in enumerate(later[: PERIODS - 2], 3)}  # fmt: skip


def by_date(
    z: np.ndarray, span: Span, mobilised: bool, steady: bool, effort: np.ndarray
) -> Columns:
    """Return starts, effort and builders of each period, float64 [R] by name of quantity.

    ``effort`` [R] is the factor of the place on the effort of its teams.
    """
    cases, crews = starts(z, mobilised), builders(z, mobilised)
    if steady and mobilised:
        teams = STEADY * effort[:, None]
    else:
        teams = efforts(mobilised) * (effort * global_value("team_effort", z))[:, None]
    if span.design == "begun":
        cases, teams, crews = _all_at_once(span, cases, teams, crews)
    made: Columns = {}
    for name, table, factor in (("starts_per_100_year", cases, span.compressed),
                                ("effort", teams, 1),
                                ("builders_per_100_year", crews, span.compressed)):  # fmt: skip
        for k in range(table.shape[1]):
            made[f"{name}_{k + 1}"] = inside(f"{name}_{k + 1}", factor * table[:, k])
    return made


def _all_at_once(
    span: Span, cases: np.ndarray, teams: np.ndarray, crews: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Let all begin in the first weeks and none later; the eras go on for teams and builders."""
    now = max(k for k, era in enumerate(ERAS) if era.first <= whole_of(span.day_1))
    rows = [now, now, *range(now + 1, len(ERAS))][:PERIODS]
    begun = np.zeros((len(cases), len(rows)))
    begun[:, 0] = ALL_BEGIN
    some = np.full((len(cases), len(rows)), 1000.0)  # builders are not what a cohort waits for
    return begun, teams[:, rows], some


def from_file(known: Mapping[str, Any], effort: np.ndarray) -> Columns:
    """Return the effort of each period of a scenario's file times the place's own, by name."""
    names = [f"effort_{k}" for k in range(1, PERIODS + 1)]
    return {name: inside(name, float(known[name]) * effort) for name in names if name in known}


def inside(name: str, values: np.ndarray) -> np.ndarray:
    """Keep values inside their quantity's range."""
    about = SHEET.by_name[name]
    return np.clip(values, about.low, about.high)


def starts_on(span: Span) -> int:
    """Return the date of day 1, yyyymmdd."""
    assert date_of(whole_of(span.day_1)) == span.day_1
    return whole_of(span.day_1)
