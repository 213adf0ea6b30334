"""Settling a scenario: every quantity gets its value and its origin, every reported figure its day.

What nobody sets comes from the case table, then from the quantity's default; a fact without either
is unknown. The calendar of a signing scenario follows ``signing_start``; titles say so where
nothing dated is reported.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from experiments.cases import Case, cases_of, figures_of, signing_date, usable_fact
from experiments.errors import ConfigError, unknown_name
from experiments.known_models import known
from experiments.layers import Said
from experiments.plausible import implausible
from experiments.reported import Figure
from experiments.scenario import Scenario, Setting, scenario_from
from experiments.schema import Schema, nested
from sim.engine.quantity import About, Value


def settled(
    tree: dict[str, Any], choices: dict[str, str], said: dict[str, Said], schema: Schema
) -> Scenario:
    """Turn what Hydra composed into a scenario.

    Raises
    ------
    ConfigError
        Values that are sound one by one do not go together, or a figure cannot be placed.
    """
    case = cases_of(schema.model).get(tree.get("case_id") or "")
    said, values = _dated(said, {key: _at(tree, key) for key in schema.quantities}, tree, schema)
    settings = {
        key: _setting(about, said.get(key), values[key], case)
        for key, about in schema.quantities.items()
    }
    named = {key.rpartition(".")[2]: setting for key, setting in settings.items()}
    seen, faults = _figures(case, tree, said, schema.model, named)
    faults += implausible(schema.model, {name: s.value for name, s in named.items()})
    if faults:
        raise ConfigError(faults)
    config = {
        "name": choices["scenario"],
        **_titles(choices["scenario"], tree, schema.model, reported=bool(seen)),
        "model": schema.model,
        "case_id": case.case_id if case else None,
        "signing_start": _day_1(tree, case, settings, schema),
        "choices": choices,
        **nested({key: setting.value for key, setting in settings.items()}),
        "origins": {name: [s.origin, s.source] for name, s in named.items()},
        "observations": [dict(vars(figure)) for figure in seen],
    }
    return scenario_from(config)


def _dated(
    said: dict[str, Said], values: dict[str, Any], tree: dict[str, Any], schema: Schema
) -> tuple[dict[str, Said], dict[str, Any]]:
    """Let the calendar follow a heading ``signing_start``, unless its date is set by itself."""
    start, key = tree.get("signing_start"), known(schema.model).start
    if not start or key not in values or values[key] is not None:
        return said, values
    return said | {key: said["signing_start"]}, values | {key: signing_date(start) or 0}


def _day_1(
    tree: dict[str, Any], case: Case | None, settings: Mapping[str, Setting], schema: Schema
) -> str:
    """Tell day 1 as it was reported, or else as the scenario's calendar has it."""
    told = tree.get("signing_start") or (case.signing_start if case else "")
    key = known(schema.model).start
    if told or "signing_start" in schema.headings or key not in settings:
        return told
    whole = str(settings[key].value or "")
    return f"{whole[:4]}-{whole[4:6]}-{whole[6:]}" if whole else ""


def _figures(
    case: Case | None, tree: dict[str, Any], said: Mapping[str, Said], model: str,
    named: Mapping[str, Setting],
) -> tuple[tuple[Figure, ...], list[str]]:  # fmt: skip
    """Return the reported figures of a case, and what is wrong with those that are only shown."""
    values = {name: setting.value for name, setting in named.items()}
    if case is None:
        return (), []
    seen = figures_of(model, case.case_id, values)
    if not seen and model != "signing" and not values.get("start_date"):
        return (), [
            "calendar.start_date: got 0, expected the date of day 1: what is reported of case "
            f"{case.case_id} is dated. Give it as yyyymmdd, or leave the case_id out."
        ]
    reasons, faults = _reasons(tree.get("shown"), said.get("shown"), [o.name for o in seen])
    return tuple(replace(o, shown=reasons.get(o.name) or o.shown) for o in seen), faults


def _reasons(
    told: Any, said: Said | None, names: Sequence[str]
) -> tuple[dict[str, str], list[str]]:
    """Read the heading ``shown``: a reason for each figure, or a list with one source for all."""
    if not told:
        return {}, []
    why = said.source if said else ""
    reasons = dict(told) if isinstance(told, Mapping) else dict.fromkeys(told, why)
    faults = [unknown_name("shown", name, names) for name in reasons if name not in names]
    if not all(reasons.values()):
        faults.append("shown: a list needs a reason: write 'sources: {shown: \"why\"}' beside it.")
    return reasons, faults


def _titles(name: str, tree: dict[str, Any], model: str, *, reported: bool) -> dict[str, str]:
    title = tree.get("title") or name
    titles = {"title": title, "title_zh": tree.get("title_zh") or title}
    added = known(model).added()
    return titles if reported else {key: f"{told}{added[key]}" for key, told in titles.items()}


def _at(tree: Any, key: str) -> Any:
    for part in key.split("."):
        tree = tree.get(part) if isinstance(tree, dict) else None
    return tree


def _setting(about: About, said: Said | None, value: Any, case: Case | None) -> Setting:
    """Settle one quantity: who sets it, else the case table, else its default, else unknown."""
    if said is not None and value is not None:
        return Setting(typed(about, value), *_authority(said))
    fact = usable_fact(case, about) if case else None
    if case is not None and fact is not None:
        return Setting(typed(about, fact), "case table", case.source)
    if about.default is None:
        return Setting(None, "unknown", about.source)
    return Setting(typed(about, about.default), "default", about.source)


def _authority(said: Said) -> tuple[Any, str]:
    if not said.file:
        return "override", said.source
    return ("fact", said.source) if said.source else ("assumed", f"assumed, {said.file}")


def typed(about: About, value: Any) -> Value:
    """Return a checked value as the model takes it: a word, a whole number or a float."""
    if about.choices:
        return str(value)
    return int(value) if about.whole else float(value)
