"""Rows and columns: arrays lie over the columns they consist of, compiled or not."""

import numpy as np
import pytest

from sim.engine.rows import Column, each, empty_rows, plain_rows, row_type
from sim.engine.verb import verb

KINDS = ("family", "title", "area")
ROW = (
    Column("late", "u1", "a flag before whole numbers"),
    *each("open_by_kind", KINDS, "open_{}", "open of kind {}, obstacle"),
    Column("signed", "i8", "certificates signed"),
    *each("floor", range(1, 3), "no_floor_{}", "against it on floor {}, household"),
)


def count(rows):
    """Write every number of an array by its place, and copy a row."""
    row = rows[1]
    for kind in range(3):
        row.open_by_kind[kind] = kind + 5
        rows[0].open_by_kind[kind] += 10 * row.open_by_kind[kind]
    row.floor[1] = 9
    rows[2] = rows[1]


def test_each_makes_a_named_column_for_every_name():
    assert [c.name for c in ROW[1:4]] == ["open_family", "open_title", "open_area"]
    assert ROW[2].meaning == "open of kind title, obstacle"
    assert {c.type for c in ROW[1:4]} == {"i8"}


@pytest.mark.parametrize("rule", [count, verb(count)], ids=["plain", "compiled"])
def test_an_array_is_the_same_memory_as_its_columns(rule):
    rows = empty_rows(3, ROW)
    rule(rows)
    assert [int(rows[1][f"open_{kind}"]) for kind in KINDS] == [5, 6, 7]
    assert rows.open_area.tolist() == [70, 7, 7]
    assert rows.no_floor_2.tolist() == [0, 9, 9]
    assert not rows.signed.any()
    assert not rows.late.any()


def test_results_have_the_columns_alone():
    rows = empty_rows((2, 4), ROW)
    plain = plain_rows(rows, ROW)
    assert plain.dtype == row_type(ROW)
    assert plain.shape == (2, 4)
    assert plain.dtype.names == tuple(c.name for c in ROW)
    assert np.shares_memory(plain, rows)
    assert plain.dtype.itemsize == rows.dtype.itemsize


def test_rows_without_arrays_are_plain_already():
    assert empty_rows(2, ROW[:1]).dtype == row_type(ROW[:1])


def test_columns_of_an_array_stand_side_by_side():
    with pytest.raises(ValueError, match="side by side"):
        empty_rows(1, (*ROW[1:3], ROW[4], ROW[3]))
    with pytest.raises(ValueError, match="one type"):
        empty_rows(1, (ROW[1], ROW[2]._replace(type="i4")))
