"""The unknown numbers of signing campaigns: what holds for all of them, and how they differ.

Behavioural priors are those of the model's quantities. Campaigns differ in two unreported ways:
how intensely the work was done (a factor on all doses; the prior mean is larger for Shanghai since
2015), and how much residents hoped for something better (mostly little, rarely so much that the
campaign fails). The numbers of these hyper-priors are wider than a fit of successful campaigns
would ask for, because reports are mostly successes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from scipy.special import ndtr

from experiments.calibration.play import usual_doses
from experiments.calibration.study import Dim, cut_at, log_normal, logit_normal, normal
from models.signing.sheet import SHEET

FREE = (
    "inclination_mean", "talk_solves", "difficulty_log_sd", "leave_taken", "tail_effort",
    "info_weight", "peers_weight",
)  # fmt: skip
"""Behaviour that is fitted; the eighth is the effort of the era, a coefficient of no quantity."""

NUISANCE = (
    "need_inclination", "outside_option", "trust_weight", "fairness_weight", "reward_weight",
)  # fmt: skip
"""Behaviour that totals say little about: it varies with its prior along with the fit."""

FACTS = (
    "preparation_days", "reward_window_days", "certificates_per_worker", "shared_facilities_share",
)  # fmt: skip
"""Unreported facts that matter; each varies with the spread of its quantity."""

SELECTION = "assumed: wider than successes alone would ask for, as reports are mostly successes"
ORDINARY_RISK = 0.5
"""Strong hopes outside rebuilds, as a share of those in rebuilds: about 1 in 10, as published."""

STRONG_FROM, STRONG_WIDTH = 2.0, 4.0  # sd of inclination: from one in ten lost to four in five
PRESIGN_DAY_1 = (0.3, 1.0)
"""Share of certificates that pre-signing asks to the desks on day 1; 0.40 and 0.92 reported."""

DESK_MINUTES = 60.0


def student_4(u: np.ndarray) -> np.ndarray:
    """Return quantiles of Student's t with 4 degrees of freedom (its closed form)."""
    a = np.clip(4.0 * u * (1.0 - u), 1e-12, 1.0)
    q = np.cos(np.arccos(np.sqrt(a)) / 3.0) / np.sqrt(a)
    return np.sign(u - 0.5) * 2.0 * np.sqrt(np.maximum(q - 1.0, 0.0))


def _sheet_dim(name: str, role: Any) -> Dim:
    about = SHEET.by_name[name]
    shape = about.spread or about.prior
    assert shape is not None, f"{name} has no prior"
    return Dim(
        name, role, about.unit, about.label, about.label_zh, about.source,
        cut_at(about.low, about.high, shape.at),
    )  # fmt: skip


HYPER = (
    Dim("quality_sd", "hyper", "1", "Spread of intensity", "工作力度离散度",
        SELECTION + ": log-normal(0.9, 0.4)", log_normal(0.9, 0.4)),
    Dim("ordinary_hopes", "hyper", "sd", "Ordinary hopes", "一般外部预期",
        "assumed: log-normal(0.4, 0.6)", log_normal(0.4, 0.6)),
    Dim("strong_share", "hyper", "1", "Strong hopes in rebuilds", "强外部预期比例（拆建）",
        SELECTION + ": median 0.20, of rebuilds; half that elsewhere", logit_normal(-1.4, 0.6)),
    Dim("phi", "hyper", "certificate", "Precision of reports", "报告精度",
        "assumed: log-normal(300, 0.7); beta-binomial", log_normal(300.0, 0.7)),
)  # fmt: skip

ERA = Dim(
    "era_effort", "free", "1", "Effort: Shanghai since 2015", "上海2015年后力度",
    "assumed: normal(1, 0.5); half of it more, elsewhere half of it less, on log intensity",
    normal(1.0, 0.5),
)  # fmt: skip

GLOBAL = (
    *(_sheet_dim(n, "free") for n in FREE), ERA,
    *(_sheet_dim(n, "nuisance") for n in NUISANCE), *HYPER,
)  # fmt: skip
PLACE = {dim.name: column for column, dim in enumerate(GLOBAL)}
"""Column of each global coordinate."""

# fmt: off
QUALITY = Dim("quality", "local", "1", "Quality of work", "工作质量",
              "assumed: Student-t, 4 degrees of freedom", lambda z: student_4(ndtr(z)))
HOPES_KIND = Dim("hopes_kind", "local", "1", "Rank of hopes", "预期类型", "assumed: even", ndtr)
HOPES_SIZE = Dim("hopes_size", "local", "1", "Size of hopes", "预期强弱", "assumed: even", ndtr)
DESKS = Dim("day_1_share", "local", "1", "Asked to day 1", "首日预约比例",
            "assumed: even from 0.3 to 1; 0.40 and 0.92 reported",
            lambda z: PRESIGN_DAY_1[0] + (PRESIGN_DAY_1[1] - PRESIGN_DAY_1[0]) * ndtr(z))
# fmt: on


def local_dims(known: Mapping[str, Any]) -> tuple[Dim, ...]:
    """Return the local coordinates of a campaign of which some quantities are known."""
    facts = tuple(_sheet_dim(name, "local") for name in FACTS if known.get(name) is None)
    desks = (DESKS,) if known.get("opening") == "presign" else ()
    return (QUALITY, HOPES_KIND, HOPES_SIZE, *desks, *facts)


def local_values(
    z: np.ndarray, local: np.ndarray, dims: tuple[Dim, ...], known: Mapping[str, Any], modern: bool
) -> dict[str, np.ndarray]:
    """Turn coordinates of campaigns into quantities, each float64 [R].

    Parameters
    ----------
    z : float64 [R, D]
        Global coordinates.
    local : float64 [R, L]
        Local coordinates, in the order of ``dims``.
    known : mapping
        Quantities of the campaign that are known.
    modern : bool
        Whether it is one of Shanghai since 2015.
    """
    at = {dim.name: dim.value(local[:, column]) for column, dim in enumerate(dims)}
    made = {"intensity": np.exp(log_intensity(z, at["quality"], modern))}
    made["clearance_hopes"] = hopes(z, at["hopes_kind"], at["hopes_size"], known.get("kind"))
    if "day_1_share" in at:
        made["certificates_per_desk"] = _per_desk(at["day_1_share"])
    return made | {name: at[name] for name in FACTS if name in at}


def log_intensity(z: np.ndarray, quality: np.ndarray, modern: bool) -> np.ndarray:
    """Return the log of the intensity of work, at most a factor 20 either way, float64 [R]."""
    era = (0.5 if modern else -0.5) * global_value("era_effort", z)
    return np.clip(era + global_value("quality_sd", z) * quality, -np.log(20.0), np.log(20.0))


def hopes(z: np.ndarray, rank: np.ndarray, size: np.ndarray, kind: Any) -> np.ndarray:
    """Return the pull of what is hoped for instead, in sd of inclination, float64 [R]."""
    strong = strong_share(z, kind)
    ordinary = np.minimum(-global_value("ordinary_hopes", z) * np.log1p(-size + 1e-12), 10.0)
    return np.where(rank < strong, STRONG_FROM + STRONG_WIDTH * size, ordinary)


def strong_share(z: np.ndarray, kind: Any) -> np.ndarray:
    """Return the share of campaigns of a kind with strong hopes for something else, float64 [R]."""
    return global_value("strong_share", z) * (1.0 if kind == "rebuild" else ORDINARY_RISK)


def global_value(name: str, z: np.ndarray) -> np.ndarray:
    """Return the values of a global coordinate, float64 [R]."""
    return GLOBAL[PLACE[name]].value(z[:, PLACE[name]])


def _per_desk(day_1_share: np.ndarray) -> np.ndarray:
    """Return certificates per desk, so that the desks can take a share of them on day 1."""
    by_day, minutes = (SHEET.by_name[n].point for n in ("desk_hours", "minutes_per_contract"))
    hours = float(by_day) + float(usual_doses()["evening_desk_hours"])
    a_day = DESK_MINUTES * hours / float(minutes)
    return np.clip(a_day / day_1_share, 1.0, 1000.0)
