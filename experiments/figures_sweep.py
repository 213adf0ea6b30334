"""Pictures of a sweep, drawn from what is stored: curves, a heat map, or scattered points.

A grid of one quantity gives curves, one for each strategy or law; a grid of two a heat map, and
curves where there are few of them; anything else (a Latin hypercube, a list, a larger grid) is
shown point by point. Units stand on the axes, a reported figure is a line across.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_compare import COLOURS
from experiments.figures_style import FAINT, INK, RED, head
from experiments.measure import band, defined
from experiments.paired import Outcome
from experiments.sweep_outcomes import reported_line, shown_outcomes
from experiments.sweep_table import how, what
from experiments.sweep_words import outcome_label, told, value_told

if TYPE_CHECKING:
    from experiments.sweep_result import SweepResult

MOST_LINES = 8
"""More lines than this in one panel cannot be told apart."""

ABOVE, TALL, WIDE, ACROSS = 0.75, 2.7, 3.9, 3  # inches; panels side by side


def draw_sweep(result: SweepResult, language: str = "en") -> dict[str, Figure]:
    """Draw every picture that fits a design, by the name of its file.

    Parameters
    ----------
    result : SweepResult
    language : str
        ``en`` or ``zh``.
    """
    from experiments.figures_sweep_curves import draw_curves, lines_of
    from experiments.figures_sweep_heat import draw_heat
    from experiments.figures_sweep_points import draw_points

    varied, grid = varied_in(result), result.plan.design["kind"] == "grid"
    if not grid or len(varied) not in (1, 2):
        return {"points": draw_points(result, language)}
    if len(varied) == 1:
        return {"curves": draw_curves(result, language)}
    pictures = {"heat_map": draw_heat(result, language)}
    few = len(lines_of(result, language)) <= MOST_LINES
    return {**pictures, **({"curves": draw_curves(result, language)} if few else {})}


def varied_in(result: SweepResult) -> list[str]:
    """Name the swept quantities that have more than one value."""
    points = result.plan.points.values
    return [name for name, values in points.items() if len(set(values)) > 1]


def shown_in(result: SweepResult) -> list[Outcome]:
    """Choose the outcomes that a picture shows: those that have a value at some point."""
    shown = shown_outcomes(result.outcomes, result.scenario.model)
    return [made for made in shown if not np.isnan(result.values(made.name)).all()] or shown[:1]


def panels(
    result: SweepResult, count: int, language: str, across: int = ACROSS, room: float = 0.0
) -> tuple[Figure, list[Any]]:
    """Return a figure with its heading and panels, ``across`` side by side.

    ``room`` is left free above the panels for a legend, in inches.
    """
    across = min(across, count)
    down = -(-count // across)
    above = ABOVE + room
    figure = Figure(figsize=(max(WIDE * across, 7.0), above + 0.1 + TALL * down))
    high = figure.get_figheight()
    figure.subplots_adjust(
        left=0.75 / figure.get_figwidth(), right=0.98, top=1 - (above + 0.2) / high,
        bottom=0.55 / high, hspace=0.5, wspace=0.28,
    )  # fmt: skip
    axes = figure.subplots(down, across, squeeze=False).ravel()
    for unused in axes[count:]:
        unused.set_visible(False)
    left = 0.2 / figure.get_figwidth()
    head(figure, result.scenario, what(result, language), how(result, language), language, left)
    return figure, list(axes[:count])


def title(axes: Any, result: SweepResult, made: Outcome, language: str) -> None:
    """Name the outcome of a panel, with its unit."""
    label = outcome_label(made, result.scenario.model, language)
    axes.set_title(label, loc="left", fontsize=9, color=INK)
    axes.tick_params(labelsize=8, colors=FAINT)


def bands_of(result: SweepResult, made: Outcome, numbers: Sequence[int]) -> np.ndarray:
    """Return low, median and high of some points, float64 [3, point]; NaN for never."""
    values = result.values(made.name)[list(numbers)]
    found = [band(own if made.is_day else defined(own)) for own in values]
    ends = np.array([(each.low, each.median, each.high) for each in found]).T
    return np.where(np.isfinite(ends), ends, np.nan) * scale(made)


def scale(made: Outcome) -> float:
    """Return the factor that turns shares into per cent."""
    return 100.0 if made.unit == "1" else 1.0


def reported(axes: Any, result: SweepResult, made: Outcome, language: str) -> None:
    """Draw the reported figure of an outcome across, where there is one."""
    found = mark_reported(axes, result, made)
    if found is None:
        return
    value, relation = found
    word = told("at_least" if relation == "at_least" else "reported", language)
    axes.annotate(
        word, (1.0, value * scale(made)), xycoords=("axes fraction", "data"), fontsize=7.5,
        xytext=(-2, 2), textcoords="offset points", ha="right", color=RED, zorder=6,
        bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none",
              "alpha": 0.8},
    )  # fmt: skip


def mark_reported(axes: Any, result: SweepResult, made: Outcome) -> tuple[float, str] | None:
    """Draw a line at the reported figure of an outcome; return it with its relation, if any."""
    scenario = result.scenario
    found = reported_line(made, scenario.observations, scenario.values)
    if found is not None:
        axes.axhline(found[0] * scale(made), color=RED, linewidth=1.0, linestyle="--", zorder=5)
    return found


def places(values: Sequence[Any]) -> tuple[np.ndarray, list[str] | None]:
    """Return where values stand on an axis; words stand side by side, with their labels."""
    if not any(isinstance(value, str) for value in values):
        return np.array(values, dtype=np.float64), None
    words = list(dict.fromkeys(values))
    return np.array([words.index(value) for value in values], dtype=np.float64), words


def arm_label(result: SweepResult, arm: int) -> str:
    """Name an arm by the files it chooses; "" where there is nothing to choose."""
    return " + ".join(result.plan.points.choices[arm].values())


def colour_of(number: int) -> str:
    """Return the colour of a line, the first ones apart from grey."""
    return COLOURS[1:][number % (len(COLOURS) - 1)]


def told_value(name: str, value: Any) -> str:
    """Write the value of a quantity for a legend."""
    return f"{name} = {value_told(value)}"
