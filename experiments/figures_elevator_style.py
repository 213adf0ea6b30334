"""What pictures of an elevator funnel share: stages, bands, shares, how they were counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from experiments.figures_reasons import at_end
from experiments.figures_style import BLUE, GREEN, GREY, INK, NAVY, PALE, SAND, has, spell, word
from models.elevator.outcomes import STEPS

COLOURS = {
    "started": GREY, "balloted": PALE, "agreed": "#7fa6cf", "passed": BLUE, "permitted": NAVY,
    "begun": SAND, "finished": GREEN, "filed": GREY,
}  # fmt: skip
"""One colour for each stage, the same in every picture; lines differ in their dashes as well."""

WAY = ("started", "balloted", "agreed", "passed", "permitted", "begun", "finished")


def stage_label(name: str, language: str) -> str:
    """Return what a stage is called."""
    return STEPS[name][language == "zh"] if name in STEPS else word(name, language)


def anybody(result: Any, *names: str) -> bool:
    """Tell whether a result holds these figures, and the first is above zero in some run."""
    return has(result, *names) and bool(at_end(result, names[0]).any())


def total(result: Any, names: Sequence[str]) -> np.ndarray:
    """Return the sum of some figures of the last day, float64 [run]."""
    return np.sum([at_end(result, name).astype(np.float64) for name in names], axis=0)


def ratio(result: Any, of: Sequence[str], per: Sequence[str]) -> np.ndarray:
    """Return a share in each run, float64 [run]; NaN where it is of nothing."""
    whole = total(result, per)
    return np.where(whole > 0, total(result, of) / np.maximum(whole, 1), np.nan)


def pooled(result: Any, of: Sequence[str], per: Sequence[str]) -> float:
    """Return a share of all runs together; NaN where it is of nothing."""
    whole = float(total(result, per).sum())
    return float(total(result, of).sum()) / whole if whole > 0 else np.nan


def band(values: np.ndarray) -> tuple[float, float, float]:
    """Return 5 %, median and 95 % of the runs that have a value; NaN where none has."""
    there = values[~np.isnan(values)]
    if len(there) == 0:
        return np.nan, np.nan, np.nan
    low, middle, high = np.quantile(there, (0.05, 0.5, 0.95))
    return float(low), float(middle), float(high)


def say(values: np.ndarray, unit: str = "") -> str:
    """Write a median and its band: ``12 (8-17)``, with an en dash and digits as needed."""
    there = np.asarray(values, dtype=np.float64)
    low, middle, high = band(there)
    whole = bool((there[~np.isnan(there)] % 1.0 == 0.0).all())
    digits = 0 if high >= 9.5 else 1 if high >= 0.95 or whole else 2
    told = [_number(value, digits) for value in (middle, low, high)]
    return f"{told[0]}{unit} ({told[1]}\u2013{told[2]})"


def _number(value: float, digits: int) -> str:
    """Write a number; a whole one without digits after its point."""
    text = f"{value:,.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def counted(result: Any, language: str, middle: str = "band") -> str:
    """Say how a picture was counted: stairwells, runs, what its bands hold.

    Parameters
    ----------
    middle : str
        ``band``: medians are drawn; ``pooled``: shares of all runs together are.
    """
    luck_only = str(result.attrs.get("parameters", "point")) == "point"
    places = np.asarray(result["stairwells"])
    of_bands = word(f"band_{'luck' if luck_only else 'all'}", language)
    return spell(
        language,
        word("n_stairwells", language, n=int(np.median(places))),
        word("of_runs", language, runs=len(places)),
        word("runs_pooled", language) if middle == "pooled" else of_bands,
    )


def bracket(axes: Any, values: np.ndarray, row: float, times: float = 1.0) -> None:
    """Draw a 90 % band across a row."""
    low, _, high = band(np.asarray(values, dtype=np.float64))
    if not np.isnan(low):
        ends = (times * low, times * high)
        for colour, width in (("white", 2.8), (INK, 1.1)):  # seen on dark bars too
            axes.plot(ends, (row, row), color=colour, linewidth=width, marker="|", markersize=7,
                      markeredgewidth=width, zorder=3)  # fmt: skip


def beside(axes: Any, row: float, text: str, right: float = 1.02, **look: Any) -> None:
    """Write a text beside a row of a picture, on its right."""
    place = {"transform": axes.get_yaxis_transform(), "va": "center", "fontsize": 8, "color": INK}
    axes.text(right, row, text, **(place | look))


def bare(axes: Any, labels: Sequence[str]) -> None:
    """Name the rows of a picture, the first on top, and leave out what says nothing."""
    axes.set_yticks(range(len(labels)), labels)
    if labels:
        axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
