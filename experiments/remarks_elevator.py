"""Remarks below the funnel: what stopped the stalled, the work for each consent, days per stage."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.ledger import AT_END, Ledger
from models.elevator.outcomes import BLOCKED, SPEED
from models.elevator.stages import SPELLS
from sim.engine.outcome import Derived

WORDS = {
    "en": {
        "blocked": "stalled on the last day: {count} of {whole} suitable stairwells; by {parts}",
        "part": "{name} {share:.0f} %", "comma": ", ",
        "meetings": "meetings for each consent: {all}, of these {won} in tries that led to it",
        "none": "no consent in {count} of {runs} runs",
        "days": "mean days of completed stages: {parts}", "stage": "{name} {days:.0f}",
    },
    "zh": {
        "blocked": "末日搁置：{whole} 个具备条件的门洞中 {count} 个；原因：{parts}",
        "part": "{name} {share:.0f}%", "comma": "，",
        "meetings": "每例通过的会议数：{all}，其中成功的一次 {won}",
        "none": "{runs} 次模拟中有 {count} 次无一例通过",
        "days": "已完成各阶段平均天数：{parts}", "stage": "{name} {days:.0f} 天",
    },
}  # fmt: skip


def elevator_remarks(result: Any, language: str = "en") -> list[str]:
    """Return the lines that belong below the table of an elevator run; medians over the runs."""
    words = WORDS[language]
    return [*_blocked(result, words, language), *_meetings(result, words),
            *_days(result, words, language)]  # fmt: skip


def _name(made: Derived, language: str) -> str:
    return made.label_zh if language == "zh" else made.label[:1].lower() + made.label[1:]


def _blocked(result: Any, words: dict[str, str], language: str) -> list[str]:
    """Say what stopped those that are stalled: of all runs together, the most frequent first."""
    stalled = np.asarray(result["stalled_at_end"])
    if not stalled.sum():
        return []
    shares = [(_pooled(result, made), _name(made, language)) for made in BLOCKED]
    told = [words["part"].format(name=name, share=100 * share)
            for share, name in sorted(shares, reverse=True) if share >= 0.005]  # fmt: skip
    whole = float(np.median(np.asarray(result["stairwells"])))
    count = f"{np.median(stalled):.0f}"
    parts = words["comma"].join(told)
    return [words["blocked"].format(count=count, whole=f"{whole:.0f}", parts=parts)]


def _pooled(result: Any, made: Derived) -> float:
    """Divide the sums over all runs, so that a run with few cases counts for little."""
    top, whole = (sum(_total(result, n) for n in names) for names in (made.parts, made.whole))
    return top / whole if whole else np.nan


def _total(result: Any, name: str) -> float:
    """Sum a figure of the last day over the runs."""
    there = result.runs if isinstance(result, Ledger) else result
    return float(np.asarray(result[name + AT_END if name + AT_END in there else name]).sum())


def _meetings(result: Any, words: dict[str, str]) -> list[str]:
    """Say how many meetings a consent took, with those of the tries that failed, and without."""
    passed = np.asarray(result["passed_at_end"])
    never = int((passed == 0).sum())
    told = [words["none"].format(count=never, runs=len(passed))] if never else []
    if never == len(passed):
        return told
    each = {n: float(np.nanmedian(np.asarray(result[n]))) for n in NAMES}
    all_of, won = (f"{each[n]:.3g}" for n in NAMES)
    return [words["meetings"].format(all=all_of, won=won), *told]


NAMES = ("meetings_per_pass", "meetings_of_passed")


def _days(result: Any, words: dict[str, str], language: str) -> list[str]:
    """Say how long each stage took where it was completed."""
    spells = [made for made in SPEED if made.name.removeprefix("mean_days_") in SPELLS]
    days = [(_name(made, language), _pooled(result, made)) for made in spells]
    told = [words["stage"].format(name=name, days=n) for name, n in days if np.isfinite(n)]
    return [words["days"].format(parts=words["comma"].join(told))] if told else []
