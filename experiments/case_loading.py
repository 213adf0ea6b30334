"""One case table brought in: read, checked cell by cell, and cut to the columns of its schema."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from experiments.case_columns import FILES, SHEETS, CaseColumn
from experiments.case_faults import Fault
from experiments.case_files import RawTable, read_file, shipped_rows
from experiments.case_rules import CheckedTable, Row


class Loaded(NamedTuple):
    """A table, its faults cell by cell, and the columns of the file that the schema lacks.

    ``checked`` leaves out cells with faults; ``table.rows`` is whole where there are no faults.
    """

    table: CheckedTable
    faults: list[Fault]
    ignored: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows in the order of the file."""
        return tuple(self.table.rows.values())


def load_one(table: str, path: Path | None) -> Loaded:
    """Load a table by name; None stands for the shipped one, which needs no check."""
    if path is None:
        rows = shipped_rows(FILES[table])
        return Loaded(CheckedTable(FILES[table], dict(enumerate(rows, start=2))), [])
    raw, faults = read_file(path)
    if raw.rows:
        from experiments.case_checks import cell_faults

        faults += cell_faults(table, raw)
    own = {column.name for column in SHEETS[table]}
    ignored = tuple(name for name in raw.header if name not in own and name)
    return Loaded(_sound(table, raw, faults), faults, ignored)


def _sound(table: str, raw: RawTable, faults: list[Fault]) -> CheckedTable:
    """Leave out cells and columns that have faults; a column that may be missing holds blanks."""
    bad = {(fault.row, fault.column) for fault in faults}
    optional = {column.name: "" for column in SHEETS[table] if not column.needed}
    wanted = [
        (k, c)
        for c in SHEETS[table]
        for k, n in enumerate(raw.header)
        if n == c.name and (1, n) not in bad
    ]
    rows: dict[int, Row] = {
        number: optional
        | {c.name: _plain(c, cells[k]) for k, c in wanted if (number, c.name) not in bad}
        for number, cells in zip(raw.numbers, raw.rows, strict=True)
    }
    return CheckedTable(raw.file, rows, raw.complete)


def _plain(column: CaseColumn, text: str) -> str:
    """Write a whole number without the decimals that a spreadsheet gives it."""
    return str(int(float(text))) if column.form == "whole" and "." in text else text
