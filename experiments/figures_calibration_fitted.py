"""What was reported beside what the fit gives: per campaign and figure, a panel for each unit.

A campaign is named once, before its first figure; a share, a day and a count each have a scale of
their own. The picture says that such a fit is saturated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from experiments.figures_calibration_parameters import title
from experiments.figures_calibration_words import WORDS, told
from experiments.figures_elevator_style import stage_label
from experiments.figures_style import BLUE, INK, NAVY, PALE, RED, without_remark
from experiments.figures_validation_bands import UNITS, dress, mark_rows
from experiments.validation.table import figure_name

Row = Mapping[str, Any]
LINE, ABOVE, BELOW, HEAD = 0.2, 1.62, 0.55, 0.4  # inches; LINE for each figure
AXIS, EDGE, BETWEEN = 4.1, 0.35, 0.4  # inches: a panel without its labels, and what is around it
NARROWEST, WIDEST = 9.0, 15.5  # inches
SMALL = 7.8  # points
QUANTILES = {"low": "q05", "q25": "q25", "median": "q50", "q75": "q75", "high": "q95"}
FUNNEL = re.compile(r"([a-z]+)(?:_of_([a-z]+))?_(stock|flow|cohort)_([\d-]+(?:_\d{4}-\d\d)?)")


def draw_fitted(rows: Sequence[Row], model: str, language: str = "en") -> Figure:
    """Return the picture of reported figures and their posterior predictive bands.

    Parameters
    ----------
    rows : sequence of mapping
        Rows of ``figures.csv``; NaN stands for "never by the horizon".
    """
    panels = {u: [_lined(row, u, language) for row in rows if unit_of(row) == u] for u in UNITS}
    panels = {unit: some for unit, some in panels.items() if some}
    labels = [_label_widths(some) for some in panels.values()]
    wide, high, corners = _places(labels, [LINE * len(some) for some in panels.values()])
    figure = Figure(figsize=(wide, high))
    for (unit, some), (_, names), corner in zip(panels.items(), labels, corners, strict=True):
        _panel(_axes(figure, corner, LINE * len(some)), unit, some, names, language)
    _legend(figure, rows, language)
    title(figure, "fitted", model, language)
    return figure


def _places(
    labels: Sequence[tuple[float, float]], tall: Sequence[float]
) -> tuple[float, float, list[tuple[float, float]]]:
    """Put panels side by side, or one below the other where labels are long.

    Returns
    -------
    float, float, list
        Width and height of the figure, and where each panel begins from its left and upper edge;
        all in inches.
    """
    widths = [sum(own) + AXIS + BETWEEN for own in labels]
    if EDGE + sum(widths) <= WIDEST:
        lefts = [EDGE + sum(widths[:n]) + sum(labels[n]) for n in range(len(labels))]
        wide, high = EDGE + sum(widths), ABOVE + max(tall, default=0.5) + BELOW
        return max(wide, NARROWEST), high, [(left, ABOVE) for left in lefts]
    left = EDGE + max(sum(own) for own in labels)
    downs = [ABOVE + sum(tall[:n]) + n * (BELOW + HEAD) for n in range(len(tall))]
    wide, high = left + AXIS + BETWEEN, downs[-1] + tall[-1] + BELOW
    return max(wide, NARROWEST), high, [(left, down) for down in downs]


def unit_of(row: Row) -> str:
    """Tell whether a figure is a ``share``, a ``day`` or a ``count``."""
    if row["relation"] == "reached":
        return "day"
    name = FUNNEL.fullmatch(_once(row["observation"]))
    ends = [row[end] for end in ("reported", "high") if np.isfinite(row[end])]
    whole = name is not None and name[2] is None and name[3] != "cohort"
    return "count" if whole or max(ends, default=0.0) > 1.0 else "share"


def _lined(row: Row, unit: str, language: str) -> dict[str, Any]:
    """Return what a line of a panel needs: names, what was reported, quantiles (None: never)."""
    ends = {new: row[old] if np.isfinite(row[old]) else None for old, new in QUANTILES.items()}
    case = row.get("name_zh" if language == "zh" else "name") or row["case_id"]
    return {
        "unit": unit, "case_id": row["case_id"], "case": without_remark(case),
        "figure": _figure_name(row, language), "relation": row["relation"],
        "reported": row["reported"], **ends,
    }  # fmt: skip


def _figure_name(row: Row, language: str) -> str:
    """Name a reported figure in words; a figure of a funnel by its stage and period."""
    name = str(row["observation"])
    found = FUNNEL.fullmatch(_once(name))
    if found is None:
        last = name.rsplit("_", 1)[-1]
        number = float(last) if re.fullmatch(r"[\d.]+", last) else None
        share = None if number is None else number / 100
        return figure_name({**row, "name": name, "day": last, "share": share}, language)
    base = stage_label(found[2], language) if found[2] else ""
    values = {"stage": stage_label(found[1], language), "base": base}
    period = found[4].replace("_", "\u2013")
    return told("ratio" if base else found[3], language, period=period, **values)


def _once(name: str) -> str:
    """Leave out the number of a second figure of the same stage and period."""
    return re.sub(r"_\d$", "", name)


def _inches(text: str) -> float:
    """Return about how wide a text is: Chinese characters are as wide as they are high."""
    return sum(SMALL / 72 * (1.0 if sign > "\u2e7f" else 0.57) for sign in text)


def _label_widths(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the inches that names of campaigns and of figures take."""
    return (max(_inches(row["case"]) for row in rows) + 0.2,
            max(_inches(row["figure"]) for row in rows) + 0.12)  # fmt: skip


def _axes(figure: Figure, corner: tuple[float, float], tall: float) -> Any:
    """Return axes whose upper left corner is some inches from the figure's."""
    wide, high = figure.get_size_inches()
    left, down = corner
    return figure.add_axes((left / wide, 1 - (down + tall) / high, AXIS / wide, tall / high))


def _panel(axes: Any, unit: str, rows: Sequence[Row], names: float, language: str) -> None:
    days = [row[end] for row in rows for end in ("reported", *QUANTILES.values()) if row[end]]
    horizon = max(days, default=1.0)
    mark_rows(axes, unit, rows, 2.0 * horizon)
    axes.set_yticks(range(len(rows)), [row["figure"] for row in rows], fontsize=SMALL)
    axes.tick_params(axis="y", length=0)
    dress(axes, unit, horizon, 2.0 * horizon, language)
    axes.tick_params(axis="x", labelsize=7.5)
    if unit == "count":
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.6g}")
    axes.set_title(told(unit, language, count=len(rows)), loc="left", fontsize=9.5, color=INK)
    where = axes.get_yaxis_transform()
    first = 0
    for number, (_, some) in enumerate(groupby(rows, key=lambda row: row["case_id"])):
        count = len(list(some))
        axes.text(-names / AXIS, first, rows[first]["case"], transform=where, fontsize=SMALL,
                  ha="right", va="center", color=INK)  # fmt: skip
        if number % 2:
            axes.axhspan(first - 0.5, first + count - 0.5, color="#f5f5f2", linewidth=0, zorder=-1)
        first += count


def _legend(figure: Figure, rows: Sequence[Row], language: str) -> None:
    line: dict[str, Any] = {"linewidth": 5, "solid_capstyle": "butt"}
    dot: dict[str, Any] = {"color": "none", "markersize": 5.5}
    marks = {
        "reported": Line2D([], [], marker="o", markerfacecolor=RED, markeredgecolor=RED, **dot),
        "at_least": Line2D([], [], marker=">", markerfacecolor=RED, markeredgecolor=RED, **dot),
        "median": Line2D([], [], color="none", marker="|", markeredgecolor=NAVY, markersize=9,
                         markeredgewidth=1.4),
        "half": Line2D([], [], color=BLUE, **line), "most": Line2D([], [], color=PALE, **line),
    }  # fmt: skip
    if all(row["relation"] != "at_least" for row in rows):
        del marks["at_least"]
    figure.legend(
        list(marks.values()), [WORDS[name][language == "zh"] for name in marks], frameon=False,
        fontsize=8.5, ncols=len(marks), loc="upper left", borderaxespad=0, handlelength=1.6,
        bbox_to_anchor=(EDGE / figure.get_figwidth(), 1 - 0.92 / figure.get_figheight()),
    )  # fmt: skip
