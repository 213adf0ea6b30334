"""A scenario: one campaign, each quantity settled or known to be unknown, and what was reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from experiments.known_models import FIRST, known
from experiments.reported import Observation, figure_from

if (
    TYPE_CHECKING
):  # the engine takes half a second to import, and a list of scenarios needs none of it
    from sim.engine.quantity import Value
    from sim.engine.sheet import Sheet

__all__ = [
    "UNREPORTED", "Observation", "Scenario", "Setting", "outcome_module", "scenario_from",
    "sheet_module", "sheet_of",
]  # fmt: skip

Origin = Literal["fact", "case table", "unknown", "assumed", "default", "override"]

UNREPORTED = known(FIRST).added()
"""What titles of signing scenarios add where there is nothing to hold runs against."""


class Setting(NamedTuple):
    """The value of one quantity and where it comes from.

    ``value`` is None where the fact is unknown: it is drawn, or stands at its median. ``origin`` is
    ``fact`` (a file gives it with a source), ``case table``, ``assumed`` (a file gives it without a
    source), ``override`` (the command line), ``default`` or ``unknown``.
    """

    value: Value | None
    origin: Origin
    source: str


@dataclass(frozen=True)
class Scenario:
    """One campaign, composed and checked.

    Attributes
    ----------
    name, title, title_zh : str
        The scenario's file name and its titles.
    model : str
        The model that plays it.
    case_id : str or None
        The reported campaign it stands for.
    strategy : str
        The strategy's file name.
    signing_start : str
        Day 1 as reported (ISO 8601, possibly without the day); "" if unknown.
    settings : mapping of str to Setting
        Every quantity of the model's sheet, by name, in the sheet's order.
    observations : tuple of Observation or FunnelObservation
        What was reported of the case.
    config : dict
        The composed configuration, plain and JSON-able: what ``config.yaml`` holds.
    """

    name: str
    title: str
    title_zh: str
    model: str
    case_id: str | None
    strategy: str
    signing_start: str
    settings: Mapping[str, Setting]
    observations: tuple[Any, ...]  # of one kind of Figure: who reads them knows the model
    config: dict[str, Any]

    @cached_property
    def values(self) -> dict[str, Value | None]:
        """Every quantity's value by name; None where it is unknown."""
        return {name: setting.value for name, setting in self.settings.items()}

    @property
    def sheet(self) -> Sheet:
        """The quantities of the scenario's model."""
        return sheet_of(self.model)


def sheet_module(model: str) -> ModuleType:
    """Import the module that holds a model's SHEET and METHODS."""
    return import_module(f"models.{model}.sheet")


def outcome_module(model: str) -> ModuleType:
    """Import the module that lists a model's outcomes."""
    return import_module(f"models.{model}.outcomes")


def sheet_of(model: str) -> Sheet:
    """Return the quantities of a model."""
    return cast("Sheet", sheet_module(model).SHEET)


def scenario_from(config: Mapping[str, Any]) -> Scenario:
    """Rebuild a scenario from its plain configuration (``config.yaml`` of a results folder)."""
    sheet = sheet_of(config["model"])
    settings = {
        about.name: Setting(
            _value_at(config, about.group, about.name), *config["origins"][about.name]
        )
        for about in sheet.abouts
    }
    heads = ("name", "title", "title_zh", "model", "case_id", "signing_start")
    return Scenario(
        **{head: config[head] for head in heads},
        strategy=config["choices"]["strategy"],
        settings=settings,
        observations=tuple(figure_from(row) for row in config["observations"]),
        config=dict(config),
    )


def _value_at(config: Mapping[str, Any], group: str, name: str) -> Value | None:
    node: Any = config
    for part in group.split("."):
        node = node[part]
    return cast("Value | None", node[name])
