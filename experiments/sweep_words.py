"""What tables and pictures of sweeps say, in English and Chinese: labels, units, numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from experiments.calibration import posterior
from experiments.compare_words import UNITS
from experiments.known_models import MODELS
from experiments.paired import Outcome
from experiments.table import outcome_words

if TYPE_CHECKING:
    from sim.engine.quantity import About

WORDS = {
    "sweep": ("sweep {design}", "参数扫描 {design}"),
    "dose": ("dose-response of {method}", "{method} 的剂量—反应"),
    "points": (
        "{points:,} points of {runs:,} runs, with the same people and the same luck",
        "{points:,} 个方案点，各 {runs:,} 次模拟，住户与随机性相同",
    ),
    "luck only": ("bands hold luck only (90 %)", "区间仅含随机性（90%）"),
    "luck and parameters": (
        "bands hold luck and parameters (90 %)", "区间含随机性与参数不确定性（90%）",
    ),
    "change": ("to point 1", "与第1点之差"),
    "point": ("point", "方案点"),
    "strategy": ("strategy", "策略"),
    "law": ("law", "法规"),
    "reported": ("reported", "报道数字"),
    "at_least": ("reported, at least", "报道下限"),
    "own": ("as in the scenario", "情景原值"),
    "more": (
        "{more:,} more points are in {file}.", "其余 {more:,} 点见 {file}。",
    ),
    "to": (" to ", " 至 "),
    "comma": (", ", "，"),
    "semicolon": ("; ", "；"),
    "about": (
        "Medians; behind the first one its 90 % band, then the mean paired difference to point 1 "
        "with its 90 % interval. All outcomes: {file}.",
        "各列为中位数；首列附90%区间，其后为与第1点的配对均值差及其90%区间。全部指标见 {file}。",
    ),
    "never": ("never", "未达到"),
    "prior-driven": ("prior-driven", "先验驱动"),
    "doubtful": (
        "Prior-driven, no reported figure identifies it: {names}.",
        "先验驱动，无公开数据可识别：{names}。",
    ),
    "worker_hours": ("worker-hours", "总工时"),
}  # fmt: skip

PARTS = {
    "door": "户", "household": "户", "worker": "人", "day": "天", "week": "周", "month": "月",
    "year": "年", "certificate": "证", "case": "件", "yuan": "元", "h": "小时", "min": "分钟",
    "meeting": "次会", "stairwell": "门洞", "session": "场", "visit": "次", "signature": "签名",
    "person": "人", "desk": "窗口", "plot": "地块", "leader": "负责人", "call": "次",
    "volunteer": "志愿者", "sd": "标准差", "elevator": "台", "floor": "层", "1000 certificate":
    "千证", "100 stairwell": "百门洞", "Wednesday": "周三", "quarter": "季",
    "10,000 yuan": "万元", "100000 yuan": "10万元", "talk": "次谈话",
}  # fmt: skip
"""Parts of units, in Chinese."""


def told(name: str, language: str, **values: Any) -> str:
    """Return what is said, with its values filled in."""
    return WORDS[name][language == "zh"].format(**values)


def unit_in(unit: str, language: str) -> str:
    """Name a unit; nothing for a pure number."""
    if unit in ("1", "0-1", "choice"):
        return ""
    if language == "en":
        return unit
    return "/".join(PARTS.get(part, part) for part in unit.split("/"))


def quantity_label(about: About, language: str) -> str:
    """Name a quantity, with its unit where it has one, and say so where it is prior-driven."""
    label = about.label_zh if language == "zh" else about.label
    doubt = told("prior-driven", language) if is_prior_driven(about) else ""
    parts = (label, unit_in(about.unit, language), doubt)
    return told("comma", language).join(part for part in parts if part)


def is_prior_driven(about: About) -> bool:
    """Tell whether no reported figure identifies a quantity: as a fit found, or as assumed."""
    fits = [fit for model in MODELS if (fit := posterior.shipped(model)) is not None]
    fitted = [fit for fit in fits if about.name in fit.dims]
    if fitted:
        return any(about.name in fit.about["prior_driven"] for fit in fitted)
    return "prior-driven" in about.source


def outcome_label(made: Outcome, model: str, language: str, short: bool = False) -> str:
    """Name an outcome, with its unit: shares are in per cent; a short name says no more."""
    known = outcome_words(model, language)["outcomes"]
    label = told(made.name, language) if made.name in WORDS else known.get(made.name, made.name)
    if short:
        return f"{str(label).partition(',')[0]}{' %' if made.unit == '1' else ''}"
    unit = "%" if made.unit == "1" else UNITS.get(made.unit, ("", ""))[language == "zh"]
    unit = unit or unit_in(made.unit, language)
    return told("comma", language).join(part for part in (str(label), unit) if part)


def number_told(value: float | None, unit: str, language: str, sign: bool = False) -> str:
    """Write a value of an outcome with about three digits; shares in per cent, without its sign."""
    if value is None:
        return told("never", language) if unit == "day" else "-"
    number = 100.0 * value if unit == "1" else value
    size = abs(number)
    digits = 0 if size >= 1000 or number == round(number) and size >= 100 else (
        1 if size >= 10 else 2 if size >= 0.1 or number == 0 else 3
    )  # fmt: skip
    return f"{number:{'+' if sign else ''},.{digits}f}"


def value_told(value: Any) -> str:
    """Write a swept value without needless digits."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)
