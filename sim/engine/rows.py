"""Rows and columns: the memory that compiled verbs and Mesa agents share.

A kind of thing (household, worker, lane) is a NumPy record array: a row per thing, a named column
per attribute. ``town.home[i].trust`` reads and writes the same number, compiled or not. Columns of
one kind, such as the signatures of each group, are also an array: ``row.signed_by_group[2]`` is the
same memory as ``row.signed_co_owned``, so rules count by number and results have plain names.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

import numpy as np


class Column(NamedTuple):
    """One attribute: its name, NumPy type, and what it means, with its unit.

    ``array`` names the array that it is one number of, if any.
    """

    name: str
    type: str
    meaning: str
    array: str = ""


def each(array: str, names: Iterable[object], name: str, meaning: str) -> tuple[Column, ...]:
    """Make a column of whole numbers for each of some names; together they are an array.

    ``name`` and ``meaning`` have ``{}`` where the name goes: ``each("open_by_kind", KINDS,
    "open_{}", "obstacles {} open, obstacle")``.
    """
    return tuple(Column(name.format(n), "i8", meaning.format(n), array) for n in names)


@cache
def row_type(columns: tuple[Column, ...]) -> np.dtype:
    """Return the record that holds these columns."""
    return np.dtype((np.record, np.dtype([(c.name, c.type) for c in columns], align=True)))


@cache
def memory_type(columns: tuple[Column, ...]) -> np.dtype:
    """Return the same record, with its arrays laid over the columns that they consist of."""
    plain = row_type(columns)
    fields: Any = plain.fields  # None only for a type without columns
    places = {c.name: fields[c.name][:2] for c in columns}
    for array in dict.fromkeys(c.array for c in columns if c.array):
        places[array] = _laid_over(array, [places[c.name] for c in columns if c.array == array])
    types, starts = zip(*places.values(), strict=True)
    laid: Any = {"names": [*places], "formats": types, "offsets": starts}
    laid["itemsize"] = plain.itemsize
    return np.dtype((np.record, np.dtype(laid, align=True)))


def _laid_over(array: str, cells: list[tuple[np.dtype, int]]) -> tuple[np.dtype, int]:
    """Return type and place of an array that consists of columns, given theirs."""
    kind, first = cells[0]
    if cells != [(kind, first + kind.itemsize * n) for n in range(len(cells))]:
        raise ValueError(f"{array}: put its columns side by side, all of one type")
    return np.dtype((kind, (len(cells),))), first


def empty_rows(count: int | tuple[int, ...], columns: tuple[Column, ...]) -> np.recarray:
    """Allocate rows of zeros, for rules to read and write."""
    return np.zeros(count, memory_type(columns)).view(np.recarray)


def plain_rows(rows: np.ndarray, columns: tuple[Column, ...]) -> np.recarray:
    """Look at rows by the names of their columns alone: the same memory, as results have it."""
    return rows.view(row_type(columns)).view(np.recarray)
