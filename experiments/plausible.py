"""Values that are sound one by one and do not go together: refused, or told before a run.

Only the elevator model has such rules: dated periods and laws, and a table of cost shares.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

SLOTS = {"periods.period_from": 6, "law.law_from": 4}
"""Dates of the slots of a table, by what their keys begin with, and how many slots there are."""

LEVELS = ("building", "estate")


def implausible(model: str, values: Mapping[str, Any]) -> list[str]:
    """Tell what values of a scenario cannot go together, with the rule that each breaks."""
    if model != "elevator":
        return []
    dated = [fault for prefix in SLOTS for fault in _date_faults(prefix, values)]
    return dated + _cost_faults(values)


def _date_faults(prefix: str, values: Mapping[str, Any]) -> list[str]:
    """Slots follow one another: a later slot has a later date, and dates need a date of day 1."""
    keys = [f"{prefix}_{slot}" for slot in range(2, SLOTS[prefix] + 1)]
    dates = {key: values.get(key.partition(".")[2]) for key in keys}
    used = [(key, date) for key, date in dates.items() if date]
    if used and not values.get("start_date"):
        return [
            f"{used[0][0]}: got {used[0][1]}, but calendar.start_date is 0, so no day of the run "
            "has a date. Give start_date as yyyymmdd, or set the dates of all slots to 0."
        ]
    pairs = zip(used, used[1:], strict=False)
    return [
        f"{later}: got {then}, expected a day after {earlier} ({before}): slots are in force one "
        "after the other. Put the slots in the order of their dates."
        for (earlier, before), (later, then) in pairs
        if then <= before
    ]


def cost_sum(values: Mapping[str, Any]) -> float:
    """Return what the cost table comes to, in %, over the floors that there are."""
    floors = int(values.get("floors") or 0)
    return sum(float(values.get(f"cost_percent_{f}") or 0.0) for f in range(1, floors + 1))


def _cost_faults(values: Mapping[str, Any]) -> list[str]:
    floors = int(values.get("floors") or 0)
    if not floors or "cost_percent_1" not in values or cost_sum(values) > 0.0:
        return []
    return [
        f"deal.cost_percent_1 to _{floors}: they sum to 0 %, so nobody pays. Give at least one "
        "floor a share; shares that do not sum to 100 % are normalised."
    ]


def cautions(model: str, values: Mapping[str, Any]) -> list[str]:
    """Tell what is put right, or has no effect, in values that can be run."""
    return [*_cost_cautions(values), *_law_cautions(values)] if model == "elevator" else []


def _cost_cautions(values: Mapping[str, Any]) -> list[str]:
    told = cost_sum(values)
    if "cost_percent_1" not in values or abs(told - 100.0) < 1e-6:
        return []
    return [f"cost table sums to {told:.6g} %: normalised to 100 %"]


def _law_cautions(values: Mapping[str, Any]) -> list[str]:
    """Name rules of turnout that cannot decide anything: who agrees has taken part."""
    told = []
    for level in LEVELS:
        for base in ("heads", "area"):
            turnout = float(values.get(f"{level}_turnout_{base}") or 0.0)
            assent = float(values.get(f"{level}_assent_{base}") or 0.0)
            if 0.0 < turnout < assent and not values.get(f"{level}_of_voters"):
                told.append(
                    f"law.{level}_turnout_{base} = {turnout:g} has no effect: "
                    f"{level}_assent_{base} = {assent:g} of all owners asks for more"
                )
    return told
