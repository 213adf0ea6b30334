"""What ``consent validate`` does."""

from __future__ import annotations

from experiments.commandline import Command

TABLES = ("campaigns", "observations", "funnels")


def validate(command: Command) -> None:
    """Score forecasts of reported cases."""
    from experiments.validate import DRAWS, validate_folder

    given = command.keys.get
    validate_folder(
        str(given("model", "signing")),
        loco=given("loco") == "true",
        draws=given("draws", DRAWS),
        seed=given("seed", 1),
        seeds=given("seeds", 1),
        ship=given("ship") == "true",
        threads=given("threads"),
        output=command.paths.get("output"),
        format=given("format", "table"),
        language=given("language"),
        **{name: command.paths.get(name) for name in TABLES},
    )
