"""A district that retrofits elevators: 10,000 stairwells of 20 owners, three years, one run."""

from __future__ import annotations

import time

from experiments.config import load_scenario
from models.elevator import chunk
from models.elevator.sheet import SHEET
from tests.bench.report import Report
from tests.bench.speed import Job

MOBILISED = (
    "place.floors=5", "place.flats_per_floor=4", "calendar.start_date=20210101",
    "calendar.last_day=1095", "periods.period_from_7=0",
)  # fmt: skip
STAIRWELLS = 10_000


def job_of(stairwells: int) -> Job:
    """Return one run of a place that is mobilised as Shanghai was in 2021, for three years."""
    values = load_scenario("shanghai_street", *MOBILISED, f"place.stairwells={stairwells}").values
    return Job(chunk, SHEET, values, runs=1)


def district(report: Report, rounds: int) -> None:
    """Time one run on one core; a stairwell is live from the sounding to the permit."""
    job_of(10)()  # compile
    job, spent = job_of(STAIRWELLS), []
    for _ in range(min(rounds, 3)):
        start = time.process_time()
        daily, _ = job()
        spent.append(time.process_time() - start)
    live = float(daily.live.sum())
    report.table(
        f"District: {STAIRWELLS:,} stairwells x 20 owners x 1,095 days, mobilised as in 2021",
        {"elevators": {
            "s per run, least": min(spent),
            "live stairwell-days": live,
            "ns per live stairwell-day": 1e9 * min(spent) / live,
            "consents": float(daily.passed[0, -1]),
        }},
    )  # fmt: skip
    report.target("10,000 stairwells, 3 years, least s of one core", min(spent), at_most=10)
