"""Predictive bands of every reported figure, with what was reported: shares, days and counts.

Shares are drawn so that the last per cents have room: by the square root of what is missing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_style import BLUE, FAINT, INK, NAVY, PALE, RED
from experiments.validation.table import case_name, figure_name, held_out
from experiments.validation.words import told

Row = Mapping[str, Any]
UNITS = ("share", "day", "count")
SHARE_TICKS = (0, 25, 50, 70, 80, 90, 95, 98, 99, 100)
LINE = 0.19  # inches of height for each figure


def titled(figure: Figure, scores: Mapping[str, Any], name: str, language: str) -> None:
    """Write the heading of a picture, and whether campaigns were left out of the fit."""
    top = 1.0 - 0.14 / figure.get_figheight()
    figure.text(0.03, top, told(name, language), fontsize=12, va="top", color=INK)
    down = top - 0.25 / figure.get_figheight()
    figure.text(0.03, down, held_out(scores, language), fontsize=8.5, va="top", color=FAINT)


def draw_bands(scores: Mapping[str, Any], language: str = "en") -> Figure:
    """Return medians, 50 % and 90 % bands, and what was reported; a panel for each unit."""
    rows = {unit: [r for r in scores["observations"] if r["unit"] == unit] for unit in UNITS}
    there = {unit: some for unit, some in rows.items() if some}
    counts = [len(some) for some in there.values()]
    height = LINE * sum(counts) + 0.62 * len(counts) + 0.8
    figure = Figure(figsize=(9.5, height))
    panels = figure.subplots(len(counts), 1, height_ratios=counts, squeeze=False)[:, 0]
    figure.subplots_adjust(left=0.31, right=0.975, top=1 - 0.75 / height, bottom=0.5 / height,
                           hspace=0.62 * len(counts) / height / 0.8)  # fmt: skip
    for axes, (unit, some) in zip(panels, there.items(), strict=True):
        _draw_panel(axes, unit, some, scores["horizon"], language)
    titled(figure, scores, "picture_intervals", language)
    return figure


def _draw_panel(axes: Any, unit: str, rows: Sequence[Row], horizon: int, language: str) -> None:
    beyond = 1.25 * horizon
    mark_rows(axes, unit, rows, beyond)
    names = [f"{case_name(row, language)}  {figure_name(row, language)}" for row in rows]
    axes.set_yticks(np.arange(len(rows)), names, fontsize=7.5)
    dress(axes, unit, horizon, beyond, language)


def mark_rows(axes: Any, unit: str, rows: Sequence[Row], beyond: float) -> None:
    """Draw the bands of each row and what was reported; ``beyond`` is where "never" stands."""
    for place, row in enumerate(rows):
        low, lower, middle, upper, high = (
            _drawn(row[name], unit, beyond) for name in ("q05", "q25", "q50", "q75", "q95")
        )
        axes.plot((low, high), (place, place), color=PALE, linewidth=5, solid_capstyle="butt")
        axes.plot((lower, upper), (place, place), color=BLUE, linewidth=5, solid_capstyle="butt")
        axes.plot(middle, place, "|", color=NAVY, markersize=9, markeredgewidth=1.4)
        shape = ">" if row["relation"] == "at_least" else "o"
        axes.plot(
            _drawn(row["reported"], unit, beyond), place, shape, color=RED, markersize=4.5,
            markeredgecolor="white", markeredgewidth=0.6, zorder=5, clip_on=False,
        )  # fmt: skip
    axes.set_ylim(len(rows) - 0.4, -0.6)


def _drawn(value: float | None, unit: str, beyond: float) -> float:
    if unit == "share":
        return 100.0 * float(value or 0.0)
    if unit == "day":
        return beyond if value is None else float(value)
    return max(float(value or 0.0), 0.5)


def dress(axes: Any, unit: str, horizon: float, beyond: float, language: str) -> None:
    """Give a panel the scale of its unit: shares by what is missing, days and counts by logs."""
    axes.grid(axis="x", color="#eeeeee", linewidth=0.8)
    axes.set_axisbelow(True)
    axes.set_xlabel(told(f"{unit}_axis", language))
    if unit == "share":
        axes.set_xscale("function", functions=(_missing, lambda x: 100.0 + x * np.abs(x)))
        axes.set_xlim(0, 100)
        axes.set_xticks(SHARE_TICKS)
        return
    axes.set_xscale("log")
    if unit == "day":
        days = [day for day in (1, 3, 10, 30, 100, 300) if day < horizon]
        axes.set_xticks([*days, beyond], [*map(str, days), told("never", language)])
        axes.minorticks_off()
        axes.set_xlim(0.9, beyond)


def _missing(percent: np.ndarray) -> np.ndarray:
    """Return minus the root of what is missing to 100 %, and its mirror image beyond."""
    missing = 100.0 - np.asarray(percent, dtype=float)
    return -np.sign(missing) * np.sqrt(np.abs(missing))
