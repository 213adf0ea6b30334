"""The curve of each arm by day: medians with 90 % bands, and what was reported of the real case."""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.compare_words import told
from experiments.comparison import Comparison
from experiments.figures_compare import COLOURS, how_counted
from experiments.figures_style import INK, head, spread, word
from experiments.measure import HIGH, LOW
from experiments.reported import FunnelObservation


def draw_curves(comparison: Comparison, language: str = "en") -> Figure:
    """Return the picture of the arms' curves.

    Parameters
    ----------
    comparison : Comparison
    language : str
        ``en`` or ``zh``.
    """
    figure = Figure(figsize=(10, 5.2))
    axes = figure.add_axes((0.075, 0.11, 0.77, 0.75))
    ends, days = {}, np.zeros(0)
    for number, (arm, ledger) in enumerate(comparison.arms.items()):
        days, values = _curve(ledger, comparison)
        colour = COLOURS[number % len(COLOURS)]
        low, middle, high = np.quantile(values, (LOW, 0.5, HIGH), axis=0)
        axes.fill_between(days, low, high, color=colour, alpha=0.18, linewidth=0)
        axes.plot(days, middle, color=colour, linewidth=1.7)
        ends[arm] = (float(middle[-1]), colour)
    marked = _mark(axes, comparison, language)
    _dress(axes, days, comparison, language)
    _name(axes, ends)
    if marked:
        axes.legend(frameon=False, fontsize=8, loc="best")
    below = how_counted(comparison, language)
    head(figure, comparison.scenario, told("curves", language), below, language, left=0.03)
    return figure


def _curve(ledger: Any, comparison: Comparison) -> tuple[np.ndarray, np.ndarray]:
    """Return days from day 1 on, and the share of each run on them in per cent."""
    judged, days = comparison.judged, np.asarray(ledger["day"])
    whole = np.asarray(ledger[judged.whole], dtype=np.float64)[:, None]
    return days[days >= 1], 100.0 * np.asarray(ledger[judged.curve])[:, days >= 1] / whole


def _mark(axes: Any, comparison: Comparison, language: str) -> bool:
    """Mark the reported figures that the curve can be held against; tell whether there are any."""
    points = [(day, share) for seen in comparison.scenario.observations
              for day, share in [_point(seen, comparison)] if day]  # fmt: skip
    for number, (day, share) in enumerate(points):
        label = word("reported", language) if number == 0 else None
        axes.plot(day, 100.0 * share, "o", color=INK, markersize=5.5, zorder=5, label=label,
                  clip_on=False)  # fmt: skip
    return bool(points)


def _point(seen: Any, comparison: Comparison) -> tuple[int, float]:
    """Return day and share of a reported figure; day 0 where it is no point of the curve."""
    if isinstance(seen, FunnelObservation):
        fits = seen.reading == "stock" and seen.to_stage == comparison.judged.curve
        fits = fits and seen.base == comparison.judged.whole
        return (seen.last_day, seen.reported / seen.times) if fits else (0, 0.0)
    return (seen.day or 0, seen.share) if seen.measure == "signing" else (0, 0.0)


def _dress(axes: Any, days: np.ndarray, comparison: Comparison, language: str) -> None:
    axes.set_xlim(days[0] - 0.5, days[-1] + 0.5)
    low, high = axes.get_ylim()
    axes.set_ylim(max(low, 0.0), min(high, 100.5))
    axes.set_ylabel(told(f"curve_of_{comparison.judged.curve}", language))
    axes.set_xlabel(word("day", language) if comparison.scenario.model == "signing" else
                    told("day_of_run", language))  # fmt: skip
    axes.grid(color="#eeeeee", linewidth=0.8)
    axes.set_axisbelow(True)


def _name(axes: Any, ends: dict[str, tuple[float, str]]) -> None:
    """Name the curves where they end, side by side."""
    ranked = sorted(ends, key=lambda arm: ends[arm][0])
    low, high = axes.get_ylim()
    places = spread([ends[arm][0] for arm in ranked], 0.05 * (high - low))
    places = places - max(places[-1] - high, 0.0) + max(low - places[0], 0.0)
    for arm, place in zip(ranked, places, strict=True):
        axes.text(1.01, place, f"{arm}  {ends[arm][0]:.1f} %", transform=axes.get_yaxis_transform(),
                  va="center", fontsize=8.5, color=ends[arm][1])  # fmt: skip
