"""Probabilities and expected days of an ensemble: when its threshold is reached, and when all sign.

The interval of a probability (Wilson) is that of the number of runs; what is uncertain of the
campaign itself is inside the probability.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.ledger import Ledger
from experiments.measure import Band, Z, band, day_reaching, share_at, shares

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)


def measured(played: Ledger, threshold: float, deadline: int) -> dict[str, Any]:
    """Return probabilities and expected days of an ensemble, as plain values."""
    reached, full = (day_reaching(played, share) for share in (threshold, 1.0))
    return {
        "by_day": by_day(played, reached, full),
        "day_of_threshold": plain(band(reached)),
        "day_of_100": plain(band(full)),
        "chance_of_threshold": float(np.mean(reached <= deadline)),
        "chance_of_100": float(np.mean(full <= deadline)),
        "share_at_deadline": plain(band(share_at(played, deadline))),
    }


def by_day(played: Ledger, reached: np.ndarray, full: np.ndarray) -> list[dict[str, float]]:
    """Return a row for each day from 1: chances with their error, and quantiles of the share."""
    day = np.asarray(played["day"])
    quantiles = np.quantile(shares(played)[:, day >= 1], QUANTILES, axis=0)
    rows = []
    for place, now in enumerate(day[day >= 1]):
        chance = float(np.mean(reached <= now))
        low, high = wilson(chance, len(reached))
        told = {f"share_{int(100 * q)}": float(quantiles[k, place])
                for k, q in enumerate(QUANTILES)}  # fmt: skip
        rows.append({"day": int(now), "chance": chance, "low": low, "high": high,
                     "chance_of_100": float(np.mean(full <= now)), **told})  # fmt: skip
    return rows


def wilson(share: float, of: int) -> tuple[float, float]:
    """Return Wilson's 90 % interval of a probability that was seen in so many runs."""
    middle = (share + Z * Z / (2 * of)) / (1 + Z * Z / of)
    half = Z / (1 + Z * Z / of) * (share * (1 - share) / of + Z * Z / (4 * of * of)) ** 0.5
    return max(middle - half, 0.0), min(middle + half, 1.0)


def plain(told: Band) -> dict[str, float | None]:
    """Return a band as plain values; None for never."""
    return {name: value if np.isfinite(value) else None for name, value in told._asdict().items()}
