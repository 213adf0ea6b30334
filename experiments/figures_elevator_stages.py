"""The stages by date: how many had begun, consented, begun to build and finished, against reports.

Medians and 90 % bands. A dot is a reported figure; a flow has a line over its period, on top of
what the runs had before it. Where the first cases are followed, a second panel shows them alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib.dates import AutoDateLocator, DateFormatter
from matplotlib.figure import Figure

from experiments.counting import count_at
from experiments.figures_elevator_reported import count_of, figures_of, kinds_of, look_of
from experiments.figures_elevator_style import COLOURS, WAY, anybody, counted, stage_label
from experiments.figures_style import FAINT, head, spread, within, word
from experiments.funnels import PLACES, date_of
from experiments.reported import FunnelObservation
from experiments.scenario import Scenario

LINES = {"started": ":", "agreed": (0, (1, 1)), "passed": "-", "permitted": "--", "begun": "-.",
         "finished": (0, (5, 1))}  # fmt: skip
ALL = ("started", "passed", "begun", "finished")
FOLLOWED = {"cohort_filed": "filed", "cohort_passed": "passed",
            "cohort_permitted": "permitted", "cohort_finished": "finished"}  # fmt: skip
WIDE = 40.0  # ratio of the largest count to the smallest reported one from which small ones vanish
LINES["filed"] = ":"


def anybody_moves_on(result: Any) -> bool:
    """Tell whether a result has the series of stages, and any stairwell began."""
    return anybody(result, *ALL) and np.asarray(result["started"]).ndim > 1


def draw_stages(result: Any, scenario: Scenario, language: str = "en") -> Figure:
    """Return the picture of the stages by date."""
    followed = anybody(result, "cohort_filed")
    figure = Figure(figsize=(10, 8.6 if followed else 5.4))
    panels = figure.subplots(1 + followed, 1, squeeze=False)[:, 0]
    edge = 0.72 / figure.get_figheight()
    figure.subplots_adjust(left=0.08, right=0.82, top=1 - edge, bottom=1.2 * edge, hspace=0.34)
    _draw_all(panels[0], result, scenario, language)
    if followed:
        _draw_followed(panels[1], result, scenario, language)
    for axes in panels:
        _date_axis(axes, result, scenario, language)
    _explain(figure, result, scenario, language)
    head(figure, scenario, word("stages", language), counted(result, language), language)
    return figure


def places_of(days: Any, scenario: Scenario) -> Any:
    """Turn days of the run into dates, or leave them as they are where no date is known."""
    first = date_of(int(scenario.values.get("start_date") or 0))
    if first is None:
        return np.asarray(days)
    return np.datetime64(first) + (np.asarray(days, dtype=np.int64) - 1)


def _draw_all(axes: Any, result: Any, scenario: Scenario, language: str) -> None:
    """Draw all stairwells of the place, with the reported stocks and flows."""
    told = _within(figures_of(scenario, "stock", "flow"), result)
    stages = [stage for stage in WAY if stage in (*ALL, *(seen.to_stage for seen in told))]
    rooted = _choose_scale(axes, [count_of(seen, result) for seen in told], result)
    _draw_series(axes, {name: name for name in stages}, result, scenario, language)
    for seen in told:
        if seen.reading == "flow":
            _mark_flow(axes, seen, result, scenario)
        else:
            _mark(axes, seen, count_of(seen, result), scenario)
    _legend(axes, told, language)
    root = word("root_axis", language) if rooted else ""
    axes.set_ylabel(f"{word('stages_axis', language)} {root}".strip())


def _draw_followed(axes: Any, result: Any, scenario: Scenario, language: str) -> None:
    """Draw the first cases alone, with the reported cohorts."""
    n = int(np.median(np.asarray(result["cohort_filed"])[:, -1]))
    n = int(scenario.values.get("cohort") or n)
    told = _within(figures_of(scenario, "cohort"), result)
    _draw_series(axes, FOLLOWED, result, scenario, language)
    for seen in told:
        _mark(axes, seen, count_of(seen, result), scenario)
    _legend(axes, told, language)
    axes.set(ylim=(0, 1.04 * n), ylabel=word("cohort_axis", language, n=n))
    axes.set_title(word("cohort_title", language, n=n), loc="left", fontsize=9)


def _within(told: Iterable[FunnelObservation], result: Any) -> list[FunnelObservation]:
    """Leave out what was reported for a day before or after the run."""
    last = int(np.asarray(result["day"])[-1])
    return [o for o in told if 1 <= o.last_day <= last and np.isfinite(count_of(o, result))]


def _choose_scale(axes: Any, told: list[float], result: Any) -> bool:
    """Take a square-root axis where reported counts are small beside the largest; tell if so."""
    most = float(np.quantile(np.asarray(result["started"])[:, -1], 0.95))
    axes.set_ylim(0, 1.05 * max([most, *told]))
    if told and most > WIDE * min(told):
        axes.set_yscale("function", functions=(_root, np.square))
        return True
    return False


def _root(count: np.ndarray) -> np.ndarray:
    return np.sqrt(np.maximum(count, 0.0))


def _draw_series(
    axes: Any, names: dict[str, str], result: Any, scenario: Scenario, language: str
) -> None:
    """Draw medians and bands, each named at its end."""
    dates = places_of(result["day"], scenario)
    ends = []
    for name, stage in names.items():
        low, middle, high = np.quantile(np.asarray(result[name]), (0.05, 0.5, 0.95), axis=0)
        axes.fill_between(dates, low, high, color=COLOURS[stage], alpha=0.2, linewidth=0)
        axes.plot(dates, middle, color=COLOURS[stage], linestyle=LINES[stage], linewidth=1.7)
        ends.append((float(middle[-1]), stage))
    axes.set_xlim(dates[0], dates[-1])
    axes.margins(x=0)
    _name_ends(axes, sorted(ends), language)


def _name_ends(axes: Any, ends: list[tuple[float, str]], language: str) -> None:
    """Name the lines at their right ends, without two names touching."""
    points = axes.transData.transform([(axes.get_xlim()[1], max(end, 1e-9)) for end, _ in ends])
    heights = axes.transAxes.inverted().transform(points)[:, 1]
    for height, (end, stage) in zip(_apart(np.clip(heights, 0, 1)), ends, strict=True):
        text = f"{stage_label(stage, language)}  {end:,.0f}"
        axes.annotate(text, (1.012, height), xycoords="axes fraction", va="center", fontsize=8.5,
                      color=COLOURS[stage], annotation_clip=False)  # fmt: skip


def _apart(heights: np.ndarray) -> np.ndarray:
    return within(spread(list(heights), 0.06), 0.01, 1.0)


def _mark(axes: Any, seen: FunnelObservation, height: float, scenario: Scenario) -> None:
    day = places_of(seen.last_day, scenario)
    axes.plot(day, height, **look_of(seen, COLOURS[seen.to_stage]))


def _mark_flow(axes: Any, seen: FunnelObservation, result: Any, scenario: Scenario) -> None:
    """Mark a flow: a line over its period, above what the runs had before it."""
    before = float(np.median(count_at(result, seen.to_stage, max(seen.first_day, 1) - 1)))
    height = before + count_of(seen, result)
    period = places_of([max(seen.first_day, 1), seen.last_day], scenario)
    axes.plot(period, (height, height), color=COLOURS[seen.to_stage], linewidth=1.2, zorder=4)
    _mark(axes, seen, height, scenario)


def _legend(axes: Any, told: list[FunnelObservation], language: str) -> None:
    kinds = kinds_of(told, language)
    handles = [axes.plot([], [], **look)[0] for look, _ in kinds]
    if handles:
        names = [name for _, name in kinds]
        axes.legend(handles, names, loc="upper left", fontsize=8, frameon=False)


def _date_axis(axes: Any, result: Any, scenario: Scenario, language: str) -> None:
    """Write calendar dates where day 1 has one."""
    if date_of(int(scenario.values.get("start_date") or 0)) is None:
        axes.set_xlabel(word("day_axis", language))
        return
    long = int(np.asarray(result["day"])[-1]) > 1500
    axes.xaxis.set_major_locator(AutoDateLocator(minticks=4, maxticks=11))
    axes.xaxis.set_major_formatter(DateFormatter("%Y" if long else "%Y-%m"))
    axes.set_xlabel(word("date_axis", language))


def _explain(figure: Figure, result: Any, scenario: Scenario, language: str) -> None:
    """Say how flows are drawn, and whether counts were scaled to this place."""
    told = _within(figures_of(scenario, "stock", "flow"), result)
    lines = [word("a_flow", language)] if any(o.reading == "flow" for o in told) else []
    here = int(np.median(np.asarray(result[PLACES])))
    scaled = {int(o.times) for o in told if o.base == PLACES} - {1, here}
    lines += [word("a_scale", language, n=n) for n in sorted(scaled)]
    figure.text(0.08, 0.012, "\n".join(lines), fontsize=8, color=FAINT, linespacing=1.4)
