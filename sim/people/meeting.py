"""A meeting at the door: who is in, what a welcome visit leaves, what a visit too soon costs.

Whatever the visit is about, working deciders are hard to find by day, a relative may open and pass
on a part of what was said, and calling too often tires.
"""

from __future__ import annotations

import math

from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.obstacles import LOCKS
from sim.people.plot import AT_HOME, DAY_WORK, HOLIDAY, WORKDAY

IN_BY_DAY = purpose("somebody in by day")
IN_AT_NIGHT = purpose("somebody in at night")
RELATIVE_IN = purpose("a relative is in")
KNOCKS = 0xFFFF  # the bits of mail that count knocks, by day and by night
NOBODY, RELATIVE, DECIDER = range(3)


@verb
def may_be_in(household, town, p):
    """Return the chance that the decider is at home by day today."""
    hours = town.home[household].hours
    rest = town.now[0].rest
    if rest == HOLIDAY:
        return p.holiday_home
    if hours == AT_HOME:
        return p.home_by_day
    away = p.worker_by_day if rest == WORKDAY else p.weekend_home
    return away if hours == DAY_WORK else 0.5 * (p.home_by_day + away)


@verb
def who_is_met(household, mail, town, p, day):
    """Return who answers the day's knocks: nobody, a relative or the decider."""
    key, home = town.now[0].luck, town.home[household]
    if mail & KNOCKS == 0:
        return NOBODY
    if int(home.open) & LOCKS > 0:
        return _who_speaks_for_absent(household, mail, town, p, day)
    if mail & 0xFF > 0:
        if chance(key, IN_BY_DAY, household, day) < may_be_in(household, town, p):
            return DECIDER
        lives_alone = home.persons == 1 or home.alone == 1
        if not lives_alone and chance(key, RELATIVE_IN, household, day) < p.relative_in:
            return RELATIVE
    at_night = (mail >> 8) & 0xFF
    if at_night > 0 and chance(key, IN_AT_NIGHT, household, day) < p.met_at_night:
        return DECIDER
    return NOBODY


@verb
def _who_speaks_for_absent(household, mail, town, p, day):
    """Return whether a relative speaks for a decider who is away: at the door, or by telephone."""
    found = may_be_in(household, town, p) if mail & 0xFF > 0 else p.met_at_night
    if town.home[household].persons == 1:
        found = p.relative_in
    luck = chance(town.now[0].luck, IN_BY_DAY, household, day)
    return RELATIVE if luck < found else NOBODY


@verb
def fatigue_today(household, town, p, day):
    """Return what is left of the fatigue from visits that came too soon."""
    home = town.home[household]
    if home.fatigue == 0.0:
        return 0.0
    return home.fatigue * math.exp(-float(day - int(home.last_met)) / p.fatigue_days)


@verb
def learn(household, part, town):
    """Learn a part of what is still unknown and can be known today."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0:
        town.home[household].info += part * room


@verb
def receive(household, reach, town, p, day):
    """Let a visit inform; it builds trust if it is welcome and tires if it comes too soon."""
    home = town.home[household]
    town.now[0].contacts += 1
    learn(household, min(reach * p.info_per_contact, 1.0), town)
    tired = fatigue_today(household, town, p, day)
    if float(day - int(home.last_met)) < p.welcome_gap_days:
        home.fatigue = tired + 1.0
        home.trust -= p.trust_lost_per_nuisance * home.trust
    else:
        home.fatigue = tired
        home.trust += min(reach * p.trust_per_contact, 1.0) * (1.0 - home.trust)
    home.last_met = day
    home.visits = min(int(home.visits) + 1, 250)
