"""Rate against hours, with the quality of consent as colour: who is on the Pareto front.

One point for each arm, at the means, with the 90 % bands of rate and hours over the runs. Rings and
the dashed line mark arms that no other beats in rate, hours and quality at once. Quality where
nobody consented counts as 0.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.cm import ScalarMappable
from matplotlib.colors import Normalize
from matplotlib.figure import Figure

from experiments.compare_words import percent, told
from experiments.comparison import Comparison
from experiments.figures_compare import how_counted
from experiments.figures_style import FAINT, GREY, INK, head, spread
from experiments.measure import HIGH, LOW, defined
from experiments.pareto import front_values
from experiments.table import outcome_words

COLOURS = "viridis"
NAMES_AT = 1.05  # where names begin, in widths of the panel


def draw_pareto(comparison: Comparison, language: str = "en") -> Figure:
    """Return the picture of rate, hours and quality.

    Parameters
    ----------
    comparison : Comparison
    language : str
        ``en`` or ``zh``.
    """
    figure = Figure(figsize=(10.5, 5.2))
    axes = figure.add_axes((0.075, 0.12, 0.5, 0.72))
    judged = comparison.judged
    labels = outcome_words(comparison.scenario.model, language)["outcomes"]
    points = {arm: _Point(ledger, judged) for arm, ledger in comparison.arms.items()}
    scale = _scale(points.values())
    front = {each.arm: each for each in comparison.verdict.standings}
    for arm, point in points.items():
        _draw_point(axes, point, scale, front[arm].on_front)
    _join([points[arm] for arm in points if front[arm].on_front], axes, language)
    _dress(figure, axes, [labels[name] for name, _ in judged.front], scale, language)
    _name(axes, points, comparison, language)
    below = how_counted(comparison, language, "mean_band")
    head(figure, comparison.scenario, told("pareto", language), below, language, left=0.03)
    return figure


class _Point:
    """Where an arm stands: means, and the bands of rate and hours; shares in per cent."""

    def __init__(self, ledger: Any, judged: Any) -> None:
        rate, hours, quality = (
            defined(front_values(ledger, name, judged)) for name, _ in judged.front
        )
        self.rate, self.hours = 100.0 * float(rate.mean()), float(hours.mean())
        self.quality = 100.0 * float(quality.mean())
        self.rates = 100.0 * np.quantile(rate, (LOW, HIGH))
        self.hour_band = np.quantile(hours, (LOW, HIGH))


def _scale(points: Any) -> ScalarMappable:
    """Return the scale of colours: over the qualities there are, at least ten points wide."""
    there = [point.quality for point in points]
    low, high = min(there), max(there)
    room = max(10.0 - (high - low), 0.0) / 2
    low = max(low - room, 0.0)
    return ScalarMappable(Normalize(low, max(min(high + room, 100.0), low + 1.0)), COLOURS)


def _draw_point(axes: Any, point: _Point, scale: ScalarMappable, on_front: bool) -> None:
    colour = scale.to_rgba(np.array([point.quality]))[0]
    axes.plot(point.hour_band, (point.rate,) * 2, color=GREY, linewidth=1.4, zorder=2)
    axes.plot((point.hours,) * 2, point.rates, color=GREY, linewidth=1.4, zorder=2)
    axes.plot(point.hours, point.rate, "o", color=colour, markersize=11, markeredgecolor=INK,
              markeredgewidth=0.6, zorder=4, clip_on=False)  # fmt: skip
    if on_front:
        axes.plot(point.hours, point.rate, "o", markersize=16, markerfacecolor="none",
                  markeredgecolor=INK, markeredgewidth=1.1, zorder=3, clip_on=False)  # fmt: skip


def _join(points: list[_Point], axes: Any, language: str) -> None:
    """Join the arms on the front, from few hours to many."""
    ranked = sorted(points, key=lambda point: (point.hours, point.rate))
    axes.plot([p.hours for p in ranked], [p.rate for p in ranked], "--", color=INK, linewidth=0.9,
              zorder=1, marker="o", markersize=0, label=told("on_front", language))  # fmt: skip
    axes.legend(frameon=False, fontsize=8, loc="lower left", bbox_to_anchor=(0.0, 1.0))


def _dress(
    figure: Figure, axes: Any, names: list[str], scale: ScalarMappable, language: str
) -> None:
    rate, hours, quality = names
    axes.set_xlabel(told("in_unit", language, name=hours, unit=told("hours", language)))
    axes.set_ylabel(told("percent_of", language, name=rate))
    axes.margins(0.12)
    low, high = axes.get_ylim()
    if high - low < 1.0:  # a tenth of a point is nothing to be enlarged
        axes.set_ylim((low + high) / 2 - 0.5, (low + high) / 2 + 0.5)
    axes.grid(color="#eeeeee", linewidth=0.8)
    axes.set_axisbelow(True)
    room = figure.add_axes((0.605, 0.125, 0.25, 0.018))
    bar = figure.colorbar(scale, cax=room, orientation="horizontal")
    bar.set_label(told("percent_of", language, name=quality), fontsize=8)
    bar.ax.tick_params(labelsize=7.5)
    bar.ax.spines["outline"].set_visible(False)


def _name(axes: Any, points: dict[str, _Point], comparison: Comparison, language: str) -> None:
    """Name the points on the right, in order of their rates, each tied to its point."""
    shares = {each.arm: each.front_share for each in comparison.verdict.standings}
    ranked = sorted(points, key=lambda arm: points[arm].rate)
    low, high = axes.get_ylim()
    low += 0.16 * (high - low)  # the scale of colours lies below
    gap = min(0.13, 1.0 / max(len(ranked), 1)) * (high - low)
    places = spread([points[arm].rate for arm in ranked], gap)
    places = places - max(places[-1] - high, 0.0)
    places = places + max(low - places[0], 0.0)
    across = axes.get_yaxis_transform()
    for arm, place in zip(ranked, places, strict=True):
        point = points[arm]
        text = told("point", language, arm=arm, rate=f"{point.rate:.1f} %",
                    hours=f"{point.hours:.1f}", quality=f"{point.quality:.1f} %",
                    front=percent(shares[arm]))  # fmt: skip
        axes.text(NAMES_AT, place, text, transform=across, va="center", fontsize=7.6, color=INK)
        axes.annotate(
            "", (point.hours, point.rate), (NAMES_AT - 0.01, place), xycoords="data",
            textcoords=across, zorder=0,
            arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.5, "shrinkB": 8},
        )  # fmt: skip
