"""The reduced rules in C, compiled on the spot and called through ctypes."""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import numpy as np

from models.reduced import found, resident

SOURCE = Path(__file__).with_name("reduced.c")
FLAGS = ("-O3", "-march=native", "-ffp-contract=off")
REALS = ("offer", "offer_spread", "party_weight", "trust_weight", "obstacle_weight", "peers_weight",
         "reward_weight", "trust_per_visit", "solved_per_visit", "mean_ties", "member_share",
         "obstacle_share")  # fmt: skip
WHOLES = ("households", "workers", "last_day", "reward_days", "visits_per_worker_per_day")
WHY = (
    found.OFFER,
    found.TRUST,
    found.MEMBER,
    found.OBSTACLE,
    found.PAIR,
    resident.SIGNS,
    resident.SOLVES,
)


class Rules(ctypes.Structure):
    """``Rules`` of reduced.c."""

    _fields_ = [(n, ctypes.c_double) for n in REALS] + [(n, ctypes.c_int64) for n in WHOLES]


def compiler() -> str | None:
    """Return the C compiler of this machine, or None."""
    return shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")


@cache
def _library() -> ctypes.CDLL:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "reduced.so"
        command = [
            str(compiler()),
            *FLAGS,
            "-shared",
            "-fPIC",
            str(SOURCE),
            "-o",
            str(target),
            "-lm",
        ]
        subprocess.run(command, check=True)
        return ctypes.CDLL(str(target))


def run_in_c(p: np.record, keys: np.ndarray) -> np.ndarray:
    """Run the reduced rules once for each key, in one call.

    Returns
    -------
    int64 [run, day, 3]: signed so far, burdened, visits so far
    """
    rules = Rules(*(float(p[n]) for n in REALS), *(int(p[n]) for n in WHOLES))
    why, keys = np.array(WHY, np.uint64), np.ascontiguousarray(keys, np.uint64)
    days = np.zeros((len(keys), int(p.last_day), 3), np.int64)
    pointers = (ctypes.byref(rules), *(ctypes.c_void_p(a.ctypes.data) for a in (why, keys)))
    room = ctypes.c_void_p(days.ctypes.data)
    if _library().run_all(*pointers, ctypes.c_int64(len(keys)), room) != 0:
        raise MemoryError(f"no memory for {p.households} households in C")
    return days
