"""Lists of points: a CSV file with a column for each quantity, and ``strategy`` or ``law``.

A list comes from a spreadsheet, so what is wrong is told by file, row and column, as spreadsheets
count them: the header is row 1.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.design_values import GROUP_KEYS, Reader

if TYPE_CHECKING:
    from experiments.design import Points
    from sim.engine.quantity import About

GROUPS = tuple(GROUP_KEYS.values())
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")


def list_points(data: Mapping[str, Any], reader: Reader, folder: Path) -> Points:
    """Read the points of a list: from the CSV file it names, or from its own rows."""
    from experiments.design import Points

    header, rows, name = _sheet(data, reader, folder)
    if reader.faults:
        return Points((), (), {})
    columns = _columns(header, reader, name)
    if reader.faults:
        return Points((), (), {})
    read = [_row(cells, columns, reader, f"{name}, row {number}") for number, cells in rows]
    chosen = [{g: row[g] for g in GROUPS if g in row} for row in read]
    choices = [dict(pairs) for pairs in dict.fromkeys(tuple(each.items()) for each in chosen)]
    names = [key for key in columns if key not in GROUPS]
    values = {key: tuple(row[key] for row in read) for key in names}
    return Points(tuple(choices), tuple(choices.index(each) for each in chosen), values)


def _sheet(
    data: Mapping[str, Any], reader: Reader, folder: Path
) -> tuple[list[str], list[tuple[int, list[Any]]], str]:
    """Return the header, the rows with their numbers, and what to call the whole."""
    rows, file = data.get("rows"), data.get("file")
    if (rows is None) == (file is None):
        reader.wrong(
            f"got {'both' if rows else 'neither of'} file and rows, expected one of them. "
            "Write 'file: NAME.csv', the name of a CSV file beside the design."
        )
        return [], [], ""
    if file is not None:
        return _csv(file, reader, folder)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        reader.wrong("rows: expected a list of rows such as '- {threshold: 0.8}'.")
        return [], [], ""
    header = list(dict.fromkeys(str(key) for row in rows for key in row))
    cells = [(n, [row.get(key) for key in header]) for n, row in enumerate(rows, start=1)]
    return header, cells, f"{reader.label}, rows"


def _csv(
    file: object, reader: Reader, folder: Path
) -> tuple[list[str], list[tuple[int, list[Any]]], str]:
    path = folder / str(file)
    if Path(str(file)).name != str(file) or not path.is_file():
        there = ", ".join(sorted(each.name for each in folder.glob("*.csv"))) or "none"
        reader.wrong(
            f"file: got {file!r}, expected a CSV file beside the design (there: {there}). Name one."
        )
        return [], [], ""
    try:
        lines = [*csv.reader(path.read_text(encoding="utf-8-sig").splitlines(), strict=True)]
    except UnicodeDecodeError as fault:
        line = path.read_bytes()[: fault.start].count(b"\n") + 1
        reader.wrong(f"{file}, row {line}: not UTF-8 text. Save it as 'CSV UTF-8'.")
        return [], [], ""
    except csv.Error as fault:
        reader.wrong(f"{file}: not readable as CSV ({fault}). Save it as 'CSV UTF-8'.")
        return [], [], ""
    told = [(n, [cell.strip() for cell in line]) for n, line in enumerate(lines, start=1)]
    full = [(number, cells) for number, cells in told if any(cells)]
    if not full:
        reader.wrong(f"{file}: got an empty file, expected a header and rows. Fill it in.")
        return [], [], ""
    return full[0][1], list(full[1:]), str(file)


def _columns(header: list[str], reader: Reader, name: str) -> dict[str, About | None]:
    """Read the header: a quantity for each column, None for a column of files."""
    columns: dict[str, About | None] = {}
    for place, title in enumerate(header, start=1):
        where = f"{name}, row 1, column {place}"
        if not title:
            reader.faults.append(f"{where}: got nothing, expected the name of a quantity.")
            continue
        about = None if title in GROUPS else reader.quantity(title, where, GROUPS)
        key = about.name if about else title
        if key in columns:
            reader.faults.append(f"{where}: got {title!r} twice, expected each column once.")
        if about or title in GROUPS:
            columns[key] = about
    return columns


def _row(
    cells: Sequence[Any], columns: Mapping[str, About | None], reader: Reader, where: str
) -> dict[str, Any]:
    if len(cells) != len(columns):
        reader.faults.append(
            f"{where}: got {len(cells)} cells, expected {len(columns)}, one for each column."
        )
        return dict.fromkeys(columns, "")
    return dict(_cells(cells, columns, reader, where))


def _cells(
    cells: Sequence[Any], columns: Mapping[str, About | None], reader: Reader, where: str
) -> Iterator[tuple[str, Any]]:
    for cell, (key, about) in zip(cells, columns.items(), strict=True):
        place = f"{where}, column {key}"
        if about is None:
            yield key, reader.file(key, cell, place) or ""
        else:
            yield key, reader.value(about, _read(cell), place)


def _read(cell: Any) -> Any:
    """Read a cell: a number where it is one, else the text; nothing for an empty one."""
    if not isinstance(cell, str):
        return cell
    if not _NUMBER.fullmatch(cell):
        return cell or None
    return int(cell) if cell.lstrip("+-").isdecimal() and len(cell) < 19 else float(cell)
