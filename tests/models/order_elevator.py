"""What can never be where elevators are added: states of homes, stairwells, estates and books."""

from __future__ import annotations

import numpy as np

from models.elevator.deal import GLASS_YUAN, LOW_PART, MOST_TILT
from models.elevator.stages import (
    BLOCKS,
    BUILDING,
    DONE,
    IDLE,
    NOTICE,
    QUEUE,
    QUIET,
    SIGNING,
    SOUNDING,
    STAGES,
    STALLED,
)
from sim.people.plot import AGREED, NEVER, TO_BE_WON

YES, FIERCE, GAP = 1, 2, 4
WAY = ("begun", "agreed", "passed", "permitted", "built", "finished")


def stairwells_of(town):
    """Return the stairwells of this run, and their stages."""
    n = int(town.now[0].stairwells)
    return town.stairwell[:n], town.stage[:n]


def homes_of(town):
    """Return the households of this run, and the stairwell and floor of each."""
    now = town.now[0]
    rows = np.arange(int(now.households))
    return (
        town.home[: len(rows)],
        rows // int(now.door_width),
        rows % int(now.door_width) // int(now.flats),
    )


def check_homes(town, _p, day):
    """Nobody is in a state that cannot be."""
    home, at, _ = homes_of(town)
    rows, stage = stairwells_of(town)
    n = len(home)
    for name in ("info", "trust"):
        assert np.all((home[name] >= 0.0) & (home[name] <= 1.0)), name
    assert np.all(home.fatigue >= 0.0)
    assert np.all((home.persuaded >= 0.0) & (home.persuaded <= home.limit + 1e-12))
    assert np.all(home.vote <= 2)
    assert np.all(home.stance < 8)
    assert np.all(home.shock >= 0.0)
    assert np.all(home.pledged <= home.party), "only Party members pledge"
    assert np.all((home.last_met == NEVER) | (home.last_met <= day))
    assert np.all((home.visits == 0) == (home.last_met == NEVER))
    assert np.all(home.stance[rows.tries[at] == 0] == 0), "has a stance, and was never asked"
    assert np.all(home.vote[rows.tries[at] == 0] == 0), "has voted, and was never asked"
    assert set(np.unique(town.done[:n])) <= {TO_BE_WON, AGREED}
    under_way = (stage >= SOUNDING) & (stage <= NOTICE)
    told = (rows.stir != QUIET) | under_way
    assert np.all(told[at][town.done[:n] == TO_BE_WON]), "to be won where nobody is asked"
    assert np.all(town.done[:n][town.asking[:n] > 0] == TO_BE_WON), "agreed, and asks for a call"
    busy = ((stage >= SOUNDING) & (stage <= BUILDING) & (stage != QUEUE)) | (rows.stir != QUIET)
    assert not town.mail[:n][~busy[at]].any(), "a letter lies where nobody reads it"


def check_stairwells(town, p, day):
    """Stages, dates and flags of a stairwell fit together."""
    rows, stage = stairwells_of(town)
    now = town.now[0]
    assert np.all(stage < len(STAGES))
    tried = rows.tries > 0
    assert np.array_equal(tried, rows.begun != NEVER)
    assert np.all(tried[stage != IDLE])
    assert np.all(~tried[stage == IDLE])
    for earlier, later in zip(WAY, WAY[1:], strict=False):
        came = rows[later] != NEVER
        assert np.all(rows[earlier][came] != NEVER), f"{later} without {earlier}"
        assert np.all(rows[later][came] >= rows[earlier][came]), f"{later} before {earlier}"
        assert np.all(rows[later] <= day)
    assert np.array_equal(rows.finished != NEVER, stage == DONE)
    assert np.array_equal(rows.built != NEVER, stage >= BUILDING) or (stage == STALLED).any()
    assert np.all(rows.permitted[(stage == QUEUE) | (stage == BUILDING)] != NEVER)
    assert np.all(rows.passed[(stage >= NOTICE) & (stage <= DONE)] != NEVER)
    assert np.array_equal(rows.blocked > 0, stage == STALLED)
    assert np.all(rows.blocked <= len(BLOCKS))
    assert np.all(rows.since[tried] >= rows.begun[tried])
    assert np.all(rows.since[tried] <= day)
    for name in ("meeting", "shown", "counsel"):
        assert not rows[name].any(), f"{name} is left over from today"
    assert np.all(rows.stage_meetings <= rows.meetings)
    assert np.all(rows.team[stage == STALLED] == 0)
    assert np.all(rows.offer <= p.compensation_yuan_max)
    assert np.all(rows.tilt <= MOST_TILT)
    assert np.all(rows.glass <= rows.tailored)
    assert np.all(rows.colour <= 5)
    assert np.all(rows.sooner > 0.0)
    assert np.all(rows.sooner[rows.colour == 0] == 1.0)
    assert now.mapped == (rows.colour > 0).sum()
    homes = np.arange(len(rows)) * int(now.door_width)
    assert np.all(
        (rows["head"] == -1) | (rows["head"] // int(now.door_width) == np.arange(len(rows)))
    )
    assert homes[-1] + int(now.door_width) == now.households


def check_counts(town, _p, _day):
    """The evening's count in a stairwell is a count from door to door."""
    home, at, floor = homes_of(town)
    rows, _ = stairwells_of(town)
    counted = rows.tries > 0
    for name, bit in (("yes", YES), ("fierce", FIERCE), ("gaps", GAP)):
        doors = np.bincount(at, (home.stance & bit) > 0, len(rows))
        assert np.array_equal(rows[name][counted], doors[counted]), name
    low = np.bincount(at, ((home.stance & YES) == 0) & (floor < 2), len(rows))
    assert np.array_equal(rows.low_no[counted], low[counted])
    assert np.all(rows.pull <= rows.voices)
    assert np.array_equal(rows.area, np.bincount(at, home.area, len(rows)).astype(np.int64))
    assert np.array_equal(rows.members, np.bincount(at, home.party, len(rows)))


def check_books(town, p, day):
    """The books agree with a count from stairwell to stairwell."""
    rows, stage = stairwells_of(town)
    now = town.now[0]
    reached = ("started", "agreed", "passed", "permitted", "begun", "finished")
    for name, column in zip(reached, WAY, strict=True):
        assert now[name] == (rows[column] != NEVER).sum(), name
    assert now.live == ((stage >= SOUNDING) & (stage <= NOTICE)).sum()
    assert now.stalled == (stage == STALLED).sum()
    assert now.queued == (stage == QUEUE).sum()
    assert now.agreed <= now.balloted
    assert now.dissent.sum() >= now.balloted, "every try is a ballot, a stairwell counts once"
    assert now.balloted == rows.asked.sum()
    assert np.array_equal(now.blocked_by, np.bincount(rows.blocked, minlength=len(BLOCKS) + 1)[1:])
    assert np.all(now.stops_by >= now.blocked_by)
    followed = rows.cohort == 1
    assert now.cohort_filed == followed.sum() <= p.cohort
    assert np.all(rows.agreed[followed] != NEVER), "followed, and never filed"
    for name, column in (("cohort_passed", "passed"), ("cohort_permitted", "permitted"),
                         ("cohort_finished", "finished")):  # fmt: skip
        assert now[name] == (rows[column][followed] != NEVER).sum(), name
    assert now.team_meetings <= now.meetings
    assert now.first_pass_day == (rows.passed[rows.passed != NEVER].min() if now.passed else NEVER)
    finished = rows.finished[rows.finished != NEVER]
    assert now.first_finish_day == (finished.min() if now.finished else NEVER)
    if rows.tries.max() < 250:
        assert now.cases_in[0] + (stage == SOUNDING).sum() == rows.tries.sum()
    assert now.consenting == now.passed * now.door_width
    assert now.overruled <= now.consenting
    assert now.passed_whole + now.passed_over_fierce <= now.passed
    assert now.passed - now.passed_whole <= now.overruled
    assert np.all(now.days_in >= 0)
    assert np.all(now.days_in <= day * np.maximum(now.cases_in, 0))


def check_mood(town, p, day):
    """The account on the last day is a count from door to door, of those who were asked."""
    home, at, _ = homes_of(town)
    rows, stage = stairwells_of(town)
    asked = (rows.begun != NEVER)[at]
    last = day == p.last_day
    for name in ("trust", "fatigue", "info"):
        milli = np.floor(1000.0 * home[name] + 0.5)[asked].sum()
        assert town.now[0][f"{name}_milli"] == (milli if last else 0), name
    settled = ((stage >= QUEUE) & (stage <= DONE))[at]
    objects = ((home.stance & (FIERCE | GAP)) > 0) & asked & ~settled
    assert town.now[0].objecting == (objects.sum() if last else 0)


def check_answers(town, _p, _day):
    """Answers are counted on the floor they come from."""
    now = town.now[0]
    floors = int(now.floors)
    assert np.array_equal(now.asked_on, now.yes_on + now.no_on)
    assert now.round1_asked == now.asked_on.sum()
    assert now.round1_yes == now.yes_on.sum()
    assert now.private_asked == now.counted_on.sum() == now.started * now.door_width
    assert now.private_yes == now.private_on.sum()
    assert np.all(now.private_on <= now.counted_on)
    for name in ("asked_on", "counted_on", "fierce_on"):
        assert not now[name][floors:].any(), f"{name}: there is no such floor"
    assert now.light_no <= now.no_on[3:].sum()
    assert now.ground_occupier_yes <= now.ground_occupier_asked
    assert now.ground_landlord_yes <= now.ground_landlord_asked
    assert now.ground_occupier_asked + now.ground_landlord_asked <= now.asked_on[0]
    assert now.ground_supporter <= now.initiators <= now.started


def check_estates(town, p, _day):
    """Estates and streets are counted as from stairwell to stairwell."""
    home, at, _ = homes_of(town)
    rows, _ = stairwells_of(town)
    now = town.now[0]
    number = np.arange(len(rows))
    estate, street = number // p.stairwells_per_estate, number // p.stairwells_per_street
    estates, streets = town.estate[: now.estates], town.street[: now.streets]
    done, passed = rows.finished != NEVER, rows.passed != NEVER
    assert np.array_equal(estates.finished, np.bincount(estate, done, now.estates))
    assert np.array_equal(streets.finished, np.bincount(street, done, now.streets))
    assert np.array_equal(streets.passes, np.bincount(street, passed, now.streets))
    assert np.all(estates.evaluations <= estates.finished)
    assert np.array_equal(estates.households, np.bincount(estate[at], minlength=now.estates))
    assert np.array_equal(estates.area, np.bincount(estate[at], home.area).astype(np.int64))
    assert np.all(estates.friendly <= estates.answering)
    assert np.all(estates.answering <= estates.households)
    assert np.all(estates.friendly_area <= estates.answering_area)
    assert np.all(estates.answering_area <= estates.area)


def check_bills(town, p, _day):
    """What the floors pay adds up to what has to be paid, but for rounding."""
    rows, stage = stairwells_of(town)
    now = town.now[0]
    floors, flats = int(now.floors), int(now.flats)
    split = town.split[:floors]
    assert np.all(town.split >= 0.0)
    assert abs(split.sum() - 1.0) < 1e-9 or not split.any()
    bill = town.bill[: len(rows), :floors]
    assert np.all(bill >= 0)
    extra = rows.offer * sum(LOW_PART) * flats + np.where(rows.glass == 1, GLASS_YUAN, 0)
    whole = bill.sum(axis=1) * flats
    least = p.lift_yuan - max(law.subsidy_yuan for law in town.law) + extra
    asked = (stage > IDLE) & (stage != STALLED)
    if split.any():
        assert np.all(whole[asked] <= p.lift_yuan + extra[asked] + floors * flats)
        assert np.all(whole[asked] >= np.maximum(least, 0.0)[asked] - floors * flats)


def check_day(town, _p, day):
    """The day's row repeats the books."""
    row, now = town.day[day - 1], town.now[0]
    for name in row.dtype.names:
        assert row[name] == now[name], name


def check_talk(town, _p, _day):
    """Whoever is asked to sign has been met, and a stage waits no longer than it says."""
    rows, stage = stairwells_of(town)
    asked = (stage >= SOUNDING + 1) & (stage <= SIGNING)
    assert np.all(rows.meetings[asked] > 0), "a ballot without a meeting"


CHECKS = (check_homes, check_stairwells, check_counts, check_books, check_mood, check_answers,
          check_estates, check_bills, check_day, check_talk)  # fmt: skip
