"""From a thousand to ten million households: the signing phase of the full model."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

from models.signing import chunk as signing_chunk
from models.signing.sheet import SHEET as SIGNING
from tests.bench.clock import ratio, row_of, take_turns
from tests.bench.report import Report
from tests.bench.speed import SIGNING_ONLY, Job

TOWNS = {"10^3 households": (1_000, 100), "10^6 households": (1_000_000, 1)}


def size(report: Report, rounds: int) -> None:
    """Compare towns of a thousand and a million households, and run one of ten million."""
    jobs = {
        name: Job(signing_chunk, SIGNING, {**SIGNING_ONLY, "certificates": n}, runs=runs)
        for name, (n, runs) in TOWNS.items()
    }
    times = take_turns({name: job.contestant for name, job in jobs.items()}, min(rounds, 3))
    live = {name: job.live() for name, job in jobs.items()}
    rows = {name: row_of(times[name], live[name]) for name in jobs}
    report.table("Size: signing phase of the full model", rows)
    small, large = (times[name] / live[name] for name in TOWNS)
    report.target("time per live household-day, 10^6 against 10^3", ratio(large, small), at_most=3)
    jobs.clear()
    ten_million(report)


def ten_million(report: Report) -> None:
    """Run ten million households in a process of their own."""
    command = [sys.executable, "-m", "tests.bench.size"]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    report.target("10^7 households, signing phase, s", found["wall_s"], at_most=60)
    report.target("10^7 households, processor time, s", found["processor_s"])
    report.target("10^7 households, peak memory, GB", found["peak_gb"], at_most=3)


def _measure() -> None:
    """Print time and memory of one run of ten million, as JSON; the compiler is warmed first."""
    Job(signing_chunk, SIGNING, {**SIGNING_ONLY, "certificates": 100}, runs=1)()
    wall, processor = time.perf_counter(), time.process_time()
    Job(signing_chunk, SIGNING, {**SIGNING_ONLY, "certificates": 10_000_000}, runs=1)()
    unit = 1.0 if sys.platform == "darwin" else 1024.0  # macOS counts bytes, Linux kilobytes
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e9
    print(json.dumps({
        "wall_s": time.perf_counter() - wall, "processor_s": time.process_time() - processor,
        "peak_gb": peak,
    }))  # fmt: skip


if __name__ == "__main__":
    _measure()
