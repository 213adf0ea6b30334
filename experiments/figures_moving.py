"""Moving out: the share that has moved, of the signed and of all, and how many leave each day.

Medians and 90 % bands against the reported figures, which are shares of all certificates; dotted
lines are the days on which a step of the moving reward ends.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_style import GREEN, INK, SAND, counted, head, word
from experiments.measure import shares
from experiments.scenario import Scenario
from sim.people.plot import NEVER

OF_SIGNED = "#8fbf6f"


def anybody_moves(result: Any) -> bool:
    """Tell whether anybody moved out in at least one run, before the very last day."""
    return bool(np.asarray(result["moved"])[:, :-1].any())


def draw_moving(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of moving out."""
    figure = Figure(figsize=(10, 6.2))
    above, below = figure.subplots(2, 1, height_ratios=(3, 1), sharex=True)
    figure.subplots_adjust(left=0.07, right=0.83, top=0.83, bottom=0.09, hspace=0.1)
    shown = _days_of_moving(result)
    _draw_shares(above, result, shown, language)
    _draw_leaving(below, result, shown, language)
    _draw_reported(above, result, scenario, language)
    _draw_steps((above, below), result, language)
    head(figure, scenario, word("moving", language), counted(result, language), language)
    return figure


def moving_starts(result: Any) -> np.ndarray:
    """Return the first day of moving of the runs whose agreements took effect, int64 [run]."""
    effective = np.asarray(result["effective_day"]).astype(np.int64)
    opened = np.maximum(np.asarray(result["moving_start_day"]), effective + 1)
    return np.asarray(opened[effective != NEVER], dtype=np.int64)


def _days_of_moving(result: Any) -> np.ndarray:
    """Tell which days the picture shows: from shortly before the first move in any run."""
    day, moved = np.asarray(result["day"]), np.asarray(result["moved"])
    first = int(day[moved.any(axis=0).argmax()])
    return day >= min(first - 3, int(day[-1]) - 10)


def _draw_shares(axes: Any, result: Any, shown: np.ndarray, language: str) -> None:
    day = np.asarray(result["day"])[shown]
    of_all = 100.0 * shares(result, "moving")[:, shown]
    of_signed = of_all / np.maximum(100.0 * shares(result)[:, shown], 1e-9) * 100.0
    ends = []
    for values, colour, width in ((of_signed, OF_SIGNED, 1.4), (of_all, GREEN, 1.8)):
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), axis=0)
        axes.fill_between(day, low, high, color=colour, alpha=0.2, linewidth=0)
        axes.plot(day, middle, color=colour, linewidth=width)
        ends.append(float(middle[-1]))
    axes.set(ylim=(0, 102), xlim=(day[0], day[-1] + 0.2), ylabel=word("moved_share", language))
    gap = max(5.0 - (ends[0] - ends[1]), 0.0) / 2
    beside = {"xytext": (8, 0), "textcoords": "offset points", "va": "center", "fontsize": 8.5}
    for name, place, colour in (
        ("moved_of_signed", ends[0] + gap, OF_SIGNED), ("moved_of_all", ends[1] - gap, GREEN),
    ):  # fmt: skip
        end = ends[name == "moved_of_all"]
        text = f"{word(name, language)}  {end:.1f} %"
        axes.annotate(text, (day[-1], place), color=colour, annotation_clip=False, **beside)


def _draw_leaving(axes: Any, result: Any, shown: np.ndarray, language: str) -> None:
    """Draw how many move out on each day."""
    day = np.asarray(result["day"])[shown]
    moved = np.asarray(result["moved"])
    leaving = np.diff(moved, axis=1, prepend=0)[:, shown]
    low, middle, high = np.quantile(leaving, (0.05, 0.5, 0.95), axis=0)
    axes.bar(day, middle, width=0.8, color=GREEN, alpha=0.75)
    axes.vlines(day, low, high, color=INK, linewidth=0.7)
    axes.set(ylim=(0, None), xlabel=word("day", language), ylabel=word("a_day", language))
    axes.text(1.01, 0.5, word("leaving", language), transform=axes.transAxes, fontsize=8.5,
              color=GREEN, va="center")  # fmt: skip


def _draw_reported(axes: Any, result: Any, scenario: Scenario, language: str) -> None:
    """Mark reported figures of moving: shares of all certificates."""
    told = [o for o in scenario.observations if o.measure == "moving" and o.day is not None]
    last = float(axes.get_xlim()[1])
    for seen in told:
        if seen.day is not None and seen.day <= last:
            share = 100.0 * seen.share
            axes.plot(seen.day, share, "^" if seen.relation == "at_least" else "o", color=GREEN,
                      markeredgecolor="black", markersize=6, clip_on=False, zorder=5)  # fmt: skip
            name = "at_least" if seen.relation == "at_least" else "reported"
            high = share > 50
            axes.annotate(
                f"{word(name, language)} {share:.4g} %", (seen.day, share), fontsize=8,
                xytext=(6, -14) if high else (0, 14), textcoords="offset points",
                ha="left" if high else "center",
                bbox={"boxstyle": "square,pad=0.1", "facecolor": "white", "edgecolor": "none"},
            )  # fmt: skip


def _draw_steps(panels: tuple[Any, Any], result: Any, language: str) -> None:
    """Mark the last days of the steps of the moving reward, in runs that came into force."""
    started = moving_starts(result)
    start = int(np.median(started)) if len(started) else 0
    length = int(np.median(result["moving_step_days"]))
    reward = float(np.median(result["moving_reward"]))
    first, last = panels[0].get_xlim()
    for step in range(3 if len(started) and reward > 0 else 0):
        day = start + (step + 1) * length - 1
        if not first < day < last:
            continue
        for axes in panels:
            axes.axvline(day + 0.5, color=SAND, linewidth=1.0, linestyle=":")
        text = word("to_day", language, yuan=reward / (1 << step), day=day)
        panels[0].text(day + 0.5, 103, text, ha="right", va="bottom", fontsize=8, color="#8a6410")
