"""The two anchor campaigns, Zhangyuan and Fangualong: fitted and left out, against the reports.

Fitted bands keep each campaign's own effects and hold the noise of reports (``figures.csv`` of a
calibration); the others are forecasts by a fit that has not seen the campaign.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.document_stored import (
    CALIBRATE,
    FAIL,
    LEFT_OUT,
    PASS,
    UNMEASURED,
    not_measured,
    scores,
    table,
    with_remark,
)
from experiments.plain_table import markdown_table
from experiments.shipping import scores_name
from experiments.validation.table import case_name, figure_name, value_text

ANCHORS = ("zhangyuan", "fangualong")
NEAR = 0.01
"""How far a fitted median may lie from a reported share: one point."""

Row = dict[str, Any]
HEADS = ("campaign", "figure", "reported", "fitted median", "fitted 90 % band", "left out: median",
         "left out: 90 % band")  # fmt: skip


def anchor_table() -> str:
    """Write each figure of the anchors, fitted and left out."""
    rows = [_row(row) for row in _left_out()]
    if not rows:
        return not_measured(LEFT_OUT)
    names = "signing_figures.csv", scores_name("signing", loco=True)
    told = with_remark(markdown_table(rows, HEADS), *names)
    if _fitted():
        return told
    return f"{told}\n\n{not_measured(CALIBRATE.format(model='signing'))}"


def anchor_gates() -> list[Row]:
    """Return what is asked of the anchors as figures of a gate; [] where nothing is measured."""
    fitted, left_out = list(_fitted().values()), _left_out()
    shares = [row for row in fitted if row["relation"] == "at"]
    asked = {
        "reported shares within 1 point of the fitted median": [_near(row) for row in shares],
        "reported figures inside the fitted 90 % band": [_inside(row) for row in fitted],
        "reported figures inside the 90 % band when left out": [
            bool(row["inside90"]) for row in left_out
        ],
    }
    return [_gate(what, met) for what, met in asked.items()] if fitted or left_out else []


def _gate(what: str, met: list[bool]) -> Row:
    if not met:
        return {"what": what, "figure": "", "limit": "all", "result": UNMEASURED}
    result = PASS if all(met) else FAIL
    return {"what": what, "figure": f"{sum(met)} of {len(met)}", "limit": "all", "result": result}


def _fitted() -> dict[tuple[str, str], Row]:
    rows = table("signing_figures") or []
    return {(r["case_id"], r["observation"]): r for r in rows if r["case_id"] in ANCHORS}


def _left_out() -> list[Mapping[str, Any]]:
    rows = (scores(loco=True) or {}).get("observations", [])
    return [row for row in rows if row["case_id"] in ANCHORS and row["relation"] != "at_least"]


def _near(row: Mapping[str, Any]) -> bool:
    return abs(row["median"] - row["reported"]) <= NEAR


def _inside(row: Mapping[str, Any]) -> bool:
    """Tell whether a figure lies in its band; an end that never came is a day without end."""
    low, high = (_day(row[name]) for name in ("low", "high"))
    return bool(low <= row["reported"] <= high)


def _day(value: float) -> float:
    return float("inf") if value != value else value


def _row(row: Mapping[str, Any]) -> Row:
    own = _fitted().get((row["case_id"], row["name"]))
    fitted = [_value(row, own[name]) for name in ("median", "low", "high")] if own else [""] * 3
    ours = [_value(row, row[name]) for name in ("q50", "q05", "q95")]
    cells = (
        case_name(row, "en"), figure_name(row, "en"), _value(row, row["reported"]), fitted[0],
        f"{fitted[1]} to {fitted[2]}" if own else "", ours[0], f"{ours[1]} to {ours[2]}",
    )  # fmt: skip
    return dict(zip(HEADS, cells, strict=True))


def _value(row: Mapping[str, Any], value: float | None) -> str:
    return value_text(row, None if value is None or value != value else value, "en")
