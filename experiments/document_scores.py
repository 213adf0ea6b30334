"""Scores of forecasts as the validation page shows them: every figure, means, plain rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from experiments.document_stored import (
    ELEVATOR,
    FITTED,
    LEFT_OUT,
    Scores,
    not_measured,
    percent,
    plain,
    scores,
    with_remark,
)
from experiments.plain_table import markdown_table
from experiments.shipping import scores_name
from experiments.validation.table import LEAST_DRAWS, PARTS, case_name, figure_name, value_text
from experiments.validation.words import told

Row = dict[str, Any]
RULES = ("pooled", "logit", "growth", "nearest")
LISTED = ("campaign", "figure", "reported", "fitted 90 % band", "left out: median",
          "left out: 90 % band", "PIT", "90 % hit", "CRPS", "pooled", "regression")  # fmt: skip
COMPARED = ("pooled", "logit")
SPLIT = ("all", "without_failed", "failed")


def figure_table(model: str = "signing", command: str = LEFT_OUT) -> str:
    """Write a row for every scored figure, its campaign left out of the fit."""
    found = scores(True, model)
    if found is None:
        return not_measured(command)
    fitted = _by_figure(scores(False, model))
    rows = [_figure(row, fitted.get(_key(row))) for row in found["observations"]]
    text = f"{markdown_table(rows, LISTED)}\n\n{_how(found)}"
    return with_remark(text, scores_name(model, True), scores_name(model, False))


def _by_figure(found: Scores | None) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {_key(row): row for row in (found or {}).get("observations", [])}


def _key(row: Mapping[str, Any]) -> tuple[str, str]:
    return str(row["case_id"]), str(row["name"])


def _figure(row: Mapping[str, Any], fitted: Mapping[str, Any] | None) -> Row:
    bound = row["relation"] == "at_least"
    reported = value_text(row, row["reported"], "en")
    rules = [row["baselines"].get(rule, {}).get("crps") for rule in COMPARED]
    hit = f"probability {row['probability']:.2f}" if bound else "yes" if row["hit90"] else "no"
    cells = (
        case_name(row, "en"), figure_name(row, "en"), f"at least {reported}" if bound else reported,
        _band(fitted) if fitted else "", value_text(row, row["q50"], "en"), _band(row),
        "" if bound else f"{row['pit']:.2f}", hit, "" if bound else f"{row['crps']:.3f}",
        *("" if value is None else f"{value:.3f}" for value in rules),
    )  # fmt: skip
    return dict(zip(LISTED, cells, strict=True))


def _band(row: Mapping[str, Any]) -> str:
    return f"{value_text(row, row['q05'], 'en')} to {value_text(row, row['q95'], 'en')}"


def _how(found: Scores) -> str:
    """Say how forecasts were drawn, and which rest on few draws."""
    seeds = found.get("seeds", 1)
    text = f"{found['draws']} draws each, seed {found['seed']}"
    text += f"; means, hits and gates over {seeds} seeds." if seeds > 1 else "."
    drawn = {case_name(row, "en"): row.get("effective") for row in found["observations"]}
    few = [f"{name} {value:.0f}" for name, value in drawn.items() if value and value < LEAST_DRAWS]
    if few:
        text += (f" The fit without a campaign rests on fewer than {LEAST_DRAWS} effective draws "
                 f"here: {', '.join(few)}.")  # fmt: skip
    return text


def mean_table(loco: bool = True, model: str = "signing", command: str = LEFT_OUT) -> str:
    """Write mean scores, also without the campaigns that failed, beside those of plain rules."""
    found = scores(loco, model)
    if found is None:
        return not_measured(command)
    totals = found["totals"]
    rows = [_mean(part, totals[part]) for part in PARTS if totals[part]["observations"]]
    names = [told(rule, "en") for rule in RULES]
    heads = ("scores over", "figures", "hits 50/80/90 %", "interval score", "the same, pooled",
             "CRPS", *(f"CRPS, {name}" for name in names))  # fmt: skip
    table = markdown_table([dict(zip(heads, row, strict=True)) for row in rows], heads)
    return with_remark(f"{table}{_bounds(totals['at_least'])}", scores_name(model, loco))


def _mean(name: str, part: Mapping[str, Any]) -> list[str]:
    rules = part["baselines"]
    hits = " / ".join(percent(part[hit]) for hit in ("hit50", "hit80", "hit90"))
    pooled = plain(rules["pooled"]["interval_score"]) if "pooled" in rules else ""
    others = [plain(rules[rule]["crps"]) if rule in rules else "" for rule in RULES]
    return [told(name, "en"), str(part["observations"]), hits, plain(part["interval_score"]),
            pooled, plain(part["crps"]), *others]  # fmt: skip


def _bounds(part: Mapping[str, Any]) -> str:
    """Say the log scores of lower bounds, which are no hit or miss."""
    if not part["observations"]:
        return ""
    rules = ", ".join(f"{told(name, 'en')} {plain(value)}"
                      for name, value in part["baselines"].items())  # fmt: skip
    count = part["observations"]
    return f"\n\nLower bounds ({count}): mean log score {plain(part['log_score'])}; {rules}."


def difference_table() -> str:
    """Write by how much forecasts beat plain rules, with intervals over campaigns."""
    found = scores(loco=True)
    if found is None:
        return not_measured(LEFT_OUT)
    parts = [(name, found["totals"][name]) for name in SPLIT]
    rows = [_difference(name, rule, part["baselines"][rule])
            for name, part in parts if part["observations"]
            for rule in RULES if rule in part["baselines"]]  # fmt: skip
    heads = ("scores over", "against", "CRPS: ratio", "90 % interval", "difference",
             "90 % interval ")  # fmt: skip
    table = markdown_table([dict(zip(heads, row, strict=True)) for row in rows], heads)
    failed = ", ".join(found["totals"]["failed_cases"]) or "none"
    told_of = f"Campaigns that came to nothing: {failed}. The model is better below 1 and below 0."
    return with_remark(f"{table}\n\n{told_of}", scores_name("signing", loco=True))


def _difference(name: str, rule: str, said: Mapping[str, Any]) -> list[str]:
    ratio = [plain(said[f"crps_ratio{end}"]) for end in ("", "_low", "_high")]
    gap = [plain(said[f"crps_diff{end}"], 2) for end in ("", "_low", "_high")]
    return [told(name, "en"), told(rule, "en"), ratio[0], f"{ratio[1]} to {ratio[2]}", gap[0],
            f"{gap[1]} to {gap[2]}"]  # fmt: skip


SCORE_TABLES: dict[str, Callable[[], str]] = {
    "validation:figures": figure_table,
    "validation:means": mean_table,
    "validation:differences": difference_table,
    "validation:fitted": partial(mean_table, False, "signing", FITTED),
    "validation:elevator": partial(mean_table, True, "elevator", ELEVATOR),
    "validation:elevator_figures": partial(figure_table, "elevator", ELEVATOR),
}
