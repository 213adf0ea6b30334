"""The table of a sweep on the screen: a line for each point, with the outcomes asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.paired import Outcome, Row
from experiments.plain_table import text_table
from experiments.sweep_outcomes import shown_outcomes
from experiments.sweep_words import (
    is_prior_driven,
    number_told,
    outcome_label,
    told,
    value_told,
)

if TYPE_CHECKING:
    from experiments.sweep_result import SweepResult

MOST_LINES = 60


def sweep_table(result: SweepResult, language: str = "en") -> str:
    """Lay a sweep out for a screen.

    Parameters
    ----------
    result : SweepResult
    language : str
        ``"en"`` or ``"zh"``.
    """
    shown = shown_outcomes(result.outcomes, result.scenario.model)
    rows = {(row["outcome"], row["point"]): row for row in result.rows}
    count = min(len(result.plan.points), MOST_LINES)
    lines = [_line(result, shown, rows, number, language) for number in range(count)]
    more = len(result.plan.points) - count
    below = [told("more", language, more=more, file=result.file)] if more else []
    body = text_table(lines, list(lines[0]))
    below.append(told("about", language, file=result.file))
    below += _doubts(result, language)
    return "\n".join([heading(result, language), "", body, "", *below])


def _doubts(result: SweepResult, language: str) -> list[str]:
    """Name what was swept although no reported figure identifies it."""
    named = result.scenario.sheet.by_name
    names = [name for name in result.plan.swept if is_prior_driven(named[name])]
    between = told("comma", language)
    return [told("doubtful", language, names=between.join(names))] if names else []


def heading(result: SweepResult, language: str) -> str:
    """Say what was swept, and how often each point was played."""
    scenario = result.scenario
    title = scenario.title_zh if language == "zh" and scenario.title_zh else scenario.title
    named, played = what(result, language), how(result, language)
    return f"{title}：{named}（{played}）" if language == "zh" else f"{title}: {named} ({played})"


def what(result: SweepResult, language: str) -> str:
    """Name the design: by its title where it has one."""
    design = result.plan.design
    if design["verb"] == "dose":
        return told("dose", language, method=design["method"])
    title = design.get("title_zh" if language == "zh" else "title")
    return str(title or told("sweep", language, design=design["name"]))


def how(result: SweepResult, language: str) -> str:
    """Say how many points and runs there are, and what bands hold."""
    points, runs = len(result.plan.points), result.plan.runs
    parts = told("points", language, points=points, runs=runs), told(result.plan.band, language)
    return told("semicolon", language).join(parts)


def _line(
    result: SweepResult, shown: list[Outcome], rows: dict[tuple[str, int], Row], number: int,
    language: str,
) -> Row:  # fmt: skip
    point = result.point(number)
    heads = {"point": "#", **{g: told(g, language) for g in result.plan.groups}}
    line = {heads.get(key, key): value_told(value) for key, value in point.items()}
    for place, made in enumerate(shown):
        row = rows[made.name, number + 1]
        label = outcome_label(made, result.scenario.model, language, short=True)
        line[label] = number_told(row["median"], made.unit, language)
        if place == 0:
            line[label] += _band(row, ("low", "high"), made, language, sign=False)
            change = number_told(row["diff"], made.unit, language, sign=True)
            change += _band(row, ("diff_low", "diff_high"), made, language, sign=True)
            line[told("change", language)] = "-" if number == 0 else change
    return line


def _band(row: Row, ends: tuple[str, str], made: Outcome, language: str, sign: bool) -> str:
    low, high = (number_told(row[end], made.unit, language, sign) for end in ends)
    return f" ({low}{told('to', language)}{high})"
