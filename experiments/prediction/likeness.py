"""Whether a planned campaign is like those that were fitted: outside their range it is a guess."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from experiments.calibration.posterior import Posterior
from experiments.cases import Case, cases_of
from experiments.draws import covariates_of
from experiments.scenario import Scenario

NUMBERS = ("certificates", "threshold", "reward_window_days", "certificates_per_worker", "year")
CHOICES = ("kind", "opening", "city")
UNTOLD = ("", "unspecified", "other")


class Range(NamedTuple):
    """What the fitted campaigns cover of a number: lowest, highest, of how many it is known."""

    low: float
    high: float
    campaigns: int


def _fitted(posterior: Posterior) -> list[Case]:
    known = cases_of(posterior.model)
    return [known[case_id] for case_id in posterior.cases if case_id in known]


def _facts(case: Case) -> dict[str, Any]:
    year = int(case.facts.get("signing_date", 0) or 0) // 10_000
    city = {"city": case.row.get("city", "")}
    return {**case.facts, **city, **({"year": year} if year else {})}


def ranges(posterior: Posterior) -> dict[str, Range]:
    """Return what the fitted campaigns cover of each number, by name."""
    facts = [_facts(case) for case in _fitted(posterior)]
    known = {name: [f[name] for f in facts if f.get(name) is not None] for name in NUMBERS}
    return {n: Range(min(v), max(v), len(v)) for n, v in known.items() if v}


def choices(posterior: Posterior) -> dict[str, dict[str, int]]:
    """Count the fitted campaigns by kind, by opening and by city."""
    facts = [_facts(case) for case in _fitted(posterior)]
    told: dict[str, dict[str, int]] = {name: {} for name in CHOICES}
    for name in CHOICES:
        for value in (str(f.get(name, "")) for f in facts):
            if value not in UNTOLD:
                told[name][value] = told[name].get(value, 0) + 1
    return told


def likeness(scenario: Scenario, posterior: Posterior) -> list[dict[str, Any]]:
    """Hold a campaign against those that were fitted.

    Returns
    -------
    list of dict
        For each covariate that is known of the campaign and of some fitted one: ``name``,
        ``value``, ``low`` and ``high`` or ``among`` (campaigns by word), ``campaigns``, ``inside``.
    """
    now = covariates_of(scenario)
    now["year"] = int(now.get("signing_date") or 0) // 10_000 or None
    return [*_of_numbers(now, ranges(posterior)), *_of_choices(now, choices(posterior))]


def _of_numbers(now: Mapping[str, Any], known: Mapping[str, Range]) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": now[name], "low": seen.low, "high": seen.high,
         "campaigns": seen.campaigns, "inside": seen.low <= now[name] <= seen.high}
        for name, seen in known.items() if now.get(name) is not None
    ]  # fmt: skip


def _of_choices(
    now: Mapping[str, Any], known: Mapping[str, dict[str, int]]
) -> list[dict[str, Any]]:
    return [
        {"name": name, "value": now[name], "among": among, "campaigns": sum(among.values()),
         "inside": str(now[name]) in among}
        for name, among in known.items() if now.get(name) is not None and among
    ]  # fmt: skip
