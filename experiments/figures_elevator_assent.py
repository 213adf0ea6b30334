"""Who agrees and who objects, floor by floor: simulated households, the ground floor at the bottom.

Two columns are shares of a floor (would say yes unasked, yes in round 1), two divide all of a kind
among the floors (NO in round 1, fierce objectors when design begins). Numbers are of all runs
together; below each stands the 90 % band over the runs.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from experiments.figures_elevator_style import (
    anybody,
    band,
    bare,
    counted,
    pooled,
    ratio,
    total,
)
from experiments.figures_reasons import at_end
from experiments.figures_style import BLUE, FAINT, INK, head, spell, word
from experiments.scenario import Scenario

BLUES = LinearSegmentedColormap.from_list("assent", ("#f4f7fb", BLUE))
BROWNS = LinearSegmentedColormap.from_list("objection", ("#fbf6f0", "#8c4a3c"))


class Share(NamedTuple):
    """One column: what is counted on a floor, of what, and how it is told."""

    name: str
    of: str
    per: str  # with a place for the floor, or of all floors
    foot: str
    for_it: bool


COLUMNS = (
    Share("unasked", "private_floor_{}", "counted_floor_{}", "of_households", True),
    Share("yes_round1", "yes_floor_{}", "asked_floor_{}", "of_households", True),
    Share("no_round1", "no_floor_{}", "no_floor_{}", "of_no", False),
    Share("fierce", "fierce_floor_{}", "fierce_floor_{}", "of_fierce", False),
)


def anybody_was_counted(result: Any) -> bool:
    """Tell whether a result tells households by floor, and any was counted."""
    names = [name.format(1) for column in COLUMNS for name in (column.per, column.of)]
    return anybody(result, *names, "floors")


def draw_assent(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the heat map of assent and objection by floor."""
    floors = list(range(int(np.max(at_end(result, "floors"))), 0, -1))
    figure = Figure(figsize=(9, 2.6 + 0.55 * len(floors)))
    high = figure.get_figheight()
    axes = figure.add_axes((0.15, 0.75 / high, 0.82, 1.0 - 2.3 / high))
    for place, column in enumerate(COLUMNS):
        _draw_column(axes, place, column, floors, result)
        _head_column(axes, place, column, floors, result, language)
    bare(axes, [_floor(floor, language) for floor in floors])
    axes.set(xlim=(-0.5, len(COLUMNS) - 0.5), xticks=[])
    axes.spines["bottom"].set_visible(False)
    below = spell(language, word("assent_below", language), counted(result, language, "pooled"))
    head(figure, scenario, word("assent", language), below, language, left=0.03)
    return figure


def _draw_column(axes: Any, place: int, column: Share, floors: list[int], result: Any) -> None:
    """Colour and number the cells of a column; those that oppose by their part of the largest."""
    cells = [_cell(column, floor, floors, result) for floor in floors]
    shares = np.array([share for share, _ in cells])
    most = 1.0 if column.for_it else max(float(np.nanmax([*shares, 1e-9])), 0.25)
    for row, (share, values) in enumerate(cells):
        shade = 0.0 if np.isnan(share) else share / most
        colour = (BLUES if column.for_it else BROWNS)(shade)
        axes.barh(row, 0.96, left=place - 0.48, height=0.94, color=colour)
        ink = "white" if shade > 0.6 else INK
        low, _, high = band(values)
        text = "\u2013" if np.isnan(share) else f"{100 * share:.0f} %"
        axes.text(place, row - 0.1, text, ha="center", va="center", color=ink, fontsize=10)
        if not np.isnan(low):
            text = f"{100 * low:.0f}\u2013{100 * high:.0f}"
            axes.text(place, row + 0.26, text, ha="center", va="center", color=ink, fontsize=7)


def _cell(column: Share, floor: int, floors: list[int], result: Any) -> tuple[float, np.ndarray]:
    """Return the share of all runs together, and of each run."""
    of = [column.of.format(floor)]
    per = [column.per.format(n) for n in ([floor] if column.for_it else floors)]
    return pooled(result, of, per), ratio(result, of, per)


def _head_column(
    axes: Any, place: int, column: Share, floors: list[int], result: Any, language: str
) -> None:
    """Name a column above, and below say of how many."""
    whole = total(result, [column.per.format(floor) for floor in floors])
    n = int(np.mean(whole) + 0.5)
    axes.text(place, -0.62, word(column.name, language), ha="center", va="bottom", fontsize=9)
    foot = len(floors) - 0.4
    axes.text(place, foot, word(column.foot, language, n=n), ha="center", va="top", fontsize=7.5,
              color=FAINT)  # fmt: skip


def _floor(floor: int, language: str) -> str:
    return word("ground", language) if floor == 1 else word("floor", language, floor=floor)
