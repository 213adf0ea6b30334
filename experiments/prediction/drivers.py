"""Which covariates drive a prediction: each one is varied over its range, on the same draws.

A campaign is played again with one covariate at the low and at the high end of what was reported
or is assumed of other neighbourhoods; luck and draws are those of the prediction, so that what
changes is the covariate. Towns above ``CAP`` certificates are played at ``CAP``: shares hardly
depend on the size beyond it. Only when the size itself is varied, up to ``LARGEST`` are played.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from experiments.measure import mean_difference
from experiments.plan import Plan
from experiments.scenario import Scenario, Setting
from sim.engine.ensemble import cut, run_in_blocks
from sim.engine.quantity import encode

if TYPE_CHECKING:
    from experiments.prediction.likeness import Range

RUNS, FEWEST = 100, 20
"""Draws on which each covariate is varied, the first ones of the prediction; fewer in long runs."""
HOUSEHOLD_DAYS = 100_000_000  # of all variations together: about three seconds of one core
CAP, LARGEST = 300, 1_500  # certificates
TAIL = 1.6448536269514722  # standard deviations from the median to the 5 % and 95 % quantiles
CITIES = ("another city", "Shanghai")
REPLANNED = ("kind", "opening", "city")  # covariates that the study reads: they change the draws


class Variation(NamedTuple):
    """A covariate with the two values it is given; a number, a word, or a city."""

    name: str
    low: Any
    high: Any


def variations(scenario: Scenario, fitted: dict[str, Range]) -> list[Variation]:
    """List what is varied: facts of a plan that were reported of other campaigns or have a spread.

    Parameters
    ----------
    fitted : dict of str to Range
        What the fitted campaigns cover, by name (``likeness.ranges``); empty where none was
        fitted: then nothing is known of cities.
    """
    named = scenario.sheet.by_name
    sizes = fitted.get("certificates")
    low, high = (sizes.low, sizes.high) if sizes else (100, LARGEST)
    spreads = ("certificates_per_worker", "preparation_days", "brewing_days", "reward_window_days")
    return [
        Variation("kind", "expropriation", "rebuild"),
        Variation("opening", "presign", "formal"),
        *([Variation("city", *CITIES)] if fitted else []),
        Variation("certificates", max(int(low), 1), min(int(high), LARGEST)),
        Variation("threshold", *_ends(fitted.get("threshold"), 0.8, 0.99)),
        *(Variation(name, *spread_of(named[name])) for name in spreads),
        Variation("shared_facilities_share", *spread_of(named["shared_facilities_share"])),
        Variation("intensity", 0.5, 2.0),
    ]


def _ends(seen: Range | None, low: float, high: float) -> tuple[float, float]:
    return (seen.low, seen.high) if seen else (low, high)


def spread_of(about: Any) -> tuple[float, float]:
    """Return the 5 % and 95 % quantiles of an unknown fact, cut at the quantity's range."""
    pair = (float(about.spread.at(z)) for z in (-TAIL, TAIL))
    low, high = (min(max(value, about.low), about.high) for value in pair)
    low, high = sorted((low, high))
    return (round(low), round(high)) if about.whole else (low, high)


def vary(plan: Plan, each: Sequence[Variation], threads: int | None) -> list[dict[str, Any]]:
    """Play a plan with each covariate at both ends; return what changes.

    Returns
    -------
    list of dict
        ``name``, ``low``, ``high``; ``chance_low``, ``chance_high``: probability of reaching the
        threshold by the deadline; ``change``, ``change_low``, ``change_high``: its mean paired
        difference (high minus low) with 90 % interval; ``share_change`` likewise of the share at
        the deadline. The largest change of the share comes first.
    """
    base = _shrunk(plan)
    tables = [_table(base, v.name, value) for v in each for value in (v.low, v.high)]
    shares = _shares(base, tables, threads)
    thresholds = [table["threshold"] for table in tables]
    rows = [
        _row(v, shares[2 * k : 2 * k + 2], thresholds[2 * k : 2 * k + 2])
        for k, v in enumerate(each)
    ]
    return sorted(rows, key=lambda row: -abs(row["share_change"]))


def _shrunk(plan: Plan) -> Plan:
    """Return the plan with the first draws only, of a town that is quick to play."""
    homes = min(int(plan.scenario.values["certificates"] or CAP), CAP)
    scenario = _with(plan.scenario, "certificates", homes)
    return replace(plan, scenario=scenario, runs=runs_of(plan))


def runs_of(plan: Plan) -> int:
    """Return on how many draws each covariate is varied."""
    ends = 2 * len(variations(plan.scenario, {}))
    affordable = HOUSEHOLD_DAYS // (ends * CAP * plan.days)
    return min(plan.runs, max(FEWEST, min(RUNS, affordable)))


def _with(scenario: Scenario, name: str, value: Any) -> Scenario:
    """Return a scenario with one quantity, or the city, set to a value."""
    if name == "city":
        return replace(scenario, config={**scenario.config, "city": value})
    told = Setting(value, "override", "varied")
    return replace(scenario, settings={**scenario.settings, name: told})


def _table(base: Plan, name: str, value: Any) -> np.recarray:
    """Return the run table of one variation; only what the study reads is planned anew."""
    if name in REPLANNED:
        return replace(base, scenario=_with(base.scenario, name, value)).table()
    table = base.table().copy()
    if name == "intensity":  # relative: work is so many times what each draw has
        table[name] = np.minimum(table[name] * value, base.scenario.sheet.by_name[name].high)
    else:
        table[name] = encode(base.scenario.sheet.by_name[name], value)
    return table


def _shares(base: Plan, tables: list[np.recarray], threads: int | None) -> list[np.ndarray]:
    """Play all tables at once; return the share signed on the last day of each, float64 [R]."""
    whole = np.concatenate(tables).view(np.recarray)
    keys = np.tile(base.keys(), len(tables))
    work = float(np.mean(whole.certificates)) * base.days
    signed = np.empty(len(whole))
    blocks = dict(enumerate(cut(len(whole), work)))
    frame = (whole, keys, int(base.chunk.days_lived(whole)))
    for block in run_in_blocks(base.chunk, *frame, blocks, threads):
        rows = blocks[block.number]
        signed[rows] = block.daily["signed"][:, -1] / whole.certificates[rows]
    return np.split(signed, len(tables))


def _row(v: Variation, shares: list[np.ndarray], thresholds: list[np.ndarray]) -> dict[str, Any]:
    both = zip(shares, thresholds, strict=True)
    reached = [(share >= threshold - 1e-9).astype(float) for share, threshold in both]
    chance, share = (mean_difference(pair[1] - pair[0]) for pair in (reached, shares))
    return {
        "name": v.name, "low": v.low, "high": v.high,
        "chance_low": float(reached[0].mean()), "chance_high": float(reached[1].mean()),
        "change": chance.mean, "change_low": chance.low, "change_high": chance.high,
        "share_change": share.mean, "share_change_low": share.low, "share_change_high": share.high,
    }  # fmt: skip
