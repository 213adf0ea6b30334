"""Play the arms of a comparison: in memory, or to the end of a folder, begun or interrupted."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from experiments.arms import Arm
from experiments.arms_folder import Frame, budget_in, close_comparison, scaled_in
from experiments.budget import Budget
from experiments.cautions import cautions
from experiments.checks import LANGUAGES
from experiments.comparison import Comparison, drop_days
from experiments.errors import UserError
from experiments.hold import hold
from experiments.judged import reference_first
from experiments.ledger import Ledger, ledger_of
from experiments.manifest import provenance, read_any, read_manifest
from experiments.paired import COLUMNS, MEDIANS
from experiments.plan import Plan
from experiments.progress import live
from experiments.run import finish_folder
from experiments.scaling import within_budget
from experiments.scenario import Scenario
from experiments.shards import write_safely
from experiments.spending import SPENT
from experiments.store import plan_in, read_ledger, scenario_in, to_resume
from experiments.summary import SUMMARY, write_csv

COMPARE = "compare"
BUDGET, VERDICT = "budget.csv", "verdict.json"


def framed(
    arms: Sequence[Arm], group: str, budget: Budget, plans: Sequence[Plan], threads: int | None,
    progress: bool,
) -> Frame:  # fmt: skip
    """Scale the doses of arms to their budget, and plan them anew.

    Parameters
    ----------
    plans : sequence of Plan
        Of the arms with their doses as written.
    """
    ready = within_budget(arms, budget, plans[0], threads, progress)
    both = zip(ready, plans, strict=True)
    return Frame(ready, group, budget, [replace(plan, scenario=arm.scenario) for arm, plan in both])


def play_in_memory(frame: Frame, threads: int | None, progress: bool) -> Comparison:
    """Play every arm, write nothing."""
    played: dict[str, Ledger] = {}
    pairs = zip(frame.arms, frame.plans, strict=True)
    for number, (arm, plan) in enumerate(pairs, start=1):
        _announce(progress, number, len(frame.arms), arm.label)
        blocks = live(plan, plan.blocks, threads, progress)
        played[arm.label] = drop_days(ledger_of(plan, blocks, provenance(plan)))
    scaled = {arm.label: arm.scaled for arm in frame.arms}
    return Comparison(frame.plans[0].scenario, frame.group, played, frame.budget, scaled)


def play_folder(
    folder: Path, threads: int | None, progress: bool, language: str = "en"
) -> Comparison:
    """Finish the arms of a folder, compare them, and close the folder."""
    with hold(folder):
        manifest = read_any(folder)
        first = plan_in(folder / manifest["arms"][0]["folder"]).scenario
        played = _played(folder, manifest["arms"], threads, progress)
        comparison = _comparison(manifest, first, played)
        _write(comparison, folder, language)
        close_comparison(folder)
    return comparison


def open_comparison(folder: str | Path) -> Comparison:
    """Open the folder of a finished comparison: table, verdict and pictures from stored runs.

    Raises
    ------
    UserError
        It is no comparison, or not finished yet.
    """
    place = Path(folder)
    manifest = read_any(place)
    if "arms" not in manifest:
        raise UserError(
            f"{folder}: got the results of one scenario, expected a comparison. Open it with "
            "open_results."
        )
    if not manifest["complete"]:
        raise UserError(f"{folder}: not finished yet. Go on with: {to_resume(place)}")
    places = {arm["label"]: place / arm["folder"] for arm in manifest["arms"]}
    first = scenario_in(next(iter(places.values())))
    arms = {label: drop_days(read_ledger(where)) for label, where in places.items()}
    return _comparison(manifest, first, arms)


def _comparison(
    manifest: Mapping[str, Any], first: Scenario, arms: dict[str, Ledger]
) -> Comparison:
    group, budget = manifest["compared"], budget_in(manifest)
    return Comparison(first, group, reference_first(arms), budget, scaled_in(manifest))


def _played(
    folder: Path, arms: Sequence[dict[str, str]], threads: int | None, progress: bool
) -> dict[str, Ledger]:
    """Bring each arm to its end: one that is complete is read, the others are finished."""
    played: dict[str, Ledger] = {}
    for number, arm in enumerate(arms, start=1):
        place = folder / arm["folder"]
        plan, done = plan_in(place), read_manifest(place)["complete"]
        _announce(progress, number, len(arms), arm["label"], done)
        ledger = read_ledger(place) if done else finish_folder(place, plan, threads, progress)
        played[arm["label"]] = drop_days(ledger)
    return played


def _write(comparison: Comparison, folder: Path, language: str) -> None:
    """Write the tables, the verdict and the pictures of a comparison."""
    write_csv(folder / f"{COMPARE}.csv", comparison.rows, COLUMNS)
    write_csv(folder / SUMMARY, comparison.rows, MEDIANS)
    write_csv(folder / BUDGET, comparison.spending, SPENT)
    words = {spoken: comparison.verdict_text(spoken).splitlines() for spoken in LANGUAGES}
    data = {**comparison.verdict.as_data(), "words": words}
    write_safely(folder / VERDICT, lambda part: _put(part, data))
    comparison.save_pictures(folder, language)


def _put(path: Path, data: Mapping[str, Any]) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False)
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _announce(progress: bool, number: int, of: int, label: str, done: bool = False) -> None:
    if progress:
        told = f"arm {number} of {of}: {label}{', finished before' if done else ''}"
        print(told, file=sys.stderr, flush=True)


def warn_once(plans: Iterable[Plan]) -> None:
    """Print each caution once, whichever arms it is for."""
    for told in dict.fromkeys(line for plan in plans for line in cautions(plan)):
        print(told, file=sys.stderr)
