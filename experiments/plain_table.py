"""Tables as plain text: columns line up, also where Chinese characters are two columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width


def width(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


def cell(value: object) -> str:
    """Write one value: numbers without needless digits, nothing for None."""
    if value is None:
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def text_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Line up rows under the names of ``columns``; the last column is not padded."""
    lines = [list(columns), *([cell(row.get(c)) for c in columns] for row in rows)]
    widths = [max(width(line[k]) for line in lines) for k in range(len(columns))]
    widths[-1] = 0
    return "\n".join(_line(line, widths) for line in lines)


def _line(cells: list[str], widths: list[int]) -> str:
    padded = [c + " " * max(w - width(c), 0) for c, w in zip(cells, widths, strict=True)]
    return "  ".join(padded).rstrip()


def markdown_table(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Write rows as a Markdown table, for the README."""
    body = [[cell(row.get(c)).replace("|", "\\|") for c in columns] for row in rows]
    lines = [list(columns), ["---"] * len(columns), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
