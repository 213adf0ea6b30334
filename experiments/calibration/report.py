"""What a calibration reports: tables of parameters and fitted figures, notes of the posterior."""

from __future__ import annotations

import csv
import io
from typing import Any

import numpy as np

from experiments.calibration import likelihood
from experiments.calibration.calibrate import Calibrated, Plan
from experiments.calibration.posterior import PRIOR_DRIVEN, Posterior, contractions, made
from experiments.calibration.study import Study

QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
Row = dict[str, Any]


def as_posterior(study: Study, found: Calibrated, plan: Plan) -> Posterior:
    """Return the draws, and in ``about`` everything that tells how far they may be trusted."""
    here = found.exact
    local = {
        case.case_id: ([dim.name for dim in case.dims], here.local[c])
        for c, case in enumerate(study.cases)
    }
    like = {
        case.case_id: np.round(found.exact.like[:, c], 3).tolist()
        for c, case in enumerate(study.cases)
    }
    about = {"seed": plan.seed, "diagnostics": diagnostics(found, plan), "log_likelihood": like}
    return made(study.model, here.z, local, [dim.name for dim in study.dims], about)


def diagnostics(found: Calibrated, plan: Plan) -> dict[str, Any]:
    """Tell how the fit went: sizes, effective sample sizes, moves accepted, what was ruled out."""
    rounds, z = found.exact.rounds, found.exact.z
    return {
        "prior_runs": plan.rows, "second_runs": plan.second, "certificates_at_most": plan.cap,
        "particles": len(z), "distinct_draws": len(np.unique(z[:, 0])),
        "prior_kept_by_history_matching": found.ruled.kept,
        "emulated_steps": [_rounded(step._asdict()) for step in found.emulated.steps],
        "correction_rounds": [_rounded(done._asdict()) for done in rounds],
        "least_effective": round(min(done.effective for done in rounds), 1),
        "monte_carlo_error": round(rounds[-1].monte_carlo, 3),
    }  # fmt: skip


def parameter_rows(study: Study, found: Calibrated) -> list[Row]:
    """Return prior and posterior of every global coordinate, with how far the figures narrow it."""
    z, narrowed = found.exact.z, contractions(found.exact.z)
    return [_parameter(dim, z[:, d], found.emulated.z[:, d], narrowed[d])
            for d, dim in enumerate(study.dims)]  # fmt: skip


def _parameter(dim: Any, z: np.ndarray, emulated: np.ndarray, narrowed: float) -> Row:
    prior = dim.value(np.array([-1.6449, 0.0, 1.6449]))
    low, median, high = dim.value(np.quantile(z, [0.05, 0.5, 0.95]))
    return {
        "name": dim.name, "role": dim.role, "unit": dim.unit, "label": dim.label,
        "label_zh": dim.label_zh, "source": dim.source,
        "prior_low": prior.min(), "prior_median": prior[1], "prior_high": prior.max(),
        "low": min(low, high), "median": median, "high": max(low, high),
        "contraction": narrowed, "prior_driven": str(bool(narrowed < PRIOR_DRIVEN)).lower(),
        "emulated_median": float(dim.value(np.median(emulated))),
        "shift_sd": float((z.mean() - emulated.mean()) / max(z.std(), 1e-9)),
    }  # fmt: skip


def fitted_rows(study: Study, found: Calibrated, seed: int) -> list[Row]:
    """Return each fitted figure against its posterior predictive band, noise of reports included.

    Every campaign keeps its own effects, so this shows what the fit can reproduce, not what it can
    predict.
    """
    luck, rows = np.random.default_rng([seed, 21]), []
    titles = getattr(study, "titles", {})
    for c, case in enumerate(study.cases):
        told, title = _reports(study, c, found, luck), titles.get(case.case_id, case.case_id)
        rows += [_fitted(case, title, seen, told[:, m]) for m, seen in enumerate(case.observations)]
    return rows


def _reports(study: Study, case: int, found: Calibrated, luck: np.random.Generator) -> np.ndarray:
    """Draw what would be reported of a case, float64 [N, M]; a study may know how."""
    stats, z = found.exact.stats[case], found.exact.z
    own = getattr(study, "noisy", None)
    if own is not None:
        return np.asarray(own(case, stats, z, luck))
    phi, about = study.precision(z), study.cases[case]
    columns = [with_noise(about.n, seen, stats[:, m], phi, luck)
               for m, seen in enumerate(about.observations)]  # fmt: skip
    return np.stack(columns, axis=1)


def with_noise(
    n: int, seen: Any, stats: np.ndarray, phi: np.ndarray, luck: np.random.Generator
) -> np.ndarray:
    """Draw what would be reported: shares and days with noise of reports, counts as they are."""
    if seen.unit == "day":
        return likelihood.noisy_day(stats, luck)
    if seen.unit != "1":
        return stats
    return likelihood.noisy_share(n, stats, phi, luck)


def _fitted(case: Any, title: str, seen: Any, told: np.ndarray) -> Row:
    bands = np.quantile(told, QUANTILES, method="inverted_cdf")
    named = zip(("low", "q25", "median", "q75", "high"), bands, strict=True)
    return {
        "case_id": case.case_id, "name_zh": title, "observation": seen.name,
        "relation": seen.relation, "reported": seen.reported, "n": case.n,
        **{name: value if np.isfinite(value) else "" for name, value in named},
    }  # fmt: skip


def as_csv(rows: list[Row]) -> str:
    """Write rows as CSV text; numbers with seven digits."""
    out = io.StringIO()
    table = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
    table.writeheader()
    table.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    return f"{value:.7g}" if isinstance(value, float | np.floating) else value


def _rounded(told: dict[str, float]) -> dict[str, float]:
    return {name: round(float(value), 4) for name, value in told.items()}
