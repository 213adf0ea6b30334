"""What each baseline says to one question: equally likely shares, or days."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from experiments.validation.baseline_logit import logit
from experiments.validation.baselines import Curves, growth, nearest, pooled
from experiments.validation.campaigns import Campaign, Question

BASELINES = {"pooled": pooled, "logit": logit, "growth": growth, "nearest": nearest}

EVERY_DAY = 60
"""Up to here a day of 100 % is looked for on every day, later on days 2 % apart."""


def baseline_curves(target: Campaign, known: Sequence[Campaign]) -> dict[str, Curves]:
    """Let every baseline forecast a campaign from others; the campaign itself is left out.

    Parameters
    ----------
    target : Campaign
        Of which the covariates alone are read.
    known : sequence of Campaign
        Campaigns with reported points.
    """
    others = [c for c in known if c.case_id != target.case_id and len(c.days)]
    return {name: rule(target, others) for name, rule in BASELINES.items()} if others else {}


def answers(curves: Curves, asked: Question, horizon: int) -> np.ndarray:
    """Return equally likely answers [400]: shares, or first days at the share (inf: never)."""
    if asked.relation != "reached":
        return curves(np.array([float(asked.day or 0)]))[:, 0]
    days = searched_days(horizon)
    there = curves(days) >= (asked.share or 0.0) - 1e-9
    return np.where(there.any(axis=1), days[np.argmax(there, axis=1)], np.inf)


def searched_days(horizon: int) -> np.ndarray:
    """Return the days on which a share is looked for."""
    later = np.arange(np.log(EVERY_DAY), np.log(max(horizon, EVERY_DAY)) + 0.02, 0.02)
    days = np.unique([*range(1, EVERY_DAY), *np.rint(np.exp(later)).astype(int), horizon])
    return days[days <= horizon].astype(float)
