"""Ctrl-C once: the first stops the command; impatient ones that follow do not break the stop."""

from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

PATIENCE = 5.0  # s: longer than a block takes; after it, Ctrl-C counts again


@contextlib.contextmanager
def one_interrupt() -> Iterator[None]:
    """Raise ``KeyboardInterrupt`` at the first Ctrl-C and ignore others for a while.

    Once it was raised the command is about to end, so the rest are ignored for good.
    """
    if not _is_ours():
        yield
        return
    signal.signal(signal.SIGINT, _first_only())
    after: Any = signal.default_int_handler
    try:
        yield
    except KeyboardInterrupt:
        after = signal.SIG_IGN
        raise
    finally:
        signal.signal(signal.SIGINT, after)


def _is_ours() -> bool:
    """Tell whether Ctrl-C means what Python makes of it, and may be given another meaning."""
    main = threading.current_thread() is threading.main_thread()
    return main and signal.getsignal(signal.SIGINT) is signal.default_int_handler


def _first_only() -> Callable[[int, FrameType | None], None]:
    last = -PATIENCE

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal last
        if time.monotonic() - last >= PATIENCE:
            last = time.monotonic()
            raise KeyboardInterrupt

    return stop
