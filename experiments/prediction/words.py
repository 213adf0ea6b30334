"""What a prediction says, in English and in Chinese."""

from __future__ import annotations

from typing import Any

WORDS = {
    "head": ("{title}, strategy {strategy}: prediction ({runs} draws, {drawn})",
             "{title}，策略 {strategy}：预测（{runs} 次抽样，{drawn}）"),
    "posterior": ("luck and what reported campaigns leave possible",
                  "随机性与已报道项目所允许的参数"),
    "prior": ("luck and assumed distributions: no campaign was fitted",
              "随机性与假定分布：未经任何项目拟合"),
    "point": ("luck only, numbers at the point", "仅随机性，参数取点值"),
    "unselected": (
        "For a campaign that nobody chose to report (the usual): reports are mostly of successes, "
        "so campaigns differ here at least as much as reported ones do. unselected=no takes it for "
        "one of those that get reported.",
        "按未经挑选的项目预测（默认）：公开报道多为成功项目，故此处项目间差异不小于已报道者。"
        "unselected=no 则视为会被报道的项目。",
    ),
    "selected": (
        "As for one of the campaigns that get reported: mostly successes. unselected=yes is the "
        "usual.",
        "按会被报道的项目（多为成功者）预测；默认为 unselected=yes。",
    ),
    "by": ("by day", "截至第几天"),
    "chance": ("P(threshold {threshold})", "达到 {threshold} 的概率"),
    "interval": ("90 % of runs' error", "抽样误差90%区间"),
    "chance_of_100": ("P(100 %)", "100 % 的概率"),
    "share": ("signed: median", "签约率中位数"),
    "band": ("90 % band", "90%区间"),
    "to": ("to", "至"),
    "day": ("day {day}", "第 {day} 天"),
    "never": ("not by day {last}", "至第 {last} 天仍未达到"),
    "day_of_threshold": ("day of {threshold}", "达到 {threshold} 之日"),
    "day_of_100": ("day of 100 %", "达到 100 % 之日"),
    "deadline": ("100 % by the deadline, day {deadline}: {chance}",
                 "在期限（第 {deadline} 天）前达到 100 % 的概率：{chance}"),
    "drivers": (
        "What drives it: each covariate varied on the same {runs} draws, {homes} certificates; "
        "P of the threshold by the deadline, share signed by then (percentage points)",
        "驱动因素：在相同的 {runs} 次抽样上逐一变动（{homes} 证）；"
        "期限前达到生效比例的概率与签约率之变化（百分点）",
    ),
    "covariate": ("covariate", "因素"),
    "low": ("from", "从"),
    "high": ("to ", "到"),
    "p_low": ("P", "概率"),
    "p_high": ("P ", "概率 "),
    "change": ("change of P", "概率变化"),
    "share_change": ("change of share", "签约率变化"),
    "like": ("Like the campaigns that were fitted in {names}.", "与所拟合项目相符：{names}。"),
    "unlike": ("Unlike the campaigns that were fitted, so less sure than it looks: {names}.",
               "与所拟合项目不同，不确定性大于所示：{names}。"),
    "range": ("{label} {value} (fitted: {low} to {high})",
              "{label} {value}（拟合范围 {low} 至 {high}）"),
    "among": ("{label} {value} (fitted: {among})", "{label} {value}（拟合项目：{among}）"),
    "doubts": (
        "Prior-driven (no reported figure tells their size): drawn: {drawn}; held at one value: "
        "{held}.",
        "先验驱动（无公开数据可识别其大小）：参与抽样：{drawn}；固定取值：{held}。",
    ),
    "none": ("none", "无"),
    "reported": ("Reported; read by the fit of all campaigns only", "已报道数据（仅用于共同拟合）"),
    "figure": ("figure", "指标"),
    "told": ("reported", "报道值"),
    "inside": ("inside?", "在区间内？"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "city": ("city", "城市"),
    "year": ("year", "年份"),
    "comma": (", ", "、"),
    "times": ("× {value}", "× {value}"),
    "chances": ("probability of reaching the threshold by each day", "各日之前达到生效比例的概率"),
    "axis_chance": ("probability (%)", "概率（%）"),
    "axis_share": ("signed (% of certificates)", "签约率（%）"),
    "axis_day": ("day of signing", "签约第几天"),
    "axis_change": ("share signed by the deadline (change, percentage points)",
                    "期限前签约率（变化，百分点）"),
    "of_threshold": ("threshold {threshold}", "生效比例 {threshold}"),
    "of_100": ("100 %", "100 %"),
    "middle": ("median", "中位数"),
    "half": ("50 %", "50%"),
    "most": ("90 %", "90%"),
    "drivers_title": ("what drives the prediction", "预测的驱动因素"),
    "below_chances": ("{runs} draws; band of a probability: error of the number of runs (90 %)",
                      "{runs} 次抽样；概率的区间：抽样次数误差（90%）"),
    "below_drivers": ("each varied on the same {runs} draws, others as planned; bars: 90 % "
                      "interval of the mean difference",
                      "在相同的 {runs} 次抽样上逐一变动，其余不变；误差线：平均差的90%区间"),
}  # fmt: skip
"""What is said, by name: English, Chinese."""

WORDS_OF_VALUES = {
    "another city": ("another city", "其他城市"), "Shanghai": ("Shanghai", "上海"),
    "expropriation": ("expropriation", "征收"), "rebuild": ("rebuild", "拆除重建"),
    "swap": ("swap", "置换"), "presign": ("presign", "预签约"), "formal": ("formal", "正式签约"),
}  # fmt: skip


def told(name: str, language: str, **values: Any) -> str:
    """Return what is said, with its values filled in."""
    return WORDS[name][language == "zh"].format(**values)


def value_told(value: Any, language: str) -> str:
    """Return a value in a table: words in the language, numbers without needless digits."""
    if isinstance(value, str):
        return WORDS_OF_VALUES.get(value, (value, value))[language == "zh"]
    return f"{value:.4g}"


def percent(share: float | None, digits: int = 0) -> str:
    """Return a share in per cent."""
    return "-" if share is None else f"{100 * share:.{digits}f} %"


def label_of(name: str, abouts: Any, language: str) -> str:
    """Return the label of a covariate: the quantity's own, or that of the city or the year."""
    if name in ("city", "year"):
        return told(name, language)
    about = abouts[name]
    return str(about.label_zh if language == "zh" else about.label)
