"""The table of a calibration on the screen, in English and Chinese."""

from __future__ import annotations

from typing import Any

from experiments.plain_table import text_table

HEADS = {
    "en": ("parameter", "unit", "role", "prior median", "prior 90 %", "posterior median",
           "posterior 90 %", "contraction", ""),
    "zh": ("参数", "单位", "类别", "先验中位数", "先验 90%", "后验中位数", "后验 90%", "收缩", ""),
}  # fmt: skip
ROLES = {"free": "拟合", "nuisance": "随先验", "hyper": "超参数"}
DRIVEN = {"en": "prior-driven: the figures hardly move it", "zh": "由先验决定：数据几乎不能改变它"}


def parameter_table(rows: list[dict[str, Any]], language: str) -> str:
    """Lay out prior, posterior and contraction of every parameter."""
    heads, zh = HEADS[language], language == "zh"
    told = [dict(zip(heads, _cells(row, zh), strict=True)) for row in rows]
    return text_table(told, list(heads))


def _cells(row: dict[str, Any], zh: bool) -> tuple[str, ...]:
    driven = row["prior_driven"] == "true"
    return (
        row["label_zh"] if zh else row["label"], row["unit"],
        ROLES[row["role"]] if zh else row["role"],
        f"{row['prior_median']:.3g}", f"{row['prior_low']:.3g} – {row['prior_high']:.3g}",
        f"{row['median']:.3g}", f"{row['low']:.3g} – {row['high']:.3g}",
        f"{100 * row['contraction']:.0f} %", DRIVEN["zh" if zh else "en"] if driven else "",
    )  # fmt: skip
