"""The tables of documents that are measured: campaigns run anew, and the last benchmark.

They take a while and depend on the machine, so they are written only when asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from experiments.config import load_scenario
from experiments.document_tables import scenario_names
from experiments.figures import draw_curve
from experiments.figures_sheet import draw_sheet
from experiments.figures_style import save_picture, use_language
from experiments.known_models import FIRST
from experiments.measure import report_rows
from experiments.pattern_runs import measure_patterns
from experiments.plain_table import markdown_table
from experiments.reported import Figure, Observation
from experiments.run import run_ensemble
from experiments.scenario import Scenario
from experiments.table import named_figure

RUNS, SEED = 400, 1
FEWER = {"elevator": 60}  # runs of a district over years take their time
FRONT = "zhangyuan"
BENCH = Path("outputs") / "bench" / "bench.json"
HEADS = ("scenario", "figure", "reported", "simulated median", "90 % band", "inside?")


def anchor_table(model: str = FIRST) -> str:
    """Run every shipped scenario of a model and hold its reported figures against the band."""
    scenarios = [load_scenario(name) for name in scenario_names(model)]
    runs = FEWER.get(model, RUNS)
    rows = [row for scenario in scenarios for row in _rows_of(scenario, runs)]
    told = f"{runs} runs each, seed {SEED}; bands hold luck only."
    return f"{markdown_table(rows, HEADS)}\n\n{told}"


def _rows_of(scenario: Scenario, runs: int) -> list[dict[str, Any]]:
    result = run_ensemble(scenario, runs, SEED, parameters="point", progress=False)
    rows = report_rows(result, scenario.observations)
    return [_row(scenario, *pair) for pair in zip(scenario.observations, rows, strict=True)]


def _row(scenario: Scenario, seen: Figure, row: dict[str, Any]) -> dict[str, Any]:
    low, middle, high, told = (_say(seen, row[n]) for n in ("low", "median", "high", "reported"))
    cells = (
        f"{scenario.title} ({scenario.title_zh})",
        _named(scenario, seen),
        f"at least {told}" if seen.relation == "at_least" else told,
        middle,
        f"{low} to {high}",
        "shown" if seen.shown else "yes" if row["inside"] else "no",
    )
    return dict(zip(HEADS, cells, strict=True))


def _named(scenario: Scenario, seen: Figure) -> str:
    if not isinstance(seen, Observation):
        return named_figure(seen, scenario.model)
    what = {"round1": "agreed in round 1", "signing": "signed", "moving": "moved out"}[seen.measure]
    if seen.relation == "reached":
        return f"day of {100 * seen.share:.10g} % {what}"
    return what if seen.day is None or seen.measure == "round1" else f"{what} by day {seen.day}"


def _say(seen: Figure, value: float | None) -> str:
    if value is None:
        return "never" if seen.unit == "day" else "-"
    if seen.unit not in ("1", "day"):
        return f"{value:.0f}"
    return f"day {value:.0f}" if seen.unit == "day" else f"{100 * value:.2f} %"


def bench_table() -> str:
    """Write the targets of the last ``make bench``, as they were met.

    Raises
    ------
    FileNotFoundError
        There was none.
    """
    if not BENCH.is_file():
        raise FileNotFoundError(f"{BENCH} is missing: run `make bench` in the project's folder")
    told = json.loads(BENCH.read_text(encoding="utf-8"))
    rows = [
        {"what": name, "measured": f"{one['value']:.3g}", "goal": one["goal"]}
        for name, one in told["targets"].items()
    ]
    machine = f"{told['machine']['cores']} cores, Python {told['machine']['python']}."
    return f"{markdown_table(rows, ('what', 'measured', 'goal'))}\n\n{machine}"


def front_picture() -> str:
    """Draw the first scenario that a newcomer runs, and write the line that shows it."""
    scenario = load_scenario(FRONT)
    use_language("en")
    played = run_ensemble(scenario, RUNS, SEED, parameters="point", progress=False)
    figure = draw_curve(played, scenario)
    save_picture(figure, Path("notebooks"), FRONT, kinds=("png",))
    return f"![{scenario.title}, simulated and reported](notebooks/{FRONT}.png)"


def pattern_sheets(folder: Path = Path("notebooks")) -> list[Path]:
    """Run what the patterns need, and draw their sheet in each language that can be drawn."""
    patterns = measure_patterns()
    paths = []
    for language, name in (("en", "patterns"), ("zh", "patterns_zh")):
        if use_language(language) == language:
            figure = draw_sheet(patterns, language)
            paths += save_picture(figure, folder, name, kinds=("png",))
    return paths


MEASURED: dict[str, Callable[[], str]] = {
    "anchors": anchor_table, "bench": bench_table, "picture": front_picture,
    "elevator:anchors": partial(anchor_table, "elevator"),
}  # fmt: skip
"""Functions that measure and write a table, by the name of its mark."""
