"""Which study belongs to a model: the one place that knows where studies are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

Values = Callable[[np.ndarray, Mapping[str, float], Mapping[str, Any]], dict[str, Any]]
"""``(z_row, local, covariates)`` -> value of each quantity that they settle, by name.

``z_row`` is one draw of the global coordinates, float64 [D]. ``local`` maps the names of a
campaign's own coordinates to standard normal numbers; what it leaves out is not settled. Which
quantities are settled depends on the names in ``local`` and on ``covariates``, not on numbers.
``covariates`` are what is known of the campaign: its quantities by name, ``modern`` (Shanghai since
2015), and ``unselected`` (widen the spread between campaigns: nobody chose this one for a report).
"""

STUDIES = {
    "signing": ("signing_study", "SigningStudy"),
    "elevator": ("elevator_study", "ElevatorStudy"),
}
"""Module and class of each model's study."""

VALUES = {"signing": "signing_values", "elevator": "elevator_study"}
"""Module that turns a model's coordinates into quantities, by a function ``<model>_values``."""


def study_class(model: str) -> Any:
    """Return the class of a model's study."""
    module, name = STUDIES[model]
    return getattr(import_module(f"experiments.calibration.{module}"), name)


def dims_of(model: str) -> Sequence[Any]:
    """Return the global coordinates of a model's study."""
    return tuple(study_class(model).dims)


def values_of(model: str) -> Values:
    """Return the function that turns coordinates of a model's study into quantities."""
    found = import_module(f"experiments.calibration.{VALUES[model]}")
    settle: Values = getattr(found, f"{model}_values")
    return settle


def widened_of(model: str) -> tuple[str, ...]:
    """Name the global coordinates that an unselected campaign takes from their prior."""
    found = import_module(f"experiments.calibration.{VALUES[model]}")
    return tuple(getattr(found, "WIDENED", ()))
