"""Who is still unsigned, and why: the certificates behind the layers of two pictures.

Every unsigned certificate stands in one layer. Those with an obstacle open are shared out over the
kinds in proportion to how often each kind is open, because one certificate may hold several; those
without are unwilling, or willing and have not come yet. Whom nobody calls on any more, because the
plot was given up or the court decides, is in none of these. Layers add up to the unsigned total.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from experiments.figures_style import has
from experiments.ledger import AT_END
from sim.people.obstacles import KINDS
from sim.people.plot import NEVER


def can_split(result: Any) -> bool:
    """Tell whether a result says why people are unsigned, and anybody could sign at all."""
    told = has(result, "willing", "unwilling", *(f"open_{kind}" for kind in KINDS))
    return told and bool(reached_signing(result).any())


def reached_signing(result: Any) -> np.ndarray:
    """Tell which runs came as far as day 1, bool [run]: the others were given up in round 1."""
    stop = np.asarray(result["stop_day"])
    return (stop == NEVER) | (stop >= 1)


def given_up_early(result: Any) -> int:
    """Return how many runs were given up before day 1."""
    return int((~reached_signing(result)).sum())


def unsigned_by_reason(result: Any, days: np.ndarray) -> Iterator[tuple[str, np.ndarray]]:
    """Yield the reasons and the unsigned certificates of each, one after the other.

    Parameters
    ----------
    days : int array [D]
        Days asked for, from day 1 on.

    Yields
    ------
    tuple of str and float array [run, D]
        Kinds of obstacle, ``beyond``, ``unwilling``, ``willing``; runs that never reached day 1 are
        left out.
    """
    total = unsigned(result, days)
    kinds = [kind for kind in KINDS if has(result, f"open_{kind}")]
    cases = sum((_before(result, f"open_{kind}", days) for kind in kinds), np.zeros_like(total))
    willing, unwilling = (_before(result, name, days) for name in ("willing", "unwilling"))
    unwilling = np.clip(unwilling + np.minimum(willing, 0), 0, total)  # counted out on the day
    willing = np.clip(willing, 0, total - unwilling)
    held = np.minimum(total - unwilling - willing, cases)
    for kind in kinds:
        yield kind, held * _before(result, f"open_{kind}", days) / np.maximum(cases, 1)
    yield "beyond", (total - unwilling - willing - held).astype(np.float64)
    yield "unwilling", unwilling.astype(np.float64)
    yield "willing", willing.astype(np.float64)


def unsigned(result: Any, days: np.ndarray) -> np.ndarray:
    """Return the unsigned certificates by day, int64 [run, D], of runs that reached day 1."""
    kept = reached_signing(result)
    return np.asarray(result["households"])[kept, None] - _on(result, "signed", days)


def _before(result: Any, name: str, days: np.ndarray) -> np.ndarray:
    """Return a daily series that is void once a campaign is given up: as on the day before."""
    return _on(result, name, days, 1)


def _on(result: Any, name: str, days: np.ndarray, early: int = 0) -> np.ndarray:
    """Return a daily series on some days; a campaign given up stays as it was on its last day."""
    kept = reached_signing(result)
    stop = np.asarray(result["stop_day"])[kept].astype(np.int64)
    last = np.where(stop == NEVER, np.iinfo(np.int64).max, stop - early)[:, None]
    first = int(np.asarray(result["day"])[0])
    places = np.maximum(np.minimum(days[None, :], last) - first, 0)
    return np.take_along_axis(np.asarray(result[name])[kept], places, axis=1).astype(np.int64)


def at_end(result: Any, name: str) -> np.ndarray:
    """Return a figure of the last day [run], whether or not it is a daily series as well."""
    return np.asarray(result[name + AT_END if has(result, name + AT_END) else name])
