"""Rows and columns: the memory that compiled verbs and Mesa agents share.

A kind of thing (household, worker, lane) is a NumPy record array: a row per thing, a named column
per attribute. ``town.home[i].trust`` reads and writes the same number, compiled or not.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np


class Column(NamedTuple):
    """One attribute: its name, NumPy type, and what it means, with its unit."""

    name: str
    type: str
    meaning: str


@cache
def row_type(columns: tuple[Column, ...]) -> np.dtype:
    """Return the record that holds these columns."""
    return np.dtype((np.record, np.dtype([(c.name, c.type) for c in columns], align=True)))


def empty_rows(count: int, columns: tuple[Column, ...]) -> np.recarray:
    """Allocate ``count`` rows of zeros."""
    return np.zeros(count, row_type(columns)).view(np.recarray)
