"""Columns on disk: NumPy to Parquet and back, without pandas, whose import costs half a second.

Whole numbers and floats are handed over as they lie in memory; a NaN becomes a missing value, and a
missing value a NaN; words are Python strings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq


def write_columns(columns: Mapping[str, np.ndarray], path: Path) -> None:
    """Write columns of equal length to a Parquet file."""
    arrays = [_to_arrow(column) for column in columns.values()]
    table = pa.Table.from_arrays(arrays, names=list(columns))
    with path.open("wb") as file:  # a name given to pyarrow would have its "~" expanded
        pq.write_table(table, file, compression="zstd", write_statistics=False)


def read_columns(path: Path, words: Sequence[str] = ("run_id",)) -> dict[str, np.ndarray]:
    """Read the columns of one Parquet file (by itself: a folder's name is no partition).

    ``words`` names the columns of words that repeat: each word is read once.
    """
    with path.open("rb") as file:
        table = pq.ParquetFile(file, read_dictionary=list(words)).read()
    return {name: _from_arrow(table[name].combine_chunks()) for name in table.column_names}


def _to_arrow(column: np.ndarray) -> pa.Array:
    if column.dtype.kind == "O":
        return _words(column)
    values = np.ascontiguousarray(column)
    there = ~np.isnan(values) if values.dtype.kind == "f" else np.ones(1, bool)
    bits = None if there.all() else pa.py_buffer(np.packbits(there, bitorder="little"))
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])


def _words(column: np.ndarray) -> pa.Array:
    encoded = [str(word).encode() for word in column]
    ends = np.cumsum([0, *(len(word) for word in encoded)]).astype(np.int32)
    letters = pa.py_buffer(b"".join(encoded))
    return pa.StringArray.from_buffers(len(encoded), pa.py_buffer(ends), letters)


def _from_arrow(array: Any) -> np.ndarray:
    if isinstance(array, pa.DictionaryArray):
        return _from_arrow(array.dictionary)[_numbers(array.indices)]
    if pa.types.is_string(array.type):
        return np.array(array.to_pylist(), dtype=object)
    return _numbers(array)


def _numbers(array: Any) -> np.ndarray:
    """Read numbers where they lie; ``to_numpy`` would import pandas."""
    there, data = array.buffers()
    kind = np.dtype(array.type.to_pandas_dtype())
    values = np.frombuffer(data, kind)[array.offset : array.offset + len(array)]
    if array.null_count == 0:
        return values
    bits = np.unpackbits(np.frombuffer(there, np.uint8), bitorder="little")
    return np.where(bits[array.offset : array.offset + len(array)], values, np.nan)
