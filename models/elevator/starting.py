"""Somebody begins: a floor head, a pensioner on the sixth floor, a committee that asks everybody.

The first elevator of Linfen street took four years, the next fifty about one. What others see
finished encourages them a little; that somebody asks, and that a team comes, matters far more. A
stairwell that stopped rests, and may begin again with half of what talks had achieved.
"""

from __future__ import annotations

import math

from models.elevator.deal import write_bills
from models.elevator.methods import bundling, coordination, floor_heads, phone_forum, six_systems
from models.elevator.plan import is_at_work, stairwells
from models.elevator.stages import BEGINS, IDLE, NONE, SOUNDING, STALLED
from models.elevator.tally import enter_stage
from sim.engine.luck import chance, purpose
from sim.engine.verb import verb
from sim.people.plot import NEVER

STARTS = purpose("somebody begins")
YEAR = 365.0


@verb
def rouse(stairwell, town, p, day):
    """Let an idle stairwell begin, or one that has rested begin again."""
    stage = town.stage[stairwell]
    if stage == IDLE:
        hazard = start_hazard(stairwell, town, p)
    elif stage == STALLED and day >= town.stairwell[stairwell].ends:
        hazard = start_hazard(stairwell, town, p) + p.again_per_year
    else:
        return
    if chance(town.now[0].luck, STARTS, stairwell, day) * YEAR < hazard:
        _begin(stairwell, town, p, day)


@verb
def start_hazard(stairwell, town, p):
    """Return the rate at which the stairwell would begin, 1/year."""
    rate = town.period[town.now[0].period].starts_per_100_year
    if rate <= 0.0:
        return 0.0
    row = town.stairwell[stairwell]
    base = 0.01 * rate * p.place_factor * row.leads * row.sooner
    near = (
        p.estate_example if town.estate[stairwell // p.stairwells_per_estate].finished > 0 else 0.0
    )
    there = town.street[stairwell // p.stairwells_per_street].finished
    if there > 0:
        near += p.street_example * math.log(1.0 + float(there))
    return base * (1.0 + near)


@verb
def _begin(stairwell, town, p, day):
    """Begin: the stairwell tells its households, and the street may send somebody."""
    now, row = town.now[0], town.stairwell[stairwell]
    if row.begun == NEVER:
        row.begun = day
        now.started += 1
    if town.stage[stairwell] == STALLED:
        town.now[0].blocked_by[row.blocked - 1] -= 1
        now.stalled -= 1
        row.blocked = NONE
    row.tries = min(int(row.tries) + 1, 250)
    row.meetings, row.last_meeting, row.pushes = 0, day, 0
    row.offer, row.bundle, row.glass, row.tilt = 0, 0, 0, 0
    row.heard, row.counselled, row.tailored = 0, 0, 0
    coordination.assign(stairwell, town, p, day)
    six_systems.adopt(stairwell, town, p, day)
    bundling.promise(stairwell, town, p)
    floor_heads.lead(stairwell, town, p)
    phone_forum.post(town, p)
    write_bills(stairwell, town, p)
    enter_stage(stairwell, SOUNDING, town, day)
    row.stir = BEGINS
    now.live += 1


@verb
def enrol(town, p, day):
    """List the stairwells at work today, in order; follow the first cases that are filed."""
    now = town.now[0]
    now.at_work = 0
    for stairwell in stairwells(town):
        town.busy[now.at_work] = stairwell
        now.at_work += 1 if is_at_work(stairwell, town) else 0
    if now.cohort_filed < p.cohort and now.date >= p.cohort_from:
        _follow(town, p, day)


@verb
def _follow(town, p, day):
    """Follow the cases filed last evening, by row, until there are enough."""
    now = town.now[0]
    for place in range(now.at_work):
        row = town.stairwell[int(town.busy[place])]
        if int(row.agreed) == day - 1 and now.cohort_filed < p.cohort:
            row.cohort = 1
            now.cohort_filed += 1
