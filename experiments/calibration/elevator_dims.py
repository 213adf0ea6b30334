"""The unknown numbers of elevator funnels: what holds for all places, and how places differ.

Behavioural priors are those of the model's quantities. How many cases begin is no behaviour: a
curve of starts by date holds for a city that is mobilised, and a place differs from it by a factor
of its own. Loss aversion and fear are fixed (not separable from the loss of light), and so are
what fierce objectors and refusing payers do in practice (not separable from the unpaying share).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.calibration.study import Dim, cut_at, log_normal
from models.elevator.sheet import SHEET

FREE = (
    "taste_mean", "taste_sd", "light_worth", "persuades", "persuasion_limit", "unpaying_share",
    "cheap_talk", "estate_example",
)  # fmt: skip
"""Behaviour that is fitted."""

NUISANCE = ("access_worth", "blocks_at", "own_skill", "settles")
"""Behaviour that funnels say little about: it varies with its prior along with the fit."""

BEHAVIOUR = (*FREE, *NUISANCE)
_STARTS = "case/100 stairwell/year"


def _sheet_dim(name: str, role: Any) -> Dim:
    about = SHEET.by_name[name]
    assert about.prior is not None, f"{name} has no prior"
    return Dim(
        name, role, about.unit, about.label, about.label_zh, about.source,
        cut_at(about.low, about.high, about.prior.at),
    )  # fmt: skip


HYPER = (
    Dim("starts_to_2017", "hyper", _STARTS, "Starts to 2017", "2017年前启动率",
        "assumed: log-normal(0.25, 0.6); passive", log_normal(0.25, 0.6)),
    Dim("starts_2019", "hyper", _STARTS, "Starts in 2019", "2019年启动率",
        "assumed: log-normal(2, 0.6); the first mobilisation", log_normal(2.0, 0.6)),
    Dim("starts_2021", "hyper", _STARTS, "Starts in 2021", "2021年启动率",
        "assumed: log-normal(15, 0.4); the city's programme", log_normal(15.0, 0.4)),
    Dim("team_effort", "hyper", "1", "Effort of teams", "团队力度",
        "assumed: log-normal(1.2, 0.4), on all doses", log_normal(1.2, 0.4)),
    Dim("builders_per_start", "hyper", "elevator/case", "Builders for each case begun",
        "每启动案例开工能力", "assumed: log-normal(0.3, 0.5)", log_normal(0.3, 0.5)),
    Dim("place_sd", "hyper", "1", "Spread of places", "地区离散度",
        "assumed: log-normal(0.8, 0.35); leads of 4, 2 and 0.8 fitted to one district",
        log_normal(0.8, 0.35)),
    Dim("count_sd", "hyper", "1", "Spread of counts", "计数离散度",
        "assumed: log-normal(0.3, 0.4); counting bases differ and no model is exact",
        log_normal(0.3, 0.4)),
    Dim("phi", "hyper", "case", "Precision of shares", "比例精度",
        "assumed: log-normal(60, 0.7); beta-binomial", log_normal(60.0, 0.7)),
)  # fmt: skip

GLOBAL = (
    *(_sheet_dim(name, "free") for name in FREE),
    *(_sheet_dim(name, "nuisance") for name in NUISANCE), *HYPER,
)  # fmt: skip
COLUMN = {dim.name: column for column, dim in enumerate(GLOBAL)}
"""Column of each global coordinate."""

PLACE = Dim("place", "local", "sd", "Lead of the place", "地区领先度",
            "assumed: normal; times the spread of places it is the log of the place factor",
            lambda z: z)  # fmt: skip
EFFORT = Dim("effort", "local", "1", "Effort of the place", "地区力度",
             "assumed: log-normal(1, 0.4)", log_normal(1.0, 0.4))  # fmt: skip
PACE = Dim(
    "pace",
    "local",
    "1",
    "Time to a permit",
    "审批用时系数",
    "assumed: log-normal(1, 0.4), times the law's usual time",
    log_normal(1.0, 0.4),
)

STOCKS = {"estate": (40.0, 0.6), "street": (500.0, 0.6), "district": (5000.0, 0.6),
          "city": (50_000.0, 0.8)}  # fmt: skip
"""Suitable stairwells of a place that does not tell them: median and spread of the logarithm."""

SPREADS = {"estate": 1.5, "street": 1.2, "district": 1.0, "city": 1.0}
"""Small places differ more from each other: factor on the spread of places; assumed."""


def stock_dim(size: str) -> Dim:
    """Return the unknown number of suitable stairwells of a place of a size."""
    median, log_sd = STOCKS[size]
    return Dim(
        "stock", "local", "stairwell", "Suitable stairwells", "具备条件门洞数",
        f"assumed: log-normal({median:g}, {log_sd:g}), a {size}", log_normal(median, log_sd),
    )  # fmt: skip


def global_value(name: str, z: np.ndarray) -> np.ndarray:
    """Return the values of a global coordinate at [R, D] coordinates, float64 [R]."""
    return GLOBAL[COLUMN[name]].value(z[:, COLUMN[name]])


def local_value(name: str, dims: tuple[Dim, ...], local: np.ndarray) -> np.ndarray | None:
    """Return the values of a local coordinate, float64 [R]; None where the case has none."""
    for column, dim in enumerate(dims):
        if dim.name == name:
            return dim.value(local[:, column])
    return None


def place_factor(z: np.ndarray, dims: tuple[Dim, ...], local: np.ndarray, size: str) -> np.ndarray:
    """Return the factor on cases begun by which a place differs from its city, float64 [R]."""
    lead = local_value("place", dims, local)
    if lead is None:
        return np.ones(len(z))
    about = SHEET.by_name["place_factor"]
    spread = SPREADS[size] * global_value("place_sd", z)
    return np.clip(np.exp(spread * lead), about.low, about.high)
