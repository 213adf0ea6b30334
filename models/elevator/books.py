"""The books: the figures of every day, and the account on the last."""

from __future__ import annotations

from models.elevator.plan import stairwells
from sim.engine.verb import verb
from sim.people.plot import NEVER

YEAR = 365


@verb
def write_down(town, p, day):
    """Write the day's figures into the row of this day."""
    now, row = town.now[0], town.day[day - 1]
    row.started, row.live, row.balloted = now.started, now.live, now.balloted
    row.agreed, row.passed, row.permitted = now.agreed, now.passed, now.permitted
    row.begun, row.finished, row.stalled = now.begun, now.finished, now.stalled
    row.reversed, row.meetings = now.reversed, now.meetings
    row.team_meetings, row.minutes = now.team_meetings, now.minutes
    row.method_yuan, row.cohort_filed = now.method_yuan, now.cohort_filed
    row.cohort_passed, row.cohort_permitted = now.cohort_passed, now.cohort_permitted
    row.cohort_finished = now.cohort_finished
    if now.first_pass_day == NEVER and now.passed > 0:
        _note_first_pass(town, day)
    if day == p.last_day:
        for stairwell in stairwells(town):
            _look_back(stairwell, town, day)


@verb
def _look_back(stairwell, town, day):
    """Enter how a stairwell stood a year after it had passed round 1, if that long ago."""
    now, row = town.now[0], town.stairwell[stairwell]
    if row.agreed == NEVER or day - int(row.agreed) < YEAR:
        return
    now.seasoned += 1
    if row.passed == NEVER:
        now.unpassed_by[1 + row.blocked if row.blocked > 0 else 0] += 1
    elif int(row.passed) - int(row.agreed) > YEAR:
        now.unpassed_by[1] += 1


@verb
def _note_first_pass(town, day):
    """Note the day of the first consent, and the meetings it took; the lowest row's if several."""
    for stairwell in stairwells(town):
        if town.stairwell[stairwell].passed == day:
            town.now[0].first_pass_day = day
            town.now[0].meetings_first = int(town.stairwell[stairwell].meetings)
            return
