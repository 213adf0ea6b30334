"""What a household makes of the day: knocks that find somebody in, questions asked, help given.

Others reach a household as whole numbers in ``town.mail``; the household itself turns them into
knowledge, trust, fatigue and solved obstacles, in a fixed order. A relative who opens the door
passes on a part of what was said. Some troubles come to light only after several visits.
"""

from __future__ import annotations

import math

from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.fate import close
from sim.people.obstacles import (
    KINDS,
    LOCKS,
    SLOTS,
    SUREST,
    difficulty,
    ease_of,
    visits_before_told,
)
from sim.people.plot import (
    AT_HOME,
    CALLED,
    DAY_WORK,
    HOLIDAY,
    NEVER,
    NOTICED,
    QUESTIONNAIRE,
    SOLVED_FROM,
    VAIN_FROM,
    WORKDAY,
    worker_of,
)
from sim.people.service import SERVICES

IN_BY_DAY = purpose("somebody in by day")
IN_AT_NIGHT = purpose("somebody in at night")
RELATIVE_IN = purpose("a relative is in")
TALK = purpose("a talk removes an obstacle")
ALL_KINDS = (1 << len(KINDS)) - 1
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
def listen(household, town, p, day):
    """Turn the day's mail into knowledge, trust, fatigue and solved obstacles.

    Returns who was met today: nobody, a relative or the decider.
    """
    mail = int(town.mail[household])
    if mail == 0:
        return NOBODY
    home = town.home[household]
    town.mail[household] = 0
    close(household, (mail >> SOLVED_FROM) & ALL_KINDS, town)
    home.escalated = int(home.escalated) | ((mail >> VAIN_FROM) & ALL_KINDS)
    if mail & NOTICED > 0:
        home.known = int(home.known) | int(home.open)
    if mail & CALLED > 0:
        _learn(household, p.info_per_neighbour, town)
    met = _who_is_met(household, mail, town, p, day)
    if met != NOBODY:
        _receive(household, 1.0 if met == DECIDER else p.spillover, town, p, day)
        _tell(household, mail, town, p)
    if met == DECIDER or (met == RELATIVE and int(home.open) & LOCKS > 0):
        _talk_over(household, town, p, day)
    _ask(household, town)
    return met


@verb
def _who_is_met(household, mail, town, p, day):
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
def _learn(household, part, town):
    """Learn a part of what is still unknown and can be known today."""
    room = town.now[0].knowable - town.home[household].info
    if room > 0.0:
        town.home[household].info += part * room


@verb
def _receive(household, reach, town, p, day):
    """Let a visit inform; it builds trust if it is welcome and tires if it comes too soon."""
    home = town.home[household]
    town.now[0].contacts += 1
    _learn(household, reach * p.info_per_contact, town)
    tired = fatigue_today(household, town, p, day)
    if float(day - int(home.last_met)) < p.welcome_gap_days:
        home.fatigue = tired + 1.0
        home.trust -= p.trust_lost_per_nuisance * home.trust
    else:
        home.fatigue = tired
        home.trust += reach * p.trust_per_contact * (1.0 - home.trust)
    home.last_met = day
    home.visits = min(int(home.visits) + 1, 250)


@verb
def _tell(household, mail, town, p):
    """Put obstacles on file: at once what a visitor is told, hidden ones after some visits."""
    home = town.home[household]
    if mail & QUESTIONNAIRE > 0 and home.surveyed == 0:
        home.surveyed = 1
        town.now[0].files += 1
        town.worker[worker_of(household, town)].files += 1
    unknown = int(home.open) & ~int(home.known)
    if unknown == 0:
        return
    for kind in range(len(KINDS)):
        hides = (unknown >> kind) & 1 == 1
        if hides and int(home.visits) >= visits_before_told(household, kind, town, p):
            home.known = int(home.known) | (1 << kind)


@verb
def speak_up(household, kinds, town, p):
    """Bring new troubles of a bit mask to the office oneself, unless one would rather hide them."""
    home = town.home[household]
    new = int(home.open) & kinds & ~int(home.known)
    for kind in range(len(KINDS)):
        if (new >> kind) & 1 == 1 and visits_before_told(household, kind, town, p) == 0:
            home.known = int(home.known) | (1 << kind)
    _ask(household, town)


@verb
def _ask(household, town):
    """Ask the services for help with all that is open and on file, or leave their queues."""
    home = town.home[household]
    asks = int(home.known) & int(home.open)
    if asks == 0 and town.asking[household] > 0:
        for service in range(len(SERVICES)):
            town.asked[household, service] = NEVER
    town.asking[household] = asks


@verb
def _talk_over(household, town, p, day):
    """Try to remove each known obstacle in the talk."""
    known = int(town.home[household].known) & int(town.home[household].open)
    if known == 0 or p.talk_solves == 0.0:
        return
    skill = town.worker[worker_of(household, town)].skill
    for kind in range(len(KINDS)):
        if (known >> kind) & 1 == 1:
            ease = skill * p.talk_solves * ease_of(kind, p)
            solve = ease / difficulty(household, kind, town, p)
            if chance(town.now[0].luck, TALK, household * SLOTS + kind, day) < min(solve, SUREST):
                close(household, 1 << kind, town)
            elif int(town.home[household].visits) >= p.escalate_after_visits:
                town.home[household].escalated = int(town.home[household].escalated) | (1 << kind)
