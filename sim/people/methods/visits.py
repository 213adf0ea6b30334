"""One-to-one visits (一对一、面对面): each worker calls where there is most to do.

Households with a problem on file come first, then those not called on for longest. A visit explains
the plan, builds trust when it is welcome, and may remove an obstacle. Observed in every reported
campaign (Hongkou, Fengnan, Dong'an, Baoxingli). Side effect: calling too often tires and costs
trust, too often being within ``welcome_gap_days`` of the last visit. It is the gap that does it
and not the number of doors: with the gaps as set a round of visits never comes too soon before the
last round, and there only where a problem is on file, though a survey may follow a visit too soon.

Rows: S1-11, S2-27, S3-10.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.engine.luck import purpose
from sim.engine.quantity import quantity
from sim.engine.queue import ROW_BITS, ROW_MASK
from sim.engine.verb import verb
from sim.people.plot import (
    DAY_KNOCK,
    EVENING_KNOCK,
    TO_BE_WON,
    doses_today,
    partner_of,
    patch_of,
)

ACTOR, STAGE = "worker", "work"
FRACTION = purpose("visits: fraction of a door")


@dataclass
class Visits:
    """Doses of visiting."""

    visits_per_worker_per_day: float = quantity(
        0.0, "door/worker/day", 0.0, 20.0, role="dose",
        source="2.2 or more completed contacts a certificate reported (Zhangjiawan); assumed here",
        meaning="doors knocked a day by each worker, answered or not",
        label="Visits", label_zh="走访",
    )  # fmt: skip
    visit_gap_days: int = quantity(
        4, "day", 1, 60, role="dose", source="assumed",
        meaning="shortest time between two calls at one door",
        label="Gap between visits", label_zh="走访间隔",
    )  # fmt: skip
    closing_gap_days: int = quantity(
        1, "day", 1, 60, role="dose",
        source="assumed; several hundred talks with one household are reported (Fengnan)",
        meaning="the same where a problem is on file, once prices are published",
        label="Gap in the last round", label_zh="酝酿签约期走访间隔",
    )  # fmt: skip
    visit_minutes_per_door: float = quantity(
        40.0, "min/door", 0.0, 720.0, source="assumed; talks of more than 12 hours are reported",
        meaning="working time a door takes", label="Visit time", label_zh="走访时间",
    )  # fmt: skip


@verb
def act(worker, town, p, day):
    """Call at the most urgent doors of the patch, two for each look through the files."""
    doors = doses_today(p.visits_per_worker_per_day, FRACTION, worker, town, day)
    if p.visits_per_worker_per_day > 0.0:  # who is sent along goes the usual round
        doors += int(town.worker[worker].extra)
    town.worker[worker].spare = _go_round(worker, worker, doors, town, p, day)


@verb
def help_out(worker, town, p, day):
    """Spend idle doors in a partner's patch, after its own worker has been round."""
    idle = int(float(town.worker[worker].spare) * p.staff_sharing + 0.5)
    if idle > 0:
        _go_round(worker, partner_of(worker, town), idle, town, p, day)


@verb
def _go_round(worker, patch, doors, town, p, day):
    """Knock at the most urgent doors of a patch; return how many calls were not needed."""
    knock = EVENING_KNOCK if town.worker[worker].evening else DAY_KNOCK
    while doors > 0:
        first, second = most_urgent(patch, town, p, day)
        if first == 0:
            return doors
        _call(first, knock, town, p, day)
        if second == 0:
            return doors - 1
        if doors > 1:
            _call(second, knock, town, p, day)
        doors -= 2
    return 0


@verb
def most_urgent(worker, town, p, day):
    """Return how urgent the two most urgent calls are, packed with the row; 0 for no call."""
    calm = p.visit_gap_days
    hurry = p.closing_gap_days if town.now[0].closing else calm
    first, second = 0, 0
    for household in patch_of(worker, town):
        row = household & ROW_MASK  # the same row: now the compiler knows that it is not negative
        call = _urgency(row, town, calm, hurry, day)
        second = max(second, min(first, call))
        first = max(first, call)
    return first, second


@verb
def _urgency(household, town, calm, hurry, day):
    """Pack how urgent a call is: a problem on file, then days waited, then lower rows first."""
    waited = day - int(town.last_knock[household])
    problem = 1 if town.asking[household] > 0 else 0
    gap = hurry if problem == 1 else calm
    may_call = 1 if (town.done[household] == TO_BE_WON) & (waited >= gap) else 0
    return may_call * ((((problem << 17) + waited + 1) << ROW_BITS) + ROW_MASK - household)


@verb
def _call(urgency, knock, town, p, day):
    """Knock at the door that an urgency names."""
    if urgency == 0:
        return
    household = ROW_MASK - (urgency & ROW_MASK)
    town.mail[household] += knock
    town.last_knock[household] = day
    town.now[0].knocks += 1
    town.now[0].minutes += int(p.visit_minutes_per_door)
