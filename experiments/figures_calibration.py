"""Pictures of a calibration, from stored tables and draws alone: parameters, pairs, fitted figures.

``parameters.csv`` tells prior and posterior of each parameter, ``figures.csv`` each reported figure
beside its posterior predictive, and the posterior's own two files hold the draws.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from experiments.calibration.posterior import Posterior, values
from experiments.calibration.posterior_files import load, named
from experiments.calibration.studies import dims_of
from experiments.errors import UserError
from experiments.figures_calibration_fitted import draw_fitted
from experiments.figures_calibration_pairs import draw_pairs
from experiments.figures_calibration_parameters import draw_parameters
from experiments.figures_style import save_picture, use_language

Row = dict[str, Any]
PRIOR_DRAWS = 4000  # of each prior, at even steps of probability
MODELS = ("signing", "elevator")
PARAMETERS = ("prior_low", "prior_median", "prior_high", "low", "median", "high", "contraction")
FIGURES = ("reported", "n", "low", "q25", "median", "q75", "high")
"""Columns of numbers in the two tables."""
WORDS_OF = {
    "parameters": ("name", "role", "unit", "label", "label_zh", "prior_driven"),
    "figures": ("case_id", "observation", "relation"),
}
"""Columns of words that a table needs."""


def draw_calibration(folder: Path, language: str = "en") -> list[Path]:
    """Draw the pictures of a calibration into its folder.

    Parameters
    ----------
    folder : Path
        Holds ``parameters.csv``, ``figures.csv``, and the two files of a posterior.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of Path
        ``parameters``, ``pairs`` and ``fitted``, each as PNG and SVG.

    Raises
    ------
    UserError
        A file is missing or lacks columns, or its parameters are not those of the draws.
    """
    folder, language = Path(folder), use_language(language)
    rows = _table(folder, "parameters", PARAMETERS)
    figures = _table(folder, "figures", FIGURES)
    posterior = _posterior(folder)
    _known(folder, posterior, rows)
    draws = {name: column.to_numpy() for name, column in values(posterior).items()}
    model, fitted = posterior.model, [row for row in rows if row["role"] == "free"]
    made: dict[str, Figure] = {
        "parameters": draw_parameters(rows, _priors(posterior), draws, model, language),
        "pairs": draw_pairs(fitted, draws, model, language),
        "fitted": draw_fitted(figures, model, language),
    }
    return [path for name, one in made.items() for path in save_picture(one, folder, name)]


def _table(folder: Path, name: str, numbers: Sequence[str]) -> list[Row]:
    """Read a table: numbers as float, an empty cell as NaN, everything else as words."""
    file = folder / f"{name}.csv"
    if not file.is_file():
        raise UserError(_unfit(folder, f"{name}.csv is missing"))
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.DictReader(text))
    needed = (*WORDS_OF[name], *numbers)
    lacking = [column for column in needed if not rows or rows[0].get(column) is None]
    if lacking:
        raise UserError(_unfit(folder, f"{name}.csv has no {', '.join(lacking)}"))
    try:
        return [row | {column: _number(row[column]) for column in numbers} for row in rows]
    except ValueError as fault:
        raise UserError(_unfit(folder, f"{name}.csv: {fault}")) from None


def _number(text: str) -> float:
    return float(text) if text else math.nan


def _posterior(folder: Path) -> Posterior:
    there = [model for model in MODELS if any(file.is_file() for file in named(model, folder))]
    if len(there) != 1:
        found = " and ".join(there) or "none"
        raise UserError(_unfit(folder, f"expected the posterior of one model, got {found}"))
    return load(there[0], folder)


def _known(folder: Path, posterior: Posterior, rows: Sequence[Row]) -> None:
    """Refuse a table, draws and rules that do not name the same parameters."""
    rules = {dim.name for dim in dims_of(posterior.model)}
    names, drawn = {row["name"] for row in rows}, set(posterior.dims)
    strange = sorted((names ^ drawn) | (names - rules))
    if strange:
        raise UserError(_unfit(folder, f"table, draws and rules differ in {', '.join(strange)}"))


def _priors(posterior: Posterior) -> dict[str, np.ndarray]:
    """Return evenly spread draws of the prior of each parameter, in its unit."""
    from scipy.special import ndtri

    z = ndtri((np.arange(PRIOR_DRAWS) + 0.5) / PRIOR_DRAWS)
    return {dim.name: dim.value(z) for dim in dims_of(posterior.model)}


def _unfit(folder: Path, fault: str) -> str:
    return (
        f"{folder}: expected a calibration that is complete: {fault}. Finish it with consent "
        "resume, or begin a new one: consent calibrate."
    )
