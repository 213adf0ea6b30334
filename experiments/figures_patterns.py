"""Patterns of signing, in small panels: pace, deadlines, Party members' doors, what is left.

How fast those who are left sign, in each phase; new signatures by day, and the days on which a step
of the reward ends; non-members behind a door with and without a Party member; and how many are
unsigned at the end, run by run, against what the threshold allows.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator, NullLocator

from experiments.figures_curve import reward_steps
from experiments.figures_reasons import given_up_early, reached_signing
from experiments.figures_style import (
    BLUE,
    GREY,
    INK,
    RED,
    SAND,
    counted,
    has,
    head,
    spell,
    spread,
    word,
)
from experiments.measure import hazard_by_phase
from experiments.scenario import Scenario

PHASES = ("first_day", "rest", "later")
AFTER = 8  # days shown after the last deadline
NEAR, FAR = BLUE, "#b07a3c"
PARTY = ("signed_near_party", "signed_far_party", "size_near_party", "size_far_party")


def draw_patterns(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the small panels; the one of Party members' doors where the groups were counted."""
    panels: list[Callable[[Any, Any, str], None]] = [_draw_hazard, _draw_deadlines, _draw_left]
    if has(result, *PARTY):
        panels.insert(2, _draw_doors)
    figure = Figure(figsize=(10, 7.4))
    figure.subplots_adjust(left=0.08, right=0.95, top=0.85, bottom=0.07, hspace=0.42, wspace=0.28)
    for axes, draw in zip(figure.subplots(2, 2).ravel(), panels, strict=False):
        draw(axes, result, language)
    for axes in figure.axes[len(panels) :]:
        axes.axis("off")
    lost = given_up_early(result)
    left_out = word("given_up", language, some=lost) if lost else ""
    below = spell(language, counted(result, language), left_out)
    head(figure, scenario, word("patterns", language), below, language)
    return figure


def _title(axes: Any, name: str, language: str) -> None:
    axes.set_title(word(name, language), loc="left", fontsize=9.5, pad=8)


def _draw_hazard(axes: Any, result: Any, language: str) -> None:
    """Draw the chance a day that an unsigned certificate signs, by phase, on a log axis."""
    kept = reached_signing(result)
    for place, rates in enumerate(hazard_by_phase(result).values()):
        known = 100.0 * rates[kept & ~np.isnan(rates)]
        if len(known) == 0 or not known.any():
            continue
        low, middle, high = np.quantile(known, (0.05, 0.5, 0.95))
        least = max(low, 0.3 * float(known[known > 0].min()))
        axes.plot((place, place), (least, high), color=BLUE, linewidth=5, alpha=0.3)
        inside = BLUE if middle > 0 else "white"  # a log axis has no zero: it stands at the foot
        dot = {"color": BLUE, "markerfacecolor": inside, "markersize": 6}
        axes.plot(place, max(middle, least), "o", **dot)
        text = f"  {_short(middle)} % ({_short(low)}\u2013{_short(high)})"
        axes.text(place + 0.06, max(middle, least), text, va="center", fontsize=8, color=INK)
    axes.set_yscale("log")
    axes.yaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
    axes.set_xticks(range(3), [word(label, language) for label in PHASES])
    axes.set(xlim=(-0.4, 2.9), ylabel=word("hazard_axis", language))
    _title(axes, "hazard", language)


def _short(value: float) -> str:
    """Write a rate with one or two digits that count."""
    return f"{value:.2g}" if value >= 0.1 else f"{value:.1g}"


def _draw_deadlines(axes: Any, result: Any, language: str) -> None:
    """Draw new signatures a day, from day 2 to a little after the last deadline."""
    day = np.asarray(result["day"])
    new = np.diff(np.asarray(result["signed"])[reached_signing(result)], axis=1, prepend=0)
    ends = [end for end in reward_steps(result) if end <= day[-1]]
    shown = (day >= 2) & (day <= (ends[-1] if ends else 30) + AFTER)
    low, high = np.quantile(new[:, shown], (0.05, 0.95), axis=0)
    axes.bar(day[shown], new[:, shown].mean(axis=0), width=0.8, color=BLUE, alpha=0.75)
    axes.vlines(day[shown], low, high, color=INK, linewidth=0.7)
    axes.set(xlabel=word("day", language), ylabel=word("deadline_axis", language))
    axes.set(ylim=(0, max(1.2 * float(high.max(initial=0)), 1.0)))
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    for end, name in zip(ends, ("first_step", "last_step")[-len(ends) :], strict=False):
        axes.axvline(end + 0.5, color=SAND, linewidth=1.0, linestyle=":")
        axes.text(end + 0.6, 0.99, word(name, language), color="#8a6410", fontsize=8, va="top",
                  transform=axes.get_xaxis_transform())  # fmt: skip
    _title(axes, "deadlines", language)


def _draw_doors(axes: Any, result: Any, language: str) -> None:
    """Draw the share signed of those behind a door with and without a Party member."""
    day, kept = np.asarray(result["day"]), reached_signing(result)
    shown, ends, least, most = day >= 1, [], 100.0, 0.0
    for name, colour in (("near_party", NEAR), ("far_party", FAR)):
        size = np.asarray(result[f"size_{name}"])[kept]
        signed = np.asarray(result[f"signed_{name}"])[kept][:, shown]
        values = 100.0 * signed[size > 0] / size[size > 0][:, None]
        if len(values) == 0:
            continue
        low, middle, high = np.quantile(values, (0.05, 0.5, 0.95), axis=0)
        axes.fill_between(day[shown], low, high, color=colour, alpha=0.15, linewidth=0)
        axes.plot(day[shown], middle, color=colour, linewidth=1.6)
        ends.append((float(middle[-1]), name, colour))
        least, most = min(least, float(low[0])), max(most, float(high[-1]))
    room = 0.08 * max(most - least, 0.5)
    axes.set(xlim=(1, day[-1]), ylim=(max(least - room, 0.0), most + room))
    axes.set(xlabel=word("day", language), ylabel=word("party_axis", language))
    _label_ends(axes, sorted(ends), language)
    _title(axes, "party", language)


def _label_ends(axes: Any, ends: list[tuple[float, str, str]], language: str) -> None:
    """Name curves at their right ends."""
    low, high = axes.get_ylim()
    places = spread([end[0] for end in ends], 0.07 * (high - low)) if ends else ()
    for place, (_, name, colour) in zip(places, ends, strict=True):
        axes.text(1.015, place, word(name, language), color=colour, va="center", fontsize=8.5,
                  transform=axes.get_yaxis_transform())  # fmt: skip


def _draw_left(axes: Any, result: Any, language: str) -> None:
    """Draw how many certificates are unsigned at the end, over runs, and what is allowed."""
    kept = reached_signing(result)
    everybody = np.asarray(result["households"])[kept]
    left = everybody - np.asarray(result["signed"])[kept, -1]
    allowed = float(np.median(everybody * (1.0 - np.asarray(result["threshold"])[kept])))
    top = float(np.quantile(left, 0.99)) if len(left) else 1.0
    width = max(int(np.ceil((top + 1) / 40)), 1)
    edges = np.arange(-0.5, top + width + 0.5, width)
    inside = np.minimum(left, edges[-1] - 0.5)  # the last bar holds what lies beyond
    counts = np.histogram(inside, edges)[0] * 100.0 / max(len(left), 1)
    axes.bar(edges[:-1], counts, width=0.9 * width, align="edge", color=GREY)
    day = int(np.asarray(result["day"])[-1])
    axes.set(xlabel=word("left_axis", language, day=day), ylabel=word("runs_axis", language))
    shown = allowed <= 4.0 * max(top, 1.0)
    right = not shown or allowed > 0.45 * max(edges[-1], allowed)  # the text's own side
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    axes.set_ylim(0, 1.15 * float(counts.max(initial=1.0)))
    axes.set_xlim(-0.5, max(edges[-1], allowed * 1.05) if shown else edges[-1])
    text = word("allowed", language, some=allowed)
    place, corner = (allowed, axes.get_xaxis_transform()) if shown else (1.0, axes.transAxes)
    if shown:
        axes.axvline(allowed, color=RED, linewidth=1.0, linestyle="--")
    axes.annotate(text, (place, 0.97), xycoords=corner, color=RED, fontsize=8,
                  xytext=(-4 if right else 4, 0), textcoords="offset points",
                  ha="right" if right else "left", va="top")  # fmt: skip
    _title(axes, "left", language)
