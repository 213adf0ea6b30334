"""Volunteers from the signed (现身说法): who has signed calls on neighbours and tells how it was.

At Jiangnan Xincun volunteers grew from 200 to more than 2,300 for 2,374 certificates; at Fengnan a
resident of 76 asked daily which household still needed work. A neighbour's word comes without an
office behind it. Descriptions of the method put such words above those of staff; here a call
explains less than a visit (``info_per_neighbour``) and draws nobody along by itself, because field
experiments find small effects and calls here go to homes drawn by lot. Side effect: staff hours for
each call, also where the neighbour knows the plan already and learns hardly anything.

Rows: S0-21, S1-13, S3-6.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import chance, purpose
from sim.engine.quantity import quantity
from sim.engine.verb import verb
from sim.people.plot import CALLED, TO_BE_WON, doses_today, homes_of, lane_of

ACTOR, STAGE = "volunteer", "sense"
JOINS = purpose("volunteers: joins after signing")
CALLS = purpose("volunteers: fraction of a call")
WHOM = purpose("volunteers: whom to call on")
MOST_CALLS = 400  # a lane's calls on one day; numbers them apart from other lanes'


@dataclass
class Volunteers:
    """Doses of volunteering."""

    volunteer_share: float = quantity(
        0.0, "1", 0.0, 1.0, role="dose",
        source="200 to more than 2,300 for 2,374 certificates (Jiangnan Xincun), xyysszw.com",
        meaning="households that join the volunteers once they have signed",
        label="Volunteers", label_zh="签约居民志愿者",
    )  # fmt: skip
    calls_per_volunteer_per_day: float = quantity(
        0.2, "call/volunteer/day", 0.0, 5.0, source="assumed",
        meaning="homes along the lane that a volunteer looks in on", label="Volunteers' calls",
        label_zh="志愿者走访",
    )  # fmt: skip
    volunteer_minutes: float = quantity(
        3.0, "min/call", 0.0, 240.0, source="assumed", label="Time for volunteers",
        label_zh="志愿者组织用时", meaning="working time of staff who organise them, for each call",
    )  # fmt: skip


@verb
def join(household, town, p):
    """Let a household that has just signed join the volunteers of its lane."""
    if p.volunteer_share <= 0.0:
        return
    if chance(town.now[0].luck, JOINS, household, 0) < p.volunteer_share:
        town.lane[lane_of(household, town)].volunteers += 1


@verb
def act(lane, town, p, day):
    """Let a lane's volunteers look in on some homes; who has signed already only waves."""
    volunteers = town.lane[lane].volunteers
    if volunteers == 0:
        return
    homes = homes_of(lane, town)
    calls = doses_today(p.calls_per_volunteer_per_day * float(volunteers), CALLS, lane, town, day)
    for n in range(min(calls, MOST_CALLS)):
        luck = chance(town.now[0].luck, WHOM, lane * MOST_CALLS + n, day)
        household = homes.start + int(luck * len(homes))
        if town.done[household] == TO_BE_WON:
            town.mail[household] |= CALLED
            town.now[0].minutes += int(p.volunteer_minutes)
