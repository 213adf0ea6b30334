"""What ``consent sweep`` and ``consent dose`` do, and status and resume on their folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from experiments.commandline import Command

if TYPE_CHECKING:
    from experiments.sweep_plan import SweepPlan


def sweep(command: Command) -> None:
    """Play a design."""
    from experiments.sweep_arms import plan_sweep

    plan = plan_sweep(
        command.scenario, command.keys.get("sweep"), command.overrides,
        every_day=command.keys.get("days") == "all", **_plan_keys(command),
    )  # fmt: skip
    _play(plan, command)


def dose(command: Command) -> None:
    """Play a method at doses from none to many."""
    from experiments.dose import plan_dose

    given = command.keys.get
    plan = plan_dose(
        command.scenario, command.overrides, method=given("method"), quantity=given("quantity"),
        points=given("points"), high=given("high"), **_plan_keys(command),
    )  # fmt: skip
    _play(plan, command)


def _plan_keys(command: Command) -> dict[str, Any]:
    from experiments.verbs import not_yet

    return {
        "config_dir": command.config_dir,
        "runs": command.keys.get("runs"),
        "seed": command.keys.get("seed", 1),
        "parameters": command.keys.get("parameters", ""),
        "faults": [*command.faults, *not_yet(command)],
    }


def _play(plan: SweepPlan, command: Command) -> None:
    if command.show_config:
        _print_config(plan)
        return
    from experiments.sweep import sweep_folder

    sweep_folder(
        plan,
        threads=command.keys.get("threads"),
        output=command.paths.get("output"),
        format=command.keys.get("format", "table"),
        language=command.keys.get("language", "en"),
    )


def _print_config(plan: SweepPlan) -> None:
    """Print the points, then the composed configuration of each arm."""
    from experiments.sweep_folder import points_text
    from experiments.verbs import print_config

    print("".join(f"# {line}\n" for line in points_text(plan.points).splitlines()), end="")
    for choice, arm in zip(plan.points.choices, plan.arms, strict=True):
        print(f"--- # {' '.join(choice.values()) or arm.strategy}")
        print_config(arm)


def told_as_sweep(command: Command) -> bool:
    """Tell how far a folder is if it holds a sweep; False if it holds something else."""
    from experiments.sweep_folder import is_sweep, sweep_status, sweep_status_text

    if not is_sweep(str(command.folder)):
        return False
    told = sweep_status(str(command.folder))
    as_json = command.keys.get("format") == "json"
    print(json.dumps(told, ensure_ascii=False, indent=1) if as_json else sweep_status_text(told))
    return True


def resumed_as_sweep(command: Command) -> bool:
    """Finish a folder if it holds a sweep; False if it holds something else."""
    from experiments.sweep_folder import is_sweep

    if not is_sweep(str(command.folder)):
        return False
    from experiments.sweep import resume_sweep

    resume_sweep(
        str(command.folder),
        threads=command.keys.get("threads"),
        format=command.keys.get("format", "table"),
        language=command.keys.get("language"),
    )
    return True
