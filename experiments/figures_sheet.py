"""The sheet of patterns: nine small panels, each a thing that real campaigns show.

Lines and dots are simulated, with 90 % bands; dots with a black ring are reported figures.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

from experiments.figures_style import BLUE, FAINT, GREEN, GREY, INK, RED, SAND, short_title, word
from experiments.pattern_runs import RUNS, SEED, Line, Patterns

EARTH, VIOLET = "#b07a3c", "#6b5b95"
COLOURS = (BLUE, EARTH, VIOLET)
SMALL = 8.0


def draw_sheet(patterns: Patterns, language: str = "en") -> Figure:
    """Return the sheet of nine panels."""
    figure = Figure(figsize=(13, 11.2))
    figure.subplots_adjust(left=0.06, right=0.98, top=0.9, bottom=0.055, hspace=0.4, wspace=0.24)
    panels = (
        _opening, _first_days, _pace, _deadlines, _ends, _holdout, _doors, _moving, _hopes,
    )  # fmt: skip
    for axes, draw, letter in zip(figure.subplots(3, 3).ravel(), panels, "abcdefghi", strict=True):
        draw(axes, patterns, language)
        axes.set_title(f"{letter}  {axes.get_title(loc='left')}", loc="left", fontsize=10.5, pad=9)
    text = word("sheet", language)
    figure.text(0.06, 0.975, text[0].upper() + text[1:], fontsize=14, va="top", color=INK)
    below = word("sheet_below", language, runs=RUNS, seed=SEED)
    figure.text(0.06, 0.95, below, fontsize=9, va="top", color=FAINT)
    return figure


def _name(patterns: Patterns, name: str, language: str) -> str:
    return short_title(patterns.scenarios[name], language)


def _dress(axes: Any, title: str, x: str, y: str, language: str, **values: Any) -> None:
    axes.set_title(word(title, language), loc="left")
    axes.set_xlabel(word(x, language, **values))
    axes.set_ylabel(word(y, language))


def _curve(axes: Any, line: Line, colour: str, label: str = "", marker: str = "") -> None:
    """Draw a curve, its band and what was reported."""
    axes.fill_between(line.x, line.low, line.high, color=colour, alpha=0.2, linewidth=0)
    axes.plot(line.x, line.middle, color=colour, linewidth=1.6, marker=marker, markersize=4,
              label=label)  # fmt: skip
    for x, y in line.told:
        axes.plot(x, y, "o", color=colour, markeredgecolor="black", markersize=7, zorder=5,
                  clip_on=False)  # fmt: skip


def _bars(axes: Any, line: Line, colour: str) -> None:
    """Draw dots with error bars."""
    error = np.maximum([line.middle - line.low, line.high - line.middle], 0.0)
    axes.errorbar(line.x, line.middle, error, color=colour, fmt="o-", markersize=5, linewidth=1,
                  elinewidth=1.4, capsize=3)  # fmt: skip


def _say(axes: Any, text: str, x: float, y: float, left: bool = False, up: float = -11) -> None:
    """Write a small note beside a point."""
    axes.annotate(
        text, (x, y), xytext=(-8 if left else 8, up), textcoords="offset points",
        ha="right" if left else "left", va="center", fontsize=SMALL, color=INK,
    )  # fmt: skip


def _opening(axes: Any, patterns: Patterns, language: str) -> None:
    line = patterns.opening
    _curve(axes, line, BLUE, marker="o")
    for x, y in line.told:
        _say(axes, f"{_name(patterns, 'fangualong', language)} {y:.4g} %", x, y, left=True, up=8)
    _dress(axes, "a_opening", "a_x", "a_y", language)
    axes.set(ylim=(min(line.low) - 3, 101.5), xlim=(-0.03, 1.03))


def _first_days(axes: Any, patterns: Patterns, language: str) -> None:
    for (name, line), colour in zip(patterns.days.items(), COLOURS, strict=True):
        opening = patterns.scenarios[name].settings["opening"].value
        kind = "b_presign" if opening == "presign" else "b_formal"
        label = word(kind, language, place=_name(patterns, name, language))
        label += "".join(f": {y:.4g} %" for _, y in line.told)
        _curve(axes, line, colour, label, marker="o")
    axes.legend(frameon=False, fontsize=SMALL, loc="center right")
    _dress(axes, "b_days", "day", "signed_axis", language)
    axes.set(ylim=(0, 102), xlim=(0.6, 10.2))


def _pace(axes: Any, patterns: Patterns, language: str) -> None:
    line = patterns.pace
    known = line.middle > 0
    axes.plot(line.x[known], line.middle[known], "o", color=GREY, markersize=3, alpha=0.8)
    edges = {"window": (1.5, 10.5), "tail": (10.5, line.x[-1] + 0.5)}
    for (phase, (left, right)), colour in zip(edges.items(), (BLUE, EARTH), strict=True):
        middle, low, high = patterns.phases[phase]
        axes.fill_between((left, right), low, high, color=colour, alpha=0.2, linewidth=0)
        axes.plot((left, right), (middle, middle), color=colour, linewidth=2)
        label = word("rest" if phase == "window" else "later", language)
        axes.annotate(f"{label}: {middle:.2g} %", (right, high), xytext=(0, 7), ha="right",
                      textcoords="offset points", fontsize=SMALL, color=colour)  # fmt: skip
    (start, told), (end, _) = line.told
    axes.plot((start, end), (told, told), "--", color="black", linewidth=1.1)
    axes.text(end, told * 0.8, word("told_pace", language, pace=told), fontsize=SMALL, va="top",
              ha="right")  # fmt: skip
    axes.set_yscale("log")
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_ylim(0.02, 100)
    _dress(axes, "c_pace", "day", "hazard_axis", language)
    _where(axes, _name(patterns, "zhangyuan", language))


def _where(axes: Any, name: str, place: tuple[float, float] = (0.98, 0.97)) -> None:
    """Write which campaign a panel shows, in its upper right corner."""
    axes.text(*place, name, transform=axes.transAxes, ha="right", va="top", fontsize=SMALL,
              color=FAINT, bbox={"facecolor": "white", "edgecolor": "none", "pad": 1})  # fmt: skip


def _deadlines(axes: Any, patterns: Patterns, language: str) -> None:
    line = patterns.deadlines
    ends = np.isin(line.x, patterns.steps)
    axes.bar(line.x, line.middle, width=0.8, color=np.where(ends, RED, "#9fb8d3"))
    axes.vlines(line.x, line.low, line.high, color=INK, linewidth=0.7)
    for day in patterns.steps:
        axes.axvline(day + 0.5, color=SAND, linewidth=1, linestyle=":")
        high = float(line.high[line.x == day][0])
        axes.annotate(
            word("step_ends", language, day=day), (day, high), xytext=(-3, 4), ha="right",
            textcoords="offset points", fontsize=SMALL, color=RED,
        )  # fmt: skip
    _dress(axes, "d_deadline", "day", "hazard_axis", language)
    axes.set_xlim(1, line.x[-1] + 0.6)
    _where(axes, _name(patterns, "huangpu_116_west", language), (0.79, 0.97))


def _ends(axes: Any, patterns: Patterns, language: str) -> None:
    for row, end in enumerate(patterns.ends):
        axes.plot((end.low, end.high), (row, row), color=BLUE, linewidth=5, alpha=0.3,
                  solid_capstyle="butt")  # fmt: skip
        axes.plot(end.middle, row, "o", color=BLUE, markersize=5)
        axes.plot((end.threshold, end.threshold), (row - 0.32, row + 0.32), color=RED, linewidth=2)
        if end.told is not None:
            axes.plot(end.told, row, "o", color=BLUE, markeredgecolor="black", markersize=7,
                      clip_on=False, zorder=5)  # fmt: skip
    names = [_name(patterns, end.scenario, language).replace(", ", ",\n") for end in patterns.ends]
    axes.set_yticks(range(len(names)), [""] * len(names))
    for row, (name, end) in enumerate(zip(names, patterns.ends, strict=True)):
        axes.text(end.threshold - 0.4, row, name, ha="right", va="center", fontsize=SMALL)
    axes.tick_params(axis="y", length=0)
    _dress(axes, "e_ends", "e_x", "signed_axis", language)
    axes.set(ylabel="", ylim=(-0.6, len(names) - 0.4))
    axes.set_xlim(min(end.threshold for end in patterns.ends) - 9.5, 100.3)


def _holdout(axes: Any, patterns: Patterns, language: str) -> None:
    line = patterns.holdout
    axes.set_xscale("log")
    _bars(axes, line, BLUE)
    axes.set_xticks(line.x, [f"{x:,.0f}" for x in line.x], fontsize=SMALL)
    axes.xaxis.set_minor_locator(NullLocator())
    place = _name(patterns, "fangualong", language)
    _dress(axes, "f_holdout", "f_x", "f_y", language, place=place)
    axes.set(ylim=(0, 102))


def _doors(axes: Any, patterns: Patterns, language: str) -> None:
    for (name, line), colour in zip(patterns.doors.items(), (BLUE, EARTH), strict=True):
        label = word("g_with" if name == "near_party" else "g_without", language)
        _curve(axes, line, colour, label)
    axes.legend(frameon=False, fontsize=SMALL, loc="lower right")
    _dress(axes, "g_doors", "day", "g_y", language)
    axes.set_xlim(1, line.x[-1])
    _where(axes, _name(patterns, "jiuxianqiao", language), (0.36, 0.97))


def _moving(axes: Any, patterns: Patterns, language: str) -> None:
    for (name, line), colour in zip(patterns.moving.items(), (GREEN, EARTH), strict=True):
        _curve(axes, line, colour, _name(patterns, name, language))
        for x, y in line.told:
            left = 50 < y < 99
            _say(axes, f"{y:.3g} %", x, y, left=y > 50, up=9 if left else 17 if y < 50 else -10)
    axes.legend(frameon=False, fontsize=SMALL, loc="center right")
    _dress(axes, "h_moving", "h_x", "h_y", language)
    axes.set(ylim=(0, 102), xlim=(0, 32))


def _hopes(axes: Any, patterns: Patterns, language: str) -> None:
    _curve(axes, patterns.hopes, BLUE, word("i_share", language), marker="o")
    _bars(axes, patterns.passing, EARTH)
    axes.axhline(patterns.round1_threshold, color=RED, linewidth=0.9, linestyle="--")
    for x, y in patterns.hopes.told:
        _say(axes, f"{_name(patterns, 'tianshan', language)} {y:.4g} %", x, y, up=4)
    for text, x, y, colour in (
        ("i_share", 5.1, 42.0, BLUE), ("i_passing", 2.15, 22.0, EARTH),
    ):  # fmt: skip
        axes.text(x, y, word(text, language), color=colour, fontsize=SMALL)
    label = word("i_needed", language, share=patterns.round1_threshold)
    axes.text(6.1, patterns.round1_threshold - 1.5, label, color=RED, fontsize=SMALL, va="top",
              ha="right")  # fmt: skip
    _dress(axes, "i_hopes", "i_x", "i_y", language)
    axes.set(ylim=(-2, 103))
