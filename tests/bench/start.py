"""How long a planner waits: from the command to the first result, with rules already compiled."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from tests.bench.report import Report


def _first_result(folder: Path) -> tuple[float, float]:
    """Return the seconds until the first runs are on disk, and until the command has ended."""
    words = ["run", "scenario=zhangyuan", "runs=20", f"output={folder}"]
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, "-m", "experiments", *words], stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as command:  # fmt: skip
        first = 0.0
        while command.poll() is None:
            if not first and any(folder.glob("runs/*.parquet")):
                first = time.perf_counter() - start
            time.sleep(0.01)
    ended = time.perf_counter() - start
    if command.returncode != 0:
        raise RuntimeError(f"consent {' '.join(words)} ended with {command.returncode}")
    return first or ended, ended


def start(report: Report, rounds: int) -> None:
    """Time ``consent run`` after one run that fills the cache of compiled rules."""
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for n in range(rounds + 1):
            times.append(_first_result(Path(folder) / str(n)))
    first, ended = np.median(np.array(times[1:]), axis=0)
    report.target("consent run, warm: s to the first result", float(first), at_most=3)
    report.target("consent run, warm: s to the end of 20 runs", float(ended))
