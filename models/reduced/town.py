"""The town of the reduced rules: households, workers with own caseloads, and random ties."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.engine.rows import Column, empty_rows

NOBODY = -(1 << 62)  # comes after everybody in a worker's line

HOME = (
    Column("leaning", "f8", "offer, Party, trust and obstacle together, logit"),
    Column("pull", "f8", "what each acquaintance who signed adds, logit"),
    Column("trust", "f8", "trust in the workers, 0-1"),
    Column("place", "i8", "propensity when last weighed and, to break ties, the row"),
    Column("near", "i4", "acquaintances who have signed by yesterday"),
    Column("obstacle", "u1", "something stands in the way, flag"),
    Column("signed", "u1", "has signed, flag"),
)
WORKER = (
    Column("first", "i8", "where the clients begin in town.unsigned"),
    Column("clients", "i8", "unsigned households of the patch"),
)
NOW = (
    Column("luck", "u8", "the run's key"),
    Column("households", "i8", "households that live here"),
    Column("workers", "i8", "committee workers"),
    Column("members", "i8", "households of Party members"),
    Column("burdened", "i8", "households with an obstacle still open"),
    Column("visits", "i8", "visits so far"),
    Column("visited", "i8", "households visited today"),
    Column("signing", "i8", "households that sign today"),
    Column("signed", "i8", "households that have signed"),
)
DAILY = (
    Column("signed", "i8", "households that have signed so far, household"),
    Column("burdened", "i8", "households with an obstacle still open, household"),
    Column("visits", "i8", "visits so far, visit"),
)


class Town(NamedTuple):
    """All that a neighbourhood is."""

    now: np.recarray  # one row: the run's key and the books
    home: np.recarray  # a row per household
    worker: np.recarray  # a row per worker
    day: np.recarray  # a row per simulated day
    unsigned: np.ndarray  # uint32 [household], rows of the unsigned, patch by patch
    visited: np.ndarray  # uint32 [household], rows of those visited today
    signing: np.ndarray  # uint32 [household], rows of those who sign today
    call: np.ndarray  # int64 [visit], places of one worker's calls of a day, best first
    pair: np.ndarray  # uint32 [tie, 2], who knows whom
    tie_start: np.ndarray  # int64 [household + 1], first tie of each household
    tie: np.ndarray  # uint32 [2 * tie], who is at the other end


def build_town(households: int, workers: int, ties: int, days: int, visits: int) -> Town:
    """Allocate an empty town, large enough for these numbers of each."""
    return Town(
        now=empty_rows(1, NOW),
        home=empty_rows(households, HOME),
        worker=empty_rows(workers, WORKER),
        day=empty_rows(days, DAILY),
        unsigned=np.zeros(households, np.uint32),
        visited=np.zeros(households, np.uint32),
        signing=np.zeros(households, np.uint32),
        call=np.zeros(visits, np.int64),
        pair=np.zeros((ties, 2), np.uint32),
        tie_start=np.zeros(households + 1, np.int64),
        tie=np.zeros(2 * ties, np.uint32),
    )
