"""Remarks below the table: how many runs reached a reported share, how many were given up."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.measure import chance_by
from experiments.scenario import Observation, Scenario

WORDS = {
    "en": {
        "signing": "{share} signed by day {day} in {part} of runs",
        "moving": "{share} moved out by day {day} in {part} of runs",
        "given_up": "given up in {count} of {runs} runs ({parts})",
        "round1": "round 1: {count}", "period": "signing period: {count}", "comma": ", ",
    },
    "zh": {
        "signing": "第 {day} 天前签约率达 {share} 的模拟占 {part}",
        "moving": "第 {day} 天前搬迁率达 {share} 的模拟占 {part}",
        "given_up": "{runs} 次模拟中有 {count} 次终止（{parts}）",
        "round1": "一轮征询未通过：{count}", "period": "签约期满未生效：{count}", "comma": "，",
    },
}  # fmt: skip


def remarks(result: Any, scenario: Scenario, language: str = "en") -> list[str]:
    """Return the lines that belong below the table of a run.

    Parameters
    ----------
    result : Dataset or Ledger
    scenario : Scenario
    language : str
        ``"en"`` or ``"zh"``.
    """
    words = WORDS[language]
    reached = [seen for seen in scenario.observations if seen.relation == "reached"]
    return [*(_reached(result, seen, words) for seen in reached), *_given_up(result, words)]


def _reached(result: Any, seen: Observation, words: dict[str, str]) -> str:
    day = seen.day or 0
    part = 100 * chance_by(result, seen.share, day, seen.measure)
    share = f"{100 * seen.share:g} %"
    return words[seen.measure].format(share=share, day=day, part=f"{part:.3g} %")


def _given_up(result: Any, words: dict[str, str]) -> list[str]:
    """Count the runs given up: before signing began it was for round 1, later for the threshold."""
    days = np.asarray(result["day_given_up"])
    early, late = int((days < 1).sum()), int((days >= 1).sum())
    if not early + late:
        return []
    parts = [words["round1"].format(count=early), words["period"].format(count=late)]
    told = words["comma"].join(parts)
    return [words["given_up"].format(count=early + late, runs=len(days), parts=told)]
