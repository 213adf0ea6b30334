"""What ``consent calibrate`` does, and resuming it."""

from __future__ import annotations

from experiments.commandline import Command
from experiments.printing import as_json


def calibrate(command: Command) -> None:
    """Fit a model to the shipped cases."""
    from experiments.calibrate import calibrate_folder

    given = command.keys.get
    calibrate_folder(
        str(given("model", "signing")),
        particles=given("particles", 1000),
        rows=given("rows", 4000),
        seed=given("seed", 1),
        ship=given("ship") == "true",
        threads=given("threads"),
        output=command.paths.get("output"),
        language=given("language"),
    )


def resumed_as_calibration(command: Command) -> bool:
    """Finish the command's folder if it holds a calibration; tell whether it does."""
    from experiments.calibrate import is_calibration, resume_calibration

    folder = str(command.folder)
    if not is_calibration(folder):
        return False
    resume_calibration(folder, command.keys.get("threads"), command.keys.get("language"))
    return True


def told_as_calibration(command: Command) -> bool:
    """Tell how far the command's folder is if it holds a calibration; tell whether it does."""
    from experiments.calibrate import calibration_status, is_calibration

    folder = str(command.folder)
    if not is_calibration(folder):
        return False
    told = calibration_status(folder)
    if not as_json(command, told):
        print("\n".join(f"{name}: {value}" for name, value in told.items()))
    return True
