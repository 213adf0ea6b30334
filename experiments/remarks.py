"""Remarks below the table; of a campaign: shares reached, runs given up, quality, queues."""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.ledger import Ledger
from experiments.measure import chance_by
from experiments.scenario import Observation, Scenario
from sim.people.service import LABELS, LABELS_ZH, SERVICES

WORDS = {
    "en": {
        "signing": "{share} signed by day {day} in {part} of runs",
        "moving": "{share} moved out by day {day} in {part} of runs",
        "given_up": "given up in {count} of {runs} runs ({parts})",
        "round1": "round 1: {count}", "period": "signing period: {count}", "comma": ", ",
        "in_part": "some plots given up in {count} of {runs} runs",
        "quality": "of the signed, {informed} free of obstacles and well informed, {hindered} with "
        "an obstacle open, {pressed} under pressure",
        "queues": "longest queues (median run): {parts}", "queue": "{name} {count:.0f}",
    },
    "zh": {
        "signing": "第 {day} 天前签约率达 {share} 的模拟占 {part}",
        "moving": "第 {day} 天前搬迁率达 {share} 的模拟占 {part}",
        "given_up": "{runs} 次模拟中有 {count} 次终止（{parts}）",
        "round1": "一轮征询未通过：{count}", "period": "签约期满未生效：{count}", "comma": "，",
        "in_part": "{runs} 次模拟中有 {count} 次部分地块终止",
        "quality": "已签约者中：无未解困难且充分知情 {informed}，带未解困难 {hindered}，"
        "受压签约 {pressed}",
        "queues": "最长排队（中位数）：{parts}", "queue": "{name} {count:.0f} 件",
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
    if scenario.model == "elevator":
        from experiments.remarks_elevator import elevator_remarks

        return elevator_remarks(result, language)
    return campaign_remarks(result, scenario, language)


def campaign_remarks(result: Any, scenario: Scenario, language: str) -> list[str]:
    """Return the remarks on a signing campaign."""
    words = WORDS[language]
    told = [seen for seen in scenario.observations if isinstance(seen, Observation)]
    reached = [seen for seen in told if seen.relation == "reached"]
    return [
        *(_reached(result, seen, words) for seen in reached),
        *_given_up(result, words),
        *_quality(result, words),
        *_queues(result, words, LABELS_ZH if language == "zh" else LABELS),
    ]


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
        return _given_up_in_part(result, words)
    parts = [words["round1"].format(count=early), words["period"].format(count=late)]
    told = words["comma"].join(parts)
    return [words["given_up"].format(count=early + late, runs=len(days), parts=told)]


def _given_up_in_part(result: Any, words: dict[str, str]) -> list[str]:
    """Count the runs in which some of several plots were given up."""
    if "plots_stopped" not in columns_of(result):
        return []
    some = int((np.asarray(result["plots_stopped"]) > 0).sum())
    runs = len(np.asarray(result["plots_stopped"]))
    return [words["in_part"].format(count=some, runs=runs)] if some else []


def columns_of(result: Any) -> set[str]:
    """Return the names of all columns of a Dataset, a Ledger or a mapping."""
    tables = (result.runs, result.days) if isinstance(result, Ledger) else (result,)
    return {str(name) for table in tables for name in table}


def _quality(result: Any, words: dict[str, str]) -> list[str]:
    """Say how those who signed came to sign: medians over runs in which somebody did."""
    if "informed_share" not in columns_of(result):
        return []
    names = ("informed", "hindered", "pressed")
    shares = {n: np.asarray(result[f"{n}_share"], dtype=float) for n in names}
    if np.isnan(shares["informed"]).all():
        return []
    told = {n: f"{100 * np.nanmedian(values):.3g} %" for n, values in shares.items()}
    return [words["quality"].format(**told)]


def _queues(result: Any, words: dict[str, str], labels: tuple[str, ...]) -> list[str]:
    """Name the services at which cases had to wait, and how many at the worst."""
    if f"waiting_{SERVICES[0]}" not in columns_of(result):
        return []
    worst = [float(np.median(np.asarray(result[f"waiting_{s}"]).max(axis=1))) for s in SERVICES]
    long = [(label, count) for label, count in zip(labels, worst, strict=True) if count >= 1]
    if not long:
        return []
    parts = [words["queue"].format(name=name, count=count) for name, count in long]
    return [words["queues"].format(parts=words["comma"].join(parts))]
