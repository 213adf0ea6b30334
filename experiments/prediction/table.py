"""A prediction as text: probability by day, expected days, drivers, doubts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.plain_table import text_table
from experiments.prediction.words import label_of, percent, told, value_told
from experiments.scenario import Scenario

MARKS = (1, 3, 7, 14, 30, 60, 90, 120, 180, 270, 365)
"""Days that are always told, besides the deadline."""
SHARE_DIGITS = 1


def prediction_text(data: Mapping[str, Any], scenario: Scenario, language: str = "en") -> str:
    """Return what is printed of a prediction.

    Parameters
    ----------
    data : mapping
        ``Prediction.data``.
    """
    parts = [
        _head(data, language),
        _days(data, language),
        _expected(data, language),
        _drivers(data, scenario, language),
        _reported(data, language),
        _likeness(data, scenario, language),
        _doubts(data, language),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(data: Mapping[str, Any], language: str) -> str:
    title = data["title_zh"] if language == "zh" else data["title"]
    drawn = told(data["parameters"], language)
    line = told(
        "head", language, title=title, strategy=data["strategy"], runs=data["runs"], drawn=drawn
    )
    if data["parameters"] != "posterior":
        return line
    return f"{line}\n{told('unselected' if data['unselected'] else 'selected', language)}"


def days_told(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the rows of the days that are told: some, and the deadline."""
    wanted = {*MARKS, data["deadline"]}
    return [
        row for row in data["by_day"] if row["day"] in wanted and row["day"] <= data["deadline"]
    ]


def _days(data: Mapping[str, Any], language: str) -> str:
    to = told("to", language)
    heads = [told("by", language), told("chance", language, threshold=percent(data["threshold"])),
             told("interval", language), told("chance_of_100", language),
             told("share", language), told("band", language)]  # fmt: skip
    rows = [
        dict(zip(heads, [
            str(row["day"]), percent(row["chance"]),
            f"{percent(row['low'])} {to} {percent(row['high'])}", percent(row["chance_of_100"]),
            percent(row["share_50"], SHARE_DIGITS),
            f" {to} ".join(percent(row[f"share_{end}"], SHARE_DIGITS) for end in (5, 95)),
        ], strict=True))
        for row in days_told(data)
    ]  # fmt: skip
    return text_table(rows, heads)


def _expected(data: Mapping[str, Any], language: str) -> str:
    last = data["by_day"][-1]["day"]
    lines = [
        f"{told(name, language, threshold=percent(data['threshold']))}: "
        f"{_day_band(data[name], last, language)}"
        for name in ("day_of_threshold", "day_of_100")
    ]
    chance = percent(data["chance_of_100"])
    lines.append(told("deadline", language, deadline=data["deadline"], chance=chance))
    return "\n".join(lines)


def _day_band(band: Mapping[str, Any], last: int, language: str) -> str:
    middle, low, high = (_day(band[key], last, language) for key in ("median", "low", "high"))
    bracket = ("（", "）") if language == "zh" else (" (", ")")
    to = told("to", language)
    return f"{middle}{bracket[0]}{told('band', language)}: {low} {to} {high}{bracket[1]}"


def _day(day: float | None, last: int, language: str) -> str:
    if day is None:
        return told("never", language, last=last)
    return told("day", language, day=f"{day:.0f}")


def _drivers(data: Mapping[str, Any], scenario: Scenario, language: str) -> str:
    columns = ("covariate", "low", "high", "p_low", "p_high", "change", "share_change")
    heads = [told(name, language) for name in columns]
    rows = [
        dict(zip(heads, _driver_cells(row, scenario, language), strict=True))
        for row in data["drivers"]
    ]
    runs, homes = data["driver_runs"], data["driver_certificates"]
    return f"{told('drivers', language, runs=runs, homes=homes)}\n{text_table(rows, heads)}"


def _driver_cells(row: Mapping[str, Any], scenario: Scenario, language: str) -> Sequence[str]:
    ends = [value_told(row[end], language) for end in ("low", "high")]
    if row["name"] == "intensity":
        ends = [told("times", language, value=end) for end in ends]
    to = told("to", language)
    changes = [
        f"{100 * row[name]:+.1f} ({100 * row[f'{name}_low']:+.1f} {to} "
        f"{100 * row[f'{name}_high']:+.1f})"
        for name in ("change", "share_change")
    ]
    chances = [percent(row[end]) for end in ("chance_low", "chance_high")]
    return [label_of(row["name"], scenario.sheet.by_name, language), *ends, *chances, *changes]


def _reported(data: Mapping[str, Any], language: str) -> str:
    """Hold what was reported against the prediction, which has not read it."""
    if not data["reported"]:
        return ""
    columns = ("figure", "told", "middle", "band", "inside")
    heads = [told(name, language) for name in columns]
    rows = [dict(zip(heads, _figure_cells(row, language), strict=True)) for row in data["reported"]]
    return f"{told('reported', language)}\n{text_table(rows, heads)}"


def _figure_cells(row: Mapping[str, Any], language: str) -> Sequence[str]:
    by_day = "day_of" in row["name"]
    reported, middle, low, high = (
        ("-" if v is None else f"{v:.0f}") if by_day else percent(v, 2)
        for v in (row["reported"], row["median"], row["low"], row["high"])
    )
    inside = "-" if row["inside"] is None else told("yes" if row["inside"] else "no", language)
    return [row["name"], reported, middle, f"{low} {told('to', language)} {high}", inside]


def _likeness(data: Mapping[str, Any], scenario: Scenario, language: str) -> str:
    lines = []
    for key, inside in (("like", True), ("unlike", False)):
        some = [
            _one(row, scenario, language) for row in data["likeness"] if row["inside"] == inside
        ]
        if some:
            lines.append(told(key, language, names=told("comma", language).join(some)))
    return "\n".join(lines)


def _one(row: Mapping[str, Any], scenario: Scenario, language: str) -> str:
    label = label_of(row["name"], scenario.sheet.by_name, language)
    value = value_told(row["value"], language)
    if "among" not in row:
        low, high = (value_told(row[end], language) for end in ("low", "high"))
        return told("range", language, label=label, value=value, low=low, high=high)
    among = ", ".join(f"{value_told(n, language)} {count}" for n, count in row["among"].items())
    return told("among", language, label=label, value=value, among=among)


def _doubts(data: Mapping[str, Any], language: str) -> str:
    key = "label_zh" if language == "zh" else "label"
    both = {
        drawn: told("comma", language).join(
            row[key] for row in data["prior_driven"] if row["drawn"] == drawn
        )
        for drawn in (True, False)
    }
    none = told("none", language)
    return told("doubts", language, drawn=both[True] or none, held=both[False] or none)
