"""The reduced rules four ways, the full model beside them, and what costs what in a campaign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from experiments.config import load_scenario
from models.reduced import chunk as reduced_chunk
from models.reduced.sheet import SHEET as REDUCED
from models.signing import chunk as signing_chunk
from models.signing.sheet import SHEET as SIGNING
from sim.engine.luck import run_key
from tests.bench.clock import Contestant, ratio, row_of, take_turns
from tests.bench.in_c import compiler, run_in_c
from tests.bench.plain_mesa import TunedModel, run_plain
from tests.bench.report import Report

RUNS = 100
SIGNING_ONLY = {
    "certificates": 1122, "opening": "formal", "preparation_days": 1, "round1_threshold": 0.0,
    "reward_window_days": 49, "last_day": 49, "moving_start_day": 1000,
}  # fmt: skip
PARTS: dict[str, dict[str, Any]] = {
    "survey": {"survey_doors_per_worker_per_day": 0.0},
    "visits": {"visits_per_worker_per_day": 0.0},
    "services": {"house_cases_per_1000_per_day": 0.0, "sittings_per_1000_per_day": 0.0},
    "board": {"board_readers_per_day": 0.0},
    "Party": {"pledge_share": 0.0, "plaque_weight": 1, "notices_per_leader_per_day": 0.0},
    "evening": {"evening_share": 0.0, "evening_desk_hours": 0.0},
    "ties": {"door_ties": 0, "lane_ties": 0, "kin_share": 0.0},
    "moving": {"moving_start_day": 1000},
}


class Job:
    """A chunk of equal runs of one model: call it to run them."""

    def __init__(self, model: Any, sheet: Any, values: Mapping[str, Any], runs: int = RUNS) -> None:
        self.model, self.runs = model, runs
        self.table = sheet.table([values] * runs)
        self.keys = np.array([run_key(1, r) for r in range(runs)], np.uint64)
        self.days = model.days_lived(self.table)
        self.town = model.make_room(self.table)

    def __call__(self) -> tuple[np.recarray, np.recarray]:
        return self.model.run_chunk(self.table, self.keys, self.days, self.town)

    def live(self) -> float:
        """Return the mean household-days of a run on whose morning the household was unsigned."""
        names = self.table.dtype.names
        n = self.table["households" if "households" in names else "certificates"][0]
        signed = self()[0].signed
        before = np.concatenate([np.zeros((self.runs, 1), np.int64), signed[:, :-1]], axis=1)
        return float((n - before).sum(axis=1).mean())

    @property
    def contestant(self) -> Contestant:
        return Contestant(self, self.runs)


def one_run() -> object:
    """Do what a single run takes: parameters, memory, founding, every day."""
    return Job(reduced_chunk, REDUCED, {}, runs=1)()


def contest(report: Report, rounds: int) -> None:
    """Run the reduced rules four ways."""
    p = {about.name: about.point for about in REDUCED.abouts}
    many = Job(reduced_chunk, REDUCED, {})
    zero = Job(signing_chunk, SIGNING, SIGNING_ONLY)
    contestants = {
        "plain Mesa": Contestant(lambda: run_plain(p, 1), 1),
        "plain Mesa, tuned": Contestant(lambda: run_plain(p, 1, TunedModel), 1),
        "engine, one run": Contestant(lambda: [one_run() for _ in range(10)], 10),
        "engine, ensemble": many.contestant,
        "full model, no doses": zero.contestant,
    }
    if compiler():
        contestants["C"] = Contestant(lambda: run_in_c(many.table[0], many.keys), many.runs)
    else:
        report.note("no C compiler found (cc, gcc or clang): the comparison with C is skipped")
    live, live_zero = many.live(), zero.live()
    times = take_turns(contestants, rounds)
    rows = {
        name: row_of(t, live_zero if name.startswith("full") else live) for name, t in times.items()
    }
    report.table(f"Reduced rules, 1,122 households x 49 days, {live:.0f} live household-days", rows)
    _judge(report, times, live_zero / live)


def _judge(report: Report, times: dict[str, np.ndarray], more_live: float) -> None:
    mesa, tuned, many = times["plain Mesa"], times["plain Mesa, tuned"], times["engine, ensemble"]
    report.target("one run, times plain Mesa", ratio(mesa, times["engine, one run"]), at_least=100)
    report.target("ensemble, times plain Mesa", ratio(mesa, many), at_least=150)
    report.target("one run, times tuned Mesa", ratio(tuned, times["engine, one run"]))
    report.target("ensemble, times tuned Mesa", ratio(tuned, many))
    if "C" in times:
        report.target("ensemble, times the time of C", ratio(many, times["C"]), at_most=1.5)
    per_day = ratio(times["full model, no doses"], many) / more_live
    report.target("full model, no doses, per live household-day", per_day, at_most=4)


def campaign(report: Report, rounds: int) -> None:
    """Time Zhangyuan, and Zhangyuan without each of its parts."""
    values = load_scenario("zhangyuan").values
    jobs = {"Zhangyuan complete": Job(signing_chunk, SIGNING, values, runs=20)}
    for name, without in PARTS.items():
        jobs[f"without {name}"] = Job(signing_chunk, SIGNING, {**values, **without}, runs=20)
    doses = {a.name: 0 for a in SIGNING.abouts if a.role == "dose" and a.low == 0}
    jobs["without any dose"] = Job(
        signing_chunk, SIGNING, {**values, **doses, "round1_threshold": 0.0}, runs=20
    )
    short = {"preparation_days": 0, "last_day": 1}
    jobs["founding and day 1 only"] = Job(signing_chunk, SIGNING, {**values, **short}, runs=20)
    times = take_turns({name: job.contestant for name, job in jobs.items()}, rounds)
    whole = times["Zhangyuan complete"]
    rows = {name: row_of(times[name], job.live()) for name, job in jobs.items()}
    for name, row in rows.items():
        row["ms saved"] = float(np.median(whole - times[name]))
    report.table("What costs what: Zhangyuan, survey to day 42, 1,122 certificates", rows)
    least = rows["Zhangyuan complete"]["ms per run, least"]
    report.target("Zhangyuan complete, least ms of one core", least, at_most=3.5)


def speed(report: Report, rounds: int) -> None:
    """Run all comparisons of speed."""
    contest(report, rounds)
    campaign(report, rounds)
