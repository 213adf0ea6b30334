"""Who remains unsigned from day 1 on, in layers by the reason, mean over runs.

The key on the right tells what each layer holds on the first and on the last day; where the tail is
thin it is drawn a second time, enlarged.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_reasons import given_up_early, unsigned, unsigned_by_reason
from experiments.figures_style import (
    FAINT,
    INK,
    LAYERS,
    counted,
    head,
    label_of,
    spell,
    word,
)
from experiments.scenario import Scenario

ROW = 0.245  # height of a line of the key, inches
COLUMNS = (0.82, 1.0)  # right edges of the numbers in the key, as a part of its width
THIN = 0.25  # a tail below this part of day 1 is drawn again, enlarged


class Stack(NamedTuple):
    """Layers of unsigned certificates: means over runs, and the total with its band."""

    day: np.ndarray
    names: list[str]
    layers: np.ndarray
    total: np.ndarray
    low: np.ndarray
    high: np.ndarray


def stack_of(result: Any) -> Stack:
    """Return the layers of the picture by day, from day 1; empty layers are left out."""
    day = np.asarray(result["day"])
    day = day[day >= 1]
    means = {name: part.mean(axis=0) for name, part in unsigned_by_reason(result, day)}
    names = [name for name, mean in means.items() if mean.max() > 0]
    total = unsigned(result, day)
    low, high = np.quantile(total, (0.05, 0.95), axis=0)
    layers = np.array([means[name] for name in names]).reshape(len(names), len(day))
    return Stack(day, names, layers, total.mean(axis=0), low, high)


def draw_remaining(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of who remains unsigned, by day and reason."""
    stack = stack_of(result)
    figure = Figure(figsize=(10, 5.6))
    since = _tail_from(stack)
    ratios = (2, 3) if since else (1,)
    panels = figure.subplots(1, len(ratios), width_ratios=ratios, squeeze=False)[0]
    figure.subplots_adjust(left=0.07, right=0.7, top=0.84, bottom=0.14, wspace=0.2)
    for n, axes in enumerate(panels):
        _draw_stack(axes, stack, since if n else 1, language)
    if since:
        title = word("from_day", language, day=since)
        panels[1].set_title(title, loc="left", fontsize=9)
    panels[0].set_ylabel(word("unsigned", language))
    panels[0].legend(loc="upper right", frameon=False, fontsize=8)
    _key(figure, stack, language)
    _head(figure, result, scenario, language)
    return figure


def _tail_from(stack: Stack) -> int:
    """Return the day from which the picture is enlarged; 0 where it is clear enough."""
    thin = stack.total <= THIN * stack.total[0]
    since = int(stack.day[thin.argmax()]) if thin.any() else 0
    return since if 1 < since < stack.day[-1] - 4 else 0


def _draw_stack(axes: Any, stack: Stack, since: int, language: str) -> None:
    shown = stack.day >= since
    day = stack.day[shown]
    colours = [LAYERS[name] for name in stack.names]
    axes.stackplot(day, stack.layers[:, shown], colors=colours, linewidth=0.4, edgecolor="white")
    label = word("total_band", language)
    axes.plot(day, stack.total[shown], color=INK, linewidth=1.3, label=label)
    for edge in (stack.low, stack.high):
        axes.plot(day, edge[shown], color="white", linewidth=2.0)
        axes.plot(day, edge[shown], color=INK, linewidth=0.8, linestyle=(0, (4, 2)))
    top = 1.06 * float(stack.high[shown].max())
    axes.set(xlim=(day[0], max(day[-1], day[0] + 1)), ylim=(0, max(top, 1.0)))
    axes.set_xlabel(word("day", language))


def _key(figure: Figure, stack: Stack, language: str) -> None:
    """Name the layers from the top down, with what they hold on the first and on the last day."""
    high = figure.get_figheight()
    foot = 0.84 - (len(stack.names) + 0.4) * ROW / high
    axes = figure.add_axes((0.72, foot, 0.27, 0.84 - foot))
    axes.set(xlim=(0, 1), ylim=(-0.5, len(stack.names) + 0.4))
    axes.axis("off")
    for row, name in enumerate(stack.names):
        axes.plot(0.03, row, "s", color=LAYERS[name], markersize=8)
        axes.text(0.08, row, label_of(name, language), va="center", fontsize=8.5, color=INK)
        for place, day in zip(COLUMNS, (0, -1), strict=True):
            held = stack.layers[row, day]
            text = f"{held:,.{0 if held >= 100 else 1}f}"
            axes.text(place, row, text, va="center", ha="right", fontsize=8.5, color=INK)
    top = len(stack.names)
    axes.text(0.08, top, word("unsigned_on", language), va="center", fontsize=8.5, color=FAINT)
    for place, day in zip(COLUMNS, (0, -1), strict=True):
        text = word("one_day", language, day=int(stack.day[day]))
        axes.text(place, top, text, va="center", ha="right", fontsize=8.5, color=FAINT)


def _head(figure: Figure, result: Any, scenario: Scenario, language: str) -> None:
    lost = given_up_early(result)
    left_out = word("given_up", language, some=lost) if lost else ""
    below = spell(language, counted(result, language, "mean"), left_out)
    head(figure, scenario, word("remaining", language), below, language)
    figure.text(0.07, 0.02, word("scaled", language), fontsize=8, color=FAINT)
