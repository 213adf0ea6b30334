"""Facts that change by date: the same quantities several times over, each from a day of its own.

A regime or a period is declared once. The sheet holds it in several slots, whose names end in their
number (the first regime has none), and a run reads the slots as rows of a table.
"""

from __future__ import annotations

from dataclasses import Field, field, fields, make_dataclass
from typing import Any

import numpy as np

from sim.engine.rows import Column, row_type


def suffix(slot: int, bare: bool) -> str:
    """Return what the names of a slot end in, counted from 1; the first may be bare."""
    return "" if bare and slot == 1 else f"_{slot}"


def repeated(once: type, slots: int, bare: bool, leave_out: str = "") -> type:
    """Make the dataclass that declares the quantities of ``once`` for every slot.

    Parameters
    ----------
    once : type
        A dataclass of quantities.
    slots : int
    bare : bool
        The names of the first slot have no number.
    leave_out : str
        A quantity that the first slot does not have: it holds from the beginning.
    """
    made = [
        (one.name + suffix(slot, bare), one.type, _numbered(one, slot))
        for slot in range(1, slots + 1)
        for one in fields(once)
        if slot > 1 or one.name != leave_out
    ]
    return make_dataclass(once.__name__, made, namespace={"__doc__": once.__doc__})


def _numbered(one: Field[Any], slot: int) -> Any:
    about = dict(one.metadata)
    if slot > 1:
        about["label"] = f"{about['label']} ({slot})"
        about["label_zh"] = f"{about['label_zh']}（{slot}）"
    return field(default=one.default, metadata=about)


def columns_of(once: type) -> tuple[Column, ...]:
    """Return the columns of one slot's row: every quantity, as a number."""
    return tuple(Column(one.name, "f8", one.metadata["meaning"]) for one in fields(once))


def rows_of(table: np.ndarray, once: type, slots: int, bare: bool) -> np.recarray:
    """Lay the slots of every run out as rows, recarray [R, slots]."""
    rows = np.zeros((len(table), slots), row_type(columns_of(once)))
    for slot in range(1, slots + 1):
        for one in fields(once):
            name = one.name + suffix(slot, bare)
            if name in (table.dtype.names or ()):
                rows[one.name][:, slot - 1] = table[name]
    return rows.view(np.recarray)
