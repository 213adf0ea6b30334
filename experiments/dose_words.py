"""What a dose-response says: where more of a method starts to hurt, in English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.overuse import Overuse
from experiments.paired import Outcome
from experiments.sweep_words import number_told, outcome_label, unit_in, value_told

if TYPE_CHECKING:
    from experiments.dose_result import DoseResult

WORDS = {
    "head": (
        "Where more of {quantity} starts to hurt (paired differences to the best smaller dose, "
        "90 % interval, each by itself):",
        "{quantity} 从多少起过犹不及（与较小最佳值的配对均值差，90%区间，逐项单独比较）：",
    ),
    "hurts": (
        "{outcome}: from {dose} on: {diff} ({low} to {high}) against {best}.",
        "{outcome}：自 {dose} 起变差：与 {best} 相比 {diff}（{low} 至 {high}）。",
    ),
    "nowhere": (
        "{outcome}: not within the range; best at {best} of the doses played.",
        "{outcome}：所试范围内未见；所试各值中 {best} 最好。",
    ),
}
POINTS = (" pp", "个百分点")


def said(name: str, language: str, **values: str) -> str:
    """Return what is said, with its values filled in."""
    return WORDS[name][language == "zh"].format(**values)


def overuse_text(result: DoseResult, language: str = "en") -> str:
    """Say for each outcome where more starts to hurt, a line for each."""
    about = result.scenario.sheet.by_name[result.quantity]
    unit = unit_in(about.unit, language)
    label = about.label_zh if language == "zh" else about.label
    bracket = f"（{unit}）" if language == "zh" else f" ({unit})"
    made = {each.name: each for each in result.outcomes}
    lines = [_line(found, made[found.outcome], result, language) for found in result.overuse]
    head = said("head", language, quantity=f"{label}{bracket if unit else ''}")
    return "\n".join([head, *(f"  {line}" for line in lines)])


def _line(found: Overuse, made: Outcome, result: DoseResult, language: str) -> str:
    label = outcome_label(made, result.scenario.model, language).removesuffix(", %")
    label = label.removesuffix("，%")
    if found.dose is None:
        return said("nowhere", language, outcome=label, best=value_told(found.best))
    short = POINTS[language == "zh"] if made.unit == "1" else ""
    ends = [number_told(end, made.unit, language, sign=True) for end in found.difference[:3]]
    return said(
        "hurts", language, outcome=label, dose=value_told(found.dose), best=value_told(found.best),
        diff=ends[0] + short, low=ends[1], high=ends[2],
    )  # fmt: skip
