"""NumPy columns to Arrow arrays and back, without importing pandas, which costs half a second.

Whole numbers and floats are handed over as they lie in memory; a NaN becomes a missing value, and a
missing value a NaN; words are Python strings.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa


def to_arrow(column: np.ndarray) -> pa.Array:
    """Turn a column of numbers or words into an Arrow array."""
    if column.dtype.kind == "O":
        return _words(column)
    values = np.ascontiguousarray(column)
    missing = np.isnan(values) if values.dtype.kind == "f" else np.zeros(0, bool)
    bits = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [bits, pa.py_buffer(values)])


def _words(column: np.ndarray) -> pa.Array:
    encoded = [str(word).encode() for word in column]
    ends = np.cumsum([0, *(len(word) for word in encoded)]).astype(np.int32)
    return pa.StringArray.from_buffers(
        len(encoded), pa.py_buffer(ends), pa.py_buffer(b"".join(encoded))
    )


def from_arrow(column: Any) -> np.ndarray:
    """Turn a stored column into NumPy's: numbers, or Python strings as objects."""
    array = column.combine_chunks()
    if isinstance(array, pa.DictionaryArray):
        words = np.array(array.dictionary.to_pylist(), dtype=object)
        return words[array.indices.to_numpy(zero_copy_only=False)]
    if pa.types.is_string(array.type):
        return np.array(array.to_pylist(), dtype=object)
    return np.asarray(array.to_numpy(zero_copy_only=False))
