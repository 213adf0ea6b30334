"""One command at a time works in a results folder."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from experiments.errors import UserError


@contextlib.contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Keep other commands from working in the same folder meanwhile.

    Raises
    ------
    UserError
        Another command works in it.
    """
    handle = _lock(folder)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(folder: Path) -> int | None:
    """Lock the folder itself where the system can; the lock dies with the process."""
    try:
        import fcntl
    except ImportError:
        return None
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        raise UserError(
            f"{folder}: another command is working in it. Wait until it is done, then try again."
        ) from None
    except OSError:  # a network drive without locks
        pass
    return handle
