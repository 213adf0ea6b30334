"""The runs behind the sheet of patterns: nine things that real campaigns show, looked for here.

Each pattern is measured on small ensembles of the shipped scenarios, with one quantity changed
where a dose is asked for. Nothing is fitted: a pattern that does not come out is seen not to.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import numpy as np

from experiments.config import load_scenario
from experiments.figures_curve import reward_steps
from experiments.figures_moving import moving_starts
from experiments.measure import chance_by, hazard_by_phase, round1_share, share_at, shares
from experiments.run import run_ensemble
from experiments.scenario import Scenario
from sim.people.plot import NEVER

RUNS, SEED = 120, 1
EFFORTS = (0.0, 0.25, 0.5, 0.75, 1.0)
SIZES = (78, 224, 600, 1122, 3000, 6057)
HOPES = (0.0, 1.0, 2.0, 3.0, 3.6, 4.0, 5.0, 6.0)
OPENINGS = ("fangualong", "qiaojia_west", "dinghai_7")
EFFECTIVE = {
    "huangpu_116_west": 60, "qiaojia_west": 60, "dinghai_7": 60, "zhangyuan": 42,
    "fangualong": 60, "dongan": 45,
}  # fmt: skip
"""Campaigns and the day on which they are looked at, after their signing period."""
PACE = "zhangyuan"
MOVERS = ("fangualong", "huangpu_116_west")
WEAK = ("huangpu_116_west", "campaign.last_day=60")
DOORS = ("jiuxianqiao", "campaign.last_day=60")  # most who do not sign are unwilling, not held up
Z = 1.645  # 90 % of a normal distribution lie within so many standard errors


class Line(NamedTuple):
    """A curve with its band; ``told`` holds reported figures as pairs of x and y."""

    x: np.ndarray
    middle: np.ndarray
    low: np.ndarray
    high: np.ndarray
    told: tuple[tuple[float, float], ...] = ()


class Spread(NamedTuple):
    """Where a campaign in force ends: median and band of the share, its threshold, in %."""

    scenario: str
    middle: float
    low: float
    high: float
    threshold: float
    told: float | None


class Patterns(NamedTuple):
    """All that the sheet shows; shares and chances are in %."""

    scenarios: dict[str, Scenario]
    opening: Line
    days: dict[str, Line]
    phases: dict[str, tuple[float, float, float]]
    pace: Line
    deadlines: Line
    steps: list[int]
    ends: list[Spread]
    holdout: Line
    doors: dict[str, Line]
    moving: dict[str, Line]
    hopes: Line
    passing: Line
    round1_threshold: float


@cache
def _lived(name: str, *changes: str, runs: int = RUNS) -> tuple[Scenario, Any]:
    scenario = load_scenario(name, *changes)
    played = run_ensemble(scenario, runs, SEED, parameters="point", progress=False)
    return scenario, played


def measure_patterns() -> Patterns:
    """Run what the patterns need, and measure them."""
    pace_of, pace_runs = _lived(PACE)
    weak_runs = _lived(*WEAK)[1]
    names = {"tianshan", PACE, WEAK[0], DOORS[0], *OPENINGS, *EFFECTIVE, *MOVERS}
    return Patterns(
        scenarios={name: load_scenario(name) for name in sorted(names)},
        opening=opening_burst(),
        days={name: first_days(name) for name in OPENINGS},
        phases={name: _three(100.0 * v) for name, v in hazard_by_phase(pace_runs).items()},
        pace=hazard_by_day(pace_runs)._replace(told=_told_tail(pace_of)),
        deadlines=hazard_by_day(weak_runs),
        steps=reward_steps(weak_runs),
        ends=[end_of(name) for name in EFFECTIVE],
        holdout=last_holdout(),
        doors={name: behind_doors(name) for name in ("near_party", "far_party")},
        moving={name: moving_of(name) for name in MOVERS},
        hopes=_hopes()[0],
        passing=_hopes()[1],
        round1_threshold=100.0 * float(np.median(_lived("tianshan")[1]["round1_threshold"])),
    )


def _three(values: np.ndarray) -> tuple[float, float, float]:
    """Return median, 5 % and 95 % of what is known."""
    known = values[~np.isnan(values)]
    middle, low, high = np.quantile(known, (0.5, 0.05, 0.95)) if len(known) else (np.nan,) * 3
    return float(middle), float(low), float(high)


def _line(x: Any, columns: list[np.ndarray], told: Any = ()) -> Line:
    """Make a curve of one column of outcomes [run] for each x."""
    bands = np.array([_three(column) for column in columns])
    middle, low, high = bands.T
    return Line(np.asarray(x, dtype=np.float64), middle, low, high, tuple(told))


def _chances(x: Any, chances: list[float], told: Any = ()) -> Line:
    """Make a curve of chances in %, with the 90 % interval that the number of runs leaves."""
    p, n = np.array(chances), RUNS
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * np.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    low, high = 100.0 * (centre - half), 100.0 * (centre + half)
    return Line(np.asarray(x, dtype=np.float64), 100.0 * p, low, high, tuple(told))


def _told(scenario: Scenario, measure: str, relation: str = "at") -> list[tuple[int, float]]:
    return [
        (seen.day or 0, 100.0 * seen.share)
        for seen in scenario.observations
        if seen.measure == measure and seen.relation == relation
    ]


def opening_burst() -> Line:
    """Measure the share signed on day 1 against the effort of preparation, at Fangualong."""
    lived = [_lived("fangualong", f"staff.preparation_effort={effort}") for effort in EFFORTS]
    told = [(1.0, share) for day, share in _told(lived[-1][0], "signing") if day == 1]
    return _line(EFFORTS, [100.0 * share_at(result, 1) for _, result in lived], told)


def first_days(name: str) -> Line:
    """Measure the share signed on days 1 to 10."""
    scenario, result = _lived(name)
    days = range(1, 11)
    told = [pair for pair in _told(scenario, "signing") if pair[0] <= 10]
    return _line(days, [100.0 * share_at(result, day) for day in days], told)


def hazard_by_day(result: Any) -> Line:
    """Return what part of the unsigned signs on each day from day 2 on, in %, all runs pooled."""
    day, signed = np.asarray(result["day"]), np.asarray(result["signed"]).astype(np.int64)
    new = np.diff(signed, axis=1, prepend=0).sum(axis=0)
    left = (np.asarray(result["households"])[:, None] - signed).sum(axis=0) + new
    rate = new / np.maximum(left, 1)
    error = Z * np.sqrt(rate * (1.0 - rate) / np.maximum(left, 1))
    shown = day >= 2
    low, high = 100.0 * np.maximum(rate - error, 0.0), 100.0 * (rate + error)
    return Line(day[shown].astype(np.float64), 100.0 * rate[shown], low[shown], high[shown])


def _told_tail(scenario: Scenario) -> tuple[tuple[float, float], ...]:
    """Return the pace after the window between two reported figures, at both their days."""
    (first, before), (last, after) = _told(scenario, "signing")[-2:]
    pace = 100.0 * (after - before) / (100.0 - before) / (last - first)
    return ((first + 1.0, pace), (float(last), pace))


def end_of(name: str) -> Spread:
    """Measure where the runs that took effect end, against the threshold."""
    scenario, result = _lived(name, f"campaign.last_day={EFFECTIVE[name]}")
    kept = np.asarray(result["effective_day"]) != NEVER
    share = 100.0 * shares(result)[kept, -1]
    told = [
        share
        for relation in ("at", "reached")
        for day, share in _told(scenario, "signing", relation)
        if day >= np.median(result["reward_window_days"])
    ]
    threshold = 100.0 * float(np.median(result["threshold"]))
    return Spread(name, *_three(share), threshold, max(told, default=None))


def last_holdout() -> Line:
    """Measure the chance that all sign by day 49, by size, all else as at Fangualong."""
    lived = [_lived("fangualong", f"place.certificates={size}")[1] for size in SIZES]
    return _chances(SIZES, [chance_by(result, 1.0, 49) for result in lived])


def behind_doors(group: str) -> Line:
    """Measure the share signed of non-members behind a door with or without a Party member."""
    result = _lived(*DOORS, runs=RUNS // 3)[1]
    day, size = np.asarray(result["day"]), np.asarray(result[f"size_{group}"])
    signed = np.asarray(result[f"signed_{group}"]).astype(np.int64)
    shown = day >= 1
    share = 100.0 * signed.sum(axis=0) / max(int(size.sum()), 1)  # of all runs together
    each = 100.0 * signed / np.maximum(size, 1)[:, None]
    error = Z * each.std(axis=0) / len(size) ** 0.5
    return Line(day[shown], share[shown], (share - error)[shown], (share + error)[shown])


def moving_of(name: str) -> Line:
    """Measure the share of the signed that has moved, by day since moving opened."""
    scenario, result = _lived(name)
    kept = np.asarray(result["effective_day"]) != NEVER
    first, starts = int(np.asarray(result["day"])[0]), moving_starts(result)
    moved, signed = (np.asarray(result[n])[kept].astype(float) for n in ("moved", "signed"))
    part = 100.0 * moved / np.maximum(signed, 1.0)
    since, columns = range(1, 32), []
    for n in since:
        places = starts - first + n - 1
        there = places < part.shape[1]
        columns.append(part[np.arange(len(part))[there], places[there]])
    shown = [n for n, column in zip(since, columns, strict=True) if len(column) > 0.5 * len(part)]
    line = _line(shown, [columns[n - 1] for n in shown])
    return line._replace(told=_told_moving(scenario, int(np.median(starts))))


def _told_moving(scenario: Scenario, start: int) -> tuple[tuple[float, float], ...]:
    """Return reported moves as shares of the signed, by day since moving opened."""
    signed = dict(_told(scenario, "signing"))
    told = _told(scenario, "moving") + _told(scenario, "moving", "reached")
    return tuple((day - start + 1.0, 100.0 * share / signed.get(day, 100.0)) for day, share in told)


def _hopes() -> tuple[Line, Line]:
    """Measure round 1 against the pull of an expected clearance payment, at Tianshan."""
    lived = [_lived("tianshan", f"place.clearance_hopes={hope}") for hope in HOPES]
    hoped = float(np.median(_lived("tianshan")[1]["clearance_hopes"]))
    told = [(hoped, share) for _, share in _told(lived[0][0], "round1")]
    share = _line(HOPES, [100.0 * round1_share(result) for _, result in lived], told)
    passed = [float(np.mean(np.asarray(r["stop_day"]) == NEVER)) for _, r in lived]
    return share, _chances(HOPES, passed)
