"""Gates, and what a part of a check leaves: tables, and gates that were answered."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from experiments.checking.materials import PRIOR_DRIVEN, contraction

Rows = list[dict[str, Any]]


class Gate(NamedTuple):
    """A gate: its figure, the limit it is held against, and whether it is passed.

    ``passed`` is None where a figure is told and not judged; ``low`` and ``high`` bound the figure,
    None for no bound.
    """

    gate: str
    name: str
    name_zh: str
    figure: float
    low: float | None
    high: float | None
    passed: bool | None
    note: str = ""


class Part(NamedTuple):
    """What came of a part: tables by name, and gates."""

    tables: dict[str, Rows]
    gates: list[Gate]


def share_of(rows: Rows, key: str) -> float:
    """Return the share of rows in which a flag is set."""
    return float(np.mean([bool(row[key]) for row in rows]))


def as_row(gate: Gate) -> dict[str, Any]:
    """Return a gate as plain values: ``limit`` is a pair of bounds, ``pass`` None if not judged."""
    passed = None if gate.passed is None else bool(gate.passed)
    return {
        "gate": gate.gate, "name": gate.name, "name_zh": gate.name_zh, "figure": float(gate.figure),
        "limit": [gate.low, gate.high], "pass": passed, "note": gate.note,
    }  # fmt: skip


def labelled(rows: Rows, draws: np.ndarray) -> Rows:
    """Add to rows, one for each coordinate in order, whether its posterior is prior-driven."""
    narrowed = contraction(draws)
    return [
        {**row, "posterior_contraction": float(narrow), "prior_driven": bool(narrow < PRIOR_DRIVEN)}
        for row, narrow in zip(rows, narrowed, strict=True)
    ]
