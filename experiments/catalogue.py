"""What there is: scenarios, places, offers, strategies and methods; and one scenario laid open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.cases import signing_cases, signing_observations
from experiments.folders import GROUPS, Folders
from experiments.layers import said_by, told_by
from experiments.scenario import MODELS, UNREPORTED, Scenario, Setting, sheet_module
from experiments.schema import Schema

if TYPE_CHECKING:
    from sim.engine.quantity import About

Row = dict[str, Any]


def files(config_dir: str | Path | None = None) -> dict[str, list[Row]]:
    """List the files of each group with what each says of itself."""
    folders = Folders(config_dir)
    return {
        group: [_file_row(folders, group, n) for n in folders.options(group)] for group in GROUPS
    }


def _file_row(folders: Folders, group: str, name: str) -> Row:
    found = folders.find(f"{group}/{name}")
    if group != "scenario" or found is None:
        return {"name": name, "about": _first_comment(found) if found else ""}
    told = told_by(folders, f"scenario/{name}")
    case = signing_cases().get(str(told.get("case_id")))
    row: Mapping[str, str] = case.row if case else {}
    return {
        "name": name,
        "title": told.get("title") or name,
        "title_zh": told.get("title_zh") or "",
        "kind": told.get("campaign.kind") or row.get("kind", ""),
        "size": _size(told.get("place.certificates"), row),
        "opening": told.get("campaign.opening") or row.get("opening", "unspecified"),
        "reported": _reported(row.get("case_id")),
    }


def _size(certificates: object, row: Mapping[str, str]) -> str:
    """Tell how many may sign: as a file says, else as the case table counts them."""
    if certificates is not None:
        return f"{certificates} certificates"
    return f"{row['n_units']} {row['unit']}s" if row else ""


def _reported(case_id: str | None) -> str:
    """Tell how many figures are reported, or in both languages that there are none."""
    count = len(signing_observations(case_id)) if case_id else 0
    if count:
        return f"{count} figure{'s' if count > 1 else ''}"
    return " / ".join(told.strip(" ()（）") for told in UNREPORTED.values())


def _first_comment(file: Path) -> str:
    """Return the first sentence of a file's opening comment."""
    lines = file.read_text(encoding="utf-8").splitlines()
    told = [line.lstrip("# ") for line in lines if line.startswith("#") and "@package" not in line]
    return " ".join(told).partition(". ")[0].rstrip(".")


def standing(setting: Setting) -> str:
    """Tell how well a value is founded.

    Besides the origins (fact, case table, override, assumed, unknown) a default is ``calibrated``,
    ``prior-driven`` (no reported figure identifies it), ``assumed``, or plainly ``default``: its
    source reports it.
    """
    if setting.origin != "default":
        return setting.origin
    words = ("calibrated", "prior-driven", "assumed")
    return ", ".join(word for word in words if word in setting.source) or "default"


def scenario_rows(scenario: Scenario, language: str | None = None) -> list[Row]:
    """Lay a scenario open: one row for each quantity."""
    return [
        _quantity_row(about, scenario.settings[about.name], language)
        for about in scenario.sheet.abouts
    ]


def _quantity_row(about: About, setting: Setting, language: str | None) -> Row:
    label = {None: {}, "en": {"label": about.label}, "zh": {"label": about.label_zh}}[language]
    return {
        "group": about.group,
        "quantity": about.name,
        **label,
        "value": value_told(about, setting),
        "unit": "" if about.choices else about.unit,
        "range": " ".join(about.choices) or f"{about.low:.10g} to {about.high:.10g}",
        "origin": standing(setting),
        "source": setting.source,
    }


def value_told(about: About, setting: Setting) -> Any:
    """Give a value; for an unknown fact, the median of its distribution as text."""
    return setting.value if setting.value is not None else f"? ({about.point:g})"


def observation_rows(scenario: Scenario) -> list[Row]:
    """List what is reported of a scenario's case."""
    return [
        {"name": o.name, "reported": o.share, "relation": o.relation, "source": o.source}
        for o in scenario.observations
    ]


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
    from experiments.config import SIGNING_DATE, load_scenario
    from experiments.overrides import chosen

    scenario, schema = load_scenario(name), Schema("signing")
    layers = order_of(Folders(), [chosen("scenario", name)]).layers
    own = said_by([each for each in layers if not each.file.startswith("strategy/")], schema)
    set_here = {key for key, said in own.items() if said.value is not None}
    set_here |= {SIGNING_DATE} if "signing_start" in set_here else set()
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
    """List every value that differs between composed scenarios: see :func:`differences`."""
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
        "origin": standing(setting),
        "source": setting.source,
    }


def method_rows() -> list[Row]:
    """List the engagement methods of every model, and the quantities that each declares."""
    return [row for model in MODELS for row in _methods_of(model)]


def _methods_of(model: str) -> list[Row]:
    module = sheet_module(model)
    return [
        {
            "method": name,
            "about": (method.__doc__ or "").strip().partition("\n")[0],
            "actor": method.ACTOR,
            "model": model,
            "quantities": [
                _method_quantity(a) for a in module.SHEET.abouts if a.group == f"strategy.{name}"
            ],
        }
        for name, method in module.METHODS.items()
    ]


def _method_quantity(about: About) -> Row:
    return {
        "quantity": about.name,
        "role": about.role,
        "unit": about.unit,
        "range": f"{about.low:.10g} to {about.high:.10g}",
        "source": about.source,
    }
