"""What rows of case tables owe each other: one row a figure, known campaigns, shares that grow.

A rule looks only at cells that are sound themselves: a row lacks the cells that are not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import NamedTuple

from experiments.case_columns import ROUNDING, STAGES
from experiments.case_faults import Fault
from experiments.errors import did_you_mean
from experiments.funnels import first_of, last_of

Row = Mapping[str, str]
Parts = tuple[str, ...]
Figure = tuple[float, float, bool, int]
"""Day, share (0-1), whether it is a lower bound only, and its row."""

LADDER = ("suitable", *STAGES)


class CheckedTable(NamedTuple):
    """The sound cells of a table, by row of the file; ``complete`` as in a raw table."""

    file: str
    rows: dict[int, Row]
    complete: bool = True


def campaign_faults(table: CheckedTable) -> Iterator[Fault]:
    """Find campaigns that stand in the table twice."""
    do = "Give each campaign one row, or another case_id."
    for row, first in _again(table, lambda cells: cells.get("case_id")):
        name = table.rows[row]["case_id"]
        yield Fault(table.file, row, "case_id", name, f"each once; row {first} has it too", do)


def observation_faults(table: CheckedTable, campaigns: CheckedTable) -> Iterator[Fault]:
    """Find figures of unknown campaigns, figures without a day, twice told, and falling shares."""
    ids = [row["case_id"] for row in campaigns.rows.values() if "case_id" in row]
    known = set(ids)
    for number, row in table.rows.items():
        name = row.get("case_id")
        if name is not None and name not in known and campaigns.complete:
            hint = did_you_mean(name, ids) if len(ids) < 1000 else ""
            do = f"Add the campaign, or correct the name.{hint}"
            yield Fault(table.file, number, "case_id", name, f"one of {campaigns.file}", do)
        yield from _day_faults(table.file, number, row)
    yield from _told_twice(table, _figure)
    yield from falls(table, least=ROUNDING)


def _day_faults(file: str, number: int, row: Row) -> Iterator[Fault]:
    """Only a round-1 share may be without its day; nobody reaches a share of 0."""
    if row.get("relation") == "reached" and row.get("day") == "":
        do = "Write the day, or leave the row out."
        yield Fault(file, number, "day", "", "the day on which the share was reached", do)
    elif row.get("measure") in ("signing", "moving") and row.get("day") == "":
        do = "Write the day counted from signing_start, or leave the row out."
        yield Fault(file, number, "day", "", "the day of the figure", do)
    if row.get("relation") == "reached" and float(row.get("share", 1)) == 0:
        do = "Write at instead of reached, or correct the share."
        yield Fault(file, number, "share", row["share"], "a share above 0 that was reached", do)


def _figure(row: Row) -> Parts | None:
    """Tell two reports of one figure by what they are of; None where cells are missing."""
    if not row.keys() >= {"case_id", "measure", "relation", "day", "share"}:
        return None
    if row["measure"] == "round1":
        return row["case_id"], "round1"
    by = "share" if row["relation"] == "reached" else "day"
    return row["case_id"], row["measure"], by, f"{float(row[by] or 0):.10g}"


def falls(table: CheckedTable, least: float) -> Iterator[Fault]:
    """Find shares lower than an earlier one of the same campaign by more than ``least`` (0-1)."""
    series: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for number, row in table.rows.items():
        if _figure(row) and row["day"]:
            told = float(row["day"]), float(row["share"]), row["relation"] == "at_least", number
            series[row["case_id"], row["measure"]].append(told)
    do = "Signatures only add up: correct the day or the share."
    for figures in series.values():
        for (*_, number), (before, earlier) in _below_earlier(sorted(figures), least):
            wanted = f"at least {before:.10g}, as in row {earlier} on an earlier day"
            yield Fault(table.file, number, "share", table.rows[number]["share"], wanted, do)


def _below_earlier(told: list[Figure], least: float) -> Iterator[tuple[Figure, tuple[float, int]]]:
    """Walk through the days; a lower bound may lie below what was told before."""
    top, of, day = 0.0, 0, 0.0
    waiting: list[tuple[float, int]] = []
    for figure in told:
        if figure[0] > day:
            top, of = max([(top, of), *waiting], key=lambda pair: pair[0])
            waiting, day = [], figure[0]
        if not figure[2] and figure[1] < top - least - 1e-12:
            yield figure, (top, of)
        waiting.append((figure[1], figure[3]))


def funnel_faults(table: CheckedTable) -> Iterator[Fault]:
    """Find counts above their whole, stages and periods back to front, and rows told twice."""
    for number, row in table.rows.items():
        before, after = row.get("n_before"), row.get("n_after")
        if before and after and float(after) > float(before):
            do = f"Only {before} had come to the stage before: correct one of the two."
            yield Fault(table.file, number, "n_after", after, f"at most n_before = {before}", do)
        stages = [LADDER.index(row[name]) for name in ("from_stage", "to_stage") if name in row]
        if len(stages) == 2 and stages[0] >= stages[1]:
            wanted = f"a stage after {row['from_stage']}"
            do = f"The stages are {', '.join(LADDER)}."
            yield Fault(table.file, number, "to_stage", row["to_stage"], wanted, do)
        start, end = row.get("period_start"), row.get("period_end")
        if start and end and first_of(start) > last_of(end):
            do = "Swap the two, or correct one."
            yield Fault(table.file, number, "period_end", end, f"a time not before {start}", do)
    yield from _told_twice(table, _funnel_figure)


def _funnel_figure(row: Row) -> Parts | None:
    names = ("case_id", "period_start", "period_end", "from_stage", "to_stage", "reading")
    return tuple(row[name] for name in names) if row.keys() >= set(names) else None


def _told_twice(table: CheckedTable, figure: Callable[[Row], Parts | None]) -> Iterator[Fault]:
    do = "Keep the one that is surer."
    for row, first in _again(table, figure):
        value = " ".join(str(part) for part in figure(table.rows[row]) or ())
        yield Fault(table.file, row, "", value, f"each figure once; row {first} has it too", do)


def _again(table: CheckedTable, key: Callable[[Row], Hashable]) -> Iterator[tuple[int, int]]:
    """Return each row that repeats an earlier one, with that one."""
    first: dict[Hashable, int] = {}
    for number, row in table.rows.items():
        found = key(row)
        if found is not None and first.setdefault(found, number) != number:
            yield number, first[found]
