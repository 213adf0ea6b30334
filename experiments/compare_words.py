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
    "p_best": ("best in", "占优比例"),
    "regret": ("short of the best by", "与最优之差"),
    "never": ("never", "未达到"),
    "none": ("-", "-"),
    "first": ("reference", "比较基准"),
    "to": (" to ", " 至 "),
    "pairs": (
        "Differences over fewer than {runs} pairs, the others have no value in one arm or both: "
        "{some}.",
        "下列差值不足 {runs} 对（其余至少一方无此值）：{some}。",
    ),
    "some": ("{outcome} ({counts})", "{outcome}（{counts}）"),
    "count": ("{arm} {pairs}", "{arm} {pairs} 对"),
    "semicolon": ("; ", "；"),
    "comma": (", ", "，"),
    "about": (
        "best in: share of runs in which an arm is best in that one outcome, ties shared. It is no "
        "verdict: weigh all outcomes, and how those who signed came to sign.",
        "占优比例：该项指标最优的模拟所占比例，并列均分；不构成结论，须兼顾各项指标与同意的质量。",
    ),
}

UNITS = {
    "1": ("%", "%"), "day": ("day", "天"), "certificate": ("certificates", "证"),
    "stairwell": ("stairwells", "个门洞"), "elevator": ("elevators", "台"),
    "meeting": ("meetings", "次会议"), "household": ("households", "户"),
}  # fmt: skip
CHANGES = {"1": ("percentage points", "个百分点"), "day": ("days", "天")}
SHORT = {"1": (" pp", "个百分点"), "day": (" days", "天")}


def told(name: str, language: str, **values: Any) -> str:
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
    return f"{number:,.0f}" if abs(number) >= 10 or number == round(number) else f"{number:.1f}"


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
