"""The heat map of a sweep: two quantities across and up, the median of an outcome as colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_style import INK
from experiments.figures_sweep import (
    arm_label,
    bands_of,
    mark_reported,
    panels,
    shown_in,
    title,
    varied_in,
)
from experiments.paired import Outcome
from experiments.sweep_words import number_told, quantity_label, value_told

if TYPE_CHECKING:
    from experiments.sweep_result import SweepResult

MOST_CELLS = 120
"""In a panel with more cells than this the numbers would not be readable."""


def draw_heat(result: SweepResult, language: str = "en") -> Figure:
    """Return the heat map: a panel for each outcome, and a row of them for each arm."""
    arms = range(len(result.plan.points.choices))
    shown = shown_in(result) if len(arms) == 1 else shown_in(result)[:3]
    wanted = [(arm, made) for arm in arms for made in shown]
    figure, axes = panels(result, len(wanted), language, across=3)
    figure.subplots_adjust(right=0.95)
    for panel, (arm, made) in zip(axes, wanted, strict=True):
        _draw(panel, result, arm, made, language)
    return figure


def cells_of(
    result: SweepResult, arm: int, made: Outcome
) -> tuple[list[Any], list[Any], np.ndarray]:
    """Return the levels across and up, and the medians of one arm, float64 [up, across]."""
    across, up = varied_in(result)
    points = result.plan.points
    levels = [sorted(set(points.values[name])) for name in (across, up)]
    cells = np.full((len(levels[1]), len(levels[0])), np.nan)
    own = [number for number, each in enumerate(points.arm_of) if each == arm]
    for number, median in zip(own, bands_of(result, made, own)[1], strict=True):
        x, y = (levels[k].index(points.values[name][number]) for k, name in enumerate((across, up)))
        cells[y, x] = median
    return levels[0], levels[1], cells


def _draw(axes: Any, result: SweepResult, arm: int, made: Outcome, language: str) -> None:
    columns, rows, cells = cells_of(result, arm, made)
    image = axes.imshow(cells, aspect="auto", origin="lower", cmap="YlGnBu")
    bar = axes.figure.colorbar(image, ax=axes, fraction=0.05, pad=0.03).ax
    bar.tick_params(labelsize=7)
    mark_reported(bar, result, made)
    axes.set_xticks(range(len(columns)), [value_told(value) for value in columns])
    axes.set_yticks(range(len(rows)), [value_told(value) for value in rows])
    if cells.size <= MOST_CELLS:
        _write(axes, cells, made, language)
    title(axes, result, made, language)
    if arm_label(result, arm):
        label = axes.get_title(loc="left")
        axes.set_title(f"{arm_label(result, arm)}: {label}", loc="left", fontsize=8, color=INK)
    across, up = (result.scenario.sheet.by_name[name] for name in varied_in(result))
    axes.set_xlabel(quantity_label(across, language), fontsize=8.5)
    axes.set_ylabel(quantity_label(up, language), fontsize=8.5)


def _write(axes: Any, cells: np.ndarray, made: Outcome, language: str) -> None:
    """Write the medians into their cells, pale on dark."""
    low, high = np.nanmin(cells), np.nanmax(cells)
    unit = "" if made.unit == "1" else made.unit  # shares are in per cent already
    for (y, x), value in np.ndenumerate(cells):
        dark = value > low + 0.6 * (high - low)
        text = number_told(float(value) if np.isfinite(value) else None, unit, language)
        axes.text(x, y, text, ha="center", va="center", fontsize=7,
                  color="white" if dark else INK)  # fmt: skip
