"""What the pictures of a calibration say, in English and Chinese."""

from __future__ import annotations

from typing import Any

WORDS = {
    "signing": ("Signing", "签约"),
    "elevator": ("Elevators", "加装电梯"),
    "parameters": ("{model}: parameters before and after the fit", "{model}：各参数的先验与后验"),
    "parameters_below": (
        "Grey: prior. Coloured: posterior, {draws:,} draws. Bars below: medians and 90 % "
        "intervals.\nContraction: 1 − posterior variance / prior variance, on the scale on which "
        "the prior is normal. Below {limit:.0f} % a parameter is prior-driven: the reported "
        "figures hardly move it.",
        "灰色为先验，彩色为后验（{draws:,} 次抽样）；下方横条为中位数与90%区间。\n"
        "收缩 = 1 − 后验方差/先验方差（在先验为正态的尺度上）；低于 {limit:.0f} % "
        "即由先验决定：公开数据几乎不改变该参数。",
    ),
    "free": ("Behaviour that is fitted", "拟合的行为参数"),
    "hyper": ("How cases differ, and the noise of reports", "案例间差异与报告误差"),
    "nuisance": ("Behaviour that varies with its prior along with the fit", "随先验变动的行为参数"),
    "contraction": ("contraction {share:.0f} %", "收缩 {share:.0f} %"),
    "driven": ("contraction {share:.0f} %: prior-driven", "收缩 {share:.0f} %：由先验决定"),
    "pairs": ("{model}: fitted parameters, pair by pair", "{model}：拟合参数两两关系"),
    "pairs_below": (
        "{draws:,} draws of the posterior in their own units. Above the diagonal: rank "
        "correlations; axes leave out the outermost 0.5 % at each end.",
        "后验抽样 {draws:,} 次，各用自身单位。对角线以上为秩相关系数；坐标轴两端各略去0.5%。",
    ),
    "fitted": ("{model}: reported figures and the fit", "{model}：公开值与拟合"),
    "fitted_below": (
        "Bands are of the posterior predictive; shares and days hold report noise. Each case has "
        "effects of its own in this fit, so it is saturated:\nthat bands hold what was "
        "reported proves little. Forecasts are tested with cases left out of the fit: "
        "consent validate loco=true.",
        "区间为后验预测；比例与日期含报告误差。此拟合中各案例有自身效应，近乎饱和：区间包含公开值不足为证。\n"
        "预测能力须以留一案例检验：consent validate loco=true。",
    ),
    "share": ("Shares ({count})", "比例（{count} 条）"),
    "day": ("Days on which a share was reached ({count})", "达到某比例之日（{count} 条）"),
    "count": ("Counts ({count})", "数量（{count} 条）"),
    "reported": ("reported", "公开值"),
    "at_least": ("reported, at least", "公开值（下限）"),
    "median": ("median", "中位数"),
    "half": ("50 % band", "50%区间"),
    "most": ("90 % band", "90%区间"),
    "stock": ("{stage}, by {period}", "{stage}，截至{period}"),
    "flow": ("{stage}, in {period}", "{stage}，{period}期间"),
    "cohort": ("{stage}, of the first filed, by {period}", "首批立案中{stage}，截至{period}"),
    "ratio": ("{stage}, of: {base}, by {period}", "{stage}占{base}，截至{period}"),
}  # fmt: skip


def told(name: str, language: str, **values: Any) -> str:
    """Return a text in a language, with its values filled in."""
    return WORDS[name][language == "zh"].format(**values)
