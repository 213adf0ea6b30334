"""Services with a queue: one stage for each kind of obstacle, first come, first served.

Methods put staff on a kind of obstacle (``town.cases``, ``town.success``); households with that
obstacle on file ask; each day the longest waiting are heard. 944 of about 1,000 disputes were
mediated at Dong'an, in about 400 sittings a year.
"""

from __future__ import annotations

from sim.engine.luck import chance, purpose
from sim.engine.queue import line_up, row_of, ticket
from sim.engine.verb import verb
from sim.people.obstacles import SUREST, difficulty, ease_of
from sim.people.plot import NEVER, SOLVED_FROM, households

ARRIVAL = purpose("arrival at a service")
HEARING = purpose("a hearing succeeds")


@verb
def serve(kind, town, p, day):
    """Hear today's cases of one kind, and send the households word of what was solved."""
    service = town.service[kind]
    capacity = service.cases
    service.cases = 0
    service.waiting = 0
    if capacity == 0:
        return
    asking = _gather(kind, town, day)
    served = line_up(town.queue, asking, capacity)
    service.waiting = asking - served
    for place in range(served):
        _hear(row_of(town.queue[asking - 1 - place]), kind, town, p, day)


@verb
def _gather(kind, town, day):
    """Fill the queue with the households whose obstacle of this kind is open and on file."""
    asking = 0
    for household in households(town):
        if (int(town.asking[household]) >> kind) & 1 == 1:
            if town.asked[household, kind] == NEVER:
                town.asked[household, kind] = day
            arrival = chance(town.now[0].luck, ARRIVAL, household * 8 + kind, day)
            town.queue[asking] = ticket(town.asked[household, kind], arrival, household)
            asking += 1
    return asking


@verb
def _hear(household, kind, town, p, day):
    """Hear one case; who leaves without a solution goes to the end of the queue."""
    now, home = town.now[0], town.home[household]
    now.cases_heard += 1
    solve = town.service[kind].success * ease_of(kind, p) / difficulty(household, kind, town, p)
    if chance(now.luck, HEARING, household * 8 + kind, day) < min(solve, SUREST):
        home.mail = int(home.mail) | (1 << (SOLVED_FROM + kind))
        now.cases_solved += 1
    town.asked[household, kind] = NEVER
