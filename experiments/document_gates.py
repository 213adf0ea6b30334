"""The gates V1 to V14 as documents show them: what each asks, its figure, its limit, its verdict.

Gates that scores and checks measure are read off the shipped files; others are held by tests, and
one is not built yet. A fail is written as plainly as a pass.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from experiments.document_anchors import anchor_gates, anchor_table
from experiments.document_checks import CHECK_TABLES
from experiments.document_scores import SCORE_TABLES
from experiments.document_stored import (
    CALIBRATE,
    CHECK,
    FAIL,
    LEFT_OUT,
    PASS,
    UNMEASURED,
    checks,
    fitted_posterior,
    plain,
    scores,
    with_remark,
)
from experiments.plain_table import markdown_table
from experiments.shipping import CHECKS, scores_name
from experiments.validation.table import gate_name

Row = dict[str, Any]
TESTED, ABSENT, TOLD = "held by tests", "not built yet", "told"
SEEDS, PARTICLES = 3, 1000
"""V9 is judged on the mean of so many seeds, from so many draws of the posterior, or more."""


class Asked(NamedTuple):
    """A gate: what it asks for, and what shows it: a command, or tests by their files."""

    gate: str
    what: str
    shown_by: str
    standing: str = ""


GATES = (
    Asked("V1", "the same numbers on any number of workers, resumed or not",
          "tests/sim/test_ensemble.py, tests/experiments/test_resume.py", TESTED),
    Asked("V2", "killed at random times: nothing lost, nothing double",
          "tests/experiments/test_resume.py", TESTED),
    Asked("V3", "compiled equals Mesa exactly; an independent plain Mesa model agrees",
          "tests/test_one_truth.py, tests/test_docking.py", TESTED),
    Asked("V4", "places whose outcome is known on paper", "tests/test_known_answers.py", TESTED),
    Asked("V5", "a strategy against itself differs by exactly 0; what pairs are worth is told",
          "tests/test_common_luck.py, tests/experiments/test_compare.py", TESTED),
    Asked("V6", "ranks of true values in their posteriors are even", CHECK),
    Asked("V7", "intervals hold true values as often as they say", CHECK),
    Asked("cross-check", "a second method finds the same headline parameters", CHECK),
    Asked("anchors", "Zhangyuan and Fangualong, fitted and left out",
          f"{CALIBRATE.format(model='signing')}, {LEFT_OUT}"),
    Asked("V8", "campaigns left out of the fit lie in their bands as often as the bands say",
          LEFT_OUT),
    Asked("V9", "they are predicted no worse than by plain rules", LEFT_OUT),
    Asked("V10", "patterns that reported campaigns share", CHECK),
    Asked("V11", "one visit, and what passes on at home, as in field experiments", CHECK),
    Asked("V12", "sensitivity: Sobol indices, noise separated", "", ABSENT),
    Asked("V13", "who is best in 80 % of the runs, to a sceptic too, else no recommendation",
          "tests/experiments/test_verdict.py", TESTED),
    Asked("V14", "ODD+D and TRACE; tables of documents are written by commands",
          "tests/test_documents.py", TESTED),
)  # fmt: skip
"""All gates, in order."""


def short_table() -> str:
    """Write one line for each gate, for the README."""
    rows = [_short(asked) for asked in GATES]
    return _remarked(markdown_table(rows, ("gate", "what it asks", "result", "figures that pass")))


def long_table() -> str:
    """Write every figure of every gate with its limit."""
    rows = [row for asked in GATES for row in _long(asked)]
    heads = ("gate", "what", "figure", "limit", "result", "shown by")
    return _remarked(markdown_table(rows, heads))


def _remarked(text: str) -> str:
    return with_remark(text, scores_name("signing", loco=True), CHECKS)


def _short(asked: Asked) -> Row:
    judged = [row for row in figures_of(asked.gate) if row["result"] in (PASS, FAIL)]
    passed = sum(row["result"] == PASS for row in judged)
    counted = f"{passed} of {len(judged)}" if judged else ""
    return {"gate": asked.gate, "what it asks": asked.what, "result": result_of(asked),
            "figures that pass": counted}  # fmt: skip


def result_of(asked: Asked) -> str:
    """Return the verdict on a gate: it passes where each of its figures does."""
    results = {row["result"] for row in figures_of(asked.gate)}
    if asked.standing or not results:
        return asked.standing or UNMEASURED
    return next(word for word in (FAIL, UNMEASURED, PASS, TOLD) if word in results)


def _long(asked: Asked) -> Iterator[Row]:
    shown_by = ", ".join(f"`{part}`" for part in asked.shown_by.split(", ") if part)
    rows = list(figures_of(asked.gate))
    if not rows:
        rows = [{"what": asked.what, "result": asked.standing or UNMEASURED}]
    for row in rows:
        yield {"gate": asked.gate, "shown by": shown_by, **row}


def figures_of(gate: str) -> list[Row]:
    """Return the figures of one gate: ``what``, ``figure``, ``limit``, ``result``."""
    if gate == "anchors":
        return anchor_gates()
    rows = [_scored(row) for row in (scores(loco=True) or {}).get("gates", [])
            if row["gate"] == gate]  # fmt: skip
    rows += [_checked(row) for row in checks() if row["gate"] == gate]
    return rows + _how_sure() if gate == "V9" and rows else rows


def _scored(row: Mapping[str, Any]) -> Row:
    ends = row["value_low"], row["value_high"]
    between = "" if None in ends else f" ({plain(ends[0])} to {plain(ends[1])})"
    return {
        "what": gate_name(row["what"], "en"), "figure": f"{plain(row['value'])}{between}",
        "limit": limit(row["low"], row["high"]), "result": PASS if row["passed"] else FAIL,
    }  # fmt: skip


def _checked(row: Mapping[str, Any]) -> Row:
    result = {True: PASS, False: FAIL, None: TOLD}[row["pass"]]
    note = f" ({row['note']})" if row["note"] else ""
    return {
        "what": f"{row['name']}{note}", "figure": plain(row["figure"]),
        "limit": limit(*row["limit"]), "result": result,
    }  # fmt: skip


def _how_sure() -> list[Row]:
    """Return whether enough seeds and draws stand behind the comparison of scores."""
    found = fitted_posterior()
    counts = {
        "seeds that the scores are means of": ((scores(loco=True) or {}).get("seeds", 1), SEEDS),
        "draws of the posterior": (found.draws if found else 0, PARTICLES),
    }
    return [
        {"what": what, "figure": str(count), "limit": limit(least, None),
         "result": PASS if count >= least else FAIL}
        for what, (count, least) in counts.items()
    ]  # fmt: skip


def limit(low: float | None, high: float | None) -> str:
    """Say what a figure is held against."""
    if low is not None and high is not None:
        return f"{low:.10g} to {high:.10g}"
    if low is None and high is None:
        return ""
    return f"at most {high:.10g}" if low is None else f"at least {low:.10g}"


VALIDATION: dict[str, Callable[[], str]] = {
    "gates": short_table,
    "validation:gates": long_table,
    "validation:anchors": anchor_table,
    **SCORE_TABLES,
    **CHECK_TABLES,
}
"""Tables of the validation page, and of the README the short one, by the name of their marks."""
