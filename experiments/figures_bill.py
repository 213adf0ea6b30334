"""What a campaign costs: compensation, rewards, rent and the methods, each with its band.

The whole bill in one bar; below it part by part on a logarithmic axis, as parts differ a
thousandfold; then the staff's time, by phase. Means over runs; brackets are 90 % bands.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.ticker import NullLocator

from experiments.figures_reasons import at_end
from experiments.figures_style import (
    GREEN,
    INK,
    SAND,
    counted,
    has,
    head,
    word,
)
from experiments.ledger import AT_END
from experiments.scenario import Scenario

PARTS = {
    "compensation": "#9fb3c8", "reward": SAND, "rent": GREEN, "tokens": "#aca0cc",
    "method": "#8c4a3c",
}  # fmt: skip
PHASES = {"before": "#d9d4c9", "window": "#8aa4be", "tail": "#4f6b88"}
LETTER = {"en": 0.0135, "zh": 0.022}  # width of a letter, as a part of the axis
EACH = {"en": 1e3, "zh": 1e4}
"""Yuan in the unit of a bill per certificate: thousands, or ten thousands in Chinese."""


def bill_of(result: Any) -> dict[str, np.ndarray]:
    """Return the parts of the bill, in yuan [run]; parts that no run paid are left out."""
    names = [n for n in PARTS if has(result, f"{n}_yuan{AT_END}") or has(result, f"{n}_yuan")]
    bill = {name: at_end(result, f"{name}_yuan").astype(np.float64) for name in names}
    return {name: part for name, part in bill.items() if part.any()}


def hours_of(result: Any) -> dict[str, np.ndarray]:
    """Return the staff's hours per certificate by phase [run]."""
    day = np.asarray(result["day"])
    minutes = np.asarray(result["minutes"], dtype=np.float64)
    window = np.minimum(np.asarray(result["reward_window_days"]), day[-1])
    before = minutes[:, -day[0]] if day[0] <= 0 else 0.0 * minutes[:, 0]  # at the end of day 0
    closed = minutes[np.arange(len(minutes)), window - day[0]]
    each = 60.0 * np.asarray(result["households"])
    return {
        "before": before / each,
        "window": (closed - before) / each,
        "tail": (minutes[:, -1] - closed) / each,
    }


def draw_bill(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the bill and of the hours of work."""
    bill = bill_of(result)
    several = len(bill) > 1
    tall = 0.15 + 0.36 * len(bill) if several else -1.0  # inches
    figure = Figure(figsize=(10, 5.2 + tall))
    n = float(np.mean(result["households"]))
    _draw_whole(_panel(figure, 1.25, 0.55), bill, n, language)
    if several:
        _draw_parts(_panel(figure, 2.7, tall), bill, n, language)
    _draw_hours(_panel(figure, 4.15 + tall, 0.5), hours_of(result), language)
    head(figure, scenario, word("bill", language), counted(result, language, "mean"), language)
    return figure


def _panel(figure: Figure, down: float, tall: float) -> Any:
    """Return axes that begin some inches below the top of a figure."""
    high = figure.get_figheight()
    return figure.add_axes((0.26, 1.0 - (down + tall) / high, 0.5, tall / high))


def _draw_whole(axes: Any, bill: dict[str, np.ndarray], n: float, language: str) -> None:
    """Draw all parts one after the other, and the band of their sum."""
    total = sum(bill.values(), np.zeros(1)) / 1e6
    _stack(axes, {name: part / 1e6 for name, part in bill.items()}, PARTS)
    start = 0.0
    for name, part in bill.items():
        share = float(part.mean() / 1e6 / total.mean())
        text = f"{word(name, language)} {100 * share:.1f} %"
        if share > LETTER[language] * len(text):
            ink = "white" if name == "method" else "black"
            middle = (start + share / 2) * total.mean()
            axes.text(middle, 0, text, ha="center", va="center", color=ink, fontsize=8.5)
        start += share
    axes.set_xlabel(word("million", language), labelpad=2)
    title = word("whole_bill", language, sum=_said(total), unit=word("million", language))
    axes.set_title(title, loc="left", fontsize=9.5, pad=5)
    axes.text(1.02, 0, _each(total, n, language), va="center", fontsize=8,
              transform=axes.get_yaxis_transform())  # fmt: skip


def _draw_parts(axes: Any, bill: dict[str, np.ndarray], n: float, language: str) -> None:
    """Draw each part as a dot of its own on a logarithmic axis."""
    least = min(float(part[part > 0].min()) for part in bill.values()) / 1e6
    axes.set_xscale("log")
    for row, (name, part) in enumerate(bill.items()):
        part = part / 1e6
        axes.plot((least / 3, part.mean()), (row, row), color="#dddddd", linewidth=1, zorder=0)
        _bracket(axes, np.maximum(part, least / 3), row)
        axes.plot(part.mean(), row, "o", color=PARTS[name], markersize=9, markeredgecolor=INK,
                  markeredgewidth=0.5, zorder=3)  # fmt: skip
        text = f"{_said(part)} {word('million', language)}\n{_each(part, n, language)}"
        axes.text(1.02, row, text, va="center", fontsize=8, linespacing=1.3,
                  transform=axes.get_yaxis_transform())  # fmt: skip
    axes.set_yticks(range(len(bill)), [word(name, language) for name in bill])
    axes.tick_params(axis="y", length=0)
    axes.set(ylim=(len(bill) - 0.5, -0.5), xlim=(least / 3, None))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,g}")
    axes.set_xlabel(word("million", language), labelpad=2)
    axes.set_title(word("parts", language), loc="left", fontsize=9.5)


def _draw_hours(axes: Any, hours: dict[str, np.ndarray], language: str) -> None:
    """Draw the hours of work in one bar, by phase."""
    total = sum(hours.values(), np.zeros(1))
    _stack(axes, hours, PHASES)
    handles = [Rectangle((0, 0), 1, 1, color=PHASES[name]) for name in hours]
    parts = [
        f"{word(name, language)} {100 * part.mean() / max(total.mean(), 1e-9):.1f} %"
        for name, part in hours.items()
    ]
    axes.legend(
        handles, parts, loc="lower left", bbox_to_anchor=(-0.008, 0.98), ncols=len(parts),
        frameon=False, fontsize=8, handlelength=0.8, handletextpad=0.4, columnspacing=1.2,
        borderpad=0.2,
    )  # fmt: skip
    axes.set_xlabel(word("hours", language), labelpad=2)
    title = word("work", language, sum=_said(total))
    axes.set_title(title, loc="left", fontsize=9.5, pad=24)


def _stack(axes: Any, parts: dict[str, np.ndarray], colours: dict[str, str]) -> None:
    """Draw parts in one bar, with the band of the whole."""
    start = 0.0
    for name, part in parts.items():
        mean = float(part.mean())
        axes.barh(0, mean, left=start, height=0.9, color=colours[name], edgecolor="white")
        start += mean
    _bracket(axes, sum(parts.values(), np.zeros(1)), 0)
    axes.set(ylim=(-0.55, 0.55), yticks=[], xlim=(0, None))
    axes.spines["left"].set_visible(False)


def _bracket(axes: Any, part: np.ndarray, row: int) -> None:
    """Draw a 90 % band."""
    band = np.quantile(part, (0.05, 0.95))
    axes.plot(band, (row, row), color=INK, linewidth=1.1, marker="|", markersize=8)


def _said(part: np.ndarray) -> str:
    """Write a mean and its band, with as many digits as they need."""
    low, high = np.quantile(part, (0.05, 0.95))
    digits = _digits(float(part.mean()))
    return f"{part.mean():,.{digits}f} ({low:,.{digits}f}\u2013{high:,.{digits}f})"


def _each(part: np.ndarray, n: float, language: str) -> str:
    yuan = 1e6 * float(part.mean()) / n / EACH[language]
    return f"= {yuan:,.{_digits(yuan)}f} {word('each', language)}"


def _digits(value: float) -> int:
    """Return how many digits behind the point make three that count, four at most."""
    return next((n for n in range(4) if value * 10**n >= 100), 4)
