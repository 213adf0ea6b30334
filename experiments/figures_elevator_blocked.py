"""What stopped the stopped: all stops, those stalled on the last day, those a year past round 1.

Shares of all runs together, with 90 % bands over the runs. The third panel is of all that passed
round 1 a year ago or more; its bars are those that had not consented within that year, by how they
stand on the last day.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from matplotlib.figure import Figure

from experiments.figures_elevator_style import anybody, bare, bracket, counted, pooled, ratio, say
from experiments.figures_reasons import at_end
from experiments.figures_style import FAINT, GREY, INK, NAVY, SAND, has, head, word
from experiments.scenario import Scenario
from models.elevator.stages import BLOCKS, BLOCKS_LABELS, BLOCKS_ZH, LATE

ROWS = (*BLOCKS, *(name for name in LATE if name not in BLOCKS))
LABELS = dict(zip(BLOCKS, zip(BLOCKS_LABELS, BLOCKS_ZH, strict=True), strict=True))


class Panel(NamedTuple):
    """One panel: which columns its rows hold, of what, and what it is called."""

    title: str
    of: str
    per: tuple[str, ...]
    axis: str
    colour: str


PANELS = (
    Panel("all_stops", "stops_{}", tuple(f"stops_{name}" for name in BLOCKS), "share_stops", GREY),
    Panel("stalled_now", "blocked_{}", tuple(f"blocked_{name}" for name in BLOCKS),
          "share_stalled", NAVY),
    Panel("unpassed", "unpassed_{}", ("seasoned",), "share_seasoned", SAND),
)  # fmt: skip


def anybody_stopped(result: Any) -> bool:
    """Tell whether a result says why stairwells stopped, and any did."""
    told = has(result, *(name for panel in PANELS for name in panel.per))
    return told and any(anybody(result, name) for name in PANELS[0].per)


def draw_blocked(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the reasons."""
    there = [p for p in PANELS if np.any([at_end(result, name) for name in p.per])]
    wide = 1.9 + 3.03 * len(there)
    figure = Figure(figsize=(wide, 5.2))
    panels = figure.subplots(1, len(there), squeeze=False)[0]
    figure.subplots_adjust(left=1.8 / wide, right=1 - 0.6 / wide, top=0.755, bottom=0.1, wspace=0.3)
    rows = ROWS if there[-1].title == "unpassed" else BLOCKS
    for axes, panel in zip(panels, there, strict=True):
        _draw_panel(axes, panel, result)
        bare(axes, [_label(name, language) if axes is panels[0] else "" for name in rows])
        _dress(axes, panel, result, language)
    below = counted(result, language, "pooled")
    head(figure, scenario, word("blocked", language), below, language, left=0.03)
    return figure


def _draw_panel(axes: Any, panel: Panel, result: Any) -> None:
    """Draw a bar for each reason; its share stands beside it."""
    ends, rows = [], ROWS if panel.title == "unpassed" else BLOCKS
    for row, name in enumerate(rows):
        of = [panel.of.format(name)]
        share = 100.0 * pooled(result, of, panel.per)
        values = ratio(result, of, panel.per)
        axes.barh(row, share, height=0.66, color=panel.colour)
        if share > 0.0:
            bracket(axes, values, row, 100.0)
        ends.append(max(share, 100.0 * float(np.nanquantile(values, 0.95)) if share else 0.0))
        _number(axes, row, share, ends[-1])
    axes.set_xlim(0, max(*ends, 1.0) * 1.25)
    axes.set_xticks([tick for tick in axes.get_xticks() if tick <= min(max(ends) * 1.25, 100.0)])


def _number(axes: Any, row: int, share: float, right: float) -> None:
    text = f"{share:.0f} %" if share >= 0.95 or share == 0.0 else f"{max(share, 0.1):.1f} %"
    text = f"< {text}" if 0.0 < share < 0.1 else text
    axes.annotate(text, (right, row), xytext=(6, 0), textcoords="offset points", va="center",
                  fontsize=8, color=INK)  # fmt: skip


def _dress(axes: Any, panel: Panel, result: Any, language: str) -> None:
    """Name the panel, and say of how many its shares are."""
    axes.set_xlabel(word(panel.axis, language), labelpad=3)
    axes.set_title(f"{word(panel.title, language)}", loc="left", fontsize=9.5, pad=20, color=INK)
    axes.text(0, 1.02, _whole(panel, result, language), transform=axes.transAxes, fontsize=8,
              color=FAINT, linespacing=1.3)  # fmt: skip


def _whole(panel: Panel, result: Any, language: str) -> str:
    """Say how many the shares of a panel are of; for the third also how many had not consented."""
    whole = np.sum([at_end(result, name) for name in panel.per], axis=0)
    if panel.title != "unpassed":
        return word("a_run", language, text=say(whole))
    share = 100.0 * pooled(result, [f"unpassed_{name}" for name in LATE], panel.per)
    return word("not_in_a_year", language, share=share, text=say(whole))


def _label(name: str, language: str) -> str:
    return LABELS[name][language == "zh"] if name in LABELS else word(name, language)
