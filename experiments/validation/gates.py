"""What held-out scores have to reach, and whether they do: a line for each, passed or not.

Hit rates must lie in a range, since too many hits are too wide a band. They count by randomised
PIT, so that a report of exactly 100 % is no hit for free.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

Row = Mapping[str, Any]
HIT_RANGES = {"hit90": (0.79, 0.97), "hit50": (0.33, 0.67)}
"""Of about 30 figures a perfect forecaster hits so many with 9 in 10 chance or better."""

CRPS_RATIO = {"pooled": 1.0, "logit": 1.05}
INTERVAL_RATIO = 1.0  # against pooled
LEAST_PIT = 0.02  # of the failed campaign that lies outside its band


def gates_of(totals: Mapping[str, Any], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Hold scores of campaigns that were left out against what they have to reach.

    Returns
    -------
    list of dict
        ``gate``, ``what``, ``value``, ``low``, ``high`` (what is required; None: no end),
        ``value_low``, ``value_high`` (90 % interval of the value, where there is one), ``passed``.
    """
    whole = totals["all"]
    if not whole["observations"]:
        return []
    hits = [_gate("V8", name, whole[name], *ends) for name, ends in HIT_RANGES.items()]
    wide = [_ratio("V8", whole, "pooled", kind, INTERVAL_RATIO)
            for kind in ("interval_score", "interval_scaled")]  # fmt: skip
    skill = [_ratio("V9", whole, name, kind, most)
             for name, most in CRPS_RATIO.items() for kind in ("crps", "crps_scaled")]  # fmt: skip
    return [*hits, *(g for g in wide if g), *(g for g in skill if g), *_failed(totals, rows)]


def _gate(
    gate: str, what: str, value: float, low: float | None, high: float | None,
    ends: tuple[float | None, float | None] = (None, None),
) -> dict[str, Any]:  # fmt: skip
    passed = (low is None or value >= low) and (high is None or value <= high)
    return {
        "gate": gate, "what": what, "value": value, "low": low, "high": high,
        "value_low": ends[0], "value_high": ends[1], "passed": bool(passed),
    }  # fmt: skip


def _ratio(gate: str, whole: Row, name: str, kind: str, most: float) -> dict[str, Any] | None:
    """Return the gate of one score against one baseline; None without it."""
    told = whole["baselines"].get(name)
    if told is None or told[f"{kind}_ratio"] is None:
        return None
    ends = told[f"{kind}_ratio_low"], told[f"{kind}_ratio_high"]
    return _gate(gate, f"{kind}/{name}", told[f"{kind}_ratio"], None, most, ends)


def _failed(totals: Mapping[str, Any], rows: Sequence[Row]) -> list[dict[str, Any]]:
    """One failed campaign lies inside its 90 % band, and no other far outside."""
    names = totals.get("failed_cases", [])
    places = [row["pit"] for row in rows if row["case_id"] in names and row["last"]]
    if not places:
        return []
    inside = float(np.mean([0.05 <= pit <= 0.95 for pit in places]))
    outside = [min(pit, 1.0 - pit) for pit in places]
    least = _gate("V8", "failed_pit", min(outside), LEAST_PIT, None)
    return [_gate("V8", "failed_inside", inside, 1.0 / len(places), None), least]
