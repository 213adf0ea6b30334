"""Scores over several seeds: Monte-Carlo noise of a single one can decide a close comparison.

Each figure's scores are averaged over the seeds first, then put together as for one seed, so that
intervals over campaigns keep their meaning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from experiments.validation.collected import held_out
from experiments.validation.gates import gates_of
from experiments.validation.totals import totals_with

Scores = dict[str, Any]
KEPT = ("n", "day", "share", "reported", "span")
"""Numbers of a figure that are no scores: the same with every seed."""


def over_seeds(made: Sequence[Scores]) -> Scores:
    """Return the scores of the first seed with totals and gates over all of them.

    Parameters
    ----------
    made : sequence of dict
        Contents of ``scores.json``, of the same cases in the same order.
    """
    first = made[0]
    if len(made) == 1:
        return {**first, "seeds": 1}
    rows = [_mean(some) for some in zip(*(one["observations"] for one in made), strict=True)]
    totals = totals_with(rows, first["totals"]["failed_cases"], first["seed"])
    gates = gates_of(totals, rows) if held_out(first) else []
    return {**first, "seeds": len(made), "totals": totals, "gates": gates}


def _mean(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Average what is a score, also those of the baselines; a never makes an average a never."""
    first = rows[0]
    made = {name: value if name in KEPT else _average([row[name] for row in rows])
            for name, value in first.items()}  # fmt: skip
    return {"span": 1.0, **made}


def _average(values: Sequence[Any]) -> Any:
    if isinstance(values[0], Mapping):
        return {name: _average([value[name] for value in values]) for name in values[0]}
    if all(value == values[0] for value in values):
        return values[0]
    numbers = all(isinstance(value, bool | int | float) for value in values)
    return float(np.mean(values)) if numbers else None
