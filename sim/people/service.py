"""Services with a queue: each hears some kinds of obstacle, first come, first served.

Methods put staff on a service (``town.service``); households with such an obstacle on file ask;
each day the longest waiting are heard. The court station and the joint committee are a second
line: they hear what was heard, or talked over, in vain. 944 of about 1,000 disputes were mediated
at Dong'an; a court station sits on Wednesday afternoons on the Bund.
"""

from __future__ import annotations

from sim.engine.luck import chance, purpose
from sim.engine.queue import ROW_MASK, line_up, row_of, ticket
from sim.engine.verb import verb
from sim.people.obstacles import (
    ABSENT,
    AREA,
    CARE,
    DESIGN,
    FAMILY,
    KINDS,
    PRICE,
    SLOTS,
    SUREST,
    TITLE,
    TRANSITION,
    count_open,
    difficulty,
)
from sim.people.plot import CASEWORK, COMMITTEE, COURT, NEVER, SOLVED_FROM, VAIN_FROM, households

SERVICES = ("mediation", "law", "court", "house", "care", "departments", "committee", "petition",
            "casework")  # fmt: skip
LABELS = ("People's mediation", "Law station", "Court station", "House-finding", "Care pairing",
          "Departments", "Joint Party committee", "Petition agency", "Joint casework")  # fmt: skip
LABELS_ZH = ("人民调解", "法律服务站", "法院工作站", "帮助借房", "照护结对", "职能部门", "联合党委",
             "信访代理", "组合攻坚")  # fmt: skip
HEARS = (
    1 << FAMILY,
    1 << TITLE | 1 << ABSENT,  # a deed for the heirs, a notarised proxy for the absent
    1 << FAMILY | 1 << TITLE,
    1 << TRANSITION,
    1 << CARE,
    1 << AREA | 1 << DESIGN,
    (1 << len(KINDS)) - 1,
    1 << PRICE | 1 << AREA | 1 << TITLE,
    (1 << len(KINDS)) - 1,  # where a household has two or more on file
)
"""Kinds of obstacle that each service hears, as bit masks, in the order of ``SERVICES``."""

ARRIVAL = purpose("arrival at a service")
HEARING = purpose("a hearing succeeds")


@verb
def clear_services(town, closed):
    """Leave all services without staff; methods put today's staff on them.

    Who waits goes on waiting until the service sits again, or is closed for good.
    """
    for service in range(len(SERVICES)):
        town.service[service].cases = 0
        town.service[service].sure = 0
        town.service[service].success = 0.0
        if closed:
            town.service[service].waiting = 0


@verb
def gather_askers(town):
    """List the households that ask any service today, once for all of them."""
    asking = 0
    for household in households(town):
        town.asker[asking] = household  # the next one takes the place of who asks nothing
        asking += 1 if town.asking[household] > 0 else 0
    town.now[0].askers = asking


@verb
def serve(service, town, p, day):
    """Hear today's cases, and send the households word of what was solved or heard in vain."""
    row = town.service[service]
    capacity = row.cases + row.sure
    if capacity == 0:
        return
    asking = _line_up_askers(service, town, day)
    served = line_up(town.queue, asking, capacity)
    row.waiting = asking - served
    for place in range(served):
        household = row_of(town.queue[asking - 1 - place])
        _hear(household, service, place < row.sure, town, p, day)


@verb
def brought(household, service, town):
    """Return the obstacles that a household brings to a service, as a bit mask."""
    kinds = int(town.asking[household]) & HEARS[service]
    if service == CASEWORK and count_open(kinds) < 2:
        return 0  # one trouble has its own service
    second_line = service in (COURT, COMMITTEE)
    return kinds & int(town.home[household].escalated) if second_line else kinds


@verb
def _line_up_askers(service, town, day):
    """Fill the queue with the households that bring a case to this service."""
    asking = _list_askers(service, town, day)
    for place in range(asking):
        household = int(town.queue[place])
        arrival = chance(town.now[0].luck, ARRIVAL, household * SLOTS + service, day)
        town.queue[place] = ticket(town.asked[household, service], arrival, household)
    return asking


@verb
def _list_askers(service, town, day):
    """List who brings a case; each keeps the day first asked, or loses it with the case."""
    asking = 0
    for n in range(town.now[0].askers):
        household = int(town.asker[n]) & ROW_MASK
        brings = brought(household, service, town) > 0
        since = int(town.asked[household, service])
        first = day if since == NEVER else since
        town.asked[household, service] = first if brings else NEVER
        town.queue[asking] = household
        asking += 1 if brings else 0
    return asking


@verb
def _hear(household, service, surely, town, p, day):
    """Hear one case; who leaves without a solution goes to the end of the queue."""
    now = town.now[0]
    now.cases_heard += 1
    brings = brought(household, service, town)
    kind = _first_of(brings)
    settled = brings if service == CASEWORK else 1 << kind
    solve = min(town.service[service].success / difficulty(household, kind, town, p), SUREST)
    luck = chance(now.luck, HEARING, household * SLOTS + service, day)
    if surely or luck < solve:
        now.cases_solved += 1 - ((int(town.mail[household]) >> (SOLVED_FROM + kind)) & 1)
        town.mail[household] |= settled << SOLVED_FROM
        now.spare_flats -= 1 if surely else 0
    else:
        town.mail[household] |= 1 << (VAIN_FROM + kind)
    town.asked[household, service] = NEVER


@verb
def _first_of(mask):
    """Return the first kind of obstacle in a bit mask."""
    kind = 0
    while (mask >> kind) & 1 == 0:
        kind += 1
    return kind
