"""The page of the case tables' schema: every column with what it means and what it may hold."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from experiments.case_columns import SHEETS, USES, CaseColumn
from experiments.plain_table import markdown_table

COLUMNS = ("column", "meaning", "unit", "allowed", "a blank means", "read for a prediction")


def schema_table(table: str) -> str:
    """Write the columns of one table: ``campaigns``, ``observations`` or ``funnels``."""
    return markdown_table([_row(column) for column in SHEETS[table]], COLUMNS)


def _row(column: CaseColumn) -> dict[str, str]:
    optional = "" if column.needed else " (the column may be left out)"
    cells = (
        f"`{column.name}`",
        column.meaning + optional,
        column.unit,
        column.allowed,
        column.blank or "a fault",
        USES[column.use],
    )
    return dict(zip(COLUMNS, cells, strict=True))


SCHEMAS: dict[str, Callable[[], str]] = {
    f"schema:{table}": partial(schema_table, table) for table in SHEETS
}
"""Functions that write the tables of the page, by the name of their mark."""
