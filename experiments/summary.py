"""Reported against simulated: ``summary.csv``, the table on the screen, and the same as JSON."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from experiments.ledger import DERIVED, Ledger
from experiments.measure import outcome_rows, report_rows
from experiments.scenario import Observation, Scenario
from experiments.shards import write_safely

SUMMARY = "summary.csv"
FIELDS = ("name", "unit", "reported", "relation", "median", "low", "high", "inside", "band")
ROW = ("name", "reported", "median", "low", "high", "inside")

WORDS = {
    "en": {
        "heads": ("", "reported", "simulated median", "90 % band", "inside?"),
        "round1": "agreed in round 1", "signing": "signed by day {day}",
        "moving": "moved out by day {day}", "signing_reached": "day on which {share} had signed",
        "moving_reached": "day on which {share} had moved out", "round1_share": "agreed in round 1",
        "signing_share": "signed on the last day", "moving_share": "moved out on the last day",
        "day_of_100": "day of the last signature", "day_in_force": "day agreements took effect",
        "day_given_up": "day given up", "day": "day {day}", "never": "never", "yes": "yes",
        "no": "NO", "runs": "{runs} runs; bands hold {band}", "luck only": "luck only",
        "luck and parameters": "luck and parameters", "to": "to",
        "strategy": "strategy {name}", "comma": ", ",
    },
    "zh": {
        "heads": ("", "报告值", "模拟中位数", "90% 区间", "在区间内？"),
        "round1": "一轮征询同意率", "signing": "第 {day} 天签约率", "moving": "第 {day} 天搬迁率",
        "signing_reached": "签约率达 {share} 之日", "moving_reached": "搬迁率达 {share} 之日",
        "round1_share": "一轮征询同意率", "signing_share": "末日签约率",
        "moving_share": "末日搬迁率",
        "day_of_100": "全部签约之日", "day_in_force": "协议生效之日", "day_given_up": "终止之日",
        "day": "第 {day} 天", "never": "未达到", "yes": "是", "no": "否",
        "runs": "{runs} 次模拟；区间含{band}", "luck only": "随机性",
        "luck and parameters": "随机性与参数不确定性", "to": "至",
        "strategy": "策略 {name}", "comma": "，",
    },
}  # fmt: skip


def write_summary(folder: Path, ledger: Ledger, observations: Iterable[Observation]) -> None:
    """Write ``summary.csv``: reported figures, then every outcome; same runs, same bytes."""
    seen = list(observations)
    heads = [
        {"unit": "day" if o.relation == "reached" else "1", "relation": o.relation} for o in seen
    ]
    rows = [h | row for h, row in zip(heads, report_rows(ledger, seen), strict=True)]
    outcomes = outcome_rows(ledger, ledger.notes)
    rows += [{"unit": ledger.notes[row["name"]]["unit"], **row} for row in outcomes]
    text = _csv([{**row, "band": ledger.attrs["band"]} for row in rows])
    write_safely(folder / SUMMARY, lambda path: _put(path, text))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _csv(rows: Iterable[dict[str, Any]]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(FIELDS)
    writer.writerows([_cell(row.get(field)) for field in FIELDS] for row in rows)
    return sheet.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def result_rows(ledger: Ledger, observations: Sequence[Observation]) -> list[dict[str, Any]]:
    """Return the rows of the table: reported figures or, where nothing was reported, outcomes."""
    if observations:
        return report_rows(ledger, observations)
    shown = [made.name for made in DERIVED]
    rows = [row for row in outcome_rows(ledger, ledger.notes) if row["name"] in shown]
    return [{field: row.get(field) for field in ROW} for row in rows]


def as_json(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a JSON list."""
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False)


def as_table(
    rows: list[dict[str, Any]], scenario: Scenario, attrs: dict[str, Any], language: str = "en"
) -> str:
    """Lay the rows out for a screen: reported, simulated median, 90 % band, inside or not.

    Parameters
    ----------
    rows : list of dict
        From ``result_rows``.
    scenario : Scenario
    attrs : dict
        Provenance of the ensemble, for the number of runs and what the bands hold.
    language : str
        ``"en"`` or ``"zh"``.
    """
    words: dict[str, Any] = WORDS[language]
    seen = {o.name: o for o in scenario.observations}
    cells = [words["heads"], *(_cells(row, seen.get(row["name"]), words) for row in rows)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(cells[0]))]
    title = scenario.title_zh if language == "zh" and scenario.title_zh else scenario.title
    note = words["runs"].format(runs=attrs["runs"], band=words[attrs["band"]])
    head = words["comma"].join([title, *_changes(scenario, words)])
    return "\n".join([f"{head} ({note})", "", *(_line(line, widths) for line in cells)])


def _changes(scenario: Scenario, words: dict[str, Any]) -> list[str]:
    """Say which strategy is played, and what was given on the command line."""
    given = [line for line in scenario.config.get("overrides", ()) if line[:9] != "strategy="]
    return [words["strategy"].format(name=scenario.strategy), *given]


def _cells(row: dict[str, Any], seen: Observation | None, words: dict[str, Any]) -> tuple[str, ...]:
    days = seen.relation == "reached" if seen else row["name"].startswith("day_")
    reported = "-" if row["reported"] is None else _say(row["reported"], days, words)
    if seen and seen.relation == "at_least":
        reported = f"≥ {reported}"
    low, median, high = (_say(row[name], days, words) for name in ("low", "median", "high"))
    inside = "-" if row["inside"] is None else words["yes" if row["inside"] else "no"]
    return _label(row["name"], seen, words), reported, median, f"{low} {words['to']} {high}", inside


def _label(name: str, seen: Observation | None, words: dict[str, Any]) -> str:
    if seen is None:
        return str(words.get(name, name))
    if seen.measure == "round1":
        return str(words["round1"])
    reached = "_reached" if seen.relation == "reached" else ""
    share = f"{100 * seen.share:g} %"
    return str(words[seen.measure + reached].format(day=seen.day, share=share))


def _say(value: float | None, days: bool, words: dict[str, Any]) -> str:
    if value is None:
        return str(words["never"]) if days else "-"
    return str(words["day"].format(day=round(value))) if days else f"{100 * value:.2f} %"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0] + " " * (widths[0] - _width(cells[0]))
    rest = (" " * (w - _width(c)) + c for c, w in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([first, *rest])


def _width(text: str) -> int:
    """Return the columns a text takes on a screen; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
