"""The town: every kind of thing as rows with named columns.

``Town`` is a NamedTuple of NumPy arrays, so that compiled verbs and Mesa agents share the same
memory. Households stand floor by floor in stairwells, stairwells in estates, estates in streets.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from models.elevator.law import LAW, REGIMES
from models.elevator.periods import PERIOD, PERIODS
from models.elevator.stages import BLOCKS, LATE, MOST_FLOORS, SPELLS
from sim.engine.rows import Column, each, empty_rows
from sim.people import plot

FLOORS = tuple(range(1, MOST_FLOORS + 1))
_PEOPLE = (
    "open", "last_met", "visits", "hours", "party", "pledged", "age", "alone", "persons", "voice",
    "area", "info", "trust", "fatigue",
)  # fmt: skip

HOME = (
    *(column for column in plot.HOME if column.name in _PEOPLE),
    Column("living", "u1", "0 lives here, 1 landlord, 2 absent owner"),
    Column("unpaying", "u1", "agrees to an elevator but would not pay, flag"),
    Column("settled", "u1", "payment agreed after a talk, flag"),
    Column("vote", "u1", "round 1: 0 none, 1 no, 2 yes"),
    Column("stance", "u1", "last weighing: 1 would agree, 2 would block, 4 would not pay, bits"),
    Column("access", "f8", "worth of the elevator to the household, 10,000 yuan"),
    Column("price", "f8", "felt change of the flat's price, 10,000 yuan"),
    Column("light", "f8", "loss of light and quiet, 10,000 yuan"),
    Column("taste", "f8", "what else speaks for or against, 10,000 yuan"),
    Column("persuaded", "f8", "what talks have added so far, 10,000 yuan"),
    Column("limit", "f8", "what talks can add at most, 10,000 yuan"),
    Column("shock", "f8", "loss seen only when the shaft is marked out, 10,000 yuan"),
    Column("worth", "f8", "net value at the last weighing, 10,000 yuan"),
)
STAIRWELL = (
    *plot.LANE,
    Column("stir", "u1", "what the stairwell tells its households, by stages.QUIET ..."),
    Column("recount", "u1", "some household has weighed anew, flag"),
    Column("blocked", "u1", "why it stopped, 0 for not"),
    Column("tries", "u1", "times it began"),
    Column("asked", "u1", "has held round 1 before, flag"),
    Column("team", "u1", "somebody of the street answers for it, flag"),
    Column("cohort", "u1", "among the first cases that are followed, flag"),
    Column("meeting", "u1", "meeting today: 0 none, 1 of residents alone, 2 of the team"),
    Column("late", "u1", "today's meeting is in the evening, flag"),
    Column("shown", "u1", "some go and see a finished elevator today, flag"),
    Column("counsel", "u1", "counsellors come today, flag"),
    Column("counselled", "u1", "counsellors carry the papers, flag"),
    Column("heard", "u1", "a hearing was held before the design, flag"),
    Column("tailored", "u1", "has a plan of its own, flag"),
    Column("glass", "u1", "the shaft is of glass, flag"),
    Column("tilt", "u1", "steps by which the split was moved to higher floors"),
    Column("colour", "u1", "how ready the round found it: 0 not sorted, 1 least to 5 most"),
    Column("head", "i4", "household of the floor head (楼组长) who goes first, -1 for none"),
    Column("begun", "i2", "day of the first start, NEVER before"),
    Column("since", "i2", "day on which this stage began"),
    Column("ends", "i2", "day on which this stage's waiting ends"),
    Column("agreed", "i2", "day of the first round 1 that met the law, NEVER before"),
    Column("passed", "i2", "day of consent, NEVER before"),
    Column("permitted", "i2", "day of the permit, NEVER before"),
    Column("built", "i2", "day on which building began, NEVER before"),
    Column("finished", "i2", "day on which the elevator ran, NEVER before"),
    Column("last_meeting", "i2", "day of the last meeting"),
    Column("reviewed", "i2", "day of the last weekly review"),
    Column("meetings", "i2", "meetings in this try"),
    Column("stage_meetings", "i2", "meetings in this stage"),
    Column("pushes", "i2", "weekly reviews in this stage"),
    Column("yes", "i2", "households that would agree, at the last count"),
    Column("pull", "i2", "voices for it, a floor head's and a member's counting more"),
    Column("voices", "i2", "voices in all"),
    Column("fierce", "i2", "households that would block, at the last count"),
    Column("gaps", "i2", "households that would not pay, at the last count"),
    Column("low_no", "i2", "households on floors 1 and 2 that would not agree"),
    Column("skill", "i4", "how able who leads today's meeting is, 0.001"),
    Column("offer", "i4", "compensation offered to a ground-floor household, yuan"),
    Column("bundle", "i4", "worth to a ground-floor household of works done as well, yuan"),
    Column("area", "i8", "floor area of all flats, 0.01 m2"),
    Column("leads", "f8", "readiness of somebody here to begin, mean 1"),
    Column("sooner", "f8", "factor by which a colour map puts it first, mean 1"),
)
ESTATE = (
    Column("finished", "i4", "elevators that run"),
    Column("asked_on", "i2", "day on which the estate was first asked, NEVER before"),
    Column("evaluations", "i4", "finished elevators whose making was talked over in public"),
    Column("households", "i8", "owner households"),
    Column("friendly", "i8", "of these, no objection to an elevator elsewhere in the estate"),
    Column("answering", "i8", "of these, answer when the estate is asked"),
    Column("area", "i8", "floor area, 0.01 m2"),
    Column("friendly_area", "i8", "of the friendly, 0.01 m2"),
    Column("answering_area", "i8", "of those who answer, 0.01 m2"),
)
STREET = (
    Column("passes", "i4", "stairwells that consented"),
    Column("finished", "i4", "elevators that run"),
)


COUNTS = (
    Column("started", "i8", "stairwells that began, stairwell"),
    Column("live", "i8", "stairwells at work on it, from sounding to notice, stairwell"),
    Column("balloted", "i8", "stairwells that held round 1, stairwell"),
    Column("agreed", "i8", "stairwells that passed round 1, stairwell"),
    Column("passed", "i8", "stairwells that consented in round 2, stairwell"),
    Column("permitted", "i8", "stairwells with a permit, stairwell"),
    Column("begun", "i8", "stairwells where building began, stairwell"),
    Column("finished", "i8", "elevators that run, elevator"),
    Column("stalled", "i8", "stairwells that have stopped for now, stairwell"),
    Column("reversed", "i8", "consents withdrawn after round 2, stairwell"),
    Column("meetings", "i8", "meetings held, meeting"),
    Column("team_meetings", "i8", "of these led by the team, meeting"),
    Column("minutes", "i8", "working time, min"),
    Column("method_yuan", "i8", "spent on methods, yuan"),
    Column("cohort_filed", "i8", "followed cases that were filed, stairwell"),
    Column("cohort_passed", "i8", "followed cases that consented, stairwell"),
    Column("cohort_permitted", "i8", "followed cases with a permit, stairwell"),
    Column("cohort_finished", "i8", "followed cases with an elevator, stairwell"),
)
_WIDE = ("minutes", "method_yuan")
DAILY = tuple(c if c.name in _WIDE else c._replace(type="i4") for c in COUNTS)
"""The same day by day; sums of money and time keep their width."""
_PLOT = (
    "luck", "households", "workers", "lanes", "door_width", "lane_width", "patch_width", "weekday",
    "rest", "effort", "knowable", "brewing", "closing", "knocks", "contacts",
)  # fmt: skip
NOW = (
    *(column for column in plot.NOW if column.name in _PLOT),
    *COUNTS,
    Column("date", "i8", "date of today, yyyymmdd, 0 if unknown"),
    Column("stairwells", "i8", "suitable stairwells"),
    Column("estates", "i8", "estates"),
    Column("streets", "i8", "streets"),
    Column("floors", "i8", "floors of a stairwell"),
    Column("flats", "i8", "flats on a floor"),
    Column("patch_stairwells", "i8", "stairwells in one worker's patch"),
    Column("period", "i8", "row of the period in force"),
    Column("regime", "i8", "row of the law in force"),
    Column("at_work", "i8", "stairwells on today's list"),
    Column("queued", "i8", "stairwells that wait for a builder"),
    Column("compensation_yuan", "i8", "compensation due where building began, yuan"),
    Column("subsidies_yuan", "i8", "subsidies due where building began, yuan"),
    Column("round1_asked", "i8", "households asked in round 1, household"),
    Column("round1_yes", "i8", "households in favour in round 1, household"),
    Column("private_asked", "i8", "households of stairwells that began, household"),
    Column("private_yes", "i8", "of these would agree unasked, household"),
    Column("light_no", "i8", "NO from the fourth floor up because of light, household"),
    Column("initiators", "i8", "stairwells begun by somebody who wanted it, stairwell"),
    Column("ground_supporter", "i8", "of these begun by a ground-floor household, stairwell"),
    Column("ground_occupier_asked", "i8", "ground-floor occupiers asked, household"),
    Column("ground_occupier_yes", "i8", "ground-floor occupiers in favour, household"),
    Column("ground_landlord_asked", "i8", "ground-floor landlords asked, household"),
    Column("ground_landlord_yes", "i8", "ground-floor landlords in favour, household"),
    Column("first_pass_day", "i8", "day of the first consent, NEVER before"),
    Column("first_finish_day", "i8", "day of the first elevator, NEVER before"),
    Column("meetings_passed", "i8", "meetings of the tries that led to consent, meeting"),
    Column("meetings_stopped", "i8", "meetings of the tries that stopped, meeting"),
    Column("meetings_first", "i8", "meetings of the try that first led to consent, meeting"),
    Column("mapped", "i8", "stairwells sorted by a colour map, stairwell"),
    Column("map_weight", "i8", "their weights before they are made to average 1, summed, 0.001"),
    Column("consenting", "i8", "households of stairwells that consented, household"),
    Column("overruled", "i8", "of these, said no, would block or would not pay, household"),
    Column("passed_whole", "i8", "stairwells that consented with nobody overruled, stairwell"),
    Column("passed_over_fierce", "i8", "stairwells that consented over who would block, stairwell"),
    Column("objecting", "i8", "would block or not pay on the last day, no permit yet, household"),
    Column("trust_milli", "i8", "trust on the last day where it began, summed, 0.001"),
    Column("fatigue_milli", "i8", "fatigue on the last day where it began, summed, 0.001"),
    Column("info_milli", "i8", "knowledge on the last day where it began, summed, 0.001"),
    Column("seasoned", "i8", "stairwells a year after they passed round 1, stairwell"),
    *each("unpassed_by", LATE, "unpassed_{}", "of these not agreed by then: {}, stairwell"),
    *each("dissent", range(4), "dissent_{}", "ballots with {} dissenters (3 or more), stairwell"),
    *each("blocked_by", BLOCKS, "blocked_{}", "stairwells stopped now by {}, stairwell"),
    *each("stops_by", BLOCKS, "stops_{}", "times a stairwell was stopped by {}, stairwell"),
    *each("days_in", SPELLS, "days_{}", "days of completed spells of {}, day"),
    *each("cases_in", SPELLS, "cases_{}", "completed spells of {}, stairwell"),
    *each("asked_on", FLOORS, "asked_floor_{}", "asked in round 1 on floor {}, household"),
    *each("yes_on", FLOORS, "yes_floor_{}", "in favour in round 1 on floor {}, household"),
    *each("no_on", FLOORS, "no_floor_{}", "against in round 1 on floor {}, household"),
    *each("counted_on", FLOORS, "counted_floor_{}", "on floor {} where it began, household"),
    *each("private_on", FLOORS, "private_floor_{}", "would agree unasked, floor {}, household"),
    *each("fierce_on", FLOORS, "fierce_floor_{}", "fierce in design on floor {}, household"),
)


class Town(NamedTuple):
    """All that a place is."""

    now: np.recarray  # one row: measures, briefing, books
    home: np.recarray  # a row per household
    stairwell: np.recarray  # a row per stairwell
    lane: np.recarray  # the same rows: what the people's methods call a lane
    worker: np.recarray  # a row per worker
    estate: np.recarray  # a row per estate
    street: np.recarray  # a row per street
    law: np.recarray  # a row per regime
    period: np.recarray  # a row per period
    day: np.recarray  # a row per simulated day
    mail: np.ndarray  # int64 [household], plot.HOT
    done: np.ndarray  # uint8 [household], plot.HOT
    last_knock: np.ndarray  # int16 [household], plot.HOT
    asking: np.ndarray  # uint16 [household], plot.HOT
    stage: np.ndarray  # uint8 [stairwell], by stages
    busy: np.ndarray  # int32 [stairwell], today's list of stairwells at work
    split: np.ndarray  # float64 [floor], share of the owners' part, 1 in all
    bill: np.ndarray  # int32 [stairwell, floor], what a household there pays, yuan
    queue: np.ndarray  # int64 [stairwell], room to line stairwells up


class Size(NamedTuple):
    """The largest numbers of everything in any run that shares a town's memory."""

    stairwells: int
    households: int
    workers: int
    estates: int
    streets: int
    days: int


def build_town(size: Size) -> Town:
    """Allocate an empty town for the largest place that any run will need."""
    n, s = size.households, size.stairwells
    hot = {column.name: np.zeros(n, column.type) for column in plot.HOT}
    stairwell = empty_rows(s, STAIRWELL)
    return Town(
        now=empty_rows(1, NOW),
        home=empty_rows(n, HOME),
        stairwell=stairwell,
        lane=stairwell,
        worker=empty_rows(size.workers, plot.WORKER),
        estate=empty_rows(size.estates, ESTATE),
        street=empty_rows(size.streets, STREET),
        law=empty_rows(REGIMES, LAW),
        period=empty_rows(PERIODS, PERIOD),
        day=empty_rows(size.days, DAILY),
        mail=hot["mail"],
        done=hot["done"],
        last_knock=hot["last_knock"],
        asking=hot["asking"],
        stage=np.zeros(s, np.uint8),
        busy=np.zeros(s, np.int32),
        split=np.zeros(MOST_FLOORS),
        bill=np.zeros((s, MOST_FLOORS), np.int32),
        queue=np.zeros(s, np.int64),
    )
