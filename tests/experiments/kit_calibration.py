"""A calibration made up: the folder that pictures are drawn from."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from experiments.calibration.posterior import made
from experiments.calibration.posterior_files import save
from experiments.calibration.studies import dims_of

TITLES = (
    ("zhangyuan", "Zhangyuan", "张园"),
    ("beijing-jiuxianqiao", "Beijing Jiuxianqiao", "北京酒仙桥"),
    ("shandong-hospital", "City hospital area (Shandong)", "山东某市医院片区"),
)


def write_rows(path: Path, rows: list[dict]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)


def parameter_row(dim, z: np.ndarray) -> dict:
    prior, own = dim.value(np.array([-1.645, 0.0, 1.645])), np.quantile(z, (0.05, 0.5, 0.95))
    low, median, high = np.sort(dim.value(own))
    narrowed = 1.0 - z.var()
    return {
        "name": dim.name, "role": dim.role, "unit": dim.unit, "label": dim.label,
        "label_zh": dim.label_zh, "source": dim.source, "prior_low": prior.min(),
        "prior_median": prior[1], "prior_high": prior.max(), "low": low, "median": median,
        "high": high, "contraction": narrowed, "prior_driven": str(narrowed < 0.2).lower(),
        "emulated_median": median, "shift_sd": 0.1,
    }  # fmt: skip


def figure_row(title, observation: str, relation: str, reported: float, bands) -> dict:
    case_id, name, name_zh = title
    named = zip(("low", "q25", "median", "q75", "high"), bands, strict=True)
    return {
        "case_id": case_id, "name": name, "name_zh": name_zh, "observation": observation,
        "relation": relation, "reported": reported, "n": 900,
        **{end: "" if value is None else value for end, value in named},
    }  # fmt: skip


SHARES = (0.93, 0.96, 0.975, 0.985, 0.995)
FIGURES = [
    figure_row(TITLES[0], "signing_share_day_10", "at", 0.9715, SHARES),
    figure_row(TITLES[0], "signing_share_day_42", "at_least", 0.98, SHARES),
    figure_row(TITLES[1], "day_of_100", "reached", 49, (12, 30, 60, 200, None)),
    figure_row(TITLES[2], "day_of_85", "reached", 9, (1, 1, 1, 1, 1)),
]  # fmt: skip


def calibration(folder: Path, model: str = "signing", draws: int = 60, figures=None) -> Path:
    """Write the folder of a calibration that never was."""
    dims, rng = dims_of(model), np.random.default_rng(3)
    z = rng.normal(size=(draws, len(dims))) * rng.uniform(0.3, 1.0, len(dims))
    z[:, 1] = 0.7 * z[:, 0] + 0.3 * z[:, 1]
    about = dict.fromkeys(("code_digest", "data_digest"), "none")
    save(made(model, z, {}, [dim.name for dim in dims], about), folder)
    rows = [parameter_row(dim, z[:, d]) for d, dim in enumerate(dims)]
    write_rows(folder / "parameters.csv", rows)
    write_rows(folder / "figures.csv", figures or FIGURES)
    return folder
