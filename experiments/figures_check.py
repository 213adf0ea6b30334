"""Pictures of a check, drawn from its stored tables: ranks, cover, and two methods side by side."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.checking.bands import curve, simultaneous_band
from experiments.checking.tables import Rows, read_rows
from experiments.checking.words import label, told
from experiments.figures_style import (
    BLUE,
    FAINT,
    GREY,
    INK,
    PALE,
    RED,
    SAND,
    save_picture,
    use_language,
)

ROW = 0.27  # inches for each line of a list


def draw_checks(folder: Path, language: str = "en") -> list[Path]:
    """Draw a picture of each table that a folder holds; return their paths."""
    from experiments import figures_check_model as model

    language = use_language(language)
    pictures: dict[str, Callable[..., Figure]] = {
        "recovery": draw_recovery, "cross_check": draw_cross_check,
        "ablation": model.draw_ablation, "effects": model.draw_effects,
        "selection": model.draw_selection, "patterns": model.draw_patterns,
    }  # fmt: skip
    paths = []
    if (folder / "sbc.csv").is_file():
        tables = (read_rows(folder / "sbc.csv"), read_rows(folder / "sbc_ranks.csv"))
        paths += save_picture(draw_sbc(*tables, language), folder, "sbc")
    for name, draw in pictures.items():
        if (folder / f"{name}.csv").is_file():
            rows = read_rows(folder / f"{name}.csv")
            paths += save_picture(draw(rows, language), folder, name)
    return paths


def listed(rows: Rows, language: str, title: str, panels: int = 1) -> tuple[Figure, Any]:
    """Return a figure with one line for each row, labelled, from top to bottom, and its axes."""
    height = 1.5 + ROW * len(rows)
    figure = Figure(figsize=(4.2 + 4.3 * panels, height))
    bottom = 0.62 / height
    axes = np.atleast_1d(figure.subplots(1, panels, sharey=True))
    left = 2.9 / (4.2 + 4.3 * panels)
    figure.subplots_adjust(left=left, right=0.97, top=1.0 - 0.62 / height, bottom=bottom,
                           wspace=0.12)  # fmt: skip
    figure.text(0.02, 1.0 - 0.2 / height, told(title, language), fontsize=12, va="top", color=INK)
    axes[0].set_yticks(range(len(rows)), [label(row, language) for row in rows], fontsize=8)
    axes[0].set_ylim(len(rows) - 0.4, -0.6)
    if any(row.get("prior_driven") is True for row in rows):
        figure.text(0.02, 0.08 / height, told("prior_driven_note", language), fontsize=7.5,
                    color=FAINT)  # fmt: skip
    return figure, axes


def draw_sbc(rows: Rows, ranks: Rows, language: str = "en") -> Figure:
    """Draw how far the curve of ranks strays from even, for each parameter, and the band."""
    methods = list(dict.fromkeys(row["method"] for row in rows))
    figure = Figure(figsize=(5.2 * len(methods) + 1.0, 4.6 + 0.08 * len(rows)))
    figure.subplots_adjust(left=0.09, right=0.97, top=0.86, bottom=0.36, wspace=0.25)
    figure.text(0.02, 0.96, told("sbc", language), fontsize=12, va="top", color=INK)
    for axes, method in zip(np.atleast_1d(figure.subplots(1, len(methods))), methods, strict=True):
        own = [row for row in rows if row["method"] == method]
        by_name: dict[str, list[float]] = {r["parameter"]: [] for r in own}
        for rank in ranks:
            if rank["method"] == method:
                by_name[rank["parameter"]].append(rank["rank"])
        _draw_ranks(axes, own, by_name, language)
        axes.set_title(f"{method}, n = {int(own[0]['truths'])}", fontsize=9.5, loc="left")
    return figure


def _draw_ranks(axes: Any, rows: Rows, ranks: dict[str, list[float]], language: str) -> None:
    band = simultaneous_band(len(next(iter(ranks.values()))))
    axes.fill_between(band.at, band.low - band.at, band.high - band.at, color=PALE, linewidth=0,
                      label=told("band", language))  # fmt: skip
    for row in rows:
        seen = curve(np.array(ranks[row["parameter"]])) - band.at
        inside = row["inside"] is True
        axes.plot(
            band.at,
            seen,
            color=GREY if inside else RED,
            linewidth=0.8,
            label=None if inside else f"{label(row, language)}: {told('outside', language)}",
        )
    axes.set(xlabel=told("sbc_x", language), ylabel=told("sbc_y", language), xlim=(0, 1))
    axes.legend(frameon=False, fontsize=6.5, ncols=2, loc="upper left",
                bbox_to_anchor=(-0.05, -0.2))  # fmt: skip


def draw_recovery(rows: Rows, language: str = "en") -> Figure:
    """Draw how often 90 % intervals hold the truth of each parameter."""
    figure, (axes,) = listed(rows, language, "recovery")
    axes.axvspan(85, 95, color=PALE, alpha=0.6, linewidth=0)
    axes.axvline(90, color=GREY, linewidth=0.8)
    for place, row in enumerate(rows):
        colour = BLUE if row["pass"] is True else RED
        axes.plot(
            (100 * row["low"], 100 * row["high"]), (place, place), color=colour, linewidth=1.4
        )
        axes.plot(100 * row["covered_90"], place, "o", color=colour, markersize=5)
    axes.set_xlabel(told("recovery_x", language))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g} %")
    return figure


def draw_cross_check(rows: Rows, language: str = "en") -> Figure:
    """Draw mean and 90 % interval of each coordinate by both methods."""
    figure, (axes,) = listed(rows, language, "cross_check")
    axes.axvspan(-1.645, 1.645, color="#f2f2f2", linewidth=0, label=told("prior", language))
    for place, row in enumerate(rows):
        pairs = (("mean", "sd", BLUE, -0.15, "posterior"),
                 ("other_mean", "other_sd", SAND, 0.15, "reference"))  # fmt: skip
        for mean, sd, colour, shift, name in pairs:
            half = 1.645 * row[sd]
            axes.plot((row[mean] - half, row[mean] + half), (place + shift,) * 2, color=colour,
                      linewidth=1.4)  # fmt: skip
            axes.plot(row[mean], place + shift, "o", color=colour, markersize=4,
                      label=told(name, language) if place == 0 else None)  # fmt: skip
        if row["pass"] is not True:
            axes.text(1.005, place, told("failed", language), color=RED, fontsize=7.5, va="center",
                      transform=axes.get_yaxis_transform())  # fmt: skip
    axes.set_xlabel(told("cross_x", language))
    axes.legend(frameon=False, fontsize=7.5, ncols=3, loc="lower left", bbox_to_anchor=(0, 1))
    return figure
