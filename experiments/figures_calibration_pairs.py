"""The fitted parameters pair by pair: draws below the diagonal, rank correlations above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.figures_calibration_parameters import title
from experiments.figures_style import BLUE, FAINT, INK, RED
from experiments.sweep_words import unit_in

Row = Mapping[str, Any]
CELL, GAP, LEFT, BELOW, ABOVE, RIGHT = 1.2, 0.07, 0.95, 0.85, 0.85, 0.25  # inches
SHOWN = (0.005, 0.995)  # quantiles of the draws at which axes end
BINS = 24


def draw_pairs(
    rows: Sequence[Row], draws: Mapping[str, np.ndarray], model: str, language: str = "en"
) -> Figure:
    """Return the picture of all pairs.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``parameters.csv`` that are shown.
    draws : mapping of str to float64 [N]
        Draws of the posterior by parameter, in its unit.
    """
    count = len(rows)
    across = LEFT + RIGHT + count * (CELL + GAP)
    figure = Figure(figsize=(max(across, 9.0), ABOVE + BELOW + count * (CELL + GAP)))
    shown = [np.asarray(draws[row["name"]], dtype=np.float64) for row in rows]
    ends = [_ends(values) for values in shown]
    related = rank_correlations(shown)
    for down in range(count):
        for right in range(count):
            axes = _cell(figure, down, right)
            if right > down:
                _told(axes, related[down, right])
                continue
            _draw(axes, shown, ends, down, right)
            _frame(axes, rows, down, right, language)
    title(figure, "pairs", model, language, draws=len(shown[0]) if shown else 0)
    return figure


def _cell(figure: Figure, down: int, right: int) -> Any:
    wide, high = figure.get_size_inches()
    left, top = LEFT + right * (CELL + GAP), ABOVE + down * (CELL + GAP)
    return figure.add_axes((left / wide, 1 - (top + CELL) / high, CELL / wide, CELL / high))


def _ends(values: np.ndarray) -> tuple[float, float]:
    low, high = (float(end) for end in np.quantile(values, SHOWN))
    room = 0.04 * (high - low) or max(0.05 * abs(high), 0.5)
    return low - room, high + room


def rank_correlations(columns: Sequence[np.ndarray]) -> np.ndarray:
    """Return rank correlations of columns, float64 [K, K]; NaN for one that does not vary."""
    if not columns:
        return np.empty((0, 0))
    ranks = np.array([np.searchsorted(np.sort(c), c) + np.searchsorted(np.sort(c), c, "right")
                      for c in columns], dtype=np.float64)  # fmt: skip
    centred = ranks - ranks.mean(axis=1, keepdims=True)
    length = np.sqrt((centred**2).sum(axis=1))
    length[length == 0] = np.nan
    return np.asarray(centred @ centred.T / np.outer(length, length))


def _told(axes: Any, related: float) -> None:
    """Write a correlation; the stronger it is, the deeper the colour behind it."""
    there = bool(np.isfinite(related))
    axes.set(xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    if there:
        axes.set_facecolor((RED if related < 0 else BLUE, min(0.75 * abs(related), 0.75)))
    text = f"{related:+z.2f}".replace("-", "\u2212") if there else "\u2013"
    axes.text(0.5, 0.5, text, transform=axes.transAxes, ha="center", va="center", fontsize=10,
              color=INK)  # fmt: skip


def _draw(
    axes: Any,
    shown: Sequence[np.ndarray],
    ends: Sequence[tuple[float, float]],
    down: int,
    right: int,
) -> None:
    if down == right:
        axes.hist(shown[right], bins=BINS, range=ends[right], color=BLUE, alpha=0.55)
        axes.set_yticks([])
    else:
        # points as pixels: thousands of them would make the SVG slow
        axes.plot(shown[right], shown[down], ".", color=BLUE, markersize=2.6, alpha=0.35,
                  markeredgewidth=0, rasterized=True)  # fmt: skip
        axes.set_ylim(*ends[down])
        axes.set_yticks(_ticks(*ends[down]))
    axes.set_xlim(*ends[right])
    axes.set_xticks(_ticks(*ends[right]))


def _ticks(low: float, high: float) -> list[float]:
    """Return round numbers, none so near an end that its label would touch the next panel's."""
    room = 0.13 * (high - low)
    values = MaxNLocator(4).tick_values(low, high)
    return [float(value) for value in values if low + room <= value <= high - room]


def _frame(axes: Any, rows: Sequence[Row], down: int, right: int, language: str) -> None:
    """Name parameters along the left and the lower edge only."""
    axes.tick_params(labelsize=7, colors=FAINT, length=2, pad=2)
    lowest, first = down == len(rows) - 1, right == 0
    axes.tick_params(labelbottom=lowest, labelleft=first and down > 0)
    if lowest:
        axes.set_xlabel(_label(rows[right], language), fontsize=8, color=INK, labelpad=3)
    if first:
        axes.set_ylabel(_label(rows[down], language), fontsize=8, color=INK)
        axes.yaxis.set_label_coords(-0.36, 0.5)


def _label(row: Row, language: str) -> str:
    """Name a parameter over two lines where it is long, and its unit below."""
    zh = language == "zh"
    lines = wrap(row["label_zh" if zh else "label"], 9 if zh else 19)
    unit = unit_in(row["unit"], language)
    return "\n".join([*lines, *([f"({unit})"] if unit else [])])
