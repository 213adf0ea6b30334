"""Entry points: a scenario goes in, a dataset, a table or a picture comes out.

Names are fetched when they are first asked for, so that ``import experiments`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "compare_strategies": "compare",
    "load_scenario": "config",
    "run_ensemble": "run",
    "open_comparison": "compare",
    "open_results": "store",
    "open_sweep": "sweep",
    "run_dose": "dose",
    "run_sweep": "sweep",
    "result_table": "measure",
    "draw_curve": "figures",
    "paired_difference": "measure",
    "predict_campaign": "prediction.ahead",
    "share_at": "measure",
    "replay": "replay",
    "validate_cases": "validate",
}
__all__ = [
    "compare_strategies",
    "draw_curve",
    "load_scenario",
    "open_comparison",
    "open_results",
    "open_sweep",
    "paired_difference",
    "predict_campaign",
    "replay",
    "result_table",
    "run_dose",
    "run_ensemble",
    "run_sweep",
    "share_at",
    "validate_cases",
]  # noqa: F822 - see below


def __getattr__(name: str) -> Any:
    """Import the module that holds ``name``, and fetch it."""
    if name not in _HOMES:
        raise AttributeError(f"module 'experiments' has no attribute {name!r}")
    found = getattr(import_module(f"experiments.{_HOMES[name]}"), name)
    # A module may bear the name of its function (replay): from now on the name is the function.
    globals()[name] = found
    return found
