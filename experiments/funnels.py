"""Reported funnels of elevators: how many stairwells had come to a stage, and when.

A row of the table has a period; a scenario has the date of its day 1. Together they give the days
of the run on which the figure is read: an end is the last day of its month, a start the first.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, cast

from experiments.case_columns import FILES, STAGES
from experiments.case_files import shipped_rows
from experiments.cases import Case
from experiments.reported import FunnelObservation, Reading, Relation

FOLLOWED = ("started", "passed", "permitted", "finished")
"""Stages that the first cases of a run are followed to."""

SUITABLE, PLACES = "suitable", "stairwells"
Row = Mapping[str, str]


@cache
def funnel_rows() -> tuple[Row, ...]:
    """Read the table of reported funnels, as text."""
    return tuple(shipped_rows(FILES["funnels"]))


@cache
def funnel_cases() -> dict[str, Case]:
    """Return the reported places by case id, with what their rows say of the place itself."""
    return places_in(funnel_rows())


def places_in(rows: Iterable[Row]) -> dict[str, Case]:
    """Return the places of a table of funnels by case id."""
    told: dict[str, list[Row]] = {}
    for row in rows:
        told.setdefault(row["case_id"], []).append(row)
    return {case_id: _case(case_id, rows) for case_id, rows in told.items()}


def rows_of(case_id: str, table: Iterable[Row] | None = None) -> list[Row]:
    """Return the rows of one case, in the order of the table; the shipped table unless told."""
    rows = funnel_rows() if table is None else table
    return [row for row in rows if row["case_id"] == case_id]


def _case(case_id: str, rows: Sequence[Row]) -> Case:
    """Take over how many stairwells are suitable, and how many cases are followed."""
    suitable = {_whole(row["n_before"]) for row in rows if row["from_stage"] == SUITABLE} - {None}
    followed = {_whole(row["n_before"]) for row in rows if row["reading"] == "cohort"} - {None}
    facts = {"stairwells": suitable, "cohort": followed}
    plain: dict[str, Any] = {name: next(iter(n)) for name, n in facts.items() if len(n) == 1}
    starts = {row["period_start"].strip() for row in rows if row["reading"] == "cohort"} - {""}
    if len(starts) == 1:
        plain["cohort_from"] = whole_of(first_of(starts.pop()))
    return Case(case_id, "", rows[0]["source_url"], plain, {})


def _whole(text: str) -> int | None:
    return int(float(text)) if text.strip() else None


def funnel_figures(
    case_id: str, values: Mapping[str, Any], table: Iterable[Row] | None = None
) -> tuple[FunnelObservation, ...]:
    """Return the reported figures of a case, in days of the run.

    Parameters
    ----------
    values : mapping
        Quantities of the scenario by name: ``start_date``, ``last_day`` and ``cohort``.
        Without a date of day 1 nothing can be placed, and there are no figures.
    table : iterable of rows, optional
        Rows of a table of one's own, checked; the shipped ones unless told.
    """
    day_1 = date_of(values.get("start_date") or 0)
    rows = figure_rows(case_id, table)
    if day_1 is None:
        return ()
    names = figure_names(rows)
    return tuple(figure_at(*pair, day_1, values) for pair in zip(names, rows, strict=True))


def figure_rows(case_id: str, table: Iterable[Row] | None = None) -> list[Row]:
    """Return the rows of a case that say how many there were, and when."""
    return [row for row in rows_of(case_id, table) if is_figure(row)]


def is_figure(row: Row) -> bool:
    """Tell whether a row says how many there were, and when."""
    dated = bool(row["period_end"].strip()) and (row["reading"] != "flow" or row["period_start"])
    told = bool(row["n_after"].strip()) and row["to_stage"] in STAGES
    return bool(dated and told and (row["reading"] != "cohort" or row["n_before"].strip()))


def date_of(whole: int) -> date | None:
    """Turn a date written yyyymmdd into a day; None for 0, which stands for an unknown one."""
    return date(whole // 10000, whole // 100 % 100, whole % 100) if whole else None


def first_of(text: str) -> date:
    """Return the first day of a year, a month or a day as the sources write it."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) == 4 else f"{text}-01"[:10])


def last_of(text: str) -> date:
    """Return the last day of a year, a month or a day as the sources write it."""
    start = first_of(text)
    if len(text) == 4:
        return start.replace(month=12, day=31)
    return start if len(text) == 10 else start.replace(day=monthrange(start.year, start.month)[1])


def figure_names(rows: Sequence[Row]) -> list[str]:
    """Name each figure after its stage, reading and period; a share of a stage after that too."""
    seen: Counter[str] = Counter()
    names = []
    for row in rows:
        of = f"_of_{row['from_stage']}" if _is_ratio(row) else ""
        name = f"{row['to_stage']}{of}_{row['reading']}_{_period(row)}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return names


def _period(row: Row) -> str:
    """Write a period as short as it can be: its end; for a flow a year, or both months."""
    end = row["period_end"][:7]
    if row["reading"] != "flow":
        return end
    first, last = first_of(row["period_start"]), last_of(row["period_end"])
    if (first.month, first.day, last.month, last.day, first.year) == (1, 1, 12, 31, last.year):
        return str(first.year)
    start = row["period_start"][:7]
    return end if start == end else f"{start}_{end}"


def _is_ratio(row: Row) -> bool:
    """Tell whether a stock is a share of those at an earlier stage, such as completed of passed."""
    earlier = row["from_stage"] in STAGES and bool(row["n_before"].strip())
    return row["reading"] == "stock" and earlier


def figure_at(name: str, row: Row, day_1: date, values: Mapping[str, Any]) -> FunnelObservation:
    """Place what a row reports in a run that begins on a date; ``values`` as above."""
    start = row["period_start"].strip()
    first = (first_of(start) - day_1).days + 1 if start else 1
    last = (last_of(row["period_end"]) - day_1).days + 1
    after, before = float(row["n_after"]), _whole(row["n_before"])
    share, base, times = _measure(row, before)
    return FunnelObservation(
        name=name,
        to_stage=row["to_stage"],
        reading=cast(Reading, row["reading"]),
        period=_period(row),
        first_day=first,
        last_day=last,
        reported=after / before if share and before else after,
        share=share,
        base=base,
        times=times,
        relation=cast(Relation, row["relation"]),
        source=row["source_url"],
        shown=_unfit(row, first, last, before, values),
    )


def _measure(row: Row, before: int | None) -> tuple[bool, str, float]:
    """Tell whether a figure is a share, by which column a run's count is divided, and times what.

    Where the number of suitable stairwells was reported, a stock is a share of them, and a flow a
    count in a place of that size, whatever the size of the place in the run.
    """
    if row["reading"] == "cohort":
        return True, "", 1.0 / (before or 1)
    if _is_ratio(row):
        return True, row["from_stage"], 1.0
    if row["from_stage"] != SUITABLE or not before:
        return False, "", 1.0
    return (True, PLACES, 1.0) if row["reading"] == "stock" else (False, PLACES, float(before))


def _unfit(row: Row, first: int, last: int, before: int | None, values: Mapping[str, Any]) -> str:
    """Say why a run cannot be held against a figure, in both languages; "" where it can."""
    reading = row["reading"]
    if last < 1:
        return "the run begins after it / 模拟开始于该时点之后"
    if last > (values.get("last_day") or 0):
        return "the run ends before it / 模拟结束于该时点之前"
    if reading == "flow" and first < 1:
        return "the run begins within its period / 模拟起点在其期间之内"
    if reading == "cohort" and row["to_stage"] not in FOLLOWED:
        return "cases are not followed to this stage / 未按批跟踪到该阶段"
    if reading == "cohort" and (
        _from(row, first) != _followed(values) or values.get("cohort") != before
    ):
        return f"it follows the first {before} cases, the run others / 所跟踪的启动数不同"
    return ""


def _from(row: Row, first: int) -> int | None:
    """Return the date from which a reported cohort began; None where it is the first day."""
    return whole_of(first_of(row["period_start"])) if first != 1 else None


def _followed(values: Mapping[str, Any]) -> int | None:
    """Return the date from which a run follows its cases; None for its first day."""
    date_from = values.get("cohort_from") or values.get("start_date")
    return None if date_from == values.get("start_date") else date_from


def whole_of(day: date) -> int:
    """Write a day as a whole number, yyyymmdd."""
    return 10_000 * day.year + 100 * day.month + day.day
