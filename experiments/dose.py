"""Dose-response: one method at doses from none to many, everything else as the scenario has it.

A dose-response is a sweep over one quantity, and is stored, interrupted and resumed as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.design import NOWHERE, Design, crossed
from experiments.design_kinds import spaced
from experiments.dose_result import DoseResult
from experiments.errors import ConfigError, unknown_name
from experiments.folders import Folders
from experiments.known_models import FIRST, MODELS
from experiments.layers import model_of
from experiments.scenario import Scenario, sheet_module
from experiments.sweep_arms import plan_sweep
from experiments.sweep_plan import SweepPlan

if TYPE_CHECKING:
    from sim.engine.quantity import About

POINTS = 9
"""Doses that are played unless told."""


def plan_dose(
    scenario: str | Scenario,
    overrides: Sequence[str] = (),
    *,
    method: str | None = None,
    quantity: str | None = None,
    points: int | None = None,
    high: float | None = None,
    faults: Iterable[str] = (),
    **keys: Any,
) -> SweepPlan:
    """Compose a dose-response.

    Parameters
    ----------
    scenario, overrides
        As for ``plan_sweep``; ``keys`` are the rest of its arguments.
    method : str
        Name of an engagement method.
    quantity : str, optional
        Which of its quantities; its first dose that is 0 unless used, unless given.
    points : int, optional
        How many doses, 9 unless given.
    high : float, optional
        The largest dose; the largest that the quantity allows unless given.

    Raises
    ------
    ConfigError
        Tells everything that is wrong.
    """
    told = list(faults)
    model = _model(scenario, Folders(keys.get("config_dir")))
    about = _dose(method, quantity, model, told)
    values = _values(about, points or POINTS, high, told) if about else []
    quantity = about.name if about else quantity
    swept = crossed([{}], [quantity], [[v] for v in values]) if quantity and values else NOWHERE
    design = Design(f"{method}: {quantity}", "grid", swept)
    remember = {"verb": "dose", "method": method, "quantity": quantity}
    return plan_sweep(scenario, design, overrides, faults=told, remember=remember, **keys)


def _model(scenario: str | Scenario, folders: Folders) -> str:
    """Return the model of a scenario; the usual one where there is no such scenario."""
    if isinstance(scenario, Scenario):
        return scenario.model
    if folders.check("scenario", scenario):
        return FIRST
    model = model_of(folders, f"scenario/{scenario}")
    return model if model in MODELS else FIRST


def _dose(method: str | None, quantity: str | None, model: str, faults: list[str]) -> About | None:
    """Find the quantity whose doses are played, or note what is wrong."""
    module = sheet_module(model)
    if method not in module.METHODS:
        faults.append(_no_method(method, model))
        return None
    own = [about for about in module.SHEET.abouts if about.group == f"strategy.{method}"]
    if quantity is not None:
        named = {about.name: about for about in own if not about.choices}
        short = quantity.removeprefix(f"strategy.{method}.")
        if short not in named:
            faults.append(unknown_name("quantity", quantity, named))
        return named.get(short)
    doses = [about for about in own if about.role == "dose" and not about.choices]
    main = [about for about in doses if about.default == 0] or doses
    if not main:
        faults.append(
            f"method: {method} has no dose of its own, expected one that has. Name one of its "
            f"quantities: quantity=NAME, with NAME one of {', '.join(a.name for a in own)}."
        )
    return main[0] if main else None


def _no_method(method: str | None, model: str) -> str:
    known = sheet_module(model).METHODS
    if method is None:
        names = ", ".join(sorted(known))
        return f"method: none was named. Name one: method=NAME, with NAME one of {names}."
    others = [m for m in MODELS if m != model and method in sheet_module(m).METHODS]
    if others:
        return (
            f"method: {method} belongs to the model {others[0]}, and the scenario is played by "
            f"{model}. Choose a scenario of {others[0]}, or one of {', '.join(sorted(known))}."
        )
    return unknown_name("method", method, known)


def _values(about: About, points: int, high: float | None, faults: list[str]) -> list[Any]:
    """Return the doses, from none (or the least that there is) to the largest."""
    from sim.engine.quantity import fault_of

    low, top = max(about.low, 0.0), about.high if high is None else high
    if about.whole and top == int(top):
        top = int(top)
    fault = fault_of(about, top)
    if not fault and top <= low:
        fault = f"got {top:g}, expected more than {low:g} ({about.unit}). Give a larger one."
    if fault:
        faults.append(f"high: {fault}")
        return []
    return spaced(about, low, top, points)


def run_dose(
    scenario: str | Scenario,
    method: str,
    *,
    quantity: str | None = None,
    points: int | None = None,
    high: float | None = None,
    overrides: Iterable[str] = (),
    threads: int | None = None,
    output: str | Path | None = None,
    progress: bool = True,
    **keys: Any,
) -> DoseResult:
    """Play a method at doses from none to many, with the same luck.

    Parameters
    ----------
    scenario : str or Scenario
        Its name, or a scenario from ``load_scenario``.
    method, quantity, points, high
        As for ``plan_dose``.
    overrides, threads, output, progress
        As for ``run_sweep``.
    **keys
        ``runs``, ``seed``, ``parameters`` and ``config_dir``, as for ``run_sweep``.

    Returns
    -------
    DoseResult
        A sweep's result whose ``.overuse`` tells from which dose on more hurts.

    Raises
    ------
    ConfigError
        Tells everything that is wrong.
    """
    from experiments.checks import check_threads
    from experiments.sweep import play

    check_threads(threads)
    plan = plan_dose(
        scenario, [*overrides], method=method, quantity=quantity, points=points, high=high, **keys
    )
    result = play(plan, threads, output, progress)
    if not isinstance(result, DoseResult):
        raise ConfigError([f"{output}: got a sweep, expected a dose-response."])
    return result
