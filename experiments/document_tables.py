"""The tables that documents show, each read off the code: columns, quantities, doses, reports.

A table is a function that returns Markdown; ``TABLES`` names them as documents mark them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from experiments.catalogue import files, told_by_files
from experiments.config import load_scenario
from experiments.coverage import coverage_table
from experiments.document_cases import SCHEMAS
from experiments.document_gates import VALIDATION
from experiments.document_lists import (
    block_table,
    group_table,
    method_table,
    obstacle_table,
    outcome_table,
    phase_table,
    scenario_table,
    service_table,
    stage_table,
)
from experiments.known_models import FIRST, MODELS
from experiments.plain_table import markdown_table
from experiments.reported import Observation
from experiments.scenario import sheet_of
from models.signing import firms, town
from sim.engine.rows import Column
from sim.people import plot

if TYPE_CHECKING:
    from experiments.reported import Figure
    from sim.engine.quantity import About, Spread

Row = dict[str, Any]
Tables = dict[str, Callable[[], str]]
STORED = {"u": "whole, no sign", "i": "whole", "f": "real"}
STANDINGS = {
    "calibrated": "calibrated to reported campaigns or funnels",
    "prior-driven": "prior-driven: no reported total identifies it",
    "assumed": "assumed",
    "": "reported, or follows from the definition",
}


def column_table(columns: Iterable[Column]) -> str:
    """Write the state variables of one kind of thing: name, meaning with unit, how it is stored."""
    rows = [
        {"variable": _code(c.name), "meaning and unit": c.meaning, "stored as": _stored(c.type)}
        for c in columns
    ]
    return markdown_table(rows, ("variable", "meaning and unit", "stored as"))


def _stored(kind: str) -> str:
    return f"{STORED[kind[0]]}, {8 * int(kind[1:])} bits"


def _code(name: str) -> str:
    return f"`{name}`"


def quantity_table(groups: Sequence[str], model: str = FIRST) -> str:
    """Write the quantities of some groups, each with all that is known of it."""
    columns = ("quantity", "value", "unit", "range", "role", "source", "meaning", "中文")
    rows = [_quantity_row(about) for about in sheet_of(model).abouts if about.group in groups]
    return markdown_table(rows, columns)


def _quantity_row(about: About) -> Row:
    return {
        "quantity": _code(about.name),
        "value": _value(about),
        "unit": "word" if about.choices else about.unit,
        "range": ", ".join(about.choices) or f"{about.low:.10g} to {about.high:.10g}",
        "role": about.role,
        "source": about.source,
        "meaning": about.meaning,
        "中文": about.label_zh,
    }


def _value(about: About) -> str:
    """Tell the default, or how an unknown fact is spread; and the prior, if there is one."""
    if about.default is None and about.spread is not None:
        return f"unknown: {_spread(about.spread)}"
    told = f"{about.default:.10g}" if isinstance(about.default, float) else str(about.default)
    return f"{told}; prior {_spread(about.prior)}" if about.prior else told


def _spread(shape: Spread) -> str:
    named = "1 − log-normal" if shape.mirrored else "log-normal"
    median = 1.0 - shape.median if shape.mirrored else shape.median
    return f"{named}({median:.10g}, {shape.log_sd:.10g})"


def standing_table(model: str = FIRST) -> str:
    """Write what each quantity stands on, leaving doses out (a strategy chooses them)."""
    rows, abouts = [], sheet_of(model).abouts
    for word, told in STANDINGS.items():
        names = [a.name for a in abouts if a.role != "dose" and word in _standing(a.source)]
        listed = ", ".join(map(_code, names))
        rows.append({"standing": told, "number": len(names), "quantities": listed})
    rows.insert(2, _without_prior(abouts))
    return markdown_table(rows, ("standing", "number", "quantities"))


def _without_prior(abouts: Iterable[About]) -> Row:
    """List the prior-driven quantities that no prior is given for: they are never drawn."""
    names = [a.name for a in abouts if "prior-driven" in a.source and a.prior is None]
    told = "of these, without a prior: held at one value"
    return {"standing": told, "number": len(names), "quantities": ", ".join(map(_code, names))}


def _standing(source: str) -> list[str]:
    """Tell what a source says of itself; a calibrated value may be prior-driven all the same."""
    said = [word for word in STANDINGS if word and word in source]
    return [word for word in said if word != "assumed" or len(said) == 1] or [""]


def dose_table(strategies: Sequence[str] = ("none", "sparse", "usual"), model: str = FIRST) -> str:
    """Write every dose under some strategies; under all of the model's where none is named."""
    any_case, there = scenario_names(model)[0], files()["strategy"]
    fitting = [str(row["name"]) for row in there if row["model"] in (model, "any")]
    strategies = strategies or fitting
    composed = {name: load_scenario(any_case, f"strategy={name}") for name in strategies}
    rows = [
        {"dose": _code(a.name), "unit": a.unit, "meaning": a.meaning,
         **{name: chosen.values[a.name] for name, chosen in composed.items()}}
        for a in sheet_of(model).abouts if a.role == "dose"
    ]  # fmt: skip
    return markdown_table(rows, ("dose", *strategies, "unit", "meaning"))


def scenario_names(model: str = FIRST) -> list[str]:
    """List the shipped scenarios of a model."""
    return [str(row["name"]) for row in files()["scenario"] if row["model"] == model]


def report_table(model: str = FIRST) -> str:
    """Write the reported figures of every shipped scenario."""
    rows = [
        {"scenario": name, "figure": _code(o.name), "reported": _told(o), "source": _link(o.source)}
        for name in scenario_names(model)
        for o in load_scenario(name).observations
    ]
    return markdown_table(rows, ("scenario", "figure", "reported", "source"))


def _told(seen: Figure) -> str:
    """Say a reported figure: a share in per cent, a count, or the day on which it was reached."""
    if isinstance(seen, Observation) and seen.relation == "reached":
        return f"{100 * seen.share:.10g} % on day {seen.day}"
    told = f"{100 * seen.reported:.10g} %" if seen.unit == "1" else f"{seen.reported:.10g}"
    shown = " (shown, not judged)" if seen.shown else ""
    return f"{'at least ' if seen.relation == 'at_least' else ''}{told}{shown}"


def difference_table(model: str = FIRST) -> str:
    """Write what the files of each shipped scenario set, with its source."""
    rows = [
        {**row, "quantity": _code(row["quantity"]), "source": _link(row["source"])}
        for row in told_by_files(scenario_names(model))
    ]
    return markdown_table(rows, ("scenario", "quantity", "value", "unit", "origin", "source"))


def _link(source: str) -> str:
    return f"<{source}>" if source.startswith("http") else source


def _groups(method: bool, model: str = FIRST) -> tuple[str, ...]:
    """Return the groups of quantities, either those of the methods or the others."""
    return tuple(g for g in sheet_of(model).groups if g.startswith("strategy.") == method)


def _quantities(model: str) -> Tables:
    groups = _groups(method=False, model=model)
    each: Tables = {f"quantities:{g}": partial(quantity_table, (g,), model) for g in groups}
    all_methods = _groups(method=True, model=model)
    return each | {"quantities:methods": partial(quantity_table, all_methods, model)}


def _columns(model: str) -> Tables:
    """Write a table for each kind of thing that a model's town declares, by its name there."""
    kinds = vars(import_module(f"models.{model}.town")) | {"HOT": plot.HOT, "WORKER": plot.WORKER}
    tuples = {name: kind for name, kind in kinds.items() if isinstance(kind, tuple)}
    named = {name: kind for name, kind in tuples.items() if kind and isinstance(kind[0], Column)}
    return {n.lower(): partial(column_table, kind) for n, kind in named.items() if n[0] != "_"}


def tables_of(model: str) -> Tables:
    """Return the tables of a model other than the first; their marks begin with its name."""
    tables: Tables = {
        **_columns(model),
        **_quantities(model),
        "stages": partial(stage_table, model),
        "blocks": partial(block_table, model),
        "outcomes": partial(outcome_table, model),
        "scenarios": partial(scenario_table, model),
        "methods": partial(method_table, model),
        "doses": partial(dose_table, (), model),
        "standing": partial(standing_table, model),
        "reports": partial(report_table, model),
        "differences": partial(difference_table, model),
    }
    return {f"{model}:{name}": table for name, table in tables.items()}


TABLES: Tables = {
    "household": partial(column_table, town.HOME),
    "hot": partial(column_table, plot.HOT),
    "worker": partial(column_table, plot.WORKER),
    "lane": partial(column_table, plot.LANE),
    "service": partial(column_table, plot.SERVICE),
    "kind": partial(column_table, plot.KIND),
    "site": partial(column_table, town.SITE),
    "group": partial(column_table, town.GROUP),
    "stock": partial(column_table, town.STOCK),
    "firm": partial(column_table, firms.FIRM),
    "campaign": partial(column_table, town.NOW),
    "daily": partial(column_table, town.DAILY),
    "phases": phase_table,
    "obstacles": obstacle_table,
    "services": service_table,
    "groups": group_table,
    "scenarios": scenario_table,
    "methods": method_table,
    "coverage": coverage_table,
    "doses": dose_table,
    "standing": standing_table,
    "reports": report_table,
    "differences": difference_table,
    **SCHEMAS,
    **VALIDATION,
    **_quantities(FIRST),
    **{name: table for model in MODELS[1:] for name, table in tables_of(model).items()},
}
"""Functions that write a table, by the name of its mark."""
