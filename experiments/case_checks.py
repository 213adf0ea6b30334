"""Case tables checked cell by cell: one pandera schema for each table, made from its columns."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from experiments.case_cells import fits, remedy
from experiments.case_columns import SHEETS, CaseColumn
from experiments.case_faults import Fault
from experiments.errors import did_you_mean

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

    from experiments.case_files import RawTable


@cache
def schema_of(table: str) -> pa.DataFrameSchema:
    """Make the schema of a table: ``campaigns``, ``observations`` or ``funnels``.

    A frame in this schema holds text only, blanks as ""; its index counts the rows of the file.
    Columns of the user's own are let through.
    """
    import pandera.pandas as pa

    return pa.DataFrameSchema({c.name: _column(c) for c in SHEETS[table]}, strict=False)


def _column(column: CaseColumn) -> pa.Column:
    import pandera.pandas as pa

    check = pa.Check(partial(fits, column), element_wise=True, error=column.allowed)
    return pa.Column(None, check, required=column.needed, description=column.meaning)


def frame_of(raw: RawTable) -> pd.DataFrame:
    """Put a table of text into a frame whose index counts the rows of the file."""
    import pandas as pd

    columns = list(zip(*raw.rows, strict=True)) or [() for _ in raw.header]
    data = {
        name: pd.Series(cells, dtype=object)
        for name, cells in zip(raw.header, columns, strict=True)
    }
    return pd.DataFrame(data).set_axis(raw.numbers)


def cell_faults(table: str, raw: RawTable) -> list[Fault]:
    """Return every missing column, and every cell that its column does not allow."""
    import pandera.errors

    twice = [name for k, name in enumerate(raw.header) if name in raw.header[:k] and name]
    if twice:
        do = "Keep one of them."
        return [Fault(raw.file, 1, name, None, "each column once", do) for name in twice]
    try:
        schema_of(table).validate(frame_of(raw), lazy=True)
    except pandera.errors.SchemaErrors as found:
        return _faults(table, raw, found.failure_cases)
    return []


def _faults(table: str, raw: RawTable, cases: pd.DataFrame) -> list[Fault]:
    """Put what pandera found into words, in the order of the rows."""
    known = {column.name: column for column in SHEETS[table]}
    absent = cases["check"] == "column_in_dataframe"
    faults = [_missing(raw, name) for name in known if name in set(cases["failure_case"][absent])]
    cells = cases[~absent].sort_values("index", kind="stable")
    told = zip(cells["index"], cells["column"], cells["failure_case"], strict=True)
    return faults + [_cell(raw.file, int(row), known[name], value) for row, name, value in told]


def _cell(file: str, row: int, column: CaseColumn, value: str) -> Fault:
    blank = ", or a blank" if column.blank else ""
    return Fault(
        file, row, column.name, str(value), column.allowed + blank, remedy(column, str(value))
    )


def _missing(raw: RawTable, name: str) -> Fault:
    """Name a missing column, and what may stand in its place."""
    if len(raw.header) == 1:
        for sign in (";", "\t", "|"):
            if sign in raw.header[0]:
                do = f"The file is separated by {sign!r}: save it with commas."
                return Fault(raw.file, 1, "", None, "columns separated by commas", do)
    hint = did_you_mean(name, [own for own in raw.header if own])
    do = f"Add it; blanks stand for what is unknown.{hint}"
    return Fault(raw.file, 1, name, None, "this column, but it is missing", do)
