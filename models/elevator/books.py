"""The books: the figures of every day, and the account on the last."""

from __future__ import annotations

from models.elevator.plan import homes_in, stairwells
from models.elevator.stages import FIERCE, GAP, QUEUE, STALLED
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
        _close_account(town, day)


@verb
def _close_account(town, day):
    """Enter how stairwells stand, and the mood of those who were asked."""
    for stairwell in stairwells(town):
        _look_back(stairwell, town, day)
        if town.stairwell[stairwell].begun != NEVER:
            _feel_the_mood(stairwell, town)


@verb
def _feel_the_mood(stairwell, town):
    """Add up trust, fatigue, knowledge and objections of a stairwell that was asked."""
    now, stage = town.now[0], town.stage[stairwell]
    settled = QUEUE <= stage < STALLED
    for household in homes_in(stairwell, town):
        home = town.home[household]
        now.trust_milli += int(1000.0 * home.trust + 0.5)
        now.fatigue_milli += int(1000.0 * home.fatigue + 0.5)
        now.info_milli += int(1000.0 * home.info + 0.5)
        objects = int(home.stance) & (FIERCE | GAP) > 0 and not settled
        now.objecting += 1 if objects else 0


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
