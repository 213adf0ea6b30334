"""What is wrong with a case table: every fault with file, row, column, value and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from experiments.errors import UserError

SHOWN = 20
"""Faults told one by one; the rest are counted."""


class Fault(NamedTuple):
    """One fault of a table; row 0 and an empty column mean the file as a whole.

    Rows are counted as a spreadsheet does: the header is row 1.
    """

    file: str
    row: int
    column: str
    value: str | None
    expected: str
    do: str

    @property
    def text(self) -> str:
        """The fault in one line: where, what came, what was expected, what to do."""
        where = self.file + (f", row {self.row}" if self.row else "")
        where += f", column {self.column}" if self.column else ""
        came = f"got {_short(self.value)}, " if self.value is not None else ""
        return f"{where}: {came}expected {self.expected}. {self.do}"


def _short(value: str) -> str:
    """Quote a value, cut where it is long."""
    return repr(value if len(value) <= 60 else f"{value[:57]}...") if value else "nothing"


class TableError(UserError):
    """Everything that is wrong with the tables that a user gave.

    Attributes
    ----------
    faults : tuple of Fault
        All faults, in the order of files, rows and columns; the message tells the first 20.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(dict.fromkeys(faults))
        super().__init__(_told(self.faults))


def _told(faults: Sequence[Fault]) -> str:
    if len(faults) == 1:
        return faults[0].text
    lines = [f"{len(faults)} things to put right:", *(f"- {f.text}" for f in faults[:SHOWN])]
    rest = len(faults) - SHOWN
    return "\n".join([*lines, f"and {rest} more."] if rest > 0 else lines)
