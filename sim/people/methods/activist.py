"""Resident activist (热心居民带头): somebody who lives here talks to the neighbours.

In every round an old resident came among the first and spoke to others along the lane. Observed at
Dahua (Huaihai Middle Road). Here it is a trait of a lane, which has one such person or none, and
all that follows is calls: the person is no household, so that coming first sets no example that
neighbours see. Opinion leaders (``leader_share``) are others. Side effect: the same neighbours hear
it again and again, and learn less each time.

Rows: S0-24.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import CALLED, TO_BE_WON, doses_today, homes_of

ACTOR, STAGE = "volunteer", "sense"
MOST_CALLS = 16  # on one day; numbers them apart from other lanes'
IS_THERE = purpose("activist: this lane has one")
FRACTION = purpose("activist: fraction of a call")
WHOM = purpose("activist: whom to call on")


@dataclass
class Activist:
    """Doses of resident activists."""

    activist_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="assumed; Dahua, Huaihai Middle Road 2022",
        meaning="lanes with a resident who goes ahead",
        label="Resident activists", label_zh="热心居民带头",
    )  # fmt: skip
    activist_calls_per_day: float = quantity(
        0.5, "call/day", 0.0, 10.0,
        source="assumed",
        meaning="homes along the lane that such a resident calls on",
        label="Calls of an activist", label_zh="热心居民走访",
    )  # fmt: skip
    activist_minutes: float = quantity(
        5.0, "min/call", 0.0, 2000.0,
        source="assumed",
        meaning="working time of staff who brief the resident, for each call",
        label="Briefing of an activist", label_zh="对接用时",
    )  # fmt: skip


@verb
def act(lane, town, p, day):
    """Let the lane's activist look in on neighbours."""
    if p.activist_share <= 0.0:
        return
    if chance(town.now[0].luck, IS_THERE, lane, 0) >= p.activist_share:
        return
    homes = homes_of(lane, town)
    calls = doses_today(p.activist_calls_per_day, FRACTION, lane, town, day)
    for n in range(min(calls, MOST_CALLS)):
        luck = chance(town.now[0].luck, WHOM, lane * MOST_CALLS + n, day)
        household = homes.start + int(luck * len(homes))
        if town.done[household] == TO_BE_WON:
            town.mail[household] |= CALLED
            town.now[0].minutes += int(p.activist_minutes)
