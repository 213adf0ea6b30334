"""Prior against posterior of each parameter: a small panel each, in its own unit.

Panels stand in groups by role. A parameter that the reported figures hardly moved is drawn in
another colour and says so in words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.calibration.posterior import PRIOR_DRIVEN
from experiments.figures_calibration_words import told
from experiments.figures_style import BLUE, FAINT, GREY, INK, SAND
from experiments.sweep_words import unit_in

Row = Mapping[str, Any]
ROLES = ("free", "hyper", "nuisance")
COLUMNS = 4
WIDE, LEFT, RIGHT, GAP = 11.5, 0.35, 0.3, 0.35  # inches
ABOVE, HEAD, PANEL, ROW = 1.0, 0.42, 0.95, 1.72  # inches: a panel, and what a row of them takes
CELLS = 240  # of a density along its axis
UNDER = 0.34  # of a panel's height, below its zero, for the bars
SMOOTH = 0.7  # of the usual width of a kernel, which blurs skewed laws too much


def draw_parameters(
    rows: Sequence[Row],
    priors: Mapping[str, np.ndarray],
    draws: Mapping[str, np.ndarray],
    model: str,
    language: str = "en",
) -> Figure:
    """Return the picture of all parameters.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``parameters.csv``.
    priors, draws : mapping of str to float64 [N]
        Draws of the prior and of the posterior by parameter, in its unit.
    """
    groups = {role: [row for row in rows if row["role"] == role] for role in ROLES}
    groups = {role: some for role, some in groups.items() if some}
    lines = sum(-(-len(some) // COLUMNS) for some in groups.values())
    figure = Figure(figsize=(WIDE, ABOVE + HEAD * len(groups) + ROW * lines))
    title(figure, "parameters", model, language, draws=len(next(iter(draws.values()))),
          limit=100 * PRIOR_DRIVEN)  # fmt: skip
    down = ABOVE
    for role, some in groups.items():
        figure.text(LEFT / WIDE, 1 - (down + 0.1) / figure.get_figheight(), told(role, language),
                    fontsize=10.5, va="top", color=INK, weight="bold")  # fmt: skip
        down += HEAD
        for place, row in enumerate(some):
            axes = _panel(figure, down + ROW * (place // COLUMNS), place % COLUMNS)
            _draw(axes, row, priors[row["name"]], draws[row["name"]], language)
        down += ROW * -(-len(some) // COLUMNS)
    return figure


def title(figure: Figure, name: str, model: str, language: str, **values: Any) -> None:
    """Write the heading of a picture of a calibration, and below it how it is to be read."""
    high, left = figure.get_figheight(), LEFT / figure.get_figwidth()
    text = told(name, language, model=told(model, language))
    figure.text(left, 1 - 0.15 / high, text, fontsize=12.5, va="top", color=INK)
    below = told(f"{name}_below", language, **values)
    figure.text(left, 1 - 0.44 / high, below, fontsize=8.5, va="top", color=FAINT, linespacing=1.4)


def _panel(figure: Figure, down: float, column: int) -> Any:
    """Return axes that begin some inches below the top of the figure."""
    high = figure.get_figheight()
    wide = (WIDE - LEFT - RIGHT - GAP * (COLUMNS - 1)) / COLUMNS
    left, bottom = LEFT + column * (wide + GAP), high - down - 0.28 - PANEL
    return figure.add_axes((left / WIDE, bottom / high, wide / WIDE, PANEL / high))


def _draw(axes: Any, row: Row, prior: np.ndarray, posterior: np.ndarray, language: str) -> None:
    driven = row["prior_driven"] == "true"
    colour = SAND if driven else BLUE
    low, high = _range(prior, posterior)
    curves = [density(some, low, high) for some in (prior, posterior)]
    at = low + (np.arange(CELLS) + 0.5) * (high - low) / CELLS
    for curve, own, alpha in zip(curves, (GREY, colour), (0.22, 0.35), strict=True):
        axes.fill_between(at, 0, curve, color=own, alpha=alpha, linewidth=0)
        axes.plot(at, curve, color=own, linewidth=1.2)
    top = float(max(curve.max() for curve in curves))
    _bars(axes, row, top, colour)
    axes.set(xlim=(low, high), ylim=(-UNDER * top, 1.06 * top), yticks=[])
    axes.spines["left"].set_visible(False)
    axes.xaxis.set_major_locator(MaxNLocator(4))
    axes.tick_params(axis="x", labelsize=7.5, colors=FAINT, pad=2)
    axes.set_xlabel(unit_in(row["unit"], language), fontsize=7.5, color=FAINT, labelpad=1)
    _name(axes, row, driven, language)


def _name(axes: Any, row: Row, driven: bool, language: str) -> None:
    """Write what a panel shows, and in words how much the fit narrowed it."""
    label = row["label_zh" if language == "zh" else "label"]
    axes.text(0, 1.21, label, transform=axes.transAxes, fontsize=9, va="bottom", color=INK)
    text = told("driven" if driven else "contraction", language, share=100 * row["contraction"])
    axes.text(0, 1.04, text, transform=axes.transAxes, fontsize=7.8, va="bottom",
              color="#a0701a" if driven else BLUE)  # fmt: skip


def _bars(axes: Any, row: Row, top: float, colour: str) -> None:
    """Draw 90 % intervals and medians below a density: prior above, posterior below."""
    for names, height, own in ((("prior_low", "prior_median", "prior_high"), -0.11, GREY),
                               (("low", "median", "high"), -0.23, colour)):  # fmt: skip
        low, middle, high = (row[name] for name in names)
        axes.plot((low, high), (height * top,) * 2, color=own, linewidth=2.4,
                  solid_capstyle="butt")  # fmt: skip
        axes.plot(middle, height * top, "o", color=own, markersize=4.5, markeredgecolor="white",
                  markeredgewidth=0.7)  # fmt: skip


def _range(prior: np.ndarray, posterior: np.ndarray) -> tuple[float, float]:
    """Return what an axis shows: nearly all of both, and something where nothing varies."""
    ends = [np.quantile(some, (0.002, 0.99)) for some in (prior, posterior)]
    low, high = float(min(end[0] for end in ends)), float(max(end[1] for end in ends))
    room = 0.03 * (high - low) or max(0.05 * abs(high), 0.5)
    return low - room, high + room


def density(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Return the smoothed density of draws between two ends, float64 [CELLS].

    What a kernel would carry beyond an end is folded back, so that a law that is cut there keeps
    its mass.
    """
    counts, _ = np.histogram(values, bins=CELLS, range=(low, high))
    cell = (high - low) / CELLS
    quarters = np.subtract(*np.quantile(values, (0.75, 0.25))) / 1.34
    wide = SMOOTH * 1.06 * min(values.std(), quarters or values.std()) * len(values) ** -0.2
    at = np.arange(-CELLS, CELLS + 1) * cell
    kernel = np.exp(-0.5 * (at / max(wide, cell)) ** 2)
    mirrored = np.concatenate([counts[::-1], counts, counts[::-1]]).astype(np.float64)
    smooth = np.convolve(mirrored, kernel / kernel.sum(), mode="same")[CELLS : 2 * CELLS]
    return np.asarray(smooth / (len(values) * cell))
