"""What a household makes of the day: knocks that find somebody in, questions asked, help given.

Others reach a household as whole numbers in ``town.mail``; the household itself turns them into
knowledge, trust, fatigue and solved obstacles, in a fixed order. A relative who opens the door
passes on a part of what was said. Some troubles come to light only after several visits.
"""

from __future__ import annotations

from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.fate import close
from sim.people.letters import read_letters
from sim.people.mail import DROPPED_IN, SWAYED, TELEPHONED
from sim.people.manner import visit_in_manner
from sim.people.meeting import DECIDER, NOBODY, RELATIVE, learn, receive, who_is_met
from sim.people.methods import (
    equal_talk,
    fit_the_person,
    keep_contact,
    new_face,
    strongest_tie,
)
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
    CALLED,
    NEVER,
    NOTICED,
    QUESTIONNAIRE,
    SOLVED_FROM,
    VAIN_FROM,
    worker_of,
)
from sim.people.service import SERVICES

TALK = purpose("a talk removes an obstacle")
ALL_KINDS = (1 << len(KINDS)) - 1


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
        learn(household, p.info_per_neighbour, town)
    read_letters(household, mail, town, p)
    if mail & (SWAYED | TELEPHONED | DROPPED_IN) > 0:
        _hear_and_tell(household, mail, town, p, day)
    met = who_is_met(household, mail, town, p, day)
    if met != NOBODY:
        reach = 1.0 if met == DECIDER else p.spillover
        match = fit_the_person.match(household, town, p, day)
        receive(household, reach * match, town, p, day)
        visit_in_manner(household, town, p, day)
        _tell(household, mail, town, p)
        if met == DECIDER or (met == RELATIVE and int(home.open) & LOCKS > 0):
            _talk_over(household, match, town, p, day)
    ask(household, town)
    return met


@verb
def _hear_and_tell(household, mail, town, p, day):
    """Hear somebody close out, answer a call, or drop in at the office; tell of troubles there."""
    if mail & SWAYED > 0:
        strongest_tie.hear_out(household, town, p, day)
    if mail & TELEPHONED > 0:
        keep_contact.answer(household, town, p, day)
    if mail & (TELEPHONED | DROPPED_IN) > 0:
        speak_up(household, ALL_KINDS, town, p)


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
    visits = equal_talk.visits_felt(household, town, p)
    for kind in range(len(KINDS)):
        hides = (unknown >> kind) & 1 == 1
        if hides and visits >= float(visits_before_told(household, kind, town, p)):
            home.known = int(home.known) | (1 << kind)


@verb
def speak_up(household, kinds, town, p):
    """Bring new troubles of a bit mask to the office oneself, unless one would rather hide them."""
    home = town.home[household]
    new = int(home.open) & kinds & ~int(home.known)
    for kind in range(len(KINDS)):
        if (new >> kind) & 1 == 1 and visits_before_told(household, kind, town, p) == 0:
            home.known = int(home.known) | (1 << kind)
    ask(household, town)


@verb
def ask(household, town):
    """Ask the services for help with all that is open and on file, or leave their queues."""
    home = town.home[household]
    asks = int(home.known) & int(home.open)
    if asks == 0 and town.asking[household] > 0:
        for service in range(len(SERVICES)):
            town.asked[household, service] = NEVER
    town.asking[household] = asks


@verb
def _talk_over(household, match, town, p, day):
    """Try to remove each known obstacle in the talk; a talk that was prepared does better."""
    known = int(town.home[household].known) & int(town.home[household].open)
    if known == 0 or p.talk_solves == 0.0:
        return
    skill = match * town.worker[new_face.who_calls(household, town)].skill
    for kind in range(len(KINDS)):
        if (known >> kind) & 1 == 1:
            ease = skill * p.talk_solves * ease_of(kind, p)
            solve = ease / difficulty(household, kind, town, p)
            if chance(town.now[0].luck, TALK, household * SLOTS + kind, day) < min(solve, SUREST):
                close(household, 1 << kind, town)
            elif int(town.home[household].visits) >= p.escalate_after_visits:
                town.home[household].escalated = int(town.home[household].escalated) | (1 << kind)
