"""A verb is one rule for one agent, written once and compiled by Numba.

The compiled loops and the Mesa agents call the same verbs, so there is nothing to keep in step.
Compiled code is cached in the user's own cache folder, under a digest of every source file below
``sim`` and ``models``: Numba alone would keep running an old rule after a verb that it *calls* was
edited in another file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba

ROOT = Path(__file__).resolve().parents[2]
RULE_FOLDERS = ("sim", "models")


@cache
def code_digest() -> str:
    """Return the hexadecimal digest (16 characters) of all rule sources."""
    digest = hashlib.sha256()
    for folder in RULE_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder() -> Path:
    """Make the private folder (mode 700) that holds compiled rules: cache files are pickles."""
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or default / "consent-sim")
    folder = base / code_digest()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _may_cache(rule: Callable[..., Any]) -> bool:
    """Tell whether the digest covers this rule: one typed in a notebook has no file of ours."""
    try:
        path = Path(rule.__code__.co_filename).resolve()
        inside = any(path.is_relative_to(ROOT / folder) for folder in RULE_FOLDERS)
        if inside:
            numba.config.CACHE_DIR = str(_cache_folder())
    except OSError:
        return False
    return inside


# Rows are records: gathering their columns into vectors costs more than it gains (18 % measured).
numba.config.LOOP_VECTORIZE = 0


def verb(rule: Callable[..., Any]) -> Any:  # noqa: ANN401 - Numba's dispatcher has no public type
    """Compile ``rule`` for plain, repeatable arithmetic: no fast-math, no lock held, cached.

    With ``NUMBA_DISABLE_JIT=1`` the rule stays a Python function; results are the same to the bit.
    """
    return numba.njit(
        cache=_may_cache(rule),
        nogil=True,
        fastmath=False,  # plain arithmetic: the same bits compiled and interpreted
        error_model="numpy",
        forceinline=True,  # verbs are small; the loop that calls them becomes one piece of code
        _nrt=False,  # no reference counts (15 times faster): a verb asks for no memory
    )(rule)
