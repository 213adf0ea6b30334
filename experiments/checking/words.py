"""What a check prints and draws, in English and Chinese."""

from __future__ import annotations

from typing import Any

WORDS = {
    "gate": ("gate", "检验"),
    "figure": ("figure", "数值"),
    "limit": ("limit", "标准"),
    "result": ("result", "结果"),
    "note": ("note", "备注"),
    "what": ("what", "内容"),
    "passed": ("pass", "通过"),
    "failed": ("FAIL", "未通过"),
    "told": ("told", "仅报告"),
    "quick": ("quick: not judged", "快速：不判定"),
    "quick_note": (
        "quick=true: too few draws for any claim; run without it to judge.",
        "quick=true：抽样过少，不作结论；正式检验请去掉该项。",
    ),
    "prior_driven": ("prior-driven", "由先验决定"),
    "prior_driven_note": (
        "* prior-driven: the reported figures hardly move it",
        "* 由先验决定：报道数据几乎不改变该参数",
    ),
    "sbc": ("Ranks of truths in their posteriors", "真值在后验中的秩"),
    "sbc_x": ("rank of the truth", "真值的秩"),
    "sbc_y": ("share of truths below, minus rank", "秩以下比例减去秩"),
    "band": ("95 % of even ranks lie inside, all along", "均匀秩的95%联合带"),
    "outside": ("outside the band", "超出带外"),
    "recovery": ("How often intervals hold the truth", "区间包含真值的比例"),
    "recovery_x": ("cover of 90 % intervals (with 90 % interval)", "90%区间覆盖率（及其90%区间）"),
    "cross_check": ("Two methods: the posterior and the reference table", "两种方法：后验与参照表"),
    "cross_x": ("coordinate (prior: mean 0, sd 1)", "标准化坐标（先验均值0，标准差1）"),
    "posterior": ("posterior", "后验"),
    "refit": ("refit on emulators", "仿真器重新拟合"),
    "prior": ("prior", "先验"),
    "reference": ("reference table", "参照表"),
    "ablation": ("Each mechanism taken out, the rest fitted again", "逐一去除机制后重新拟合"),
    "elpd_x": ("change of elpd (with 2 standard errors)", "elpd变化（±2标准误）"),
    "crps_x": ("change of CRPS, left out (2 s.e.)", "留一CRPS变化（±2标准误）"),
    "needed": ("needed", "需要"),
    "not identified": ("not identified", "无法识别"),
    "unneeded": ("unneeded", "不需要"),
    "effects": ("Effects of contact, against field experiments", "接触效应与实地实验对照"),
    "field": ("found in the field", "实地实验范围"),
    "selection": ("Reports are mostly successes: what it changes", "报道多为成功项目：影响"),
    "patterns": ("Patterns: reported against predicted", "规律：报道与预测"),
    "reported": ("reported", "报道"),
    "predicted": ("predicted, 90 % band", "预测，90%区间"),
    "patterns_x": ("place of the reported among the predicted (p)", "报道值在预测中的位置（p）"),
    "quality_sd": ("Spread of intensity", "工作力度离散度"),
    "strong_share": ("Strong hopes in rebuilds", "强外部预期比例（拆建）"),
    "share_day_60": ("Share on day 60, nobody selected", "第60天签约率（未经选择）"),
    "final_share": ("Final share, nobody selected", "最终签约率（未经选择）"),
    "chance_of_100": ("Chance of 100 %", "达到100%的概率"),
    "chance_below_80": ("Chance to end below 80 %", "最终低于80%的概率"),
    "points": ("points", "百分点"),
    "1": ("", ""),
}  # fmt: skip


def told(name: str, language: str = "en", **values: Any) -> str:
    """Return a word in a language."""
    return WORDS[name][language == "zh"].format(**values)


def label(row: dict[str, Any], language: str = "en") -> str:
    """Return a row's label, with a star where it is prior-driven."""
    text = str(row["label_zh" if language == "zh" else "label"])
    return f"{text} *" if row.get("prior_driven") is True else text
