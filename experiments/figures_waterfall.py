"""From all certificates to those signed at the end: what each reason takes away, step by step.

The first bar is everybody, by answer in round 1; the last is the signed, by how they signed. The
steps between are small, so their stretch of the axis is enlarged. Means over runs, with 90 % bands.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.ticker import MaxNLocator

from experiments.figures_reasons import (
    at_end,
    given_up_early,
    reached_signing,
    unsigned_by_reason,
)
from experiments.figures_style import (
    BLUE,
    FAINT,
    GREY,
    INK,
    LAYERS,
    PALE,
    RED,
    counted,
    head,
    label_of,
    spell,
    word,
)
from experiments.scenario import Observation, Scenario

Parts = dict[str, np.ndarray]
COLOURS = {
    "for": GREY, "against": "#c9b8a8", "silent": "#e4e1db",
    "clear": BLUE, "other": PALE, "hindered": "#e3a79e", "pressed": RED,
}  # fmt: skip
DARK = ("clear", "pressed", "for")
LETTER = {"en": 0.0112, "zh": 0.02}  # width of a letter, as a part of the axis
HEIGHTS: tuple[tuple[float, ...], ...] = ((), (0.0,), (0.24, -0.24), (0.36, 0.0, -0.36))


def answers_of(result: Any) -> Parts:
    """Return all certificates by their answer in round 1, int64 [run] each."""
    kept = reached_signing(result)
    everybody, cast, agreed = (
        at_end(result, name)[kept] for name in ("households", "votes_cast", "votes_for")
    )
    return {"for": agreed, "against": cast - agreed, "silent": everybody - cast}


def losses_of(result: Any) -> Parts:
    """Return the certificates unsigned on the last day by reason, float64 [run] each."""
    last = np.asarray(result["day"])[-1:]
    parts = {name: part[:, 0] for name, part in unsigned_by_reason(result, last)}
    return {name: part for name, part in parts.items() if part.any()}


def signed_of(result: Any) -> Parts:
    """Return the signed certificates by how they signed, int64 [run] each."""
    kept = reached_signing(result)
    signed, hindered, pressed, informed = (
        at_end(result, name)[kept] for name in ("signed", "hindered", "pressed", "informed")
    )
    return {
        "clear": informed,
        "other": signed - hindered - informed,
        "hindered": hindered - pressed,
        "pressed": pressed,
    }


def draw_waterfall(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the steps from all certificates to the signed."""
    losses = losses_of(result)
    figure = Figure(figsize=(10, 4.3 + 0.25 * len(losses)))
    above, steps, below = figure.subplots(3, 1, height_ratios=(1, 1.2 + 0.42 * len(losses), 1))
    edge = 0.75 / figure.get_figheight()
    figure.subplots_adjust(left=0.2, right=0.73, top=1 - 1.5 * edge, bottom=edge, hspace=0.55)
    n = float(np.mean(at_end(result, "households")[reached_signing(result)]))
    _draw_whole(above, answers_of(result), n, language)
    _draw_whole(below, signed_of(result), n, language)
    seen = _last_reported(result, scenario)
    _draw_steps(steps, losses, n, language)
    _draw_signed(steps, result, n, seen, language)
    _name_rows(above, steps, below, language)
    _open_out(figure, above, steps, n)
    _head(figure, result, scenario, language)
    return figure


def _draw_whole(axes: Any, parts: Parts, n: float, language: str) -> None:
    """Draw one bar on the axis from nobody to everybody; narrow segments are named beside it."""
    start, narrow = 0.0, []
    for name, part in parts.items():
        mean = float(part.mean())
        axes.barh(0, mean, left=start, height=0.9, color=COLOURS[name], edgecolor="white")
        if mean > n * max(LETTER[language] * len(word(name, language)), 0.16):
            text = f"{word(name, language)}\n{mean:,.0f} = {100 * mean / n:.1f} %"
            ink = "white" if name in DARK else INK
            middle = {"ha": "center", "va": "center", "fontsize": 8, "linespacing": 1.35}
            axes.text(start + mean / 2, 0, text, color=ink, **middle)
        elif part.any():
            narrow.append(name)
        start += mean
    beside = {"transform": axes.get_yaxis_transform(), "clip_on": False}
    for name, height in zip(narrow, HEIGHTS[len(narrow)], strict=True):
        text = f"{word(name, language)}  {_say(parts[name])}"
        axes.plot(1.018, height, "s", color=COLOURS[name], markersize=6, **beside)
        axes.text(1.03, height, text, va="center", fontsize=8, color=INK, **beside)
    axes.set(xlim=(0, n), ylim=(-0.5, 0.5), yticks=[])
    axes.spines["left"].set_visible(False)


def _draw_steps(axes: Any, losses: Parts, n: float, language: str) -> None:
    """Draw what each reason takes away, from the right."""
    right = n
    for row, (name, part) in enumerate(losses.items()):
        mean = float(part.mean())
        axes.barh(row, mean, left=right - mean, height=0.72, color=LAYERS[name])
        axes.plot([right - mean] * 2, [row - 0.36, row + 1.36], color=FAINT, linewidth=0.7)
        axes.text(right, row, f"  {_say(part)}", va="center", fontsize=8, color=INK)
        right -= mean
    axes.set_yticks(range(len(losses)), [label_of(name, language) for name in losses])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.set_xlabel(word("axis_steps", language), labelpad=2)


def _draw_signed(axes: Any, result: Any, n: float, seen: Observation | None, language: str) -> None:
    """Draw what is left at the foot of the steps, with its band and what was reported."""
    signed = at_end(result, "signed")[reached_signing(result)]
    low, mean, high = np.quantile(signed, 0.05), float(signed.mean()), np.quantile(signed, 0.95)
    told = n if seen is None else seen.share * n
    lost = max(n - min(mean, low), n - told if n - told < 4 * (n - mean) else 0.0, 0.5)
    floor, foot = max(n - 1.12 * lost, 0.0), len(axes.get_yticks())
    axes.barh(foot, mean - floor, left=floor, height=0.72, color=BLUE)
    axes.plot((low, high), (foot, foot), color=INK, linewidth=1.2, marker="|", markersize=9)
    day = int(np.asarray(result["day"])[-1])
    axes.set_yticks([*axes.get_yticks(), foot], [*axes.get_yticklabels(), ""])
    text = f"{mean:,.1f} = {100 * mean / n:.2f} %  ({low:,.0f}\u2013{high:,.0f})"
    axes.text(1.018, foot, text, va="center", fontsize=8, transform=axes.get_yaxis_transform())
    axes.text(-0.008, foot, word("signed_by", language, day=day), ha="right", va="center",
              transform=axes.get_yaxis_transform())  # fmt: skip
    axes.set(xlim=(floor, n), ylim=(foot + 0.6, -0.6))
    axes.xaxis.set_major_locator(MaxNLocator(8, integer=True))
    if seen is not None and told >= floor:
        _mark_reported(axes, seen, told, foot + 0.6, language)


def _mark_reported(axes: Any, seen: Observation, told: float, foot: float, language: str) -> None:
    axes.plot(told, foot, "o", color=BLUE, markeredgecolor=INK, clip_on=False, zorder=5)
    text = word("told", language, day=seen.day, share=100 * seen.share)
    axes.annotate(
        f"\u25cf {text}", (1.0, 0.0), xycoords="axes fraction", xytext=(9, -24),
        textcoords="offset points", va="center", fontsize=8, color=BLUE, annotation_clip=False,
    )  # fmt: skip


def _last_reported(result: Any, scenario: Scenario) -> Observation | None:
    """Return the latest reported share signed, if it was reported for a simulated day."""
    last = int(np.asarray(result["day"])[-1])
    told = [o for o in scenario.observations if o.measure == "signing" and (o.day or 0) <= last]
    return max(told, key=lambda o: o.day or 0, default=None)


def _say(part: np.ndarray) -> str:
    """Write a mean and its band: ``12.3  (8-17)``, with an en dash."""
    low, high = np.quantile(part, (0.05, 0.95))
    mean = float(part.mean())
    digits = 0 if mean >= 100 else 1 if mean >= 0.095 else 2
    return f"{mean:,.{digits}f}  ({low:,.0f}\u2013{high:,.0f})"


def _name_rows(above: Any, steps: Any, below: Any, language: str) -> None:
    first = f"{word('all', language)}\n{word('all_by', language)}"
    for axes, text in ((above, first), (below, word("signed_how", language))):
        axes.text(-0.008, 0, text, ha="right", va="center", transform=axes.get_yaxis_transform())
    above.xaxis.tick_top()
    above.spines[["bottom", "top"]].set_visible(False)
    below.set_xlabel(word("axis_all", language), labelpad=2)
    steps.text(-0.008, 1.0, word("not_signed", language), ha="right", va="bottom", fontsize=8.5,
               color=FAINT, transform=steps.transAxes)  # fmt: skip


def _open_out(figure: Figure, above: Any, steps: Any, n: float) -> None:
    """Show which stretch of the whole bar the steps enlarge."""
    corners = [
        above.transData.transform((steps.get_xlim()[0], -0.5)),
        above.transData.transform((n, -0.5)),
        steps.transAxes.transform((1.0, 1.0)),
        steps.transAxes.transform((0.0, 1.0)),
    ]
    points = figure.transFigure.inverted().transform(corners)
    wedge = Polygon(points, color="#f1efea", linewidth=0, transform=figure.transFigure, zorder=-5)
    figure.add_artist(wedge)


def _head(figure: Figure, result: Any, scenario: Scenario, language: str) -> None:
    lost = given_up_early(result)
    left_out = word("given_up", language, some=lost) if lost else ""
    below = spell(language, counted(result, language, "mean"), left_out)
    head(figure, scenario, word("waterfall", language), below, language)
    figure.text(0.07, 0.02, word("scaled", language), fontsize=8, color=FAINT)
