"""Households move in: each is drawn from the documented marginals of its place.

A household is one certificate (证): persons live inside it, and one decider signs for it. Rows run
stairwell by stairwell, so a worker's patch and a Party group are runs of neighbouring rows.
"""

from __future__ import annotations

import math

from sim.engine.luck import chance, normal, purpose
from sim.engine.verb import verb
from sim.people.fate import meet_obstacles
from sim.people.plot import (
    AT_HOME,
    CO_OWNED,
    DAY_WORK,
    ELDERLY_FROM,
    IRREGULAR,
    OWNER,
    TENANT,
    door_of,
)

AGE = purpose("age of the decider")
ALONE = purpose("elderly without relatives near")
TENURE = purpose("tenure")
HOURS = purpose("working hours")
PERSONS = purpose("persons in the certificate")
AREA = purpose("floor area")
LACKS = purpose("shares kitchen or toilet")
MEMBER = purpose("Party member")
VOICE = purpose("opinion leader")
CHATS = purpose("reads the chat group")
WAITS = purpose("inclined to wait")
FAIRNESS = purpose("first sense of fairness")
INCLINATION = purpose("inclination")
OUTSIDE = purpose("outside option")
KNOWLEDGE = purpose("first knowledge")
CONFIDENCE = purpose("first trust")


@verb
def settle(household, town, p):
    """Let one household move in: decider, flat, obstacles, and what they feel at first."""
    move_in(household, town, p)
    _furnish(household, town, p)
    stand_out(household, town, p)
    _mingle(household, town, p)
    feel(household, town, p)
    _incline(household, town, p)
    meet_obstacles(household, town, p)


@verb
def move_in(household, town, p):
    """Draw who decides: age, whether alone, when at home, how many persons, how much floor."""
    key, home = town.now[0].luck, town.home[household]
    u = chance(key, AGE, household, 0)
    old = u < p.elderly_share
    at_work = chance(key, HOURS, household, 0) < p.day_work_share
    home.age = _age(u, old, p)
    home.alone = old and chance(key, ALONE, household, 0) < p.alone_share
    home.hours = AT_HOME if old else (DAY_WORK if at_work else IRREGULAR)
    home.persons = _persons(chance(key, PERSONS, household, 0), p)
    spread = math.exp(p.area_log_sd * normal(chance(key, AREA, household, 0)))
    home.area = int(100.0 * p.area_m2 * spread)


@verb
def _furnish(household, town, p):
    """Draw by what right they live there, and whether they have a kitchen and toilet."""
    key, home = town.now[0].luck, town.home[household]
    home.tenure = _tenure(chance(key, TENURE, household, 0), p)
    home.lacks = chance(key, LACKS, household, 0) < p.shared_facilities_share


@verb
def stand_out(household, town, p):
    """Draw who is in the Party, and whom others follow."""
    key, home = town.now[0].luck, town.home[household]
    leads = chance(key, VOICE, household, 0) < p.leader_share
    home.party = chance(key, MEMBER, household, 0) < p.party_share
    home.voice = p.leader_weight if leads else 1


@verb
def _mingle(household, town, p):
    """Draw who reads the chat, and who would rather wait."""
    key, home = town.now[0].luck, town.home[household]
    reads = p.chat_share_elderly if home.age >= ELDERLY_FROM else p.chat_share_younger
    home.chats = chance(key, CHATS, household, 0) < reads
    home.waits = chance(key, WAITS, household, 0) < p.waiter_share


@verb
def look_for_members(household, town):
    """Note whether a Party member lives behind the same door, once everybody has moved in."""
    home = town.home[household]
    home.near_party = 0
    if home.party == 1:
        return
    for other in door_of(household, town):
        if town.home[other].party == 1:
            home.near_party = 1
            return


@verb
def _persons(u, p):
    """Spread registered persons geometrically: one at least, 250 at most."""
    mean = p.persons_per_certificate
    if mean <= 1.0:
        return 1
    return 1 + int(min(math.log(u) / math.log((mean - 1.0) / mean), 249.0))


@verb
def _age(u, old, p):
    """Spread ages evenly over 60-89 and 25-59 years."""
    if old:
        return 60 + int(30.0 * _part(u, 0.0, p.elderly_share))
    return 25 + int(35.0 * _part(u, p.elderly_share, 1.0))


@verb
def _part(u, low, high):
    """Say how far ``u`` lies between two bounds, 0 to 1."""
    return (u - low) / (high - low) if high > low else 0.0


@verb
def _tenure(u, p):
    if u < p.owner_share:
        return OWNER
    return CO_OWNED if u < p.owner_share + p.co_owned_share else TENANT


@verb
def feel(household, town, p):
    """Draw what they know and whom they trust before anybody calls."""
    key, home = town.now[0].luck, town.home[household]
    home.info = min(p.knowledge_at_start * (0.5 + chance(key, KNOWLEDGE, household, 0)), 1.0)
    trust = p.trust_at_start + p.trust_sd * normal(chance(key, CONFIDENCE, household, 0))
    home.trust = min(max(trust, 0.0), 1.0)


@verb
def _incline(household, town, p):
    """Draw what they think of the deal: inclination, outside option, sense of fairness."""
    key, home = town.now[0].luck, town.home[household]
    loyal = p.party_inclination if home.party else 0.0
    need = p.need_inclination if home.lacks else 0.0
    z = normal(chance(key, INCLINATION, household, 0))
    home.inclination = p.inclination_mean + z + loyal + need
    home.outside = -math.log(chance(key, OUTSIDE, household, 0)) * p.outside_option
    spread = 2.0 * p.fairness_spread * (chance(key, FAIRNESS, household, 0) - 0.5)
    home.fair = min(max(p.fairness_at_start + spread, 0.0), 1.0)
