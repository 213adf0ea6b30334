"""The table of a comparison on the screen: every outcome, and below it every arm."""

from __future__ import annotations

from typing import Any

from experiments.compare_budget import budget_table
from experiments.compare_words import percent, say, say_change, told, with_unit
from experiments.comparison import Comparison
from experiments.judged import BASELINE
from experiments.paired import LEAST_PAIRS, Row
from experiments.plain_table import text_table
from experiments.table import outcome_words

HEADS = (
    "outcome", "arm", "median", "diff", "ratio", "p_best", "p_best_sceptical", "regret",
)  # fmt: skip


def comparison_table(comparison: Comparison, language: str = "en") -> str:
    """Lay a comparison out for a screen.

    Parameters
    ----------
    comparison : Comparison
    language : str
        ``"en"`` or ``"zh"``.
    """
    labels = outcome_words(comparison.scenario.model, language)["outcomes"]
    rows = shown_rows(comparison.rows)
    heads = [told(name, language, arm=next(iter(comparison.arms))) for name in HEADS]
    cells = [dict(zip(heads, _cells(row, labels, language), strict=True)) for row in rows]
    for above, row, cell in zip(rows, rows[1:], cells[1:], strict=False):
        cell[heads[0]] = "" if above["outcome"] == row["outcome"] else cell[heads[0]]
    body = text_table(cells, heads)
    parts = [_head(comparison, language), "", body, "", told("about", language)]
    parts += [_reference(comparison, language), *_few_pairs(comparison, rows, labels, language)]
    parts += [*_few_whole(comparison, rows, labels, language), *_horizon(rows, language)]
    parts += ["", budget_table(comparison, language), "", comparison.verdict_text(language)]
    return "\n".join(parts)


def shown_rows(rows: list[Row]) -> list[Row]:
    """Leave out outcomes that have no value in any arm, such as a day that never came."""
    there = {row["outcome"] for row in rows if row["reached"] > 0}
    return [row for row in rows if row["outcome"] in there]


def _head(comparison: Comparison, language: str) -> str:
    scenario, attrs = comparison.scenario, comparison.attrs
    title = scenario.title_zh if language == "zh" and scenario.title_zh else scenario.title
    what = told(comparison.group, language)
    band = "luck and parameters" if attrs["parameters"] != "point" else "luck only"
    parts = told("runs", language, runs=attrs["runs"]), told(band, language)
    how = told("semicolon", language).join(parts)
    return f"{title}：{what}（{how}）" if language == "zh" else f"{title}: {what} ({how})"


def _cells(row: Row, labels: dict[str, str], language: str) -> tuple[str, ...]:
    unit, first = row["unit"], row["arm"] == row["against"]
    rated = row["p_best"] is not None
    return (
        name_of(row, labels),
        row["arm"],
        median_text(row, language),
        told("first", language) if first else difference_text(row, language),
        "" if row["ratio"] is None or first else f"× {row['ratio']:.3g}",
        percent(row["p_best"]) if rated else "",
        percent(row["p_best_sceptical"]) + (" *" if row["leads"] else "") if rated else "",
        with_unit(row["regret"], unit, language, sign=False) if rated else "",
    )


def name_of(row: Row, labels: dict[str, str]) -> str:
    """Return what a row's outcome is called; its name where it is called nothing."""
    return str(labels.get(str(row["outcome"]), row["outcome"]))


def median_text(row: Row, language: str) -> str:
    """Write a median and its band; a day that never came says so."""
    missing = "never" if row["unit"] == "day" else "none"
    values = [say(row[name], row["unit"], language, missing) for name in ("median", "low", "high")]
    some = row["unit"] == "day" and 0 < row["reached"] < 1
    never = told("never_in", language, share=percent(1 - row["reached"])) if some else ""
    return f"{values[0]} ({values[1]}{told('to', language)}{values[2]}{never})"


def _reference(comparison: Comparison, language: str) -> str:
    """Say which arm the others are held against."""
    arm = next(iter(comparison.arms))
    return told("moved_first" if arm == BASELINE else "held_against", language, arm=arm)


def _horizon(rows: list[Row], language: str) -> list[str]:
    """Say how a day that never came is counted, where there is one."""
    some = any(row["unit"] == "day" and row["reached"] < 1 for row in rows)
    return [told("horizon", language)] if some else []


def difference_text(row: Row, language: str) -> str:
    """Write a difference and its interval; a dash where there is no pair."""
    unit = row["unit"]
    if row["diff"] is None:
        return told("none", language)
    low, high = (say_change(row[name], unit, language) for name in ("diff_low", "diff_high"))
    return f"{with_unit(row['diff'], unit, language)} ({low}{told('to', language)}{high})"


def _few_pairs(
    comparison: Comparison, rows: list[Row], labels: dict[str, Any], language: str
) -> list[str]:
    """Say where differences are over some of the pairs only."""
    runs, counts = comparison.attrs["runs"], dict[str, list[str]]()
    for row in rows:
        if row["pairs"] < runs and row["arm"] != row["against"]:
            count = told("count", language, arm=row["arm"], pairs=row["pairs"])
            counts.setdefault(name_of(row, labels), []).append(count)
    some = [
        told("some", language, outcome=name, counts=told("comma", language).join(each))
        for name, each in counts.items()
    ]
    between = told("semicolon", language)
    return [told("pairs", language, runs=runs, some=between.join(some))] if some else []


def _few_whole(
    comparison: Comparison, rows: list[Row], labels: dict[str, Any], language: str
) -> list[str]:
    """Say where the shares of being ahead are over some of the runs only, and of how many."""
    runs = comparison.attrs["runs"]
    few = {
        name_of(row, labels): told("whole_count", language, runs=row["whole_runs"])
        for row in rows
        if row["p_best"] is not None and row["whole_runs"] < runs
    }
    some = [told("some", language, outcome=name, counts=count) for name, count in few.items()]
    between = told("semicolon", language).join(some)
    return [told("whole", language, runs=runs, least=LEAST_PAIRS, some=between)] if some else []
