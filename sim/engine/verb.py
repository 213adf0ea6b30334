"""A verb is one rule for one agent, written once and compiled by Numba.

The compiled loops and the Mesa agents call the same verbs, so there is nothing to keep in step.
Compiled code is cached in the user's own cache folder, under a digest of the rule's own source file
and of every file below ``sim`` and ``models`` that it imports, near or far: Numba alone would keep
running an old rule after a verb that it *calls* was edited in another file. What an edit does not
reach is not compiled again.
"""

from __future__ import annotations

import ast
import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numba

ROOT = Path(__file__).resolve().parents[2]
RULE_FOLDERS = ("sim", "models")
RULE_ROOTS = tuple(f"{folder}." for folder in RULE_FOLDERS)


@cache
def code_digest() -> str:
    """Return the hexadecimal digest (16 characters) of all rule sources."""
    digest = hashlib.sha256()
    for folder in RULE_FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.relative_to(ROOT).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _imported(path: Path) -> frozenset[Path]:
    """List the rule sources that a file imports by name; a package also stands for its modules."""
    tree = ast.parse(path.read_bytes())
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module]
    names = {f"{node.module}.{alias.name}" for node in froms for alias in node.names}
    names |= {str(node.module) for node in froms}
    spots = [ROOT.joinpath(*name.split(".")) for name in names if name.startswith(RULE_ROOTS)]
    files = {spot.with_suffix(".py") for spot in spots} | {spot / "__init__.py" for spot in spots}
    return frozenset(file for file in files if file.is_file())


@cache
def reach_digest(path: Path) -> str:
    """Return the digest (16 characters) of a rule source and all it imports, near or far."""
    reached, found = set(), {path}
    while found:
        reached |= found
        found = {file for one in found for file in _imported(one)} - reached
    digest = hashlib.sha256()
    for file in sorted(reached):
        digest.update(file.relative_to(ROOT).as_posix().encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _cache_folder(path: Path) -> Path:
    """Make the private folder (mode 700) that holds compiled rules: cache files are pickles."""
    default = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or default / "consent-sim")
    folder = base / f"{path.stem}-{reach_digest(path)}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _may_cache(rule: Callable[..., Any], part: str) -> bool:
    """Tell whether the digest covers this rule: one typed in a notebook has no file of ours."""
    try:
        path = Path(rule.__code__.co_filename).resolve()
        inside = any(path.is_relative_to(ROOT / folder) for folder in RULE_FOLDERS)
        if inside:
            numba.config.CACHE_DIR = str(_cache_folder(path) / part)
    except OSError:
        return False
    return inside


# Rows are records: gathering their columns into vectors costs more than it gains (18 % measured).
numba.config.LOOP_VECTORIZE = 0


def _compile(rule: Callable[..., Any], part: str, **options: bool) -> Any:
    """Give a rule to Numba: plain, repeatable arithmetic, no lock held, cached."""
    return numba.njit(
        cache=_may_cache(rule, part),
        nogil=True,
        fastmath=False,  # plain arithmetic: the same bits compiled and interpreted
        error_model="numpy",
        no_cfunc_wrapper=True,
        _nrt=False,  # no reference counts (15 times faster): a verb asks for no memory
        **options,
    )(rule)


def verb(rule: Callable[..., Any]) -> Any:  # noqa: ANN401 - Numba's dispatcher has no public type
    """Compile ``rule``: once for the verbs that call it, and once more if Python calls it.

    Most verbs are called by verbs only. What lets Python call one unpacks a whole town, and takes
    as long to compile as the rule itself: it is made only where Python asks for it. With
    ``NUMBA_DISABLE_JIT=1`` the rule stays a Python function; results are the same to the bit.
    """
    called = _compile(rule, "")
    if called is not rule:
        # Verbs are small; the loop that calls them becomes one piece of code.
        part = _compile(rule, "part", forceinline=True, no_cpython_wrapper=True)
        called.get_call_template, called.get_overload = part.get_call_template, part.get_overload
    return called
