"""A meeting in the stairwell: who comes, who is spoken to, and when residents hold their own.

The team calls a meeting after work or by day; those who are at home come. Somebody then goes up to
the household that stands most in the way, of those that came: the fierce first, then whoever would
not pay, then whoever would not agree. Where no team comes, residents meet among themselves, more
rarely and with less skill.
"""

from __future__ import annotations

from models.elevator.methods import home_platform
from models.elevator.plan import homes_in, is_at_work, is_live
from models.elevator.stages import (
    AWAY,
    COUNSELLED,
    FIERCE,
    GAP,
    LANDLORD,
    MET,
    NO_MEETING,
    OWN_MEETING,
    SHOWN,
    TALKED,
    YES,
)
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.meeting import may_be_in
from sim.people.methods import party_first, volunteers

COMES = purpose("comes to the meeting")
NOBODY_YET = -1


@verb
def sense(stairwell, town, p, day):
    """Do a stairwell's day: its meeting, guests, open room, Party group and volunteers."""
    row = town.stairwell[stairwell]
    if not is_at_work(stairwell, town) or not is_live(stairwell, town):
        return
    _meet_alone(stairwell, town, p, day)
    if row.meeting != NO_MEETING:
        _meet(stairwell, town, p, day)
    if row.counsel == 1 or row.shown == 1:
        _receive_guests(stairwell, town, p, day)
    home_platform.act(stairwell, town, p, day)
    party_first.act(stairwell, town, p, day)
    volunteers.act(stairwell, town, p, day)


@verb
def _meet_alone(stairwell, town, p, day):
    """Let residents without a team meet, when it is time again."""
    row = town.stairwell[stairwell]
    if row.team == 1 or float(day - int(row.last_meeting)) < p.own_gap_days:
        return
    row.meeting, row.late = OWN_MEETING, 1
    row.skill = int(1000.0 * p.own_skill + 0.5)


@verb
def _meet(stairwell, town, p, day):
    """Hold today's meeting: tell those who come, and speak to one of them."""
    now, row = town.now[0], town.stairwell[stairwell]
    worst, weight = NOBODY_YET, 0
    for household in homes_in(stairwell, town):
        if comes(household, row.late == 1, town, p, day):
            town.mail[household] |= MET
            told = obstruction(household, town)
            if told > weight:
                worst, weight = household, told
    if worst != NOBODY_YET:
        town.mail[worst] |= TALKED
    row.last_meeting = day
    row.meetings = min(int(row.meetings) + 1, 30_000)
    row.stage_meetings = min(int(row.stage_meetings) + 1, 30_000)
    now.meetings += 1
    now.team_meetings += 0 if row.meeting == OWN_MEETING else 1


@verb
def comes(household, late, town, p, day):
    """Tell whether the owner comes to, or is reached during, a meeting today."""
    home = town.home[household]
    found = p.met_at_night if late else may_be_in(household, town, p)
    if home.living == LANDLORD:
        found = p.landlord_reach * found
    elif home.living == AWAY:
        found = p.absent_reach * found
    return chance(town.now[0].luck, COMES, household, day) < found


@verb
def obstruction(household, town):
    """Return how much a household stands in the way, 0 for not at all; the worst off first."""
    home = town.home[household]
    stance = int(home.stance)
    if stance & FIERCE > 0:
        rank = 3
    elif stance & GAP > 0:
        rank = 2
    else:
        rank = 1 if stance & YES == 0 else 0
    short = int(1000.0 * min(max(0.0 - home.worth, 0.0), 1000.0))
    return rank * 10_000_000 + short if rank > 0 else 0


@verb
def _receive_guests(stairwell, town, p, day):
    """Let those at home hear the counsellors, or go along to see a finished elevator."""
    row = town.stairwell[stairwell]
    letter = (COUNSELLED if row.counsel == 1 else 0) | (SHOWN if row.shown == 1 else 0)
    for household in homes_in(stairwell, town):
        if comes(household, False, town, p, day):
            town.mail[household] |= letter
