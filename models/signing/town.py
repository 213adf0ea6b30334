"""The town: every kind of thing as rows with named columns.

``Town`` is a NamedTuple of NumPy arrays, so that compiled verbs and Mesa agents share the same
memory. A household's row holds what people have (``sim.people.plot``) and what signing adds.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sim.engine.rows import Column, empty_rows
from sim.people import plot
from sim.people.obstacles import KINDS

SURVEY, ROUND1, DESIGN, PRICING, BREW, SIGNING, TAIL, STOPPED = range(8)
PHASES = ("survey", "round 1", "design", "pricing", "brewing", "signing", "tail", "stopped")
PHASES_ZH = ("摸底", "一轮征询", "方案制定", "评估定价", "酝酿", "签约", "扫尾", "终止")

HOME = (
    *plot.HOME,
    Column("vote", "u1", "round 1: 0 none yet, 1 no, 2 yes"),
    Column("slot", "u1", "wants a desk: 0 no, 1 by day, 2 evening"),
    Column("admitted", "u1", "signs today, flag"),
    Column("asked_desk", "i2", "day first at the desks"),
    Column("signed", "i2", "day signed, NEVER before"),
    Column("moved", "i2", "day moved out, NEVER before"),
    Column("seen", "i4", "signatures seen among own ties, weighted"),
)
NOW = (
    *plot.NOW,
    Column("phase", "i8", "phase of today, by PHASES"),
    Column("ballot_from", "i8", "first day of round 1"),
    Column("ballot_to", "i8", "last day of round 1"),
    Column("pricing_day", "i8", "first day of measuring and pricing"),
    Column("brew_day", "i8", "first day of the brewing period: prices are published"),
    Column("move_day", "i8", "first day of moving, once in force"),
    Column("effective_day", "i8", "day agreements took effect, NEVER before"),
    Column("stop_day", "i8", "day the campaign was given up, NEVER before"),
    Column("full_day", "i8", "day of the last signature, NEVER before"),
    Column("votes_cast", "i8", "round-1 answers"),
    Column("votes_for", "i8", "round-1 answers in favour"),
    Column("signed", "i8", "certificates signed"),
    Column("members_signed", "i8", "Party members' certificates signed"),
    Column("pressed", "i8", "signed with an obstacle still open"),
    Column("informed", "i8", "signed with no obstacle open and knowledge of one half or more"),
    Column("burdened", "i8", "certificates born with an obstacle"),
    Column("burdened_signed", "i8", "of these, signed"),
    Column("moved", "i8", "certificates moved out"),
    Column("reward_yuan", "i8", "rewards due once in force, for signing and moving, yuan"),
    Column("desk_waiting", "i8", "people sent home from the desks today"),
    Column("desks_day", "i8", "signatures the desks can take by day"),
    Column("desks_evening", "i8", "signatures the desks can take in the evening"),
)
DAILY = (
    Column("signed", "i8", "certificates signed so far, certificate"),
    Column("moved", "i8", "certificates moved out so far, certificate"),
    Column("votes_for", "i8", "round-1 answers in favour so far, certificate"),
    Column("burdened_signed", "i8", "signed so far and born with an obstacle, certificate"),
    Column("obstacles_open", "i8", "obstacles open in all households, obstacle"),
    Column("contacts", "i8", "completed visits so far, contact"),
    Column("minutes", "i8", "working time so far, min"),
    Column("desk_waiting", "i8", "people sent home from the desks today, certificate"),
    Column("mediation_waiting", "i8", "disputes left waiting today, certificate"),
    Column("house_waiting", "i8", "searches for a flat left waiting today, certificate"),
    Column("reward_yuan", "i8", "rewards so far, yuan"),
)


class Town(NamedTuple):
    """All that a neighbourhood is."""

    now: np.recarray  # one row: measures, briefing, books
    home: np.recarray  # a row per household
    worker: np.recarray  # a row per committee worker
    lane: np.recarray  # a row per lane
    service: np.recarray  # a row per kind of obstacle
    day: np.recarray  # a row per simulated day
    asking: np.ndarray  # uint8 [household], obstacles that services are asked to solve, bit mask
    asked: np.ndarray  # int16 [household, kind], day first asked for a service
    named: np.ndarray  # int32 [household, slot], ties that a household names, -1 for none
    tie_start: np.ndarray  # int64 [household + 1], first tie of each household
    tie: np.ndarray  # int32 [tie], who is at the other end
    queue: np.ndarray  # int64 [household], room to line people up


def build_town(households: int, workers: int, lanes: int, days: int, slots: int) -> Town:
    """Allocate an empty town for the largest neighbourhood that any run will live in.

    Parameters
    ----------
    households, workers, lanes, days : int
        Largest numbers of each.
    slots : int
        Largest number of ties one household names (``neighbours.most_ties``).
    """
    return Town(
        now=empty_rows(1, NOW),
        home=empty_rows(households, HOME),
        worker=empty_rows(workers, plot.WORKER),
        lane=empty_rows(lanes, plot.LANE),
        service=empty_rows(len(KINDS), plot.SERVICE),
        day=empty_rows(days, DAILY),
        asking=np.zeros(households, np.uint8),
        asked=np.zeros((households, len(KINDS)), np.int16),
        named=np.zeros((households, slots), np.int32),
        tie_start=np.zeros(households + 1, np.int64),
        tie=np.zeros(2 * households * slots, np.int32),
        queue=np.zeros(households, np.int64),
    )
