"""What a forecast may know of a campaign: its covariates, and what other campaigns reported.

Read are kind, opening, size, threshold, year, city, the round-1 share and the workers, where known.
How a campaign ended, how sure a source is, and remarks are never read here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from experiments.cases import Case
from experiments.reported import Observation

MODERN = 2015
"""From this year on Shanghai prepares campaigns with two rounds of asking (reported practice)."""

USUAL_SIZE = 1000
"""Certificates of a campaign whose size is not reported: near the median of the shipped cases."""

COVARIATES = (
    "rebuild", "other_kind", "presign", "opening_unknown", "log_size", "threshold", "year",
    "shanghai", "shanghai_modern", "round1", "log_caseload",
)  # fmt: skip


class Question(NamedTuple):
    """One reported figure without its answer.

    ``at`` and ``at_least`` ask for the share on ``day``; ``reached`` asks for the day of ``share``.
    """

    relation: str
    day: int | None
    share: float | None


class Campaign(NamedTuple):
    """What is known of a campaign, and the points of its curve that were reported.

    Attributes
    ----------
    n : int
        Certificates (or households) that were asked.
    covariates : float64 [K]
        In the order of ``COVARIATES``; NaN where it is not known.
    days, shares : float64 [P]
        Reported points, days counted from signing day 1; a lower bound counts as the bound.
    """

    case_id: str
    n: int
    covariates: np.ndarray
    days: np.ndarray
    shares: np.ndarray


def scored(case: Case, observations: Sequence[Observation]) -> tuple[Observation, ...]:
    """Return the figures of a case that are scored: signing, and a round 1 that is no covariate."""
    own_round1 = not case.row.get("round1_share", "").strip()
    return tuple(
        seen
        for seen in observations
        if seen.day is not None
        and (seen.measure == "signing" or (seen.measure == "round1" and own_round1))
    )


def question(seen: Observation) -> Question:
    """Take the answer out of a reported figure."""
    if seen.relation == "reached":
        return Question("reached", None, seen.share)
    return Question(seen.relation, seen.day, None)


def campaign(case: Case, observations: Sequence[Observation] = ()) -> Campaign:
    """Lay a case out as covariates, with the points that are scored; none for a forecast's target.

    Parameters
    ----------
    case : Case
    observations : sequence of Observation
        Its reported figures; leave them out where the campaign itself is to be forecast.
    """
    points = scored(case, observations)
    return Campaign(
        case_id=case.case_id,
        n=_size(case),
        covariates=_covariates(case),
        days=np.array([seen.day for seen in points], dtype=float),
        shares=np.array([seen.share for seen in points], dtype=float),
    )


def _covariates(case: Case) -> np.ndarray:
    kind, opening = case.facts.get("kind"), case.facts.get("opening")
    start = case.signing_start[:4]
    year = float(start) if start.isdigit() else np.nan
    shanghai = float(case.row.get("city") == "Shanghai")
    return np.array([
        kind == "rebuild", kind not in ("rebuild", "expropriation"),
        opening == "presign", opening not in ("presign", "formal"),
        np.log(_fact(case, "certificates")), _fact(case, "threshold"), year,
        shanghai, np.nan if np.isnan(year) else shanghai * (year >= MODERN),
        _round1(case.row), np.log(_fact(case, "certificates_per_worker")),
    ], dtype=float)  # fmt: skip


def _size(case: Case) -> int:
    size = _fact(case, "certificates")
    return USUAL_SIZE if np.isnan(size) else int(size)


def _fact(case: Case, name: str) -> float:
    value = case.facts.get(name)
    return float(value) if isinstance(value, int | float) and value > 0 else np.nan


def _round1(row: Mapping[str, str]) -> float:
    """Return the log odds of the round-1 share, kept 0.5 % away from 0 and 1."""
    text = row.get("round1_share", "").strip()
    if not text:
        return np.nan
    share = min(max(float(text), 0.005), 0.995)
    return float(np.log(share / (1.0 - share)))
