"""Parameters and checks as the validation page shows them, each from a table that ships."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import numpy as np

from experiments.calibration.posterior import PRIOR_DRIVEN, contractions
from experiments.calibration.studies import dims_of
from experiments.document_stored import (
    CALIBRATE,
    CHECK,
    FAIL,
    PASS,
    fitted_posterior,
    not_measured,
    percent,
    plain,
    records,
    span,
    table,
    with_remark,
)
from experiments.plain_table import markdown_table

Row = dict[str, Any]
MIDDLE = np.array([-1.6449, 0.0, 1.6449])
"""Coordinates of the 5 %, 50 % and 95 % quantiles of every prior."""

DRIVEN = "**prior-driven**"


def parameter_table(model: str = "signing") -> str:
    """Write prior and posterior of every global parameter, with its contraction."""
    found = fitted_posterior(model)
    if found is None:
        return not_measured(CALIBRATE.format(model=model))
    dims = {dim.name: dim for dim in dims_of(model)}
    narrowed = contractions(found.z)
    rows = [_parameter(dims[name], found.z[:, d], narrowed[d]) for d, name in enumerate(found.dims)]
    note = (f"{found.draws} draws. Contraction: 1 − posterior variance / prior variance, on the "
            f"scale on which the prior is normal; below {percent(PRIOR_DRIVEN)} a parameter is "
            "prior-driven.")  # fmt: skip
    heads = ("parameter", "中文", "unit", "role", "prior median", "prior 90 %", "posterior median",
             "posterior 90 %", "contraction", "")  # fmt: skip
    lines = [dict(zip(heads, row, strict=True)) for row in rows]
    return f"{markdown_table(lines, heads)}\n\n{note}"


def _parameter(dim: Any, z: np.ndarray, narrowed: float) -> list[str]:
    prior = np.sort(dim.value(MIDDLE))
    low, middle, high = np.sort(dim.value(np.quantile(z, (0.05, 0.5, 0.95))))
    return [
        f"{dim.label} (`{dim.name}`)", dim.label_zh, dim.unit, dim.role, plain(prior[1]),
        span(prior[0], prior[2]), plain(middle), span(low, high), percent(narrowed),
        DRIVEN if narrowed < PRIOR_DRIVEN else "",
    ]  # fmt: skip


def _checked(name: str, heads: Mapping[str, Any], keep: Any = lambda row: True) -> str:
    """Write the rows of a check's table; ``heads`` turns a row into each cell."""
    rows = table(f"check_{name}")
    if rows is None:
        return not_measured(CHECK)
    cells = [{head: cell(row) for head, cell in heads.items()} for row in rows if keep(row)]
    return with_remark(markdown_table(cells, list(heads)), f"check_{name}.csv")


def _label(row: Mapping[str, Any]) -> str:
    return f"{row['label']} (prior-driven)" if row.get("prior_driven") is True else row["label"]


def _number(name: str) -> Any:
    return lambda row: plain(row[name])


def _verdict(row: Mapping[str, Any]) -> str:
    return PASS if row["pass"] is True else FAIL


def cross_table() -> str:
    """Write the posterior beside regression-adjusted ABC on the bank of simulations."""
    return _checked("cross_check", {
        "parameter": _label, "headline": lambda row: "yes" if row["headline"] else "",
        "posterior mean": _number("mean"), "posterior sd": _number("sd"),
        "ABC mean": _number("other_mean"), "ABC sd": _number("other_sd"),
        "difference, posterior sd": _number("off"), "result": _crossed,
    })  # fmt: skip


def _crossed(row: Mapping[str, Any]) -> str:
    return _verdict(row) if row["headline"] is True else "told"


def rank_table() -> str:
    """Write whether the ranks of true values are even, by parameter and method."""
    return _checked("sbc", {
        "parameter": _label, "method": lambda row: row["method"], "true values": _number("truths"),
        "furthest from even": _number("furthest"), "95 % band": lambda row: _inside(row["inside"]),
    })  # fmt: skip


def _inside(flag: Any) -> str:
    return "inside" if flag is True else "**outside**"


def recovery_table() -> str:
    """Write how often intervals hold true values, by parameter."""
    return _checked("recovery", {
        "parameter": _label, "data sets": _number("data_sets"),
        "50 % intervals hold": lambda row: percent(row["covered_50"]),
        "90 % intervals hold": lambda row: percent(row["covered_90"]),
        "with luck": lambda row: f"{percent(row['low'])} to {percent(row['high'])}",
        "result": _verdict,
    })  # fmt: skip


def selection_table() -> str:
    """Write each way to treat selection side by side."""
    return _checked("selection", {
        "figure": lambda row: FIGURES.get(row["figure"], row["figure"]),
        "way": lambda row: row["label"], "unit": lambda row: row["unit"],
        "median": _number("median"), "90 % band": lambda row: span(row["low"], row["high"]),
    })  # fmt: skip


FIGURES = {
    "quality_sd": "spread of intensity over campaigns",
    "strong_share": "rebuilds with strong hopes for something else",
    "share_day_60": "signed by day 60, nobody selected",
    "final_share": "signed in the end, nobody selected",
    "chance_of_100": "chance of 100 %, nobody selected",
    "chance_below_80": "chance to end below 80 %, nobody selected",
}


def ablation_table() -> str:
    """Write what it changes to take a mechanism out and fit again."""
    return _checked("ablation", {
        "without": _label, "how": lambda row: row["how"],
        "change of elpd": _number("elpd_change"), "s.e.": _number("elpd_error"),
        "change of CRPS": _number("crps_change"), "s.e. ": _number("crps_error"),
        "verdict": lambda row: row["verdict"],
    }, lambda row: row["mechanism"] != "base")  # fmt: skip


def effect_table() -> str:
    """Write the effect of a visit, and of what passes on at home, beside the field's."""
    return _checked("effects", {
        "effect": _label, "drawn from": lambda row: row["drawn_from"],
        "unit": lambda row: row["unit"], "median": _number("median"),
        "90 % band": lambda row: span(row["low"], row["high"]),
        "found in the field": lambda row: span(row["field_low"], row["field_high"]),
        "source": lambda row: row["source"], "result": _verdict,
    })  # fmt: skip


def pattern_table() -> str:
    """Write patterns of the reported campaigns beside what the posterior predicts of them."""
    return _checked("patterns", {
        "pattern": _label, "unit": lambda row: row["unit"], "reported": _number("reported"),
        "predicted median": _number("median"),
        "90 % band": lambda row: span(row["low"], row["high"]), "p": _number("p"),
        "result": lambda row: _verdict(row) if row["judged"] is True else "not judged",
    })  # fmt: skip


def record_table() -> str:
    """Write which command made each shipped file, with its seed and time."""
    told = records()
    if not told:
        return "No file was shipped by a command yet."
    rows = [
        {"file": f"`scenarios/posterior/{name}`", "command": f"`{one['command']}`",
         "seed": str(one["seed"]), "from start to end": _minutes(one["seconds"])}
        for name, one in sorted(told.items())
    ]  # fmt: skip
    return markdown_table(rows, ("file", "command", "seed", "from start to end"))


def _minutes(seconds: float | None) -> str:
    if seconds is None:
        return ""
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.1f} min"


CHECK_TABLES: dict[str, Callable[[], str]] = {
    "validation:parameters": parameter_table,
    "validation:elevator_parameters": partial(parameter_table, "elevator"),
    "validation:cross_check": cross_table,
    "validation:ranks": rank_table,
    "validation:recovery": recovery_table,
    "validation:selection": selection_table,
    "validation:ablation": ablation_table,
    "validation:effects": effect_table,
    "validation:patterns": pattern_table,
    "validation:files": record_table,
}
