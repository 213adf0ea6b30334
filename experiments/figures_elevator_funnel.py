"""The funnel: how many stairwells began, and how many came to each stage up to a running elevator.

Bars are medians over runs, brackets 90 % bands. Reported figures stand beside the bar they belong
to, with what the runs say of the same; those that count what the bar counts are dots on it as well.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.counting import funnel_value
from experiments.figures_elevator_reported import (
    count_of,
    figures_of,
    is_ratio,
    kinds_of,
    look_of,
    spoken,
)
from experiments.figures_elevator_style import (
    COLOURS,
    WAY,
    anybody,
    bare,
    beside,
    bracket,
    counted,
    say,
    stage_label,
)
from experiments.figures_reasons import at_end
from experiments.figures_style import FAINT, has, head, word
from experiments.reported import FunnelObservation
from experiments.scenario import Scenario

Told = list[FunnelObservation]
MOST_TOLD = 2  # reported figures beside one bar; the picture by date has all


def anybody_starts(result: Any) -> bool:
    """Tell whether a result has a funnel, and any stairwell began."""
    return anybody(result, *WAY)


def draw_funnel(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the funnel."""
    told = {stage: _nearest(stage, result, scenario) for stage in WAY}
    any_told = any(told.values())
    figure = Figure(figsize=(11 if any_told else 8.5, 5.4))
    left, wide = (0.13, 0.35) if any_told else (0.17, 0.55)
    axes = figure.add_axes((left, 0.16, wide, 0.66))
    _draw_bars(axes, result, language)
    for row, stage in enumerate(WAY):
        _mark(axes, stage, result, scenario)
        _write_told(axes, row, told[stage], len(_of_stage(stage, scenario)), result, language)
    _dress(figure, axes, result, sum(told.values(), []), language)
    below = counted(result, language)
    head(figure, scenario, word("funnel", language), below, language, left=0.03)
    return figure


def _draw_bars(axes: Any, result: Any, language: str) -> None:
    """Draw a bar for each stage, with its band, and its share of those that began beside it."""
    began = at_end(result, "started").astype(np.float64)
    for row, stage in enumerate(WAY):
        came = at_end(result, stage).astype(np.float64)
        axes.barh(row, float(np.median(came)), height=0.66, color=COLOURS[stage])
        bracket(axes, came, row)
        share = 100.0 * float(came.sum()) / float(began.sum())
        of_began = word("of_started", language, share=share) if row else ""
        beside(axes, row, f"{say(came)}\n{of_began}".strip(), linespacing=1.35)
    bare(axes, [stage_label(stage, language) for stage in WAY])
    axes.set_xlabel(word("funnel_axis", language), labelpad=3)
    axes.set_xlim(0, None)


def _of_stage(stage: str, scenario: Scenario) -> Told:
    told = figures_of(scenario, "stock", "flow", "cohort")
    return [seen for seen in told if seen.to_stage == stage]


def _nearest(stage: str, result: Any, scenario: Scenario) -> Told:
    """Return the reported figures of a stage that runs can say something of, the latest ones."""
    last = int(np.asarray(result["day"])[-1])
    fit = [seen for seen in _of_stage(stage, scenario) if 1 <= seen.last_day <= last]
    fit.sort(key=lambda seen: (bool(seen.shown), -seen.last_day))
    return fit[:MOST_TOLD]


def _mark(axes: Any, stage: str, result: Any, scenario: Scenario) -> None:
    """Mark on a bar the reported figures that count what it counts."""
    last = int(np.asarray(result["day"])[-1])
    for seen in _of_stage(stage, scenario):
        if _counts_all(seen, last):
            axes.plot(count_of(seen, result), WAY.index(stage), **look_of(seen, COLOURS[stage]))


def _counts_all(seen: FunnelObservation, last: int) -> bool:
    """Tell whether a figure counts all that came to its stage by the last day of the runs."""
    whole = seen.reading == "stock" or (seen.reading == "flow" and seen.first_day <= 1)
    return whole and seen.last_day == last and not is_ratio(seen)


def _write_told(axes: Any, row: int, told: Told, there: int, result: Any, language: str) -> None:
    """Write what was reported of a stage, and what the runs say of the same."""
    lines = [_line(seen, result, language) for seen in told]
    if there > len(told) > 0:
        lines[-1] += "\n" + word("more_told", language, some=there - len(told))
    beside(axes, row, "\n".join(lines), 1.34, fontsize=7.5, linespacing=1.35)


def _line(seen: FunnelObservation, result: Any, language: str) -> str:
    values = funnel_value(result, seen)
    text = say(100.0 * values, " %") if seen.share else say(values)
    mark = "\u25cb" if seen.shown else "\u25b2" if seen.relation == "at_least" else "\u25cf"
    return f"{mark} {spoken(seen, language)}   {word('simulated', language, text=text)}"


def _dress(figure: Figure, axes: Any, result: Any, told: Told, language: str) -> None:
    """Head the numbers, explain the marks, and tell what was withdrawn."""
    beside(axes, -0.75, word("funnel_head", language), color=FAINT)
    kinds = kinds_of(told, language)
    if kinds:
        handles = [axes.plot([], [], **look)[0] for look, _ in kinds]
        axes.legend(handles, [name for _, name in kinds], loc="center left", fontsize=8, ncols=3,
                    frameon=False, bbox_to_anchor=(1.315, 1.036), handlelength=0.6,
                    handletextpad=0.5, columnspacing=1.4, labelcolor=FAINT)  # fmt: skip
    if has(result, "reversed"):
        text = word("withdrawn", language, text=say(at_end(result, "reversed")))
        figure.text(0.03, 0.025, text, fontsize=8, color=FAINT)
