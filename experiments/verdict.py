"""The verdict: which arm leads in what, and whether any of them can be recommended.

An arm leads in an outcome where it is ahead in at least 80 % of the runs, and to the sceptic, too,
who asks for a regular effect (``sceptical``). Speed alone recommends nothing: an arm is recommended
only if it leads in the rate by the deadline or in the quality of consent, no other arm beats it in
rate, hours and quality at once, and not more often than in half of the runs a larger share than the
baseline's signs under pressure. Run is held against run; a tie is not higher. A run in which nobody
consented in either of the two tells nothing of pressure and is left out; where too few remain,
nothing is recommended.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from experiments.judged import Judged, baseline_first
from experiments.paired import LEAST_PAIRS, SURE, Row, variance_ratio
from experiments.pareto import front_by_means, front_shares, scores

MOST_PRESSED = 0.5


class Standing(NamedTuple):
    """How one arm stands.

    Attributes
    ----------
    arm : str
    leads : tuple of str
        The outcomes that it leads in.
    on_front : bool
        Whether it is on the Pareto front of the means.
    front_share : float
        The share of runs in which it is on the front.
    pressed_higher : float or None
        The share of pairs in which its share signed under pressure is higher than the baseline's;
        None without any pair.
    pressed_pairs : int
        How many pairs that is of: runs with a consent both in this arm and in the baseline.
    """

    arm: str
    leads: tuple[str, ...]
    on_front: bool
    front_share: float
    pressed_higher: float | None
    pressed_pairs: int


class Verdict(NamedTuple):
    """What a comparison comes to.

    ``recommended`` holds arms, mostly one or none; ``refused`` why another arm that leads in rate
    or quality is not: ``dominated``, ``pressed``, or ``unpaired`` where too few pairs tell of
    pressure. ``differ`` is False where no arm differs from the first in any outcome of any run.
    ``pairing`` is how many times as many unpaired runs each arm's interval would need, for the rate
    by the deadline; missing where it has no end. ``literal`` is how often each arm is ahead, by
    judged outcome and arm, to the sceptic who expects no effect whatever was simulated.
    """

    baseline: str
    runs: int
    standings: tuple[Standing, ...]
    recommended: tuple[str, ...]
    refused: Mapping[str, tuple[str, ...]]
    differ: bool
    pairing: Mapping[str, float]
    literal: Mapping[str, Mapping[str, float]]

    def as_data(self) -> dict[str, Any]:
        """Return the verdict as plain data."""
        standings = [{**each._asdict(), "leads": list(each.leads)} for each in self.standings]
        return {
            "baseline": self.baseline, "runs": self.runs, "sure": SURE, "least_runs": LEAST_PAIRS,
            "differ": self.differ, "standings": standings, "recommended": list(self.recommended),
            "refused": {arm: list(why) for arm, why in self.refused.items()},
            "unpaired_runs_per_paired": dict(self.pairing),
            "p_best_literal": {name: dict(told) for name, told in self.literal.items()},
        }  # fmt: skip


def verdict_of(rows: Sequence[Row], arms: Mapping[str, Any], judged: Judged) -> Verdict:
    """Weigh what a comparison found.

    Parameters
    ----------
    rows : list of dict
        From ``paired.comparison_rows``.
    arms : mapping of str to Ledger
        The runs of each arm by label; any mapping of outcomes to arrays [run] will do.
    """
    labels = list(arms)
    base = baseline_first(labels)[0]
    points = scores(arms, judged)
    standings = tuple(
        Standing(label, _leads(rows, label), bool(front), float(share), *pressed)
        for label, front, share, pressed in zip(
            labels, front_by_means(points), front_shares(points),
            [_higher(arm, arms[base], judged.pressed) for arm in arms.values()], strict=True,
        )
    )  # fmt: skip
    recommended, refused = decide(standings, judged)
    runs = len(np.asarray(arms[base][judged.rate]))
    differ = any(row["diff_low"] or row["diff_high"] for row in rows)
    pairing, literal = _pairing(arms, base, judged), _literal(rows, judged)
    return Verdict(base, runs, standings, recommended, refused, differ, pairing, literal)


def decide(
    standings: Iterable[Standing], judged: Judged
) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Return the arms that are recommended, and why others that lead are not."""
    recommended, refused = [], {}
    for each in standings:
        if not {judged.rate, judged.quality} & {*each.leads}:
            continue
        few = each.pressed_pairs < LEAST_PAIRS
        pressed = not few and (each.pressed_higher or 0.0) > MOST_PRESSED
        why = (("dominated", not each.on_front), ("pressed", pressed), ("unpaired", few))
        if told := tuple(name for name, holds in why if holds):
            refused[each.arm] = told
        else:
            recommended.append(each.arm)
    return tuple(recommended), refused


def _leads(rows: Iterable[Row], label: str) -> tuple[str, ...]:
    return tuple(row["outcome"] for row in rows if row["arm"] == label and row["leads"])


def _literal(rows: Iterable[Row], judged: Judged) -> dict[str, dict[str, float]]:
    """Return how often each arm is ahead under the literal factor, by judged outcome and arm."""
    told: dict[str, dict[str, float]] = {}
    for row in rows:
        if row["outcome"] in judged.outcomes and row["p_best_literal"] is not None:
            told.setdefault(row["outcome"], {})[row["arm"]] = row["p_best_literal"]
    return told


def _higher(arm: Mapping[str, Any], base: Mapping[str, Any], name: str) -> tuple[float | None, int]:
    """Return in which share of the pairs an outcome is higher, and how many pairs there are."""
    mine, theirs = (np.asarray(ran[name], dtype=np.float64) for ran in (arm, base))
    pairs = ~np.isnan(mine) & ~np.isnan(theirs)
    count = int(pairs.sum())
    return float((mine > theirs)[pairs].mean()) if count else None, count


def _pairing(arms: Mapping[str, Any], base: str, judged: Judged) -> dict[str, float]:
    """Return the variance ratio of each arm but the reference, where there is one."""
    held = np.asarray(arms[base][judged.rate], dtype=np.float64)
    ratios = {
        label: variance_ratio(np.asarray(arm[judged.rate], dtype=np.float64), held)
        for label, arm in arms.items()
        if label != base
    }
    return {label: ratio for label, ratio in ratios.items() if np.isfinite(ratio)}
