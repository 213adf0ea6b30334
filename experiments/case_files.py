"""Case tables as files: CSV read as text, whatever a spreadsheet made of it.

A byte-order mark, Windows line ends, blank lines and spaces around a cell are taken as they come;
what cannot be read as a table is told as a fault, never guessed at.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from experiments.case_columns import MOST_ROWS
from experiments.case_faults import Fault

AS_UTF8 = "Save it as CSV in UTF-8 (in Excel: CSV UTF-8)."
A_TABLE = "a table of comma-separated values (CSV) in UTF-8"


class RawTable(NamedTuple):
    """A table as text: its header, its rows, and which row of the file each of them is.

    ``complete`` is False where rows are missing from ``rows``: the file could not be read to its
    end, or it is too long.
    """

    file: str
    header: tuple[str, ...]
    rows: list[tuple[str, ...]]
    numbers: list[int]
    complete: bool = True


def shipped_rows(name: str) -> list[dict[str, str]]:
    """Read a shipped table of reported cases as text; no rows where there is no such table."""
    file = files("scenarios") / "cases" / name
    if not file.is_file():
        return []
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    return list(csv.DictReader(lines))


def read_file(path: Path) -> tuple[RawTable, list[Fault]]:
    """Read a user's table, and tell what keeps it from being one.

    Rows that have not as many fields as the header are told and left out.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
        if fault := _no_text(name, head):
            return RawTable(name, (), [], [], complete=False), [fault]
        with path.open(encoding="utf-8-sig", newline="") as text:
            return _read(name, csv.reader(text, strict=True))
    except UnicodeDecodeError:
        return RawTable(name, (), [], [], complete=False), [_encoding(path)]
    except (OSError, ValueError) as fault:
        return RawTable(name, (), [], [], complete=False), [_unopened(path, fault)]


def _unopened(path: Path, fault: Exception) -> Fault:
    name = str(path)
    if isinstance(fault, FileNotFoundError):
        return Fault(name, 0, "", None, "a file, but there is none", "Check the path.")
    if isinstance(fault, IsADirectoryError):
        return Fault(name, 0, "", None, "a file, but this is a folder", "Name the file itself.")
    reason = getattr(fault, "strerror", None) or str(fault)
    return Fault(name, 0, "", None, f"a file to read, but: {reason}", "Check the path.")


def _no_text(name: str, head: bytes) -> Fault | None:
    if head.startswith(b"PK"):
        told = f"{A_TABLE}, but this is a workbook or an archive"
    elif head.startswith((b"\xff\xfe", b"\xfe\xff")):
        told = f"{A_TABLE}, but this is UTF-16"
    elif b"\0" in head:
        told = f"{A_TABLE}, but this holds bytes that are no text"
    else:
        return None
    return Fault(name, 0, "", None, told, AS_UTF8)


def _encoding(path: Path) -> Fault:
    """Name the first row that is not UTF-8, and the encoding that it seems to have."""
    with path.open("rb") as file:
        lines = enumerate(file, start=1)
        row, line = next((n, line) for n, line in lines if not _decodes(line, "utf-8"))
    seems = "reads as GBK" if _decodes(line, "gb18030") else "does not"
    return Fault(str(path), row, "", None, f"text in UTF-8, but it {seems}", AS_UTF8)


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _read(name: str, reader: Iterator[list[str]]) -> tuple[RawTable, list[Fault]]:
    table, faults = RawTable(name, (), [], []), list[Fault]()
    lines = enumerate(reader, start=1)
    try:
        header = _trimmed(next((cells for _, cells in lines if any(cells)), []))
        table = table._replace(header=tuple(header))
        count = _fill(table, lines, faults)
    except csv.Error as fault:
        told = f"{A_TABLE}, but: {fault}"
        faults.append(Fault(name, _line(reader), "", None, told, "Check the quotes of this row."))
        return table._replace(complete=False), faults
    if not header:
        faults.append(Fault(name, 0, "", None, f"{A_TABLE}, but it is empty", "Fill it in."))
    elif not count:
        faults.append(Fault(name, 0, "", None, "rows below the header", "Add them."))
    if count > MOST_ROWS:
        most = f"at most {MOST_ROWS} rows"
        faults.insert(0, Fault(name, 0, "", f"{count} rows", most, "Is this the right file?"))
    return table._replace(complete=count <= MOST_ROWS), faults


def _line(reader: Iterator[list[str]]) -> int:
    return int(getattr(reader, "line_num", 0))


def _fill(table: RawTable, lines: Iterable[tuple[int, list[str]]], faults: list[Fault]) -> int:
    """Take over rows up to the most that are allowed, and count them all."""
    count, width = 0, len(table.header)
    for number, line in lines:
        if not any(line):
            continue
        count += 1
        if count > MOST_ROWS:
            continue
        cells = _trimmed(line)
        cells = cells[:width] if not any(cells[width:]) else cells
        if len(cells) == width:
            table.rows.append(tuple(cells))
            table.numbers.append(number)
        else:
            faults.append(_uneven(table.file, number, len(cells), width))
    return count


def _trimmed(cells: list[str]) -> list[str]:
    return [cell.strip() for cell in cells]


def _uneven(file: str, row: int, came: int, width: int) -> Fault:
    do = "Put text that holds commas in double quotes, and keep the commas of blank cells."
    return Fault(file, row, "", f"{came} fields", f"{width}, as in the header", do)
