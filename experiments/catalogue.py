"""What there is: what files set; and one scenario laid open, or several compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.calibration import posterior
from experiments.errors import UserError
from experiments.folders import Folders
from experiments.known_models import FIRST, known
from experiments.layers import said_by
from experiments.listing import files
from experiments.scenario import Scenario, Setting
from experiments.schema import Schema

if TYPE_CHECKING:
    from sim.engine.quantity import About

__all__ = [
    "differences", "differing", "files", "observation_rows", "scenario_rows",
    "standing", "told_by_files", "value_told",
]  # fmt: skip

Row = dict[str, Any]


def standing(setting: Setting, name: str = "", model: str = FIRST) -> str:
    """Tell how well a value is founded.

    Besides the origins (fact, case table, override, assumed, unknown) a default is ``calibrated``,
    ``prior-driven`` (no reported figure identifies it), ``assumed``, or plainly ``default``: its
    source reports it. Of what a shipped posterior holds, the posterior says which.
    """
    if setting.origin != "default":
        return setting.origin
    fitted = posterior.shipped(model)
    if fitted is not None and name in fitted.dims:
        return "prior-driven" if name in posterior.prior_driven(model) else "calibrated"
    words = ("calibrated", "prior-driven", "assumed")
    return ", ".join(word for word in words if word in setting.source) or "default"


def scenario_rows(scenario: Scenario, language: str | None = None) -> list[Row]:
    """Lay a scenario open: one row for each quantity."""
    return [
        _quantity_row(about, scenario.settings[about.name], language, scenario.model)
        for about in scenario.sheet.abouts
    ]


def _quantity_row(about: About, setting: Setting, language: str | None, model: str) -> Row:
    label = {None: {}, "en": {"label": about.label}, "zh": {"label": about.label_zh}}[language]
    return {
        "group": about.group,
        "quantity": about.name,
        **label,
        "value": value_told(about, setting),
        "unit": "" if about.choices else about.unit,
        "range": " ".join(about.choices) or f"{about.low:.10g} to {about.high:.10g}",
        "origin": standing(setting, about.name, model),
        "source": setting.source,
    }


def value_told(about: About, setting: Setting) -> Any:
    """Give a value; for an unknown fact, the median of its distribution as text."""
    return setting.value if setting.value is not None else f"? ({about.point:g})"


def observation_rows(scenario: Scenario) -> list[Row]:
    """List what is reported of a scenario's case."""
    return [
        {"name": o.name, "reported": getattr(o, "share", 0.0) if o.unit == "day" else o.reported,
         "relation": o.relation, "source": o.source, **({"not judged": o.shown} if o.shown else {})}
        for o in scenario.observations
    ]  # fmt: skip


def told_by_files(names: Sequence[str]) -> list[Row]:
    """List what the files of scenarios set themselves, their strategies aside.

    Returns
    -------
    list of dict
        One row for each scenario and quantity, with the columns of :func:`differences`.
    """
    return [row for name in names for row in _told_by(name)]


def _told_by(name: str) -> list[Row]:
    """List what one scenario's own file, place and offer set; a first day sets the calendar."""
    from experiments.composing import order_of
    from experiments.config import load_scenario
    from experiments.overrides import chosen

    scenario = load_scenario(name)
    schema = Schema(scenario.model)
    layers = order_of(Folders(), [chosen("scenario", name)], schema).layers
    own = said_by([each for each in layers if not each.file.startswith("strategy/")], schema)
    set_here = {key for key, said in own.items() if said.value is not None}
    set_here |= {known(scenario.model).start} if "signing_start" in set_here else set()
    return [_row(scenario, about) for key, about in schema.quantities.items() if key in set_here]


def differences(names: Sequence[str], *, config_dir: str | Path | None = None) -> list[Row]:
    """List every value that differs between scenarios, with its origin and source.

    Returns
    -------
    list of dict
        One row for each differing quantity and scenario: quantity, unit, scenario, value, origin,
        source.
    """
    from experiments.config import load_scenario

    return differing([load_scenario(name, config_dir=config_dir) for name in names])


def differing(scenarios: Sequence[Scenario]) -> list[Row]:
    """List every value that differs between composed scenarios: see :func:`differences`.

    Raises
    ------
    UserError
        They are not of one model.
    """
    models = list(dict.fromkeys(scenario.model for scenario in scenarios))
    if len(models) > 1:
        raise UserError(
            f"scenarios: got scenarios of the models {' and '.join(models)}, which share few "
            "quantities; expected one model. Compare scenarios of one model."
        )
    return [
        _row(scenario, about)
        for about in scenarios[0].sheet.abouts
        if len({scenario.values[about.name] for scenario in scenarios}) > 1
        for scenario in scenarios
    ]


def _row(scenario: Scenario, about: About) -> Row:
    setting = scenario.settings[about.name]
    return {
        "quantity": about.name,
        "unit": "" if about.choices else about.unit,
        "scenario": scenario.name,
        "value": value_told(about, setting),
        "origin": standing(setting, about.name, scenario.model),
        "source": setting.source,
    }
