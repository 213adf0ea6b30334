"""Which study belongs to a model: the one place that knows where studies are written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import Any

import numpy as np

Values = Callable[[np.ndarray, Mapping[str, float], Mapping[str, Any]], dict[str, Any]]
"""``(z_row, local, covariates)`` -> value of each quantity that they settle, by name.

``z_row`` is one draw of the global coordinates, float64 [D]. ``local`` maps the names of a
campaign's own coordinates to standard normal numbers; what it leaves out is not settled.
``covariates`` are what is known of the campaign: its quantities by name, ``modern`` (Shanghai since
2015), and ``unselected`` (widen the spread between campaigns: nobody chose this one for a report).
"""


def study_of(model: str) -> Any:
    """Return the study of a model: its coordinates, its reported campaigns, how they are played."""
    return getattr(import_module(f"experiments.calibration.{model}_study"), f"{model}_study")()


def dims_of(model: str) -> Sequence[Any]:
    """Return the global coordinates of a model's study."""
    return study_of(model).dims


def values_of(model: str) -> Values:
    """Return the function that turns coordinates of a model's study into quantities."""
    found = import_module(f"experiments.calibration.{model}_study")
    settle: Values = getattr(found, f"{model}_values")
    return settle
