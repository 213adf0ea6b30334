"""How long each stage takes: mean days of the completed spells of a run, and how many there were.

Medians over runs with 90 % bands. A stage that nobody has left yet has no bar.
"""

from __future__ import annotations

from typing import Any

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
from experiments.figures_style import BLUE, FAINT, GREEN, SAND, has, head, word
from experiments.scenario import Scenario
from models.elevator.stages import SPELLS

WAITS = {"notice": SAND, "queue": SAND, "building": GREEN}
"""Consent is talked over until round 2; then papers and builders are waited for."""


def any_spell(result: Any) -> bool:
    """Tell whether a result holds the days of the stages, and any stage was completed."""
    held = has(result, *(f"days_{name}" for name in SPELLS), *(f"cases_{name}" for name in SPELLS))
    return held and any(anybody(result, f"cases_{name}") for name in SPELLS)


def draw_days(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the days that each stage takes."""
    figure = Figure(figsize=(10, 4.9))
    axes = figure.add_axes((0.16, 0.19, 0.43, 0.61))
    for row, name in enumerate(SPELLS):
        _draw_stage(axes, row, name, result)
    bare(axes, [word(f"spell_{name}", language) for name in SPELLS])
    axes.set_xlim(0, None)
    axes.set_xlabel(word("days_axis", language), labelpad=3)
    beside(axes, -0.85, word("days_head", language), color=FAINT)
    beside(axes, -0.85, word("spells_head", language), 1.5, color=FAINT)
    figure.text(0.03, 0.02, word("a_spell", language), fontsize=8, color=FAINT)
    head(figure, scenario, word("days", language), counted(result, language), language, left=0.03)
    return figure


def _draw_stage(axes: Any, row: int, name: str, result: Any) -> None:
    """Draw one stage, and write its numbers beside it."""
    days = ratio(result, [f"days_{name}"], [f"cases_{name}"])
    middle = band(days)[1]
    if np.isnan(middle):
        beside(axes, row, "\u2013")
        beside(axes, row, "0", 1.5)
        return
    axes.barh(row, middle, height=0.62, color=WAITS.get(name, BLUE))
    bracket(axes, days, row)
    beside(axes, row, say(days))
    beside(axes, row, say(at_end(result, f"cases_{name}")), 1.5)
