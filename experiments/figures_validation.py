"""Pictures of a validation, from stored scores: bands, PIT, coverage, and CRPS against plain rules.

Every picture says whether campaigns were left out of the fit, since bands of fitted campaigns look
better than forecasts are.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.figures_style import BLUE, FAINT, GREEN, GREY, INK, RED, SAND
from experiments.figures_validation_bands import draw_bands, titled
from experiments.validation.gates import HIT_RANGES
from experiments.validation.words import told

Scores = Mapping[str, Any]
COLOURS = {"model": BLUE, "pooled": GREY, "logit": GREEN, "growth": SAND, "nearest": RED}
NOMINAL = {"hit50": 50, "hit80": 80, "hit90": 90}
BINS = 10
COMPARED = (("at", "crps"), ("reached", "crps"), ("all", "crps_scaled"),
            ("without_failed", "crps_scaled"))  # fmt: skip
"""Parts that are compared with the baselines, by which score: scales are not mixed."""


def draw_validation(scores: Scores, language: str = "en") -> dict[str, Figure]:
    """Return the pictures by name.

    Parameters
    ----------
    scores : mapping
        The content of ``scores.json``.
    language : str
        ``en`` or ``zh``.
    """
    made = {"intervals": draw_bands(scores, language)}
    if scores["totals"]["all"]["observations"]:
        made["pit"] = draw_pit(scores, language)
        made["coverage"] = draw_coverage(scores, language)
    if scores["totals"]["all"].get("baselines"):
        made["crps"] = draw_crps(scores, language)
    return made


def draw_pit(scores: Scores, language: str = "en") -> Figure:
    """Return the histogram of where reports lie in their forecasts; even if calibrated."""
    from scipy.stats import binom

    rows = [row for row in scores["observations"] if "pit" in row]
    kinds = [kind for kind in ("at", "reached") if any(r["relation"] == kind for r in rows)]
    figure = Figure(figsize=(7.2, 4.2))
    axes = figure.add_axes((0.1, 0.14, 0.87, 0.6))
    places = [[row["pit"] for row in rows if row["relation"] == kind] for kind in kinds]
    colours = [COLOURS["model"], COLOURS["nearest"]][: len(kinds)]
    axes.hist(places, bins=BINS, range=(0, 1), stacked=True, color=colours, edgecolor="white",
              label=[told(kind, language) for kind in kinds], zorder=2)  # fmt: skip
    low, high = binom.ppf((0.05, 0.95), len(rows), 1 / BINS)
    axes.axhspan(low, high, color=GREY, alpha=0.18, linewidth=0, label=told("binomial", language))
    axes.axhline(len(rows) / BINS, color=INK, linewidth=0.9, linestyle="--",
                 label=told("even", language))  # fmt: skip
    axes.set(xlim=(0, 1), xlabel=told("pit_axis", language), ylabel=told("figures_axis", language))
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    _legend(axes, 2)
    titled(figure, scores, "picture_pit", language)
    return figure


def draw_coverage(scores: Scores, language: str = "en") -> Figure:
    """Return how often bands of 50, 80 and 90 % hold what was reported, beside the baselines'."""
    part = scores["totals"]["all"]
    figure = Figure(figsize=(7.2, 4.6))
    axes = figure.add_axes((0.1, 0.13, 0.87, 0.66))
    axes.plot((0, 100), (0, 100), color=INK, linewidth=0.9, linestyle="--")
    for n, (name, (low, high)) in enumerate(HIT_RANGES.items()):
        axes.plot((NOMINAL[name],) * 2, (100 * low, 100 * high), color=FAINT, linewidth=9,
                  alpha=0.25, solid_capstyle="butt",
                  label=None if n else told("required", language))  # fmt: skip
    named = {"model": part, **part["baselines"]}
    for n, (name, own) in enumerate(named.items()):
        shift = 1.1 * (n - (len(named) - 1) / 2)
        axes.plot([x + shift for x in NOMINAL.values()], [100 * own[hit] for hit in NOMINAL],
                  "o" if name == "model" else "s", color=COLOURS[name],
                  markersize=8 if name == "model" else 5, label=told(name, language))  # fmt: skip
    axes.set(xlim=(40, 100), ylim=(0, 102), xlabel=told("nominal", language),
             ylabel=told("covered", language), xticks=list(NOMINAL.values()))  # fmt: skip
    _legend(axes, 6)
    titled(figure, scores, "picture_coverage", language)
    return figure


def draw_crps(scores: Scores, language: str = "en") -> Figure:
    """Return CRPS differences to the baselines, with intervals over campaigns drawn anew."""
    there = [pair for pair in COMPARED if scores["totals"][pair[0]].get("baselines")]
    figure = Figure(figsize=(10.0, 3.6))
    panels = figure.subplots(1, len(there), sharey=True, squeeze=False)[0]
    figure.subplots_adjust(left=0.1, right=0.985, top=0.67, bottom=0.13, wspace=0.1)
    for axes, (name, score) in zip(panels, there, strict=True):
        _draw_differences(axes, scores["totals"][name], score, language)
        count = scores["totals"][name]["observations"]
        suffix = f"\n{told('scaled', language)}" if score != "crps" else ""
        axes.set_title(f"{told(name, language)} ({count}){suffix}", fontsize=8.5, loc="left")
    figure.text(0.03, 0.82, told("difference", language), fontsize=8.5, va="top", color=FAINT)
    titled(figure, scores, "picture_crps", language)
    return figure


def _draw_differences(axes: Any, part: Scores, score: str, language: str) -> None:
    rules = part["baselines"]
    for place, (name, rule) in enumerate(reversed(list(rules.items()))):
        ends = rule[f"{score}_diff_low"], rule[f"{score}_diff_high"]
        axes.plot(ends, (place, place), color=COLOURS[name], linewidth=2.2)
        axes.plot(rule[f"{score}_diff"], place, "o", color=COLOURS[name], markersize=6)
    names = [told(name, language) for name in reversed(list(rules))]
    axes.set_yticks(np.arange(len(names)), names)
    axes.set_ylim(-0.6, len(names) - 0.4)
    axes.axvline(0, color=INK, linewidth=0.9)
    axes.tick_params(labelsize=8)
    axes.xaxis.set_major_locator(MaxNLocator(4))


def _legend(axes: Any, columns: int) -> None:
    axes.legend(frameon=False, fontsize=8, ncols=columns, loc="lower left",
                bbox_to_anchor=(-0.01, 1.0), columnspacing=1.3, handlelength=1.4)  # fmt: skip
