"""What a consent takes: meetings, working hours, and money, each with its 90 % band.

Medians over runs; a run in which nobody consented (or no building began) has no such figure and is
left out of its row, which says so. Rows of money that no run paid are left out.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_elevator_style import (
    anybody,
    band,
    bare,
    beside,
    bracket,
    counted,
    ratio,
    say,
)
from experiments.figures_reasons import at_end
from experiments.figures_style import BLUE, GREEN, GREY, INK, SAND, has, head, spell, word
from experiments.scenario import Scenario
from models.elevator.stages import BLOCKS

STOPS = tuple(f"stops_{name}" for name in BLOCKS)


class Row(NamedTuple):
    """One row: what is counted, for each of what ("" for itself), and its colour."""

    name: str
    of: str
    per: tuple[str, ...]
    colour: str


PANELS = {
    "meetings_axis": (
        Row("all_tries", "meetings", ("passed",), BLUE),
        Row("won_tries", "meetings_passed", ("passed",), BLUE),
        Row("first_case", "meetings_first", (), BLUE),
        Row("lost_tries", "meetings_stopped", STOPS, GREY),
    ),
    "hours_axis": (Row("hours_each", "minutes", ("passed",), GREEN),),
    "money_axis": (
        Row("methods_each", "method_yuan", ("passed",), "#8c4a3c"),
        Row("compensation_each", "compensation_yuan", ("begun",), "#9fb3c8"),
        Row("subsidy_each", "subsidies_yuan", ("begun",), SAND),
    ),
}
"""The rows of each panel, by the name of its unit."""

UNITS = {"meetings_axis": (1.0, 1.0), "hours_axis": (60.0, 60.0), "money_axis": (1e3, 1e4)}
"""What is counted in one unit of a panel: in English, and in Chinese."""

TALL, GAP, ABOVE = 0.46, 0.78, 0.85  # inches: a row, between panels, above the first


def any_effort(result: Any) -> bool:
    """Tell whether a result holds meetings and work, and any meeting was held."""
    names = [row.of for row in (*PANELS["meetings_axis"], *PANELS["hours_axis"])]
    return has(result, *names, *STOPS) and anybody(result, "meetings", "passed", "begun")


def draw_effort(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of meetings, work and money."""
    panels = {name: _shown(rows, result) for name, rows in PANELS.items()}
    panels = {name: rows for name, rows in panels.items() if rows}
    inches = sum(TALL * len(rows) + GAP for rows in panels.values())
    figure = Figure(figsize=(10, ABOVE + inches))
    down = ABOVE
    for name, rows in panels.items():
        _draw_panel(_panel(figure, down, TALL * len(rows)), name, rows, result, language)
        down += TALL * len(rows) + GAP
    head(figure, scenario, word("effort", language), counted(result, language), language, left=0.03)
    return figure


def each_of(row: Row, result: Any) -> np.ndarray:
    """Return a figure for each case [run]; NaN where there is no case."""
    if row.per:
        return ratio(result, [row.of], row.per)
    first = at_end(result, row.of).astype(np.float64)
    return np.where(first > 0, first, np.nan)


def _shown(rows: tuple[Row, ...], result: Any) -> list[Row]:
    """Leave out what occurs in no run, and money that nobody paid."""
    there = [row for row in rows if anybody(result, row.of)]
    return [row for row in there if np.isfinite(each_of(row, result)).any()]


def _panel(figure: Figure, down: float, tall: float) -> Any:
    """Return axes that begin some inches below the top of a figure."""
    high = figure.get_figheight()
    return figure.add_axes((0.2, 1.0 - (down + tall) / high, 0.4, tall / high))


def _draw_panel(axes: Any, name: str, rows: list[Row], result: Any, language: str) -> None:
    """Draw the rows of one unit."""
    unit = UNITS[name][language == "zh"]
    for place, row in enumerate(rows):
        values = each_of(row, result) / unit
        middle = band(values)[1]
        axes.plot((0, middle), (place, place), color="#dddddd", linewidth=1, zorder=0)
        bracket(axes, values, place)
        axes.plot(middle, place, "o", color=row.colour, markersize=9, markeredgecolor=INK,
                  markeredgewidth=0.5, zorder=4, clip_on=False)  # fmt: skip
        text = f"{say(values)} {word(name.replace('axis', 'unit'), language)}"
        whole = at_end(result, row.of) / unit if row.per else None
        beside(axes, place, _more(text, values, whole, language), linespacing=1.3)
    bare(axes, [word(row.name, language) for row in rows])
    axes.set_xlim(0, None)
    axes.set_xlabel(word(name, language), labelpad=2)


def _more(text: str, values: np.ndarray, whole: np.ndarray | None, language: str) -> str:
    """Add the sum of a run, and how many runs have no such figure."""
    text = spell(
        language, text, word("in_all", language, text=say(whole)) if whole is not None else ""
    )
    missing = int(np.isnan(values).sum())
    told = word("none_in", language, some=missing, runs=len(values))
    return f"{text}\n{told}" if missing else text
