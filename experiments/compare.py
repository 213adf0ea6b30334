"""Compare strategies or laws with the same people and the same luck: in memory, or in a folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from experiments.arms import GROUPS, Arm, arms_of, asked_for
from experiments.arms_folder import check_free, create_comparison
from experiments.arms_play import (
    COMPARE,
    VERDICT,
    framed,
    open_comparison,
    play_folder,
    play_in_memory,
    warn_once,
)
from experiments.budget import Budget, budget_of, kind_asked
from experiments.checks import check_telling, check_threads
from experiments.comparison import Comparison
from experiments.manifest import read_any
from experiments.plan import Plan
from experiments.run import explained, new_name
from experiments.scenario import Scenario
from experiments.summary import as_json

__all__ = ["compare_folder", "compare_strategies", "open_comparison", "resume_comparison"]

WRITTEN = (".csv", ".png", ".svg")


def compare_strategies(
    scenario: str | Scenario,
    strategies: Sequence[str] | None = None,
    laws: Sequence[str] | None = None,
    *,
    overrides: Iterable[str] = (),
    runs: int = 400,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "",
    budget: str | None = None,
    hours: float | None = None,
    yuan: float | None = None,
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
        Two or more names, of either. ``baseline`` is put first wherever it is named; the first arm
        is what the others are held against. The same name twice is two arms, whose difference is
        exactly 0.
    overrides : iterable of str
        For all arms, as for ``load_scenario``.
    runs, seed, threads, parameters, progress
        As for ``run_ensemble``; ``runs`` are played of each arm, with the same luck.
    budget : str, optional
        ``"equal"``: the doses of each arm are scaled by one common factor until the budget is used
        up (usual for strategies); ``"own"``: they stand as written (usual for laws).
    hours, yuan : float, optional
        An equal budget of your own: worker-hours and yuan for each certificate, or each household
        of elevators.
    output : str or Path, optional
        A new or empty folder to write the results to as well.
    config_dir : path, optional
        A folder with files of your own, as for ``load_scenario``.

    Returns
    -------
    Comparison
        With ``.table`` (pandas), ``.spending``, ``.verdict`` and ``.plot()``.

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
    kind, more = kind_asked(group, budget, {"hours": hours, "yuan": yuan})
    arms = arms_of(name, group, names, lines, config_dir=config_dir, faults=[*faults, *more])
    plans = [Plan(arm.scenario, runs, seed, parameters) for arm in arms]
    if progress:
        warn_once(plans)
    if output is not None:
        check_free(Path(output))
    shared = budget_of(arms[0].scenario.model, kind, hours, yuan)
    frame = framed(arms, group, shared, plans, threads, progress)
    if output is None:
        return play_in_memory(frame, threads, progress)
    create_comparison(Path(output), frame)
    return play_folder(Path(output), threads, progress)


def _own_lines(scenario: str | Scenario, given: Iterable[str]) -> list[str]:
    """Return the overrides that a scenario bears, but for the choice of what is compared."""
    if isinstance(scenario, str):
        return []
    varied = {GROUPS[key] for key in given}
    lines = scenario.config.get("overrides", ())
    return [line for line in lines if line.partition("=")[0] not in varied]


def compare_folder(
    arms: Sequence[Arm],
    group: str,
    *,
    budget: Budget | None = None,
    runs: int = 400,
    seed: int = 1,
    threads: int | None = None,
    parameters: str = "",
    output: str | Path | None = None,
    format: str = "table",
    language: str = "en",
) -> Path:
    """Compare arms in a results folder; print the table and the paths written.

    Parameters
    ----------
    budget : Budget, optional
        From ``budget_of``; doses stand as written unless given.

    Raises
    ------
    UserError
        An argument cannot be used.
    KeyboardInterrupt
        After Ctrl-C, once it was said how to go on; finished blocks are kept.
    """
    check_telling(threads, format, language)
    plans = [Plan(arm.scenario, runs, seed, parameters) for arm in arms]
    named = new_name(COMPARE, arms[0].scenario.name)
    folder = Path(output) if output is not None else named
    warn_once(plans)
    check_free(folder)
    with explained(folder):
        frame = framed(arms, group, budget or Budget(), plans, threads, progress=True)
        create_comparison(folder, frame)
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
    check_telling(threads, format, language)
    place = Path(folder)
    if read_any(place)["complete"]:
        print(f"{folder} is complete: nothing is left to do.", file=sys.stderr)
        return place
    with explained(place):
        return _told(place, threads, format, language)


def _told(folder: Path, threads: int | None, format: str, language: str) -> Path:
    """Finish a comparison and print it."""
    from experiments.compare_table import comparison_table

    comparison = play_folder(folder, threads, True, language)
    json = format == "json"
    print(as_json(comparison.rows) if json else comparison_table(comparison, language), flush=True)
    files = [path for path in folder.iterdir() if path.suffix in WRITTEN]
    written = [*sorted(files), folder / VERDICT, folder / "arms", folder]
    stream = sys.stderr if json else sys.stdout
    print("\n" + "\n".join(str(path) for path in written), file=stream, flush=True)
    return folder
