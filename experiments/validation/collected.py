"""All scores of a validation in one plain structure: the content of ``scores.json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.cases import Case
from experiments.validation.campaigns import Campaign
from experiments.validation.forecast import Forecast
from experiments.validation.gates import gates_of
from experiments.validation.rows import conditional_rows, score_rows
from experiments.validation.totals import totals_of


def collect(
    forecasts: Sequence[Forecast],
    cases: Mapping[str, Case],
    known: Sequence[Campaign],
    *,
    about: Mapping[str, Any],
    seed: int = 1,
) -> dict[str, Any]:
    """Score forecasts and put everything together.

    Parameters
    ----------
    forecasts : sequence of Forecast
    cases : mapping of str to Case
        Their covariates, and for the split of scores how they ended.
    known : sequence of Campaign
        What the baselines learn from.
    about : mapping
        ``model``, ``loco``, ``draws``, ``horizon``, ``fitted`` (case ids that took part in the fit)
        and whatever else is to be stored beside the scores.
    seed : int
        Of the noise of reporting, of ties and of the intervals over campaigns.

    Returns
    -------
    dict
        ``observations``, ``conditional``, ``totals``, ``gates``, and what ``about`` and ``seed``
        say. Never is None. Gates are judged on campaigns that were left out of the fit alone.
    """
    rows = score_rows(forecasts, cases, known, seed)
    later = conditional_rows(forecasts, cases, seed)
    totals = totals_of(rows, cases, seed)
    return {
        **about, "seed": seed, "observations": [_stored(row) for row in rows],
        "conditional": [_stored(row) for row in later], "totals": totals,
        "gates": gates_of(totals, rows) if held_out(about) else [],
    }  # fmt: skip


def held_out(about: Mapping[str, Any]) -> bool:
    """Tell whether no forecast rests on the figures it is held against."""
    return bool(about["loco"] or not about["fitted"])


def _stored(row: Mapping[str, Any]) -> dict[str, Any]:
    """Round what is stored to 10 digits: more would be the last bit of one machine."""
    return {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _plain(each) for name, each in value.items()}
    return float(f"{value:.10g}") if isinstance(value, float) else value
