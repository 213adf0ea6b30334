"""Tables of a check on disk: plain CSV whose bytes follow from the numbers alone."""

from __future__ import annotations

import csv
import io
import math
from pathlib import Path
from typing import Any

from experiments.shards import write_text

Rows = list[dict[str, Any]]


def write_rows(path: Path, rows: Rows) -> None:
    """Write rows as CSV, all of it or nothing; a missing number is an empty cell."""
    out = io.StringIO()
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
    write_text(path, out.getvalue())


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def read_rows(path: Path) -> Rows:
    """Read rows back: numbers as float, flags as bool, an empty cell as NaN."""
    with path.open(encoding="utf-8", newline="") as file:
        return [{name: _value(text) for name, text in row.items()} for row in csv.DictReader(file)]


def _value(text: str) -> Any:
    if text in ("true", "false"):
        return text == "true"
    try:
        return float(text) if text else math.nan
    except ValueError:
        return text
