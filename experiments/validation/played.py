"""Forecasts of reported cases from a posterior, in a way that no reported answer can change.

A campaign is simulated to the same horizon whatever was reported of it: a horizon that followed the
reported day would tell the forecast when to say never.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from tqdm.auto import tqdm

from experiments.calibration import predictive
from experiments.calibration.posterior import Posterior, shipped
from experiments.calibration.signing_study import SigningStudy
from experiments.calibration.study import FitCase
from experiments.cases import Case
from experiments.cautions import outdated_by
from experiments.errors import UserError
from experiments.reported import Observation
from experiments.validation.forecast import Forecast

HORIZON = 540
"""Last day on which a share can be reached: a year and a half, longer than any reported day."""

SIZE = 1000
"""Certificates simulated, at most (more where the last signature is asked for): what a larger place
adds is less than the noise of reports."""

LIKELIHOODS = "log_likelihood"
"""Where a posterior tells how likely each fitted case is at each draw."""

Figures = Mapping[str, tuple[Observation, ...]]


class Asked(NamedTuple):
    """How forecasts are drawn: whether each case is left out of the fit, how many, which luck."""

    loco: bool = False
    draws: int = 400
    seed: int = 1
    threads: int | None = None


class Played(NamedTuple):
    """Forecasts, and which of the cases took part in the fit."""

    forecasts: list[Forecast]
    fitted: list[str]


def to_one_horizon(case: FitCase) -> FitCase:
    """Let a case end at the common horizon where a day is asked for, else on its last asked day."""
    seen = case.observations
    if any(o.relation == "reached" for o in seen):
        return case._replace(horizon=HORIZON)
    days = [o.day or 1 for o in seen if o.measure == "signing"]
    return case._replace(horizon=max([1, *days]))


def play_signing(cases: Mapping[str, Case], figures: Figures, asked: Asked) -> Played:
    """Forecast signing campaigns from the shipped posterior.

    Raises
    ------
    UserError
        No posterior is shipped, or no figure can be scored.
    """
    study = SigningStudy(cases, figures)
    study.cases = tuple(to_one_horizon(case) for case in study.cases)
    return play(study, asked)


def play(study: Any, asked: Asked) -> Played:
    """Forecast the cases of a study, each left out of the fit if that is asked.

    Raises
    ------
    UserError
        No posterior is shipped, no figure can be scored, or nothing can be left out of the fit.
    """
    if not study.cases:
        raise UserError(
            "observations: none of the figures can be scored. Expected at least one row with the "
            "measure signing and a day."
        )
    posterior = needed_posterior(study.model)
    there = {case.case_id for case in study.cases}
    fitted = [name for name in posterior.cases if name in there]
    with tqdm(total=len(study.cases), unit=" cases") as bar:
        made = _forecasts(study, posterior, fitted, asked, lambda _: bar.update())
    return Played([*made], fitted)


def _forecasts(
    study: Any, posterior: Posterior, fitted: list[str], asked: Asked, told: Any
) -> list[predictive.CaseForecast]:
    if asked.loco and fitted:
        like = likelihoods(posterior, fitted)
        return predictive.left_out(
            study, posterior.z, like, asked.draws, asked.seed, SIZE, asked.threads, told
        )
    luck = np.random.default_rng([asked.seed, 17])
    even = np.full(posterior.draws, 1.0 / posterior.draws)
    z = posterior.z[predictive.resample_to(even, asked.draws, luck)]
    return predictive.forecasts(study, z, asked.seed, SIZE, asked.threads, told)


def likelihoods(posterior: Posterior, fitted: list[str]) -> dict[str, np.ndarray]:
    """Return the log likelihood [N] of each fitted case, its effects integrated out, by case id.

    Raises
    ------
    UserError
        The posterior does not hold them.
    """
    held = posterior.about.get(LIKELIHOODS, {})
    if any(len(held.get(name, ())) != posterior.draws for name in fitted):
        raise UserError(
            "loco: the shipped posterior does not say how likely each campaign is, so that none "
            f"can be left out. Fit anew: consent calibrate model={posterior.model}."
        )
    return {name: np.array(held[name], dtype=np.float64) for name in fitted}


def needed_posterior(model: str) -> Posterior:
    """Return the shipped posterior of a model, with a warning where it does not fit the rules.

    Raises
    ------
    UserError
        There is none.
    """
    found = shipped(model)
    if found is None:
        raise UserError(
            f"validate: no posterior of the model {model} is shipped, and without one nothing can "
            f"be forecast. Fit it first: consent calibrate model={model}."
        )
    if changed := outdated_by(found.about, model):
        print(changed, file=sys.stderr)
    return found
