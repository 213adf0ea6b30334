"""Scores of reported elevator funnels: forecast from the posterior, held against a plain rule.

Shares of few cases are scored as shares, counts on the scale of log(1 + count). A place is forecast
with its own lead, effort, pace and, where it is not told, number of stairwells drawn afresh.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from experiments.calibration.elevator_place import Place
from experiments.calibration.elevator_study import ElevatorStudy
from experiments.calibration.predictive import resample_to
from experiments.calibration.smc import weights_of
from experiments.errors import UserError
from experiments.validation.elevator_rule import pooled
from experiments.validation.gates import gates_of
from experiments.validation.luck import luck
from experiments.validation.played import Asked, likelihoods, needed_posterior
from experiments.validation.rows import BASELINE_SCORES
from experiments.validation.scores import Sample, bound_score, score
from experiments.validation.totals import totals_of

CAP = 450
NOISY = 10
"""Reports drawn for each simulated figure."""

Row = dict[str, Any]


def validate_funnels(funnels: str | Path | None, asked: Asked) -> dict[str, Any]:
    """Score the figures of a funnel table, or of the shipped one.

    Returns
    -------
    dict
        The content of ``scores.json``.

    Raises
    ------
    UserError
        The table cannot be used, nothing in it can be scored, or no posterior is shipped.
    """
    study = ElevatorStudy(_table(funnels))
    if not study.cases:
        raise UserError(
            "funnels: none of the figures can be scored. Expected at least one row with a period, "
            "a stage that is reached and a count."
        )
    posterior = needed_posterior("elevator")
    there = [name for name in posterior.cases if name in {c.case_id for c in study.cases}]
    fitted = likelihoods(posterior, there) if asked.loco else {}
    rows = [row for case in range(len(study.cases))
            for row in _place_rows(study, case, posterior.z, fitted, asked)]  # fmt: skip
    totals = totals_of(rows, {}, asked.seed)
    return {
        "model": "elevator", "loco": asked.loco, "draws": asked.draws, "seed": asked.seed,
        "horizon": max(case.horizon for case in study.cases),
        "fitted": [] if asked.loco else there, "observations": [_stored(row) for row in rows],
        "conditional": [], "totals": totals,
        "gates": gates_of(totals, rows) if asked.loco or not there else [],
    }  # fmt: skip


def _table(funnels: str | Path | None) -> Sequence[Mapping[str, str]] | None:
    if funnels is None:
        return None
    from experiments.case_schema import load_funnels

    return load_funnels(Path(funnels)).funnels


def _place_rows(
    study: ElevatorStudy, case: int, z: np.ndarray, fitted: Mapping[str, np.ndarray], asked: Asked
) -> list[Row]:
    """Forecast a place and score each of its figures."""
    place, name = study.places[case], study.cases[case].case_id
    chance = luck(asked.seed, name, "draws")
    weights = weights_of(-fitted.get(name, np.zeros(len(z))))
    drawn = z[resample_to(weights, asked.draws, chance)]
    local = chance.standard_normal((asked.draws, len(place.case.dims)))
    keys = chance.integers(1, 2**63, asked.draws, dtype=np.uint64)
    stats = study.simulate(case, drawn, local, keys, CAP, asked.threads)
    told = np.concatenate([study.noisy(case, stats, drawn, chance) for _ in range(NOISY)])
    return [_row(study, place, m, told[:, m], asked) for m in range(len(place.told))]


def _row(
    study: ElevatorStudy, place: Place, m: int, values: np.ndarray, asked: Asked
) -> Row:  # fmt: skip
    told, name = place.told[m], place.case.case_id
    unit = "share" if told.n else "count"
    chance = float(luck(asked.seed, name, told.figure.name, "tie").random())
    sample = Sample(values, np.full(len(values), 1.0 / len(values)), unit)
    rule = pooled(place, m)
    against = {} if rule is None else {"pooled": _scored(rule, told, chance)}
    kept = {n: {k: v for k, v in s.items() if k in BASELINE_SCORES} for n, s in against.items()}
    seen = told.figure
    return {
        "title": "", "title_zh": "", "case_id": name, "name": seen.name,
        "relation": seen.relation, "n": told.n, "day": seen.last_day,
        "share": seen.reported if told.n else None, "reported": seen.reported, "unit": unit,
        "span": sample.span, "last": m == len(place.told) - 1, **_scored(sample, told, chance),
        "baselines": kept,
    }  # fmt: skip


def _scored(sample: Sample, told: Any, chance: float) -> Row:
    if told.figure.relation == "at_least":
        return bound_score(sample, told.figure.reported)
    return score(sample, told.figure.reported, chance)


def _stored(row: Mapping[str, Any]) -> Row:
    return {name: _plain(value) for name, value in row.items() if name != "span"}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return float(f"{value:.10g}") if isinstance(value, float) else value
