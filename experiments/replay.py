"""Reopen any stored run as a live Mesa model, exactly: its life is recomputed, not read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from experiments.errors import UserError
from experiments.known_models import MODELS
from experiments.ledger import parameters_at
from experiments.scenario import sheet_of
from sim.engine.verb import code_digest

if TYPE_CHECKING:
    import xarray as xr


def replay(results: xr.Dataset | str | Path, run: int, until: int | None = None) -> Any:
    """Live a stored run again.

    Parameters
    ----------
    results : Dataset, str or Path
        An ensemble (``run_ensemble``, ``open_results``) or a results folder.
    run : int
        The run's number, as in the coordinate ``run``.
    until : int, optional
        Stop at the end of this day; the last simulated day unless given.

    Returns
    -------
    SigningModel, ElevatorModel
        The run at the end of that day, ready to be asked or to be stepped on.

    Raises
    ------
    UserError
        There is no such run or day, or the rules have changed since.
    """
    ledger = _open(results)
    _check_code(ledger.attrs)
    row = _row_of(ledger, run)
    values = parameters_at(ledger, sheet_of(ledger.attrs["model"]), row)
    model = _model_class(ledger.attrs["model"])(
        values,
        seed=int(ledger.attrs["seed"]),
        replicate=int(np.asarray(ledger["replicate"])[row]),
    )
    last = int(model.p.last_day)
    if until is not None and not model.day < until <= last:
        raise UserError(
            f"until: got {until!r}, expected a day from {model.day + 1} to {last}. Give one."
        )
    model.leap_to(last if until is None else int(until))
    return model


def _open(results: Any) -> Any:
    if not isinstance(results, str | Path):
        return results
    from experiments.store import open_results

    return open_results(results)


def _model_class(name: str) -> Any:
    """Return the Mesa model of a name: models.signing offers SigningModel, and so on."""
    if name not in MODELS:
        wanted = " or ".join(MODELS)
        raise UserError(f"model: got {name!r}, expected {wanted}. Give results of such a model.")
    return getattr(import_module(f"models.{name}"), f"{name.title()}Model")


def _check_code(attrs: Any) -> None:
    if attrs["code_digest"] != code_digest():
        raise UserError(
            f"replay: these runs were made by rules {attrs['code_digest']}, the present ones are "
            f"{code_digest()}, so the life would be another one. Go back to those rules, or run "
            "the ensemble again."
        )


def _row_of(ledger: Any, run: int) -> int:
    numbers = np.asarray(ledger["run"])
    found = np.flatnonzero(numbers == run)
    if len(found) == 0:
        raise UserError(
            f"run: got {run!r}, expected a run from {numbers.min()} to {numbers.max()}. Give one."
        )
    return int(found[0])
