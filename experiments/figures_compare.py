"""A comparison in one picture: what each arm has, and how it differs from the first, pair by pair.

One row for each outcome. On the left the arms' medians with their 90 % bands, on the right the mean
of the paired differences against the first arm, with its 90 % interval and the line of no
difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from experiments.compare_table import difference_text, median_text, name_of, shown_rows
from experiments.compare_words import scaled, told, unit_of, unit_of_change
from experiments.comparison import Comparison
from experiments.figures_style import BLUE, FAINT, GREEN, GREY, INK, RED, SAND, head, spell, word
from experiments.paired import Row
from experiments.table import outcome_words

COLOURS = (GREY, BLUE, SAND, GREEN, RED, "#6b5b95", "#8c4a3c", "#12325c")
WIDE, TALL, GAP, ABOVE, BELOW = 11.5, 0.24, 0.62, 1.2, 0.35  # inches; TALL for each arm
LEFT, RIGHT = (0.15, 0.2), (0.555, 0.2)  # where the two panels begin, and how wide they are


def draw_comparison(comparison: Comparison, language: str = "en") -> Figure:
    """Return the picture of a comparison.

    Parameters
    ----------
    comparison : Comparison
    language : str
        ``en`` or ``zh``.
    """
    groups = _by_outcome(shown_rows(comparison.rows))
    labels = outcome_words(comparison.scenario.model, language)["outcomes"]
    tall = 0.2 + TALL * len(comparison.arms)
    figure = Figure(figsize=(WIDE, ABOVE + BELOW + max(len(groups), 1) * (tall + GAP)))
    for number, rows in enumerate(groups.values()):
        down = ABOVE + number * (tall + GAP)
        parts = name_of(rows[0], labels), unit_of(rows[0]["unit"], language)
        title = told("comma", language).join(parts)
        _draw_arms(_panel(figure, LEFT, down, tall), rows, title, language)
        _draw_differences(_panel(figure, RIGHT, down, tall), rows, language)
    what = told(comparison.group, language)
    below = spell(language, how_counted(comparison, language), _against(comparison, language))
    head(figure, comparison.scenario, what, below, language, left=0.03)
    return figure


def _by_outcome(rows: Sequence[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["outcome"], []).append(row)
    return groups


def how_counted(comparison: Comparison, language: str, middle: str = "") -> str:
    """Say how many runs there are, and what points and bands hold.

    Parameters
    ----------
    middle : str
        A word of its own for points and bands; medians and 90 % bands unless given.
    """
    attrs = comparison.attrs
    luck_only = attrs["parameters"] == "point"
    band = told("luck only" if luck_only else "luck and parameters", language)
    told_middle = spell(language, told(middle, language), band) if middle else ""
    usual = word("band_luck" if luck_only else "band_all", language)
    return spell(language, told("runs", language, runs=attrs["runs"]), told_middle or usual)


def _against(comparison: Comparison, language: str) -> str:
    return told("mean_diff", language, arm=next(iter(comparison.arms)))


def _panel(figure: Figure, across: tuple[float, float], down: float, tall: float) -> Any:
    """Return axes that begin some inches below the top of a figure."""
    high = figure.get_figheight()
    return figure.add_axes((across[0], 1.0 - (down + tall) / high, across[1], tall / high))


def _draw_arms(axes: Any, rows: Sequence[Row], title: str, language: str) -> None:
    """Draw medians and bands; a band that ends in "never" runs out of the panel."""
    unit = rows[0]["unit"]
    ends = [row[name] for row in rows for name in ("median", "low", "high")]
    low, high = _limits([scaled(end, unit) for end in ends if end is not None])
    for place, row in enumerate(rows):
        start, stop = (_or(row[name], high, unit) for name in ("low", "high"))
        colour = COLOURS[place % len(COLOURS)]
        if row["low"] is not None:
            axes.plot((start, stop), (place, place), color=colour, linewidth=3, alpha=0.45)
        if row["median"] is not None:
            axes.plot(scaled(row["median"], unit), place, "o", color=colour, markersize=6,
                      markeredgecolor=INK, markeredgewidth=0.5)  # fmt: skip
        _beside(axes, place, median_text(row, language))
    _frame(axes, [row["arm"] for row in rows], (low, high))
    axes.set_title(title, loc="left", fontsize=9.5, color=INK, pad=5)


def _draw_differences(axes: Any, rows: Sequence[Row], language: str) -> None:
    """Draw the paired differences against the first arm, and the line of no difference."""
    unit = rows[0]["unit"]
    names = ("diff", "diff_low", "diff_high")
    ends = [scaled(row[name], unit) for row in rows for name in names if row[name] is not None]
    axes.axvline(0.0, color=INK, linewidth=0.8, zorder=0)
    for place, row in enumerate(rows):
        first = row["arm"] == row["against"]
        _beside(axes, place, told("first", language) if first else _change(row, language))
        if first or row["diff"] is None:
            continue
        middle, low, high = (scaled(row[name], unit) for name in names)
        axes.plot((low, high), (place, place), color=COLOURS[place % len(COLOURS)], linewidth=2.2,
                  marker="|", markersize=8)  # fmt: skip
        axes.plot(middle, place, "o", color=COLOURS[place % len(COLOURS)], markersize=6,
                  markeredgecolor=INK, markeredgewidth=0.5)  # fmt: skip
    _frame(axes, [""] * len(rows), _limits([0.0, *ends]))
    against = told("diff", language, arm=rows[0]["against"]).partition(" (")[0].partition("（")[0]
    title = f"{against}{told('comma', language)}{unit_of_change(unit, language)}"
    axes.set_title(title, loc="left", fontsize=9.5, color=INK, pad=5)


def _change(row: Row, language: str) -> str:
    """Write a difference and, where there is one, the ratio of the means."""
    ratio = "" if row["ratio"] is None else f"   × {row['ratio']:.3g}"
    return f"{difference_text(row, language)}{ratio}"


def _or(value: float | None, other: float, unit: str) -> float:
    return other if value is None else scaled(value, unit)


def _limits(ends: Sequence[float]) -> tuple[float, float]:
    """Return limits with some room at both ends; wide enough where nothing differs."""
    low, high = min(ends, default=0.0), max(ends, default=0.0)
    room = 0.06 * (high - low) or max(0.05 * abs(high), 0.5)
    return low - room, high + room


def _beside(axes: Any, place: int, text: str) -> None:
    where = axes.get_yaxis_transform()
    axes.text(1.03, place, text, transform=where, va="center", fontsize=8, color=INK)


def _frame(axes: Any, labels: Sequence[str], limits: tuple[float, float]) -> None:
    """Name the arms, the first on top, and keep the frame light."""
    axes.set_yticks(range(len(labels)), labels)
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(*limits)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=limits[1] - limits[0] >= 3))
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8, colors=FAINT)
    axes.spines["left"].set_visible(False)
