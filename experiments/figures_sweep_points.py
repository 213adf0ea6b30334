"""Scattered points of a sweep: medians with bands, point by point or against each quantity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_sweep import (
    arm_label,
    bands_of,
    colour_of,
    panels,
    places,
    reported,
    shown_in,
    title,
    varied_in,
)
from experiments.paired import Outcome
from experiments.sweep_words import quantity_label, told

if TYPE_CHECKING:
    from experiments.sweep_result import SweepResult

MOST_ACROSS, MOST_DOWN = 5, 3


def draw_points(result: SweepResult, language: str = "en") -> Figure:
    """Return the picture of points: a list one by one, others against each quantity."""
    listed = result.plan.design["kind"] == "list" or not varied_in(result)
    names = [""] if listed else varied_in(result)[:MOST_ACROSS]
    shown = shown_in(result) if listed else shown_in(result)[:MOST_DOWN]
    wanted = [(made, name) for made in shown for name in names]
    labelled = bool(result.plan.groups)
    figure, axes = panels(
        result, len(wanted), language, across=3 if listed else len(names),
        room=0.3 if labelled else 0.0,
    )  # fmt: skip
    for panel, (made, name) in zip(axes, wanted, strict=True):
        _draw(panel, result, made, name, language)
    if labelled:
        figure.legend(
            *axes[0].get_legend_handles_labels(), loc="upper left", ncols=6, frameon=False,
            fontsize=8, bbox_to_anchor=(0.01, 1 - 0.62 / figure.get_figheight()), borderaxespad=0,
        )  # fmt: skip
    return figure


def _draw(axes: Any, result: SweepResult, made: Outcome, name: str, language: str) -> None:
    points = result.plan.points
    numbers = range(len(points))
    where, words = places(points.values[name] if name else [n + 1 for n in numbers])
    for arm in range(len(points.choices)):
        own = [number for number in numbers if points.arm_of[number] == arm]
        low, middle, high = bands_of(result, made, own)
        axes.vlines(where[own], low, high, color=colour_of(arm), linewidth=1.2, alpha=0.4)
        axes.plot(where[own], middle, "o", color=colour_of(arm), markersize=4,
                  label=arm_label(result, arm) or None)  # fmt: skip
    reported(axes, result, made, language)
    if words is not None:
        axes.set_xticks(range(len(words)), words)
    elif not name and len(points) <= 20:
        axes.set_xticks(np.arange(1, len(points) + 1))
    title(axes, result, made, language)
    about = result.scenario.sheet.by_name.get(name)
    axes.set_xlabel(
        quantity_label(about, language) if about else told("point", language), fontsize=8.5
    )
