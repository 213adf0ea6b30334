"""Reported figures of a funnel in a picture: how many they stand for in this place, and in words.

A report of a city is scaled to the place of the run; a report of a share of those at an earlier
stage stands for that share of what the runs (median) had there on the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from experiments.counting import count_at
from experiments.figures_elevator_style import stage_label
from experiments.figures_style import word
from experiments.funnels import PLACES
from experiments.reported import FunnelObservation
from experiments.scenario import Scenario


def figures_of(scenario: Scenario, *readings: str) -> list[FunnelObservation]:
    """Return the reported figures of a scenario with one of these readings, in order."""
    told = [o for o in scenario.observations if isinstance(o, FunnelObservation)]
    return [seen for seen in told if seen.reading in readings]


def count_of(seen: FunnelObservation, result: Any) -> float:
    """Return how many stairwells of this place a reported figure stands for."""
    return seen.reported / seen.times * _base(seen, result)


def _base(seen: FunnelObservation, result: Any) -> float:
    if not seen.base:
        return 1.0
    if seen.base == PLACES:
        return float(np.median(np.asarray(result[PLACES])))
    return float(np.median(count_at(result, seen.base, seen.last_day)))


def is_ratio(seen: FunnelObservation) -> bool:
    """Tell whether a figure is a share of those at an earlier stage."""
    return seen.base not in ("", PLACES)


def spoken(seen: FunnelObservation, language: str) -> str:
    """Say a reported figure, with its period."""
    form = "by_ratio" if is_ratio(seen) else f"by_{seen.reading}"
    base = stage_label(seen.base, language) if is_ratio(seen) else ""
    n = round(1.0 / seen.times) if seen.reading == "cohort" else 0
    told = amount(seen, language)
    period = seen.period.replace("_", "\u2013")
    return word(form, language, period=period, told=told, base=base, n=n)


def amount(seen: FunnelObservation, language: str) -> str:
    """Say what was reported: a share in per cent, a count, or a count in a place of a size."""
    least = "\u2265 " if seen.relation == "at_least" else ""
    if seen.share:
        return f"{least}{100.0 * seen.reported:.1f} %"
    if seen.base == PLACES:
        return least + word("told_scaled", language, value=seen.reported, n=int(seen.times))
    return f"{least}{seen.reported:,.6g}"


def look_of(seen: FunnelObservation, colour: str) -> dict[str, Any]:
    """Return how a figure is marked: a dot, a triangle for a lower bound, hollow if not judged."""
    return {
        "marker": "^" if seen.relation == "at_least" else "o", "markersize": 6,
        "color": "white" if seen.shown else colour, "linestyle": "none", "clip_on": False,
        "markeredgecolor": colour if seen.shown else "black", "zorder": 6,
    }  # fmt: skip


def kinds_of(told: Iterable[FunnelObservation], language: str) -> list[tuple[dict[str, Any], str]]:
    """Return the marks that occur, each with what it means."""
    marks: dict[str, dict[str, Any]] = {}
    for seen in told:
        name = "reported_least" if seen.relation == "at_least" else "reported_dot"
        name = "reported_shown" if seen.shown else name
        marks.setdefault(name, look_of(seen, "#555555"))
    return [(look, word(name, language)) for name, look in marks.items()]
