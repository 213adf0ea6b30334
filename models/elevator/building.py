"""Builders are scarce: who has a permit waits for one, first come, first served.

By October 2020 47 % of the consents in Shanghai had been begun and 26 % completed; building itself
takes three to five months. The wait lies before.
"""

from __future__ import annotations

from models.elevator.deal import subsidy_of
from models.elevator.methods import bundling
from models.elevator.plan import stairwells
from models.elevator.stages import BUILDING, QUEUE
from models.elevator.tally import enter_stage
from sim.engine.luck import chance, purpose
from sim.engine.queue import line_up, row_of, ticket
from sim.engine.verb import verb

CREWS = purpose("builders: fraction of an elevator")
ARRIVAL = purpose("arrival at the builders'")
LASTS = purpose("length of building")


@verb
def wait_for_builder(stairwell, town, p, day):
    """Stand in the builders' queue."""
    enter_stage(stairwell, QUEUE, town, day)
    town.now[0].queued += 1


@verb
def send_builders(town, p, day):
    """Let builders begin with those who have waited longest."""
    now = town.now[0]
    rate = town.period[now.period].builders_per_100_year * float(now.stairwells) / 36_500.0
    capacity = int(rate + chance(now.luck, CREWS, 0, day))
    if capacity == 0 or now.queued == 0:
        return
    waiting = 0
    for stairwell in stairwells(town):
        if town.stage[stairwell] == QUEUE:
            arrival = chance(now.luck, ARRIVAL, stairwell, 0)
            town.queue[waiting] = ticket(town.stairwell[stairwell].since, arrival, stairwell)
            waiting += 1
    served = line_up(town.queue, waiting, capacity)
    for place in range(served):
        _begin_building(row_of(town.queue[waiting - 1 - place]), town, p, day)


@verb
def _begin_building(stairwell, town, p, day):
    now, row = town.now[0], town.stairwell[stairwell]
    now.queued -= 1
    now.begun += 1
    row.built = day
    now.subsidies_yuan += int(subsidy_of(town, p))
    now.compensation_yuan += compensation_due(stairwell, town)
    bundling.pay(stairwell, town, p)
    enter_stage(stairwell, BUILDING, town, day)
    spread = max(p.build_days_most - p.build_days_least, 0.0)
    lasts = p.build_days_least + spread * chance(now.luck, LASTS, stairwell, 0)
    row.ends = min(day + int(lasts), 32_000)


@verb
def compensation_due(stairwell, town):
    """Return the compensation agreed in a stairwell, yuan."""
    per_floor = int(town.stairwell[stairwell].offer) * int(town.now[0].flats)
    return per_floor + per_floor // 2
