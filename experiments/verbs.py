"""What each verb of the command line does; each imports the heavy libraries that it needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from experiments import verbs_catalogue
from experiments.commandline import Command
from experiments.errors import ConfigError, UserError
from experiments.known_models import known
from experiments.plain_table import text_table
from experiments.printing import as_json as _as_json
from experiments.printing import indented as _indented
from experiments.scenario import Scenario
from experiments.verbs_calibrate import calibrate
from experiments.verbs_check import check
from experiments.verbs_predict import predict
from experiments.verbs_sweep import dose, sweep
from experiments.verbs_validate import validate
from experiments.vocabulary import VERBS


def perform(command: Command) -> None:
    """Do what a command asks; a verb that composes tells its faults with those of the scenario."""
    if command.faults and not VERBS[command.verb].composes:
        raise ConfigError(command.faults)
    DEEDS[command.verb](command)


def _list(command: Command) -> None:
    from experiments import catalogue

    groups = catalogue.files(command.config_dir)
    if _as_json(command, groups):
        return
    for group, rows in groups.items():
        for columns in dict.fromkeys(tuple(row) for row in rows):
            some = [row for row in rows if tuple(row) == columns]
            print(f"{group}=NAME\n{_indented(text_table(some, columns))}\n")
    print("consent show scenario=NAME lays one open; consent run scenario=NAME plays it.")


def _show(command: Command) -> None:
    from experiments import catalogue

    if command.lists.get("scenarios"):
        _show_differences(command)
        return
    scenario = _scenario(command)
    if command.show_config:
        print_config(scenario)
        return
    rows = catalogue.scenario_rows(scenario, command.keys.get("language"))
    reported = catalogue.observation_rows(scenario)
    if _as_json(command, {"scenario": scenario.name, "quantities": rows, "reported": reported}):
        return
    print(_heading(scenario))
    if reported:
        columns = dict.fromkeys(name for row in reported for name in row)
        print("\nreported\n" + _indented(text_table(reported, list(columns))))
    for group in dict.fromkeys(row["group"] for row in rows):
        some = [row for row in rows if row["group"] == group]
        print(f"\n{group}\n" + _indented(text_table(some, list(some[0])[1:])))
    print(f"\n{_footer(rows)}")


def _heading(scenario: Scenario) -> str:
    choices = "  ".join(f"{group}={name}" for group, name in scenario.config["choices"].items())
    start = scenario.signing_start or "not reported"
    day_1 = known(scenario.model).day_1
    titles = dict.fromkeys((scenario.title, scenario.title_zh))
    return (
        f"{' '.join(titles)}\n{choices}\n"
        f"model {scenario.model}, case {scenario.case_id or 'none'}, {day_1}: {start}"
    )


def _footer(rows: list[dict[str, Any]]) -> str:
    counts: dict[str, int] = {}
    for row in rows:
        counts[row["origin"]] = counts.get(row["origin"], 0) + 1
    told = ", ".join(f"{count} {origin}" for origin, count in sorted(counts.items()))
    return f"{len(rows)} quantities: {told}. '? (20)' is an unknown fact with its median."


def _show_differences(command: Command) -> None:
    from experiments import catalogue
    from experiments.config import load_scenario

    faults, scenarios = list(command.faults), []
    for name in command.lists["scenarios"]:
        try:
            loaded = load_scenario(name, *command.overrides, config_dir=command.config_dir)
            scenarios.append(loaded)
        except ConfigError as error:
            faults += error.faults
    if faults:
        raise ConfigError(faults)
    rows = catalogue.differing(scenarios)
    if not _as_json(command, rows):
        columns = ("quantity", "scenario", "value", "unit", "origin", "source")
        print(text_table(rows, columns) if rows else "No value differs.")


def _run(command: Command) -> None:
    scenario = _scenario(command)
    if command.show_config:
        print_config(scenario)
        return
    from experiments.run import run_folder

    run_folder(scenario, engine=command.keys.get("engine", "threads"), **_run_keys(command))


def _compare(command: Command) -> None:
    from experiments.arms import arms_of, asked_for
    from experiments.budget import budget_of, kind_asked

    group, names, faults = asked_for(command.lists, command.overrides)
    effort = {name: command.keys.get(name) for name in ("hours", "yuan")}
    kind, more = kind_asked(group, command.keys.get("budget"), effort)
    faults = command.faults + not_yet(command) + faults + more
    lines, own = command.overrides, command.config_dir
    arms = arms_of(command.scenario, group, names, lines, config_dir=own, faults=faults)
    if command.show_config:
        for arm in arms:
            print(f"--- # {arm.label}")
            print_config(arm.scenario)
        return
    from experiments.compare import compare_folder

    budget = budget_of(arms[0].scenario.model, kind, **effort)
    compare_folder(arms, group, budget=budget, **_run_keys(command))


def _run_keys(command: Command) -> dict[str, Any]:
    """Return the keys of a verb that plays ensembles, those that were not given at their usual."""
    keys = command.keys
    return {
        "runs": keys.get("runs", 400),
        "seed": keys.get("seed", 1),
        "threads": keys.get("threads"),
        "parameters": keys.get("parameters", ""),
        "output": command.paths.get("output"),
        "format": keys.get("format", "table"),
        "language": keys.get("language", "en"),
    }


def _status(command: Command) -> None:
    from experiments.arms_folder import comparison_status, comparison_text, is_comparison
    from experiments.store import status, status_text
    from experiments.verbs_calibrate import told_as_calibration
    from experiments.verbs_sweep import told_as_sweep

    if told_as_calibration(command) or told_as_sweep(command):
        return
    arms = is_comparison(str(command.folder))
    told = (comparison_status if arms else status)(str(command.folder))
    if not _as_json(command, told):
        print((comparison_text if arms else status_text)(told))


def _resume(command: Command) -> None:
    from experiments.arms_folder import is_comparison
    from experiments.verbs_calibrate import resumed_as_calibration
    from experiments.verbs_sweep import resumed_as_sweep

    if resumed_as_calibration(command) or resumed_as_sweep(command):
        return
    if is_comparison(str(command.folder)):
        from experiments.compare import resume_comparison as resume_folder
    else:
        from experiments.run import resume_folder

    resume_folder(
        str(command.folder),
        threads=command.keys.get("threads"),
        format=command.keys.get("format", "table"),
        language=command.keys.get("language", "en"),
    )


DEEDS: dict[str, Callable[[Command], None]] = {
    "list": _list, "show": _show, "run": _run, "compare": _compare, "status": _status,
    "resume": _resume, "methods": verbs_catalogue.methods, "coverage": verbs_catalogue.coverage,
    "sweep": sweep, "dose": dose, "predict": predict, "validate": validate, "check": check,
    "calibrate": calibrate,
}  # fmt: skip


def _scenario(command: Command) -> Scenario:
    """Compose the command's scenario; its faults are told together with those of the command."""
    faults = command.faults + not_yet(command)
    try:
        from experiments.config import load_scenario

        name, lines = command.scenario, command.overrides
        scenario = load_scenario(name, *lines, config_dir=command.config_dir)
    except ConfigError as error:
        raise ConfigError(faults + error.faults) from None
    except UserError as error:
        raise ConfigError([*faults, str(error)]) from None
    if faults:
        raise ConfigError(faults)
    return scenario


def not_yet(command: Command) -> list[str]:
    """Tell what is asked for that later versions have."""
    told = {
        ("engine", "dask"): "engine=dask: this version has threads only. Leave it out.",
    }
    return [fault for (key, word), fault in told.items() if command.keys.get(key) == word]


_INNER = ("origins", "observations", "overrides")


def print_config(scenario: Scenario) -> None:
    """Print the composed configuration of a scenario."""
    from omegaconf import OmegaConf

    job = {k: v for k, v in scenario.config.items() if k not in _INNER}
    print(OmegaConf.to_yaml(OmegaConf.create(job)), end="")
