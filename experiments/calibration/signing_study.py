"""Signing campaigns as a study: each reported campaign played from its covariates alone.

A campaign is known by its kind, opening, size, threshold, date and city, and by its window and
workers where these are reported. Its strategy is the usual one, times its intensity of work. It is
not stopped: what is predicted is how many sign, and reported campaigns had passed round 1 and ran
until their last report. Outcome, notes, sources and the figures themselves are never read here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from experiments.calibration import likelihood, signing_dims
from experiments.calibration.play import play
from experiments.calibration.signing_dims import (
    GLOBAL,
    PLACE,
    global_value,
    local_dims,
    local_values,
)
from experiments.calibration.study import FitCase
from experiments.cases import HOME_CITIES, Case, signing_cases, signing_observations, usable_fact
from experiments.reported import Observation
from experiments.scenario import sheet_of

ROUND_1_STUDIED = "tianshan-5"  # it never came to signing: its first round is what is predicted
SERVICES_SINCE = 2015
FULL_SIZE = 1_500
"""Certificates simulated, at most, where the day of the last signature is asked."""

COVARIATES = (
    "kind", "opening", "certificates", "threshold", "reward_window_days", "signing_date",
    "certificates_per_worker",
)  # fmt: skip
FIXED = {"round1_threshold": 0.0, "signing_period_days": 1000}


class SigningStudy:
    """Reported signing campaigns, to be fitted or predicted.

    Parameters
    ----------
    cases : mapping of str to Case, optional
        The shipped ones unless given.
    observations : mapping of str to tuple of Observation, optional
        Reported figures by case id.
    changed : mapping, optional
        Quantities held at other values in every case (to take a mechanism out).
    """

    model = "signing"
    dims = GLOBAL

    def __init__(
        self,
        cases: Mapping[str, Case] | None = None,
        observations: Mapping[str, tuple[Observation, ...]] | None = None,
        changed: Mapping[str, Any] | None = None,
    ) -> None:
        told = signing_cases() if cases is None else cases
        seen = observations or {name: signing_observations(name) for name in told}
        self.changed = dict(changed or {})
        self.titles = {name: case.row.get("name_zh", name) for name, case in told.items()}
        made = (fit_case(case, seen.get(name, ())) for name, case in told.items())
        self.cases = tuple(case for case in made if case.observations)

    def rows(self, case: int, z: np.ndarray, local: np.ndarray) -> dict[str, np.ndarray]:
        """Return the quantities that vary from row to row, each float64 [R]."""
        about = self.cases[case]
        shared = {d.name: global_value(d.name, z) for d in GLOBAL if d.name in _QUANTITIES}
        own = local_values(z, local, about.dims, about.known, bool(about.traits["modern"]))
        return {n: v for n, v in (shared | own).items() if n not in self.changed}

    def simulate(
        self, case: int, z: np.ndarray, local: np.ndarray, keys: np.ndarray, cap: int,
        threads: int | None = None,
    ) -> np.ndarray:  # fmt: skip
        """Play one run for each row; return a statistic per observation, float64 [R, M]."""
        about = self.cases[case]
        full = any(o.relation == "reached" and o.share >= 1.0 for o in about.observations)
        size = min(about.n, max(cap, FULL_SIZE) if full else cap)
        known = {**about.known, **self.changed, "certificates": size, "last_day": about.horizon}
        daily, ends = play(known, self.rows(case, z, local), keys, threads)
        return np.stack([_statistic(o, daily, ends, size) for o in about.observations], axis=1)

    def terms(
        self, case: int, stats: np.ndarray, z: np.ndarray, spread: np.ndarray | None = None
    ) -> np.ndarray:
        """Return the log likelihood of each observation, float64 [R, M]."""
        about, phi = self.cases[case], global_value("phi", z)
        wide = np.zeros_like(stats) if spread is None else spread
        seen = enumerate(about.observations)
        told = [_term(o, about.n, stats[:, m], likelihood.widened(phi, stats[:, m], wide[:, m]))
                for m, o in seen]  # fmt: skip
        return np.stack(told, axis=1)

    def log_likelihood(self, case: int, stats: np.ndarray, z: np.ndarray) -> np.ndarray:
        """Return the log likelihood of a campaign, float64 [R]."""
        return self.terms(case, stats, z).sum(axis=1)

    def features(self, case: int, z: np.ndarray, local: np.ndarray) -> np.ndarray:
        """Return what shares depend on: behaviour, log intensity, hopes, unknown facts [R, F]."""
        about = self.cases[case]
        behaviour = z[:, : PLACE["quality_sd"]]
        own = local_values(z, local, about.dims, about.known, bool(about.traits["modern"]))
        # the first three local coordinates act through intensity and hopes alone
        made = np.log(own["intensity"]), own["clearance_hopes"]
        return np.column_stack([behaviour, *made, local[:, 3:]])

    def precision(self, z: np.ndarray) -> np.ndarray:
        """Return the precision of reports, float64 [R]."""
        return global_value("phi", z)

    def scales(self, case: int) -> tuple[str, ...]:
        """Name how each statistic is emulated: shares by logit, days by closeness."""
        seen = self.cases[case].observations
        return tuple("day" if o.relation == "reached" else "share" for o in seen)


_QUANTITIES = frozenset((*signing_dims.FREE, *signing_dims.NUISANCE))


def fit_case(case: Case, seen: Iterable[Observation]) -> FitCase:
    """Read what is known of a campaign beforehand, and what of it is fitted or scored."""
    scored = tuple(o for o in seen if _is_scored(case.case_id, o))
    known = known_covariates(case) | FIXED
    if any(o.measure == "round1" for o in scored):
        known |= {"round1_days": scored[0].day, "survey_days": 0, "opening": "formal"}
    return FitCase(
        case.case_id, int(known.get("certificates") or 1000), scored, _horizon(scored),
        local_dims(known), known, {"modern": float(is_modern(case))},
    )  # fmt: skip


def known_covariates(case: Case) -> dict[str, Any]:
    """Return what may be read for a prediction, as quantities; what is not reported is missing."""
    named = sheet_of("signing").by_name
    told = {name: usable_fact(case, named[name]) for name in COVARIATES}
    return {name: value for name, value in told.items() if value is not None}


def is_modern(case: Case) -> bool:
    """Tell whether a campaign is one of Shanghai since 2015, when services came with signing."""
    year = case.signing_start[:4]
    return case.row["city"] in HOME_CITIES and year.isdigit() and int(year) >= SERVICES_SINCE


def _is_scored(case_id: str, seen: Observation) -> bool:
    return seen.measure == "signing" or (seen.measure == "round1" and case_id == ROUND_1_STUDIED)


def _horizon(seen: tuple[Observation, ...]) -> int:
    """Return the last day to simulate: twice the day of a share reached, so that late shows."""
    days = [o.day * (2 if o.relation == "reached" else 1) for o in seen if o.day]
    return max([1, *(day for day in days)]) if not _only_round_1(seen) else 1


def _only_round_1(seen: tuple[Observation, ...]) -> bool:
    return all(o.measure == "round1" for o in seen)


def _statistic(seen: Observation, daily: Any, ends: Any, size: int) -> np.ndarray:
    """Return what the runs say of an observation, float64 [R]."""
    if seen.measure == "round1":
        return np.asarray(ends["votes_for"] / size, dtype=np.float64)
    if seen.relation != "reached":
        return np.asarray(daily[:, (seen.day or 1) - 1] / size, dtype=np.float64)
    enough = daily >= seen.share * size - 1e-9
    return np.where(enough.any(axis=1), 1.0 + enough.argmax(axis=1), np.inf)


def _term(seen: Observation, n: int, stats: np.ndarray, phi: np.ndarray) -> np.ndarray:
    if seen.relation == "reached":
        return likelihood.reached(float(seen.day or 1), stats)
    told = likelihood.at_least if seen.relation == "at_least" else likelihood.at_share
    return told(n, seen.share, stats, phi)
