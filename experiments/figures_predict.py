"""Pictures of a prediction, from stored data: probability and share by day, what drives them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_style import (
    BLUE,
    GREY,
    NAVY,
    RED,
    SAND,
    head,
    save_picture,
    use_language,
)
from experiments.prediction.words import label_of, percent, told, value_told
from experiments.scenario import Scenario

Told = Mapping[str, Any]


def draw_prediction(
    data: Mapping[str, Any], scenario: Scenario, folder: Path, language: str = "en"
) -> list[Path]:
    """Draw both pictures of a prediction into a folder; return the paths."""
    language = use_language(language)
    chances = save_picture(draw_chances(data, scenario, language), folder, "chances")
    return chances + save_picture(draw_drivers(data, scenario, language), folder, "drivers")


def draw_chances(data: Mapping[str, Any], scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of probability (above) and share signed (below) by day."""
    figure = Figure(figsize=(10, 7))
    figure.subplots_adjust(left=0.07, right=0.97, top=0.9, bottom=0.08, hspace=0.14)
    above, below = figure.subplots(2, 1, sharex=True)
    days = {key: np.array([row[key] for row in data["by_day"]]) for key in data["by_day"][0]}
    _chance_panel(above, days, data, language)
    _share_panel(below, days, data, language)
    for axes in (above, below):
        axes.axvline(data["deadline"], color=SAND, linewidth=1.0, linestyle=":")
        axes.set(xlim=(0.5, days["day"][-1] + 0.5), ylim=(-2, 102))
        axes.legend(frameon=False, fontsize=8, loc="lower right")
    below.set_xlabel(told("axis_day", language))
    runs = told("below_chances", language, runs=data["runs"])
    head(figure, scenario, told("chances", language), runs, language)
    return figure


def _chance_panel(
    axes: Any, days: Mapping[str, Any], data: Mapping[str, Any], language: str
) -> None:
    label = told("of_threshold", language, threshold=percent(data["threshold"], 1))
    axes.fill_between(
        days["day"], 100 * days["low"], 100 * days["high"], color=RED, alpha=0.18, linewidth=0,
        step="post",
    )  # fmt: skip
    axes.step(days["day"], 100 * days["chance"], where="post", color=RED, label=label)
    axes.step(days["day"], 100 * days["chance_of_100"], where="post", color=NAVY,
              label=told("of_100", language))  # fmt: skip
    axes.set_ylabel(told("axis_chance", language))


def _share_panel(
    axes: Any, days: Mapping[str, Any], data: Mapping[str, Any], language: str
) -> None:
    for low, high, alpha, name in (("share_5", "share_95", 0.15, "most"),
                                   ("share_25", "share_75", 0.3, "half")):  # fmt: skip
        axes.fill_between(days["day"], 100 * days[low], 100 * days[high], color=BLUE, alpha=alpha,
                          linewidth=0, label=told(name, language))  # fmt: skip
    axes.plot(days["day"], 100 * days["share_50"], color=BLUE, label=told("middle", language))
    axes.axhline(100 * data["threshold"], color=RED, linewidth=0.9, linestyle="--")
    axes.set_ylabel(told("axis_share", language))


def draw_drivers(data: Mapping[str, Any], scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of what each covariate changes, the strongest on top."""
    rows = list(reversed(data["drivers"]))
    figure = Figure(figsize=(10, 1.5 + 0.42 * len(rows)))
    edge = 0.55 / figure.get_figheight()
    figure.subplots_adjust(left=0.4, right=0.96, top=1 - 1.25 * edge, bottom=edge)
    axes = figure.subplots()
    values = np.array([100 * row["share_change"] for row in rows])
    ends = np.array([[100 * row[f"share_change_{end}"] for end in ("low", "high")] for row in rows])
    places = np.arange(len(rows))
    axes.barh(places, values, color=[BLUE if v >= 0 else RED for v in values], alpha=0.75)
    axes.hlines(places, ends[:, 0], ends[:, 1], color=GREY, linewidth=1.5)
    axes.axvline(0.0, color=GREY, linewidth=0.8)
    axes.set_yticks(places, [_driver_label(row, scenario, language) for row in rows], fontsize=8.5)
    axes.set_xlabel(told("axis_change", language))
    below = told("below_drivers", language, runs=data["driver_runs"])
    head(figure, scenario, told("drivers_title", language), below, language)
    return figure


def _driver_label(row: Mapping[str, Any], scenario: Scenario, language: str) -> str:
    ends = [value_told(row[end], language) for end in ("low", "high")]
    if row["name"] == "intensity":
        ends = [told("times", language, value=end) for end in ends]
    label = label_of(row["name"], scenario.sheet.by_name, language)
    return f"{label}: {ends[0]} → {ends[1]}"
