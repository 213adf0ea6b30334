"""What tables and pictures of a comparison say, in English and Chinese; how they write numbers."""

from __future__ import annotations

from typing import Any

COMPARE = {
    "strategy": ("strategies compared", "策略比较"),
    "law": ("laws compared", "法规比较"),
    "runs": (
        "{runs:,} runs each, with the same people and the same luck",
        "各 {runs:,} 次模拟，住户与随机性相同",
    ),
    "luck only": ("bands hold luck only", "区间仅含随机性"),
    "luck and parameters": ("bands hold luck and parameters", "区间含随机性与参数不确定性"),
    "outcome": ("", ""),
    "arm": ("arm", "方案"),
    "median": ("median (90 % band)", "中位数（90% 区间）"),
    "diff": ("difference to {arm} (90 % interval)", "与 {arm} 之差（90% 区间）"),
    "mean_diff": (
        "difference to {arm}, mean of pairs and its 90 % interval",
        "与 {arm} 之差：配对均值及其90%区间",
    ),
    "ratio": ("ratio", "均值之比"),
    "p_best": ("ahead in", "占优比例"),
    "p_best_sceptical": ("to the sceptic", "怀疑者"),
    "regret": ("behind by", "与领先者之差"),
    "never": ("never", "未达到"),
    "never_in": (", never in {share}", "，{share} 未达到"),
    "none": ("-", "-"),
    "first": ("reference", "比较基准"),
    "to": (" to ", " 至 "),
    "pairs": (
        "Differences over fewer than {runs} pairs, the others have no value in one arm or both: "
        "{some}.",
        "下列差值不足 {runs} 对（其余至少一方无此值）：{some}。",
    ),
    "whole": (
        "Ahead in, to the sceptic and behind by are over fewer than {runs} runs, as some arm has "
        "no value in the others: {some}. An arm leads with at least {least} of them only.",
        "占优比例、怀疑者及与领先者之差不足 {runs} 次模拟（其余至少一方无此值）：{some}。"
        "至少 {least} 次方可判领先。",
    ),
    "whole_count": ("{runs} runs", "{runs} 次"),
    "held_against": (
        "Differences, the sceptic and pressure are held against {arm}.",
        "差值、怀疑者与受压比例均以 {arm} 为基准。",
    ),
    "moved_first": (
        "Differences, the sceptic and pressure are held against {arm}, which is put first "
        "wherever it was named.",
        "差值、怀疑者与受压比例均以 {arm} 为基准（无论列于何处，均移至首位）。",
    ),
    "some": ("{outcome} ({counts})", "{outcome}（{counts}）"),
    "count": ("{arm} {pairs}", "{arm} {pairs} 对"),
    "quoted": ("“{name}”", "“{name}”"),
    "semicolon": ("; ", "；"),
    "comma": (", ", "，"),
    "about": (
        "ahead in: share of runs in which an arm is ahead of all others in that one outcome, ties "
        "shared; to the sceptic: the same to somebody who keeps less of an effect the less "
        "regularly it shows over the runs, but does not doubt its size. * marks an arm that "
        "leads. No single outcome is a verdict: weigh how those who consented came to.",
        "占优比例：该项指标领先的模拟所占比例，并列均分；怀疑者：效应越不稳定则折扣越大（但不怀疑其大小）后的同一比例；"
        "* 表示领先。单项指标不构成结论，须兼顾各项指标与同意的质量。",
    ),
    "horizon": (
        "Where a day never came, means, differences and what an arm is behind by count the day "
        "after the last simulated one.",
        "未达到之日，在均值与差值中按模拟末日的次日计。",
    ),
    "equal": (
        "Equal budget: {hours} hours and {yuan} yuan for each {each} ({source})",
        "等量投入：每{each} {hours} 工时、{yuan} 元（{source}）",
    ),
    "own": ("Doses as written; what the arms spent differs:", "按原方案投入，各方案花费不同："),
    "factor": ("doses", "投入倍数"),
    "hours": ("hours", "工时"),
    "yuan": ("yuan", "元"),
    "hours_left": ("hours left", "剩余工时"),
    "yuan_left": ("yuan left", "剩余经费（元）"),
    "stop": ("", ""),
    "stop_hours": ("hours used up", "工时用尽"),
    "stop_yuan": ("money used up", "经费用尽"),
    "stop_most": ("four times as much is the most", "最多放大到四倍"),
    "stop_free": ("no dose that takes hours or money", "没有耗费工时或经费的投入"),
    "stop_fixed": ("over the budget without any dose", "不投入也已超出"),
    "stop_own": ("", ""),
    "clipped": ("at the end of their range: {names}", "已达上限：{names}"),
    "assumed": ("assumed", "假定"),
    "as given": ("as given", "用户给定"),
    "pareto": ("rate, hours and quality of consent", "进度、工时与同意质量"),
    "on_front": ("on the Pareto front of the means", "处于均值的帕累托前沿"),
    "mean_band": ("mean and 90 % band", "均值与90%区间"),
    "point": (
        "{arm}\n{rate}, {hours} h, quality {quality}, on the front in {front}",
        "{arm}\n{rate}，{hours} 工时，质量 {quality}，{front} 处于前沿",
    ),
    "curves": ("the arms day by day", "各方案逐日进度"),
    "curve_of_signed": ("signed, % of certificates", "已签约，占全部证数的%"),
    "curve_of_passed": ("consented, % of suitable stairwells", "已通过，占具备条件门洞的%"),
    "day_of_run": ("day of the run", "模拟第几天"),
    "percent_of": ("{name}, %", "{name}，%"),
    "in_unit": ("{name}, {unit}", "{name}，{unit}"),
    "certificate": ("certificate", "证"),
    "household": ("household", "户"),
}

UNITS = {
    "1": ("%", "%"), "day": ("day", "天"), "certificate": ("certificates", "证"),
    "stairwell": ("stairwells", "个门洞"), "elevator": ("elevators", "台"),
    "meeting": ("meetings", "次会议"), "household": ("households", "户"),
    "h/certificate": ("hours", "小时"), "yuan/certificate": ("yuan", "元"),
    "h/household": ("hours", "小时"), "h/stairwell": ("hours", "小时"),
    "yuan/household": ("yuan", "元"),
    "1/certificate": ("obstacles", "项困难"), "visit": ("visits too many", "次过多上门"),
}  # fmt: skip
CHANGES = {"1": ("percentage points", "个百分点"), "day": ("days", "天")}
SHORT = {"1": (" pp", "个百分点"), "day": (" days", "天")}


def told(name: str, language: str, /, **values: Any) -> str:
    """Return what is said, with its values filled in."""
    return COMPARE[name][language == "zh"].format(**values)


def unit_of(unit: str, language: str) -> str:
    """Name the unit of an outcome."""
    return UNITS.get(unit, (unit, unit))[language == "zh"]


def unit_of_change(unit: str, language: str) -> str:
    """Name the unit of a difference: percentage points for shares."""
    return CHANGES.get(unit, UNITS.get(unit, (unit, unit)))[language == "zh"]


def scaled(value: float, unit: str) -> float:
    """Turn shares into per cent; leave everything else as it is."""
    return 100.0 * value if unit == "1" else value


def say(value: float | None, unit: str, language: str, missing: str = "none") -> str:
    """Write a value: shares in per cent, days and counts without needless digits."""
    if value is None:
        return told(missing, language)
    number = scaled(value, unit)
    if unit == "1":
        return f"{number:.1f} %"
    whole = abs(number) >= 100 or number == round(number)
    return f"{number:,.{0 if whole else 1 if abs(number) >= 1 else 2}f}"


def percent(share: float) -> str:
    """Write a share in per cent; what is not quite all, or not quite nothing, does not say so."""
    near = 0 < share < 0.005 or 0.995 < share < 1
    return f"{100 * share:.{1 if near else 0}f} %"


def say_change(value: float | None, unit: str, language: str = "en", sign: bool = True) -> str:
    """Write a difference, with its sign and three digits or so; exactly no difference is 0."""
    if value is None:
        return told("none", language)
    number = scaled(value, unit)
    if number == 0:
        return "0"
    digits = 0 if abs(number) >= 100 else 1 if abs(number) >= 10 else 2
    return f"{number:{'+' if sign else ''},.{digits}f}"


def with_unit(value: float | None, unit: str, language: str, sign: bool = True) -> str:
    """Write a difference with its unit; what is counted stands before it already."""
    short = SHORT.get(unit, ("", ""))[language == "zh"] if value is not None else ""
    return say_change(value, unit, language, sign) + short
