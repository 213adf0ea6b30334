"""The signing curve by day, with its band, the reported figures, the phases and the threshold.

Below it the same curve from day 1, enlarged, where the tail is seen. Dotted lines are the days on
which a step of the signing reward ends.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_style import BLUE, GREEN, GREY, RED, SAND, counted, head, word
from experiments.measure import shares
from experiments.scenario import Observation, Scenario
from models.signing.town import PHASES, PHASES_ZH

COLOURS = {"signing": BLUE, "moving": GREEN, "round1": GREY}
STRIPES = ("#f4f1ea", "#ffffff")


def draw_curve(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the signing curve, whole above and enlarged below."""
    signs = bool(np.asarray(result["signed"])[:, -1].any())
    figure = Figure(figsize=(10, 7.4 if signs else 4.9))
    edge = 0.52 / figure.get_figheight()
    figure.subplots_adjust(left=0.07, right=0.98, top=1 - 2 * edge, bottom=edge, hspace=0.24)
    panels = figure.subplots(1 + signs, 1, height_ratios=(3, 2)[: 1 + signs], squeeze=False)[:, 0]
    for axes in panels:
        _draw_curves(axes, result, language)
        _draw_marks(axes, result, scenario, language)
    _draw_phases(panels[0], result, language)
    _dress_above(panels[0], result, language)
    if signs:
        _dress_below(panels[1], result, scenario, language)
    panels[-1].set_xlabel(word("day", language))
    panels[-1].legend(
        *panels[0].get_legend_handles_labels(), loc="lower right" if signs else "center",
        bbox_to_anchor=(1.006, 0.99) if signs else (0.4, 0.35), ncols=8 if signs else 1,
        frameon=False, fontsize=8, columnspacing=1.5, borderaxespad=0, handlelength=1.6,
    )  # fmt: skip
    head(figure, scenario, word("curve", language), counted(result, language), language)
    return figure


def _band(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    low, middle, high = np.quantile(100.0 * values, (0.05, 0.5, 0.95), axis=0)
    return low, middle, high


def _draw_curves(axes: Any, result: Any, language: str) -> None:
    """Draw median and 90 % band of what agreed in round 1, signed and moved."""
    day = np.asarray(result["day"])
    for measure, colour, name in (
        ("round1", GREY, "round1"), ("signing", BLUE, "signed"), ("moving", GREEN, "moved"),
    ):  # fmt: skip
        values = shares(result, measure)
        shown = _shown(day, values, measure, result)
        if shown.sum() < 2:  # no curve has a single point
            continue
        low, middle, high = _band(values[:, shown])
        axes.fill_between(day[shown], low, high, color=colour, alpha=0.22, linewidth=0)
        axes.plot(day[shown], middle, color=colour, linewidth=1.6, label=word(name, language))


def _shown(day: np.ndarray, values: np.ndarray, measure: str, result: Any) -> np.ndarray:
    """Tell on which days a curve means something: the ballot's, from day 1 on, from moving on."""
    if measure == "round1":
        return (day >= np.median(result["ballot_from"])) & (day <= np.median(result["ballot_to"]))
    if measure == "signing":
        return (day >= 0) & values.any()
    return (day >= 0) & (np.median(values, axis=0) > 0)


def _draw_marks(axes: Any, result: Any, scenario: Scenario, language: str) -> None:
    """Mark the reported figures, the threshold and the ends of reward steps."""
    for seen in scenario.observations:
        ballot = seen.day is None or seen.measure == "round1"
        day = float(np.median(result["ballot_to"]) if ballot else seen.day or 0)
        if day >= 1 or axes.get_subplotspec().is_first_row():  # round 1 is in the upper panel
            _mark(axes, seen, day, language)
    threshold = 100.0 * float(np.median(result["threshold"]))
    axes.axhline(threshold, color=RED, linewidth=0.9, linestyle="--")
    for n, day in enumerate(reward_steps(result)):
        label = word("step", language) if n == 0 else None
        axes.axvline(day + 0.5, color=SAND, linewidth=1.0, linestyle=":", label=label)


def _mark(axes: Any, seen: Observation, day: float, language: str) -> None:
    kind = "at_least" if seen.relation == "at_least" else "reported"
    shape = "^" if kind == "at_least" else "o"
    labels = axes.get_legend_handles_labels()[1]
    label = word(kind, language)
    if axes.get_subplotspec().is_last_row():
        left = day < 0.07 * axes.get_xlim()[1]
        axes.annotate(
            f"{100 * seen.share:.4g} %", (day, 100.0 * seen.share), fontsize=8,
            xytext=(7 if left else -7, -12), textcoords="offset points",
            ha="left" if left else "right", zorder=4,
            bbox={"boxstyle": "square,pad=0.05", "facecolor": "white", "edgecolor": "none",
                  "alpha": 0.8},
        )  # fmt: skip
    axes.plot(
        day, 100.0 * seen.share, shape, color=COLOURS[seen.measure], markeredgecolor="black",
        markersize=6, zorder=5, clip_on=False, label=None if label in labels else label,
    )  # fmt: skip


def reward_steps(result: Any) -> list[int]:
    """Return the last days of the two steps of the signing reward (medians over runs)."""
    window = float(np.median(result["reward_window_days"]))
    first = max(int(float(np.median(result["first_step_share"])) * window + 0.5), 1)
    return sorted({first, int(window)})


def _draw_phases(axes: Any, result: Any, language: str) -> None:
    """Name the phases along the top, on alternating stripes."""
    day = np.asarray(result["day"])
    starts = [int(day[0])] + [
        int(np.median(result[name])) for name in ("ballot_from", "ballot_to", "pricing_day")
    ]
    starts[2] += 1
    starts += [int(np.median(result["brew_day"])), 1]
    starts += [int(np.median(result["reward_window_days"])) + 1, int(day[-1]) + 1]
    names = PHASES_ZH if language == "zh" else PHASES
    for n, (start, end) in enumerate(zip(starts, starts[1:], strict=False)):
        if min(end, day[-1] + 1) > start:
            _stripe(axes, start, min(end, int(day[-1]) + 1), names[n], STRIPES[n % 2], len(day))


def _stripe(axes: Any, start: int, end: int, name: str, colour: str, days: int) -> None:
    axes.axvspan(start - 0.5, end - 0.5, color=colour, zorder=-2, linewidth=0)
    narrow = (end - start) / days < 0.09
    axes.text(
        (start + end - 1) / 2, 103, name, ha="center", va="bottom", fontsize=8,
        color="#555555", rotation=40 if narrow else 0,
    )  # fmt: skip


def _dress_above(axes: Any, result: Any, language: str) -> None:
    day = np.asarray(result["day"])
    axes.set(xlim=(day[0] - 0.5, day[-1] + 0.5), ylim=(0, 102), ylabel=word("share", language))
    threshold = 100.0 * float(np.median(result["threshold"]))
    label = f"{word('threshold', language)} {threshold:.4g} %"
    axes.text(day[-1] * 0.02 - 2, threshold - 1, label, color=RED, fontsize=8, va="top", ha="right")


def _dress_below(axes: Any, result: Any, scenario: Scenario, language: str) -> None:
    """Enlarge what happens from day 1 on, down to a little below the least reported share."""
    day = np.asarray(result["day"])
    told = [o.share for o in scenario.observations if o.measure == "signing"]
    first = float(np.quantile(shares(result)[:, day == 1], 0.05))
    least = 100.0 * min([*told, first])
    floor = least - max(0.12 * (100.0 - least), 0.3)
    axes.set(xlim=(0.5, day[-1] + 0.5), ylim=(max(floor, 0.0), 100.4))
    axes.set_ylabel(word("share", language))
    axes.set_title(word("zoom", language), loc="left", fontsize=9)
