"""Forecasts of reported cases from a posterior, in a way that no reported answer can change.

A campaign is simulated to the same horizon whatever was reported of it: a horizon that followed the
reported day would tell the forecast when to say never.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from experiments.calibration.study import FitCase
from experiments.cases import Case
from experiments.errors import UserError
from experiments.reported import Observation
from experiments.validation.forecast import Forecast

HORIZON = 730
"""Last day on which a share can be reached: two years, twice the longest reported campaign."""

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
    from experiments.calibration.signing_study import SigningStudy

    study = SigningStudy(cases, figures)
    study.cases = tuple(to_one_horizon(case) for case in study.cases)
    return play(study, asked)


def play(study: Any, asked: Asked) -> Played:
    """Forecast the cases of a study, each left out of the fit if that is asked."""
    if not study.cases:
        raise UserError(
            "observations: none of the figures can be scored. Expected at least one row with the "
            "measure signing and a day."
        )
    from experiments.calibration import predictive

    posterior = needed_posterior(study.model)
    make = predictive.loco_forecasts if asked.loco else predictive.forecasts
    forecasts = make(posterior, study, asked.draws, asked.seed, asked.threads)
    there = {case.case_id for case in study.cases}
    fitted = [name for name in posterior.about.get("cases", ()) if name in there]
    return Played(list(forecasts), fitted)


def needed_posterior(model: str) -> Any:
    """Return the shipped posterior of a model.

    Raises
    ------
    UserError
        There is none.
    """
    from experiments.calibration.posterior import shipped

    found = shipped(model)
    if found is None:
        raise UserError(
            f"validate: no posterior of the model {model} is shipped, and without one nothing can "
            f"be forecast. Fit it first: consent calibrate model={model}."
        )
    return found
