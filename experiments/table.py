"""The table on the screen: reported, simulated median, 90 % band, inside or not."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from experiments.reported import Figure, FunnelObservation
from experiments.scenario import Scenario, outcome_module

CHOSEN = ("strategy", "law")
"""Groups of files whose choice the head of the table names."""

WORDS = {
    "en": {
        "heads": ("", "reported", "simulated median", "90 % band", "inside?"),
        "round1": "agreed in round 1", "signing": "signed by day {day}",
        "moving": "moved out by day {day}", "signing_reached": "day on which {share} had signed",
        "moving_reached": "day on which {share} had moved out",
        "day": "day {day}", "days": "{day} days", "never": "never", "yes": "yes", "no": "NO",
        "shown": "shown",
        "runs": "{runs} runs; bands hold {band}", "luck only": "luck only",
        "luck and parameters": "luck and parameters", "to": "to", "not judged": "not judged: {why}",
        "strategy": "strategy {name}", "law": "law {name}", "comma": ", ",
        "stock": "{stage} by {period}", "flow": "{stage}, {period}",
        "cohort": "{stage} by {period}, of the first cases",
        "of": "{stage} of those {base}, by {period}",
        "scaled": "counts over a period are for the {there} suitable stairwells reported; the run "
        "has {here}",
    },
    "zh": {
        "heads": ("", "报告值", "模拟中位数", "90% 区间", "在区间内？"),
        "round1": "一轮征询同意率", "signing": "第 {day} 天签约率", "moving": "第 {day} 天搬迁率",
        "signing_reached": "签约率达 {share} 之日", "moving_reached": "搬迁率达 {share} 之日",
        "day": "第 {day} 天", "days": "{day} 天", "never": "未达到", "yes": "是", "no": "否",
        "shown": "仅列示",
        "runs": "{runs} 次模拟；区间含{band}", "luck only": "随机性",
        "luck and parameters": "随机性与参数不确定性", "to": "至", "not judged": "不作判断：{why}",
        "strategy": "策略 {name}", "law": "法规 {name}", "comma": "，",
        "stock": "截至 {period} {stage}", "flow": "{period} {stage}",
        "scaled": "上列次数按报告的 {there} 个具备条件的门洞折算，模拟为 {here} 个",
        "cohort": "首批启动者截至 {period} {stage}", "of": "截至 {period} {base}者中{stage}",
    },
}  # fmt: skip


def as_table(
    rows: list[dict[str, Any]], scenario: Scenario, attrs: dict[str, Any], language: str = "en"
) -> str:
    """Lay the rows out for a screen: reported, simulated median, 90 % band, inside or not.

    Parameters
    ----------
    rows : list of dict
        From ``result_rows``.
    scenario : Scenario
    attrs : dict
        Provenance of the ensemble, for the number of runs and what the bands hold.
    language : str
        ``"en"`` or ``"zh"``.
    """
    words: dict[str, Any] = WORDS[language] | outcome_words(scenario.model, language)
    seen = {o.name: o for o in scenario.observations}
    cells = [words["heads"], *(_cells(row, seen.get(row["name"]), words) for row in rows)]
    widths = [max(_width(line[column]) for line in cells) for column in range(len(cells[0]))]
    title = scenario.title_zh if language == "zh" and scenario.title_zh else scenario.title
    note = words["runs"].format(runs=attrs["runs"], band=words[attrs["band"]])
    head = words["comma"].join([title, *_changes(scenario, words)])
    below = _scaled(scenario, words)
    below += [_not_judged(o, words, language) for o in scenario.observations if o.shown]
    lines = [f"{head} ({note})", "", *(_line(line, widths) for line in cells)]
    return "\n".join([*lines, *(["", *below] if below and rows else [])])


def outcome_words(model: str, language: str) -> dict[str, Any]:
    """Collect what a model calls its outcomes and stages, with the unit of each outcome."""
    said, zh = outcome_module(model), int(language == "zh")
    derived = {made.name: (made.label, made.label_zh)[zh] or made.name for made in said.ALL}
    kinds = {made.name: "day" if made.is_day else _kind(made.unit) for made in said.ALL}
    return {
        "outcomes": derived | {name: both[zh] for name, both in said.LABELS.items()},
        "stages": {name: both[zh] for name, both in getattr(said, "STEPS", {}).items()},
        "kinds": kinds | dict.fromkeys(said.LABELS, "count"),
    }


def named_figure(seen: Figure, model: str, language: str = "en") -> str:
    """Return what a reported figure is called in a table."""
    return _label(seen, WORDS[language] | outcome_words(model, language))


def _kind(unit: str) -> str:
    return {"1": "share", "day": "days"}.get(unit, "count")


def _changes(scenario: Scenario, words: dict[str, Any]) -> list[str]:
    """Say which strategy and law are played, and what was given on the command line."""
    choices = scenario.config["choices"]
    chosen = [words[group].format(name=choices[group]) for group in CHOSEN if group in choices]
    given = scenario.config.get("overrides", ())
    return chosen + [line for line in given if line.partition("=")[0] not in CHOSEN]


def _cells(row: dict[str, Any], seen: Figure | None, words: dict[str, Any]) -> tuple[str, ...]:
    kind = _kind_of(seen) if seen else words["kinds"].get(row["name"], "share")
    reported = "-" if row["reported"] is None else _say(row["reported"], kind, words)
    if seen and seen.relation == "at_least":
        reported = f"≥ {reported}"
    low, median, high = (_say(row[name], kind, words) for name in ("low", "median", "high"))
    inside = "-" if row["inside"] is None else words["yes" if row["inside"] else "no"]
    if seen and seen.shown:
        inside = words["shown"]
    label = _label(seen, words) if seen else words["outcomes"].get(row["name"], row["name"])
    return label, reported, median, f"{low} {words['to']} {high}", inside


def _kind_of(seen: Figure) -> str:
    return "day" if seen.unit == "day" else "share" if seen.unit == "1" else "count"


def _label(seen: Figure, words: dict[str, Any]) -> str:
    if isinstance(seen, FunnelObservation):
        stage, base = (words["stages"].get(name, name) for name in (seen.to_stage, seen.base))
        form = words["of" if seen.base in words["stages"] else seen.reading]
        period = seen.period.replace("_", f" {words['to']} ")
        return str(form.format(stage=stage, base=base, period=period))
    if seen.measure == "round1":
        return str(words["round1"])
    reached = "_reached" if seen.relation == "reached" else ""
    share = f"{100 * seen.share:g} %"
    return str(words[seen.measure + reached].format(day=seen.day, share=share))


def _scaled(scenario: Scenario, words: dict[str, Any]) -> list[str]:
    """Say so where counts are scaled from the size of the place in the run to that reported."""
    flows = [o for o in scenario.observations if isinstance(o, FunnelObservation) and o.times > 1]
    here = scenario.values["stairwells"] if flows else 0
    sizes = dict.fromkeys(int(o.times) for o in flows if o.times != here)
    return [words["scaled"].format(there=size, here=here) for size in sizes]


def _not_judged(seen: Figure, words: dict[str, Any], language: str) -> str:
    """Say why a figure is only shown; a reason may be told in both languages, "English / 中文"."""
    english, _, chinese = seen.shown.partition(" / ")
    why = chinese if language == "zh" and chinese else english
    return f"{_label(seen, words)}: {words['not judged'].format(why=why)}"


def _say(value: float | None, kind: str, words: dict[str, Any]) -> str:
    if value is None:
        return str(words["never"]) if kind == "day" else "-"
    if kind == "share":
        return f"{100 * value:.2f} %"
    told = f"{value:.0f}" if value >= 10 or value == round(value) else f"{value:.1f}"
    return str(words[kind].format(day=told)) if kind in ("day", "days") else told


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0] + " " * (widths[0] - _width(cells[0]))
    rest = (" " * (w - _width(c)) + c for c, w in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([first, *rest])


def _width(text: str) -> int:
    """Return the columns a text takes on a screen; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
