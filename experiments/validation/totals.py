"""Scores put together: means, hit rates, and how far from each baseline, with its uncertainty.

Figures of one campaign are not independent, so campaigns are drawn anew for intervals. Shares and
days lie on different scales (0 to 1; log days): besides the plain mean, ``crps_scaled`` and
``interval_scaled`` divide log days by the width of their scale. Whether a campaign failed is read
here and nowhere else: to show the scores with and without those that did.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from experiments.cases import Case
from experiments.validation.luck import luck

Row = Mapping[str, Any]
FAILED = ("terminated", "stalled", "failed")
"""Outcomes of campaigns that came to nothing, as the case table writes them."""

MEANS = ("crps", "crps_scaled", "mae", "interval_score", "interval_scaled", "width90", "hit50",
         "hit80", "hit90", "inside90")  # fmt: skip
AGAINST = ("crps", "crps_scaled", "interval_score", "interval_scaled")
"""Scores that are held against the baselines', smaller being better."""

REDRAWN = 2000
"""Sets of campaigns drawn for an interval: its ends then move by about 2 % of its width."""

ENDS = (0.05, 0.95)


def totals_of(rows: Sequence[Row], cases: Mapping[str, Case], seed: int = 1) -> dict[str, Any]:
    """Put scores together, over all figures and over parts of them.

    Returns
    -------
    dict
        By part: ``all`` (``at`` and ``reached``), ``at``, ``reached``, ``last`` of each campaign,
        ``without_failed``, ``failed``, and ``at_least``, which holds log scores alone;
        ``failed_cases`` names those that failed.
    """
    return totals_with(rows, failed_cases(cases), seed)


def totals_with(rows: Sequence[Row], bad: Collection[str], seed: int = 1) -> dict[str, Any]:
    """Put scores together as ``totals_of``, with the ids of campaigns that came to nothing."""
    hits = [row for row in rows if row["relation"] != "at_least"]
    parts: dict[str, Callable[[Row], bool]] = {
        "all": lambda row: True,
        "at": lambda row: row["relation"] == "at",
        "reached": lambda row: row["relation"] == "reached",
        "last": lambda row: bool(row["last"]),
        "without_failed": lambda row: row["case_id"] not in bad,
        "failed": lambda row: row["case_id"] in bad,
    }
    made = {
        name: part_total([row for row in hits if own(row)], seed) for name, own in parts.items()
    }
    bounds = [row for row in rows if row["relation"] == "at_least"]
    scored_failed = [name for name in bad if any(row["case_id"] == name for row in rows)]
    return {**made, "at_least": _bound_total(bounds), "failed_cases": scored_failed}


def failed_cases(cases: Mapping[str, Case]) -> tuple[str, ...]:
    """Name the campaigns that came to nothing, for the split of scores only."""
    return tuple(name for name, case in cases.items() if case.row.get("outcome") in FAILED)


def part_total(rows: Sequence[Row], seed: int) -> dict[str, Any]:
    """Return means over some figures, and the differences to each baseline."""
    if not rows:
        return {"observations": 0, "campaigns": 0}
    own = {name: float(_values(rows, name).mean()) for name in MEANS}
    told = {name: _against(rows, name, seed) for name in _baselines(rows)}
    counts = {"observations": len(rows), "campaigns": len(_owners(rows)[0])}
    return {**counts, **own, "baselines": told}


def _baselines(rows: Sequence[Row]) -> Iterable[str]:
    """Name the baselines that every row has."""
    names = [set(row["baselines"]) for row in rows]
    return [name for name in rows[0]["baselines"] if all(name in some for some in names)]


def _values(rows: Sequence[Row], name: str, baseline: str = "") -> np.ndarray:
    """Return one score of every row, float64 [R]; scaled ones by the width of the row's scale."""
    told = [row["baselines"][baseline] if baseline else row for row in rows]
    plain = {"crps_scaled": "crps", "interval_scaled": "interval_score"}.get(name, name)
    values = np.array([float(each[plain]) for each in told])
    return values / [row["span"] for row in rows] if plain != name else values


def _against(rows: Sequence[Row], baseline: str, seed: int) -> dict[str, Any]:
    made: dict[str, Any] = {n: float(_values(rows, n, baseline).mean()) for n in MEANS}
    for name in AGAINST:
        ours, theirs = _values(rows, name), _values(rows, name, baseline)
        low, high, worse = difference_interval(rows, ours - theirs, ours, theirs, seed)
        made[f"{name}_diff"] = float((ours - theirs).mean())
        made[f"{name}_diff_low"], made[f"{name}_diff_high"] = low, high
        made[f"{name}_ratio"] = _ratio(ours.sum(), theirs.sum())
        made[f"{name}_ratio_low"], made[f"{name}_ratio_high"] = worse
    return made


def difference_interval(
    rows: Sequence[Row], differences: np.ndarray, ours: np.ndarray, theirs: np.ndarray, seed: int
) -> tuple[float, float, tuple[float | None, float | None]]:
    """Return the 90 % interval of a mean difference, and of the ratio, over campaigns drawn anew.

    Parameters
    ----------
    differences, ours, theirs : float64 [R]
        Of each row.
    """
    _, owner = _owners(rows)
    sums = [np.bincount(owner, weights=values) for values in (differences, ours, theirs)]
    counts = np.bincount(owner)
    drawn = luck(seed, "bootstrap").integers(len(counts), size=(REDRAWN, len(counts)))
    means = sums[0][drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    below = sums[2][drawn].sum(axis=1)
    low, high = (float(x) for x in np.quantile(means, ENDS))
    if (below <= 0).any():
        return low, high, (None, None)
    ends = np.quantile(sums[1][drawn].sum(axis=1) / below, ENDS)
    return low, high, (float(ends[0]), float(ends[1]))


def _owners(rows: Sequence[Row]) -> tuple[list[str], np.ndarray]:
    names = list(dict.fromkeys(row["case_id"] for row in rows))
    return names, np.array([names.index(row["case_id"]) for row in rows])


def _ratio(ours: float, theirs: float) -> float | None:
    return float(ours / theirs) if theirs > 0 else None


def _bound_total(rows: Sequence[Row]) -> dict[str, Any]:
    if not rows:
        return {"observations": 0}
    theirs = {
        name: float(np.mean([row["baselines"][name]["log_score"] for row in rows]))
        for name in _baselines(rows)
    }
    own = float(np.mean([row["log_score"] for row in rows]))
    return {"observations": len(rows), "log_score": own, "baselines": theirs}
