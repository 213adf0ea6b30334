"""A validation on the screen: every figure, means against baselines, and what has to be reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.plain_table import text_table
from experiments.validation.words import WORDS, told

Scores = Mapping[str, Any]
Row = Mapping[str, Any]
PARTS = ("all", "at", "reached", "last", "without_failed", "failed")
LEAST_DRAWS = 100  # effective ones, below which quantiles near 5 % rest on a handful
MEANT = ("pooled", "logit")
"""Baselines that every figure's line shows; the means show all."""


def validation_table(scores: Scores, language: str = "en") -> str:
    """Lay stored scores out for a screen.

    Parameters
    ----------
    scores : mapping
        The content of ``scores.json``.
    language : str
        ``"en"`` or ``"zh"``.
    """
    title = "title" if scores["model"] == "signing" else "funnel_title"
    parts = [told(title, language), held_out(scores, language), ""]
    parts += [_figures(scores["observations"], language), ""]
    if scores["conditional"]:
        parts += [told("given_first", language), _later(scores["conditional"], language), ""]
    parts += [_means(scores["totals"], language), "", *_bounds(scores, language)]
    parts += [told("about", language, horizon=scores["horizon"])]
    parts += _few_draws(scores["observations"], language)
    if scores["gates"]:
        parts += ["", told("gates", language), gate_table(scores["gates"], language)]
    return "\n".join(parts)


def held_out(scores: Scores, language: str) -> str:
    """Say whether the campaigns took part in the fit."""
    if scores["loco"]:
        return told("left_out", language)
    count, cases = len(scores["fitted"]), len({row["case_id"] for row in scores["observations"]})
    name = "fitted" if count else "not_fitted"
    return told(name, language, count=count, all=cases)


def figure_name(row: Row, language: str) -> str:
    """Name a reported figure as a reader would."""
    name = str(row["name"])
    if name == "round1_share":
        return told("round1_share", language)
    if row["relation"] == "reached" and row.get("share") is not None:
        return told("day_of", language, share=f"{100 * row['share']:.4g} %")
    if name.startswith("signing_share"):
        return told("signing_share", language, day=row["day"])
    return name


def case_name(row: Row, language: str) -> str:
    """Name a campaign; by its id where it has no name."""
    return str((row["title_zh"] if language == "zh" else row["title"]) or row["case_id"])


def value_text(row: Row, value: float | None, language: str) -> str:
    """Write a share, a day or a count."""
    if value is None:
        return told("never", language)
    if row["unit"] == "day":
        return told("day", language, day=f"{value:.0f}")
    return f"{100 * value:.4g} %" if row["unit"] == "share" else f"{value:.0f}"


def _few_draws(rows: list[Row], language: str) -> list[str]:
    """Name the campaigns whose fit without them rests on few draws, and on how many."""
    drawn = {case_name(row, language): row.get("effective") for row in rows}
    few = [f"{name} {value:.0f}" for name, value in drawn.items() if value and value < LEAST_DRAWS]
    return [told("few_draws", language, least=LEAST_DRAWS, some=", ".join(few))] if few else []


def _figures(rows: list[Row], language: str) -> str:
    heads = ("case", "figure", "reported", "median", "band", "pit", "hit", "crps", *MEANT)
    return _laid_out([_figure(row, language) for row in rows], heads, language)


def _figure(row: Row, language: str) -> list[str]:
    bound = row["relation"] == "at_least"
    reported = value_text(row, row["reported"], language)
    low, middle, high = (value_text(row, row[name], language) for name in ("q05", "q50", "q95"))
    told_hit = "" if bound else told("yes" if row["hit90"] else "no", language)
    chance = told("probability", language, value=f"{row['probability']:.2f}") if bound else ""
    place = "" if bound else f"{row['pit']:.2f}"
    rules = row.get("baselines", {})
    return [
        case_name(row, language), figure_name(row, language),
        ("≥ " if bound else "") + reported, middle,
        f"{low}{told('to', language)}{high}", chance or place, told_hit,
        "" if bound else f"{row['crps']:.3f}",
        *("" if bound or name not in rules else f"{rules[name]['crps']:.3f}" for name in MEANT),
    ]  # fmt: skip


def _later(rows: list[Row], language: str) -> str:
    heads = ("case", "figure", "reported", "median", "band", "pit", "hit", "crps", "given", "draws")
    lines = [
        [*_figure(row, language)[:8], figure_name(row["given"], language),
         f"{row['effective_draws']:.0f}"]
        for row in rows
    ]  # fmt: skip
    return _laid_out(lines, heads, language)


def _means(totals: Scores, language: str) -> str:
    there = [name for name in PARTS if totals[name]["observations"]]
    rules = list(totals[there[0]]["baselines"]) if there else []
    heads = ["part", "count", "hits", "interval", "pooled_interval", "crps", *rules, "scaled"]
    lines = [_mean(name, totals[name], rules, language) for name in there]
    names = [_interval_head(language) if h == "pooled_interval" else told(h, language)
             for h in heads]  # fmt: skip
    return text_table([dict(zip(names, line, strict=True)) for line in lines], names)


def _interval_head(language: str) -> str:
    return f"{told('interval', language)}, {told('pooled', language)}"


def _mean(name: str, part: Scores, rules: list[str], language: str) -> list[str]:
    hits = " / ".join(f"{100 * part[hit]:.0f}" for hit in ("hit50", "hit80", "hit90"))
    pooled = part["baselines"].get("pooled")
    return [
        told(name, language), str(part["observations"]), hits, f"{part['interval_score']:.3f}",
        f"{pooled['interval_score']:.3f}" if pooled else "", f"{part['crps']:.4f}",
        *(f"{part['baselines'][rule]['crps']:.4f}" for rule in rules),
        f"{part['crps_scaled']:.4f}",
    ]  # fmt: skip


def _bounds(scores: Scores, language: str) -> list[str]:
    part = scores["totals"]["at_least"]
    if not part["observations"]:
        return []
    rules = part["baselines"].items()
    others = ", ".join(f"{told(name, language)} {value:.3f}" for name, value in rules)
    values = {"count": part["observations"], "own": part["log_score"], "others": others}
    return [told("at_least", language, **values)]


def gate_table(gates: list[Row], language: str) -> str:
    """Lay out what has to be reached, and whether it is."""
    lines = [
        [g["gate"], gate_name(g["what"], language), _gate_value(g, language), _needed(g, language),
         told("passed" if g["passed"] else "missed", language)]
        for g in gates
    ]  # fmt: skip
    return _laid_out(lines, ("gate", "what", "value", "needed", "verdict"), language)


def gate_name(what: str, language: str) -> str:
    """Name what a gate asks for."""
    kind, _, rule = what.partition("/")
    if not rule:
        return told(kind, language)
    return told("ratio", language, score=told(kind, language), baseline=told(rule, language))


def _gate_value(gate: Row, language: str) -> str:
    text = f"{gate['value']:.3g}"
    if gate["value_low"] is None:
        return text
    return f"{text} ({gate['value_low']:.3g}{told('to', language)}{gate['value_high']:.3g})"


def _needed(gate: Row, language: str) -> str:
    low, high = gate["low"], gate["high"]
    if low is None:
        return told("most", language, value=f"{high:.3g}")
    if high is None:
        return told("least", language, value=f"{low:.3g}")
    return f"{low:.3g}{told('to', language)}{high:.3g}"


def _laid_out(lines: list[list[str]], heads: tuple[str, ...], language: str) -> str:
    assert all(head in WORDS for head in heads)
    names = [told(head, language) for head in heads]
    return text_table([dict(zip(names, line, strict=True)) for line in lines], names)
