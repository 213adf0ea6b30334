"""Curves of a sweep: each outcome against one quantity, with its band, a line for each arm."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from matplotlib.figure import Figure

from experiments.figures_style import FAINT, INK
from experiments.figures_sweep import (
    arm_label,
    bands_of,
    colour_of,
    panels,
    places,
    reported,
    shown_in,
    title,
    told_value,
    varied_in,
)
from experiments.paired import Outcome
from experiments.sweep_words import quantity_label, told

if TYPE_CHECKING:
    from experiments.sweep_result import SweepResult


class Line(NamedTuple):
    """Points that share everything but the quantity across: what they are called, their numbers."""

    label: str
    numbers: list[int]


def lines_of(result: SweepResult, language: str = "en") -> list[Line]:
    """List the lines of a grid; across is the quantity with most levels, the first of such."""
    points = result.plan.points
    across = across_in(result)
    others = [name for name in varied_in(result) if name != across]
    lines: dict[str, list[int]] = {}
    for number, arm in enumerate(points.arm_of):
        told_others = [told_value(_short(result, n, language), points.values[n][number])
                       for n in others]  # fmt: skip
        label = told("comma", language).join(p for p in (arm_label(result, arm), *told_others) if p)
        lines.setdefault(label, []).append(number)
    return [
        Line(label, _ordered(points.values[across], numbers)) for label, numbers in lines.items()
    ]


def across_in(result: SweepResult) -> str:
    """Name the quantity that curves are drawn against."""
    varied, values = varied_in(result), result.plan.points.values
    return max(varied, key=lambda name: len(set(values[name])))


def _ordered(values: tuple[Any, ...], numbers: list[int]) -> list[int]:
    if any(isinstance(value, str) for value in values):
        return numbers
    return sorted(numbers, key=lambda number: values[number])


def _short(result: SweepResult, name: str, language: str) -> str:
    about = result.scenario.sheet.by_name[name]
    return about.label_zh if language == "zh" else about.label


def draw_curves(result: SweepResult, language: str = "en") -> Figure:
    """Return the picture of curves."""
    shown, lines = shown_in(result), lines_of(result, language)
    named = [line for line in lines if line.label]
    room = 0.22 * -(-len(named) // 3) + (0.05 if named else 0.0)
    figure, axes = panels(result, len(shown), language, room=room)
    for panel, made in zip(axes, shown, strict=True):
        _draw(panel, result, made, lines, language)
    _own(axes[0], result, language)
    if named:
        high = figure.get_figheight()
        figure.legend(
            *axes[0].get_legend_handles_labels(), loc="upper left", ncols=3, frameon=False,
            fontsize=8, bbox_to_anchor=(0.15 / figure.get_figwidth(), 1 - 0.62 / high),
            borderaxespad=0,
        )  # fmt: skip
    return figure


def _draw(axes: Any, result: SweepResult, made: Outcome, lines: list[Line], language: str) -> None:
    across = across_in(result)
    where, words = places(result.plan.points.values[across])
    for number, line in enumerate(lines):
        low, middle, high = bands_of(result, made, line.numbers)
        x, colour = where[line.numbers], colour_of(number)
        axes.fill_between(x, low, high, color=colour, alpha=0.16, linewidth=0)
        axes.plot(x, middle, "o-", color=colour, markersize=3.5, linewidth=1.5,
                  label=line.label or None)  # fmt: skip
    reported(axes, result, made, language)
    if words is not None:
        axes.set_xticks(range(len(words)), words)
    title(axes, result, made, language)
    axes.set_xlabel(quantity_label(result.scenario.sheet.by_name[across], language), fontsize=8.5)


def _own(axes: Any, result: SweepResult, language: str) -> None:
    """Mark the value that the scenario itself has, where all arms agree in it."""
    across = across_in(result)
    where, words = places(result.plan.points.values[across])
    own = {arm.values[across] for arm in result.plan.arms}
    value = next(iter(own))
    if words or len(own) > 1 or value is None:
        return
    if not where.min() <= float(value) <= where.max():
        return
    axes.axvline(float(value), color=FAINT, linewidth=0.9, linestyle=":", zorder=0)
    axes.annotate(
        told("own", language), (float(value), 0.0), xycoords=("data", "axes fraction"),
        fontsize=7, xytext=(3, 4), textcoords="offset points", color=INK,
    )  # fmt: skip
