"""Compare strategies or laws with the same people and the same luck: in memory, or in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from experiments.arms import GROUPS, Arm, arms_of, asked_for
from experiments.arms_folder import close_comparison, create_comparison
from experiments.cautions import cautions
from experiments.checks import check_choice, check_threads
from experiments.comparison import Comparison, drop_days
from experiments.hold import hold
from experiments.ledger import Ledger
from experiments.manifest import read_any, read_manifest
from experiments.paired import COLUMNS, MEDIANS
from experiments.plan import Plan
from experiments.run import FORMATS, LANGUAGES, explained, finish_folder, new_name, run_ensemble
from experiments.scenario import Scenario
from experiments.store import plan_in, read_ledger
from experiments.summary import SUMMARY, as_json, write_csv

COMPARE = "compare"


def compare_strategies(
    scenario: str | Scenario,
    strategies: Sequence[str] | None = None,
    laws: Sequence[str] | None = None,
    *,
    overrides: Iterable[str] = (),
    runs: int = 400,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "point",
    output: str | Path | None = None,
    config_dir: str | Path | None = None,
    progress: bool = True,
) -> Comparison:
    """Play one scenario with each of several strategies, or under several laws, and compare.

    Parameters
    ----------
    scenario : str or Scenario
        Its name, or a scenario from ``load_scenario``, whose overrides then hold for all arms.
    strategies, laws : sequence of str
        Two or more names, of either; the first is what the others are held against. The same name
        twice is two arms, whose difference is exactly 0.
    overrides : iterable of str
        For all arms, as for ``load_scenario``.
    runs, seed, threads, parameters, progress
        As for ``run_ensemble``; ``runs`` are played of each arm, with the same luck.
    output : str or Path, optional
        A new or empty folder to write the results to as well.
    config_dir : path, optional
        A folder with files of your own, as for ``load_scenario``.

    Returns
    -------
    Comparison
        With ``.table`` (pandas) and ``.plot()``.

    Raises
    ------
    ConfigError
        Tells everything that is wrong with scenario, names and overrides.
    UserError
        Another argument cannot be used.
    """
    check_threads(threads)
    lists = {"strategies": strategies, "laws": laws}
    given = {key: list(names) for key, names in lists.items() if names is not None}
    lines = [*_own_lines(scenario, given), *overrides]
    name = scenario.name if isinstance(scenario, Scenario) else scenario
    group, names, faults = asked_for(given, overrides)
    arms = arms_of(name, group, names, lines, config_dir=config_dir, faults=faults)
    plans = [Plan(arm.scenario, runs, seed, parameters) for arm in arms]
    if progress:
        _warn(plans)
    if output is None:
        return _in_memory(arms, plans, group, threads, progress)
    create_comparison(Path(output), arms, group, plans)
    return _go_on(Path(output), threads, progress)


def _own_lines(scenario: str | Scenario, given: Iterable[str]) -> list[str]:
    """Return the overrides that a scenario bears, but for the choice of what is compared."""
    if isinstance(scenario, str):
        return []
    varied = {GROUPS[key] for key in given}
    lines = scenario.config.get("overrides", ())
    return [line for line in lines if line.partition("=")[0] not in varied]


def _in_memory(
    arms: Sequence[Arm], plans: Sequence[Plan], group: str, threads: int | None, progress: bool
) -> Comparison:
    from experiments.results import from_dataset

    played: dict[str, Ledger] = {}
    for number, (arm, plan) in enumerate(zip(arms, plans, strict=True), start=1):
        _announce(progress, number, len(arms), arm.label)
        ran = run_ensemble(
            plan.scenario, plan.runs, plan.seed, threads, plan.parameters, None, progress
        )
        played[arm.label] = drop_days(from_dataset(ran))
    return Comparison(arms[0].scenario, group, played)


def compare_folder(
    arms: Sequence[Arm],
    group: str,
    *,
    runs: int = 400,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "point",
    output: str | Path | None = None,
    format: str = "table",
    language: str = "en",
) -> Path:
    """Compare arms in a results folder; print the table and the paths written.

    Raises
    ------
    UserError
        An argument cannot be used.
    KeyboardInterrupt
        After Ctrl-C, once it was said how to go on; finished blocks are kept.
    """
    _check(threads, format, language)
    plans = [Plan(arm.scenario, runs, seed, parameters) for arm in arms]
    named = new_name(COMPARE, arms[0].scenario.name)
    folder = Path(output) if output is not None else named
    _warn(plans)
    with explained(folder):
        create_comparison(folder, arms, group, plans)
        return _told(folder, threads, format, language)


def resume_comparison(
    folder: str | Path,
    *,
    threads: int | None = None,
    format: str = "table",
    language: str | None = None,
) -> Path:
    """Finish the arms of a comparison, then print the table and the paths.

    Raises
    ------
    UserError
        Its rules, packages or machine differ from the present ones.
    """
    language = language or "en"
    _check(threads, format, language)
    place = Path(folder)
    if read_any(place)["complete"]:
        print(f"{folder} is complete: nothing is left to do.", file=sys.stderr)
        return place
    with explained(place):
        return _told(place, threads, format, language)


def _check(threads: int | None, format: str, language: str) -> None:
    check_choice("format", format, FORMATS)
    check_choice("language", language, LANGUAGES)
    check_threads(threads)


def _told(folder: Path, threads: int | None, format: str, language: str) -> Path:
    """Finish a comparison and print it."""
    from experiments.compare_table import comparison_table

    comparison = _go_on(folder, threads, True, language)
    json = format == "json"
    print(as_json(comparison.rows) if json else comparison_table(comparison, language), flush=True)
    written = [*sorted(folder.glob(f"{COMPARE}.*")), folder / SUMMARY, folder / "arms", folder]
    stream = sys.stderr if json else sys.stdout
    print("\n" + "\n".join(str(path) for path in written), file=stream, flush=True)
    return folder


def _go_on(
    folder: Path, threads: int | None, progress: bool, language: str = "en"
) -> Comparison:
    """Finish the arms of a folder, compare them, and close the folder."""
    with hold(folder):
        manifest = read_any(folder)
        first = plan_in(folder / manifest["arms"][0]["folder"]).scenario
        played = _played(folder, manifest["arms"], threads, progress)
        comparison = Comparison(first, manifest["compared"], played)
        _write(comparison, folder, language)
        close_comparison(folder)
    return comparison


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
    """Write the tables and the picture of a comparison."""
    write_csv(folder / f"{COMPARE}.csv", comparison.rows, COLUMNS)
    write_csv(folder / SUMMARY, comparison.rows, MEDIANS)
    comparison.save_picture(folder, COMPARE, language)


def _announce(progress: bool, number: int, of: int, label: str, done: bool = False) -> None:
    if progress:
        told = f"arm {number} of {of}: {label}{', finished before' if done else ''}"
        print(told, file=sys.stderr, flush=True)


def _warn(plans: Iterable[Plan]) -> None:
    """Print each caution once, whichever arms it is for."""
    for told in dict.fromkeys(line for plan in plans for line in cautions(plan)):
        print(told, file=sys.stderr)
