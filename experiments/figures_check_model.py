"""Pictures of a check, drawn from its stored tables: mechanisms, effects, selection, patterns."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.checking.tables import Rows
from experiments.checking.words import label, told
from experiments.figures_check import listed
from experiments.figures_style import BLUE, GREEN, GREY, INK, PALE, RED, SAND

VERDICTS = {"needed": BLUE, "not identified": GREY, "unneeded": SAND}


def draw_ablation(rows: Rows, language: str = "en") -> Figure:
    """Draw what taking each mechanism out costs: elpd, and CRPS of campaigns left out."""
    outs = [row for row in rows if row["mechanism"] != "base"]
    figure, axes = listed(outs, language, "ablation", panels=2)
    for panel, name in zip(axes, ("elpd", "crps"), strict=True):
        panel.axvline(0, color=GREY, linewidth=0.8)
        for place, row in enumerate(outs):
            colour = VERDICTS[row["verdict"]]
            change, error = row[f"{name}_change"], row[f"{name}_error"]
            half = 0.0 if math.isnan(error) else 2.0 * error
            panel.plot((change - half, change + half), (place, place), color=colour, linewidth=1.4)
            panel.plot(change, place, "o", color=colour, markersize=5)
        panel.set_xlabel(told(f"{name}_x", language))
    for word, colour in VERDICTS.items():
        axes[1].plot([], [], "o", color=colour, label=told(word, language))
    axes[1].legend(frameon=False, fontsize=7.5, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    return figure


def draw_effects(rows: Rows, language: str = "en") -> Figure:
    """Draw the effect of a visit and of the household, with the ranges found in the field."""
    names = list(dict.fromkeys(row["effect"] for row in rows))
    figure = Figure(figsize=(9.0, 1.3 + 1.15 * len(names)))
    figure.text(0.02, 0.97, told("effects", language), fontsize=12, va="top", color=INK)
    figure.subplots_adjust(left=0.3, right=0.96, top=0.84, bottom=0.09, hspace=0.95)
    for panel, name in zip(np.atleast_1d(figure.subplots(len(names), 1)), names, strict=True):
        own = [row for row in rows if row["effect"] == name]
        _draw_effect(panel, own, language)
    return figure


def _draw_effect(panel: Any, rows: Rows, language: str) -> None:
    first = rows[0]
    panel.axvspan(first["field_low"], first["field_high"], color=PALE, linewidth=0)
    panel.axvline(first["field_about"], color=BLUE, linewidth=0.8, linestyle=":")
    for place, row in enumerate(rows):
        colour = GREEN if row["drawn_from"] != "prior" else GREY
        panel.plot((row["low"], row["high"]), (place, place), color=colour, linewidth=1.6)
        panel.plot(row["median"], place, "o", color=colour, markersize=5)
    panel.set_yticks(range(len(rows)), [told(row["drawn_from"], language) for row in rows])
    panel.set_ylim(len(rows) - 0.4, -0.6)
    unit = told("points", language) if first["unit"] == "points" else ""
    title = f"{label(first, language)}{f', {unit}' if unit else ''}"
    panel.set_title(f"{title} ({told('field', language)}: {first['field_low']:g}"
                    f"\u2013{first['field_high']:g})", loc="left", fontsize=8.5)  # fmt: skip


def draw_selection(rows: Rows, language: str = "en") -> Figure:
    """Draw hyper-parameters and an unselected campaign under each way to treat selection."""
    figures = list(dict.fromkeys(row["figure"] for row in rows))
    ways = list(dict.fromkeys(row["way"] for row in rows))
    figure = Figure(figsize=(10.5, 2.0 + 1.25 * len(figures) / 2))
    figure.text(0.02, 0.97, told("selection", language), fontsize=12, va="top", color=INK)
    figure.subplots_adjust(left=0.29, right=0.97, top=0.86, bottom=0.07, hspace=0.85, wspace=0.1)
    panels = figure.subplots(math.ceil(len(figures) / 2), 2, sharey=True).ravel()
    for panel, name in zip(panels, figures, strict=False):
        own = {row["way"]: row for row in rows if row["figure"] == name}
        for place, way in enumerate(ways):
            row = own[way]
            colour = BLUE if way == "wide" else GREY
            panel.plot((row["low"], row["high"]), (place, place), color=colour, linewidth=1.4)
            panel.plot(row["median"], place, "o", color=colour, markersize=5)
        panel.set_title(told(name, language), loc="left", fontsize=8.5)
        panel.set_yticks(range(len(ways)), [label(own[way], language) for way in ways], fontsize=8)
    panels[0].set_ylim(len(ways) - 0.4, -0.6)
    for panel in panels[len(figures) :]:
        panel.axis("off")
    return figure


def draw_patterns(rows: Rows, language: str = "en") -> Figure:
    """Draw where each reported pattern lies among the predicted ones."""
    seen = [row for row in rows if row["judged"] is True]
    figure, (axes,) = listed(seen, language, "patterns")
    axes.axvspan(0.05, 0.95, color=PALE, alpha=0.6, linewidth=0)
    for place, row in enumerate(seen):
        colour = BLUE if row["pass"] is True else RED
        axes.plot(row["p"], place, "o", color=colour, markersize=5)
        text = (f"{row['reported']:.3g}  ({row['median']:.3g}, "
                f"{row['low']:.3g}\u2013{row['high']:.3g})")  # fmt: skip
        right = row["p"] > 0.55
        axes.annotate(text, (row["p"], place), xytext=(-7 if right else 7, 0), va="center",
                      ha="right" if right else "left", textcoords="offset points", fontsize=7.5,
                      color=INK)  # fmt: skip
    axes.set_xlim(-0.02, 1.02)
    axes.set_xlabel(f"{told('patterns_x', language)}; {told('reported', language)} "
                    f"({told('predicted', language)})")  # fmt: skip
    return figure
