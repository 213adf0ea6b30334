"""Reported against simulated: ``summary.csv``, the rows of the table, and the same as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from experiments.known_models import FIRST
from experiments.ledger import Ledger
from experiments.measure import outcome_rows, report_rows
from experiments.reported import Figure
from experiments.scenario import outcome_module
from experiments.shards import write_safely
from experiments.table import as_table

__all__ = ["as_json", "as_table", "result_rows", "table_rows", "write_summary"]

SUMMARY = "summary.csv"
FIELDS = ("name", "unit", "reported", "relation", "median", "low", "high", "inside", "band")
ROW = ("name", "reported", "median", "low", "high", "inside")


def write_summary(folder: Path, ledger: Ledger, observations: Iterable[Figure]) -> None:
    """Write ``summary.csv``: reported figures, then every outcome; same runs, same bytes."""
    seen = list(observations)
    heads = [{"unit": o.unit, "relation": o.relation} for o in seen]
    rows = [h | row for h, row in zip(heads, report_rows(ledger, seen), strict=True)]
    outcomes = outcome_rows(ledger, ledger.notes)
    rows += [{"unit": ledger.notes[row["name"]]["unit"], **row} for row in outcomes]
    rows = [{**row, "band": ledger.attrs["band"]} for row in rows]
    write_csv(folder / SUMMARY, rows, FIELDS)


def write_csv(path: Path, rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> None:
    """Write some fields of rows as CSV; what is missing stays blank."""
    text = _csv(rows, fields)
    write_safely(path, lambda part: _put(part, text))


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _csv(rows: Iterable[dict[str, Any]], fields: Sequence[str]) -> str:
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_cell(row.get(field)) for field in fields] for row in rows)
    return sheet.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def result_rows(ledger: Ledger, observations: Sequence[Figure]) -> list[dict[str, Any]]:
    """Return the rows of the table: reported figures or, where nothing was reported, outcomes."""
    if observations:
        return report_rows(ledger, observations)
    return _headline(ledger)


def table_rows(ledger: Ledger, observations: Sequence[Figure]) -> list[dict[str, Any]]:
    """Return what is printed: ``result_rows``, and outcomes below them where a model wants it."""
    below = _said(ledger).BELOW and observations
    return [*result_rows(ledger, observations), *(_headline(ledger) if below else [])]


def _headline(ledger: Ledger) -> list[dict[str, Any]]:
    """Return the bands of the outcomes that a model tells in its table, in its order."""
    rows = {row["name"]: row for row in outcome_rows(ledger, ledger.notes)}
    there = [rows[name] for name in _said(ledger).HEADLINE if name in rows]
    return [{field: row.get(field) for field in ROW} for row in there]


def _said(ledger: Ledger) -> Any:
    return outcome_module(ledger.attrs.get("model", FIRST))


def as_json(rows: list[dict[str, Any]]) -> str:
    """Return the rows as a JSON list."""
    return json.dumps(rows, ensure_ascii=False, indent=1, allow_nan=False)
