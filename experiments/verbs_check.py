"""What ``consent check`` does."""

from __future__ import annotations

from experiments.commandline import Command


def check(command: Command) -> None:
    """Compute the gates beyond scoring."""
    from experiments.checking.folder import check_folder

    keys = command.keys
    check_folder(
        command.lists.get("what", []),
        model=keys.get("model", "signing"),
        quick=keys.get("quick") == "true",
        ship=keys.get("ship") == "true",
        seed=keys.get("seed", 1),
        threads=keys.get("threads"),
        output=command.paths.get("output"),
        bank=command.paths.get("bank"),
        format=keys.get("format", "table"),
        language=keys.get("language", "en"),
    )
