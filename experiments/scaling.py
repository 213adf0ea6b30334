"""Doses scaled by one common factor until the budget of a comparison is used up.

A strategy is a mixture; scaled, it stays one. The factor is sought between two others, one within
the budget and one beyond it, on a small pilot with the luck of the comparison itself, so that the
same command finds the same factor. A scaled dose is an ordinary value of its arm's scenario, which
says so: it can be replayed and resumed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from experiments.arms import Arm
from experiments.budget import OWN, Budget, Scaled
from experiments.judged import judged_by
from experiments.ledger import work_out
from experiments.plan import Plan
from experiments.progress import announce_compiling, live
from experiments.scenario import Scenario, Setting, outcome_module

PILOT_RUNS = 16
MOST_FACTOR = 4.0
"""Four times as much is no longer the same strategy; assumed."""

GRAIN = 1000
"""Factors are whole thousandths: that is as fine as a budget is told."""

NEARLY = 0.99
"""The search ends where so much of the budget is used."""


class Effort(NamedTuple):
    """Mean worker-hours and yuan for each certificate (elevators: household)."""

    hours: float
    yuan: float


def within_budget(
    arms: Sequence[Arm], budget: Budget, plan: Plan, threads: int | None, progress: bool
) -> list[Arm]:
    """Scale the doses of each arm until the budget is used up.

    Parameters
    ----------
    plan : Plan
        Of any arm: its runs, seed and way with unknown numbers hold for the pilots, too.
    """
    if budget.kind == OWN:
        return list(arms)
    if progress:
        announce_compiling(plan.chunk)
    found = {arm.name: _search(arm, budget, plan, threads, progress) for arm in _each_once(arms)}
    return [_as_scaled(arm, *found[arm.name]) for arm in arms]


def _each_once(arms: Sequence[Arm]) -> list[Arm]:
    return list({arm.name: arm for arm in arms}.values())


def _as_scaled(arm: Arm, factor: float, stop: str) -> Arm:
    scenario, clipped = scaled(arm.scenario, factor)
    return arm._replace(scenario=scenario, scaled=Scaled(factor, stop, clipped))


def _search(
    arm: Arm, budget: Budget, plan: Plan, threads: int | None, progress: bool
) -> tuple[float, str]:
    """Find the common factor of one arm, and what kept it from being larger."""

    def spend(factor: float) -> Effort:
        scenario, _ = scaled(arm.scenario, factor)
        return _pilot(replace(plan, scenario=scenario, runs=min(plan.runs, PILOT_RUNS)), threads)

    factor, stop = (1.0, "free") if not doses_of(arm.scenario) else common_factor(spend, budget)
    if progress:
        told = f"equal budget: doses of {arm.name} × {factor:g}"
        print(told, file=sys.stderr, flush=True)
    return factor, stop


def _pilot(plan: Plan, threads: int | None) -> Effort:
    """Play a few runs and return what they take."""
    model = plan.scenario.model
    judged, named = judged_by(model), {made.name: made for made in outcome_module(model).ALL}
    blocks = sorted(live(plan, plan.blocks, threads, False), key=lambda block: block.number)
    return Effort(*(
        float(np.mean(np.concatenate([work_out(named[name], block.ends) for block in blocks])))
        for name in (judged.hours, judged.yuan)
    ))  # fmt: skip


def common_factor(spend: Callable[[float], Effort], budget: Budget) -> tuple[float, str]:
    """Find the factor at which a budget is used up, by bisection along a straight line.

    Parameters
    ----------
    spend : callable
        The effort at a factor.
    budget : Budget

    Returns
    -------
    float, str
        The factor, and what kept it from being larger (``Scaled.stop``). The effort at the factor
        is within the budget, that a thousandth above it is not, or 99 % of it are used.
    """
    spend = cache(spend)
    if not budget.holds(*spend(0.0)):
        return 0.0, "fixed"
    if all(written <= idle for written, idle in zip(spend(1.0), spend(0.0), strict=True)):
        return 1.0, "free"
    if budget.holds(*spend(MOST_FACTOR)):
        return MOST_FACTOR, "most"
    fits = budget.holds(*spend(1.0))
    low, high = (GRAIN, int(MOST_FACTOR * GRAIN)) if fits else (0, GRAIN)
    while high - low > 1 and budget.used(*spend(low / GRAIN)) < NEARLY:
        middle = _between(low, high, *(budget.used(*spend(end / GRAIN)) for end in (low, high)))
        if budget.holds(*spend(middle / GRAIN)):
            low = middle
        else:
            high = middle
    nearly = budget.used(*spend(low / GRAIN)) >= NEARLY
    hours, yuan = spend((low if nearly else high) / GRAIN)
    return low / GRAIN, "hours" if hours / budget.hours >= yuan / budget.yuan else "yuan"


def _between(low: int, high: int, below: float, above: float) -> int:
    """Return where to look next: near where a straight line uses the budget up.

    Never nearer to an end than an eighth of the way, so that every step helps.
    """
    aim = ((1.0 + NEARLY) / 2 - below) / max(above - below, 1e-9)
    return min(max(low + int((high - low) * min(max(aim, 0.125), 0.875)), low + 1), high - 1)


def doses_of(scenario: Scenario) -> dict[str, float]:
    """Return the doses that a strategy uses: of a quantity that is nothing unless used."""
    return {
        about.name: float(value)
        for about in scenario.sheet.abouts
        if about.role == "dose" and about.default == 0 and not (about.whole or about.choices)
        if about.group.startswith("strategy.")
        for value in [scenario.values[about.name]]
        if isinstance(value, int | float) and value != 0
    }


def scaled(scenario: Scenario, factor: float) -> tuple[Scenario, tuple[str, ...]]:
    """Multiply all doses of a strategy by one factor, each within its range.

    Returns
    -------
    Scenario, tuple of str
        The scenario with its new values, whose origin says what was done; and the doses that stand
        at the end of their range.
    """
    if factor == 1.0:
        return scenario, ()
    named, settings, config = scenario.sheet.by_name, dict(scenario.settings), dict(scenario.config)
    config["origins"], clipped = dict(config["origins"]), []
    config["strategy"] = deepcopy(config["strategy"])
    for name, written in doses_of(scenario).items():
        about, old = named[name], settings[name]
        wanted = float(f"{written * factor:.12g}")
        value = min(max(wanted, about.low), about.high)
        source = f"scaled by {factor:g} (equal budget), {written:g} as written: {old.source}"
        settings[name] = Setting(value, "assumed", source)
        config["origins"][name] = ["assumed", source]
        _put(config, about.group, name, value)
        clipped += [name] if value != wanted else []
    return replace(scenario, settings=settings, config=config), tuple(clipped)


def _put(config: dict[str, Any], group: str, name: str, value: float) -> None:
    node = config
    for part in group.split("."):
        node = node[part]
    node[name] = value
