"""Reported campaigns: the case tables and the reported figures, as the sources give them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from experiments.case_columns import FILES, PER_WORKER
from experiments.case_files import shipped_rows
from experiments.reported import Figure, Observation

if TYPE_CHECKING:
    from sim.engine.quantity import About, Value


HOME_CITIES = ("Shanghai", "上海", "上海市")
"""Spellings of the city whose practice since 2015 is a covariate."""


class Case(NamedTuple):
    """What is reported of a campaign or a place: of a campaign, one row of the case table.

    ``facts`` holds quantities of the model by name; what the row leaves out is missing. ``row`` is
    the whole row as text.
    """

    case_id: str
    signing_start: str
    source: str
    facts: Mapping[str, Value]
    row: Mapping[str, str]


def cases_of(model: str) -> Mapping[str, Case]:
    """Return what is reported of the campaigns of a model, by case id."""
    if model == "elevator":
        from experiments.funnels import funnel_cases

        return funnel_cases()
    return signing_cases() if model == "signing" else {}


def figures_of(model: str, case_id: str, values: Mapping[str, Any]) -> tuple[Figure, ...]:
    """Return the reported figures of a case; ``values`` are the scenario's, for days and sizes."""
    if model == "elevator":
        from experiments.funnels import funnel_figures

        return funnel_figures(case_id, values)
    return signing_observations(case_id)


@cache
def signing_cases() -> dict[str, Case]:
    """Read the case table of the signing model, by case id."""
    return {row["case_id"]: case_of(row) for row in shipped_rows(FILES["campaigns"])}


@cache
def signing_observations(case_id: str) -> tuple[Observation, ...]:
    """Read the reported figures of one case, in the order of the file."""
    rows = shipped_rows(FILES["observations"])
    return tuple(observation_of(row) for row in rows if row["case_id"] == case_id)


def case_of(row: Mapping[str, str]) -> Case:
    """Turn a row of the case table into a case, with what it says as quantities of the model."""
    facts: dict[str, Value] = {"kind": row["kind"], "opening": row["opening"]}
    numbers = {
        "certificates": _number(row["n_units"]),
        "threshold": _number(row["threshold"]),
        "reward_window_days": _number(row["reward_window_days"]),
        "certificates_per_worker": per_worker(row),
        "signing_date": signing_date(row["signing_start"]),
    }
    facts |= {name: value for name, value in numbers.items() if value is not None}
    return Case(row["case_id"], row["signing_start"], row["source_url"], facts, row)


def per_worker(row: Mapping[str, str]) -> float | None:
    """Return how many units one worker answers for; None where that is unknown or not credible."""
    units, workers = _number(row["n_units"]), _number(row["workers"])
    each = units / workers if units and workers else 0.0
    return each if PER_WORKER[0] <= each <= PER_WORKER[1] else None


def usable_fact(case: Case, about: About) -> Value | None:
    """Return what the case says of a quantity in the model's own words; None if it says nothing.

    A word that the model does not know (``unspecified``, ``other``) says nothing.
    """
    value = case.facts.get(about.name)
    return None if about.choices and value not in about.choices else value


def signing_date(start: str) -> int | None:
    """Write a reported first day as a whole number, yyyymmdd; None where not even a month is told.

    Where the month alone is reported, its middle (the 15th) stands for the day.
    """
    full = f"{start}-15" if len(start) == len("2024-10") else start
    try:
        day = date.fromisoformat(full)
    except ValueError:
        return None
    return 10_000 * day.year + 100 * day.month + day.day


def _number(text: str) -> int | float | None:
    if not text:
        return None
    value = float(text)
    return int(value) if value == int(value) and "." not in text else value


def observation_of(row: Mapping[str, str]) -> Observation:
    """Turn a row of the table of observations into a reported figure."""
    known: dict[str, Any] = {name: row[name] for name in ("measure", "relation")}
    day = _number(row["day"])
    return Observation(
        **known,
        day=None if day is None else int(day),
        share=float(row["share"]),
        source=row["source_url"],
    )
