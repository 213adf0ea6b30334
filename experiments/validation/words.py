"""What the table and the pictures of a validation say, in English and Chinese."""

from __future__ import annotations

from typing import Any

WORDS = {
    "title": ("Reported campaigns against their forecasts", "公开案例与预测对照"),
    "funnel_title": ("Reported elevator funnels against their forecasts", "加装电梯案例与预测对照"),
    "left_out": (
        "Each campaign was left out of the fit that forecasts it.",
        "预测各案例时，拟合均不含该案例。",
    ),
    "not_fitted": (
        "None of these campaigns took part in the fit.",
        "以下案例均未参与拟合。",
    ),
    "fitted": (
        "{count} of {all} campaigns took part in the fit: this is how well it fits, no test of "
        "forecasts. For that: loco=true.",
        "{all} 个案例中有 {count} 个参与了拟合：此处为拟合情况，不是预测检验；检验请用 loco=true。",
    ),
    "case": ("campaign", "案例"),
    "figure": ("figure", "指标"),
    "reported": ("reported", "公开值"),
    "median": ("median", "中位数"),
    "band": ("90 % band", "90%区间"),
    "pit": ("PIT", "PIT"),
    "hit": ("90 % hit", "90%命中"),
    "crps": ("CRPS", "CRPS"),
    "yes": ("yes", "是"),
    "no": ("no", "否"),
    "never": ("never", "未达到"),
    "day": ("day {day}", "第{day}天"),
    "signing_share": ("signed by day {day}", "第{day}天签约率"),
    "round1_share": ("agreed in round 1", "一轮同意率"),
    "day_of": ("day of {share}", "达到{share}之日"),
    "probability": ("probability {value}", "概率 {value}"),
    "part": ("scores over", "评分范围"),
    "count": ("figures", "条数"),
    "all": ("all", "全部"),
    "at": ("shares at a day", "某日签约率"),
    "reached": ("days of a share", "达到某比例之日"),
    "last": ("last of each campaign", "各案例最后一条"),
    "without_failed": ("without failed campaigns", "不含未成案例"),
    "failed": ("failed campaigns only", "仅未成案例"),
    "given_first": ("Later figures, once the first is known", "已知首条后对后续的预测"),
    "given": ("given", "已知"),
    "draws": ("draws left", "有效抽样"),
    "model": ("model", "模型"),
    "pooled": ("pooled", "合并经验"),
    "logit": ("regression", "回归"),
    "growth": ("Bass curve", "Bass曲线"),
    "nearest": ("most alike", "最相似案例"),
    "hits": ("hits 50/80/90 %", "50/80/90%命中"),
    "interval": ("interval score", "区间得分"),
    "scaled": ("CRPS, 0-1", "CRPS（0–1）"),
    "at_least": (
        "Lower bounds ({count}, no hit or miss): mean log score {own:.3f}; {others}.",
        "下限（{count} 条，不计命中）：平均对数得分 {own:.3f}；{others}。",
    ),
    "about": (
        "CRPS, smaller is better: shares 0-1, days as natural logarithms up to day {horizon}; "
        "'0-1' divides log days by the width of their scale. Hits count by randomised PIT.",
        "CRPS 越小越好：比例取 0–1，天数取自然对数（至第{horizon}天）；“0–1”按对数尺度宽度折算。"
        "命中按随机化 PIT 计。",
    ),
    "few_draws": (
        "The fit without a campaign rests on fewer than {least} draws here: {some}.",
        "以下案例的留一拟合有效抽样不足 {least}：{some}。",
    ),
    "gates": ("What has to be reached", "须达到的要求"),
    "gate": ("gate", "要求"),
    "what": ("what", "内容"),
    "value": ("value", "数值"),
    "needed": ("needed", "要求值"),
    "verdict": ("verdict", "结论"),
    "passed": ("pass", "通过"),
    "missed": ("FAIL", "未通过"),
    "hit90": ("90 % hits", "90%命中率"),
    "hit50": ("50 % hits", "50%命中率"),
    "ratio": ("{score} against {baseline}", "{score} 与{baseline}之比"),
    "interval_score": ("interval score", "区间得分"),
    "interval_scaled": ("interval score, 0-1,", "区间得分（0–1）"),
    "crps_scaled": ("CRPS, 0-1,", "CRPS（0–1）"),
    "failed_inside": ("failed campaigns inside 90 %", "未成案例落入90%区间之比例"),
    "failed_pit": ("failed campaigns, least PIT from an end", "未成案例最小端距 PIT"),
    "to": (" to ", " 至 "),
    "least": ("at least {value}", "不低于 {value}"),
    "most": ("at most {value}", "不超过 {value}"),
    "picture_intervals": ("Forecast and reported", "预测与公开值"),
    "picture_pit": ("Where reports lie in their forecasts", "公开值在预测分布中的位置"),
    "picture_coverage": ("How often bands hold what was reported", "预测区间的覆盖率"),
    "picture_crps": ("CRPS against plain rules", "CRPS 与基准比较"),
    "bands": (
        "medians, 50 % and 90 % bands with the noise of reporting; figures left out of the fit: "
        "{held_out}",
        "中位数、50%与90%区间（含报告误差）；拟合不含该案例：{held_out}",
    ),
    "share_axis": ("share, %", "比例，%"),
    "day_axis": ("day (log scale)", "天（对数）"),
    "count_axis": ("count (log scale)", "数量（对数）"),
    "pit_axis": ("randomised PIT", "随机化 PIT"),
    "figures_axis": ("figures", "条数"),
    "even": ("even: what calibrated forecasts give", "均匀：校准良好之预测"),
    "nominal": ("nominal, %", "名义覆盖率，%"),
    "covered": ("reported inside, %", "实际覆盖率，%"),
    "required": ("required", "要求范围"),
    "difference": (
        "CRPS of the model minus that of the rule, 90 % interval over campaigns; left of 0 the "
        "model is better",
        "模型 CRPS 减基准 CRPS，按案例重抽样的90%区间；0 以左为模型更优",
    ),
    "binomial": ("90 % of calibrated forecasters", "校准良好者之90%"),
}  # fmt: skip


def told(name: str, language: str, **values: Any) -> str:
    """Return a text in a language, with its values filled in."""
    return WORDS[name][language == "zh"].format(**values)
