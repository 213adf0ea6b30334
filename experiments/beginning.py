"""The beginning of a results folder: it appears whole, or not at all, or the user hears why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from experiments.errors import UserError
from experiments.store import appear, refuse_if_used


def begin_folder(folder: Path, begin: Callable[[Path], None]) -> None:
    """Let a new folder appear with what ``begin`` writes, or write it into an empty one.

    Raises
    ------
    UserError
        The folder exists and is not empty, or cannot be written.
    """
    try:
        if folder.exists():
            refuse_if_used(folder)
            begin(folder)
        else:
            appear(folder, begin)
    except OSError as fault:
        why = fault.strerror or type(fault).__name__
        raise UserError(
            f"output: got {folder}, expected a folder that can be written ({why}). "
            "Choose another one."
        ) from None
