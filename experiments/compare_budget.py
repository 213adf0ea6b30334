"""The budget on the screen: by how much doses were scaled, what was spent, what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.budget import OWN
from experiments.compare_words import told
from experiments.paired import Row
from experiments.plain_table import text_table

if TYPE_CHECKING:
    from experiments.comparison import Comparison

HEADS = ("arm", "factor", "hours", "yuan", "hours_left", "yuan_left", "stop")


def budget_table(comparison: Comparison, language: str = "en") -> str:
    """Lay out what the arms spent, under a line that says what they were allowed to."""
    own = comparison.budget.kind == OWN
    heads = [told(name, language) for name in HEADS if not (own and name in HEADS[-3:])]
    cells = [_cells(row, language) for row in comparison.spending]
    rows = [dict(zip(heads, each, strict=False)) for each in cells]
    return f"{_head(comparison, language)}\n{text_table(rows, heads)}"


def _head(comparison: Comparison, language: str) -> str:
    budget, each = comparison.budget, told(comparison.judged.each, language)
    if budget.kind == OWN:
        return told("own", language)
    source = " ".join(told(kind, language) for kind in _kinds(budget.source))
    numbers = {"hours": amount(budget.hours), "yuan": amount(budget.yuan)}
    return told("equal", language, each=each, source=source, **numbers)


def _kinds(source: str) -> list[str]:
    """Tell whether a budget is assumed, or given by who asks, or both; the file has the reasons."""
    parts = [part.partition(":")[0].strip() for part in source.split("; ")]
    return [kind for kind in dict.fromkeys(parts) if kind in ("assumed", "as given")]


def _cells(row: Row, language: str) -> tuple[str, ...]:
    names = row["at_range_end"].replace(" ", told("comma", language))
    clipped = told("clipped", language, names=names) if names else ""
    why = told(f"stop_{row['stop']}", language)
    return (
        row["arm"], f"× {row['factor']:g}", amount(row["hours_spent"]), amount(row["yuan_spent"]),
        amount(row["hours_unspent"]), amount(row["yuan_unspent"]),
        told("semicolon", language).join(part for part in (why, clipped) if part),
    )  # fmt: skip


def amount(value: float | None) -> str:
    """Write hours or yuan without needless digits; an overspent rest has its sign."""
    if value is None:
        return ""
    digits = 0 if abs(value) >= 100 or value == round(value) else 1 if abs(value) >= 10 else 2
    return f"{value:,.{digits}f}"
